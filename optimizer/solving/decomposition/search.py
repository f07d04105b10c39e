"""Shadow prices: what couples only through counts - stock, packs, minimums, tiers - decided by
minimum cuts all the same (model 7.1 to 7.6).

DEFINITIONS
    n[k]      units that a cover may draw of each counted (not plainly bought) license: Q[k]
    q[k]      their prices, (counted,), in whole 1/scale minor units, >= 0
    cut(q)    the value of the minimum cut at q, in 1/scale minor units
    cover(n)  least plain cost of a cover that draws at most n: `plain`, in `unit` minor units
    gap       minor units by which a plan may cost more than its quote's bound
    box       the least and the most packs of some lumpy lines: a branch (model 7.6)

cover(n) >= (cut(q) - q n) / scale: a cut is a line below it (Geoffrion 1972). A program of the
supply and of the needs that no cut decides bounds the cost from below with these lines (Benders
1962); plans met so far give the prices at which cover is tight where it ends up, and so the next
line.

A plan costs the flow at q plus what its cut arcs have left, so within a `gap` no arc with more left
is cut. What such arcs join is one decision, and few are open: a program of them and of the supply
is exact within the gap. Where its answer lies in it, nothing outside is cheaper; else it grows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import heappop, heappush
from math import ceil

import numpy as np
import pulp

from optimizer.domain.options import Options
from optimizer.domain.tables import Ints
from optimizer.licensing.purchase_lines import Line, LineIndex
from optimizer.solving.decomposition.above_prices import Range, layers_of, least_cost
from optimizer.solving.decomposition.bound_by_prices import (
    MOST_QUOTES,
    NEAR,
    SCALES,
    BoundByPrices,
    PricedCut,
    TightCut,
)
from optimizer.solving.decomposition.decided import Decided
from optimizer.solving.decomposition.greedy import at_once
from optimizer.solving.decomposition.open_decisions import OpenDecisions, Pose, paid
from optimizer.solving.instance import Instance
from optimizer.solving.network.minimum_cut import plain_prices
from optimizer.solving.network.network import Network
from optimizer.solving.program.builder import (
    Beside,
    Program,
    ProgramBuilder,
    Terms,
    add_row,
    number,
)
from optimizer.solving.solvers.solver import relaxed, solve
from optimizer.solving.solvers.status import Clock, Status

INFINITE = 2**53
"""More packs than anyone buys."""

AT_ONCE = 2.0
"""Seconds that a plan without open decisions has, however little is left."""

Box = dict[LineIndex, tuple[int, int]]
"""The least and the most packs of some lumpy lines."""


def decide(case: Instance, pose: Pose, options: Options, clock: Clock) -> Decided | None:
    """The cheapest plan of a case whose needs are all laminar, or the best one in time; None where
    its numbers do not fit."""
    search = _Search(case, pose, options, clock)
    first = search.quote(search.first_prices())
    if first is None:
        return None
    boxes: list[tuple[int, int, Box]] = [(0, 0, {})] if first.possible else []
    best: _Best | None = None
    in_time, made = True, 0
    while in_time and boxes and not (best and best.cost <= boxes[0][0]):
        proven, _, box = heappop(boxes)
        bound, tight = search.settle(box)
        proven = max(proven, bound.money)
        if bound.status is Status.INFEASIBLE or (best and proven >= best.cost):
            continue
        parts = search.split(box, bound.packs) if tight else [box]
        if tight is None:
            in_time = False
        elif parts == [box]:
            best, proven, in_time = search.enumerate_gap(box, proven, tight, best)
            parts = [] if in_time else [box]
        for part in parts:
            made += 1
            heappush(boxes, (proven, made, part))
    if best is None and not in_time:
        best = search.at_once(None, 0, {})
    if best is None:
        return Decided(Status.INFEASIBLE if in_time else Status.UNKNOWN)
    proven = min([best.cost, *(max(bound, search.least) for bound, _, _ in boxes)])
    status = Status.OPTIMAL if proven >= best.cost else Status.FEASIBLE
    return Decided(
        status,
        cut=search.network.cut(best.level, 0),
        program=best.program,
        bound=proven,
        cost=best.cost,
        quotes=len(search.quotes),
        groups=best.groups,
    )


@dataclass(frozen=True)
class _Best:
    """The best plan so far: its cost in minor units, its program, its levels, and how many groups
    were open then."""

    cost: int
    program: Program
    level: Ints
    groups: int


class _Search:
    """The quotes so far of a case; `pose` states what shares the supply with it. `most` is how many
    of each license could be used; plain costs are whole multiples of `unit` (0: there are none).
    """

    def __init__(self, case: Instance, pose: Pose, options: Options, clock: Clock) -> None:
        self.case, self.pose, self.clock = case, pose, clock
        self.solver, self.tuning = options.solver, options.tuning
        self.network = Network(case)
        self.most, self.plain = self.network.most, plain_prices(case)
        plainly = np.array([case.supply.plain(k) is not None for k in range(len(self.most))], bool)
        self.counted = np.flatnonzero((self.most > 0) & ~plainly).tolist()
        self.unit = int(np.gcd.reduce(self.plain[(self.most > 0) & plainly]))
        self.lumpy = [
            i
            for i, line in case.supply.numbered_lines()
            if line.license in self.counted and _lumpy(case, line)
        ]
        self.quotes: list[PricedCut] = []
        self.looked, self.least = False, 0  # least: what every plan costs, whatever boxes say

    @property
    def everything(self) -> int:
        """More than any two plans of the case differ by, in minor units."""
        dearest = np.array([self.plain[k] or self.ceiling(k) for k in range(len(self.most))])
        return int(dearest @ self.most) + 1

    def first_prices(self) -> list[float]:
        """What a unit of each counted license costs where it is cheapest."""
        lines = self.case.supply.lines_of
        return [
            float(self.case.supply.unit_cost(lines[k][0])) if k in lines else self.ceiling(k)
            for k in self.counted
        ]

    def ceiling(self, license: int) -> int:
        """No unit is worth more than where any number can be bought; without such an offer, more
        than any costs is tried."""
        supply = self.case.supply
        lines = supply.lines_of.get(license, [])
        if any(supply.most_packs(line) is None for line in lines):
            return max(ceil(supply.unit_cost(line)) for line in lines)
        return 4 * max(
            (ceil(supply.unit_cost(line)) for line, _ in supply.numbered_lines()), default=1
        )

    def quote(self, prices: Sequence[float]) -> PricedCut | None:
        """A new minimum cut at about these prices of counted licenses; None where it is known, or
        its numbers do not fit."""
        for scale in SCALES:
            rounded = tuple(round(price * scale) for price in prices)
            if any((scale, rounded) == (quote.scale, quote.prices) for quote in self.quotes):
                return None
            vector = self.vector(scale, rounded)
            most = min((int(vector @ quote.used) for quote in self.quotes), default=None)
            flow = self.network.flow(vector, most)
            if flow is not None:
                used = self.network.used(flow.level)
                self.quotes.append(
                    PricedCut(
                        scale=scale,
                        prices=rounded,
                        cost=flow.cost,
                        used=used,
                        plain=int(self.plain @ used),
                        possible=flow.possible,
                    )
                )
                return self.quotes[-1]
        return None

    def vector(self, scale: int, prices: Sequence[int]) -> Ints:
        """The prices of all licenses, where these are the counted ones'."""
        result = self.plain * scale
        result[self.counted] = prices
        return result

    def split(self, box: Box, packs: Mapping[LineIndex, int]) -> list[Box]:
        """Boxes that share out a box, the one around these packs first; the box alone where only
        prices are left to decide.

        A line of packs is settled by their number, one with a minimum or tiers by whether anything
        is bought.
        """
        parts: list[Box] = []
        for line in self.lumpy:
            low, high = box.get(line, (0, INFINITE))
            count = packs.get(line, 0)
            if self.case.supply.lines[line].pack > 1:
                here, others = (count, count), [(low, count - 1), (count + 1, high)]
            else:
                here, others = (
                    ((low, 0), [(1, high)]) if count == 0 else ((max(low, 1), high), [(low, 0)])
                )
            parts += [box | {line: (a, b)} for a, b in others if a <= b]
            box = box | {line: here}
        return [box, *parts]

    def settle(self, box: Box) -> tuple[BoundByPrices, TightCut | None]:
        """The bound with no quote missing, and the quote that is tight where it ends up (None:
        there is no bound); without whole numbers first, which is quicker and leads to most."""
        for whole in (False, True):
            bound = self.bound(self.quotes, box, whole=whole)
            while bound.status is Status.OPTIMAL and len(self.quotes) < MOST_QUOTES:
                prices, value = self.prices_at(bound.drawn)
                quote = self.quote(prices) if value > bound.plain + NEAR else None
                if quote is None:
                    break
                if quote.worth(bound.drawn) > bound.plain + NEAR:
                    bound = self.bound(self.quotes, box, whole=whole)
        if bound.status is not Status.OPTIMAL:
            return bound, None
        most = max(quote.worth(bound.drawn) for quote in self.quotes)
        tight = [quote for quote in self.quotes if quote.worth(bound.drawn) >= most - NEAR]
        alone = [self.bound([quote], box).money for quote in tight]
        best = tight[alone.index(max(alone))]  # others may say less elsewhere
        flow = self.network.flow(self.vector(best.scale, best.prices), best.cost)
        return bound, TightCut(best, flow, max(alone)) if flow else None

    def enumerate_gap(
        self, box: Box, proven: int, tight: TightCut, best: _Best | None
    ) -> tuple[_Best | None, int, bool]:
        """The best plan now, what every plan in the box costs at least, and whether that settles
        the box, in time."""
        others = [other for other in self.quotes if other is not tight.quote]
        gap, choices, stepped = -1, tight.choices(-1), False
        while True:
            outside = self.bound([*others, tight.quote.raised(gap)], box)
            if outside.status not in (Status.OPTIMAL, Status.INFEASIBLE):
                return best, proven, False
            least = self.everything if outside.status is Status.INFEASIBLE else outside.money
            most = best.cost - 1 if best else None
            if (
                best and choices.kinds > self.tuning.few_decisions
            ):  # a plan that costs more than what is outside would not settle anything
                most = min(best.cost, least) - 1
            status, found = self.solve_open(choices, box, proven, most)
            best = self.at_once(found or best, proven, box)
            if status in {Status.FEASIBLE, Status.UNKNOWN}:
                return best, proven, False
            proven = max(proven, min(least, best.cost) if best else least)
            if (best and proven >= best.cost) or gap >= self.everything:
                return best, proven, True
            most = best.cost - tight.least if best else self.everything
            gap, choices = tight.wider(gap, most, self.tuning.few_decisions)
            if best and choices.kinds > self.tuning.several_decisions and not stepped:
                best, stepped = self.improved(tight, box, proven, best), True

    def at_once(self, best: _Best | None, proven: int, box: Box) -> _Best | None:
        """A plan no worse, by giving owned units to whom they save most; looked for once."""
        if self.looked or (best and best.cost <= proven):
            return best
        self.looked = True
        prices = self.vector(1, [round(price) for price in self.first_prices()])
        for side in at_once(self.network, prices, self.plain, self.case.supply.stock):
            choices = OpenDecisions(self.network, np.where(side, 0, 1))
            most = best.cost - 1 if best else None
            clock = Clock(None if self.clock.left is None else max(self.clock.left, AT_ONCE))
            _, found = self.solve_open(choices, box, proven, most, clock)
            best = found or best
        if best and not box:
            stock = self.case.supply.stock
            layers = layers_of(self.network, self.plain, self.counted, self.clock)
            self.least = least_cost(layers, stock, best.cost, self.quotes, self.drawn_at)
        return best

    def improved(self, tight: TightCut, box: Box, proven: int, best: _Best) -> _Best:
        """A plan at least as good: all but some decisions close together are kept, again and again
        (Shaw 1998)."""
        random, over = np.random.default_rng(0), best.cost - tight.least
        whole = tight.groups(over)
        failures, count = 0, max(self.tuning.nearby_groups, int(whole.max()) // 32)
        while best.cost > proven and count < int(whole.max()):
            choices = OpenDecisions(
                self.network, self.network.near(whole, best.level, count, random)
            )
            status, found = self.solve_open(choices, box, proven, best.cost - 1)
            if found:
                best, failures = found, 0
                if 2 * (best.cost - tight.least) <= over:
                    over = best.cost - tight.least
                    whole = tight.groups(over)
            elif status is Status.INFEASIBLE:
                failures += 1
            else:
                break
            if failures == self.tuning.tries:
                failures, count = 0, 2 * count
        return best

    def drawn_at(self, quotes: Sequence[PricedCut], units: Range) -> BoundByPrices:
        """The same with so many units drawn of each counted license, at least and at most."""
        return self.bound(quotes, {}, units=units)

    def bound(
        self, quotes: Sequence[PricedCut], box: Box, *, whole: bool = True, units: Range = (0, None)
    ) -> BoundByPrices:
        """The least cost that the quotes leave possible in a box, in whole numbers or not."""
        drawn: list[pulp.LpVariable] = []
        plain: list[pulp.LpVariable] = []

        def beside(statement: ProgramBuilder) -> None:
            for k in self.counted:
                drawn.append(statement.variable(f"Q_k{k}", int(self.most[k])))
                drawn[-1].bounds(units[0], min(units[1] or INFINITE, int(self.most[k])))
                statement.use(k, drawn[-1], 1)
            if self.unit:
                plain.append(statement.variable("plain", None))
                statement.cost.append((plain[0], self.unit))
            for i, quote in enumerate(quotes):
                terms: Terms = [
                    *zip(drawn, quote.prices, strict=True),
                    *((pays, quote.scale * self.unit) for pays in plain),
                ]
                statement.row(f"quote_{i}", terms, pulp.LpConstraintGE, quote.cost)

        program = self.posed(beside, box)
        outcome = (solve if whole else relaxed)(program.problem, self.solver, self.clock)
        if outcome.status is not Status.OPTIMAL:
            return BoundByPrices(outcome.status)
        value = number if whole else _value
        pays = sum(map(value, plain)) * self.unit
        packs = {line: number(program.packs[line]) for line in self.lumpy if line in program.packs}
        money = (outcome.bound or 0) * program.unit + program.fixed
        return BoundByPrices(outcome.status, money, tuple(map(value, drawn)), pays, packs)

    def posed(self, beside: Beside, box: Box) -> Program:
        """The program of a box."""
        program = self.pose(beside)
        for line, (low, high) in box.items():
            if line in program.packs:
                packs = program.packs[line]
                packs.bounds(low, min(max(packs.upBound, low), high))
        return program

    def prices_at(self, drawn: Sequence[float]) -> tuple[list[float], float]:
        """The prices at which the plans met so far leave cover highest for so many units drawn, and
        how high, in minor units."""
        problem = pulp.LpProblem("prices", pulp.LpMinimize)
        value = problem.add_variable("value", 0, None)
        prices = [problem.add_variable(f"q_k{k}", 0, self.ceiling(k)) for k in self.counted]
        for i, quote in enumerate(self.quotes):
            over = quote.used[self.counted] - np.array(drawn)
            terms = [(value, 1), *zip(prices, (-over).tolist(), strict=True)]
            add_row(problem, f"plan_{i}", terms, pulp.LpConstraintLE, quote.plain)
        problem.setObjective(pulp.LpAffineExpression([(value, -1)]))
        if relaxed(problem, self.solver, self.clock).status is not Status.OPTIMAL:
            return [], 0
        return [price.varValue or 0.0 for price in prices], value.varValue

    def solve_open(
        self,
        choices: OpenDecisions,
        box: Box,
        bound: int,
        most: int | None,
        clock: Clock | None = None,
    ) -> tuple[Status, _Best | None]:
        """The cheapest of some plans in a box that costs at most so many minor units, where there
        is one."""
        outcome, program, level = choices.choose(
            partial(self.posed, box=box), bound, most, self.solver, clock or self.clock
        )
        found = outcome.status in (Status.OPTIMAL, Status.FEASIBLE)
        return outcome.status, _Best(paid(program), program, level, choices.open) if found else None


def _lumpy(case: Instance, line: Line) -> bool:
    """Whether a line's price is not simply so much for each license: packs, a minimum, tiers."""
    return line.pack > 1 or line.least > 1 or len(case.tables.offers[line.offer].tiers) > 1


def _value(variable: pulp.LpVariable) -> float:
    return float(variable.varValue or 0)
