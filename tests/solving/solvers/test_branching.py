"""Bounds that rest on no float: never above what the best plan costs, and up to it where the work
allows."""

import random
from collections.abc import Sequence
from itertools import product

import numpy as np
import pulp
import pytest

from optimizer.solving.solvers.branching import Rows, bound_by_duals, least_proven
from optimizer.solving.solvers.solver import relaxed
from optimizer.solving.solvers.status import Clock

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


def test_wrong_duals_prove_less_never_more() -> None:
    rows = Rows.of(problem_of([10, 14], [([3, 5], 7, None)]))
    assert rows is not None
    best = best_of([10, 14], [([3, 5], 7, None)])
    assert best == 24
    for dual in (-5.0, 0.0, 1.0, 2.8, 3.0, 4.0, 1e6):
        found = rows.bound(np.array([dual]), {})
        assert found is not None
        assert found <= best


def test_costs_that_are_not_whole_have_no_bound() -> None:
    problem = problem_of([1], [([1], 1, None)])
    problem.setObjective(pulp.LpAffineExpression([(problem.variables()[0], 0.5)]))
    assert Rows.of(problem) is None
    assert least_proven(problem, 9, Clock()) is None
