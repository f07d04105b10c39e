"""The plan in which the fewest people and devices hold something else than their department's
standard, among all that cost no more than a limit.

DEFINITIONS (a class is of one department here, and of one side)
D, c, b, e   department and side, class, set of licenses, element
m[c]         members of the class, those who need nothing a class too
Z[D,b]       1 where b is the standard of D; the empty set is one too
P[c,b]       members who hold the standard b, those who need nothing too
X[c,e]       1: all members of the class have e open
N            counts or bundles of those who deviate (holding.py), d[c] of them

    sum of Z[D,b] = 1        P[c,b] <= m Z[D,b]        sum of P[c,b] + d = m        N <= d
    sum of N opening e + sum of P[c,b] over b opening e >= m X[c,e]
    sum of P[c,b] over b not opening e <= m (1 - X[c,e])

A class of one member needs no X where one N, or none, opens e: the sum of that N and of the P that
open e is 0 or 1, and as tight as X, for P + d = 1 and N <= d. Where e counts with a base alone, X
may be 0 though they open e: it stays.

A set in which a license opens nothing of the department that no other of the set does is no
standard of a cheapest plan: without that license it is as simple, and costs no more.
All or none (model 3.1) holds as before: X[c,e] says that all members of the class have e open.
"""

from collections.abc import Mapping, Sequence

import pulp

from optimizer.domain.keywords import Metric
from optimizer.domain.tables import NONE
from optimizer.solving.bundles import Component, Runs, irredundant, share_out, zip_runs
from optimizer.solving.program.builder import ProgramBuilder, Terms, number
from optimizer.solving.program.sharing import share
from optimizer.solving.program.simplify_seats import (
    hold_idle,
    keep_shared,
    may_sit,
    seated_block,
)
from optimizer.solving.program.standards import Block, Standards, TooManySetsError

MOST_HELD = 400_000
"""Standards of all classes together, past which they are too many to be stated."""

__all__ = ["Block", "Standards", "TooManySetsError", "hold_standards", "runs_of"]


def hold_standards(
    statement: ProgramBuilder,
    blocks: Sequence[Block],
    components: Mapping[tuple[bool, int], Sequence[Component]],
    kept: Mapping[tuple[bool, int], frozenset[int]] | None = None,
) -> Standards:
    """State what the members of every class hold: the standard of its department, or else. A
    department has the standard that is `kept`, where it is one it may have. Raises
    TooManySetsError."""
    made, stated = Standards(sit=may_sit(statement.case)), 0
    tables, ways = statement.tables, statement.ways
    for users in (True, False):
        metric = Metric.USER if users else Metric.DEVICE
        licenses = [k for k, license in enumerate(tables.licenses) if license.metric == metric]
        here: dict[int, list[Block]] = {}
        for block in blocks:
            if block.users == users:
                here.setdefault(block.department, []).append(block)
        for department, mine in sorted(here.items()):
            name = f"{'u' if users else 'd'}{department}"
            asked = {e for b in mine for part in components[users, b.c] for e in part.elements}
            useful = {k: ways.opened[k] & asked for k in licenses if ways.opened[k] & asked}
            sets = irredundant(useful)
            stated += 0 if sets is None else len(mine) * (len(sets) + 1)
            if sets is None or stated > MOST_HELD:
                raise TooManySetsError
            every = [frozenset[int](), *sets]
            wanted = None if kept is None else kept.get((users, department), frozenset())
            made.chosen[users, department] = [
                (b, statement.variable(f"Z_{name}_b{i}"))
                for i, b in enumerate([wanted] if wanted in every else every)
            ]
            terms: Terms = [(z, 1) for _, z in made.chosen[users, department]]
            statement.row(f"one_{name}", terms, pulp.LpConstraintEQ, 1)
            for block in mine:
                parts = components[users, block.c]
                if not any(part.seats for part in parts):
                    _block(statement, made, block, parts)
                elif block.row != NONE or not seated_block(statement, made, block, parts):
                    raise TooManySetsError
    share(statement)
    if not keep_shared(statement, made, blocks):
        raise TooManySetsError
    return made


