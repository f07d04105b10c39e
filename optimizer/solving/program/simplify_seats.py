"""Units that sit with holders for good, in the program of a simpler plan (simplify.py).

DEFINITIONS (beside those of simplify.py)
way          what becomes of a unit that sits with a member: kept, or converted (bundles.py)
R            the licenses that a member's units are in the end, a set
P[c,b,i]     members who hold just the standard b, their units gone the ways i; R is within b
N[c,i,j]     members who deviate: their units gone the ways i, and licenses j beside them
I[c,k]       deviating members of a row that shares units of k who hold k and do not need it
S[k]         units of k that sit with the row in the end (sharing.py), no more than its members

    of a class with seats     sum of P + sum of N = m        d = sum of N
    of a row that shares      sum of P over b with k + sum of N with k + sum of I[k] >= S[k]

A unit that may cover nothing where it sits is told apart from the standard by nobody's choice, and
a row may hold more units than members once some are converted: neither is posed here.
"""

from collections.abc import Iterator, Mapping, Sequence

import pulp

from optimizer.licensing.stock import LotIndex
from optimizer.solving.bundles import Chosen, Component, Fates, irredundant
from optimizer.solving.instance import Instance
from optimizer.solving.program.builder import ProgramBuilder, Terms, merged
from optimizer.solving.program.holding import distinct, go, result
from optimizer.solving.program.sharing import usable
from optimizer.solving.program.standards import Block, Standards

MOST_SETS = 400
"""Ways and licenses of one member past which they are not listed."""


def all_usable(case: Instance) -> bool:
    """Whether every unit that sits with somebody for good may cover something there."""
    return all(usable(case, seat) for seat in case.supply.seats if not seat.movable)


def seated_block(
    statement: ProgramBuilder, made: Standards, block: Block, components: Sequence[Component]
) -> bool:
    """One class whose members have units: who holds the standard, who deviates, and what covers its
    elements. False where there are too many sets."""
    users, c, m = block.users, block.c, block.members
    name = f"{'u' if users else 'd'}{c}"
    seats = {lot: ways for part in components for lot, ways in part.seats.items()}
    opened = {k: each for part in components for k, each in part.opened.items()}
    elements = frozenset().union(*(part.elements for part in components))
    standard: list[tuple[frozenset[int], pulp.LpVariable]] = []
    others: list[tuple[frozenset[int], pulp.LpVariable]] = []
    carriers: dict[int, Terms] = {e: [] for e in elements}
    for i, chosen in enumerate(_choices(statement, list(seats.items()))):
        results = frozenset(result(statement, lot, way) for lot, way in chosen)
        base = frozenset().union(*(seats[lot][way] for lot, way in chosen))
        rest = {k: each - base for k, each in opened.items() if each - base and k not in results}
        extras = irredundant(rest)
        if extras is None or len(others) + len(extras) > MOST_SETS:
            return False
        for n, extra in enumerate([frozenset[int](), *extras]):
            held = statement.variable(f"N_{name}_w{i}_b{n}", m)
            others.append((results | extra, held))
            _take(statement, block, chosen, extra, held)
            for e in base.union(*(opened[k] for k in extra)):
                carriers[e].append((held, 1))
        for n, (bundle, z) in enumerate(made.chosen[users, block.department]):
            if not results <= bundle or not made.may_hold(statement, block, bundle - results):
                continue
            held = statement.variable(f"P_{name}_w{i}_b{n}", m)
            standard.append((bundle, held))
            statement.row(f"only_{name}_w{i}_b{n}", [(held, 1), (z, -m)], pulp.LpConstraintLE, 0)
            _take(statement, block, chosen, bundle - results, held)
            ways = statement.ways.opened
            for e in base.union(*(ways[k] & elements for k in bundle - results)):
                carriers[e].append((held, 1))
    out = statement.variable(f"d_{name}", m)
    made.deviating[users, c] = out
    made.seated[users, c] = standard, others
    terms: Terms = [(held, 1) for _, held in others]
    statement.row(f"others_{name}", [*terms, (out, -1)], pulp.LpConstraintEQ, 0)
    whole: Terms = [(held, 1) for _, held in standard]
    statement.row(f"members_{name}", [*whole, (out, 1)], pulp.LpConstraintEQ, m)
    for e in sorted(elements):
        x = statement.variable(f"{'X' if users else 'Y'}_{name}_e{e}")
        statement.covers[users, c, e] = [(x, 1)]
        statement.row(f"open_{name}_e{e}", [*carriers[e], (x, -m)], pulp.LpConstraintGE, 0)
    return True


