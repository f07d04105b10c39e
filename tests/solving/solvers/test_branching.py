"""Bounds that rest on no float: never above what the best plan costs, and up to it where the work
allows."""

import random
from collections.abc import Sequence
from itertools import product
from types import SimpleNamespace
from typing import Any

import numpy as np
import pulp
import pytest

from optimizer.solving.solvers.branching import (
    Rows,
    _Branch,
    _halves,
    _raised,
    _tried,
    bound_by_duals,
    least_proven,
)
from optimizer.solving.solvers.solver import relaxed
from optimizer.solving.solvers.status import INTERRUPTION, Clock

MOST = 3

Row = tuple[Sequence[float], float | None, float | None]


def problem_of(costs: Sequence[int], rows: Sequence[Row]) -> pulp.LpProblem:
    """Whole numbers from 0 to 3, and rows (weights, least, most)."""
    problem = pulp.LpProblem("small", pulp.LpMinimize)
    x = [problem.add_variable(f"x{j}", 0, MOST, pulp.LpInteger) for j in range(len(costs))]
    for i, (weights, least, most) in enumerate(rows):
        terms = [(v, w) for v, w in zip(x, weights, strict=True) if w]
        for name, sense, side in (
            ("least", pulp.LpConstraintGE, least),
            ("most", pulp.LpConstraintLE, most),
        ):
            if side is not None:
                expression = pulp.LpAffineExpression(terms)
                problem.addConstraint(pulp.LpConstraint(expression, sense, f"{name}{i}", side))
    problem.setObjective(pulp.LpAffineExpression(list(zip(x, costs, strict=True))))
    return problem


def best_of(costs: Sequence[int], rows: Sequence[Row]) -> int | None:
    """By trying everything, in numbers that are whole multiples of a quarter."""
    best = None
    for values in product(range(MOST + 1), repeat=len(costs)):
        sums = [sum(w * v for w, v in zip(weights, values, strict=True)) for weights, *_ in rows]
        if all(
            (least is None or total >= least) and (most is None or total <= most)
            for total, (_, least, most) in zip(sums, rows, strict=True)
        ):
            cost = sum(c * v for c, v in zip(costs, values, strict=True))
            best = cost if best is None else min(best, cost)
    return best


@pytest.mark.parametrize("seed", range(40))
def test_the_bound_is_what_trying_everything_finds(seed: int) -> None:
    rng = random.Random(seed)
    costs = [rng.randint(1, 30) for _ in range(4)]
    rows = [
        (
            [rng.randint(-2, 9) / rng.choice([1, 2, 4]) for _ in costs],
            rng.choice([None, rng.randint(1, 20)]),
            rng.choice([None, rng.randint(8, 30)]),
        )
        for _ in range(3)
    ]
    best, problem = best_of(costs, rows), problem_of(costs, rows)
    if not problem.numConstraints():
        return
    most = 1_000
    found = least_proven(problem, most, Clock())
    assert found == (most if best is None else best)
    if best is not None:
        assert least_proven(problem, best - 1, Clock()) == best - 1
        found = least_proven(problem, most, Clock(), work=0)
        assert found is not None
        assert found <= best


def test_a_relaxation_that_holds_no_whole_number_is_branched_on() -> None:
    # 2 x + 2 y = 3 has answers in halves only.
    problem = problem_of([1, 1], [([2, 2], 3, 3)])
    assert least_proven(problem, 99, Clock()) == 99


def test_what_nothing_keeps_is_proven_to_hold_nothing() -> None:
    problem = problem_of([1, 1], [([1, 1], 7, None)])  # at most 3 each
    assert least_proven(problem, 99, Clock()) == 99


def test_the_duals_of_a_solved_relaxation_are_enough() -> None:
    # 3 x >= 4: the relaxation costs 10 * 4 / 3, no whole number less than 14.
    problem = problem_of([10], [([3], 4, None)])
    relaxed(problem, "highs", Clock())
    assert bound_by_duals(problem) == 14
    assert least_proven(problem, 99, Clock()) == 20


def test_rows_are_made_whole_by_powers_of_two() -> None:
    rows = Rows.of(problem_of([1, 1], [([0.25, 1.5], 0.75, None), ([3, 1], None, 5)]))
    assert rows is not None
    assert rows.scale == [4, 1]
    assert rows.entries == [[(0, 1), (1, 6)], [(0, 3), (1, 1)]]
    assert (rows.low, rows.high) == ([3, None], [None, 5])


@pytest.mark.parametrize(
    ("dual", "least"),
    [(-5.0, 0), (0.0, 0), (1.0, 7), (2.8, 20), (3.0, 18), (4.0, 4), (1e6, 7e6 - 24e6 + 72)],
)
def test_wrong_duals_prove_less_never_more(dual: float, least: int) -> None:
    """3 x + 5 y >= 7 at 10 and 14: 7 for each part of the dual, and what is then dearer than free
    as often as it may be bought, three times. 24 is the cheapest; a dual below 0 has no side."""
    rows = Rows.of(problem_of([10, 14], [([3, 5], 7, None)]))
    assert rows is not None
    assert best_of([10, 14], [([3, 5], 7, None)]) == 24
    assert rows.bound(np.array([dual]), {}) == least


