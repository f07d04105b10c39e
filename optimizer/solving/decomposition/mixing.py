"""Plans made of the covers found so far: mixed, or one a piece, within the supply
(docs/model-dates.md, T3).

DEFINITIONS
    t, b, j       period; a piece of its network; the j-th cover found of the piece
    L[b,j]        share of the piece's needs that its j-th cover meets: 0 to 1
    always[t][b]  a cover of b of licenses that are sold without a limit, where that will do
    offered       for each period and piece the covers that it may take
    known         the best plan so far: levels of each period, and its cost in minor units

A mix is of few pieces' covers: about one for each row of the supply takes several. So a plan is
found soon where the others keep the one that they have, and those take one of theirs or `always`.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pulp

from optimizer.domain.tables import Floats, Ints
from optimizer.solving.decomposition.added_up import Sums, added_up
from optimizer.solving.network.covers import Covers
from optimizer.solving.program.builder import Terms, add_row
from optimizer.solving.program.supply_over_time import (
    DatedProgram,
    Draw,
    available,
    rents_of,
    state_supply,
    supply,
)
from optimizer.solving.solvers.solver import relaxed, solve
from optimizer.solving.solvers.status import Clock, Outcome, Status
from optimizer.solving.timetable import Timetable

MIXING, ROUNDING = 5_000_000, 2_000_000
"""A solver's work (entries of a program times looks at it) for the plan of whole covers, and for
one of the covers that a mix is of, or the orders of one plan."""

NONE_OF = 1e-6
"""A share of a cover that counts as none of it."""

FIRM = 0.1
"""The share of its price that a unit which is sold pays beside its rent, where covers are added
up."""

LATE = 0.8
"""Of a time limit, the share after which nothing new is begun."""

DEAR = 64
"""How many times the dearest unit that is sold a unit that is not costs, in the first plan."""

Shares = list[list[dict[int, pulp.LpVariable]]]
"""For each period and piece the variable L of each cover."""

Columns = list[list[dict[int, Ints]]]
"""For each period and piece the units of each license, (license,), of its covers by number."""


class Mixing:
    """The covers of each period, and the best plan so far of them."""

    def __init__(
        self, timetable: Timetable, covers: Sequence[Covers], solver: str, barred: frozenset[int]
    ) -> None:
        self.timetable, self.covers, self.solver, self.barred = timetable, covers, solver, barred
        self.dear = 4 * max((order.cost for order in timetable.supply.orders), default=1) + 1
        self.known: tuple[list[Ints], int] | None = None
        self.always: list[list[int]] = []

    def begin(self) -> None:
        """A plan before any search: of what is sold without a limit."""
        levels, rents = list[Ints](), self.sold()
        for t, cover in enumerate(self.covers):
            found = cover.flow(rents[:, t])
            if found is None:
                return
            levels.append(found[0].level)
            cover.add(levels[-1])
        self.always = [
            cover.numbers(level) for cover, level in zip(self.covers, levels, strict=True)
        ]
        self.keep(levels)

    def sold(self) -> Floats:
        """Rents, (license, period) in minor units, at which covers take what is sold without a
        limit: its least price, shared out over the periods that an order serves."""
        supply, tables = self.timetable.supply, self.timetable.tables
        found = np.full((len(supply.licenses), len(self.covers)), np.inf)
        for i, order in supply.numbered_orders():
            limited = tables.offers[order.offer].maximum is not None or order.lots
            if i not in self.barred and not limited:
                price = order.cost / order.pack / max(order.stop - order.first, 1) + 1
                served = found[order.license, order.first : order.stop]
                np.minimum(served, price, out=served)
        dearest = found[np.isfinite(found)].max(initial=1.0)
        return np.where(np.isfinite(found), found, DEAR * dearest)

    def keep(self, levels: Sequence[Ints]) -> None:
        """A plan, where there are orders for it and no known one is as cheap."""
        held = [
            dict(enumerate(cover.network.used(level).tolist()))
            for cover, level in zip(self.covers, levels, strict=True)
        ]
        made = state_supply(self.timetable, held, [{} for _ in held], self.barred)
        outcome = solve(made.problem, self.solver, Clock(work=ROUNDING))
        if outcome.status in (Status.OPTIMAL, Status.FEASIBLE):
            self._better(levels, made)

    def _better(self, levels: Sequence[Ints], made: DatedProgram) -> None:
        cost = round(pulp.value(made.problem.objective) or 0)
        if self.known is None or cost < self.known[1]:
            self.known = list(levels), cost

    def mixed(self, clock: Clock) -> tuple[Outcome, DatedProgram, Shares]:
        """The cheapest mix of the covers; what lacks of the supply is dear."""
        made, shares = self._stated(pulp.LpContinuous, self._columns())
        return relaxed(made.problem, self.solver, clock), made, shares

    def round_off(self, shares: Shares, clock: Clock) -> None:
        """A plan of the covers that a mix is of; a piece that has several may take any of them, or
        what is sold without a limit."""
        if not self.always:
            return
        offered = [
            [
                [_largest(each)]
                if max((v.varValue or 0.0) for v in each.values()) > 1 - NONE_OF
                else sorted({j for j, v in each.items() if (v.varValue or 0) > NONE_OF} | {safe[b]})
                for b, each in enumerate(pieces)
            ]
            for pieces, safe in zip(shares, self.always, strict=True)
        ]
        self.one_a_piece(Clock(clock.left, work=ROUNDING), offered)

    def one_a_piece(
        self, clock: Clock, offered: Sequence[Sequence[Sequence[int]]] | None = None
    ) -> None:
        """The cheapest plan of whole covers, or the best in the time for it."""
        made, shares = self._stated(pulp.LpInteger, self._columns(offered))
        if solve(made.problem, self.solver, clock).status in (Status.OPTIMAL, Status.FEASIBLE):
            levels = [
                cover.level([_largest(each) for each in pieces])
                for cover, pieces in zip(self.covers, shares, strict=True)
            ]
            self._better(levels, made)

    def add_up(self, clock: Clock) -> None:
        """The cheapest plan of sums of covers that are near the cheapest mix."""
        outcome, made, shares = self.mixed(clock)
        if self.known is None or outcome.status is not Status.OPTIMAL:
            return
        rents, sums = rents_of(made, len(self.timetable.supply.licenses), len(self.covers)), []
        prices = self.sold()
        for t, (cover, level) in enumerate(zip(self.covers, self.known[0], strict=True)):
            cover.add(level)
            there = [available(made, self.timetable.supply, k, t) for k in range(len(rents))]
            own, sold = np.array([n for n, _ in there]), np.array([bool(more) for _, more in there])
            # Rents of a mix may be nothing where many do: a share of the price tells sums apart.
            firm = rents[:, t] + FIRM * np.where(sold, prices[:, t], 0)
            mixed = np.array([_mean(*each) for each in zip(cover.used, shares[t], strict=True)])
            numbers = cover.numbers(level)
            if clock.past(LATE):  # what is left stays as it is
                sums.append(Sums(cover.units(level).sum(0)[None], np.array([numbers])))
            else:
                sums.append(added_up(cover, firm, mixed, (own, sold), numbers))
        columns: Columns = [[dict(enumerate(each.units))] for each in sums]
        made, shares = self._stated(pulp.LpInteger, columns)
        if solve(made.problem, self.solver, clock).status in (Status.OPTIMAL, Status.FEASIBLE):
            levels = [
                cover.level(each.chosen[_largest(chosen)].tolist())
                for cover, each, (chosen,) in zip(self.covers, sums, shares, strict=True)
            ]
            self._better(levels, made)

    def _columns(self, offered: Sequence[Sequence[Sequence[int]]] | None = None) -> Columns:
        """Of each period and piece the covers that are offered, or all."""
        return [
            [
                {j: used[j] for j in (range(len(used)) if offered is None else offered[t][b])}
                for b, used in enumerate(cover.used)
            ]
            for t, cover in enumerate(self.covers)
        ]

    def _stated(self, kind: str, columns: Columns) -> tuple[DatedProgram, Shares]:
        made = DatedProgram(pulp.LpProblem("rents", pulp.LpMinimize))
        problem, draws, shares = made.problem, list[Draw](), Shares()
        for t, pieces in enumerate(columns):
            used: dict[int, Terms] = {}
            shares.append([])
            for b, units in enumerate(pieces):
                of = {j: problem.add_variable(f"L_p{t}_b{b}_{j}", 0, 1, kind) for j in units}
                shares[-1].append(of)
                for j, share in of.items():
                    for k in np.flatnonzero(units[j]).tolist():
                        used.setdefault(k, []).append((share, int(units[j][k])))
                one: Terms = [(share, 1) for share in of.values()]
                add_row(problem, f"piece_p{t}_b{b}", one, pulp.LpConstraintEQ, 1)
            draws.append(Draw(used, {}))
        elastic = kind == pulp.LpContinuous
        cost: Terms = list(supply(made, self.timetable, draws, self.barred, elastic=elastic))
        cost += [(lacking, self.dear) for lacking in made.missing.values()]
        problem.setObjective(pulp.LpAffineExpression([(v, c) for v, c in cost if c]))
        return made, shares


def _mean(used: Sequence[Ints], shares: Mapping[int, pulp.LpVariable]) -> Floats:
    """Units of each license, (license,), that a mix has of a piece."""
    return np.asarray(sum(used[j] * (v.varValue or 0.0) for j, v in shares.items()), float)


def _largest(shares: Mapping[int, pulp.LpVariable]) -> int:
    """The cover of the largest share, the first of those that are equal."""
    return max(shares, key=lambda j: (shares[j].varValue or 0.0, -j))
