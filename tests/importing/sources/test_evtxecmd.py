"""EvtxECmd's CSV of a whole folder of logs: log-ons and sessions of one file; worked out by hand."""

from pathlib import Path

import pytest

from tests.importing.support import SECURITY, do, dropped, kinds, triples, write

EVTXECMD = (
    "RecordNumber,EventRecordId,TimeCreated,EventId,Level,Provider,Channel,ProcessId,ThreadId,"
    "Computer,ChunkNumber,UserId,MapDescription,UserName,RemoteHost,PayloadData1,PayloadData2,"
    "PayloadData3,PayloadData4,PayloadData5,PayloadData6,ExecutableInfo,HiddenRecord,SourceFile,"
    "Keywords,ExtraDataOffset,Payload"
)
LOCAL, REMOTE = (
    f"Microsoft-Windows-TerminalServices-{name}/Operational"
    for name in ("LocalSessionManager", "RemoteConnectionManager")
)


def evtxecmd(path: Path, *rows: tuple[str, int, str, str, str, str, str]) -> Path:
    """EvtxECmd's CSV of (channel, event, time, user, remote host, two payloads)."""
    full = [
        (n, n, f"2026-01-12 {time}:00.1234567", event, "Info", "P", channel, 4, 4, "TS1.corp.x", 0,
         "S-1-5-18", "", user, remote, one, two, "", "", "", "", "", "False", "C:\\l.evtx", "", 0,
         "{}")
        for n, (channel, event, time, user, remote, one, two) in enumerate(rows, 1)
    ]  # fmt: skip
    return write(path, EVTXECMD, full)


def test_evtxecmd_of_a_whole_folder_is_log_ons_and_sessions(tmp_path: Path) -> None:
    """The System log has events of the same numbers; a session ended on the host itself has no
    client."""
    log = evtxecmd(
        tmp_path / "all.csv",
        ("Security", 4624, "08:00", "-\\-", "PC7 (10.0.0.7)", r"Target: CORP\eve", "LogonType 3"),
        ("System", 21, "08:00", "CORP\\dan", "10.0.0.9", "Session ID: 9", ""),
        (LOCAL, 21, "08:00", r"CORP\ann", "10.0.0.5", "Session ID: 2", ""),
        (LOCAL, 24, "09:00", r"CORP\ann", "10.0.0.5", "Session ID: 2", ""),
        (LOCAL, 25, "10:00", r"CORP\ann", "10.0.0.6", "Session ID: 2", ""),
        (LOCAL, 22, "10:00", r"CORP\zoe", "10.0.0.8", "", ""),
        (REMOTE, 1149, "08:00", r"CORP\bob", "10.0.0.7", "", ""),
    )
    found = do(tmp_path, log)
    assert kinds(found) == ["rds_evtxecmd", "security_log_evtxecmd"]
    assert triples(found) == [
        ("ann", "10.0.0.5", "TS1"),
        ("ann", "10.0.0.6", "TS1"),
        ("bob", "PC7", "TS1"),  # the log-on names the address
        ("eve", "PC7", "TS1"),
    ]
    # Each kind passes over the rows of the other: 2 and 6.
    assert dropped(found) == {"of other events": 8, "of another log": 1}


@pytest.mark.parametrize("event", [21, 4624])
def test_evtxecmd_of_one_log_is_of_one_kind(tmp_path: Path, event: int) -> None:
    payload = ("Session ID: 2", "") if event == 21 else (r"Target: CORP\ann", "LogonType 3")
    log = evtxecmd(
        tmp_path / "one.csv",
        (LOCAL if event == 21 else "Security", event, "08:00", r"CORP\ann",
         "10.0.0.5" if event == 21 else "- (10.0.0.5)", *payload),
        ("System", 21, "08:00", "", "", "", ""),
    )  # fmt: skip
    found = do(tmp_path, log)
    assert kinds(found) == ["rds_evtxecmd" if event == 21 else "security_log_evtxecmd"]
    assert triples(found) == [("ann", "10.0.0.5", "TS1")]


def test_what_is_done_on_a_host_is_of_the_client_of_a_session_by_evtxecmd(tmp_path: Path) -> None:
    sessions = evtxecmd(
        tmp_path / "ts.csv",
        (LOCAL, 21, "08:00", r"CORP\ann", "10.0.0.5", "Session ID: 2", ""),
        (LOCAL, 24, "09:00", r"CORP\ann", "10.0.0.5", "Session ID: 2", ""),
        (LOCAL, 21, "10:00", r"CORP\ann", "10.0.0.6", "Session ID: 3", ""),
    )
    logons_ = write(
        tmp_path / "fs.csv",
        SECURITY,
        [("2026-01-12T10:30:00Z", 4624, 1, "FS1", "ann", "CORP", "", 3, "TS1", "", "", "")],
    )
    assert ("ann", "10.0.0.6", "FS1") in triples(do(tmp_path, sessions, logons_))
