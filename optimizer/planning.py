"""The road from tables to an audited plan: needs, ways, classes, program, mix, money, audit."""

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from optimizer.audit import audit
from optimizer.domain.options import Options
from optimizer.domain.plan import Plan
from optimizer.domain.planned import Planned
from optimizer.domain.problems import Findings, InfeasibleError, SolverError, fold
from optimizer.domain.tables import Orders, Tables
from optimizer.explaining.advice import advise_after
from optimizer.explaining.dates_ignored import note_dates_ignored, who_is_dated
from optimizer.explaining.first_notes import needs_with_notes
from optimizer.explaining.mixed_hosts import note_mixed_hosts
from optimizer.explaining.move_notes import note_moves_unknown
from optimizer.explaining.narrowed_notes import note_wider_rows
from optimizer.explaining.no_plan import NOT_IN_TIME, reasons
from optimizer.explaining.plan_of import plan_of
from optimizer.licensing.assurance import with_lapsed_twins
from optimizer.licensing.eligibility import Eligibility, eligibility_of
from optimizer.licensing.needs import Needs
from optimizer.licensing.supply import Supply, supply_of
from optimizer.solving.classes import classes_of
from optimizer.solving.comparisons import SHARE, baselines, least, note_connectors
from optimizer.solving.in_order import in_order
from optimizer.solving.infeasibility import Cause, conflict, unmeetable
from optimizer.solving.instance import Instance
from optimizer.solving.limits import past_limits
from optimizer.solving.simple_rules import simple_rules
from optimizer.solving.solve import Answer, solved
from optimizer.solving.solvers.status import Clock, Status, awaiting_interruption
from optimizer.solving.solvers.table import version


@dataclass(frozen=True)
class Prepared:
    """Everything that is known before the first solve; `tables` list lapsed twins of licenses past
    their own (licensing/assurance.py)."""

    tables: Tables
    needs: Needs
    ways: Eligibility
    supply: Supply


def prepare(tables: Tables, findings: Findings) -> Prepared:
    """Needs and the ways to meet them. Raises InfeasibleError, naming the cells, where some need
    has no way at all."""
    needs = needs_with_notes(tables, findings)
    tables = with_lapsed_twins(tables, needs)
    supply = supply_of(tables, needs.users, needs.devices)
    ways = eligibility_of(tables, needs, supply)
    lost: list[Cause] = [*past_limits(tables, needs), *unmeetable(tables, needs, ways)]
    if lost:
        raise InfeasibleError(
            fold(reasons(tables, lost)), fold(findings.warnings), findings.reading
        )
    return Prepared(tables, needs, ways, supply)


def look_into(tables: Tables, findings: Findings) -> None:
    """What can be told before a plan is sought: notes, and a need that nothing can meet. Raises
    InfeasibleError for one; where licenses are ordered by date, for one of some period."""
    if tables.settings.orders is Orders.ONCE:
        prepare(tables, findings)
    else:
        from optimizer.dated_planning import timetable

        timetable(tables, findings)


