"""What the rights that end within the horizon are worth renewing, as a whole, where licenses are
ordered by date."""

from dataclasses import replace
from decimal import Decimal
from functools import partial

from optimizer.domain.answers import Renewal
from optimizer.domain.options import Options
from optimizer.domain.plan import Plan
from optimizer.solving.comparisons_over_time import least_over_time
from optimizer.solving.program.renewing_over_time import most_renewed_over_time
from optimizer.solving.renewed_as_it_is import everything_over_time, renewable_lots
from optimizer.solving.solvers.status import Clock
from optimizer.solving.timetable import Timetable
from optimizer.whatif.negotiation.renewal import in_full_or_most


def renewal_over_time(found: Timetable, plan: Plan, options: Options) -> Renewal | None:
    """None where no rights end that could be renewed. Nothing renewed: no order uses them up.
    Everything: each is renewed once as the same license, on some order date or at its end."""
    supply, ending = found.supply, renewable_lots(found)
    if not ending:
        return None
    units = sum(supply.lots[o].quantity for o in ending)
    renewed, most = in_full_or_most(
        partial(everything_over_time, found, ending, options),
        partial(most_renewed_over_time, found, ending),
        options,
    )
    return Renewal(units, _nothing(found, ending, options), renewed, plan.cost, most)


def _nothing(found: Timetable, ending: set[int], options: Options) -> Decimal | None:
    orders, barred = list(found.supply.orders), set()
    for i, order in enumerate(orders):
        left = tuple(o for o in order.lots if o not in ending)
        if order.lots and not left:
            barred.add(i)
        orders[i] = replace(order, lots=left) if left else order
    kept = replace(found, supply=replace(found.supply, orders=tuple(orders)))
    return least_over_time(kept, options, Clock(options.time_limit), frozenset(barred))[1]
