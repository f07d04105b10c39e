"""Fewest moves where licenses are ordered by date: against every number of units that could stay,
each tried as a workbook in which those are not movable."""

import random
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from optimizer.domain.plan import Plan
from tests.support.books import Sheets, solve

W = "Windows Server 2022"
QUARTERS = [date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1)]
LAST = [date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31)]


def book(
    users: list[tuple[str, int, int]],
    access: list[tuple[str, str]],
    seats: list[tuple[str, int, str]],
    owned: int,
) -> Sheets:
    """People from one quarter to another, their PCs, and units (who, how many, Movable) of the
    user CALs owned."""
    return {
        "Settings": [
            ["Setting", "Value"],
            ["As of", QUARTERS[0]],
            ["Horizon", 1],
            ["Orders", "Quarterly"],
        ],
        "Users": [
            ["User", "From", "To"],
            *([u, QUARTERS[first], LAST[last]] for u, first, last in users),
        ],
        "Access": [["User", "Device", "Server"], *([u, d, W] for u, d in access)],
        "Licenses": [
            ["License", "Metric", "Covers", "Price"],
            ["User CAL", "User", "Windows Server", 50],
            ["Device CAL", "Device", "Windows Server", 39],
        ],
        "Owned": [["License", "Quantity"], ["User CAL", owned]],
        "Assigned": [
            ["License", "User", "Quantity", "Movable"],
            *(["User CAL", u, n, movable] for u, n, movable in seats if n),
        ],
    }


def moved(plan: Plan) -> int:
    return sum(move.quantity for move in plan.mix.moves)


def early(plan: Plan) -> int:
    """Units ordered, times the quarters that are left."""
    return sum(p.quantity * (4 - QUARTERS.index(p.from_date)) for p in plan.purchases)


def test_a_unit_stays_where_another_one_does(tmp_path: Path) -> None:
    # Bob comes in April; the unit that sits with nobody is his, Ann keeps hers.
    users = [("ann", 0, 3), ("bob", 1, 3)]
    access = [("ann", ""), ("bob", "")]
    _, plan = solve(tmp_path, book(users, access, [("ann", 1, "Yes")], 2))
    assert (plan.cost, moved(plan), plan.moves_proven) == (0, 0, True)


def test_a_unit_that_is_free_once_its_holder_has_left_does_not_move(tmp_path: Path) -> None:
    users = [("ann", 0, 1), ("bob", 2, 3)]
    access = [("ann", ""), ("bob", "")]
    _, plan = solve(tmp_path, book(users, access, [("ann", 1, "Yes")], 1))
    assert (plan.cost, moved(plan)) == (0, 0)


def test_one_that_is_idle_moves_to_whoever_saves_money_by_it(tmp_path: Path) -> None:
    # Ann has no access; Bob would need a CAL of 50.
    users = [("ann", 0, 3), ("bob", 0, 3), ("carl", 0, 3)]
    access = [("bob", ""), ("carl", "pc")]
    _, plan = solve(tmp_path, book(users, access, [("ann", 2, "Yes")], 2))
    assert (plan.cost, moved(plan), plan.moves_proven) == (0, 2, True)
    assert [(m.origin, m.target, m.quantity) for m in plan.mix.moves] == [((True, 0), None, 2)]
    assert any("2 movable units do not stay" in w.problem for w in plan.warnings)


def test_of_plans_that_cost_the_same_the_one_that_moves_fewer_is_taken(tmp_path: Path) -> None:
    # One person on three PCs, one PC of three people: a unit serves the one, or a device CAL all.
    users = [("ann", 0, 3), ("bob", 0, 3)]
    access = [("ann", "pc"), ("bob", "pc")]
    _, plan = solve(tmp_path, book(users, access, [("ann", 1, "Yes"), ("bob", 1, "Yes")], 2))
    assert (plan.cost, moved(plan)) == (0, 0)


@pytest.mark.parametrize("seed", range(12))
def test_no_fewer_could_move(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    names = ["ann", "bob", "carl", "dora"]
    users = []
    for name in names:
        first = rng.randrange(3)
        users.append((name, first, rng.randrange(first, 4)))
    pcs = ["", "pc1", "pc2"]
    access = sorted({(rng.choice(names), rng.choice(pcs)) for _ in range(6)})
    seats = [(name, rng.choice([0, 1, 1, 2])) for name in rng.sample(names, 3)]
    owned = sum(n for _, n in seats) + rng.randrange(2)
    _, plan = solve(tmp_path, book(users, access, [(u, n, "Yes") for u, n in seats], owned))
    fewest = None
    for stay in product(*(range(n + 1) for _, n in seats)):
        given = sum(n for _, n in seats) - sum(stay)
        if fewest is not None and given >= fewest:
            continue
        firm = [(u, n, "No") for (u, _), n in zip(seats, stay, strict=True)]
        _, other = solve(tmp_path, book(users, access, firm, owned))
        assert other.cost >= plan.cost
        if (other.cost, early(other)) <= (plan.cost, early(plan)):
            fewest = given
    assert plan.moves_proven
    assert moved(plan) == fewest
