"""Solvers: how they are called, what their statuses mean, and the guards around their quirks."""

import contextlib
import ctypes
import os
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from math import ceil
from typing import Any

import highspy
import numpy as np
import pulp

from optimizer.problems import SolverError

SOLVERS = ("highs", "cbc")
INTEGRAL = 1e-6
"""How far from a whole number a solver may leave one; its answers are rounded, then audited."""


class Status(Enum):
    """What a solve has proven."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Outcome:
    """A solve's status and lower bound on the objective (a whole number, since every cost is one; None: no bound).

    Values are left in the program's variables where the status is OPTIMAL or FEASIBLE.
    """

    status: Status
    bound: int | None = None


@dataclass
class Clock:
    """The seconds that are left of a time limit; None is no limit."""

    limit: float | None = None
    start: float = 0.0

    def __post_init__(self) -> None:
        self.start = time.monotonic()

    @property
    def left(self) -> float | None:
        """Seconds left, never below a hundredth."""
        return None if self.limit is None else max(0.01, self.limit - (time.monotonic() - self.start))

    def at_least(self, share: float) -> "Clock":
        """A clock with the seconds left, but no fewer than this share of the limit."""
        return Clock(None if self.left is None or self.limit is None else max(self.left, share * self.limit))


class _Highs(pulp.HiGHS):  # type: ignore[misc]
    """PuLP's HiGHS, handed the whole model at once instead of row by row."""

    def buildSolverModel(self, lp: Any) -> None:  # noqa: N802 - PuLP's name
        variables = lp.variables()
        for index, variable in enumerate(variables):
            variable.index = index
        rows = list(lp.constraints())
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(variables), len(rows)
        model.col_cost_ = np.array([lp.objective.get(v, 0.0) for v in variables], np.float64)
        model.col_lower_ = np.array([v.lowBound for v in variables], np.float64)
        model.col_upper_ = np.array([highspy.kHighsInf if v.upBound is None else v.upBound for v in variables], np.float64)
        if self.mip:
            kinds = {pulp.LpInteger: highspy.HighsVarType.kInteger, pulp.LpContinuous: highspy.HighsVarType.kContinuous}
            model.integrality_ = [kinds[v.cat] for v in variables]
        lower, upper, starts, indices, values = [], [], [0], [], []
        for index, row in enumerate(rows):
            row.index = index
            least, most = row.getLb(), row.getUb()
            lower.append(-highspy.kHighsInf if least is None else least)
            upper.append(highspy.kHighsInf if most is None else most)
            for variable, value in row.items():
                indices.append(variable.index)
                values.append(value)
            starts.append(len(indices))
        model.row_lower_, model.row_upper_ = np.array(lower, np.float64), np.array(upper, np.float64)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.array(starts, np.int32)
        model.a_matrix_.index_ = np.array(indices, np.int32)
        model.a_matrix_.value_ = np.array(values, np.float64)
        lp.solverModel.passModel(model)


def solve(problem: pulp.LpProblem, solver: str, clock: Clock) -> Outcome:
    """Solve the linear relaxation; where its answer is whole it is the optimum; only otherwise the integer program, gap zero.

    Raises SolverError where the solver is unknown, absent or fails.
    """
    if solver not in SOLVERS:
        raise SolverError(f'There is no solver "{solver}". Use {" or ".join(SOLVERS)}.')
    if not problem.numConstraints():
        # Costs of a program without rows are never negative, so every variable is best at its lower bound; solvers call it empty.
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
    return _run_highs if solver == "highs" else _run_cbc


def whole_bound(bound: float) -> int:
    """The least whole number that a float bound proves, its rounding error taken off."""
    return ceil(bound - max(1e-5, 1e-10 * abs(bound)))


def _run_highs(problem: pulp.LpProblem, integer: bool, clock: Clock) -> Outcome:
    solver = _Highs(
        mip=integer,
        msg=False,
        threads=1,
        timeLimit=clock.left,
        gapRel=0.0,
        gapAbs=0.0,
        random_seed=0,
        mip_feasibility_tolerance=1e-7,
    )
    with _quiet_stdout():
        problem.solve(solver)
    model = problem.solverModel
    status, info = model.getModelStatus(), model.getInfo()
    kinds = highspy.HighsModelStatus
    if status == kinds.kOptimal:
        bound = info.mip_dual_bound if integer and problem.isMIP() else info.objective_function_value
        return Outcome(Status.OPTIMAL, whole_bound(bound))
    if status in (kinds.kInfeasible, kinds.kUnboundedOrInfeasible):
        return Outcome(Status.INFEASIBLE)
    if status not in (kinds.kTimeLimit, kinds.kInterrupt):
        raise SolverError(f"HiGHS failed ({model.modelStatusToString(status)}). Try --solver cbc, and please report this.")
    if not integer:
        return Outcome(Status.UNKNOWN)
    bounded = whole_bound(info.mip_dual_bound) if np.isfinite(info.mip_dual_bound) else None
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    return Outcome(Status.FEASIBLE if found else Status.UNKNOWN, bounded)


def _run_cbc(problem: pulp.LpProblem, integer: bool, clock: Clock) -> Outcome:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the bundled CBC leaves PuLP in version 4; the pin stays below
        # Preprocessing calls a feasible model infeasible at times (coin-or/pulp 662).
        solver = pulp.PULP_CBC_CMD(
            mip=integer, msg=False, timeLimit=clock.left, gapRel=0.0, gapAbs=0.0, options=["preprocess off"]
        )
        if not solver.available():
            raise SolverError("The bundled CBC does not run on this machine. Use --solver highs.")
        try:
            problem.solve(solver)
        except pulp.PulpSolverError as error:
            raise SolverError(f"CBC failed: {error}") from error
    if problem.status == pulp.LpStatusInfeasible:
        return Outcome(Status.INFEASIBLE)
    for variable in problem.variables():
        if variable.varValue is None:  # in no row and without a cost: CBC does not mention it
            variable.varValue = variable.lowBound
    value = pulp.value(problem.objective) or 0.0
    if problem.status == pulp.LpStatusOptimal and problem.sol_status == pulp.LpSolutionOptimal:
        return Outcome(Status.OPTIMAL, whole_bound(value))
    if integer and problem.sol_status == pulp.LpSolutionIntegerFeasible:
        return Outcome(Status.FEASIBLE)
    return Outcome(Status.UNKNOWN)


def version(solver: str) -> str:
    """The solver and its version, for the result's About sheet."""
    if solver == "cbc":
        return f"CBC bundled with PuLP {pulp.__version__}"
    with _quiet_stdout():
        highs: Any = highspy.Highs
        return f"HiGHS {highs().version()} through PuLP {pulp.__version__}"


def _c_library() -> ctypes.CDLL:
    return ctypes.CDLL("ucrtbase" if sys.platform == "win32" else None)


@contextlib.contextmanager
def _quiet_stdout() -> Iterator[None]:
    """HiGHS prints on the C library's standard output; whoever reads JSON there must not see it."""
    sys.stdout.flush()
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        _c_library().fflush(None)
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)
