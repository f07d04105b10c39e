"""Whether to wait or to buy now: what it would cost to order an offer on As of or never, and what
it is worth at all."""

from decimal import Decimal

from optimizer.domain.answers import Waiting, Worth
from optimizer.domain.options import Options
from optimizer.domain.plan import Plan
from optimizer.domain.problems import SolverError
from optimizer.solving.comparisons_over_time import least_over_time
from optimizer.solving.solvers.status import Clock, Status
from optimizer.solving.timetable import Timetable


def waiting(
    found: Timetable, plan: Plan, offer: int, options: Options, rest: Decimal = Decimal(0)
) -> tuple[Worth, Waiting | None]:
    """What an offer is worth, and what waiting with it is where the plan does; `rest` is what the
    plan costs beside the question. The time limit counts for each.

    Raises SolverError where one is not found in time.
    """
    tables, start = found.tables, found.tables.settings.as_of
    own = [i for i, order in enumerate(found.supply.orders) if order.offer == offer]
    later = [i for i in own if found.supply.orders[i].day > start]
    name, license = tables.offers[offer].name, tables.licenses[tables.offers[offer].license].name
    placed = {p.from_date for p in plan.purchases if p.offer == name}
    waits = any(day > start for day in placed)
    without = _least(found, name, own, options, rest) if placed else plan.cost
    worth = Worth(name, license, without, None if without is None else without - plan.cost)
    if not waits:
        return worth, None
    now = _least(found, name, later, options, rest)
    return worth, Waiting(name, license, now, None if now is None else now - plan.cost)


def _least(
    found: Timetable, name: str, barred: list[int], options: Options, rest: Decimal
) -> Decimal | None:
    """What the plan costs without some orders; None where there is none."""
    status, cost = least_over_time(found, options, Clock(options.time_limit), frozenset(barred))
    if status not in (Status.OPTIMAL, Status.INFEASIBLE):
        raise SolverError(
            f'What "{name}" is worth was not found in the time given. Allow more with --time-limit.'
        )
    return None if cost is None else cost + rest
