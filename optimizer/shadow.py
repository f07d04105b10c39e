"""Shadow prices: what couples only through counts - stock, packs, minimums, tiers - decided by minimum cuts all the same.

Let V(n) be what the plainly bought licenses of a cheapest cover cost that uses at most n[k] of each counted license k. At
prices q >= 0 a minimum cut costs c(q) <= plain + q . n for every cover within n, so V(n) >= c(q) - q . n: each cut is a line
below V (Geoffrion 1972). A program of the supply alone, each of its rules and whole numbers in place, bounds the cost from
below with these lines (Benders 1962); the prices at which V is tight where that program ends up come from the plans met so far,
and give the next line. Where none is missing, only the cover is relaxed.

From the bound to a plan: a plan costs the flow at q plus what its cut arcs have left, so within a `gap` of the bound at q no arc
with more than that left is cut. What such arcs join is one decision, and few are open: a program of them and of the supply
is exact for every plan within the gap. Where its answer lies within the gap nothing outside is cheaper; else the gap grows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil

import numpy as np
import pulp

from optimizer.case import Case
from optimizer.network import Cut, Flow, Network, plain_prices
from optimizer.solver import Clock, Outcome, Status, relaxed, solve
from optimizer.statement import Program, Statement, Terms, number
from optimizer.tables import NONE, Ints

SCALES = (840, 420, 60, 12, 6, 2, 1)
"""Parts of a minor unit that prices are counted in, as fine as the network's numbers allow."""

MOST_QUOTES = 200
"""Minimum cuts after which the bound is taken as it is."""

NEAR = 0.01
"""Minor units by which a bound must rise to be worth another cut; no proof rests on it."""

Beside = Callable[[Statement], None]
Pose = Callable[[Beside], Program]
"""States the program of the needs that no cut decides, with what else draws on the supply."""


@dataclass(frozen=True)
class Decided:
    """What came of it: the cut, the program with the supply's answer in its variables, and a lower bound of both in minor units.

    `quotes` and `groups` tell how many cuts it took and how many decisions they left open. There is no cut where the status
    says that there is no plan, or none in time.
    """

    status: Status
    cut: Cut | None = None
    program: Program | None = None
    bound: int = 0
    quotes: int = 0
    groups: int = 0