def _choices(
    statement: ProgramBuilder, seats: Sequence[tuple[LotIndex, Fates]], taken: Chosen = ()
) -> Iterator[Chosen]:
    """Every way that a member's units may go, those taken first; what gives a license twice is not
    gone on with, so that nothing is listed in vain."""
    if not seats:
        yield taken
        return
    (lot, ways), *rest = seats
    for way in ways:
        chosen = (*taken, (lot, way))
        if distinct(statement, chosen):
            yield from _choices(statement, rest, chosen)
    if not statement.supply.lots[lot].lasts:
        yield from _choices(statement, rest, taken)


def _take(
    statement: ProgramBuilder,
    block: Block,
    chosen: Chosen,
    extra: frozenset[int],
    held: pulp.LpVariable,
) -> None:
    """What the members draw on: licenses beside their units, and the lines that convert those."""
    for k in sorted(extra):
        statement.use(k, held, 1, (block.users, block.c))
    for lot, way in chosen:
        go(statement, lot, way, held)


def may_sit(case: Instance) -> dict[tuple[bool, int], set[int]]:
    """The licenses whose shared units may be with each row (users?, row) in the end."""
    found: dict[tuple[bool, int], set[int]] = {}
    for seat in case.supply.seats:
        if seat.shared:
            lot = case.supply.lots[seat.lot]
            here = found.setdefault((seat.user, seat.holder), set())
            metric = case.tables.licenses[lot.license].metric
            here |= {lot.license} if lot.lasts else set()
            here |= {
                line.license
                for line in case.supply.lines
                if seat.lot in line.lots and case.tables.licenses[line.license].metric is metric
            }
    return found


def hold_idle(
    statement: ProgramBuilder, made: Standards, block: Block, sitting: Mapping[int, Terms]
) -> None:
    """I[c,k]: who deviates may hold a unit of its row that it does not need; `sitting` are the
    variables of the deviating members that hold each license."""
    name = f"{'u' if block.users else 'd'}{block.c}"
    out = made.deviating[block.users, block.c]
    for k in sorted(made.sit.get((block.users, block.row), ())):
        idle = statement.variable(f"I_{name}_k{k}", block.members)
        statement.use(k, idle, 1, (block.users, block.c))
        made.idle.setdefault((block.users, block.c), {})[k] = idle
        terms = [(idle, 1.0), *sitting.get(k, ()), (out, -1.0)]
        statement.row(f"idle_{name}_k{k}", merged(terms), pulp.LpConstraintLE, 0)


def keep_shared(statement: ProgramBuilder, made: Standards, blocks: Sequence[Block]) -> bool:
    """Units that a row shares are held by its members, as far as there are any; False where that
    cannot be said."""
    shared = [seat for seat in statement.supply.seats if seat.shared]
    rows = {
        (at.user, at.holder): [s for s in shared if (s.user, s.holder) == (at.user, at.holder)]
        for at in shared
    }
    lines, lots = statement.supply.lines, statement.supply.lots
    for (users, row), seats in rows.items():
        mine = [b for b in blocks if b.users == users and b.row == row]
        members = sum(b.members for b in mine)
        for k in sorted(made.sit[users, row]):
            units = sum(s.quantity for s in seats if lots[s.lot].license == k and lots[s.lot].lasts)
            converted: Terms = []
            for (also, other, lot, line), gone in statement.program.shared.items():
                if (also, other) == (users, row) and lots[lot].license == k and lots[lot].lasts:
                    converted.append((gone, 1))
                if (also, other) == (users, row) and lines[line].license == k:
                    converted.append((gone, -1))
            most = units + sum(s.quantity for s in seats if lots[s.lot].license != k)
            if converted and most > members:
                return False
            holding = [term for b in mine for term in made.holders_of(b, k)]
            name = f"sit_{'u' if users else 'd'}{row}_k{k}"
            least = min(units, members)
            statement.row(name, merged([*holding, *converted]), pulp.LpConstraintGE, least)
    return True
