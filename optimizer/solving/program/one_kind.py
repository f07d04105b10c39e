"""The cheapest mix in which the accesses of a group of people are covered by user licenses alone or
by device licenses alone: a group is a department, or a person. Licenses of a server or of the
organization, and exempt administrators, count in any case.

DEFINITIONS (beside those of formulation.py)
g(u)     the group that user class u belongs to
G[g]     1 where only user licenses count for the group, 0 where only device licenses do
X, Y     1: every member of the class has e open (holding.py)
R        what else may cover the need: wide licenses and exempt administrators

    X[u,e] + R >= G[g(u)]        Y[d,e] + R >= 1 - G[g(u)]
    on a server of One kind, M its kind, also   G - M <= R        M - G <= R

Where one member of a class has every access covered by devices, no member of it needs a user
license for any: one kind a class is one kind a person, at the least cost.
"""

from collections.abc import Sequence

import pulp

from optimizer.domain.tables import NONE, Kind
from optimizer.solving.instance import Instance
from optimizer.solving.program.builder import ProgramBuilder, Terms, merged
from optimizer.solving.program.formulation import complete, exempt, mode
from optimizer.solving.program.holding import hold
from optimizer.solving.program.sharing import share
from optimizer.solving.program.wide import wide_for


def state_one_kind(case: Instance, group: Sequence[int]) -> ProgramBuilder:
    """State the program; `group` is each user class's."""
    statement = ProgramBuilder(case, elastic=False)
    hold(statement, users=True)
    hold(statement, users=False)
    share(statement)
    _cover(statement, group)
    complete(statement)
    return statement


def _cover(statement: ProgramBuilder, group: Sequence[int]) -> None:
    """What covers each need, by the kind of the group of its user."""
    classes, tables = statement.classes, statement.tables
    kinds: dict[int, pulp.LpVariable] = {}
    stated: set[tuple[bool, int, int, int]] = set()
    columns = (
        classes.user, classes.device, classes.server, classes.element, classes.type,
        classes.by_user, classes.by_device, classes.wide,
        classes.user_candidate, classes.device_candidate,
    )  # fmt: skip
    for i, (u, d, s, e, t, by_user, by_device, wide, exempt_user, exempt_device) in enumerate(
        zip(*(c.tolist() for c in columns), strict=True)
    ):
        x = statement.covers.get((True, u, e), []) if by_user else []
        y = statement.covers.get((False, d, e), []) if by_device else []
        rest: Terms = [(v, 1) for v in wide_for(statement, s, e, t)] if wide else []
        rest += exempt(statement, s, u if exempt_user else NONE, d if exempt_device else NONE)
        chosen = []
        family = statement.ways.elements[e][0]
        if s != NONE and tables.servers[s].one_kind.get(family) == Kind.EITHER:
            chosen.append(mode(statement, s, family))
        if u != NONE:
            if group[u] not in kinds:
                kinds[group[u]] = statement.variable(f"G_{group[u]}")
            chosen.append(kinds[group[u]])
        if not chosen:
            statement.row(f"need_{i}", [*x, *y, *rest], pulp.LpConstraintGE, 1)
            continue
        plain = not rest and len(chosen) == 1 and u != NONE
        for n, kind in enumerate(chosen):
            for users, terms, weight, least in ((True, x, -1, 0), (False, y, 1, 1)):
                key = users, u if users else d, e, group[u] if u != NONE else NONE
                if plain and key in stated:
                    continue
                stated |= {key} if plain else set()
                name = f"need_{i}_{'u' if users else 'd'}{n}"
                row = merged([*terms, *rest, (kind, weight)])
                statement.row(name, row, pulp.LpConstraintGE, least)
        if len(chosen) > 1:
            for n, (one, other) in enumerate((chosen, chosen[::-1])):
                row = merged([*rest, (one, -1), (other, 1)])
                statement.row(f"need_{i}_same{n}", row, pulp.LpConstraintGE, 0)
