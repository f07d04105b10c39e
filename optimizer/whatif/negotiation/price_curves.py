"""What one price is worth: the cheapest cost as a function of it, exactly, by Eisner and Severance
(1976; model 9.1).

DEFINITIONS
    x            what a pack of the offer costs over the horizon, whole minor units
    price        of the offer: a number of `step`s, from 0 to TIMES today's; x = cost(price)
    plan's line  fixed + packs x, minor units: `packs` of the offer, `fixed` for all else
    envelope     the cheapest cost at x, the least of all plans' lines, minor units
    ranges       (low, high, line): the line is the envelope on low <= x <= high

A plan's cost is linear in one price, so the cheapest cost is the lower envelope of one line a plan:
concave and piecewise linear, for integer programs too. Solve at both ends of the range, intersect
the two plans' lines, solve there, and so on. Costs are whole minor units, and so is what a pack
costs over the horizon; the envelope is found at every whole number.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from optimizer.domain.answers import Curve, Segment
from optimizer.domain.options import Options
from optimizer.domain.problems import SolverError
from optimizer.domain.tables import Offer
from optimizer.licensing.payments import Payment, minor, payments
from optimizer.solving.cost import cost_of
from optimizer.solving.instance import Instance
from optimizer.solving.repriced import repriced
from optimizer.solving.solve import Answer, solved
from optimizer.solving.solvers.status import Clock, Status

TIMES = 3
"""Prices are looked at from 0 to so many times today's."""


DISCOUNTS = (Decimal("0.01"), Decimal("0.05"), Decimal("0.1"), Decimal("0.2"))


@dataclass(frozen=True)
class PlanLine:
    """A plan's cost as a line: `fixed` for everything else, and `packs` times what a pack costs, in
    minor units."""

    fixed: int
    packs: int

    def at(self, cost: int) -> int:
        """The plan's cost where a pack costs that much."""
        return self.fixed + self.packs * cost


def envelope(
    solve: Callable[[int], PlanLine],
    low: int,
    high: int,
    known: Mapping[int, PlanLine] | None = None,
) -> list[tuple[int, int, PlanLine]]:
    """The cheapest plan for every whole cost from `low` to `high`: ranges (both ends included) in
    order, a line each.

    `solve` gives a cheapest plan at one cost; `known` are such plans already. Two solves a
    breakpoint, about.
    """
    found = {end: solve(end) for end in {low, high}} | {
        cost: line for cost, line in (known or {}).items() if low < cost < high
    }
    open_ = list(pairwise(sorted(found)))
    while open_:
        left, right = open_.pop()
        a, b = found[left], found[right]
        # Either line at the other end proves the whole range: the envelope is concave and lies
        # below every line.
        if right - left <= 1 or a.at(right) == b.at(right) or a.at(left) == b.at(left):
            continue
        # Packs fall as the price rises, so the lines cross between the ends; at a whole number, one
        # point proves both sides.
        middle, rest = divmod(b.fixed - a.fixed, a.packs - b.packs)
        points = (middle, middle + 1) if rest else (middle,)
        ends = (left, *points, right)
        for point in points:
            best = min(a.at(point), b.at(point))
            if point not in found:
                found[point] = solve(point)
            if found[point].at(point) < best:
                open_ += [pair for pair in pairwise(ends) if point in pair and pair not in open_]
    return _ranges(set(found.values()), low, high)


