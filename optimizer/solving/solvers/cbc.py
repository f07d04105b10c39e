"""CBC, as PuLP bundles it."""

import warnings

import pulp

from optimizer.domain.problems import SolverError
from optimizer.solving.solvers.status import Clock, Outcome, Status, whole_bound


def run_cbc(problem: pulp.LpProblem, integer: bool, clock: Clock) -> Outcome:  # noqa: FBT001 - one of several
    """Solve with the CBC that PuLP bundles; the relaxation where not `integer`. A look at the
    program is a node of its search."""
    entries = sum(len(row) for row in problem.constraints())
    looks = clock.looks(entries) if integer else None
    if looks is not None and looks < 1:
        return Outcome(Status.UNKNOWN)
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # the bundled CBC leaves PuLP in version 4; the pin stays below
        # Preprocessing calls a feasible model infeasible at times (coin-or/pulp 662).
        solver = pulp.PULP_CBC_CMD(
            mip=integer,
            msg=False,
            timeLimit=clock.left,
            gapRel=0.0,
            gapAbs=0.0,
            maxNodes=looks,
            options=["preprocess off"],
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
