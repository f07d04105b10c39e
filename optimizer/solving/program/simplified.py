"""instance, optimum, tolerance -> a simpler mix: of all that cost at most so much more, the one
with the fewest holders that deviate from their department's standard; of those the cheapest."""

from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import pulp

from optimizer.domain.plan import Mix
from optimizer.domain.tables import NONE, Holders, Ints
from optimizer.solving.bundles import Component
from optimizer.solving.classes import Side, classes_of
from optimizer.solving.instance import Instance
from optimizer.solving.network.cut import no_cut
from optimizer.solving.program.builder import Held, ProgramBuilder
from optimizer.solving.program.formulation import complete, cover
from optimizer.solving.program.simplify import hold_standards, runs_of
from optimizer.solving.program.simplify_search import FIXED, STEPS, Search
from optimizer.solving.program.simplify_seats import all_usable
from optimizer.solving.program.solved import mix_of
from optimizer.solving.program.standards import Block, Standards, TooManySetsError
from optimizer.solving.solvers.status import Clock
from optimizer.solving.standards import departments, standards_of

MOST_CLASSES = 100_000
"""Classes past which a simpler mix is not looked for: their program would not fit into memory."""

FEW_CLASSES = 4_000
"""The same where nobody asked for it."""


@dataclass(frozen=True)
class Simpler:
    """A simpler mix, and whether it is proven that no fewer deviate, and for no less."""

    mix: Mix
    deviating: int
    proven: bool


def simpler(
    case: Instance,
    mix: Mix,
    limit: int,
    solver: str,
    clock: Clock,
    *,
    most_entries: int | None = None,
    most_proven: int | None = None,
) -> Simpler | None:
    """A mix of at most `limit` minor units with the fewest who deviate; `mix` is the cheapest one.
    None where the question is too large, its program has more than `most_entries`, units sit where
    they cover nothing, or none is found in time. Past
    `most_proven` entries only with the standards that most people and devices of each department
    have in it, so that nothing is proven."""
    sides = case.classes.users, case.classes.devices
    most = MOST_CLASSES if most_entries is None else FEW_CLASSES
    if sum(len(side.members) for side in sides) > most or not all_usable(case):
        return None  # told apart by department they would be no fewer
    if most_entries is not None and len(case.classes.user) > most_entries:
        return None  # a need is an entry or more
    instance, blocks, components = _posed(case)
    if len(blocks) > most:
        return None
    standards = standards_of(case.tables, mix)
    few = most_proven is None or len(case.classes.user) <= most_proven
    try:
        statement, made = _stated(instance, blocks, components, None if few else standards)
        if few and most_proven is not None and _entries(statement) > most_proven:
            few = False
            statement, made = _stated(instance, blocks, components, standards)
    except TooManySetsError:
        return None
    if most_entries is not None and _entries(statement) > most_entries:
        return None
    program, cost = statement.program, statement.problem.objective
    room = (limit - program.fixed) // program.unit
    steps = STEPS if few else (FIXED,)
    statement.problem += cost <= room, "limit"
    search = Search(statement, made, standards, solver, clock)
    fewest = pulp.LpAffineExpression([(v, 1) for v in made.deviating.values()])
    read = partial(_mix, instance, statement, made, blocks)
    first = search.least(fewest, "fewest", read, steps)
    if first is None:
        return None
    second = search.least(cost, "cost", read, steps)
    last = second or first
    return Simpler(last.mix, first.value, first.proven and second is not None and second.proven)


def _stated(
    instance: Instance,
    blocks: list[Block],
    components: dict[tuple[bool, int], tuple[Component, ...]],
    kept: dict[tuple[bool, int], frozenset[int]] | None,
) -> tuple[ProgramBuilder, Standards]:
    """The program, with the standards that are kept alone: no other has a variable."""
    statement = ProgramBuilder(instance, elastic=False)
    made = hold_standards(statement, blocks, components, kept)
    cover(statement)
    complete(statement)
    return statement, made


def _entries(statement: ProgramBuilder) -> int:
    return sum(len(row) for row in statement.problem.constraints())


def _posed(
    case: Instance,
) -> tuple[Instance, list[Block], dict[tuple[bool, int], tuple[Component, ...]]]:
    """The instance with classes of one department each, those who need nothing classes too."""
    tables, needs = case.tables, case.needs
    labels = [departments(h) * 3 + h.kind for h in (tables.users, tables.devices)]
    classes = classes_of(
        tables.users, tables.devices, needs, case.ways, case.supply.seats,
        labels=(labels[0], labels[1]),
    )  # fmt: skip
    users = _with_idle(classes.users, tables.users, labels[0])
    devices = _with_idle(classes.devices, tables.devices, labels[1])
    instance = replace(case, classes=replace(classes, users=users, devices=devices))
    blocks, components = [], {}
    for at, side, label, forms in (
        (True, users, labels[0], instance.users),
        (False, devices, labels[1], instance.devices),
    ):
        row_of = np.full(len(side.members), NONE, np.int64)
        row_of[side.class_of[::-1]] = side.row[::-1]
        for c, row in enumerate(row_of.tolist()):
            department, kind = divmod(int(label[row]), 3)
            members = int(side.members[c])
            blocks.append(
                Block(
                    users=at,
                    c=c,
                    members=members,
                    department=department,
                    kind=kind,
                    type=int(side.type[c]),
                    row=int(side.pool[c]),
                )
            )
            components[at, c] = forms.components[int(forms.of[c])]
    return instance, blocks, components


def _with_idle(side: Side, holders: Holders, label: Ints) -> Side:
    """The side with the members who need nothing as classes, one for each label and type."""
    idle = np.flatnonzero(side.class_of == NONE)
    if not len(idle):
        return side
    rows = side.row[idle]
    keys, code = np.unique(np.c_[label[rows], holders.type[rows]], axis=0, return_inverse=True)
    code, first = code.reshape(-1), len(side.members)
    class_of = side.class_of.copy()
    class_of[idle] = first + code
    members = np.bincount(code, weights=side.size[idle], minlength=len(keys)).astype(np.int64)
    none = np.zeros(len(keys), np.int64)
    return replace(
        side,
        class_of=class_of,
        members=np.r_[side.members, members],
        type=np.r_[side.type, keys[:, 1]],
        fixed=np.r_[side.fixed, none],
        pool=np.r_[side.pool, none + NONE],
    )


def _mix(
    instance: Instance, statement: ProgramBuilder, made: Standards, blocks: list[Block]
) -> Mix:
    """The solved program as a mix; nobody's idle licenses are taken away, they are the standard."""
    program = statement.program
    program.users = [[] for _ in instance.classes.users.members]
    program.devices = [[] for _ in instance.classes.devices.members]
    told = pulp.LpProblem("told", pulp.LpMinimize)
    for block in blocks:
        bundles = []
        for bundle, size in runs_of(made, block):
            variable = told.add_variable(f"n{told.numVariables()}")
            variable.varValue = size
            bundles.append((bundle, variable))
        part = Component({}, frozenset(), {})
        held = Held(part, bundles=tuple(bundles))
        (program.users if block.users else program.devices)[block.c] = [held]
    return mix_of(instance, program, no_cut(instance), shed=False)
