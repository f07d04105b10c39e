"""The Security log in each form in which it is exported; accesses worked out by hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from optimizer.importing.opening import evtx
from tests.importing.support import (
    do,
    dropped,
    edges,
    event,
    kinds,
    lines_of,
    logons,
    refusals,
    triples,
    write,
)

LOGON = {
    "TargetUserName": "ann",
    "TargetDomainName": "CORP",
    "TargetUserSid": "S-1-5-21-1-2-3-1000",
    "LogonType": 3,
    "WorkstationName": "PC1",
    "IpAddress": "10.0.0.5",
}


def test_security_as_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    path.write_text(
        lines_of(
            [
                event(4624, at="2026-01-12T08:00:00.1Z", record=1, **LOGON),
                event(4624, at="2026-01-12T09:00:00.1Z", record=2, **{**LOGON, "LogonType": 5}),
                event(4672, at="2026-01-12T09:00:00.1Z", record=3, SubjectUserName="ann"),
            ]
        )
    )
    found = do(tmp_path, path)
    assert edges(found) == [("ann", "PC1", "FS1", "1", "2026-01-12", "Observed")]
    assert dropped(found) == {
        "of other events": 1,
        "log-ons of services, tasks and the system": 1,
    }


@pytest.mark.parametrize(
    "names",
    [
        ("@timestamp", "event.code", "winlog.computer_name", "winlog.event_data.TargetUserName",
         "winlog.event_data.IpAddress", "winlog.event_data.LogonType"),
        ("TimeGenerated [UTC]", "EventID", "Computer", "TargetUserName", "IpAddress", "LogonType"),
        ("_time", "EventCode", "ComputerName", "TargetUserName", "IpAddress", "LogonType"),
    ],
)  # fmt: skip
def test_security_as_log_systems_name_its_columns(tmp_path: Path, names: tuple[str, ...]) -> None:
    row = ("2026-01-13T08:00:00.1Z", 4624, "FS1.corp.example", "ann", "10.0.0.5", 3)
    found = do(tmp_path, write(tmp_path / "s.csv", ",".join(names), [row]))
    assert edges(found) == [("ann", "10.0.0.5", "FS1", "1", "2026-01-13", "Observed (address)")]


class FakeLog:
    """Stands for the evtx library: its records, one of which cannot be read."""

    def __init__(self, records: list[dict[str, Any] | None]) -> None:
        self.records = records

    def PyEvtxParser(self, path: str) -> "FakeLog":  # noqa: N802 - the library's name
        return self

    def records_json(self) -> "FakeLog":
        self.left = list(self.records)
        return self

    def __iter__(self) -> "FakeLog":
        return self

    def __next__(self) -> dict[str, str]:
        if not self.left:
            raise StopIteration
        record = self.left.pop(0)
        if record is None:
            raise RuntimeError("bad record")
        return {"data": json.dumps(record, separators=(",", ":"))}


def as_evtx(path: Path, records: list[Any], monkeypatch: pytest.MonkeyPatch) -> Path:
    path.write_bytes(b"ElfFile\x00" + bytes(100))
    real = evtx.import_module
    log = FakeLog(records)
    monkeypatch.setattr(evtx, "import_module", lambda name: log if name == "evtx" else real(name))
    return path


def test_security_as_evtx_goes_on_past_a_bad_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = [
        event(4624, at="2026-01-12T08:00:00.1Z", record=1, **LOGON),
        None,
        event(4907, at="2026-01-12T08:00:00.1Z", record=3),
        event(4624, at="2026-01-13T08:00:00.1Z", record=4, **LOGON),
    ]
    found = do(tmp_path, as_evtx(tmp_path / "s.evtx", records, monkeypatch))
    assert edges(found) == [("ann", "PC1", "FS1", "2", "2026-01-13", "Observed")]
    assert [said.bad for said in found.contents.sources] == [1]


def test_tickets_are_a_matrix(tmp_path: Path) -> None:
    ticket = {"Id": 4769, "MachineName": "DC1.corp.example", "Status": "0x0",
              "TargetUserName": "ann@CORP.EXAMPLE", "TargetDomainName": "CORP.EXAMPLE",
              "IpAddress": "::ffff:10.0.0.5", "LogonType": ""}  # fmt: skip
    log = logons(
        tmp_path / "dc.csv",
        [
            {**ticket, "ServiceName": "FS1$"},
            {**ticket, "ServiceName": "SQL1$"},
            {**ticket, "ServiceName": "SQL1$", "Status": "0x7"},
            {**ticket, "ServiceName": "krbtgt"},
        ],
    )
    # Two servers, the failed ticket is none, a ticket for tickets is the domain controller's.
    assert [(d, s) for _, d, s in triples(do(tmp_path, log))] == [
        ("10.0.0.5", "DC1"),
        ("10.0.0.5", "FS1"),
        ("10.0.0.5", "SQL1"),
    ]


def test_security_by_evtxecmd(tmp_path: Path) -> None:
    header = (
        "RecordNumber,EventRecordId,TimeCreated,EventId,Computer,MapDescription,UserName,"
        "RemoteHost,PayloadData1,PayloadData2,Payload"
    )
    rows = [
        (1, 11, "2026-01-12 08:00:00.1234567", 4624, "FS1.corp.example", "Successful logon", "-\\-",
         "PC1 (10.0.0.5)", "Target: CORP\\ann", "LogonType 3", "{}"),
        (2, 12, "2026-01-12 08:01:00.1234567", 4624, "FS1.corp.example", "Successful logon", "-\\-",
         "- (-)", "Target: NT AUTHORITY\\SYSTEM", "LogonType 5", "{}"),
    ]  # fmt: skip
    found = do(tmp_path, write(tmp_path / "e.csv", header, rows))
    assert kinds(found) == ["security_log_evtxecmd"]
    assert edges(found) == [("ann", "PC1", "FS1", "1", "2026-01-12", "Observed")]


ENGLISH = """An account was successfully logged on.

