"""What must not change the answer, and what must change it in one way only."""

import itertools
import random
from pathlib import Path
from typing import Any

import pytest

from optimizer.importing.choices import Engine
from tests.importing.support import (
    UAL,
    ad_computers,
    ad_users,
    do,
    edges,
    logons,
    triples,
    write,
)

PEOPLE = [f"person{n}" for n in range(8)]


def world(seed: int) -> list[dict[str, Any]]:
    """A few days of log-ons: some name the PC, some the address, some neither."""
    rnd = random.Random(seed)
    rows: list[dict[str, Any]] = []
    for day in range(12, 16):
        for number in range(25):
            who = rnd.randrange(len(PEOPLE))
            pc = rnd.choice([who, (who + 1) % len(PEOPLE)])
            rows.append(
                {
                    "TargetUserName": PEOPLE[who],
                    "TargetUserSid": f"S-1-5-21-1-2-3-{1000 + who}" if rnd.random() < 0.5 else "",
                    "WorkstationName": f"PC{pc}" if rnd.random() < 0.6 else "",
                    "IpAddress": f"10.0.0.{pc}" if rnd.random() < 0.7 else "-",
                    "MachineName": rnd.choice(["FS1.corp.example", "FS2"]),
                    "TimeCreated": f"2026-01-{day}T08:{number:02d}:00",
                }
            )
    return [{**row, "RecordId": n} for n, row in enumerate(rows)]


def directory(folder: Path) -> Path:
    return ad_users(folder / "people.csv", PEOPLE)


@pytest.mark.parametrize("seed", range(4))
def test_any_split_of_the_rows_gives_the_same(tmp_path: Path, seed: int) -> None:
    rows, rnd = world(seed), random.Random(seed)
    whole = edges(do(tmp_path, logons(tmp_path / "all.csv", rows), directory(tmp_path)))
    parts: list[list[dict[str, Any]]] = [[], [], []]
    for row in rows:
        parts[rnd.randrange(3)].append(row)
    files = [logons(tmp_path / f"{n}.csv", part) for n, part in enumerate(parts)]
    rnd.shuffle(files)
    assert edges(do(tmp_path, *files, directory(tmp_path))) == whole


@pytest.mark.parametrize("seed", range(4))
def test_overlapping_exports_count_once(tmp_path: Path, seed: int) -> None:
    rows = world(seed)
    whole = edges(do(tmp_path, logons(tmp_path / "all.csv", rows)))
    files = [logons(tmp_path / "1.csv", rows[:70]), logons(tmp_path / "2.csv", rows[30:])]
    assert edges(do(tmp_path, *files)) == whole


@pytest.mark.parametrize("seed", range(4))
def test_either_engine_gives_the_same(tmp_path: Path, seed: int) -> None:
    log = logons(tmp_path / "all.csv", world(seed))
    found = [
        edges(do(tmp_path, log, directory(tmp_path), engine=engine))
        for engine in (Engine.STANDARD, Engine.DUCKDB)
    ]
    assert found[0] == found[1]


@pytest.mark.parametrize("seed", range(4))
def test_noise_changes_no_access(tmp_path: Path, seed: int) -> None:
    rows = world(seed)
    noise: list[dict[str, Any]] = [
        {"TargetUserName": "SYSTEM", "TargetUserSid": "S-1-5-18", "IpAddress": "10.0.0.1"},
        {"TargetUserName": "person1", "LogonType": 5, "WorkstationName": "OTHER"},
        {"TargetUserName": "person1", "Status": "0xC000006D", "WorkstationName": "OTHER"},
        {"TargetUserName": "FS1$", "IpAddress": "::1"},
        {"TargetUserName": "DWM-3", "TargetUserSid": "S-1-5-90-0-3"},
        {"Id": 4672, "TargetUserName": "person2", "WorkstationName": "OTHER"},
        {"TargetUserName": "-", "IpAddress": "10.0.0.1"},
    ]
    loud = [row for pair in zip(rows, itertools.cycle(noise), strict=False) for row in pair]
    loud = [{**row, "RecordId": n} for n, row in enumerate(loud)]
    quiet = do(tmp_path, logons(tmp_path / "q.csv", rows))
    assert edges(do(tmp_path, logons(tmp_path / "l.csv", loud))) == edges(quiet)


def test_renaming_everybody_renames_the_answer(tmp_path: Path) -> None:
    rows = world(1)
    new = {name: f"x{n}y" for n, name in enumerate(reversed(PEOPLE))}
    renamed = [{**row, "TargetUserName": new[str(row["TargetUserName"])]} for row in rows]
    before = edges(do(tmp_path, logons(tmp_path / "a.csv", rows)))
    after = edges(do(tmp_path, logons(tmp_path / "b.csv", renamed)))
    assert sorted((new[user], *rest) for user, *rest in before) == sorted(after)


# A small world that is known in full: three people, their PCs, two servers. Each export hides part
# of it; every combination of joins must tell no access that is not there, and all that it can.
USES = [("ann", "PC1", "FS1"), ("bob", "PC2", "FS1"), ("bob", "PC2", "FS2"), ("eve", "PC1", "FS2")]
ADDRESS = {"PC1": "10.0.0.1", "PC2": "10.0.0.2"}


def logged(path: Path) -> Path:
    """The log knows addresses only."""
    rows = [
        (rf"CORP\{user}", ADDRESS[pc], "2026-01-12", 1, "Windows Server 2022", "File Server", "", s)
        for user, pc, s in USES
    ]
    return write(path, UAL, rows)


def leases(path: Path) -> Path:
    header = "IPAddress,ScopeId,ClientId,HostName,AddressState,LeaseExpiryTime"
    rows = [
        (a, "", "", f"{pc}.corp.example", "Active", "2026-01-14 08:00:00")
        for pc, a in ADDRESS.items()
    ]
    return write(path, header, rows)


def machine_accounts(path: Path) -> Path:
    rows = [
        (rf"CORP\{pc}$", a, "2026-01-12", 1, "Windows Server 2022", "File Server", "", "FS1")
        for pc, a in ADDRESS.items()
    ]
    return write(path, UAL, rows)


def named_log_ons(path: Path) -> Path:
    return logons(
        path,
        [
            {"TargetUserName": u, "WorkstationName": pc, "IpAddress": ADDRESS[pc], "MachineName": s}
            for u, pc, s in USES
        ],
    )


def computers(path: Path) -> Path:
    systems = {"PC1": "Windows 11", "PC2": "Windows 11"}
    servers = {"FS1": "Windows Server 2022 Standard", "FS2": "Windows Server 2022 Standard"}
    return ad_computers(path, systems | servers)


def people(path: Path) -> Path:
    return ad_users(path, ["ann", "bob", "eve"])


JOINS = {
    "leases": leases,
    "machines": machine_accounts,
    "named": named_log_ons,
    "computers": computers,
    "people": people,
}


@pytest.mark.parametrize("chosen", list(itertools.product((False, True), repeat=len(JOINS))))
def test_every_combination_of_joins(tmp_path: Path, chosen: tuple[bool, ...]) -> None:
    files = [logged(tmp_path / "log.csv")]
    there = {name for name, wanted in zip(JOINS, chosen, strict=True) if wanted}
    files += [JOINS[name](tmp_path / f"{name}.csv") for name in sorted(there)]
    found = triples(do(tmp_path, *files))
    named = there & {"leases", "machines", "named"}
    expected = [(u, pc if named else ADDRESS[pc], s) for u, pc, s in USES]
    assert sorted(found) == sorted(expected)
