"""Proofs in whole numbers, where floats are too coarse."""

from decimal import Decimal
from pathlib import Path

import numpy as np
import pulp
import pytest

from optimizer.domain.options import Method, Options
from optimizer.domain.problems import Findings
from optimizer.planning import optimize
from optimizer.solving.solvers.exact import whole
from optimizer.solving.solvers.solver import solve as run
from optimizer.solving.solvers.status import Clock, Status
from tests.support.books import solve, tables, write


def cover(prices: tuple[int, int, int]) -> pulp.LpProblem:
    """Two of three: each pair of three rows shares a variable."""
    problem = pulp.LpProblem("tie", pulp.LpMinimize)
    x = [problem.add_variable(f"x{i}", 0, 1, pulp.LpInteger) for i in range(3)]
    for i in range(3):
        row = pulp.LpAffineExpression([(x[i], 1), (x[(i + 1) % 3], 1)])
        problem.addConstraint(pulp.LpConstraint(row, pulp.LpConstraintGE, f"r{i}", 1))
    problem.setObjective(pulp.LpAffineExpression(list(zip(x, prices, strict=True))))
    return problem


def test_a_near_tie_of_large_sums_is_settled_by_branching() -> None:
    """The relaxation is half of everything; the cheapest two are one unit cheaper than the next."""
    large = 10**13
    outcome = run(cover((large + 2, large + 1, large)), "highs", Clock())
    assert outcome.status is Status.OPTIMAL
    assert outcome.bound == 2 * large + 1


@pytest.mark.parametrize(
    "duals", [(0.0, 0.0, 0.0), (1.5, 1.5, 1.5), (2.0, 1.0, -1.0), (9.0, 9.0, 9.0)]
)
def test_any_duals_give_a_bound_that_no_plan_undercuts(duals: tuple[float, ...]) -> None:
    """The best two cost 5; exact duals of the relaxation give 4.5, so 5, worse ones less."""
    program = whole(cover((2, 3, 3)))
    assert program is not None
    bound = program.bound(np.array(duals))
    assert bound is not None
    assert bound <= 5


def test_the_duals_of_the_relaxation_prove_its_value() -> None:
    program = whole(cover((2, 3, 3)))
    assert program is not None
    assert program.bound(np.array([1.0, 2.0, 1.0])) == 4


def test_hundreds_of_groups_in_a_currency_of_large_numbers_are_proven(tmp_path: Path) -> None:
    """Each group needs user CALs, or a device CAL for each of its three devices, whichever is
    cheaper: the sum is forced, far past 2^31 minor units, by the network and by the program."""
    users = [[f"u{i}", i + 1] for i in range(60)]
    sheets = {
        "Settings": [["Setting", "Value"], ["Currency", "IDR"]],
        "Users": [["User", "Count"], *users],
        "Access": [
            ["User", "Device", "Server"],
            *([f"u{i}", f"d{i}-{j}", "P"] for i in range(60) for j in range(3)),
        ],
        "Products": [["Product", "Family"], ["P", "F"]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price"],
            ["U", "User", "F", "780000.01"],
            ["D", "Device", "F", "611111.37"],
        ],
    }
    u, d = Decimal("780000.01"), Decimal("611111.37")
    right = sum(min((i + 1) * u, 3 * d) for i in range(60))
    found = tables(write(tmp_path / "book.xlsx", sheets))
    for method in Method:
        plan = optimize(found, Findings(), Options(method=method))
        assert (plan.cost, plan.status) == (right, "optimal")


def test_ten_million_members_of_a_group_are_decided_exactly(tmp_path: Path) -> None:
    """Overlapping suites and a stock of one unit: a program whose rows multiply a yes or no by ten
    million. The pair of suites AB and C costs 15 each, less what the stock saves."""
    sheets = {
        "Users": [["User", "Count"], ["all", 10_000_000]],
        "Access": [["User", "Server"], ["all", "P"]],
        "Products": [["Product", "Family"], *(["P", family] for family in "ABC")],
        "Licenses": [
            ["License", "Metric", "Covers", "Price"],
            ["AB", "User", "A; B", 10],
            ["BC", "User", "B; C", 10],
            ["CA", "User", "C; A", 10],
            ["C", "User", "C", 5],
        ],
        "Owned": [["License", "Quantity"], ["BC", 1]],
    }
    _, plan = solve(tmp_path, sheets)
    assert plan.status == "optimal"
    assert plan.cost == 15 * 10_000_000 - 5
