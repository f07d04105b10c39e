"""The complete model over time: each period's own program, and the supply that they share.

For every period t the blocks of formulation.py, which say who may be covered by what; then
supply_over_time.py, in which periods meet.

DEFINITIONS (beside those of these two)
    t          period: the names of its variables and rows begin with it
    M[s,f]     the kind of a One kind: one variable for all periods
    C[s,t]     1: period t needs the CAL mode cost of s to be paid
    C[s]       1: it is paid: C[s] >= C[s,t] for every t
"""

from collections.abc import Iterable, Mapping, Sequence
from math import gcd

import pulp

from optimizer.licensing.payments import cal_mode_payments, minor
from optimizer.solving.memory import refuse_too_large
from optimizer.solving.program.alike_pieces import follow_patterns
from optimizer.solving.program.builder import Program, ProgramBuilder, Terms, add_row, merged
from optimizer.solving.program.formulation import (
    cover,
    pay_cal_mode,
    pick_administrators,
    same_holder,
)
from optimizer.solving.program.holding import hold
from optimizer.solving.program.supply_over_time import DatedProgram, Draw, supply
from optimizer.solving.program.wide import require
from optimizer.solving.timetable import Timetable

Paid = list[tuple[pulp.LpVariable, int]]
"""Variables, and what each costs in minor units."""


class PeriodBuilder(ProgramBuilder):
    """One period's share of the program: names begin with the period; the kind of a One kind is
    shared by all."""

    def __init__(
        self,
        timetable: Timetable,
        period: int,
        problem: pulp.LpProblem,
        modes: dict[tuple[int, int], pulp.LpVariable],
        *,
        elastic: bool,
    ) -> None:
        super().__init__(timetable.instances[period], elastic=elastic)
        self.problem, self.prefix = problem, f"p{period}_"
        self.program = Program(problem, modes=modes)

    def variable(self, name: str, most: float | None = 1) -> pulp.LpVariable:
        """A new whole number of this period."""
        return super().variable(self.prefix + name, most)

    def row(
        self, name: str, terms: Iterable[tuple[pulp.LpVariable, float]], sense: int, rhs: float
    ) -> None:
        """A new constraint of this period."""
        super().row(self.prefix + name, terms, sense, rhs)


def state_over_time(
    timetable: Timetable,
    *,
    elastic: bool = False,
    barred: frozenset[int] = frozenset(),
    room: Mapping[int, int] | None = None,
    one_by_one: bool = False,
) -> DatedProgram:
    """State the cheapest plan over time; `elastic` asks instead for the least that is missing.

    `barred` orders are not placed; so many units of licenses of `room` may be there unused. Pieces
    that are alike are told as numbers, unless each is asked for, `one_by_one`. Raises SolverError
    where the program would not fit into the machine's memory.
    """
    merged_needs = sum(len(case.classes.user) for case in timetable.instances)
    refuse_too_large(merged_needs, len(timetable.periods))
    problem = pulp.LpProblem("cal", pulp.LpMinimize)
    made = DatedProgram(problem)
    modes: dict[tuple[int, int], pulp.LpVariable] = {}
    builders = []
    for t in range(len(timetable.periods)):
        builder = PeriodBuilder(timetable, t, problem, modes, elastic=elastic)
        if not elastic and not one_by_one:
            follow_patterns(builder, timetable.rows_apart[t])
        hold(builder, users=True)
        hold(builder, users=False)
        cover(builder)
        require(builder)
        same_holder(builder)
        pick_administrators(builder)
        pay_cal_mode(builder)
        for k, units in (room or {}).items():
            builder.use(k, builder.variable(f"room_k{k}", units), 1)
        builders.append(builder)
        made.periods.append(builder.program)
    draws = [_draw(timetable, builder, t) for t, builder in enumerate(builders)]
    cost = _cal_mode(made, timetable, builders)
    cost += supply(made, timetable, draws, barred, elastic=elastic)
    if elastic:
        missing = [(v, 1) for v in made.missing.values()]
        needs = [
            (v, 1000)
            for builder in builders
            for (kind, _), v in builder.program.slacks.items()
            if kind != "license"
        ]
        problem.setObjective(pulp.LpAffineExpression([*needs, *missing]))
        return made
    price_over_time(made, cost)
    return made


def price_over_time(made: DatedProgram, cost: Paid) -> None:
    """Let the program's variables cost so many minor units each."""
    made.unit = gcd(*(money for _, money in cost)) or 1 if cost else 1
    made.problem.setObjective(
        pulp.LpAffineExpression([(v, money // made.unit) for v, money in cost if money])
    )


def beside_orders(made: DatedProgram) -> Paid:
    """What the program pays beside orders, in minor units."""
    packs = set(made.packs.values())
    return [
        (v, int(money) * made.unit) for v, money in made.problem.objective.items() if v not in packs
    ]


def _cal_mode(
    made: DatedProgram, timetable: Timetable, builders: Sequence[PeriodBuilder]
) -> list[tuple[pulp.LpVariable, int]]:
    """C[s] >= C[s,t]: a server's CAL mode cost is paid once, if any period needs it."""
    costs: list[tuple[pulp.LpVariable, int]] = []
    needed: dict[int, list[pulp.LpVariable | None]] = {}
    for builder in builders:
        for s, paid in builder.program.cal_mode.items():
            needed.setdefault(s, []).append(paid)
    for s, periods in needed.items():
        paid_for = cal_mode_payments(timetable.tables, s)
        price = minor(paid_for, timetable.tables.settings.digits)
        if any(paid is None for paid in periods):  # a variable is not compared: that makes a row
            made.cal_mode[s] = None
            made.fixed += price
            continue
        once = made.problem.add_variable(f"C_s{s}", 0, 1, pulp.LpInteger)
        made.cal_mode[s] = once
        costs.append((once, price))
        for t, paid in enumerate(periods):
            add_row(made.problem, f"once_s{s}_{t}", [(once, 1), (paid, -1)], pulp.LpConstraintGE, 0)
    return costs


def _draw(timetable: Timetable, builder: PeriodBuilder, period: int) -> Draw:
    by_row: dict[tuple[bool, int], dict[int, Terms]] = {}
    row_of = {
        (user, c): (user, row)
        for (user, row), classes in timetable.rows_apart[period].items()
        for c in classes.tolist()
    }
    for (user, c, k), terms in builder.program.taken.items():
        if (user, c) in row_of:
            by_row.setdefault(row_of[user, c], {}).setdefault(k, []).extend(terms)
    return Draw({k: merged(terms) for k, terms in builder.used.items()}, by_row)
