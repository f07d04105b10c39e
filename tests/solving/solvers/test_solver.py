"""How solvers are called: the relaxation first, whole answers kept exactly, bounds that hold."""

from collections.abc import Callable
from dataclasses import replace

import pulp
import pytest

from optimizer.domain.problems import SolverError
from optimizer.solving.solvers.solver import relaxed, solve
from optimizer.solving.solvers.status import Clock, Outcome, Status
from optimizer.solving.solvers.table import SOLVERS


def knapsack(most: float = 7) -> pulp.LpProblem:
    """3 a + 5 b >= 7 at 4 a + 6 b: relaxed 8.4, whole 10 (one each)."""
    problem = pulp.LpProblem("knapsack", pulp.LpMinimize)
    a, b = (problem.add_variable(name, 0, 9, pulp.LpInteger) for name in "ab")
    problem.setObjective(pulp.LpAffineExpression([(a, 4), (b, 6)]))
    terms = pulp.LpAffineExpression([(a, 3), (b, 5)])
    problem.addConstraint(pulp.LpConstraint(terms, pulp.LpConstraintGE, "enough", most))
    return problem


def test_the_relaxation_and_the_whole_answer() -> None:
    problem = knapsack()
    outcome = relaxed(problem, "highs", Clock())
    assert outcome.status is Status.OPTIMAL
    assert pulp.value(problem.objective) == pytest.approx(8.4)
    outcome = solve(problem, "highs", Clock())
    assert (outcome.status, outcome.bound) == (Status.OPTIMAL, 10)
    assert [round(v.varValue) for v in problem.variables()] == [1, 1]


Run = Callable[[pulp.LpProblem, bool, Clock], Outcome]


def watched(monkeypatch: pytest.MonkeyPatch, *outcomes: Outcome | None) -> list[bool]:
    """The roads taken; some outcomes are put in the place of the solver's."""
    roads: list[bool] = []
    run: Run = SOLVERS["highs"].run
    left = list(outcomes)

    def told(problem: pulp.LpProblem, integer: bool, clock: Clock) -> Outcome:
        roads.append(integer)
        found = run(problem, integer, clock)
        instead = left.pop(0) if left else None
        return instead or found

    monkeypatch.setitem(SOLVERS, "highs", replace(SOLVERS["highs"], run=told))
    return roads


def test_a_whole_relaxation_is_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    roads = watched(monkeypatch)
    assert solve(knapsack(10), "highs", Clock()).bound == 12
    assert roads == [False]
    assert solve(knapsack(), "highs", Clock()).bound == 10
    assert roads == [False, False, True]


def test_the_better_bound_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The relaxation's 9 is more than the 8 that the stopped search knows; none is no bound."""
    for late, bound in ((8, 9), (None, 9), (11, 11)):
        watched(monkeypatch, Outcome(Status.OPTIMAL, 9), Outcome(Status.FEASIBLE, late))
        found = solve(knapsack(), "highs", Clock())
        assert (found.status, found.bound) == (Status.FEASIBLE, bound)
        monkeypatch.undo()


def test_a_relaxation_that_stopped_is_no_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    for status, told in (
        (Status.FEASIBLE, Status.UNKNOWN), (Status.UNKNOWN, Status.UNKNOWN),
        (Status.INFEASIBLE, Status.INFEASIBLE),
    ):  # fmt: skip
        watched(monkeypatch, Outcome(status, 3))
        found = solve(knapsack(10), "highs", Clock())
        assert found.status is told
        assert found.bound == (3 if told is Status.INFEASIBLE else None)
        monkeypatch.undo()


def test_a_solver_that_there_is_none_of() -> None:
    with pytest.raises(SolverError, match=r'There is no solver "glpk"\. Use highs or'):
        solve(knapsack(), "glpk", Clock())


def test_without_rows_all_is_at_its_lower_bound() -> None:
    problem = pulp.LpProblem("free", pulp.LpMinimize)
    a, b = problem.add_variable("a", 2, 9), problem.add_variable("b", 0, 9)
    problem.setObjective(pulp.LpAffineExpression([(a, 4), (b, 6)]))
    found = solve(problem, "highs", Clock())
    assert (found.status, found.bound) == (Status.OPTIMAL, 8)
    assert [v.varValue for v in problem.variables()] == [2, 0]
    empty = pulp.LpProblem("empty", pulp.LpMinimize)
    empty.setObjective(pulp.LpAffineExpression([]))
    assert solve(empty, "highs", Clock()).bound == 0


def switched(weight: int) -> pulp.LpProblem:
    """A yes costs 1 and gives so many; as many as that, less one half, are asked for."""
    problem = pulp.LpProblem("switched", pulp.LpMinimize)
    yes = problem.add_variable("yes", 0, 1, pulp.LpInteger)
    some = problem.add_variable("some", 0, 10**9, pulp.LpInteger)
    problem.setObjective(pulp.LpAffineExpression([(yes, 1), (some, 1)]))
    gives = pulp.LpAffineExpression([(yes, weight), (some, 1)])
    problem.addConstraint(pulp.LpConstraint(gives, pulp.LpConstraintGE, "enough", weight))
    return problem


@pytest.mark.parametrize(("weight", "roads"), [(10**5, 3), (10**4, 2)])
def test_nearly_yes_times_many_is_too_few(
    monkeypatch: pytest.MonkeyPatch, weight: int, roads: int
) -> None:
    """The solver says 0.999999 for yes and rounds the rest down: with numbers of 100,000 the row is
    then short, so yes is held and the rest found anew; bounds are as they were after it."""
    met: list[tuple[float, float]] = []

    def run(problem: pulp.LpProblem, integer: bool, _: Clock) -> Outcome:
        yes, some = sorted(problem.variables(), key=lambda v: -v.name.count("y"))
        met.append((yes.lowBound, yes.upBound))
        if len(met) == 3:
            yes.varValue, some.varValue = 1, 0
        else:
            yes.varValue, some.varValue = (0.6, 0.0) if not integer else (0.0, weight - 2.0)
        return Outcome(Status.OPTIMAL, 1)

    monkeypatch.setitem(SOLVERS, "highs", replace(SOLVERS["highs"], run=run))
    problem = switched(weight)
    assert solve(problem, "highs", Clock()).status is Status.OPTIMAL
    assert len(met) == roads
    assert [(v.lowBound, v.upBound) for v in problem.variables() if v.name == "yes"] == [(0, 1)]
    if roads == 3:
        assert met[2] == (0, 0)


def test_where_it_cannot_be_found_anew_the_answer_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(problem: pulp.LpProblem, integer: bool, _: Clock) -> Outcome:
        met.append(integer)
        for variable in problem.variables():
            variable.varValue = {1: 0.5, 2: 0.0, 3: 7.0}[len(met)]
        return Outcome(Status.INFEASIBLE if len(met) == 3 else Status.OPTIMAL, 1)

    met: list[bool] = []
    monkeypatch.setitem(SOLVERS, "highs", replace(SOLVERS["highs"], run=run))
    problem = switched(10**6)
    solve(problem, "highs", Clock())
    assert met == [False, True, True]
    assert [v.varValue for v in problem.variables()] == [0, 0]