Subject:
\tSecurity ID:\t\tS-1-5-18
\tAccount Name:\t\tFS1$
\tAccount Domain:\t\tCORP

Logon Information:
\tLogon Type:\t\t3

New Logon:
\tSecurity ID:\t\tS-1-5-21-1-2-3-1000
\tAccount Name:\t\tann
\tAccount Domain:\t\tCORP

Network Information:
\tWorkstation Name:\tPC1
\tSource Network Address:\t10.0.0.5
"""

FRENCH = """L’ouverture de session d’un compte s’est correctement déroulée.

Sujet :
\tID de sécurité :\t\tS-1-5-18
\tNom du compte :\t\tFS1$
\tDomaine du compte :\t\tCORP

Informations d’ouverture de session :
\tType d’ouverture de session :\t\t3

Nouvelle ouverture de session :
\tID de sécurité :\t\tS-1-5-21-1-2-3-1000
\tNom du compte :\t\tann
\tDomaine du compte :\t\tCORP

Informations sur le réseau :
\tNom de la station de travail :\tPC1
\tAdresse du réseau source :\t10.0.0.5
"""

GERMAN = "Ein Konto wurde erfolgreich angemeldet.\n\nNeue Anmeldung:\n\tKontoname:\t\tann\n"


@pytest.mark.parametrize(
    ("header", "when", "message"),
    [
        ("Keywords,Date and Time,Source,Event ID,Task Category", "1/13/2026 8:00:00 AM", ENGLISH),
        (
            "Mots clés,Date et heure,Source,ID de l’événement,Catégorie",
            "13/01/2026 08:00:00",
            FRENCH,
        ),
    ],
)
def test_the_event_viewers_own_csv(tmp_path: Path, header: str, when: str, message: str) -> None:
    row = ("Audit Success", when, "Microsoft-Windows-Security-Auditing", 4624, "Logon", message)
    log = write(tmp_path / "FS1.csv", header, [row])
    assert edges(do(tmp_path, log)) == [("ann", "PC1", "FS1", "1", "2026-01-13", "Observed")]


def test_a_message_in_another_language_is_refused(tmp_path: Path) -> None:
    header = "Schlüsselwörter,Datum und Uhrzeit,Quelle,Ereignis-ID,Aufgabenkategorie"
    row = ("x", "13.01.2026 08:00:00", "Microsoft-Windows-Security-Auditing", 4624, "Logon", GERMAN)
    (said,) = refusals(tmp_path, write(tmp_path / "FS1.csv", header, [row]))
    assert said.startswith("FS1.csv: line 2: its messages are in a language that is not read here")
    assert "Save the log as .evtx" in said


def test_evtxecmd_addresses(tmp_path: Path) -> None:
    header = "EventRecordId,TimeCreated,EventId,Computer,MapDescription,RemoteHost,PayloadData1,PayloadData2,Payload"
    rows = [
        (
            1,
            "2026-01-12 08:00:00",
            4624,
            "FS1",
            "",
            "- (10.0.0.5)",
            "Target: CORP\\ann",
            "LogonType 3",
            "",
        ),
        (
            2,
            "2026-01-12 08:00:00",
            4769,
            "DC1",
            "",
            "10.0.0.6",
            "User: bob",
            "ServiceName: FS2$",
            "",
        ),
    ]
    assert triples(do(tmp_path, write(tmp_path / "e.csv", header, rows))) == [
        ("ann", "10.0.0.5", "FS1"),
        ("bob", "10.0.0.6", "FS2"),
    ]


def test_evtxecmd_tickets(tmp_path: Path) -> None:
    header = (
        "EventRecordId,TimeCreated,EventId,Computer,MapDescription,RemoteHost,PayloadData1,"
        "PayloadData2,PayloadData4,Payload"
    )
    when, dc, user = "2026-01-12 08:00:00.1", "DC1.corp.x", r"Target: CORP.X\ann@CORP.X"
    fine, failed = (
        "TicketEncryptionType: AES256-CTS-HMAC-SHA1-96",
        "TicketEncryptionType: Audit Failure",
    )
    rows = [
        (1, when, 4769, dc, "", "::ffff:10.0.0.6:51234", user, "ServiceName: FS2$", fine, ""),
        (2, when, 4769, dc, "", "::ffff:10.0.0.6:51235", user, "ServiceName: FS3$", failed, ""),
        (3, when, 4769, dc, "", "fe80::9:51236", r"Target: CORP.X\bob@CORP.X", "ServiceName: FS2$",
         fine, ""),
        (4, when, 4768, dc, "", "10.0.0.6:51237", r"Target: CORP.X\ann", "ServiceName: krbtgt",
         failed, ""),
    ]  # fmt: skip
    found = do(tmp_path, write(tmp_path / "e.csv", header, rows))
    assert triples(found) == [("ann", "10.0.0.6", "FS2"), ("bob", "fe80::9", "FS2")]
    assert dropped(found) == {"failed": 2}
