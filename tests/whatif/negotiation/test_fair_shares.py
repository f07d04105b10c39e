"""Shares of departments: they add up, and no group of them pays more than alone."""

from decimal import Decimal
from itertools import combinations
from pathlib import Path
from random import Random

import numpy as np
import pytest

from optimizer.domain.access_rows import with_access
from optimizer.domain.options import Options
from optimizer.planning import cheapest
from tests.support.books import WINDOWS
from tests.whatif.negotiation.support import asked

P = "Windows Server 2022"


@pytest.mark.parametrize("seed", range(6))
def test_shares_add_up_and_no_group_of_departments_pays_more_than_alone(
    tmp_path: Path, seed: int
) -> None:
    random = Random(seed)
    users = [[f"u{i}", random.randint(1, 3), random.choice("ABC")] for i in range(9)]
    rows = {(random.choice(users)[0], f"d{random.randint(0, 5)}") for _ in range(25)}
    sheets = {
        "Users": [["User", "Count", "Department"], *users],
        "Access": [["User", "Device", "Server"], *([u, d, P] for u, d in sorted(rows))],
        "Licenses": WINDOWS,
    }
    found, plan, deal = asked(tmp_path, sheets)
    assert deal.shares is not None
    assert deal.shares.method.startswith("by the flow")
    shares = {s.department: s.share for s in deal.shares.shares}
    assert sum(shares.values()) == plan.cost
    department = np.array(found.users.department)[found.access.user]
    for size in (1, 2):
        for group in combinations(sorted(shares), size):
            alone = cheapest(with_access(found, np.isin(department, group)), Options())
            assert alone is not None
            # A minor unit a department: whole units are shared out.
            assert sum(shares[name] for name in group) <= alone + Decimal("0.01") * (size - 1)


def test_shares_with_packs_are_in_proportion(tmp_path: Path) -> None:
    sheets = {
        "Users": [["User", "Count", "Department"], ["a", 3, "A"], ["b", 4, "B"]],
        "Access": [["User", "Server"], ["a", P], ["b", P]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price", "Pack"],
            ["U", "User", "Windows Server", 100, 5],
        ],
        "Owned": [["License", "Quantity"], ["U", 2]],
    }
    _, plan, deal = asked(tmp_path, sheets)
    assert deal.shares is not None
    assert plan.cost == 100
    assert [(s.department, s.share, s.alone) for s in deal.shares.shares] == [
        ("A", 50, 100),
        ("B", 50, 100),
    ]


def test_a_kind_that_the_plan_chooses_leaves_no_share_by_the_flow(tmp_path: Path) -> None:
    """One kind of F ties A (one person on ten devices) to B (ten people on one device): 11 for
    both, 1 for each alone, so no shares of theirs can be fair, and the flow would have E and F,
    who need G alone, pay more than their 20."""
    sheets = {
        "Users": [
            ["User", "Count", "Department"],
            *(["a", 1, "A"], ["b", 10, "B"], ["e", 1, "E"], ["f", 1, "F"]),
        ],
        "Devices": [["Device", "Count"], ["as", 10], ["bs", 1], ["shared", 1]],
        "Products": [["Product", "Family"], ["P", "F"], ["Q", "G"]],
        "Servers": [["Server", "Product", "One kind"], ["s", "P", "F"], ["t", "Q", ""]],
        "Access": [
            ["User", "Device", "Server"],
            *(["a", "as", "s"], ["b", "bs", "s"], ["e", "shared", "t"], ["f", "shared", "t"]),
        ],
        "Licenses": [
            ["License", "Metric", "Covers", "Price"],
            ["FU", "User", "F", 1],
            ["FD", "Device", "F", 1],
            ["GU", "User", "G", 30],
            ["GD", "Device", "G", 20],
        ],
    }
    _, plan, deal = asked(tmp_path, sheets)
    assert deal.shares is not None
    assert plan.cost == 31
    assert [(s.department, s.alone) for s in deal.shares.shares] == list(zip("ABEF", (1, 1, 20, 20), strict=True))  # fmt: skip
    assert deal.shares.method.startswith("in proportion")


def test_rounding_costs_a_group_less_than_a_minor_unit_a_department(tmp_path: Path) -> None:
    """Two share each device, which is cheaper than their two user licenses: 19.505 each. The first
    two are rounded up, so that together they pay a minor unit more than their device's 39.01, and
    the others less; no one pays more than alone (model 9.2)."""
    sheets = {
        "Users": [["User", "Department"], *([name, name.upper()] for name in "abcd")],
        "Access": [
            ["User", "Device", "Server"],
            *([user, device, P] for user, device in zip("abcd", "xxyy", strict=True)),
        ],
        "Licenses": [
            ["License", "Metric", "Covers", "Price"],
            ["U", "User", "Windows Server", 50],
            ["D", "Device", "Windows Server", 39.01],
        ],
    }
    _, plan, deal = asked(tmp_path, sheets)
    assert deal.shares is not None
    assert plan.cost == Decimal("78.02")
    assert deal.shares.method == (
        "by the flow: what each department's own accesses carry; no department, and but for "
        "rounding no group of departments, pays more than it would alone"
    )
    shares = {s.department: s.share for s in deal.shares.shares}
    assert shares == {name: Decimal("19.51") for name in "AB"} | {
        name: Decimal("19.50") for name in "CD"
    }
