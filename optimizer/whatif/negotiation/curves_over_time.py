"""What one price is worth where licenses are ordered by date: all of an offer's order dates and
tiers are scaled together, as by a discount on the offer.

As in price_curves.py the cheapest cost is the lower envelope of one line a plan. A pack costs
another whole number of minor units on each date, so a line is straight up to the rounding of one
pack; what stands at the ends of a segment, and at the price where two plans cross, is solved.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from itertools import pairwise

from optimizer.domain.answers import Curve, Segment
from optimizer.domain.options import Options
from optimizer.domain.problems import SolverError
from optimizer.licensing.dated_supply import Order
from optimizer.licensing.payments import EXACT, minor
from optimizer.solving.over_time import DatedMix, cost_in_minor_units, solved_over_time
from optimizer.solving.solvers.status import Clock, Status
from optimizer.solving.timetable import Timetable
from optimizer.whatif.negotiation.price_curves import DISCOUNTS, TIMES

NOT_SOLD = "it can be ordered on no order date"


@dataclass(frozen=True)
class Scaled:
    """An offer's orders at prices of so many steps; today's price is `today` of them. `rest` is
    what families that nothing joins to its own cost, in minor units."""

    timetable: Timetable
    own: tuple[int, ...]
    today: int
    rest: int = 0

    def cost(self, order: int, units: int | Decimal) -> int:
        """What a pack of an order costs, in minor units, rounded once."""
        found, digits = self.timetable.supply.orders[order], self.timetable.tables.settings.digits
        with localcontext(EXACT):
            return minor(
                (replace(p, discounted=p.discounted * units / self.today) for p in found.payments),
                digits,
            )

    def at(self, units: int) -> Timetable:
        """The question at that price."""
        supply = self.timetable.supply
        orders = list(supply.orders)
        for i in self.own:
            orders[i] = replace(orders[i], cost=self.cost(i, units))
        return replace(self.timetable, supply=replace(supply, orders=tuple(orders)))


@dataclass(frozen=True)
class DatedLine:
    """A plan's cost as a line: `fixed` for everything else, in minor units, and so many packs of
    each of the offer's orders."""

    fixed: int
    packs: tuple[int, ...]
    slope: Decimal

    @classmethod
    def of(cls, scaled: Scaled, mix: DatedMix, units: int) -> "DatedLine":
        """The line of a plan that was found at a price."""
        total = scaled.rest + cost_in_minor_units(scaled.at(units), mix.packs, mix.cal_mode)
        packs = tuple(mix.packs[i] for i in scaled.own)
        spent = sum(n * scaled.cost(i, units) for i, n in zip(scaled.own, packs, strict=True) if n)
        slope = Decimal(0)
        for i, n in zip(scaled.own, packs, strict=True):
            for payment in scaled.timetable.supply.orders[i].payments:
                slope += n * payment.discounted
        return cls(total - spent, packs, slope)

    def at(self, scaled: Scaled, units: int | Decimal) -> int:
        """The plan's cost at a price."""
        return self.fixed + sum(
            n * scaled.cost(i, units) for i, n in zip(scaled.own, self.packs, strict=True) if n
        )


def curve_over_time(
    found: Timetable, offer: int, options: Options, mix: DatedMix | None = None, rest: int = 0
) -> Curve | str:
    """The cost curve of one offer's price, or why there is none; `mix` is the cheapest plan of
    today where it is known, `rest` what costs so much beside it, in minor units, at any price. The
    time limit counts for each price.

    Raises SolverError where a price is not solved to proven optimality.
    """
    own = tuple(i for i, order in enumerate(found.supply.orders) if order.offer == offer)
    if not own:
        return NOT_SOLD
    tables = found.tables
    tier = _tier([found.supply.orders[i] for i in own], own, mix)
    price = tables.offers[offer].tiers[tier][1]
    if not price:
        return "its price is 0"
    step = Decimal(1).scaleb(
        -max(tables.settings.digits, -int(price.normalize().as_tuple().exponent))
    )
    scaled = Scaled(found, own, int(price / step), rest)

    def solve(units: int) -> DatedLine:
        answer = solved_over_time(
            scaled.at(units), options, Clock(options.time_limit), latest=False
        )
        if answer.mix is None or answer.status is not Status.OPTIMAL:
            raise SolverError("A price was not solved to proven optimality in the time given.")
        return DatedLine.of(scaled, answer.mix, units)

    here = DatedLine.of(scaled, mix, scaled.today) if mix is not None else solve(scaled.today)
    ranges = envelope(scaled, solve, here, scaled.today * TIMES)
    return _curve(scaled, offer, tier, ranges, here, step=step)


def _tier(orders: list[Order], own: tuple[int, ...], mix: DatedMix | None) -> int:
    """The tier at which most is ordered, the first one where nothing is."""
    units: dict[int, int] = {}
    for order, i in zip(orders, own, strict=True):
        units[order.tier] = units.get(order.tier, 0) + (mix.packs[i] if mix is not None else 0)
    return max(sorted(units), key=lambda tier: (units[tier], -tier))


def envelope(
    scaled: Scaled, solve: Callable[[int], DatedLine], here: DatedLine, most: int
) -> list[tuple[int, int, DatedLine]]:
    """The cheapest plan for every price from 0 to `most` steps: ranges, both ends included."""
    found = {0: solve(0), scaled.today: here, most: solve(most)}
    open_ = list(pairwise(sorted(found)))
    while open_:
        left, right = open_.pop()
        a, b = found[left], found[right]
        if right - left <= 1 or a.packs == b.packs or a.slope <= b.slope:
            continue
        if a.at(scaled, right) == b.at(scaled, right) or a.at(scaled, left) == b.at(scaled, left):
            continue
        middle = crossing(scaled, a, b, left, right)
        points = [point for point in (middle - 1, middle) if left < point < right]
        ends = (left, *points, right)
        for point in points:
            best = min(a.at(scaled, point), b.at(scaled, point))
            if point not in found:
                found[point] = solve(point)
            if found[point].at(scaled, point) < best:
                open_ += [pair for pair in pairwise(ends) if point in pair and pair not in open_]
    return _ranges(scaled, set(found.values()), most)


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
    here = next(i for i, (start, end, _) in enumerate(ranges) if start <= today <= end)
    ends = {today, *(start for start, *_ in ranges), *(end for _, end, _ in ranges)}
    stays = [units for units in ends if mine.at(scaled, units) == cheapest(units)]
    bought = sum(mine.packs) * found.pack
    more = [s for s in segments[:here] if s.quantity > bought]
    none = next((s.low for s in segments if s.quantity == 0), None)
    now = cheapest(today)
    return Curve(
        offer=found.name
        if len(found.tiers) == 1
        else f"{found.name} (from {found.tiers[tier][0]})",
        license=tables.licenses[found.license].name,
        price=today * step,
        per=found.per,
        pack=found.pack,
        segments=tuple(segments),
        today=here,
        stays_from=min(stays) * step,
        stays_to=max(stays) * step,
        break_even=more[-1].high if more else None,
        walk_away=none,
        discounts=tuple((off, money(now - cheapest(today * (1 - off)))) for off in DISCOUNTS),
        cost_today=money(now),
        factor=Decimal(0),
        by_date=True,
    )
