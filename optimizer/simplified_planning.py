"""A plan -> a simpler one within the planner's tolerance: the fewest who hold another set than
their department's standard."""

from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal

from optimizer.domain import schema
from optimizer.domain.options import Options
from optimizer.domain.plan import Plan, PlanStatus, Simplified
from optimizer.domain.problems import Findings, Message, Place, SolverError
from optimizer.explaining.plan_of import plan_of
from optimizer.solving.in_order import in_order
from optimizer.solving.instance import Instance
from optimizer.solving.solvers.status import Clock
from optimizer.solving.standards import deviating

NOT_SIMPLIFIED = Message(
    "not-simplified",
    "no simpler plan is looked for, since {reason}.",
    "Clear Simplify within, or see who holds what on Who gets what.",
)

LEAST = 0.5
"""Of a time limit, what a simpler plan has at least, however much of it the plan took."""


def simplified(
    case: Instance,
    plan: Plan,
    options: Options,
    clock: Clock,
    findings: Findings,
) -> Plan:
    """Of all plans within the tolerance the one with the fewest who deviate, then the cheapest; the
    optimum itself where none is found that is simpler. It is looked for with so much solver's work
    (`Tuning.simpler_work`), so that the same workbook gives the same plan."""
    from optimizer.solving.program.simplified import simpler

    tables, digits = case.tables, case.tables.settings.digits
    within = tables.settings.simplify_within or Decimal(0)
    allowed = plan.cost * within if within < 1 else within
    limit = int((plan.cost + allowed).scaleb(digits).to_integral_value(ROUND_FLOOR))
    before, made, found = deviating(tables, plan.mix), plan, None
    try:
        bounded = clock.at_least(LEAST, options.tuning.simpler_work)
        found = simpler(case, plan.mix, limit, options.solver, bounded)
    except SolverError:
        found = None
    if found is None:
        place = Place(schema.BY_NAME["Settings"].order, "Settings")
        reason = "none was found in the solver's work for it"
        findings.warn(place, NOT_SIMPLIFIED, reason=reason)
    elif deviating(tables, found.mix) < before or found.proven:
        made = plan_of(case, in_order(tables, found.mix), 0)
    count = deviating(tables, made.mix)
    proven = plan.status is PlanStatus.OPTIMAL and found is not None and found.proven
    return replace(
        made,
        lower_bound=plan.lower_bound,
        status=PlanStatus.OPTIMAL if proven else PlanStatus.FEASIBLE,
        simplified=Simplified(plan.cost, made.cost, count, before),
    )
