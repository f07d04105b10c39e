"""What one price is worth where licenses are ordered by date: all of an offer's order dates and
tiers are scaled together, as by a discount on the offer.

As in price_curves.py the cheapest cost is the lower envelope of one line a plan. A pack costs
another whole number of minor units on each date, so a line is straight up to the rounding of one
pack; what stands at the ends of a segment, and at the price where two plans cross, is solved.
"""

from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from functools import cached_property

from optimizer.domain.answers import Curve, Segment
from optimizer.licensing.dated_supply import Order
from optimizer.licensing.payments import EXACT, minor
from optimizer.solving.repriced_over_time import Placed, RepricedOverTime, prices_of
from optimizer.solving.timetable import Timetable
from optimizer.whatif.negotiation.price_curves import DISCOUNTS, TIMES, drawn, step_of

NOT_SOLD = "it can be ordered on no order date"


@dataclass(frozen=True)
class Scaled:
    """An offer's orders at prices of so many steps; today's price is `today` of them. `rest` is
    what families that nothing joins to its own cost, in minor units."""

    timetable: Timetable
    own: tuple[int, ...]
    today: int
    rest: int = 0

    @cached_property
    def _known(self) -> dict[tuple[int, int | Decimal], int]:
        return {}

    def cost(self, order: int, units: int | Decimal) -> int:
        """What a pack of an order costs, in minor units, rounded once."""
        known = self._known
        if (order, units) not in known:
            known[order, units] = self._cost(order, units)
        return known[order, units]

    def _cost(self, order: int, units: int | Decimal) -> int:
        found, digits = self.timetable.supply.orders[order], self.timetable.tables.settings.digits
        with localcontext(EXACT):
            return minor(
                (replace(p, discounted=p.discounted * units / self.today) for p in found.payments),
                digits,
            )

    @cached_property
    def todays(self) -> list[int]:
        """What a pack of each order costs today, in minor units."""
        return prices_of(self.timetable)

    def prices(self, units: int) -> list[int]:
        """What a pack of each order costs at that price."""
        found = list(self.todays)
        for i in self.own:
            found[i] = self.cost(i, units)
        return found


@dataclass(frozen=True)
class DatedLine:
    """A plan's cost as a line: `fixed` for everything else, in minor units, and so many packs of
    each of the offer's orders."""

    fixed: int
    packs: tuple[int, ...]
    slope: Decimal

    @classmethod
    def of(cls, scaled: Scaled, plan: Placed) -> "DatedLine":
        """The line of a plan."""
        own = set(scaled.own)
        others = [0 if i in own else price for i, price in enumerate(scaled.todays)]
        packs = tuple(plan.packs[i] for i in scaled.own)
        slope = Decimal(0)
        for i, n in zip(scaled.own, packs, strict=True):
            for payment in scaled.timetable.supply.orders[i].payments:
                slope += n * payment.discounted
        return cls(scaled.rest + plan.cost(others), packs, slope)

    def at(self, scaled: Scaled, units: int | Decimal) -> int:
        """The plan's cost at a price."""
        return self.fixed + sum(
            n * scaled.cost(i, units) for i, n in zip(scaled.own, self.packs, strict=True) if n
        )


def curve_over_time(asked: RepricedOverTime, offer: int, rest: int = 0) -> Curve | str:
    """The cost curve of one offer's price, or why there is none; the first plan that is known is
    that of today. `rest` is what is paid beside the question at any price, in minor units.

    Raises SolverError where a price is not solved to proven optimality.
    """
    found = asked.timetable
    own = tuple(i for i, order in enumerate(found.supply.orders) if order.offer == offer)
    if not own:
        return NOT_SOLD
    if not asked.known:
        asked.cheapest(prices_of(found))
    tables, mine = found.tables, asked.known[0]
    tier = _tier([found.supply.orders[i] for i in own], own, mine)
    price = tables.offers[offer].tiers[tier][1]
    if not price:
        return "its price is 0"
    step = step_of(price, tables.settings.digits)
    scaled = Scaled(found, own, int(price / step), rest)
    ranges = envelope(scaled, asked, scaled.today * TIMES)
    return _curve(scaled, offer, tier, ranges, DatedLine.of(scaled, mine), step=step)