@pytest.mark.parametrize(
    ("duals", "least"), [([4, 0], -12), ([0, -1], -5), ([4, -1], -14), ([-1, 1], 0)]
)
def test_rows_of_several_scales_add_up(duals: list[int], least: int) -> None:
    """x/4 + 3/2 y >= 3/4 at 4 is 3, and y at 1 - 6 three times -15; 3 x + y <= 5 at -1 is -5;
    together -2, and y at 1 - 6 + 1 three times -12. The wrong sides are open."""
    rows = Rows.of(problem_of([1, 1], [([0.25, 1.5], 0.75, None), ([3, 1], None, 5)]))
    assert rows is not None
    assert rows.bound(np.array(duals, float), {}) == least


def test_a_box_holds_its_own_bounds() -> None:
    """x is 1 or 2. At 0 it costs 10 once; at 3 it is 1 dearer than nothing, once; at 4 it is 2
    cheaper than nothing, twice; y, of which there may be three, is 1 and 6 cheaper."""
    rows = Rows.of(problem_of([10, 14], [([3, 5], 7, None)]))
    assert rows is not None
    assert rows.bound(np.array([0.0]), {0: (1, 2)}) == 10
    assert rows.bound(np.array([3.0]), {0: (1, 2)}) == 21 + 1 - 1 * 3
    assert rows.bound(np.array([4.0]), {0: (1, 2)}) == 28 - 2 * 2 - 6 * 3
    # Without costs: 7 less 3 and 5 as often as may be, which is not more than 0; once each it is.
    assert rows.bound(np.array([1.0]), {}, priced=False) == 7 - 3 * 3 - 5 * 3
    assert rows.bound(np.array([1.0]), {0: (0, 1), 1: (0, 0)}, priced=False) == 4


def test_an_open_variable_that_would_pay_has_no_bound() -> None:
    problem = pulp.LpProblem("open", pulp.LpMinimize)
    x = problem.add_variable("x", 0, None, pulp.LpInteger)
    problem.addConstraint(pulp.LpConstraint({x: 1}, pulp.LpConstraintGE, "least", 3))
    problem.setObjective(pulp.LpAffineExpression([(x, 2)]))
    rows = Rows.of(problem)
    assert rows is not None
    assert rows.bounds == [(0, None)]
    assert [rows.bound(np.array([dual]), {}) for dual in (1.0, 2.0, 2.5)] == [3, 6, None]
    assert rows.bound(np.array([2.5]), {0: (0, 4)}) == 6  # 7.5 - 4 / 2, and whole


def relaxation_of(bounds: Sequence[tuple[int | None, int | None]]) -> Any:
    return SimpleNamespace(rows=SimpleNamespace(bounds=bounds))


def test_yes_or_no_is_tried_first_then_what_is_least_whole() -> None:
    """Numbers from 0 to 3, a yes or no (4), one that its box makes such (5), one without an end
    (6), and a whole one (7): four are tried."""
    found = relaxation_of([(0, 3)] * 4 + [(0, 1), (0, 9), (0, None), (0, 3)])
    values = np.array([0.1, 0.5, 1.4, 2.75, 0.05, 4.2, 1.5, 2.0])
    assert _tried(found, {5: (4, 5)}, values) == [5, 4, 1, 2]
    assert _tried(found, {}, np.round(values)) == []


def test_both_halves_keep_the_rest_of_the_box() -> None:
    found = relaxation_of([(0, 3), (0, None)])
    values = np.array([1.4, 2.5])
    assert _halves(found, {}, 0, values) == [{0: (0, 1)}, {0: (2, 3)}]
    assert _halves(found, {0: (1, 2), 1: (2, 4)}, 1, values) == [
        {0: (1, 2), 1: (2, 2)}, {0: (1, 2), 1: (3, 4)},
    ]  # fmt: skip


def test_what_a_branch_raises_is_told_up_to_the_target() -> None:
    """An empty one closes all of it; one that raises nothing is little better than none."""
    branches = [_Branch(empty=True), *(_Branch(least=n) for n in (12, 99, 10)), _Branch()]
    assert [_raised(each, 10, 20) for each in branches] == [10, 2, 10, 1e-3, 1e-3]


def test_without_time_or_after_ctrl_c_the_relaxation_alone_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """3 x >= 4 at 10: 14 without branching, 20 with."""
    problem = problem_of([10], [([3], 4, None)])
    assert least_proven(problem, 99, Clock(0.0)) == 14
    assert least_proven(problem, 13, Clock(0.0)) == 13
    assert least_proven(problem, 99, Clock(60.0)) == 20
    monkeypatch.setattr(INTERRUPTION, "asked", True)
    assert least_proven(problem, 99, Clock()) == 14


def test_costs_that_are_not_whole_have_no_bound() -> None:
    problem = problem_of([1], [([1], 1, None)])
    problem.setObjective(pulp.LpAffineExpression([(problem.variables()[0], 0.5)]))
    assert Rows.of(problem) is None
    assert least_proven(problem, 9, Clock()) is None
