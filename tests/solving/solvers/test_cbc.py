"""CBC: whole numbers, the relaxation, and no answer at all, each said once."""

import pulp
import pytest

from optimizer.solving.solvers.cbc import run_cbc
from optimizer.solving.solvers.status import Clock, Outcome, Status


def program(least: int, most: int) -> pulp.LpProblem:
    """Twos that make up at least so many, at most `most` of them, 3 each."""
    problem = pulp.LpProblem("twos", pulp.LpMinimize)
    x = problem.add_variable("x", 0, most, cat=pulp.LpInteger)
    problem += 3 * x
    problem += 2 * x >= least
    return problem


@pytest.mark.parametrize(("integer", "bound"), [(True, 9), (False, 8)])
def test_whole_and_relaxed(integer: bool, bound: int) -> None:
    assert run_cbc(program(5, 9), integer, Clock()) == Outcome(Status.OPTIMAL, bound)


def test_a_program_without_an_answer() -> None:
    assert run_cbc(program(5, 2), True, Clock()).status is Status.INFEASIBLE


def test_no_work_left_is_no_answer() -> None:
    clock = Clock(work=1)
    clock.done = 1.0
    assert run_cbc(program(5, 9), True, clock) == Outcome(Status.UNKNOWN)
