"""The least of a simpler plan's program, step by step: with the standards that the cheapest plan
has, a small program, then with any. The first finds a plan that the second must beat; the second
proves that none is better."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pulp

from optimizer.domain.plan import Mix
from optimizer.solving.program.builder import ProgramBuilder, number
from optimizer.solving.program.standards import Standards
from optimizer.solving.solvers.solver import solve
from optimizer.solving.solvers.status import Clock, Status

Step = tuple[bool, bool, float]

FIXED: Step = (False, False, 0.5)

STEPS: tuple[Step, ...] = (FIXED, (True, True, 1.0))
"""Whether the standards of users and of devices are free, and what the step may take of the work
that is left."""

NEVER = 2**60
"""More than any objective."""


@dataclass(frozen=True)
class Least:
    """The best mix found, the objective that it has, and whether no mix has less."""

    mix: Mix
    value: int
    proven: bool


class Search:
    """A stated program, and what people and devices of each department hold in the best plan
    found."""

    def __init__(
        self,
        statement: ProgramBuilder,
        made: Standards,
        standards: Mapping[tuple[bool, int], frozenset[int]],
        solver: str,
        clock: Clock,
    ) -> None:
        self.problem, self.made, self.standards = statement.problem, made, {**standards}
        self.solver, self.clock = solver, clock

    def least(
        self,
        objective: pulp.LpAffineExpression,
        name: str,
        read: Callable[[], Mix],
        steps: Sequence[Step] = STEPS,
    ) -> Least | None:
        """The least value of an objective of whole numbers, and a mix that has it; the program then
        holds the objective at it."""
        best: Least | None = None
        self.problem.setObjective(objective)
        terms = pulp.LpAffineExpression([*objective.items()])
        self.problem += terms <= NEVER, name
        below = self.problem.get_constraint_by_name(name)
        for *free, share in steps:
            self._free(*free)
            with self.clock.part(share) as part:
                status = solve(self.problem, self.solver, part).status
            last = all(free)
            if status in (Status.OPTIMAL, Status.FEASIBLE):
                value = sum(number(v) * round(w) for v, w in objective.items())
                best = Least(read(), value, last and status is Status.OPTIMAL)
                self._note()
                below.changeRHS(value - 1)
            elif last and status is Status.INFEASIBLE and best is not None:
                best = Least(best.mix, best.value, proven=True)
        if best is not None:
            below.changeRHS(best.value)
        return best

    def _free(self, *sides: bool) -> None:
        """Let the standards of a side be anything, or hold them at what the best plan has."""
        for (users, department), sets in self.made.chosen.items():
            wanted = self.standards.get((users, department))
            free = sides[0 if users else 1] or all(bundle != wanted for bundle, _ in sets)
            for bundle, z in sets:
                chosen = int(bundle == wanted)
                z.lowBound, z.upBound = (0, 1) if free else (chosen, chosen)

    def _note(self) -> None:
        """Keep the standards of the solved program."""
        for key, sets in self.made.chosen.items():
            self.standards[key] = next((bundle for bundle, z in sets if number(z)), frozenset())
