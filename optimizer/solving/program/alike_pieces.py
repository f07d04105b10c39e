"""Alike pieces as numbers of patterns instead of a decision each (model 8.3 and 8.4).

DEFINITIONS
    g, p       kind of alike pieces; pattern that a piece may follow (patterns.py)
    classes    those of the pieces of g, (piece, column): in a column they stand for each other
    copies[g]  how many pieces are alike, count
    P[g,p]     pieces of g that follow p: 0 to copies
    T[k,h]     1: the wide license k is taken for h (wide.py)
    s          what members must have open: `Asked`, a class that stands for theirs, its elements
    b          what one member may hold that opens s: a `Way`
    N[s,b]     members who hold b of those who must have s open, count

    sum over p of P[g,p] = copies[g]
    sum of P[g,p] over p that count on T[k,h] <= copies[g] T[k,h]
    sum over b that open s of N[s,b] = sum of members P[g,p] over g, p and columns asking for s
"""

from collections.abc import Iterable

import numpy as np
import pulp

from optimizer.domain.tables import NONE, Bools
from optimizer.solving.alike import AlikePieces, alike_pieces, labels_of
from optimizer.solving.bundles import Runs, zip_runs
from optimizer.solving.instance import Instance
from optimizer.solving.patterns import Clause, Holder, Way, opening, patterns_of, ways_of
from optimizer.solving.program.builder import (
    Asked,
    Followed,
    Program,
    ProgramBuilder,
    Terms,
    number,
)
from optimizer.solving.program.holding import distinct, go, result
from optimizer.solving.program.wide import taken_at, wide_keys


def follow_patterns(statement: ProgramBuilder, apart: Iterable[tuple[bool, int]]) -> None:
    """State the pieces of which there are several, and leave the others to the blocks that follow.

    `apart` are rows (users?, row) of which it is asked how much they take, or that draw on units of
    their own.
    """
    case = statement.case
    if not len(case.classes.user):
        return
    rows = sorted(set(apart))
    stands = _Standing(case, rows)
    terms: dict[Asked, Terms] = {}
    left = np.ones(len(case.classes.user), bool)
    for number_, pieces in enumerate(alike_pieces(case, rows)):
        _follow(statement, f"g{number_}", pieces, stands, terms, left=left)
    for asked, members in terms.items():
        _hold(statement, asked, stands.ways[asked[:3]], members)
    statement.classes = case.classes.part(left)


class _Standing:
    """For each class what it may hold, and the class that stands for all that may hold the same and
    draw on the same units."""

    def __init__(self, case: Instance, apart: list[tuple[bool, int]]) -> None:
        self.case = case
        self.labels = (
            labels_of(case.classes.users, users=True, apart=apart),
            labels_of(case.classes.devices, users=False, apart=apart),
        )
        self.first: dict[tuple[bool, int, int], int] = {}
        self.ways: dict[tuple[bool, int, int], tuple[Way, ...]] = {}
        self.holders: dict[tuple[bool, int], Holder | None] = {}

    def of(self, *, users: bool, c: int) -> int:
        """The class that stands for this one."""
        forms = self.case.users if users else self.case.devices
        key = users, int(forms.of[c]), int(self.labels[not users][c])
        return self.first.setdefault(key, c)

    def holder(self, statement: ProgramBuilder, *, users: bool, c: int) -> Holder | None:
        """What the class may hold; None where that is too much to be told."""
        c = self.of(users=users, c=c)
        if (users, c) not in self.holders:
            self.holders[users, c] = self._holder(statement, users=users, c=c)
        return self.holders[users, c]

    def _holder(self, statement: ProgramBuilder, *, users: bool, c: int) -> Holder | None:
        forms = self.case.users if users else self.case.devices
        parts = forms.components[int(forms.of[c])]
        found = []
        for i, part in enumerate(parts):
            lasts = {lot: statement.supply.lots[lot].lasts for lot in part.seats}
            ways = ways_of(part, lasts)
            if ways is None:
                return None
            found.append(tuple(way for way in ways if distinct(statement, way.chosen)))
            self.ways[users, c, i] = found[-1]
        return Holder(tuple(found), tuple(p.elements for p in parts), statement.ways.bases)


