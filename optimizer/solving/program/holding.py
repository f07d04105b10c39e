"""What members of a class hold: counts of licenses, bundles, or one by one; and which elements all
of them have open (model 4.1 and 4.2).

DEFINITIONS
    c, m         class of users or of devices; its members, count
    i            member of a class, where each is decided alone
    N[c,k]       members who hold license k: 0 to m; where one license alone opens one element,
                 and nothing else, 0 or 1, and each stands for m
    N[c,b]       members who hold bundle b and let what sits with them go its ways: 0 to m
    N[c,i,k]     1: member i is given license k
    N[c,i,o,l]   1: the member's unit of lot o is kept (l is KEEP), or converted through line l
    X[u,e], Y[d,e]  1: all members have e open; in `covers`, as terms (of N where m = 1)
"""

from collections.abc import Mapping

import numpy as np
import pulp

from optimizer.domain.tables import NONE
from optimizer.licensing.purchase_lines import LineIndex
from optimizer.licensing.stock import LotIndex
from optimizer.solving.bundles import KEEP, Chosen, Component, seated
from optimizer.solving.program.builder import Held, ProgramBuilder, Terms


def hold(statement: ProgramBuilder, *, users: bool) -> None:
    """Licenses of the members of every class, and X (Y): which elements all of them have open.

    Laminar (model 4.1): sum of N[u,k] over k opening e >= m X[u,e]. Else bundles (model 4.2): sum
    of N[u,b] over b opening e >= m X[u,e] and sum of N[u,b] <= m. Too many bundles: the same for
    each member, with counts.
    """
    classes = statement.classes
    side, owner = (classes.users, classes.user) if users else (classes.devices, classes.device)
    forms = statement.case.users if users else statement.case.devices
    into = statement.program.users if users else statement.program.devices
    into += [[] for _ in range(len(side.members))]
    sitting = np.array([any(part.seats for part in parts) for parts in forms.components], bool)
    deciding = sitting[forms.of] if len(sitting) else np.zeros(len(side.members), bool)
    deciding[owner[owner != NONE]] = True
    for c in np.flatnonzero(deciding).tolist():
        if (users, c) in statement.grouped:
            continue
        parts = forms.components[int(forms.of[c])]
        into[c] = [
            held(statement, users=users, c=c, m=int(side.members[c]), part=part) for part in parts
        ]


def held(statement: ProgramBuilder, *, users: bool, c: int, m: int, part: Component) -> Held:
    """The variables of one class and component."""
    letter, x = ("u", "X") if users else ("d", "Y")
    openers = {
        e: [k for k, opened in part.opened.items() if e in opened] for e in sorted(part.elements)
    }
    if not part.seats and (m == 1 or part.laminar):
        counts: dict[int, tuple[pulp.LpVariable, int]] = {}
        for k, opened in part.opened.items():
            # Where one license alone opens e, and nothing else, N = m X is one variable.
            sole = len(opened) == 1 and len(openers[next(iter(opened))]) == 1
            made = statement.variable(f"N_{letter}{c}_k{k}", 1 if sole else m)
            counts[k] = made, m if sole else 1
            statement.use(k, made, counts[k][1], (users, c))
            if sole:
                statement.covers[users, c, next(iter(opened))] = [(made, 1)]
        for e, licenses in openers.items():
            terms: Terms = [(counts[k][0], 1) for k in licenses]
            if (users, c, e) not in statement.covers:
                open_all(
                    statement, f"{x}_{letter}{c}_e{e}", users=users, c=c, e=e, carriers=[(m, terms)]
                )
        return Held(part, counts)
    lasts = {lot: statement.supply.lots[lot].lasts for lot in part.seats}
    spelled = seated(part, lasts) if m > 1 else None
    if spelled is not None:
        alone = [
            (chosen, extra)
            for chosen, extra in spelled
            if distinct(statement, chosen) and (chosen or extra)
        ]
        return bundled(
            statement, users=users, c=c, m=m, part=part, spelled=alone, full=any(lasts.values())
        )
    return one_by_one(statement, users=users, c=c, m=m, part=part, lasts=lasts)


