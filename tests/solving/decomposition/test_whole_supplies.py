"""The cheapest whole supply that needs fit into, where rents alone cannot tell."""

from pathlib import Path

import numpy as np

from optimizer.solving.decomposition.bound_over_time import SupplyBound
from optimizer.solving.decomposition.whole_supplies import Settled, settle
from optimizer.solving.network.covers import Covers
from optimizer.solving.solvers.status import Clock
from optimizer.solving.timetable import timetable_of
from tests.support.books import Sheets, tables, write


def star(owned: int) -> Sheets:
    """Two tills of three people each; a device CAL costs 39, a user CAL is owned only.

    One user CAL owned: half a till's people and half of the till would pay for it, in fractions.
    """
    access = [(f"u{till}{u}", f"till{till}", "s") for till in range(2) for u in range(3)]
    return {
        "Settings": [["Setting", "Value"], ["As of", "2026-01-01"], ["Orders", "Yearly"]],
        "Servers": [["Server", "Product"], ["s", "Windows Server 2025"]],
        "Access": [["User", "Device", "Server"], *access],
        "Licenses": [
            ["License", "Metric", "Covers", "Price"],
            ["User CAL", "User", "Windows Server", None],
            ["Device CAL", "Device", "Windows Server", 39],
        ],
        "Owned": [["License", "Quantity"], ["User CAL", owned]],
    }


def bound_of(path: Path, owned: int) -> SupplyBound:
    timetable = timetable_of(tables(write(path / "book.xlsx", star(owned))))
    covers = [Covers.of(case) for case in timetable.instances]
    return SupplyBound(timetable, covers, frozenset())


def settled(bound: SupplyBound, cost: int) -> Settled:
    levels = []
    for cover in bound.covers:
        found = cover.flow(np.array([39.0, 1.0]))
        assert found is not None
        cover.add(found[0].level)
        levels.append(found[0].level)
    rents = np.ones((2, len(bound.covers)))
    return settle(bound, rents, Settled(levels, cost, 0), "highs", Clock())


def test_a_plan_is_proven(tmp_path: Path) -> None:
    # Three user CALs owned are a till's people; with two, both tills need a device CAL.
    for owned, cost in ((3, 3_900), (2, 7_800), (0, 7_800), (6, 0)):
        bound = bound_of(tmp_path, owned)
        found = settled(bound, 11_700)
        assert (found.cost, found.least) == (cost, cost)
        for cover, level in zip(bound.covers, found.levels, strict=True):
            assert cover.network.used(level)[0] <= owned


def test_a_known_plan_that_cannot_be_bettered_is_kept(tmp_path: Path) -> None:
    bound = bound_of(tmp_path, 0)
    found = settled(bound, 7_800)
    assert (found.cost, found.least, found.passed) == (7_800, 7_800, 0)
