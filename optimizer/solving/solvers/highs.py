"""HiGHS through PuLP."""

import contextlib
import ctypes
import os
import sys
from collections.abc import Iterator
from typing import Any

import highspy
import numpy as np
import pulp

from optimizer.domain.problems import SolverError
from optimizer.domain.tables import Floats
from optimizer.solving.solvers.interruptible import LeftBehindError, Told, run_until_asked
from optimizer.solving.solvers.status import (
    INTERRUPTION,
    STEPS_A_LOOK,
    Clock,
    Outcome,
    Status,
    whole_bound,
)


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
        model.col_upper_ = np.array(
            [highspy.kHighsInf if v.upBound is None else v.upBound for v in variables], np.float64
        )
        if self.mip:
            kinds = {
                pulp.LpInteger: highspy.HighsVarType.kInteger,
                pulp.LpContinuous: highspy.HighsVarType.kContinuous,
            }
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
        model.row_lower_, model.row_upper_ = (
            np.array(lower, np.float64),
            np.array(upper, np.float64),
        )
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.array(starts, np.int32)
        model.a_matrix_.index_ = np.array(indices, np.int32)
        model.a_matrix_.value_ = np.array(values, np.float64)
        lp.solverModel.passModel(model)

    def callSolver(self, lp: Any) -> None:  # noqa: N802 - PuLP's name
        model = lp.solverModel
        run_until_asked(model.run)
        if model.getModelStatus() == highspy.HighsModelStatus.kNotset:
            # Presolve of HiGHS 1.16 gives up on some programs of large sums.
            model.setOptionValue("presolve", "off")
            run_until_asked(model.run)


def duals_of(problem: pulp.LpProblem) -> Floats:
    """The duals of the rows of a solved relaxation, in their order."""
    return np.array(problem.solverModel.getSolution().row_dual, np.float64)


def run_highs(
    problem: pulp.LpProblem,
    integer: bool,  # noqa: FBT001 - one of several
    clock: Clock,
    enough: int | None = None,
    *,
    cheapest: bool = False,
) -> Outcome:
    """Solve with HiGHS; the relaxation where not `integer`.

    Whatever costs no more than `enough` will do (the `cheapest` is asked for), and whatever costs
    more is of no use: then the answer is FEASIBLE, INFEASIBLE, or an optimum that costs more.
    """
    entries = sum(len(row) for row in problem.constraints())
    looks = clock.looks(entries)
    if looks is not None and looks < 1:
        return Outcome(Status.UNKNOWN)
    taken, best = 0, Told()

    def look(kind: Any, _: str, told: Any, answer: Any, __: Any) -> None:
        """Called by the solver at the same points of the same search; in a relaxation at every step
        of the simplex method, which has a limit of its own."""
        nonlocal taken
        if integer:
            best.bound = max(best.bound, told.mip_dual_bound)
            if kind == kinds.kCallbackMipImprovingSolution:
                best.values = np.array(told.mip_solution, np.float64)
                return
        taken += 1
        spent = integer and looks is not None and taken > looks
        answer.user_interrupt = INTERRUPTION.asked or spent

    kinds = highspy.cb.HighsCallbackType
    ends: dict[str, float | bool] = {} if enough is None else {"objective_bound": enough + 0.5}
    if enough is not None and cheapest:
        ends["mip_allow_restart"] = False  # what is mostly refused is refused sooner
    elif enough is not None:
        ends["objective_target"] = enough
    steps = {} if looks is None else {"simplex_iteration_limit": looks * STEPS_A_LOOK}
    solver = _Highs(
        mip=integer,
        callbackTuple=(look, None),
        callbacksToActivate=[kinds.kCallbackMipInterrupt, kinds.kCallbackMipImprovingSolution]
        if integer
        else [kinds.kCallbackSimplexInterrupt]
        if INTERRUPTION.awaited
        else [],
        msg=False,
        threads=1,
        timeLimit=clock.left,
        gapRel=0.0,
        gapAbs=0.0,
        random_seed=0,
        mip_feasibility_tolerance=1e-7,
        **(ends if integer else steps),
    )
    try:
        with quiet_stdout():
            problem.solve(solver)
    except LeftBehindError:
        return _as_told(problem, best)
    model = problem.solverModel
    status, info = model.getModelStatus(), model.getInfo()
    steps_taken = max(1, int(info.simplex_iteration_count) // STEPS_A_LOOK)
    clock.spend(taken if integer else steps_taken, entries)
    found_as = highspy.HighsModelStatus
    if status == found_as.kOptimal:
        bound = (
            info.mip_dual_bound if integer and problem.isMIP() else info.objective_function_value
        )
        return Outcome(Status.OPTIMAL, whole_bound(bound))
    if status == found_as.kObjectiveTarget:
        return Outcome(Status.FEASIBLE)
    if status in (
        found_as.kInfeasible,
        found_as.kUnboundedOrInfeasible,
        found_as.kObjectiveBound,
    ):
        return Outcome(Status.INFEASIBLE)
    if status not in (found_as.kTimeLimit, found_as.kInterrupt, found_as.kIterationLimit):
        raise SolverError(
            f"HiGHS failed ({model.modelStatusToString(status)}). Try --solver cbc, and please "
            "report this."
        )
    if not integer:
        return Outcome(Status.UNKNOWN)
    bounded = whole_bound(info.mip_dual_bound) if np.isfinite(info.mip_dual_bound) else None
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    return Outcome(Status.FEASIBLE if found else Status.UNKNOWN, bounded)


def _as_told(problem: pulp.LpProblem, best: Told) -> Outcome:
    """The outcome of a solve that was left behind, from what it had told."""
    bound = whole_bound(best.bound) if np.isfinite(best.bound) else None
    if best.values is None:
        return Outcome(Status.UNKNOWN, bound)
    for variable in problem.variables():
        variable.varValue = float(best.values[variable.index])
    return Outcome(Status.FEASIBLE, bound)


def _c_library() -> ctypes.CDLL:
    return ctypes.CDLL("ucrtbase" if sys.platform == "win32" else None)


@contextlib.contextmanager
def quiet_stdout() -> Iterator[None]:
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