def bundled(
    statement: ProgramBuilder,
    *,
    users: bool,
    c: int,
    m: int,
    part: Component,
    spelled: list[tuple[Chosen, frozenset[int]]],
    full: bool,
) -> Held:
    """N[u,b] members hold bundle b. `full`: each has a fixed unit that goes one of its ways, so
    none holds nothing."""
    letter, x = ("u", "X") if users else ("d", "Y")
    name = f"{letter}{c}_" + (f"o{min(part.seats)}" if part.seats else f"k{min(part.opened)}")
    bundles = []
    for i, (chosen, extra) in enumerate(spelled):
        made = statement.variable(f"N_{name}_b{i}", m)
        for k in extra:
            statement.use(k, made, 1, (users, c))
        for lot, way in chosen:
            go(statement, lot, way, made)
        bundles.append((chosen, extra, made))
    sense = pulp.LpConstraintEQ if full else pulp.LpConstraintLE
    statement.row(f"members_{name}", [(made, 1) for *_, made in bundles], sense, m)
    for e in sorted(part.elements):
        opening: Terms = [
            (made, 1)
            for chosen, extra, made in bundles
            if any(e in part.opened[k] for k in extra)
            or any(e in part.seats[lot][way] for lot, way in chosen)
        ]
        open_all(statement, f"{x}_{letter}{c}_e{e}", users=users, c=c, e=e, carriers=[(m, opening)])
    return Held(
        part,
        bundles=tuple(
            (extra | {result(statement, lot, way) for lot, way in chosen}, made)
            for chosen, extra, made in bundles
        ),
    )


def one_by_one(
    statement: ProgramBuilder,
    *,
    users: bool,
    c: int,
    m: int,
    part: Component,
    lasts: Mapping[LotIndex, bool],
) -> Held:
    """Each member's own N[i,k], and one way for each unit that sits with it."""
    letter, x = ("u", "X") if users else ("d", "Y")
    each: list[dict[int, list[pulp.LpVariable]]] = []
    opening: dict[int, list[Terms]] = {e: [] for e in sorted(part.elements)}
    for i in range(m):
        name = f"N_{letter}{c}_i{i}"
        terms: dict[int, Terms] = {e: [] for e in opening}
        member: dict[int, list[pulp.LpVariable]] = {}
        for k, opened in part.opened.items():
            made = statement.variable(f"{name}_k{k}")
            statement.use(k, made, 1, (users, c))
            member.setdefault(k, []).append(made)
            for e in opened:
                terms[e].append((made, 1))
        for lot, ways in part.seats.items():
            goes: Terms = []
            for way, opened in ways.items():
                made = statement.variable(f"{name}_o{lot}_{'keep' if way == KEEP else f'l{way}'}")
                go(statement, lot, way, made)
                goes.append((made, 1))
                member.setdefault(result(statement, lot, way), []).append(made)
                for e in opened:
                    terms[e].append((made, 1))
            statement.row(
                f"seat_{name}_o{lot}",
                goes,
                pulp.LpConstraintEQ if lasts[lot] else pulp.LpConstraintLE,
                1,
            )
        for k, made_ in member.items():
            if len(made_) > 1:
                statement.row(
                    f"once_{name}_o{min(part.seats, default=NONE)}_k{k}",
                    [(made, 1) for made in made_],
                    pulp.LpConstraintLE,
                    1,
                )
        each.append(member)
        for e, members_ in opening.items():
            members_.append(terms[e])
    for e, members in opening.items():
        open_all(
            statement,
            f"{x}_{letter}{c}_e{e}",
            users=users,
            c=c,
            e=e,
            carriers=[(1, terms_) for terms_ in members],
        )
    return Held(part, each=tuple(each))


def result(statement: ProgramBuilder, lot: LotIndex, way: LineIndex) -> int:
    """The license that a fixed unit of the lot is after going that way."""
    return (
        statement.supply.lots[lot].license if way == KEEP else statement.supply.lines[way].license
    )


def distinct(statement: ProgramBuilder, chosen: Chosen) -> bool:
    """Nobody is given a license twice."""
    results = [result(statement, lot, way) for lot, way in chosen]
    return len(set(results)) == len(results)


def go(statement: ProgramBuilder, lot: LotIndex, way: LineIndex, made: pulp.LpVariable) -> None:
    """A fixed unit that is kept serves its holder alone; one that is converted is a unit of its
    line's packs."""
    if way != KEEP:
        statement.use(statement.supply.lines[way].license, made, 1)
        statement.program.fixed_ways.setdefault((way, lot), []).append(made)


def open_all(
    statement: ProgramBuilder,
    name: str,
    *,
    users: bool,
    c: int,
    e: int,
    carriers: list[tuple[int, Terms]],
) -> None:
    """X[u,e]: what its members hold opens e for all. One member needs no X of its own unless it
    must be 0 or 1."""
    if len(carriers) == 1 and carriers[0][0] == 1 and e not in statement.ways.bases:
        statement.covers[users, c, e] = carriers[0][1]
        return
    opened = statement.variable(name)
    statement.covers[users, c, e] = [(opened, 1)]
    for i, (m, terms) in enumerate(carriers):
        statement.row(f"open_{name}_{i}", [*terms, (opened, -m)], pulp.LpConstraintGE, 0)