def _tier(orders: list[Order], own: tuple[int, ...], plan: Placed) -> int:
    """The tier at which the plan orders most, the first one where nothing is."""
    units: dict[int, int] = {}
    for order, i in zip(orders, own, strict=True):
        units[order.tier] = units.get(order.tier, 0) + plan.packs[i]
    return max(sorted(units), key=lambda tier: (units[tier], -tier))


def envelope(
    scaled: Scaled, asked: RepricedOverTime, most: int
) -> list[tuple[int, int, DatedLine]]:
    """The cheapest plan for every price from 0 to `most` steps: ranges, both ends included.

    Of the plans known the cheapest is taken for each price; at both ends of its range nothing is
    cheaper, or else what is joins the known ones. Today's is known: it is proven already.
    """
    proven = {scaled.today}
    while True:
        lines = {DatedLine.of(scaled, plan) for plan in asked.known}
        ranges = _ranges(scaled, lines, most)
        ends = {0, most, scaled.today, *(end for start, end, _ in ranges for end in (start, end))}
        left = sorted(ends - proven)
        if not left:
            return ranges
        for point in left:
            best = min(line.at(scaled, point) for line in lines) - scaled.rest
            found = asked.cheaper(scaled.prices(point), best)
            proven.add(point)
            if found is not None:
                break


def crossing(scaled: Scaled, a: DatedLine, b: DatedLine, low: int, high: int) -> int:
    """The first price above `low` at which b, which grows more slowly, costs no more than a."""
    while high - low > 1:
        middle = (low + high) // 2
        if b.at(scaled, middle) <= a.at(scaled, middle):
            high = middle
        else:
            low = middle
    return high


def _ranges(scaled: Scaled, lines: set[DatedLine], most: int) -> list[tuple[int, int, DatedLine]]:
    """The lower envelope; where two lines are equal the one that grows more slowly holds from there
    on."""
    ranges: list[tuple[int, int, DatedLine]] = []
    start, current = 0, min(lines, key=lambda line: (line.at(scaled, 0), line.slope))
    while True:
        nexts = [
            (crossing(scaled, current, line, start, most), line.slope, line.fixed, line)
            for line in lines
            if line.slope < current.slope and line.at(scaled, most) <= current.at(scaled, most)
        ]
        if not nexts:
            return [*ranges, (start, most, current)]
        point, *_, line = min(nexts, key=lambda each: each[:3])
        ranges.append((start, point - 1, current))
        start, current = point, line


def _curve(
    scaled: Scaled,
    offer: int,
    tier: int,
    ranges: list[tuple[int, int, DatedLine]],
    mine: DatedLine,
    *,
    step: Decimal,
) -> Curve:
    """Ranges in steps of the price -> the curve."""
    tables = scaled.timetable.tables
    found, digits = tables.offers[offer], tables.settings.digits

    def money(amount: int) -> Decimal:
        return Decimal(amount).scaleb(-digits)

    segments = [
        Segment(
            low=start * step,
            high=end * step,
            quantity=sum(line.packs) * found.pack,
            packs=sum(line.packs),
            rest=money(line.fixed),
            cost=money(line.at(scaled, start)),
            cost_high=money(line.at(scaled, end)),
        )
        for start, end, line in ranges
    ]

    def cheapest(units: int | Decimal) -> int:
        return min(line.at(scaled, units) for *_, line in ranges)

    today = scaled.today
    ends = {today, *(start for start, *_ in ranges), *(end for _, end, _ in ranges)}
    stays = [units for units in ends if mine.at(scaled, units) == cheapest(units)]
    now = cheapest(today)
    return drawn(
        found,
        tier,
        tables.licenses[found.license].name,
        segments,
        step=step,
        today=today,
        stays=stays,
        bought=sum(mine.packs) * found.pack,
        discounts=tuple((off, money(now - cheapest(today * (1 - off)))) for off in DISCOUNTS),
        cost_today=money(now),
        factor=Decimal(0),
        by_date=True,
    )
