"""Each log on a small faithful sample; its accesses worked out by hand in the comment."""

import json
import struct
from pathlib import Path
from typing import Any

import pytest

from optimizer.importing.opening import evtx, user_access_logging
from tests.importing.support import (
    ad_users,
    do,
    dropped,
    edges,
    lines_of,
    logons,
    refusals,
    triples,
    write,
)


def kinds(outcome: Any) -> list[str]:
    return [said.kind for said in outcome.contents.sources]


def event(number: int, **data: object) -> dict[str, Any]:
    """An event as evtx_dump and the evtx library write it."""
    return {
        "Event": {
            "System": {
                "EventID": {"#attributes": {"Qualifiers": ""}, "#text": number}
                if number == 21
                else number,
                "TimeCreated": {"#attributes": {"SystemTime": data.pop("at")}},
                "EventRecordID": data.pop("record", 1),
                "Channel": data.pop("channel", "Security"),
                "Computer": data.pop("computer", "FS1.corp.example"),
            },
            data.pop("part", "EventData"): data,
        }
    }


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


def test_remote_desktop_sessions(tmp_path: Path) -> None:
    session = {"part": "UserData", "channel": "LocalSessionManager", "computer": "TS1.corp.example"}
    path = tmp_path / "ts.jsonl"
    path.write_text(
        lines_of(
            [
                event(
                    21,
                    at="2026-01-12T08:00:00Z",
                    record=1,
                    **session,
                    EventXML={"User": r"CORP\ann", "SessionID": 2, "Address": "10.0.0.5"},
                ),
                event(
                    24,
                    at="2026-01-12T12:00:00Z",
                    record=2,
                    **session,
                    EventXML={"User": r"CORP\ann", "SessionID": 2, "Address": "10.0.0.5"},
                ),
                event(
                    21,
                    at="2026-01-12T13:00:00Z",
                    record=3,
                    **session,
                    EventXML={"User": r"CORP\bob", "SessionID": 3, "Address": "LOCAL"},
                ),
            ]
        )
    )
    found = do(tmp_path, path)
    # Bob sat at the host itself: no device is told.
    assert triples(found) == [("ann", "10.0.0.5", "TS1"), ("bob", "", "TS1")]


def test_remote_desktop_connections(tmp_path: Path) -> None:
    path = tmp_path / "1149.jsonl"
    data = {"part": "UserData", "channel": "RemoteConnectionManager", "computer": "TS1"}
    xml = {"Param1": "ann", "Param2": "CORP", "Param3": "10.0.0.5"}
    path.write_text(lines_of([event(1149, at="2026-01-12T08:00:00Z", EventXML=xml, **data)]))
    found = do(tmp_path, path)
    assert kinds(found) == ["rds_connections"]
    assert triples(found) == [("ann", "10.0.0.5", "TS1")]


def test_print_jobs(tmp_path: Path) -> None:
    path = tmp_path / "307.jsonl"
    data = {"part": "UserData", "channel": "PrintService", "computer": "PRN1"}
    xml = {f"Param{n}": "" for n in range(1, 9)} | {"Param3": "ann", "Param4": r"\\PC1"}
    path.write_text(lines_of([event(307, at="2026-01-12T08:00:00Z", DocumentPrinted=xml, **data)]))
    found = do(tmp_path, path)
    assert kinds(found) == ["print_jobs"]
    assert triples(found) == [("ann", "PC1", "PRN1")]


def test_print_jobs_told_in_messages(tmp_path: Path) -> None:
    # As Get-WinEvent | Export-Csv gives them where nothing is selected.
    path = tmp_path / "print.csv"
    job = (
        "Document 7, Print Document owned by {} on \\\\{} was printed on P1 through port IP_1.  "
        "Size in bytes: 9. Pages printed: 1. No user action is required."
    )
    rows = [("ann", "PC1"), ("bob", "PC2"), ("ann", "PC1")]
    lines = [
        f'"{job.format(user, pc)}","307","{n}","PRN1.corp.x","2026-01-12T08:00:00Z"'
        for n, (user, pc) in enumerate(rows)
    ]
    path.write_text("\n".join(["Message,Id,RecordId,MachineName,TimeCreated", *lines, ""]))
    found = do(tmp_path, path)
    assert kinds(found) == ["print_jobs"]
    assert triples(found) == [("ann", "PC1", "PRN1"), ("bob", "PC2", "PRN1")]


