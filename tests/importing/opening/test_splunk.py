"""Splunk's own export of Windows events, each whole in `_raw`; accesses worked out by hand."""

import csv
import json
from pathlib import Path

import pytest

from tests.importing.sources.test_security_logs import ENGLISH, FRENCH, GERMAN
from tests.importing.support import do, dropped, kinds, refusals, triples

SESSION = """Remote Desktop Services: Session logon succeeded:

User: CORP\\bob
Session ID: 3
Source Network Address: 10.0.0.6
"""


SESSIONS = "Microsoft-Windows-TerminalServices-LocalSessionManager/Operational"


def raw(
    event: int,
    message: str,
    number: int = 1,
    computer: str = "FS1.corp.example",
    log: str = "Security",
) -> str:
    """An event as a forwarder sends it when it renders the text."""
    return (
        f"01/13/2026 08:00:00 AM\nLogName={log}\nSourceName=Microsoft Windows security auditing.\n"
        f"EventCode={event}\nEventType=0\nType=Information\nComputerName={computer}\n"
        f"TaskCategory=Logon\nOpCode=Info\nRecordNumber={number}\nKeywords=Audit Success\n"
        f"Message={message}"
    )


XML = (
    "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>"
    "<EventID>4624</EventID><TimeCreated SystemTime='2026-01-13T07:00:00.1Z'/>"
    "<EventRecordID>1</EventRecordID><Channel>Security</Channel><Computer>FS1.corp.example"
    "</Computer></System><EventData><Data Name='TargetUserName'>ann</Data>"
    "<Data Name='TargetDomainName'>CORP</Data><Data Name='LogonType'>3</Data>"
    "<Data Name='WorkstationName'>PC1</Data><Data Name='IpAddress'>10.0.0.5</Data></EventData>"
    "</Event>"
)
HEADER = ["_serial", "_time", "source", "sourcetype", "host", "index", "splunk_server", "_raw"]


def as_csv(path: Path, *raws: str, time: str = "2026-01-13T08:00:00.000+0100") -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, quoting=csv.QUOTE_ALL)
        out.writerow(HEADER)
        for n, text in enumerate(raws):
            out.writerow([n, time, "WinEventLog:Security", "WinEventLog", "FS1", "w", "s", text])
    return path


@pytest.mark.parametrize("event", [raw(4624, ENGLISH), raw(4624, FRENCH), XML])
@pytest.mark.parametrize(
    "time", ["2026-01-13T08:00:00.000+0100", "1768287600.000", "2026-01-13 08:00:00.000 CET"]
)
def test_events_as_csv(tmp_path: Path, event: str, time: str) -> None:
    found = do(tmp_path, as_csv(tmp_path / "search.csv", event, "a line of a program", time=time))
    assert kinds(found) == ["security_log"]
    assert triples(found) == [("ann", "PC1", "FS1")]
    assert dropped(found) == {"of other events": 1}
    assert found.contents.imported.access["Last seen"].tolist() == ["2026-01-13"]


def test_events_as_json_of_the_export_without_its_preview(tmp_path: Path) -> None:
    records: list[dict[str, object]] = [
        {"preview": True, "offset": 0, "result": {"_time": "x", "_raw": raw(4624, ENGLISH)}},
        {
            "preview": False,
            "offset": 0,
            "result": {"_time": "2026-01-13 08:00:00.000 GMT", "_raw": raw(4624, ENGLISH)},
        },
        {"preview": False, "lastrow": True},
    ]
    (tmp_path / "search.json").write_text("\n".join(map(json.dumps, records)))
    found = do(tmp_path, tmp_path / "search.json")
    assert triples(found) == [("ann", "PC1", "FS1")]
    assert found.contents.imported.access["Sessions"].tolist() == [1]
    answer = {"preview": False, "messages": [], "results": [records[1]["result"]]}
    (tmp_path / "search.json").write_text(json.dumps(answer, indent=1))
    assert triples(do(tmp_path, tmp_path / "search.json")) == [("ann", "PC1", "FS1")]


@pytest.mark.parametrize("before", [1, 6000])
def test_events_of_two_logs_in_one_export(tmp_path: Path, before: int) -> None:
    """However late those of the rarer come."""
    logons = [raw(4624, ENGLISH, n) for n in range(before)]
    session = raw(21, SESSION, 1, "TS1.corp.example", SESSIONS)
    found = do(tmp_path, as_csv(tmp_path / "s.csv", *logons, session))
    assert kinds(found) == ["rds_sessions", "security_log"]
    assert triples(found) == [("ann", "PC1", "FS1"), ("bob", "10.0.0.6", "TS1")]


@pytest.mark.parametrize(
    "other",
    [
        raw(21, "Restart Required: To complete the installation", log="System"),
        XML.replace("4624", "21").replace(">Security<", ">System<"),
        XML.replace("4624", "4688"),
    ],
)
def test_events_of_another_log_by_the_same_number_are_none(tmp_path: Path, other: str) -> None:
    """Windows Update says in the log System by 21 that the computer has to be started again."""
    found = do(tmp_path, as_csv(tmp_path / "s.csv", other, raw(4624, ENGLISH)))
    assert kinds(found) == ["security_log"]
    assert triples(found) == [("ann", "PC1", "FS1")]
    assert dropped(found) == {"of other events": 1}


@pytest.mark.parametrize("log", ["", "ForwardedEvents", "Security"])
def test_an_event_counts_whose_log_is_its_own_or_not_told(tmp_path: Path, log: str) -> None:
    found = do(tmp_path, as_csv(tmp_path / "s.csv", raw(4624, ENGLISH, log=log)))
    assert triples(found) == [("ann", "PC1", "FS1")]


def test_a_message_in_another_language_is_refused(tmp_path: Path) -> None:
    (said,) = refusals(tmp_path, as_csv(tmp_path / "s.csv", raw(4624, GERMAN)))
    assert "its messages are in a language that is not read here" in said
    assert "Save the log as .evtx" in said


def test_an_export_of_no_windows_events_has_none(tmp_path: Path) -> None:
    found = do(tmp_path, as_csv(tmp_path / "s.csv", "GET / 200"))
    assert triples(found) == []
    assert "none of them is an access" in " ".join(map(str, found.notes))
