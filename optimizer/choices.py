"""The decisions that prices leave open, as a program of them and of the supply: groups of nodes, each on one side of a cut."""

from collections.abc import Callable

import numpy as np
import pulp

from optimizer.network import Network
from optimizer.solver import Clock, Outcome, solve
from optimizer.statement import Beside, Program, Statement, Terms, number
from optimizer.tables import NONE, Ints

Pose = Callable[[Beside], Program]
"""States the program of the needs that no cut decides, with what else draws on the supply."""


def choose(
    network: Network, group: Ints, pose: Pose, least: int, most: int | None, solver: str, clock: Clock
) -> tuple[Outcome, Program, Ints]:
    """The cheapest plan that keeps each group of nodes on one side, as levels where there is one.

    It costs between `least`, which is proven, and `most` minor units, if that is given. A group is one decision where it decides
    classes as a whole; one that consists of opened sets of a class is a number of its members.
    """
    single = np.zeros(int(group.max()) + 1, bool)
    single[group[network.whole]] = True
    members_of = np.ones(len(single), np.int64)
    members_of[group] = np.where(single[group], 1, network.size)
    sides: list[pulp.LpVariable] = []

    def beside(statement: Statement) -> None:
        always = statement.variable("G_always")
        always.bounds(1, 1)
        sides.extend([always, always])
        sides.extend(statement.variable(f"G_{g}", n) for g, n in enumerate(members_of.tolist()[2:], 2))
        for i, (start, end, license, members) in enumerate(network.between(group).tolist()):
            if license == NONE:
                members = int(max(members_of[start], members_of[end]))
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

    program = pose(beside)
    objective, unit, fixed = program.problem.objective, program.unit, program.fixed
    limits = [("least", pulp.LpConstraintGE, -(-(least - fixed) // unit))]
    if most is not None:
        limits.append(("most", pulp.LpConstraintLE, (most - fixed) // unit))
    for name, sense, money in limits:
        program.problem.addConstraint(pulp.LpConstraint(objective.copy(), sense, name, money))
    outcome = solve(program.problem, solver, clock)
    value = np.array([1, 0, *map(number, sides[2:])], np.int64)
    return outcome, program, value[group] * np.where(single[group], network.size, 1)


def paid(program: Program) -> int:
    """What a program's answer costs in minor units."""
    return program.fixed + program.unit * sum(int(cost) * number(made) for made, cost in program.problem.objective.items())
