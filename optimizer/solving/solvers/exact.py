"""What a solver's floating point cannot settle, settled in whole numbers (model 6.4).

DEFINITIONS (of a program whose numbers are whole)
price, G            costs and rows: minimise price x, low <= G x <= high, least <= x <= most
low, high           sides of the rows, None where open (`least` and `most` of Whole)
y                   duals of its rows, rounded to multiples of 1/D; of any sign
r = price - G'y     reduced costs

For every feasible x, price x = y G x + r x >= sum over y > 0 of low y + sum over y < 0 of high y +
sum of min(r least, r most): weak duality, for any y; one whose side is open is taken for 0.
Rounded y make the bound a little lower at most; it is exact. Branches that the solver calls
infeasible are left on its word.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
import pulp

from optimizer.domain.tables import Floats, Ints
from optimizer.solving.solvers.status import INTEGRAL, Clock, Outcome, Status

LARGE = 10**9
"""From about so many units on a float's last digits may be wrong by one."""

PARTS = (1, 2, 12, 840, 2**16)
"""D: duals are whole multiples of one D-th in most programs, for a small D."""

MOST_NODES = 400
"""Branches of the exact proof of an integer program, at most."""

Relax = Callable[[], tuple[Outcome, Floats]]
"""Solves the relaxation: its outcome, and the duals of the rows in their order."""


@dataclass(frozen=True, kw_only=True)
class Whole:
    """A program in whole numbers: `row`, `column` and `weight` of its entries, costs, and the sides
    of its rows (None: open)."""

    row: Ints
    column: Ints
    weight: Ints
    cost: list[int]
    least: list[int | None]
    most: list[int | None]
    variables: Sequence[pulp.LpVariable]

    def bound(self, duals: Floats) -> int | None:
        """The least whole number that the objective can have, as far as these duals prove it."""
        found = [each for parts in PARTS if (each := self._bound(duals, parts)) is not None]
        return max(found, default=None)

    def _bound(self, duals: Floats, parts: int) -> int | None:
        rounded = [round(y * parts) for y in duals.tolist()]
        total = 0
        for i, y in enumerate(rounded):
            side = self.least[i] if y > 0 else self.most[i]
            if y and side is None:
                rounded[i] = 0  # of the wrong sign: noise
            elif y and side is not None:
                total += y * side
        taken = [0] * len(self.cost)
        for i, j, w in zip(
            self.row.tolist(), self.column.tolist(), self.weight.tolist(), strict=True
        ):
            if rounded[i]:
                taken[j] += w * rounded[i]
        for j, (cost, used) in enumerate(zip(self.cost, taken, strict=True)):
            reduced = cost * parts - used
            limit = self.variables[j].lowBound if reduced > 0 else self.variables[j].upBound
            if reduced and limit is None:
                return None
            total += reduced * int(limit) if reduced else 0
        return -(-total // parts)

    def value(self) -> int:
        """What the solved variables cost, rounded to whole numbers."""
        return sum(
            cost * round(v.varValue or 0)
            for cost, v in zip(self.cost, self.variables, strict=True)
            if cost
        )

    def holds(self) -> bool:
        """Whether the solved variables, rounded to whole numbers, keep every row."""
        values = [round(v.varValue or 0) for v in self.variables]
        sums = [0] * len(self.least)
        for i, j, w in zip(
            self.row.tolist(), self.column.tolist(), self.weight.tolist(), strict=True
        ):
            sums[i] += w * values[j]
        return all(
            (least is None or least <= total) and (most is None or total <= most)
            for total, least, most in zip(sums, self.least, self.most, strict=True)
        )


def whole(problem: pulp.LpProblem) -> Whole | None:
    """The program in whole numbers; None where some number of it is not whole."""
    variables = problem.variables()
    index = {variable.name: j for j, variable in enumerate(variables)}
    rows = list(problem.constraints())
    entries = [(i, index[v.name], w) for i, row in enumerate(rows) for v, w in row.items()]
    sides = [(row.getLb(), row.getUb()) for row in rows]
    numbers = [w for *_, w in entries] + [
        side for pair in sides for side in pair if side is not None
    ]
    numbers += list(problem.objective.values())
    if not np.isfinite(numbers).all() or any(n != round(n) for n in numbers):
        return None
    cost = [0] * len(variables)
    for variable, price in problem.objective.items():
        cost[index[variable.name]] = round(price)
    row, column, weight = (
        np.array([entry[part] for entry in entries], np.int64) for part in range(3)
    )
    return Whole(
        row=row,
        column=column,
        weight=weight,
        cost=cost,
        least=[None if least is None else round(least) for least, _ in sides],
        most=[None if most is None else round(most) for _, most in sides],
        variables=variables,
    )


def proven(program: Whole, relax: Relax, best: int, clock: Clock) -> int | None:
    """A bound of an integer program by branching in whole numbers, where it takes few branches: at
    most `best`, what the best plan costs. None where that is not settled, or nothing is better."""
    bounds = [(v.lowBound, v.upBound) for v in program.variables]
    open_: list[dict[int, tuple[int, int]]] = [{}]
    try:
        for _ in range(MOST_NODES):
            if not open_:
                return best
            box = open_.pop()
            for j, variable in enumerate(program.variables):
                variable.bounds(*box.get(j, bounds[j]))
            outcome, duals = relax()
            if outcome.status is Status.INFEASIBLE:
                continue
            if outcome.status is not Status.OPTIMAL or clock.left == 0:
                return None
            least = program.bound(duals)
            if least is not None and least >= best:
                continue
            values = [v.varValue or 0.0 for v in program.variables]
            away = [abs(value - round(value)) for value in values]
            j = int(np.argmax(away))
            if away[j] <= INTEGRAL or program.variables[j].upBound is None:
                return None  # a plan as good or better, which the solver did not find
            low, high = (int(side) for side in (box.get(j) or bounds[j]))
            down = ceil(values[j]) - 1
            open_ += [box | {j: (low, down)}, box | {j: (down + 1, high)}]
        return None
    finally:
        for variable, sides in zip(program.variables, bounds, strict=True):
            variable.bounds(*sides)
