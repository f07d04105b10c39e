"""A simpler plan: the fewest who deviate from their department's standard, for no more than allowed."""

from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest

from optimizer.domain.plan import Simplified
from optimizer.solving.standards import deviating
from tests.support.books import WINDOWS, Sheets, problems, solve

P = "Windows Server 2022"


def shared_and_own(within: object) -> Sheets:
    """A ward of four on one PC, and a doctor there with two devices of her own."""
    return {
        "Settings": [["Setting", "Value"], ["Simplify within", within]],
        "Users": [["User", "Department"], *([u, "Ward"] for u in ("a", "b", "c", "dora"))],
        "Devices": [["Device", "Department"], *([d, "Ward"] for d in ("pc", "laptop", "phone"))],
        "Access": [
            ["User", "Device", "Server"],
            *([u, "pc", P] for u in ("a", "b", "c", "dora")),
            ["dora", "laptop", P],
            ["dora", "phone", P],
        ],
        "Licenses": WINDOWS,
    }


def test_one_standard_for_all_devices(tmp_path: Path) -> None:
    """The optimum, 89.00: the PC and Dora hold something, Dora differs from the ward, the PC from
    its other devices: two. Device licenses for all three devices, 117.00: none differs."""
    _, plan = solve(tmp_path, shared_and_own(28))
    assert plan.simplified == Simplified(Decimal("89.00"), Decimal("117.00"), 0, 2)
    assert (plan.status, plan.lower_bound, plan.cost) == ("optimal", 89, 117)


def test_a_tolerance_too_small_keeps_the_optimum(tmp_path: Path) -> None:
    _, plan = solve(tmp_path, shared_and_own(27.99))
    assert plan.simplified == Simplified(Decimal("89.00"), Decimal("89.00"), 2, 2)
    assert plan.status == "optimal"


def test_a_rate_is_a_share_of_the_optimum(tmp_path: Path) -> None:
    # 28 of 89 is 31.46 %.
    _, plan = solve(tmp_path, shared_and_own("32 %"))
    assert plan.cost == 117
    _, plan = solve(tmp_path, shared_and_own(0.31))
    assert plan.cost == 89


def test_with_orders_by_date_it_is_a_problem(tmp_path: Path) -> None:
    sheets = {
        **shared_and_own(10),
        "Settings": [["Setting", "Value"], ["Simplify within", 10], ["Orders", "Yearly"]],
    }
    assert problems(tmp_path, sheets) == [
        "Settings!B2: Simplify within is filled in, but Orders is Yearly. Clear it, or set Orders to "
        "Once."
    ]


@pytest.mark.parametrize("seed", range(4))
def test_as_few_as_brute_force_finds(tmp_path: Path, seed: int) -> None:
    """Every set of licensed users and devices of a tiny workbook, tried one by one."""
    users, devices = ["a", "b", "c", "d"], ["x", "y", "z"]
    pairs = [(u, d) for i, (u, d) in enumerate(product(users, devices)) if (i * 7 + seed) % 3]
    sheets = {
        "Settings": [["Setting", "Value"], ["Simplify within", 60]],
        "Users": [["User", "Department"], *([u, "AB"[i % 2]] for i, u in enumerate(users))],
        "Devices": [["Device"], *([d] for d in devices)],
        "Access": [["User", "Device", "Server"], *([u, d, P] for u, d in pairs)],
        "Licenses": WINDOWS,
    }
    tables, plan = solve(tmp_path, sheets)
    tried = []
    for held in product((0, 1), repeat=7):
        who = dict(zip((*users, *devices), held, strict=True))
        if all(who[u] or who[d] for u, d in pairs):
            cost = 50 * sum(held[:4]) + 39 * sum(held[4:])
            groups = ([who["a"], who["c"]], [who["b"], who["d"]], [who[d] for d in devices])
            differ = sum(len(g) - max(sum(g), len(g) - sum(g)) for g in groups)
            tried.append((cost, differ))
    optimum = min(cost for cost, _ in tried)
    fewest, cost = min((differ, cost) for cost, differ in tried if cost <= optimum + 60)
    assert plan.simplified is not None
    assert (plan.simplified.optimum, plan.simplified.deviating, plan.cost) == (
        optimum,
        fewest,
        cost,
    )
    assert deviating(tables, plan.mix) == fewest
