"""Solvers: how they are called, what their statuses mean, and the guards around their quirks."""

import numpy as np
import pulp

from optimizer.domain.problems import SolverError
from optimizer.domain.tables import Floats
from optimizer.solving.solvers.exact import LARGE, proven, whole
from optimizer.solving.solvers.highs import duals_of, run_highs
from optimizer.solving.solvers.status import INTEGRAL, Clock, Outcome, Status
from optimizer.solving.solvers.table import SOLVERS

MANY = 10**5
"""Members past which a solver's tolerance, times them, may be a whole one."""


def solve(problem: pulp.LpProblem, solver: str, clock: Clock) -> Outcome:
    """Solve the linear relaxation; where its answer is whole it is the optimum; only otherwise the
    integer program, gap zero.

    Raises SolverError where the solver is unknown, absent or fails.
    """
    if solver not in SOLVERS:
        raise SolverError(f'There is no solver "{solver}". Use {" or ".join(SOLVERS)}.')
    if not problem.numConstraints():
        # Costs of a program without rows are never negative, so every variable is best at its lower
        # bound; solvers call it empty.
        for variable in problem.variables():
            variable.varValue = variable.lowBound
        return Outcome(Status.OPTIMAL, round(pulp.value(problem.objective) or 0))
    relaxation = relaxed(problem, solver, clock)
    if relaxation.status is not Status.OPTIMAL:
        # A relaxation that stopped early is no plan, whatever its values.
        return relaxation if relaxation.status is Status.INFEASIBLE else Outcome(Status.UNKNOWN)
    if all(abs(v.varValue - round(v.varValue)) <= INTEGRAL for v in problem.variables()):
        return _certified(problem, relaxation, clock)
    answer = SOLVERS[solver].run(problem, True, clock)
    bounds = [bound for bound in (relaxation.bound, answer.bound) if bound is not None]
    answer = Outcome(answer.status, max(bounds))
    if answer.status in (Status.OPTIMAL, Status.FEASIBLE):
        _kept_exactly(problem, solver, clock)
    return _certified(problem, answer, clock) if answer.status is Status.OPTIMAL else answer


def _certified(problem: pulp.LpProblem, answer: Outcome, clock: Clock) -> Outcome:
    """The outcome with a bound in whole numbers, where floats are too coarse for one."""
    if answer.bound is None or abs(answer.bound) < LARGE:
        return answer
    program = whole(problem)
    if program is None:
        return answer
    best, values = program.value(), [v.varValue for v in program.variables]

    def relax() -> tuple[Outcome, Floats]:
        outcome = run_highs(problem, integer=False, clock=clock)
        known = outcome.status is Status.OPTIMAL
        return outcome, duals_of(problem) if known else np.zeros(len(program.least))

    try:
        bound = proven(program, relax, best, clock)
    except SolverError:
        bound = None
    finally:
        for variable, value in zip(program.variables, values, strict=True):
            variable.varValue = value
    return answer if bound is None else Outcome(answer.status, max(bound, answer.bound))


def _kept_exactly(problem: pulp.LpProblem, solver: str, clock: Clock) -> None:
    """A whole answer that keeps every row once rounded: a solver takes 0.9999999 for 1, which times
    millions of members is one too few. What is decided by yes or no is held, the rest found
    anew."""
    if max((abs(w) for row in problem.constraints() for w in row.values()), default=0) < MANY:
        return
    program = whole(problem)
    if program is None or program.holds():
        return
    bounds = [(v.lowBound, v.upBound) for v in program.variables]
    values = [v.varValue for v in program.variables]
    for variable in program.variables:
        if variable.upBound == 1:
            decided = round(variable.varValue or 0)
            variable.bounds(decided, decided)
    outcome = SOLVERS[solver].run(problem, True, clock)
    if outcome.status not in (Status.OPTIMAL, Status.FEASIBLE):
        for variable, value in zip(program.variables, values, strict=True):
            variable.varValue = value
    for variable, sides in zip(program.variables, bounds, strict=True):
        variable.bounds(*sides)


def relaxed(problem: pulp.LpProblem, solver: str, clock: Clock) -> Outcome:
    """Solve the linear relaxation alone."""
    return SOLVERS[solver].run(problem, False, clock)