def _block(
    statement: ProgramBuilder, made: Standards, block: Block, components: Sequence[Component]
) -> None:
    """One class: who holds the standard, who deviates, and what covers its elements."""
    users, c, m = block.users, block.c, block.members
    name = f"{'u' if users else 'd'}{c}"
    out = statement.variable(f"d_{name}", m)
    made.deviating[users, c] = out
    standard = []
    for i, (bundle, chosen) in enumerate(made.chosen[users, block.department]):
        if not made.may_hold(statement, block, bundle):
            continue
        held = statement.variable(f"P_{name}_b{i}", m)
        standard.append((bundle, held))
        statement.row(f"only_{name}_b{i}", [(held, 1), (chosen, -m)], pulp.LpConstraintLE, 0)
        for k in bundle:
            statement.use(k, held, 1, (users, c))
    made.standard[users, c] = standard
    whole: Terms = [(held, 1) for _, held in standard]
    statement.row(f"members_{name}", [*whole, (out, 1)], pulp.LpConstraintEQ, m)
    made.counts[users, c] = []
    for number_, part in enumerate(components):
        carriers = _carriers(statement, made, block, part, f"{name}_p{number_}", out=out)
        for e in sorted(part.elements):
            opens = {b: any(e in statement.ways.opened[k] for k in b) for b, _ in standard}
            having: Terms = [(held, 1) for b, held in standard if opens[b]]
            if m == 1 and len(carriers.get(e, ())) <= 1 and e not in statement.ways.bases:
                # P + d = 1 and N <= d: a member has e open by one of these, or by none.
                statement.covers[users, c, e] = [*carriers.get(e, ()), *having]
                continue
            x = statement.variable(f"{'X' if users else 'Y'}_{name}_e{e}")
            statement.covers[users, c, e] = [(x, 1)]
            lacking: Terms = [(held, 1) for b, held in standard if not opens[b]]
            terms = [*carriers.get(e, ()), *having, (x, -m)]
            statement.row(f"open_{name}_e{e}", terms, pulp.LpConstraintGE, 0)
            statement.row(f"all_{name}_e{e}", [*lacking, (x, m)], pulp.LpConstraintLE, m)
    if block.row != NONE:
        sitting = {
            k: made.deviating_with((users, c), k) for k in made.sit.get((users, block.row), ())
        }
        hold_idle(statement, made, block, sitting)


def _carriers(
    statement: ProgramBuilder,
    made: Standards,
    block: Block,
    part: Component,
    name: str,
    *,
    out: pulp.LpVariable,
) -> dict[int, Terms]:
    """What the deviating members hold of one component; element -> who has it open."""
    m, users = block.members, block.users
    carriers: dict[int, Terms] = {e: [] for e in part.elements}
    if part.laminar or m == 1:
        counts = {}
        for k, opened in part.opened.items():
            counts[k] = statement.variable(f"N_{name}_k{k}", m)
            statement.use(k, counts[k], 1, (users, block.c))
            statement.row(f"few_{name}_k{k}", [(counts[k], 1), (out, -1)], pulp.LpConstraintLE, 0)
            for e in opened:
                carriers[e].append((counts[k], 1))
        made.counts[users, block.c].append((part, counts))
        return carriers
    bundles = irredundant(part.opened)
    if bundles is None:
        raise TooManySetsError
    listed = []
    for i, bundle in enumerate(bundles):
        held = statement.variable(f"N_{name}_b{i}", m)
        listed.append((bundle, held))
        for k in bundle:
            statement.use(k, held, 1, (users, block.c))
        for e in frozenset().union(*(part.opened[k] for k in bundle)):
            carriers[e].append((held, 1))
    terms: Terms = [(held, 1) for _, held in listed]
    statement.row(f"others_{name}", [*terms, (out, -1)], pulp.LpConstraintLE, 0)
    made.counts[users, block.c].append((part, listed))
    return carriers


def runs_of(made: Standards, block: Block) -> Runs:
    """What the members of a class hold in the solved program: the standard first, then the
    others."""
    key = block.users, block.c
    if key in made.seated:
        return [(b, number(held)) for sets in made.seated[key] for b, held in sets if number(held)]
    out = number(made.deviating[key])
    parts: list[Runs] = []
    for part, held in made.counts[key] if out else ():
        if isinstance(held, dict):
            counts = {k: number(variable) for k, variable in held.items()}
            if part.laminar:
                parts.append(share_out(counts, out, part.opened))
            else:
                parts.append([(frozenset(k for k, n in counts.items() if n), out)])
            continue
        assert isinstance(held, list)
        runs = [(bundle, number(variable)) for bundle, variable in held if number(variable)]
        rest = out - sum(size for _, size in runs)
        parts.append([*runs, (frozenset(), rest)] if rest else runs)
    others = zip_runs(parts, out) if out else []
    for k, idle in made.idle.get(key, {}).items():
        needed = sum(number(held) for held, _ in made.deviating_with(key, k))
        others = _with_units(others, k, min(out, needed + number(idle)))
    standard = [(b, number(held)) for b, held in made.standard[key] if number(held)]
    return [*standard, *others]


def _with_units(runs: Runs, license: int, units: int) -> Runs:
    """The runs of the deviating members in which so many, or more, hold a license."""
    left = units - sum(size for bundle, size in runs if license in bundle)
    given: Runs = []
    for bundle, size in runs:
        taken = 0 if license in bundle else max(0, min(left, size))
        left -= taken
        given += [(bundle | {license}, taken), (bundle, size - taken)]
    return [(bundle, size) for bundle, size in given if size]
