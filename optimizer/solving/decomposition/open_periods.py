"""The decisions of all periods that rents leave open, as one program of them and of the supply
(docs/model-dates.md, T4).

DEFINITIONS
    t          period: an entry of `networks`, of `groups` and of the levels
    groups[t]  the group of each node of t's network, (node,): 0 the source's side, 1 the sink's
    G          how much of a group is on the source's side (open_decisions.py), count
    levels[t]  members of each node's class on the source's side, (node,), count
    money      least and most that the plan may cost, both included, whole minor units
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pulp

from optimizer.domain.tables import Ints
from optimizer.solving.decomposition.open_decisions import OpenDecisions
from optimizer.solving.network.network import Network
from optimizer.solving.program.builder import Terms, merged, number
from optimizer.solving.program.over_time import PeriodBuilder
from optimizer.solving.program.supply_over_time import DatedProgram, Draw, supply
from optimizer.solving.solvers.branching import FEW, least_proven
from optimizer.solving.solvers.solver import solve
from optimizer.solving.solvers.status import Clock, Status
from optimizer.solving.timetable import Timetable


@dataclass(frozen=True)
class Chosen:
    """What came of it, and what the plan costs in minor units where there is one; `checked`:
    proven in whole numbers that no other costs less, whatever the least asked for rests on."""

    status: Status
    value: int
    checked: bool


def choose(
    timetable: Timetable,
    networks: Sequence[Network],
    groups: Sequence[Ints],
    money: tuple[int, int],
    solver: str,
    *,
    clock: Clock,
    sure: int,
    barred: frozenset[int] = frozenset(),
) -> tuple[Chosen, list[Ints]]:
    """The cheapest plan in which the nodes of a group are on one side (0 the source's, 1 the
    sink's, others open), as levels where there is one.

    It costs between `money`, both ends included, in minor units; that all plans cost at least
    `sure` is proven in whole numbers.
    """
    made = DatedProgram(pulp.LpProblem("open", pulp.LpMinimize))
    modes: dict[tuple[int, int], pulp.LpVariable] = {}
    draws, sides, decisions = list[Draw](), list[dict[int, pulp.LpVariable]](), []
    for t, (network, group) in enumerate(zip(networks, groups, strict=True)):
        builder = PeriodBuilder(timetable, t, made.problem, modes, elastic=False)
        decisions.append(OpenDecisions(network, group))
        sides.append({})
        decisions[-1].state(builder, sides[-1])
        draws.append(Draw({k: merged(terms) for k, terms in builder.used.items()}, {}))
    cost: Terms = list(supply(made, timetable, draws, barred, elastic=False))
    priced = [(v, int(c)) for v, c in cost if c]
    made.unit = int(np.gcd.reduce([c for _, c in priced])) if priced else 1
    objective = pulp.LpAffineExpression([(v, c // made.unit) for v, c in priced])
    made.problem.setObjective(objective)
    least, most = -(-money[0] // made.unit), money[1] // made.unit
    for name, sense, limit in (
        ("least", pulp.LpConstraintGE, least),
        ("most", pulp.LpConstraintLE, most),
    ):
        made.problem.addConstraint(pulp.LpConstraint(objective.copy(), sense, name, limit))
    outcome = solve(made.problem, solver, clock)
    levels = [
        found.level({g: number(side) for g, side in chosen.items()})
        for found, chosen in zip(decisions, sides, strict=True)
    ]
    value = sum(c * number(v) for v, c in priced)
    made.problem.get_constraint_by_name("least").changeRHS(-(-sure // made.unit))
    target = value // made.unit if outcome.status is Status.OPTIMAL else most + 1
    checked = (
        outcome.status in (Status.OPTIMAL, Status.INFEASIBLE)
        and least_proven(made.problem, target, clock, FEW) == target
    )
    return Chosen(outcome.status, value, checked), levels