def optimize(tables: Tables, findings: Findings, options: Options | None = None) -> Plan:
    """The cheapest compliant plan, audited.

    Raises InfeasibleError where none exists, SolverError where none is found in time, PlanError
    where the audit fails.
    """
    options = options or Options()
    if tables.settings.orders is not Orders.ONCE:
        from optimizer.dated_planning import optimize_over_time

        return optimize_over_time(tables, findings, options)
    clock = Clock(options.time_limit)
    with awaiting_interruption():
        prepared, case, answer, plan = planned(tables, findings, options, clock)
    if not answer.settled:
        note_moves_unknown(findings)
    options.progress.comparing()
    comparisons, unfinished = baselines(case, options, clock)
    advise_after(Planned(tables, plan), findings)
    note_connectors(case, answer, options, clock, findings)
    note_mixed_hosts(case, plan.mix, findings)
    aside = partial(_aside, options=options, clock=clock)
    note_wider_rows(tables, prepared.needs.accesses, plan.cost, aside, findings)
    assert answer.mix is not None
    proven = answer.status is Status.OPTIMAL
    rules = simple_rules(case, answer.mix, options, clock) if proven else []
    who = who_is_dated(tables)
    if who:
        from optimizer.solving.dearest_quarter import dearest_quarter

        bounded = clock.at_least(SHARE, options.tuning.extra_work)
        dearest = dearest_quarter(tables, options, bounded)
        note_dates_ignored(tables, who, plan.cost, dearest, findings)
    if tables.settings.simplify_within is not None:
        from optimizer.simplified_planning import simplified

        plan = simplified(case, plan, options, clock, findings)
    options.progress.auditing()
    audit.require(tables, plan)
    facts = {
        "Needs": f"{len(prepared.needs):,}",
        "Needs after merging what is alike": f"{len(case.classes.user):,}",
        "Decided by": answer.road,
        "Solver": version(options.solver),
    }
    return replace(
        plan,
        moves_proven=answer.settled,
        all_users=comparisons.get("user"),
        all_devices=comparisons.get("device"),
        unfinished=unfinished,
        rules=tuple(rules),
        warnings=fold(findings.warnings),
        facts=facts,
    )


def planned(
    tables: Tables, findings: Findings, options: Options, clock: Clock
) -> tuple[Prepared, Instance, "Answer", Plan]:
    """The cheapest compliant plan without what it is compared with, not audited yet. Raises as
    `optimize` does."""
    options.progress.needs()
    prepared = prepare(tables, findings)
    options.progress.merging()
    case = instance_of(prepared)
    options.progress.solving(len(case.classes.user))
    answer = solved(case, options, clock, moves=True)
    if answer.status is Status.INFEASIBLE:
        causes = conflict(case, options.solver, clock)
        raise InfeasibleError(
            fold(reasons(case.tables, causes)), fold(findings.warnings), findings.reading
        )
    if answer.mix is None:
        raise SolverError(NOT_IN_TIME)
    answer = replace(answer, mix=in_order(tables, answer.mix))
    assert answer.mix is not None
    plan = plan_of(case, answer.mix, answer.bound)
    return prepared, case, answer, plan


def plan_alone(tables: Tables, options: Options) -> Plan:
    """The cheapest compliant plan without what it is compared with, audited; it has the time limit
    for itself. Raises as `optimize` does."""
    clock = Clock(options.time_limit)
    if tables.settings.orders is Orders.ONCE:
        plan = planned(tables, Findings(), options, clock)[-1]
    else:
        from optimizer.dated_planning import planned_over_time

        plan = planned_over_time(tables, Findings(), options, clock)[-1]
    audit.require(tables, plan)
    return plan


def _aside(tables: Tables, options: Options, clock: Clock) -> Decimal | None:
    """What the cheapest plan of other tables costs, as a question beside the plan."""
    return cheapest(tables, options, clock.at_least(0, options.tuning.extra_work))


def cheapest(tables: Tables, options: Options, clock: Clock | None = None) -> Decimal | None:
    """What the cheapest compliant plan of some tables costs, proven; None where there is none, or
    none is proven in time."""
    if tables.settings.orders is not Orders.ONCE:
        from optimizer.dated_planning import cheapest_over_time

        return cheapest_over_time(tables, options)
    try:
        prepared = prepare(tables, Findings())
        case = instance_of(prepared)
    except InfeasibleError:
        return None
    return least(case, options, clock or Clock(options.time_limit))[1]


def instance_of(prepared: Prepared) -> Instance:
    """The question that the needs pose, with what is alike merged."""
    tables, needs, ways, supply = prepared.tables, prepared.needs, prepared.ways, prepared.supply
    return Instance(
        tables,
        needs,
        ways,
        classes_of(tables.users, tables.devices, needs, ways, supply.seats),
        supply,
    )
