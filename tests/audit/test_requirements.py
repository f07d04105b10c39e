"""What accesses require, some users' after others': the same as all at once."""

from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pytest

from optimizer.audit import requirements
from optimizer.audit.columns import Columns
from optimizer.audit.cover import accesses_are_covered
from optimizer.audit.requirements import asked, asked_by_parts
from optimizer.domain.plan import Holding, Plan
from optimizer.domain.tables import Tables
from tests.support.books import WINDOWS, solve

EXCHANGE = [
    *WINDOWS,
    ["Exchange User CAL", "User", "Exchange Standard", 97],
    ["Exchange Device CAL", "Device", "Exchange Standard", 76],
]


def plan_of(folder: Path, seed: int, rows: int = 60) -> tuple[Tables, Plan]:
    draw = Random(seed)
    access: list[list[object]] = [["User", "Device", "Server"]]
    access += [
        [draw.choice([*"abcdefgh", ""]), f"d{draw.randrange(6)}", draw.choice("st")]
        for _ in range(rows)
    ]
    sheets = {
        "Access": access,
        "Servers": [
            ["Server", "Product", "Front end of"],
            ["s", "Windows Server 2022", "t"],
            ["t", "Exchange Server 2019; Windows Server 2019", ""],
        ],
        "Licenses": EXCHANGE,
    }
    return solve(folder, sheets)


def emptied(holding: Holding) -> Holding:
    """All members without a license."""
    return replace(holding, bundle=np.zeros_like(holding.bundle), bundles=((),))


def rows_of(frames: list[Columns]) -> list[tuple[int, ...]]:
    names = ("user", "device", "server", "type", "family", "version", "own", "state")
    return [
        row
        for frame in frames
        for row in zip(*(frame[name].tolist() for name in names), strict=True)
    ]


@pytest.mark.parametrize("seed", range(4))
def test_parts_say_what_the_whole_says(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables, plan = plan_of(tmp_path, seed)
    whole = rows_of([asked(tables).frame])
    nothing = replace(plan.mix, users=emptied(plan.users), devices=emptied(plan.devices))
    bare = replace(plan, mix=nothing)
    said = [accesses_are_covered(tables, each) for each in (plan, bare)]
    assert said[0] == []
    assert len(said[1]) == 6
    monkeypatch.setattr(requirements, "PART", 5)
    monkeypatch.setattr(requirements, "MANY", 0)
    parts = list(asked_by_parts(tables))
    assert len(parts) > 3
    assert rows_of(parts) == whole
    assert [accesses_are_covered(tables, each) for each in (plan, bare)] == said


def test_where_somebody_administers_all_is_asked_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two administrators are exempt on a server: who else is there matters."""
    monkeypatch.setattr(requirements, "PART", 1)
    rows = [
        ["User", "Device", "Server", "Purpose"],
        *(["a", "d", "Windows Server 2022", "Administration"] for _ in range(3)),
        ["b", "e", "Windows Server 2022", "Administration"],
        ["c", "f", "Windows Server 2022", ""],
    ]
    tables, plan = solve(tmp_path, {"Access": rows, "Licenses": WINDOWS})
    assert len(list(asked_by_parts(tables))) == 1
    assert accesses_are_covered(tables, plan) == []
