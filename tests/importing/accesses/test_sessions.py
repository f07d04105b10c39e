"""From a session host the client of the session that was open at that time counts."""

from pathlib import Path

import pytest

from optimizer.importing.accesses.sessions import LEAD
from optimizer.importing.choices import Engine
from tests.importing.support import do, edges, logons, refusals, triples, ual, write

DAY = "2026-01-12"

Event = tuple[str, int, str, str]
"""Time of day, event, number of the session, address of the client; all of ann on TS1."""

WORK: list[Event] = [
    ("08:00:00", 21, "2", "10.0.0.5"),
    ("12:00:00", 24, "2", "10.0.0.5"),
    ("13:00:00", 25, "2", "10.0.0.6"),
    ("17:00:00", 24, "2", "10.0.0.6"),
]
"""In the morning from one PC, in the afternoon from another."""


def host_log(path: Path, events: list[Event], zone: str = "", day: str = DAY) -> Path:
    header = "TimeCreated,Id,RecordId,MachineName,User,SessionID,Address"
    rows = [
        (f"{day}T{at}{zone}", event, n, "TS1.corp.example", r"CORP\ann", number, address)
        for n, (at, event, number, address) in enumerate(events)
    ]
    return write(path, header, rows)


def from_host(path: Path, *moments: str, by: str = "WorkstationName", zone: str = "") -> Path:
    value = "TS1" if by == "WorkstationName" else "10.0.0.50"
    return logons(
        path,
        [
            {"TargetUserName": "ann", by: value, "TimeCreated": f"{m}{zone}", "IpAddress": "-"}
            | ({by: value} if by == "IpAddress" else {})
            for m in moments
        ],
    )


def clients(folder: Path, *files: Path, **options: object) -> list[tuple[str, str]]:
    """(device, sessions) of ann's accesses of FS1."""
    return [
        (d, n)
        for _, d, s, n, *_ in edges(do(folder, *files, fold_unknown=False, **options))
        if s == "FS1"
    ]


@pytest.mark.parametrize("engine", [Engine.STANDARD, Engine.DUCKDB])
@pytest.mark.parametrize(
    ("at", "client"),
    [
        ("08:00:00", "10.0.0.5"),
        ("11:59:59", "10.0.0.5"),
        ("12:00:00", ""),  # disconnected
        ("12:30:00", ""),
        ("12:58:30", "10.0.0.6"),  # its log-on is a moment older than what the log tells
        ("13:00:01", "10.0.0.6"),
        ("16:59:59", "10.0.0.6"),
        ("18:00:00", ""),
        ("06:00:00", ""),
    ],
)
def test_the_session_that_was_open_then(
    tmp_path: Path, at: str, client: str, engine: Engine
) -> None:
    host = host_log(tmp_path / "ts.csv", WORK)
    log = from_host(tmp_path / "fs.csv", f"{DAY}T{at}")
    assert clients(tmp_path, log, host, engine=engine) == [(client, "1")]


def test_a_log_on_is_older_than_its_session_by_moments_only() -> None:
    assert 60 <= LEAD <= 300


def test_an_address_is_the_hosts_too(tmp_path: Path) -> None:
    host = host_log(tmp_path / "ts.csv", WORK)
    log = from_host(tmp_path / "fs.csv", f"{DAY}T09:00:00", f"{DAY}T14:00:00", by="IpAddress")
    own = ual(tmp_path / "dc.csv", "DC1", [(r"CORP\TS1$", "10.0.0.50", DAY, 1)])
    assert clients(tmp_path, log, own, host) == [("10.0.0.5", "1"), ("10.0.0.6", "1")]


def test_a_session_that_stays_open_over_days(tmp_path: Path) -> None:
    host = host_log(tmp_path / "ts.csv", WORK[:1])
    log = from_host(tmp_path / "fs.csv", "2026-01-14T09:00:00")
    assert clients(tmp_path, log, host) == [("10.0.0.5", "1")]
    # A row that tells its day only is of every session of that day.
    days = ual(tmp_path / "days.csv", "FS1", [(r"CORP\ann", "TS1", "2026-01-14", 3)])
    assert clients(tmp_path, days, host) == [("10.0.0.5", "3")]
    both = host_log(tmp_path / "both.csv", WORK)
    day = ual(tmp_path / "day.csv", "FS1", [(r"CORP\ann", "TS1", DAY, 3)])
    assert clients(tmp_path, day, both) == [("10.0.0.5", "3"), ("10.0.0.6", "3")]
    assert clients(tmp_path, days, both) == [("", "3")]


def test_sessions_of_two_numbers_are_open_side_by_side(tmp_path: Path) -> None:
    events: list[Event] = [
        ("08:00:00", 21, "2", "10.0.0.5"),
        ("09:00:00", 21, "3", "10.0.0.6"),
        ("10:00:00", 24, "3", "10.0.0.6"),
    ]
    host = host_log(tmp_path / "ts.csv", events)
    log = from_host(tmp_path / "fs.csv", f"{DAY}T09:30:00", f"{DAY}T10:30:00")
    assert clients(tmp_path, log, host) == [("10.0.0.5", "2"), ("10.0.0.6", "1")]


def test_a_connection_without_an_end_lasts_its_day(tmp_path: Path) -> None:
    header = "TimeCreated,Id,RecordId,MachineName,Param1,Param2,Param3"
    rows = [(f"{DAY}T08:00:00", 1149, 1, "TS1", "ann", "CORP", "10.0.0.5"),
            (f"{DAY}T13:00:00", 1149, 2, "TS1", "ann", "CORP", "10.0.0.6")]  # fmt: skip
    host = write(tmp_path / "ts.csv", header, rows)
    moments = (f"{DAY}T09:00:00", f"{DAY}T14:00:00", f"{DAY}T15:00:00", "2026-01-13T09:00:00")
    assert clients(tmp_path, from_host(tmp_path / "fs.csv", *moments), host) == [
        ("", "1"),
        ("10.0.0.5", "1"),
        ("10.0.0.6", "2"),
    ]


def test_somebody_elses_session_tells_nothing(tmp_path: Path) -> None:
    host = host_log(tmp_path / "ts.csv", WORK)
    log = logons(
        tmp_path / "fs.csv",
        [{"TargetUserName": "bob", "WorkstationName": "TS1", "TimeCreated": f"{DAY}T09:00:00"}],
    )
    assert ("bob", "", "FS1") in triples(do(tmp_path, log, host))


def test_clocks_of_two_zones_are_asked_for(tmp_path: Path) -> None:
    host = host_log(tmp_path / "ts.csv", WORK, zone="Z")
    log = from_host(tmp_path / "fs.csv", f"{DAY}T09:30:00")
    (said,) = refusals(tmp_path, log, host)
    assert said.startswith("fs.csv: tells local time and ts.csv tells UTC")
    assert "--time-zone" in said
    # In Paris it was 09:00 when the session began at 08:00 UTC.
    for at, client in (("08:30:00", ""), ("09:30:00", "10.0.0.5"), ("14:30:00", "10.0.0.6")):
        log = from_host(tmp_path / "fs.csv", f"{DAY}T{at}")
        found = clients(tmp_path, log, host, time_zone="Europe/Paris")
        assert found == [(client, "1")]