IIS = """#Software: Microsoft Internet Information Services 10.0
#Version: 1.0
#Date: 2026-01-12 00:00:21
#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip sc-status
2026-01-12 08:00:00 10.0.0.1 GET /owa/ - 443 CORP\\ann 10.0.0.5 200
2026-01-12 08:00:01 10.0.0.1 GET /owa/ - 443  CORP\\ann 10.0.0.5 401
2026-01-12 08:00:02 10.0.0.1 GET /owa/ - 443 - 10.0.0.6 200
2026-01-12 08:00:03 10.0.0.1 POST /Microsoft-Server-ActiveSync/default.eas User=bob&DeviceId=APPL1&Cmd=Ping 443 CORP\\bob 8.8.8.8 200
2026-01-12 08:00:04 10.0.0.1 GET /owa/ - 443 CORP\\carl 8.8.4.4 200
"""


def test_web_server_logs(tmp_path: Path) -> None:
    path = tmp_path / "WEB1-u_ex260112.log"
    path.write_text(IIS)
    found = do(tmp_path, path)
    # The phone is known by its DeviceId; Carl came from the internet: any device.
    assert triples(found) == [
        ("ann", "10.0.0.5", "WEB1"),
        ("bob", "APPL1", "WEB1"),
        ("carl", "", "WEB1"),
    ]
    assert dropped(found) == {"failed": 1, "no user": 1}


def test_web_server_logs_without_a_date_column(tmp_path: Path) -> None:
    path = tmp_path / "WEB1.log"
    path.write_text(
        "#Software: Microsoft Internet Information Services 6.0\n#Date: 2026-01-12 00:00:00\n"
        "#Fields: time c-ip cs-username sc-status\n08:00:00 10.0.0.5 ann 200\n"
    )
    assert edges(do(tmp_path, path))[0][4] == "2026-01-12"


class FakeTable:
    """A table of the library's database."""

    def __init__(self, name: str, records: list[dict[str, Any]]) -> None:
        self.name, self._records = name, records
        names = dict.fromkeys(key for record in records for key in record)
        self.columns = [type("Column", (), {"name": n})() for n in names]

    def records(self) -> list[dict[str, Any]]:
        return self._records


def test_access_logging_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    role, day = "10a9226f-50ee-49d8-a393-9a501d47ce04", 133024563725700000
    client = {
        "RoleGuid": role, "TenantId": "", "TotalAccesses": 5, "InsertDate": day, "LastAccess": day,
        "AuthenticatedUserName": r"corp\ann", "ClientName": None, "Address": b"\x0a\x00\x00\x05",
        "Day32": 2, "Day197": 3,
    }  # fmt: skip
    tables = [
        FakeTable("SYSTEM_IDENTITY", [{"CreationTime": day, "SystemDNSHostName": "FS1",
                  "SystemDomainName": "corp.example", "OSBuildNumber": 17763}]),
        FakeTable("ROLE_IDS", [{"RoleGuid": role, "ProductName": role, "RoleName": "File Server"}]),
        FakeTable("CLIENTS", [client]),
        FakeTable("DNS", [{"LastSeen": day, "Address": "10.0.0.5", "HostName": "PC1"}]),
    ]  # fmt: skip
    library = type(
        "Library", (), {"EseDB": lambda file: type("D", (), {"tables": lambda s: tables})()}
    )
    monkeypatch.setattr(user_access_logging, "import_module", lambda name: library)
    (tmp_path / "sum").mkdir()
    (tmp_path / "sum" / "Current.mdb").write_bytes(b"\xef\xcd\xab\x89" * 9)
    found = do(tmp_path, tmp_path / "sum")
    # Day 32 is 1 February, day 197 16 July 2022; build 17763 is Windows Server 2019.
    assert edges(found) == [("ann", "PC1", "FS1", "5", "2022-07-16", "Observed")]
    assert found.contents.imported.servers[0]["Product"] == "Windows Server 2019"