def decide(case: Case, pose: Pose, solver: str, clock: Clock) -> Decided | None:
    """The cheapest plan of a case whose needs are all laminar, or the best one in time; None where its numbers do not fit."""
    search = _Search(case, pose, solver, clock)
    first = search.quote(search.first_prices())
    if first is None:
        return None
    if not first.flow.possible:
        return Decided(Status.INFEASIBLE)
    bound, quote = search.settle()
    if quote is None:
        return Decided(bound.status)
    best: tuple[int, Program, Ints] | None = None
    gap, proven = -1, bound.money
    while True:
        group = quote.groups(gap)
        outcome, program, level = search.open(group, bound.money)
        if outcome.status in (Status.OPTIMAL, Status.FEASIBLE) and (best is None or _paid(program) < best[0]):
            best = _paid(program), program, level
        outside = search.bound([other for other in search.quotes if other is not quote] + [quote.raised(gap)]).money
        inside = outside if outcome.bound is None else _money(outcome, program)
        proven = max(proven, min(inside, outside))
        whole = gap >= search.everything
        if (best and best[0] <= proven) or whole or outcome.status in (Status.FEASIBLE, Status.UNKNOWN):
            break
        over = min(best[0] - proven, search.everything) if best else search.everything
        gap = 0 if gap < 0 else min(max(4 * gap, over // 256, 1), search.everything)
    if best is None:
        return Decided(Status.INFEASIBLE if outcome.status is Status.INFEASIBLE else Status.UNKNOWN)
    cost, program, level = best
    status = Status.OPTIMAL if cost <= proven else Status.FEASIBLE
    cut = search.network.cut(search.network.least(level), 0)
    return Decided(status, cut, program, min(cost, proven), len(search.quotes), int(group.max()) - 1)


@dataclass(frozen=True)
class _Quote:
    """A minimum cut at some prices. `prices` (of counted licenses) and `cost` are in 1/`scale` minor units.

    Its plan uses `used` of each license and pays `plain` minor units for those bought plainly.
    """

    scale: int
    prices: tuple[int, ...]
    cost: int
    flow: Flow
    used: Ints
    plain: int

    def raised(self, gap: int) -> "_Quote":
        """What holds of plans that cost more than `gap` minor units above the cut at its prices."""
        return replace(self, cost=self.cost + max(gap, 0) * self.scale)

    def worth(self, drawn: Sequence[int]) -> float:
        """What V is at least where the cover may draw so many units of each counted license, in minor units."""
        return (self.cost - sum(q * n for q, n in zip(self.prices, drawn, strict=True))) / self.scale

    def groups(self, gap: int) -> Ints:
        """Groups of nodes on one side in every plan within `gap` minor units of the quote; below 0 in its own plan."""
        if gap < 0:
            return np.where(self.flow.reached, 0, 1)
        return self.flow.groups(gap * self.scale // self.flow.unit)


@dataclass(frozen=True)
class _Bound:
    """The least cost that some quotes leave possible, `money`, where the cover may draw `drawn` units and pays `plain` more."""

    status: Status
    money: int = 0
    drawn: tuple[int, ...] = ()
    plain: int = 0


class _Search:
    """The quotes so far of a case; `pose` states what shares the supply with it.

    `counted` are the licenses that are not bought plainly, `most` is how many of each license could be used; what is bought
    plainly costs whole multiples of `unit` (0: nothing is).
    """

    def __init__(self, case: Case, pose: Pose, solver: str, clock: Clock) -> None:
        self.case, self.pose, self.solver, self.clock = case, pose, solver, clock
        self.network = Network(case)
        self.most, self.plain = self.network.most, plain_prices(case)
        plainly = np.array([case.supply.plain(k) is not None for k in range(len(self.most))], bool)
        self.counted = np.flatnonzero((self.most > 0) & ~plainly).tolist()
        self.unit = int(np.gcd.reduce(self.plain[(self.most > 0) & plainly]))
        self.quotes: list[_Quote] = []

    @property
    def everything(self) -> int:
        """More than any two plans of the case differ by, in minor units."""
        dearest = np.array([self.plain[k] or self.ceiling(k) for k in range(len(self.most))])
        return int(dearest @ self.most) + 1

    def first_prices(self) -> list[float]:
        """What a unit of each counted license costs where it is cheapest."""
        lines = self.case.supply.lines_of
        return [float(self.case.supply.unit_cost(lines[k][0])) if k in lines else self.ceiling(k) for k in self.counted]

    def ceiling(self, license: int) -> int:
        """No unit is worth more than where any number can be bought; without such an offer, more than any costs is tried."""
        supply = self.case.supply
        lines = supply.lines_of.get(license, [])
        if any(supply.most_packs(line) is None for line in lines):
            return max(ceil(supply.unit_cost(line)) for line in lines)
        return 4 * max((ceil(supply.unit_cost(line)) for line in range(len(supply.lines))), default=1)

    def quote(self, prices: Sequence[float]) -> _Quote | None:
        """A new minimum cut at about these prices of counted licenses; None where it is known, or its numbers do not fit."""
        for scale in SCALES:
            vector = self.plain * scale
            vector[self.counted] = [round(price * scale) for price in prices]
            rounded = tuple(vector[self.counted].tolist())
            if any((scale, rounded) == (quote.scale, quote.prices) for quote in self.quotes):
                return None
            most = min((int(vector @ quote.used) for quote in self.quotes), default=None)
            flow = self.network.flow(vector, most)
            if flow is not None:
                used = self.network.used(flow.level)
                self.quotes.append(_Quote(scale, rounded, flow.cost, flow, used, int(self.plain @ used)))
                return self.quotes[-1]
        return None

    def settle(self) -> tuple[_Bound, _Quote | None]:
        """The bound with no quote missing, and the quote that is tight where it ends up (None: there is no bound)."""
        bound = self.bound(self.quotes)
        while bound.status is Status.OPTIMAL and len(self.quotes) < MOST_QUOTES:
            prices, value = self.prices_at(bound.drawn)
            quote = self.quote(prices) if value > bound.plain + NEAR else None
            if quote is None:
                break
            if quote.worth(bound.drawn) > bound.plain + NEAR:
                bound = self.bound(self.quotes)
        if bound.status is not Status.OPTIMAL:
            return bound, None
        return bound, max(self.quotes, key=lambda quote: quote.worth(bound.drawn))

    def bound(self, quotes: Sequence[_Quote]) -> _Bound:
        """The least cost that the quotes leave possible."""
        drawn: list[pulp.LpVariable] = []
        plain: list[pulp.LpVariable] = []

        def beside(statement: Statement) -> None:
            for k in self.counted:
                drawn.append(statement.variable(f"Q_k{k}", int(self.most[k])))
                statement.use(k, drawn[-1], 1)
            if self.unit:
                plain.append(statement.variable("Q", None))
                statement.cost.append((plain[0], self.unit))
            for i, quote in enumerate(quotes):
                terms: Terms = [*zip(drawn, quote.prices, strict=True), *((paid, quote.scale * self.unit) for paid in plain)]
                statement.row(f"quote_{i}", terms, pulp.LpConstraintGE, quote.cost)

        program = self.pose(beside)
        outcome = solve(program.problem, self.solver, self.clock)
        if outcome.status is not Status.OPTIMAL:
            return _Bound(outcome.status)
        return _Bound(outcome.status, _money(outcome, program), tuple(map(number, drawn)), sum(map(number, plain)) * self.unit)

    def prices_at(self, drawn: Sequence[int]) -> tuple[list[float], float]:
        """The prices at which the plans met so far leave V highest for so many units drawn, and how high, in minor units."""
        problem = pulp.LpProblem("prices", pulp.LpMinimize)
        value = problem.add_variable("value", 0, None)
        prices = [problem.add_variable(f"q_k{k}", 0, self.ceiling(k)) for k in self.counted]
        for i, quote in enumerate(self.quotes):
            over = quote.used[self.counted] - np.array(drawn)
            terms = [(value, 1), *zip(prices, (-over).tolist(), strict=True)]
            problem.addConstraint(
                pulp.LpConstraint(pulp.LpAffineExpression(terms), pulp.LpConstraintLE, f"plan_{i}", quote.plain)
            )
        problem.setObjective(pulp.LpAffineExpression([(value, -1)]))
        if relaxed(problem, self.solver, self.clock).status is not Status.OPTIMAL:
            return [], 0
        return [price.varValue or 0.0 for price in prices], value.varValue

    def open(self, group: Ints, bound: int) -> tuple[Outcome, Program, Ints]:
        """The cheapest plan that keeps each group on one side, as levels where there is one.

        A group is one decision where it decides classes as a whole. One that consists of opened sets of a class is a number
        of its members.
        """
        network = self.network
        single = np.zeros(int(group.max()) + 1, bool)
        single[group[network.whole]] = True
        most = np.ones(len(single), np.int64)
        most[group] = np.where(single[group], 1, network.size)
        sides: list[pulp.LpVariable] = []

        def beside(statement: Statement) -> None:
            always = statement.variable("G_always")
            always.bounds(1, 1)
            sides.extend([always, always])
            sides.extend(statement.variable(f"G_{g}", n) for g, n in enumerate(most.tolist()[2:], 2))
            for i, (start, end, license, members) in enumerate(network.between(group).tolist()):
                if license == NONE:
                    members = int(max(most[start], most[end]))
                across: Terms = [(sides[start], members if single[start] else 1)]
                across += [(sides[end], -members if single[end] else -1)] if end != 1 else []
                if license == NONE:
                    statement.row(f"G_firm_{i}", across, pulp.LpConstraintLE, 0)
                elif start > 1 and end > 1:
                    cut = statement.variable(f"G_cut_{i}", members)
                    statement.row(f"G_cut_{i}", [*across, (cut, -1)], pulp.LpConstraintLE, 0)
                    statement.use(license, cut, 1)
                else:
                    for variable, units in across:
                        statement.use(license, variable, int(units))

        program = self.pose(beside)
        objective, least = program.problem.objective, -(-(bound - program.fixed) // program.unit)
        program.problem.addConstraint(pulp.LpConstraint(objective.copy(), pulp.LpConstraintGE, "bound", least))
        outcome = solve(program.problem, self.solver, self.clock)
        value = np.array([1, 0, *map(number, sides[2:])], np.int64)
        return outcome, program, value[group] * np.where(single[group], network.size, 1)


def _money(outcome: Outcome, program: Program) -> int:
    """A program's bound in minor units."""
    return (outcome.bound or 0) * program.unit + program.fixed


def _paid(program: Program) -> int:
    """What a program's answer costs in minor units."""
    return program.fixed + program.unit * sum(int(cost) * number(made) for made, cost in program.problem.objective.items())
