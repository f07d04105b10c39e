"""What the cheapest plan over time costs, and what it is compared with: users or devices wherever
one can, and everything ordered on As of."""

from dataclasses import replace
from decimal import Decimal

from optimizer.domain.options import Options
from optimizer.domain.problems import SolverError
from optimizer.solving.over_time import cost_in_minor_units, solved_over_time
from optimizer.solving.solvers.status import Clock, Status
from optimizer.solving.timetable import Timetable


def least_over_time(
    timetable: Timetable,
    options: Options,
    clock: Clock,
    barred: frozenset[int] = frozenset(),
) -> tuple[Status, Decimal | None]:
    """What the cheapest plan costs, proven."""
    try:
        answer = solved_over_time(timetable, options, clock, barred, latest=False, proof=True)
    except SolverError:
        return Status.UNKNOWN, None
    if answer.mix is None or answer.status is not Status.OPTIMAL:
        return answer.status, None
    cost = cost_in_minor_units(timetable, answer.mix.packs, answer.mix.cal_mode)
    return answer.status, Decimal(cost).scaleb(-timetable.tables.settings.digits)


KEPT = 0.15
"""Of a time limit, what the plan leaves for what it is compared with."""


def baselines_over_time(
    timetable: Timetable, options: Options, clock: Clock
) -> tuple[dict[str, Decimal], frozenset[str]]:
    """Cost with user (device) licenses wherever one can cover a need, and with everything ordered
    on As of ("now", or "now_at_least" where that is not proven); those not finished in time. Each
    has an equal share of what is left of it."""
    costs: dict[str, Decimal] = {}
    unfinished = set()
    work = options.tuning.extra_work
    for kind, share in (("user", 1 / 3), ("device", 1 / 2)):
        asked = one_sided(timetable, users=kind == "user")
        with clock.part(share) as its:
            status, cost = least_over_time(asked, options, its.at_least(0, work))
        if cost is not None:
            costs[kind] = cost
        elif status is not Status.INFEASIBLE:
            unfinished.add(kind)
    status, cost = all_now(timetable, options, clock.at_least(0, work))
    if cost is not None:
        costs["now" if status is Status.OPTIMAL else "now_at_least"] = cost
    if status not in (Status.OPTIMAL, Status.INFEASIBLE):
        unfinished.add("now")
    return costs, frozenset(unfinished)


def all_now(timetable: Timetable, options: Options, clock: Clock) -> tuple[Status, Decimal | None]:
    """What the cheapest plan costs of which everything is ordered on As of; where that is not
    proven, what any such plan costs at least."""
    start = timetable.tables.settings.as_of
    later = frozenset(i for i, order in enumerate(timetable.supply.orders) if order.day > start)
    try:
        answer = solved_over_time(timetable, options, clock, later, latest=False)
    except SolverError:
        return Status.UNKNOWN, None
    if answer.mix is None:
        return answer.status, None
    cost = answer.bound
    if answer.status is Status.OPTIMAL:
        cost = cost_in_minor_units(timetable, answer.mix.packs, answer.mix.cal_mode)
    return answer.status, Decimal(cost).scaleb(-timetable.tables.settings.digits)


def one_sided(timetable: Timetable, *, users: bool) -> Timetable:
    """The same question where licenses of the other side count only for what this one cannot
    cover."""
    here, other = ("by_user", "by_device") if users else ("by_device", "by_user")
    cases = []
    for case in timetable.instances:
        ways, classes = case.ways, case.classes
        fewer_ways = getattr(ways, other) & ~getattr(ways, here)
        fewer = getattr(classes, other) & ~getattr(classes, here)
        cases.append(
            replace(
                case,
                ways=replace(ways, **{other: fewer_ways}),
                classes=replace(classes, **{other: fewer}),
            )
        )
    return replace(timetable, instances=tuple(cases))