def _follow(
    statement: ProgramBuilder,
    name: str,
    pieces: AlikePieces,
    stands: _Standing,
    terms: dict[Asked, Terms],
    *,
    left: Bools,
) -> None:
    """Patterns of alike pieces, where those are fewer than the pieces' own decisions; what they ask
    of members goes to `terms`."""
    case, copies = statement.case, pieces.copies
    places = pieces.holders()
    holders = [stands.holder(statement, users=users, c=c) for users, c in places]
    known = [holder for holder in holders if holder is not None]
    if len(known) < len(holders):
        return
    needs = _clauses(statement, pieces, known)
    patterns = patterns_of(known, needs, copies * len(places))
    if patterns is None or not patterns:
        return
    made = [
        (pattern, statement.variable(f"P_{name}_p{i}", copies))
        for i, pattern in enumerate(patterns)
    ]
    statement.row(f"pieces_{name}", [(v, 1) for _, v in made], pulp.LpConstraintEQ, copies)
    for key in sorted({key for pattern, _ in made for key in pattern.wide}):
        counting: Terms = [(v, 1) for pattern, v in made if key in pattern.wide]
        counting.append((taken_at(statement, *key), -copies))
        statement.row(f"wide_{name}_k{key[0]}_s{key[1]}", counting, pulp.LpConstraintLE, 0)
    asked = []
    for at, (users, c) in enumerate(places):
        side = case.classes.users if users else case.classes.devices
        first, members = stands.of(users=users, c=c), int(side.members[c])
        forms = case.users if users else case.devices
        parts = forms.components[int(forms.of[c])]
        of_pattern = []
        for pattern, variable in made:
            keys: list[Asked] = [
                (users, first, i, pattern.opened[at] & part.elements)
                for i, part in enumerate(parts)
                if part.seats or pattern.opened[at] & part.elements
            ]
            for each in keys:
                terms.setdefault(each, []).append((variable, members))
            of_pattern.append(tuple(keys))
        asked.append(tuple(of_pattern))
    statement.program.followed.append(Followed(pieces, tuple(made), tuple(asked)))
    statement.grouped |= {
        (i < pieces.users, c) for row in pieces.classes.tolist() for i, c in enumerate(row)
    }
    owner = case.classes
    inside = np.zeros(len(left), bool)
    for users, column in ((True, owner.user), (False, owner.device)):
        own = pieces.classes[:, : pieces.users] if users else pieces.classes[:, pieces.users :]
        inside |= np.isin(column, own) & (column != NONE)
    left &= ~inside


def _clauses(statement: ProgramBuilder, pieces: AlikePieces, holders: list[Holder]) -> list[Clause]:
    """The needs of the first piece."""
    classes = statement.case.classes
    column = {place: i for i, place in enumerate(pieces.holders())}
    found: dict[Clause, None] = {}
    for i in pieces.needs.tolist():
        e = int(classes.element[i])
        sides = ((True, classes.user, classes.by_user), (False, classes.device, classes.by_device))
        places = [column[users, int(owner[i])] for users, owner, able in sides if able[i]]
        wide = (
            wide_keys(statement, int(classes.server[i]), e, int(classes.type[i]))
            if classes.wide[i]
            else []
        )
        able = tuple((at, e) for at in places if holders[at].closed(frozenset([e])) is not None)
        found[Clause(able, frozenset(wide))] = None
    return sorted(found, key=lambda clause: len(clause.holders) + len(clause.wide))


def _hold(statement: ProgramBuilder, asked: Asked, ways: tuple[Way, ...], members: Terms) -> None:
    """N[s,b] of the members who must have the same open."""
    users, c, part, needed = asked
    total: dict[pulp.LpVariable, float] = {}
    for variable, weight in members:
        total[variable] = total.get(variable, 0) + weight
    most = int(sum((v.upBound or 0) * weight for v, weight in total.items()))
    name = f"{'u' if users else 'd'}{c}_c{part}_" + "_".join(map(str, sorted(needed)))
    held = []
    for i, way in enumerate(opening(ways, needed)):
        made = statement.variable(f"N_{name}_b{i}", most)
        for k in sorted(way.extra):
            statement.use(k, made, 1, (users, c))
        for lot, how in way.chosen:
            go(statement, lot, how, made)
        bundle = way.extra | {result(statement, lot, how) for lot, how in way.chosen}
        held.append((bundle, made))
    row: Terms = [*((made, 1) for _, made in held), *((v, -weight) for v, weight in total.items())]
    statement.row(f"asked_{name}", row, pulp.LpConstraintEQ, 0)
    statement.program.asked[asked] = tuple(held)


def dealt(program: Program, case: Instance) -> dict[tuple[bool, int], Runs]:
    """Who holds what in the solved program: patterns handed to pieces in order, and what is held to
    members in the order of the pieces."""
    left = {
        asked: [(bundle, number(made)) for bundle, made in reversed(held) if number(made)]
        for asked, held in program.asked.items()
    }
    result_: dict[tuple[bool, int], Runs] = {}
    for each in program.followed:
        chosen = [i for i, (_, made) in enumerate(each.patterns) for _ in range(number(made))]
        for row, pattern in zip(each.pieces.classes.tolist(), chosen, strict=True):
            for at, c in enumerate(row):
                users = at < each.pieces.users
                side = case.classes.users if users else case.classes.devices
                members = int(side.members[c])
                parts = [_taken(left[asked], members) for asked in each.asked[at][pattern]]
                result_[users, c] = zip_runs(parts, members)
    return result_


def _taken(left: Runs, members: int) -> Runs:
    """The next so many members of those who must have the same open; `left` keeps the others."""
    found: Runs = []
    while members:
        bundle, size = left.pop()
        taken = min(size, members)
        found.append((bundle, taken))
        members -= taken
        if size > taken:
            left.append((bundle, size - taken))
    return found
