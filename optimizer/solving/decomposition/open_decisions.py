"""The decisions that prices leave open, as a program of them and of the supply: groups of nodes,
each on one side of a cut (model 7.4), alike ones as one (model 8.1 and 8.2).

DEFINITIONS
    g          group: 0 the nodes on the source's side, 1 those on the sink's, from 2 on open ones
    group[w]   the group of node w, (node,)
    single[g]  whether g is decided as one: it has nodes of classes as a whole, (group,)
    size[g]    what G counts of one g: 1 where single, else the members of its class, (group,)
    times[g]   how many groups are alike to g, itself among them, (group,)
    rows       arcs between groups, (arc, 4): from, to, license (NONE: uncuttable), members
    G[g]       how much of g and of those alike is on the source's side: 0 to size times `times`
    level[w]   members of the class of node w on the source's side, (node,), count

Where a cut parts two open groups it buys at least what the first has there more than the second.
"""

from collections.abc import Callable
from functools import cached_property

import numpy as np
import pulp

from optimizer.domain.tables import NONE, Ints
from optimizer.solving.decomposition.symmetry import Symmetry, alike
from optimizer.solving.network.network import Network
from optimizer.solving.program.builder import Beside, Program, ProgramBuilder, Terms, number
from optimizer.solving.solvers.solver import solve
from optimizer.solving.solvers.status import Clock, Outcome

Pose = Callable[[Beside], Program]
"""States the program of the needs that no cut decides, with what else draws on the supply."""


class OpenDecisions:
    """Groups of a network's nodes, each on one side in the plans to choose from: 0 on the source's,
    1 on the sink's, others open.

    A group is one decision, `single`, where it decides classes as a whole; one that consists of
    opened sets of a class is a number of its members, up to `size`.
    """

    def __init__(self, network: Network, group: Ints) -> None:
        self.network, self.group = network, group
        self.open = int(group.max()) - 1
        self.single = np.zeros(self.open + 2, bool)
        self.single[group[network.whole]] = True
        self.size = np.ones(self.open + 2, np.int64)
        self.size[group] = np.where(self.single[group], 1, network.size)

    @cached_property
    def rows(self) -> Ints:
        """The arcs between groups, as `Network.between` has them."""
        return self.network.between(self.group)

    @cached_property
    def alike(self) -> Symmetry:
        """The groups that are decided together with others."""
        return alike(self.rows, self.size, self.single)

    @property
    def kinds(self) -> int:
        """How many decisions are open: alike ones are one."""
        return self.alike.kinds - 2

    def choose(
        self, pose: Pose, least: int, most: int | None, solver: str, clock: Clock
    ) -> tuple[Outcome, Program, Ints]:
        """The cheapest plan, as levels where there is one.

        It costs between `least`, which is proven, and `most` minor units, if that is given.
        """
        sides: dict[int, pulp.LpVariable] = {}
        program = pose(lambda statement: self.state(statement, sides))
        objective, unit, fixed = program.problem.objective, program.unit, program.fixed
        limits = [("least", pulp.LpConstraintGE, -(-(least - fixed) // unit))]
        if most is not None:
            limits.append(("most", pulp.LpConstraintLE, (most - fixed) // unit))
        for name, sense, money in limits:
            program.problem.addConstraint(pulp.LpConstraint(objective.copy(), sense, name, money))
        outcome = solve(program.problem, solver, clock)
        return outcome, program, self.level({g: number(side) for g, side in sides.items()})

    def state(self, statement: ProgramBuilder, sides: dict[int, pulp.LpVariable]) -> None:
        """What the groups draw on the supply, wherever they are; `sides` tells how many members are
        on the source's side."""
        single, size, times = self.single, self.size, self.alike.times
        model = self.alike.copy == 0
        sides[0] = statement.variable("G_always")
        sides[0].bounds(1, 1)
        for g in np.flatnonzero(model).tolist()[2:]:
            sides[g] = statement.variable(f"G_{g}", int(size[g] * times[g]))
        rows = self.rows[model[self.rows[:, :2]].all(1)]
        for i, (start, end, license, members) in enumerate(rows.tolist()):
            units = int(max(size[start], size[end])) if license == NONE else members
            copies = int(times[end if start == 0 else start])
            across: Terms = [
                (sides[start], units * copies if start == 0 else units if single[start] else 1)
            ]
            across += [(sides[end], -units if single[end] else -1)] if end != 1 else []
            if license == NONE:
                statement.row(f"G_firm_{i}", across, pulp.LpConstraintLE, 0)
            elif start > 1 and end > 1:
                cut = statement.variable(f"G_cut_{i}", units * copies)
                statement.row(f"G_cut_{i}", [*across, (cut, -1)], pulp.LpConstraintLE, 0)
                statement.use(license, cut, 1)
            else:
                for variable, count in across:
                    statement.use(license, variable, int(count))

    def level(self, made: dict[int, int]) -> Ints:
        """How many of its class each node has on the source's side, dealt out to groups that are
        alike."""
        total = np.zeros(len(self.size), np.int64)
        total[list(made)] = list(made.values())
        value = np.clip(total[self.alike.model] - self.alike.copy * self.size, 0, self.size)
        return np.asarray(
            value[self.group] * np.where(self.single[self.group], self.network.size, 1), np.int64
        )


def paid(program: Program) -> int:
    """What a program's answer costs in minor units."""
    return program.fixed + program.unit * sum(
        int(cost) * number(made) for made, cost in program.problem.objective.items()
    )
