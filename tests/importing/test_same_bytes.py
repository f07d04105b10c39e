"""The written files: the same bytes however the exports are cut, ordered or grouped."""

import hashlib
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from optimizer.importing.choices import Engine
from optimizer.importing.import_exports import import_exports
from optimizer.importing.options import ImportOptions
from tests.importing.support import ad_computers, ad_users, logons, ual, write
from tests.importing.test_same_answer import PEOPLE, world

WRITTEN = ("a.xlsx", "a-access.csv", "a-users.csv", "a-devices.csv")
"""Files that do not speak of the exports' own files, as a-import.xlsx does."""


def sources(folder: Path) -> list[Path]:
    """Exports of several kinds that tell of one another: a directory, leases, a session host."""
    machines = {f"PC{n}": "Windows 11 Pro" for n in range(7)} | dict.fromkeys(
        ("FS1", "FS2", "FS3", "RDS1"), "Windows Server 2022 Standard"
    )
    leases = write(
        folder / "leases.csv",
        "IPAddress,ScopeId,ClientId,HostName,AddressState,LeaseExpiryTime",
        [(f"10.0.0.{n}", "", "", f"pc{n}.corp.example", "Active", "") for n in range(3)],
    )
    sessions = write(
        folder / "rds.csv",
        "EventID,TimeCreated,Computer,EventRecordID,User,Address,SessionID",
        [
            (21, "2026-01-12T07:00:00", "RDS1.corp.example", 1, r"CORP\person1", "10.0.0.2", 1),
            (21, "2026-01-13T07:00:00", "RDS1.corp.example", 2, r"CORP\PERSON3", "10.0.0.9", 2),
            (24, "2026-01-13T09:00:00", "RDS1.corp.example", 3, r"CORP\PERSON3", "10.0.0.9", 2),
        ],
    )
    days = [(rf"CORP\{name}", f"10.0.0.{n}", "2026-01-13", n + 1) for n, name in enumerate(PEOPLE)]
    return [
        ad_users(folder / "people.csv", PEOPLE),
        ad_computers(folder / "machines.csv", machines),
        leases,
        sessions,
        ual(folder / "FS3.csv", "FS3", days),
    ]


def written(folder: Path, files: Sequence[Path], engine: Engine) -> dict[str, str]:
    """SHA-256 of each file that an import writes."""
    folder.mkdir()
    import_exports(files, folder / "a.xlsx", ImportOptions(engine=engine))
    return {n: hashlib.sha256((folder / n).read_bytes()).hexdigest() for n in WRITTEN}


def dealt(rows: Sequence[dict[str, Any]], into: int, rnd: random.Random) -> list[list[Any]]:
    """The rows in so many parts, each part in any order."""
    parts: list[list[Any]] = [[] for _ in range(into)]
    for row in rnd.sample(rows, len(rows)):
        parts[rnd.randrange(into)].append(row)
    return [part for part in parts if part]


@pytest.mark.parametrize("seed", range(3))
def test_any_cut_any_order_either_engine_the_same_bytes(tmp_path: Path, seed: int) -> None:
    rows, rnd = world(seed), random.Random(seed)
    rows += [{**row, "WorkstationName": "RDS1", "IpAddress": "-"} for row in rows[::9]]
    rows = [{**row, "RecordId": number} for number, row in enumerate(rows)]
    rest = sources(tmp_path / "rest")
    whole = logons(tmp_path / "whole.csv", rows)
    expected = written(tmp_path / "0", [whole, *rest], Engine.STANDARD)
    assert written(tmp_path / "1", [*reversed(rest), whole], Engine.DUCKDB) == expected
    for number, into in enumerate((2, 5), 2):
        parts = [
            logons(tmp_path / f"{number}-{place}.csv", part)
            for place, part in enumerate(dealt(rows, into, rnd))
        ]
        parts.append(logons(tmp_path / f"{number}-again.csv", rows[10:20]))  # exports overlap
        given = rnd.sample([*parts, *rest], len(parts) + len(rest))
        engine = rnd.choice((Engine.STANDARD, Engine.DUCKDB))
        assert written(tmp_path / str(number), given, engine) == expected


def test_a_refresh_writes_what_a_first_import_would(tmp_path: Path) -> None:
    rows, rest = world(5), sources(tmp_path / "rest")
    first = logons(tmp_path / "1.csv", rows[:60])
    second = logons(tmp_path / "2.csv", rows[60:])
    fresh = written(tmp_path / "0", [first, second, *rest], Engine.AUTO)
    out = tmp_path / "r"
    written(out, [first, *rest], Engine.AUTO)
    import_exports([first, second, *rest], out / "a.xlsx", ImportOptions())
    tables = WRITTEN[1:]  # the planner's workbook is written once
    assert {n: hashlib.sha256((out / n).read_bytes()).hexdigest() for n in tables} == {
        n: fresh[n] for n in tables
    }
    report = (out / "a-import.xlsx").read_bytes()
    assert report == (tmp_path / "0" / "a-import.xlsx").read_bytes()
