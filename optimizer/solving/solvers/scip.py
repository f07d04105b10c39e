"""SCIP through pyscipopt, the extra `scip`: it proves some programs that HiGHS does not, of many
groups with packs and tiers; on most others HiGHS is faster.

Only whole numbers are its matter: relaxations are HiGHS's, which leaves duals.
"""

from typing import Any

import pulp

from optimizer.domain.problems import SolverError
from optimizer.solving.solvers.status import INTERRUPTION, Clock, Outcome, Status, whole_bound

TIER = "W_"
"""How the names of 0/1 variables begin that say at which tier an offer is bought. They are branched
on before all others: no cut brings the price of a tier into the relaxation, and with the tiers
known the rest is proven by few branches."""

FEASIBILITY = 1e-7
"""How far a row may be missed; what comes of it is rounded, then audited."""


def version() -> str:
    """The version of SCIP, as the result's About sheet has it."""
    scip = _library()
    return f"SCIP {scip.Model().version()} through pyscipopt"


def run_scip(problem: pulp.LpProblem, clock: Clock) -> Outcome:
    """Solve the integer program with SCIP. A look at the program is a node of its search.

    Raises SolverError where the extra is not installed, or SCIP fails.
    """
    scip = _library()
    entries = sum(len(row) for row in problem.constraints())
    looks = clock.looks(entries)
    if looks is not None and looks < 1:
        return Outcome(Status.UNKNOWN)
    model = scip.Model()
    model.hideOutput()
    model.setParams(
        {
            "misc/catchctrlc": False,
            "numerics/feastol": FEASIBILITY,
            "limits/gap": 0.0,
            "limits/absgap": 0.0,
        }
    )
    if clock.left is not None:
        model.setParam("limits/time", clock.left)
    if looks is not None:
        model.setParam("limits/nodes", looks)
    variables = problem.variables()
    made = _stated(scip, model, problem, variables)
    for variable, own in zip(variables, made, strict=True):
        if variable.name.startswith(TIER):
            model.chgVarBranchPriority(own, 1)
    _stop_when_asked(scip, model)
    try:
        model.optimize()
    except Exception as error:
        raise SolverError(f"SCIP failed ({error}). Try --solver highs.") from error
    clock.spend(max(1, int(model.getNNodes())), entries)
    status = model.getStatus()
    if status in {"infeasible", "inforunbd"}:
        return Outcome(Status.INFEASIBLE)
    bound = model.getDualbound()
    bounded = whole_bound(bound) if abs(bound) < model.infinity() else None
    if not model.getNSols():
        return Outcome(Status.UNKNOWN, bounded)
    best = model.getBestSol()
    for variable, own in zip(variables, made, strict=True):
        variable.varValue = float(model.getSolVal(best, own))
    return Outcome(Status.OPTIMAL if status == "optimal" else Status.FEASIBLE, bounded)


def _stated(
    scip: Any, model: Any, problem: pulp.LpProblem, variables: list[pulp.LpVariable]
) -> list[Any]:
    """SCIP's variables, in the program's order, with its rows stated."""
    kinds = {pulp.LpInteger: "I", pulp.LpContinuous: "C"}
    made, of = [], {}
    for i, v in enumerate(variables):
        cost = problem.objective.get(v, 0.0)
        of[v.name] = model.addVar(f"x{i}", kinds[v.cat], v.lowBound, v.upBound, cost)
        made.append(of[v.name])
    for row in problem.constraints():
        terms = scip.quicksum(weight * of[v.name] for v, weight in row.items())
        least, most = row.getLb(), row.getUb()
        if least is not None and most is not None:
            model.addCons(terms == least)
        elif least is not None:
            model.addCons(terms >= least)
        else:
            model.addCons(terms <= most)
    return made


def _stop_when_asked(scip: Any, model: Any) -> None:
    """Ctrl-C ends the proof, not the run."""
    if not INTERRUPTION.awaited:
        return

    class Watch(scip.Eventhdlr):  # type: ignore[misc]
        """Called after each node."""

        def eventinit(self) -> None:
            self.model.catchEvent(scip.SCIP_EVENTTYPE.NODESOLVED, self)

        def eventexit(self) -> None:
            self.model.dropEvent(scip.SCIP_EVENTTYPE.NODESOLVED, self)

        def eventexec(self, event: Any) -> None:  # noqa: ARG002 - SCIP's own call
            if INTERRUPTION.asked:
                self.model.interruptSolve()

    model.includeEventhdlr(Watch(), "watch", "whether the proof is to end")


def require() -> None:
    """Raises SolverError where the extra is not installed."""
    _library()


def _library() -> Any:
    try:
        import pyscipopt
    except ImportError as error:
        raise SolverError(
            "SCIP is not installed. Install it with: pip install cal-optimizer[scip], or use "
            "--solver highs."
        ) from error
    return pyscipopt
