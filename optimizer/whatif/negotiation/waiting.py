"""The negotiator's questions about a plan over time: what an offer is worth, and whether to wait or
to buy now."""

from dataclasses import replace
from typing import TYPE_CHECKING

from optimizer.dated_planning import timetable
from optimizer.domain.answers import NegotiationAnswers, Waiting, Worth
from optimizer.domain.options import Options
from optimizer.domain.plan import Plan
from optimizer.domain.problems import Findings, SolverError
from optimizer.domain.progress import QUIET
from optimizer.domain.tables import Tables
from optimizer.solving.over_time import least_over_time
from optimizer.solving.solvers.status import Clock, Status

if TYPE_CHECKING:
    from decimal import Decimal

NOT_DRAWN = "it may be ordered on several dates, at a price for each"
"""Why an offer has no curve."""


def negotiate_over_time(tables: Tables, plan: Plan, options: Options) -> NegotiationAnswers:
    """What each offer is worth, and what it would cost to order it on As of or never; the time
    limit counts for each question."""
    told, options = options, replace(options, progress=QUIET)
    found = timetable(tables, Findings())
    start = tables.settings.as_of
    worths, waiting = [], []
    for number, offer in enumerate(tables.offers):
        told.progress.question(number + 1, len(tables.offers), "whether to wait or to buy now")
        own = [i for i, order in enumerate(found.supply.orders) if order.offer == number]
        later = [i for i in own if found.supply.orders[i].day > start]
        name = tables.licenses[offer.license].name
        placed = {p.from_date for p in plan.purchases if p.offer == offer.name}
        costs: list[Decimal | None] = []
        for barred, matters in ((own, bool(placed)), (later, any(day > start for day in placed))):
            if not matters:
                costs.append(plan.cost)
                continue
            status, cost = least_over_time(
                found, options, Clock(options.time_limit), frozenset(barred)
            )
            if status not in (Status.OPTIMAL, Status.INFEASIBLE):
                raise SolverError(
                    f'What "{offer.name}" is worth was not found in the time given. Allow more '
                    "with --time-limit."
                )
            costs.append(cost)
        without, now = costs
        worths.append(
            Worth(offer.name, name, without, None if without is None else without - plan.cost)
        )
        if any(day > start for day in placed):
            waiting.append(Waiting(offer.name, name, now, None if now is None else now - plan.cost))
    skipped = tuple((offer.name, NOT_DRAWN) for offer in tables.offers)
    return NegotiationAnswers(
        (), skipped, tuple(worths), None, (), (), (), None, None, tuple(waiting)
    )