def _ranges(lines: set[PlanLine], low: int, high: int) -> list[tuple[int, int, PlanLine]]:
    """The lower envelope of lines at whole numbers; where two are equal the one with fewer packs
    holds from there on."""
    order = sorted(lines, key=lambda line: (-line.packs, line.fixed))
    ranges: list[tuple[int, int, PlanLine]] = []
    start = low
    current = min(order, key=lambda line: (line.at(low), line.packs))
    while True:
        # The first point at which a line with fewer packs is as cheap: ceil of the crossing.
        nexts = [
            (-((current.fixed - o.fixed) // (current.packs - o.packs)), o.packs, o)
            for o in order
            if o.packs < current.packs
        ]
        ahead = [(point, packs, line) for point, packs, line in nexts if start < point <= high]
        if not ahead:
            ranges.append((start, high, current))
            return ranges
        point, _, line = min(ahead, key=lambda each: each[:2])
        ranges.append((start, point - 1, current))
        start, current = point, line


def curve_of(
    case: Instance, answer: Answer, offer: int, options: Options, clock: Clock
) -> Curve | str:
    """The cost curve of one offer's price, or why there is none. Raises SolverError where a solve
    is not proven optimal."""
    tables = case.tables
    lines = [i for i, line in case.supply.numbered_lines() if line.offer == offer]
    if not lines:
        return "nothing to convert"
    assert answer.mix is not None
    packs = answer.mix.packs
    tier = max(lines, key=lambda i: (packs[i], -case.supply.lines[i].tier))
    chosen = case.supply.lines[tier]
    if sum(case.supply.lines[i].tier == chosen.tier for i in lines) > 1:
        return "it starts on several days, each with a price of its own over the horizon"
    found = tables.offers[offer]
    price = found.tiers[chosen.tier][1]
    step = step_of(price, tables.settings.digits)
    if not price:
        return "its price is 0"

    def cost(units: int) -> int:
        """What a pack costs over the horizon at a price of so many steps."""
        day = chosen.payments[0].day
        return minor(
            payments(units * step, found.per, tables.settings, day, found.increase),
            tables.settings.digits,
        )

    stated = repriced(case, tier, options, clock)

    def solve(pack_cost: int) -> PlanLine:
        if stated and pack_cost:  # what costs nothing may be bought for nobody
            cheapest, bought = stated(pack_cost)
            return PlanLine(cheapest - bought * pack_cost, bought)
        supply = list(case.supply.lines)
        supply[tier] = replace(chosen, cost=pack_cost)
        changed = replace(case, supply=replace(case.supply, lines=tuple(supply)))
        other = solved(changed, options, clock)
        if other.mix is None or other.status is not Status.OPTIMAL:
            raise SolverError("A price was not solved to proven optimality in the time given.")
        total = int(cost_of(changed, other.mix).scaleb(tables.settings.digits))
        return PlanLine(total - other.mix.packs[tier] * pack_cost, other.mix.packs[tier])

    today, most = int(price / step), int(price / step) * TIMES
    total = int(cost_of(case, answer.mix).scaleb(tables.settings.digits))
    known = {chosen.cost: PlanLine(total - packs[tier] * chosen.cost, packs[tier])}
    ranges = envelope(solve, cost(0), cost(most), known)
    return _curve(
        case, offer, tier, ranges, cost, step=step, today=today, most=most, bought=packs[tier]
    )


def _curve(
    case: Instance,
    offer: int,
    tier: int,
    ranges: list[tuple[int, int, PlanLine]],
    cost: Callable[[int], int],
    *,
    step: Decimal,
    today: int,
    most: int,
    bought: int,
) -> Curve:
    """Ranges of what a pack costs -> ranges of its price, in steps of the price."""
    digits, line = case.tables.settings.digits, case.supply.lines[tier]
    found = case.tables.offers[offer]

    def money(amount: int) -> Decimal:
        return Decimal(amount).scaleb(-digits)

    def first(pack_cost: int) -> int:
        """The lowest price at which a pack costs at least so much."""
        low, high = 0, most + 1
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if cost(middle) >= pack_cost else (middle + 1, high)
        return low

    segments = []
    for number, (low, _, plan) in enumerate(ranges):
        start = 0 if number == 0 else first(low)
        end = most if number + 1 == len(ranges) else first(ranges[number + 1][0]) - 1
        if start <= end:
            segments.append(
                Segment(
                    low=start * step,
                    high=end * step,
                    quantity=plan.packs * line.pack,
                    packs=plan.packs,
                    rest=money(plan.fixed),
                    cost=money(plan.at(cost(start))),
                    cost_high=money(plan.at(cost(end))),
                )
            )

    def cheapest(price: int) -> int:
        return min(plan.at(cost(price)) for _, _, plan in ranges)

    fixed = cheapest(today) - bought * cost(today)
    mine = PlanLine(fixed, bought)
    ends = [int(end / step) for x in segments for end in (x.low, x.high)]
    stays = [price for price in (*ends, today) if mine.at(cost(price)) == cheapest(price)]

    def paid(price: Decimal) -> tuple[Payment, ...]:
        return payments(
            price, found.per, case.tables.settings, line.payments[0].day, found.increase
        )

    def off(share: Decimal) -> Decimal:
        pack = minor(paid(found.tiers[line.tier][1] * (1 - share)), digits)
        return money(cheapest(today) - min(plan.at(pack) for _, _, plan in ranges))

    return drawn(
        found,
        line.tier,
        case.tables.licenses[line.license].name,
        segments,
        step=step,
        today=today,
        stays=stays,
        bought=bought * line.pack,
        discounts=tuple((share, off(share)) for share in DISCOUNTS),
        cost_today=money(cheapest(today)),
        factor=sum((payment.discounted for payment in paid(Decimal(1))), Decimal(0)),
    )


def step_of(price: Decimal, digits: int) -> Decimal:
    """The steps in which a price is looked at: minor units, or its own last digit if that is
    finer."""
    return Decimal(1).scaleb(-max(digits, -int(price.normalize().as_tuple().exponent)))


def drawn(
    offer: Offer,
    tier: int,
    license: str,
    segments: Sequence[Segment],
    *,
    step: Decimal,
    today: int,
    stays: Sequence[int],
    bought: int,
    discounts: tuple[tuple[Decimal, Decimal], ...],
    cost_today: Decimal,
    factor: Decimal,
    by_date: bool = False,
) -> Curve:
    """The curve of its segments: `today` and `stays` are prices in steps, today's and those at
    which today's plan is a cheapest one; `bought` are the units that it buys."""
    here = next(i for i, s in enumerate(segments) if s.low <= today * step <= s.high)
    more = [s for s in segments[:here] if s.quantity > bought]
    tiers = f" (from {offer.tiers[tier][0]})" if len(offer.tiers) > 1 else ""
    return Curve(
        offer=f"{offer.name}{tiers}",
        license=license,
        price=today * step,
        per=offer.per,
        pack=offer.pack,
        segments=tuple(segments),
        today=here,
        stays_from=min(stays) * step,
        stays_to=max(stays) * step,
        break_even=more[-1].high if more else None,
        walk_away=next((s.low for s in segments if s.quantity == 0), None),
        discounts=discounts,
        cost_today=cost_today,
        factor=factor,
        by_date=by_date,
    )
