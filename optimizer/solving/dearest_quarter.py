"""What ordering by date could save at most, where everything is ordered at once: any plan over time
must cover the dearest quarter, with units that cost at least what their cheapest order date
asks."""

from dataclasses import replace
from decimal import Decimal

import numpy as np

from optimizer.domain.options import Options
from optimizer.domain.problems import SolverError
from optimizer.domain.tables import Offer, Orders, Tables
from optimizer.licensing.dated_supply import DatedSupply, Order
from optimizer.solving.over_time import solved_over_time
from optimizer.solving.solvers.status import Clock, Status
from optimizer.solving.timetable import Timetable, timetable_of

QUARTERS, LARGE = 12, 20_000
"""How many quarters are asked at most, the fullest first; of a workbook with so many merged needs a
quarter only the fullest one."""


def dearest_quarter(tables: Tables, options: Options, clock: Clock) -> Decimal | None:
    """The most that a quarter alone costs, or its own lower bound; None where none is known."""
    settings = replace(tables.settings, orders=Orders.QUARTERLY)
    offers = tuple(_on_the_grid(offer) for offer in tables.offers)
    whole = timetable_of(replace(tables, settings=settings, offers=offers, timeline=()))
    sizes = np.array([len(case.classes.user) for case in whole.instances], np.int64)
    people = [int(case.tables.users.count[case.needs.users].sum()) for case in whole.instances]
    fullest = np.lexsort((-sizes, -np.array(people)))
    found: list[int] = []
    for t in fullest[: 1 if sizes.max() > LARGE else QUARTERS].tolist():
        try:
            answer = solved_over_time(_alone(whole, t), options, clock)
        except SolverError:
            continue
        if answer.status in (Status.OPTIMAL, Status.FEASIBLE):
            found.append(answer.bound)
    return Decimal(max(found)).scaleb(-settings.digits) if found else None


def _on_the_grid(offer: Offer) -> Offer:
    """The offer, its term taken for no fewer whole quarters than it has."""
    return offer if offer.term is None else replace(offer, term=-(-max(offer.term, 1) // 3) * 3)


def _alone(whole: Timetable, period: int) -> Timetable:
    """One quarter's question: all units owned then, and each offer at its cheapest that serves it,
    whatever its minimum or tier."""
    supply = whole.supply
    cheapest: dict[int, Order] = {}
    for order in (order for order in supply.orders if order.serves(period)):
        known = cheapest.get(order.offer)
        if known is None or order.cost < known.cost:
            cheapest[order.offer] = order
    orders = []
    for order in cheapest.values():
        limits = [] if (most := whole.tables.offers[order.offer].maximum) is None else [most]
        if order.lots:
            limits.append(sum(supply.lots[lot].quantity for lot in order.lots))
        orders.append(
            replace(
                order,
                tier=0,
                day=supply.periods[period].first,
                period=0,
                begins=1,
                first=0,
                stop=1,
                least=0,
                most=min(limits, default=None),
                lots=(),
            )
        )
    alone = DatedSupply(
        periods=(supply.periods[period],),
        licenses=supply.licenses,
        twin=supply.twin,
        orders=tuple(orders),
        lots=tuple(replace(lot, serves=(lot.serves[period],)) for lot in supply.lots),
        fixed=(),
    )
    return replace(
        whole,
        supply=alone,
        instances=(whole.instances[period],),
        rows=(whole.rows[period],),
        tables=replace(whole.tables, offers=tuple(map(_plain, whole.tables.offers))),
    )


def _plain(offer: Offer) -> Offer:
    """The offer without tiers and minimum."""
    return replace(offer, tiers=offer.tiers[:1], minimum=0)