SUMECMD = (
    "RoleGuid,RoleDescription,AuthenticatedUserName,TotalAccesses,InsertDate,LastAccess,IpAddress,"
    "ClientName,TenantId,SourceFile"
)
"""Columns of a client; its days have all of them too."""


def test_totals_beside_their_days_count_once(tmp_path: Path) -> None:
    client = ("x", "File Server", r"CORP\ann", 6, "2026-01-02 08:00:00", "2026-01-12 09:00:00",
              "10.0.0.5", "", "", "Current.mdb")  # fmt: skip
    days = [("2026-01-02 00:00:00", 2, 2, *client), ("2026-01-12 00:00:00", 4, 12, *client)]
    detailed = write(tmp_path / "FS1-detailed.csv", f"Date,Count,DayNumber,{SUMECMD}", days)
    clients = write(tmp_path / "FS1-clients.csv", SUMECMD, [client])
    other = write(tmp_path / "FS2-clients.csv", SUMECMD, [(*client[:-1], "2025.mdb")])
    servers = {file.name: file.name[:3] for file in (detailed, clients, other)}
    found = do(tmp_path, detailed, clients, other, servers=servers)
    assert [edge[2:4] for edge in edges(found)] == [("FS1", "6"), ("FS2", "6")]
    assert dropped(found) == {"told day by day by another file": 1}


@pytest.mark.parametrize(
    ("header", "row", "kind", "expected"),
    [
        ("UserName,ActivityCount,FirstSeen,LastSeen,ProductName,RoleGuid,RoleName,PSComputerName",
         (r"CORP\ann", 7, "2026-01-01", "2026-01-12", "Windows Server 2022", "x", "File Server", ""),
         "ual_access", ("ann", "", "FS1", "7", "2026-01-12", "Observed")),
        (f"Date,Count,DayNumber,{SUMECMD}",
         ("2026-01-12 00:00:00", 4, 12, "x", "File Server", r"CORP\ann", 6, "2026-01-02 08:00:00",
          "2026-01-12 09:00:00", "10.0.0.5", "", "", "Current.mdb"),
         "ual_sumecmd", ("ann", "10.0.0.5", "FS1", "4", "2026-01-12", "Observed (address)")),
        ("RoleGuid,RoleDescription,AuthenticatedUserName,TotalAccesses,InsertDate,LastAccess,"
         "IpAddress,ClientName,TenantId",
         ("x", "File Server", r"CORP\ann", 6, "2026-01-02", "2026-01-12", "10.0.0.5", "PC1", ""),
         "ual_sumecmd_clients", ("ann", "PC1", "FS1", "6", "2026-01-12", "Observed")),
    ],
)  # fmt: skip
def test_access_logging_in_other_forms(
    tmp_path: Path, header: str, row: tuple[object, ...], kind: str, expected: tuple[str, ...]
) -> None:
    found = do(tmp_path, write(tmp_path / "FS1-ual.csv", header, [row]))
    assert kinds(found) == [kind]
    assert edges(found) == [expected]


def test_the_canonical_aggregate(tmp_path: Path) -> None:
    header = "user,domain,sid,device,address,server,event,type,first,last,count"
    row = ("ann", "CORP", "", "PC1", "10.0.0.5", "FS1", 4624, 3, "2026-01-01", "2026-01-12", 250)
    found = do(
        tmp_path, write(tmp_path / "q.csv", header, [row]), ad_users(tmp_path / "u.csv", ["ann"])
    )
    assert edges(found) == [("ann", "PC1", "FS1", "250", "2026-01-12", "Observed")]


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


def test_a_damaged_database_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(file: object) -> object:
        raise struct.error("unpack requires a buffer of 4 bytes")

    library = type("Library", (), {"EseDB": staticmethod(broken)})
    monkeypatch.setattr(user_access_logging, "import_module", lambda name: library)
    (tmp_path / "Current.mdb").write_bytes(b"\xef\xcd\xab\x89" * 9)
    (said,) = refusals(tmp_path, tmp_path / "Current.mdb")
    assert "Current.mdb is damaged or was copied while in use" in said
    assert "stop the service ualsvc" in said
