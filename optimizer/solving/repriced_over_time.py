"""One question over time at many prices of its orders: rows stay what they are.

What any plan found so far would cost at other prices is known. So a price is mostly asked whether
anything is cheaper than that, which is soon told.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from optimizer.domain.options import Method, Options
from optimizer.domain.problems import SolverError
from optimizer.solving.decomposition.rents import fits
from optimizer.solving.over_time import MANY, DatedMix, cost_in_minor_units, solved_over_time
from optimizer.solving.program.builder import number
from optimizer.solving.program.over_time import (
    Paid,
    beside_orders,
    price_over_time,
    state_over_time,
)
from optimizer.solving.program.supply_over_time import DatedProgram
from optimizer.solving.solvers.exact import LARGE
from optimizer.solving.solvers.narrowed import cheapest_below
from optimizer.solving.solvers.solver import solve
from optimizer.solving.solvers.status import Clock, Status
from optimizer.solving.timetable import Timetable


@dataclass(frozen=True)
class Placed:
    """A plan as its packs of each order and what it pays beside them, in minor units."""

    packs: tuple[int, ...]
    beside: int

    def cost(self, prices: Sequence[int]) -> int:
        """What it comes to where a pack of each order costs so much, in minor units."""
        return self.beside + sum(n * price for n, price in zip(self.packs, prices, strict=True))


def prices_of(timetable: Timetable) -> list[int]:
    """What a pack of each order costs today, in minor units."""
    return [order.cost for order in timetable.supply.orders]


class RepricedOverTime:
    """A question over time. `known` are plans found at some prices, of which each is one at
    others."""

    def __init__(self, timetable: Timetable, options: Options, mix: DatedMix | None = None) -> None:
        """`mix` is the cheapest plan at today's prices, where it is known."""
        self.timetable, self.options = timetable, options
        self.known: list[Placed] = []
        if mix is not None:
            self.known.append(self._placed(mix))

    def cheapest(self, prices: Sequence[int]) -> Placed:
        """The cheapest plan where a pack of each order costs so much, in minor units.

        Raises SolverError where it is not found, or not proven, in time.
        """
        return self._kept(self._by_rents(prices) if self.program is None else self._solved(prices))

    def _kept(self, found: Placed) -> Placed:
        """Known from now on."""
        if found not in self.known:
            self.known.append(found)
        return found

    def cheaper(self, prices: Sequence[int], than: int) -> Placed | None:
        """The cheapest plan where one costs less than so many minor units, None where none does.
        Raises as `cheapest` does."""
        if self.program is not None and than < LARGE:
            self._price(prices)
            most = (than - 1 - self.program.fixed) // self.program.unit
            clock = Clock(self.options.time_limit)
            status = cheapest_below(self.program.problem, most, self.options.solver, clock)
            if status is Status.INFEASIBLE:
                return None
            if status is Status.OPTIMAL:
                return self._kept(self._told(len(prices)))
        found = self.cheapest(prices)
        return found if found.cost(prices) < than else None

    @cached_property
    def program(self) -> DatedProgram | None:
        """The whole program; None where it is large and rents decide."""
        needs = sum(len(case.classes.user) for case in self.timetable.instances)
        if self.options.method is Method.FASTEST and needs >= MANY and fits(self.timetable):
            return None
        return state_over_time(self.timetable, one_by_one=self.options.method is Method.PROGRAM)

    @cached_property
    def _beside(self) -> Paid:
        """What the program pays beside orders."""
        assert self.program is not None
        return beside_orders(self.program)

    def _price(self, prices: Sequence[int]) -> None:
        assert self.program is not None
        orders = [(v, prices[i]) for i, v in self.program.packs.items()]
        price_over_time(self.program, [*self._beside, *orders])

    def _solved(self, prices: Sequence[int]) -> Placed:
        self._price(prices)
        assert self.program is not None
        outcome = solve(self.program.problem, self.options.solver, Clock(self.options.time_limit))
        if outcome.status is not Status.OPTIMAL:
            raise SolverError("A price was not solved to proven optimality in the time given.")
        return self._told(len(prices))

    def _told(self, orders: int) -> Placed:
        """The plan of the solved program."""
        assert self.program is not None
        packs: dict[int, int] = {i: number(v) for i, v in self.program.packs.items()}
        beside = self.program.fixed + sum(money * number(v) for v, money in self._beside)
        return Placed(tuple(packs.get(i, 0) for i in range(orders)), beside)

    def _by_rents(self, prices: Sequence[int]) -> Placed:
        supply = self.timetable.supply
        orders = zip(supply.orders, prices, strict=True)
        priced = replace(
            supply, orders=tuple(replace(order, cost=price) for order, price in orders)
        )
        clock = Clock(self.options.time_limit)
        asked = replace(self.timetable, supply=priced)
        answer = solved_over_time(asked, self.options, clock, latest=False)
        if answer.mix is None or answer.status is not Status.OPTIMAL:
            raise SolverError("A price was not solved to proven optimality in the time given.")
        return self._placed(answer.mix)

    def _placed(self, mix: DatedMix) -> Placed:
        none = [0] * len(mix.packs)
        return Placed(mix.packs, cost_in_minor_units(self.timetable, none, mix.cal_mode))
