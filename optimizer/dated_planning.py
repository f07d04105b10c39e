"""The road of a plan over time: a question a period, one supply, orders by date, money, audit."""

from dataclasses import replace
from decimal import Decimal

from optimizer.audit import audit
from optimizer.domain.options import Options
from optimizer.domain.plan import Plan
from optimizer.domain.planned import Planned
from optimizer.domain.problems import Findings, InfeasibleError, Message, SolverError, fold
from optimizer.domain.tables import Tables
from optimizer.explaining.advice import advise_after
from optimizer.explaining.first_notes import needs_with_notes
from optimizer.explaining.move_notes import note_moves_over_time, note_moves_unknown
from optimizer.explaining.no_plan import NOT_IN_TIME
from optimizer.explaining.no_plan_over_time import lacking_over_time, unmeetable_over_time
from optimizer.explaining.plan_over_time import plan_over_time
from optimizer.solving.comparisons_over_time import (
    KEPT,
    baselines_over_time,
    least_over_time,
)
from optimizer.solving.moves_over_time import with_fewest_moves
from optimizer.solving.over_time import DatedAnswer, conflict_over_time, solved_over_time
from optimizer.solving.renewed_as_it_is import habit_over_time
from optimizer.solving.solvers.status import Clock, Status, awaiting_interruption
from optimizer.solving.solvers.table import version
from optimizer.solving.timetable import Timetable, timetable_of

SHORT_PERIOD = Message(
    "short-period",
    "a quarter from {first} on has {days} days; a license may be reassigned after 90.",
    "See that nobody hands a license on before that.",
)


def timetable(tables: Tables, findings: Findings) -> Timetable:
    """The periods' questions, with the notes on what is left out. Raises InfeasibleError, naming
    the cells, where a need of some period has no way at all."""
    needs_with_notes(tables, findings)
    found = timetable_of(tables)
    for period in found.periods:
        days = (period.last - period.first).days + 1
        if days < 90:
            place = tables.place("Settings", "Value", 0)
            findings.warn(place, SHORT_PERIOD, first=period.first, days=days)
            break
    lost = unmeetable_over_time(found)
    if lost:
        raise InfeasibleError(fold(lost), fold(findings.warnings), findings.reading)
    return found


def planned_over_time(
    tables: Tables, findings: Findings, options: Options, clock: Clock
) -> tuple[Timetable, DatedAnswer, Plan]:
    """The cheapest compliant plan without what it is compared with, not audited yet."""
    options.progress.needs()
    found = timetable(tables, findings)
    options.progress.solving(sum(len(case.classes.user) for case in found.instances))
    answer = solved_over_time(found, options, clock, check=True)
    if answer.status is Status.INFEASIBLE:
        missing = conflict_over_time(found, options, clock)
        raise InfeasibleError(
            fold(lacking_over_time(found, missing)), fold(findings.warnings), findings.reading
        )
    if answer.mix is None:
        raise SolverError(NOT_IN_TIME)
    mix, proven = with_fewest_moves(found, answer.mix, options, clock)
    note_moves_over_time(tables, mix.moves, findings)
    if not proven:
        note_moves_unknown(findings)
    plan = plan_over_time(found, mix, answer.bound, answer.rents)
    return found, replace(answer, mix=mix), replace(plan, moves_proven=proven)


def optimize_over_time(tables: Tables, findings: Findings, options: Options) -> Plan:
    """The cheapest compliant plan over time, audited. Raises as `planning.optimize` does."""
    clock = Clock(options.time_limit)
    with awaiting_interruption(), clock.part(1 - KEPT) as its:
        found, answer, plan = planned_over_time(tables, findings, options, its)
    options.progress.comparing()
    comparisons, unfinished = baselines_over_time(found, options, clock)
    rules = []
    if answer.status is Status.OPTIMAL:
        rules = habit_over_time(found, options, clock)
    advise_after(Planned(tables, plan), findings)
    options.progress.auditing()
    audit.require(tables, plan)
    time = plan.over_time
    assert time is not None
    facts = {
        "Periods": f"{len(found.periods):,}",
        "Needs": f"{sum(len(case.needs) for case in found.instances):,}",
        "Needs after merging what is alike": (
            f"{sum(len(case.classes.user) for case in found.instances):,}"
        ),
        "Decided by": answer.road,
        "Solver": version(options.solver),
        "Proven without rounding": _checked(answer, plan),
    }
    return replace(
        plan,
        all_users=comparisons.get("user"),
        all_devices=comparisons.get("device"),
        unfinished=unfinished,
        rules=tuple(rules),
        over_time=replace(
            time, all_now=comparisons.get("now"), now_at_least=comparisons.get("now_at_least")
        ),
        warnings=fold(findings.warnings),
        facts=facts,
    )


def _checked(answer: DatedAnswer, plan: Plan) -> str:
    """How much of the lower bound rests on no float."""
    if answer.checked >= answer.bound:
        return "all of it"
    least = Decimal(max(answer.checked, 0)).scaleb(-plan.digits)
    return (
        f"that no plan costs less than {least:,}; that none costs less than {plan.lower_bound:,} "
        "rests on the solver, which calculates with rounded numbers"
    )


def cheapest_over_time(tables: Tables, options: Options) -> Decimal | None:
    """What the cheapest compliant plan of some tables costs, proven; None where there is none, or
    none is proven in time."""
    try:
        found = timetable(tables, Findings())
    except InfeasibleError:
        return None
    return least_over_time(found, options, Clock(options.time_limit))[1]
