"""What reduced costs hold is held in every solution that is as good."""

from itertools import product
from random import Random

import pulp
import pytest

from optimizer.solving.solvers.narrowed import at_most, cheapest_below, narrow
from optimizer.solving.solvers.status import Clock, Status


def cover(random: Random, size: int) -> tuple[pulp.LpProblem, list[pulp.LpVariable], list[int]]:
    problem = pulp.LpProblem("cover", pulp.LpMinimize)
    variables = [problem.add_variable(f"x{i}", 0, 1, pulp.LpInteger) for i in range(size)]
    costs = [random.randint(1, 20) for _ in variables]
    problem.setObjective(pulp.LpAffineExpression(list(zip(variables, costs, strict=True))))
    for i in range(size + 2):
        chosen = random.sample(variables, random.randint(1, 3))
        row = pulp.LpAffineExpression([(v, 1) for v in chosen])
        problem.addConstraint(pulp.LpConstraint(row, pulp.LpConstraintGE, f"row{i}", 1))
    return problem, variables, costs


@pytest.mark.parametrize("seed", range(20))
def test_every_solution_within_the_cost_keeps_what_is_held(seed: int) -> None:
    random = Random(seed)
    problem, variables, costs = cover(random, 9)
    names = [v.name for v in variables]
    rows = [[names.index(v.name) for v in row] for row in problem.constraints()]
    solutions = [
        (sum(c for c, chosen in zip(costs, picks, strict=True) if chosen), picks)
        for picks in product([0, 1], repeat=9)
        if all(any(picks[i] for i in row) for row in rows)
    ]
    least = min(solutions)[0]
    for most in (least, least + 3, 10**6):
        for variable in variables:
            variable.bounds(0, 1)
        held = narrow(problem, most, Clock())
        fixed = {i: v.lowBound for i, v in enumerate(variables) if v.lowBound == v.upBound}
        assert held == len(fixed)
        for cost, picks in solutions:
            if cost <= most:
                assert all(picks[i] == value for i, value in fixed.items())
    assert not held  # at any cost everything is open


def test_something_is_held_where_the_best_is_known() -> None:
    problem, _, _ = cover(Random(3), 9)
    assert narrow(problem, 1, Clock()) > 0  # a cost below the least holds all that costs


def test_a_program_without_rows_holds_nothing() -> None:
    assert narrow(pulp.LpProblem("none", pulp.LpMinimize), 1, Clock()) == 0


@pytest.mark.parametrize("solver", ["highs", "cbc"])
@pytest.mark.parametrize("seed", range(6))
def test_a_solution_of_at_most_so_much_is_found_where_there_is_one(seed: int, solver: str) -> None:
    random = Random(seed)
    problem, variables, costs = cover(random, 9)
    names = [v.name for v in variables]
    rows = [[names.index(v.name) for v in row] for row in problem.constraints()]
    least = min(
        sum(c for c, chosen in zip(costs, picks, strict=True) if chosen)
        for picks in product([0, 1], repeat=9)
        if all(any(picks[i] for i in row) for row in rows)
    )
    for most in (least - 1, least, least + 5):
        assert at_most(problem, most, solver, Clock()) is (most >= least)
        if most >= least:
            assert round(pulp.value(problem.objective)) <= most


def test_without_work_left_nothing_is_known() -> None:
    problem, _, _ = cover(Random(1), 9)
    assert at_most(problem, 1_000, "highs", Clock(work=1, done=1.0)) is None


@pytest.mark.parametrize("solver", ["highs", "cbc"])
@pytest.mark.parametrize("seed", range(6))
def test_the_cheapest_is_told_where_it_is_below_a_cost(seed: int, solver: str) -> None:
    problem, variables, costs = cover(Random(seed), 9)
    names = [v.name for v in variables]
    rows = [[names.index(v.name) for v in row] for row in problem.constraints()]
    least = min(
        sum(c for c, chosen in zip(costs, picks, strict=True) if chosen)
        for picks in product([0, 1], repeat=9)
        if all(any(picks[i] for i in row) for row in rows)
    )
    assert cheapest_below(problem, least - 1, solver, Clock()) is Status.INFEASIBLE
    for most in (least, least + 4):
        assert cheapest_below(problem, most, solver, Clock()) is Status.OPTIMAL
        assert round(pulp.value(problem.objective)) == least
