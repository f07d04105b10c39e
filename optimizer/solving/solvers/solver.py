"""Solvers: how they are called, what their statuses mean, and the guards around their quirks."""

from collections.abc import Callable
from typing import Any

import highspy
import pulp

from optimizer.domain.problems import SolverError
from optimizer.solving.solvers.cbc import run_cbc
from optimizer.solving.solvers.highs import quiet_stdout, run_highs
from optimizer.solving.solvers.status import INTEGRAL, Clock, Outcome, Status

SOLVERS = ("highs", "cbc")


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
        return relaxation
    whole = _run(solver)(problem, True, clock)
    bounds = [bound for bound in (relaxation.bound, whole.bound) if bound is not None]
    return Outcome(whole.status, max(bounds))


def relaxed(problem: pulp.LpProblem, solver: str, clock: Clock) -> Outcome:
    """Solve the linear relaxation alone."""
    return _run(solver)(problem, False, clock)


def _run(solver: str) -> Callable[[pulp.LpProblem, bool, Clock], Outcome]:
    return run_highs if solver == "highs" else run_cbc


def version(solver: str) -> str:
    """The solver and its version, for the result's About sheet."""
    if solver == "cbc":
        return f"CBC bundled with PuLP {pulp.__version__}"
    with quiet_stdout():
        highs: Any = highspy.Highs
        return f"HiGHS {highs().version()} through PuLP {pulp.__version__}"
