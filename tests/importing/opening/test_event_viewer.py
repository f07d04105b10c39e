"""The Event Viewer's CSV: values out of a message in English or French."""

import csv
from pathlib import Path

import pytest

from optimizer.importing.opening.event_viewer import OtherLanguage, is_event_viewer
from optimizer.importing.opening.table import Cut
from tests.importing.opening.support import opened, records

HEADER = ["Keywords", "Date and Time", "Source", "Event ID", "Task Category"]

TICKET = (
    "A Kerberos service ticket was requested.\n\nAccount Information:\n"
    "\tAccount Name:\t\tann@CORP.EXAMPLE\n\tAccount Domain:\t\tCORP.EXAMPLE\n\n"
    "Service Information:\n\tService Name:\t\tFS1$\n\nNetwork Information:\n"
    "\tClient Address:\t\t::ffff:10.0.0.5\n\nAdditional Information:\n\tFailure Code:\t\t0x1B\n"
)
BILLET = (
    "Un ticket de service Kerberos a été demandé.\n\nInformations sur le compte :\n"
    "\tNom du compte :\t\tann@CORP.EXAMPLE\n\tDomaine du compte :\t\tCORP.EXAMPLE\n\n"
    "Informations sur le service :\n\tNom du service :\t\tFS1$\n\nInformations sur le réseau :\n"
    "\tAdresse du client :\t\t::ffff:10.0.0.5\n"
)


def saved(path: Path, *events: tuple[object, str], delimiter: str = ",") -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter=delimiter)
        out.writerow(HEADER)
        for number, message in events:
            out.writerow(["Audit Success", "1/13/2026 8:00:00 AM", "Audit", number, "x", message])
    return path


@pytest.mark.parametrize("message", [TICKET, BILLET])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_ticket(tmp_path: Path, message: str, delimiter: str) -> None:
    (found,) = records(opened(saved(tmp_path / "a.csv", (4769, message), delimiter=delimiter)))
    assert found["TargetUserName"] == "ann@CORP.EXAMPLE"
    assert found["ServiceName"] == "FS1$"
    assert found["IpAddress"] == "::ffff:10.0.0.5"
    assert found["EventID"] == "4769"


def test_a_ticket_that_was_refused_says_so(tmp_path: Path) -> None:
    (found,) = records(opened(saved(tmp_path / "a.csv", (4769, TICKET))))
    assert found["Status"] == "0x1B"


def get_win_event(path: Path, *events: tuple[object, str]) -> Path:
    """What `Get-WinEvent | Export-Csv` gives where nothing is selected."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, quoting=csv.QUOTE_ALL)
        out.writerow(["Message", "Id", "Version", "RecordId", "MachineName", "TimeCreated"])
        for record, (number, message) in enumerate(events, 7):
            out.writerow([message, number, "", record, "DC1.corp.example", "1/13/2026 8:00:00 AM"])
    return path


def test_a_table_of_messages_has_their_values(tmp_path: Path) -> None:
    path = get_win_event(tmp_path / "a.csv", (4672, "x"), (4769, TICKET))
    other, found = records(opened(path))
    assert other["EventID"] == "4672"
    assert [found[n] for n in ("Computer", "EventRecordID", "TimeCreated", "TargetUserName")] == [
        "DC1.corp.example", "8", "1/13/2026 8:00:00 AM", "ann@CORP.EXAMPLE"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "message",
    [
        "Remote Desktop Services: Session logon succeeded:\n\nUser: CORP\\ann\n"
        "Session ID: 2\nSource Network Address: 10.0.0.5",
        "Services Bureau à distance : Ouverture de session réussie :\n\nUtilisateur : CORP\\ann\n"
        "ID de session : 2\nAdresse réseau source : 10.0.0.5",
    ],
)
def test_a_table_of_sessions(tmp_path: Path, message: str) -> None:
    (found,) = records(opened(get_win_event(tmp_path / "a.csv", (21, message))))
    assert [found[n] for n in ("User", "SessionID", "Address")] == [r"CORP\ann", "2", "10.0.0.5"]


def test_a_message_that_lacks_a_needed_value_is_not_taken_for_read(tmp_path: Path) -> None:
    path = get_win_event(tmp_path / "a.csv", (4769, TICKET.replace("Client Address", "Adresse X")))
    with pytest.raises(OtherLanguage, match="language that is not read"):
        records(opened(path))


def test_other_events_are_rows_without_values(tmp_path: Path) -> None:
    found = records(opened(saved(tmp_path / "a.csv", (4672, "Eine Nachricht"), (4769, TICKET))))
    assert [r["EventID"] for r in found] == ["4672", "4769"]
    assert found[0]["TargetUserName"] == ""


def test_another_language_is_named_by_its_line(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.csv", (4624, "Ein Konto wurde angemeldet.\n\tKontoname:\tann\n"))
    with pytest.raises(OtherLanguage, match="language that is not read"):
        records(opened(path))


def test_an_event_without_a_message_is_where_it_was_cut(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.csv", (4769, TICKET))
    with path.open("a", encoding="utf-8") as file:
        file.write("Audit Success,1/13/2026\n")
    with pytest.raises(Cut, match="no message"):
        records(opened(path))


def test_what_is_none() -> None:
    assert not is_event_viewer(["a,b"])
    assert not is_event_viewer(["a,b,c,d,e", "1,2,3,4,5"])
    assert is_event_viewer(["a,b,c,d,e", "1,2,3,4624,5,6"])


def test_the_line_that_a_message_begins_in_is_named(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.csv", (4769, TICKET), (4769, TICKET.replace("Client", "Klient")))
    with pytest.raises(OtherLanguage) as raised:
        records(opened(path))
    assert raised.value.line == 2 + len(TICKET.splitlines()) + 1
