"""Among plans over time of one cost, with orders as late, the one in which the fewest movable units
leave their holders: a question to a stated program (docs/model-dates.md, T0).

DEFINITIONS (counts)
    B[l]    packs of order l, each of `pack` units at cost[l] minor units
    J[f]    movable units f that are given up: anyone's in every period (supply_over_time.py)
    V[l,o]  units of lot o that order l converts
    Z[o]    of those given up, units that become wide licenses: they end with nobody else

    sum of cost[l] B[l] + CAL modes <= what is paid     Z[o] <= sum of V[l,o] into wide licenses
    sum of units x periods left of B[l] <= what the plan has       Z[o] <= sum of J[f] of lot o
    minimise sum of J - sum of Z
"""

import pulp

from optimizer.licensing.metrics import WIDE
from optimizer.solving.program.builder import Terms, add_row
from optimizer.solving.program.supply_over_time import DatedProgram
from optimizer.solving.timetable import Timetable


def ask(program: DatedProgram, timetable: Timetable, money: int, early: int) -> None:
    """Turn a program, whose movable units may stay, into the question of how few need not; it pays
    no more than `money` minor units, and its units times the periods left are at most `early`."""
    problem, supply = program.problem, timetable.supply
    last = len(timetable.periods)
    modes = [v for v in program.cal_mode.values() if v is not None]
    priced: Terms = [(v, supply.orders[i].cost) for i, v in program.packs.items()]
    priced += [(v, int(problem.objective.get(v, 0)) * program.unit) for v in modes]
    priced = [(v, cost) for v, cost in priced if cost]
    if priced:
        add_row(problem, "cost", priced, pulp.LpConstraintLE, money)
    ordered: Terms = [
        (v, supply.orders[i].pack * (last - supply.orders[i].period))
        for i, v in program.packs.items()
    ]
    if ordered:
        add_row(problem, "early", ordered, pulp.LpConstraintLE, early)
    aside: Terms = []
    for lot in sorted({units.lot for units in supply.moving}):
        wide: Terms = [
            (v, -1)
            for (i, o), v in program.converted.items()
            if o == lot and supply.licenses[supply.orders[i].license].metric in WIDE
        ]
        given: Terms = [
            (v, -1)
            for f, v in program.given_up.items()
            if (*supply.fixed, *supply.moving)[f].lot == lot
        ]
        if wide and given:
            spared = problem.add_variable(f"Z_o{lot}", 0, None, pulp.LpInteger)
            add_row(problem, f"wide_o{lot}", [(spared, 1), *wide], pulp.LpConstraintLE, 0)
            add_row(problem, f"given_o{lot}", [(spared, 1), *given], pulp.LpConstraintLE, 0)
            aside.append((spared, -1))
    moved: Terms = [(v, 1) for v in program.given_up.values()]
    problem.setObjective(pulp.LpAffineExpression([*moved, *aside]))
