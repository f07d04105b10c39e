"""Groups as rows: what says the same is one row, whatever table and day it is of, unless the day
may tell the device."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from optimizer.importing.accesses.lines import Lines
from optimizer.importing.accesses.rows import Grouped, moments_in, rows_of
from optimizer.importing.grouping.standard import group
from optimizer.importing.grouping.wanted import Grain, wanted
from optimizer.importing.opening.exports import Export
from optimizer.importing.opening.open_export import open_export
from optimizer.importing.sources.declared import sources
from optimizer.importing.sources.recognise import Recognised, recognise
from tests.importing.support import event, lines_of, logons, ual, write

KNOWN = sources()


def table(path: Path, server: str = "", grain: Grain = Grain.DAY) -> Grouped:
    (opened,) = open_export(Export(name=path.name, path=path, sha256="", size=1))
    found = recognise(opened, KNOWN)
    assert isinstance(found, Recognised)
    groups = group(found.candidate, wanted(found, grain), ragged=False)
    return Grouped(
        recognised=found, groups=groups, moments=moments_in(groups, "DMY"), server=server
    )


def told(rows: pd.DataFrame, lines: Lines, *names: str) -> list[tuple[Any, ...]]:
    """Each row's texts, rows of exports, and (table, day of January, rows) of its lines."""
    found = []
    for number in rows["row"].tolist():
        _, line = lines.of(np.array([number]))
        days = (lines.day[line] - 20_453).tolist()
        mine = sorted(zip(lines.file[line].tolist(), days, lines.read[line].tolist(), strict=True))
        row = rows.loc[rows["row"] == number].iloc[0]
        found.append((*(row[name] for name in names), int(row["read"]), mine))
    return sorted(found)


def log(path: Path, *days: int, **row: Any) -> Path:
    return logons(
        path,
        [
            {"TargetUserName": "ann", "TimeCreated": f"2026-01-{day}T08:00:00", **row}
            for day in days
        ],
    )


def test_a_named_device_is_one_row_over_files_and_days(tmp_path: Path) -> None:
    """The row's day is the last; its lines keep each."""
    one = table(log(tmp_path / "1.csv", 12, 12, 13, WorkstationName="PC1"))
    two = table(log(tmp_path / "2.csv", 12, WorkstationName="PC1"))
    rows, lines = rows_of([one, two], None)
    assert told(rows, lines, "user", "device") == [
        ("ann", "PC1", 4, [(0, 12, 2), (0, 13, 1), (1, 12, 1)])
    ]
    assert (rows["day"] - 20_453).tolist() == [13]
    assert (rows["sessions"].tolist(), rows["when"].tolist()) == ([4], [-1])


@pytest.mark.parametrize("device", ["", "-", "10.0.0.9"])
def test_a_device_that_an_address_tells_is_a_row_a_day(tmp_path: Path, device: str) -> None:
    """Who has an address changes from day to day; the same day of two files is one row."""
    facts = {"WorkstationName": device, "IpAddress": "10.0.0.5"}
    one = table(log(tmp_path / "1.csv", 12, 13, **facts))
    two = table(log(tmp_path / "2.csv", 13, **facts))
    rows, lines = rows_of([one, two], None)
    assert told(rows, lines, "user") == [
        ("ann", 1, [(0, 12, 1)]),
        ("ann", 2, [(0, 13, 1), (1, 13, 1)]),
    ]


def test_beside_sessions_every_row_keeps_its_moment(tmp_path: Path) -> None:
    """Whoever comes from a session host comes from where the session of that moment does."""
    channel = "Microsoft-Windows-TerminalServices-LocalSessionManager/Operational"
    facts = {"User": "x", "Address": "", "SessionID": 1}
    session = event(21, at="2026-01-12T07:00:00Z", channel=channel, part="UserData", **facts)
    (tmp_path / "s.json").write_text(lines_of([session]), encoding="utf-8")
    sessions = table(tmp_path / "s.json", grain=Grain.FULL)
    access = table(log(tmp_path / "1.csv", 12, 13, WorkstationName="PC1"))
    rows, lines = rows_of([access, sessions], None)
    assert told(rows, lines, "user", "device") == [
        ("ann", "PC1", 1, [(0, 12, 1)]),
        ("ann", "PC1", 1, [(0, 13, 1)]),
        ("x", "", 1, [(1, 12, 1)]),
    ]


def test_where_the_source_counts_each_group_is_a_row_of_its_own_file(tmp_path: Path) -> None:
    """Counts of one fact in two files are compared, so they are not added up."""
    files = [
        ual(tmp_path / f"{n}.csv", "FS1", [("ann", "10.0.0.5", "2026-01-12", 3)]) for n in "12"
    ]
    rows, lines = rows_of([table(file) for file in files], None)
    assert rows["file"].tolist() == [0, 1]
    assert rows["sessions"].tolist() == [3, 3]
    assert lines.row.tolist() == [0, 1]


def test_rows_of_two_servers_whose_logs_do_not_name_them_stay_apart(tmp_path: Path) -> None:
    header = "EventID,TimeCreated,Computer,TargetUserName,IpAddress,WorkstationName"
    row = (4624, "2026-01-12T08:00:00", "localhost", "ann", "10.0.0.5", "PC1")
    path = write(tmp_path / "1.csv", header, [row])
    rows, lines = rows_of([table(path, "FS1"), table(path, "FS2"), table(path, "FS1")], None)
    assert told(rows, lines, "server") == [
        ("FS1", 2, [(0, 12, 1), (2, 12, 1)]),
        ("FS2", 1, [(1, 12, 1)]),
    ]


def test_no_tables_have_no_rows() -> None:
    rows, lines = rows_of([], None)
    assert (len(rows), len(lines.row)) == (0, 0)
    assert {"user", "row", "read", "day", "when"} <= {*rows}
