"""Events as XML: in one element or one after the other, by the names that the log itself gives."""

from pathlib import Path

import pytest

from optimizer.importing.opening import event_xml
from optimizer.importing.opening.table import Cut
from tests.importing.opening.support import opened, records

SCHEMA = "xmlns='http://schemas.microsoft.com/win/2004/08/events/event'"

LOGON = f"""<Event {SCHEMA}><System><Provider Name='Security-Auditing'/><EventID>4624</EventID>
<TimeCreated SystemTime='2026-01-13T08:00:00.000Z'/><EventRecordID>5</EventRecordID>
<Channel>Security</Channel><Computer>FS1.corp.example</Computer></System>
<EventData><Data Name='TargetUserName'>ann &amp; co</Data><Data Name='LogonType'>3</Data>
<Data Name='IpAddress'>10.0.0.5</Data></EventData></Event>"""
OTHER = f"<Event {SCHEMA}><System><EventID>4672</EventID></System></Event>"
SESSION = f"""<Event {SCHEMA}><System><EventID Qualifiers='0'>21</EventID><TimeCreated
SystemTime="2026-01-13T08:00:00.000Z" /><EventRecordID>7</EventRecordID>
<Channel>Microsoft-Windows-TerminalServices-LocalSessionManager/Operational</Channel>
<Computer>RDS1</Computer></System><UserData><EventXML xmlns='Event_NS'><User>CORP\\ann</User>
<SessionID>2</SessionID><Address>10.0.0.5</Address></EventXML></UserData></Event>"""


def saved(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(
    "text",
    [
        f'<?xml version="1.0" encoding="utf-8"?>\n<Events>{LOGON}{OTHER}</Events>',
        f"{LOGON}\r\n{OTHER}\r\n",
    ],
)
def test_a_log_on(tmp_path: Path, text: str, encoding: str) -> None:
    found = records(opened(saved(tmp_path / "a.xml", text, encoding)))
    assert [record["EventID"] for record in found] == ["4624", "4672"]
    assert {name: value for name, value in found[0].items() if value} == {
        "EventID": "4624",
        "TimeCreated": "2026-01-13T08:00:00.000Z",
        "Computer": "FS1.corp.example",
        "EventRecordID": "5",
        "TargetUserName": "ann & co",
        "LogonType": "3",
        "IpAddress": "10.0.0.5",
    }
    assert not found[1]["TargetUserName"]


def test_a_session(tmp_path: Path) -> None:
    (found,) = records(opened(saved(tmp_path / "a.xml", f"<Events>{SESSION}</Events>")))
    assert list(found.values()) == [
        "21", "2026-01-13T08:00:00.000Z", "RDS1", "7", r"CORP\ann", "10.0.0.5", "2"
    ]  # fmt: skip


def test_events_that_a_piece_of_the_file_ends_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_xml, "CHUNK_OF_TEXT", 97)
    found = records(opened(saved(tmp_path / "a.xml", f"<Events>{LOGON}\n{LOGON}{OTHER}</Events>")))
    assert [record["EventID"] for record in found] == ["4624", "4624", "4672"]


def test_where_it_is_cut_is_told(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xml", f"<Events>\n{LOGON}\n{LOGON[:200]}")
    with pytest.raises(Cut, match="never ends") as cut:
        records(opened(path))
    assert cut.value.line == 3 + LOGON.count("\n")


def test_what_is_not_xml_is_told(tmp_path: Path) -> None:
    with pytest.raises(Cut, match="not XML"):
        opened(saved(tmp_path / "a.xml", f"<Events><Event {SCHEMA}><x></Event></Events>"))
