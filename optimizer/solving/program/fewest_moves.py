"""Among the cheapest plans the one in which the fewest movable units go to someone else.

A second program over the first one's variables, the cost held (model 5.5).

DEFINITIONS (counts of units)
    h, o, l    holder, lot, line that converts its units; l is KEPT where they stay what they are
    K[o,l]     units of o used so: K[o] and V[l,o] of the first program (buying.py)
    q[h,o]     movable units that sit with h: `seated`
    S[h,o,l]   of them, those that stay with h: 0 to q
    F[o,l]     units used that sit with nobody: in all at most what sits with nobody of o
    Z[o,l]     units converted past the need: of those that give k, at most the surplus of k
    R[o,l]     units that move; C[p] counts what costs p, so that the cost is a short row

    sum over l of S[h,o,l] <= q[h,o]     sum of S that give k <= what h takes of k
    R[o,l] = K[o,l] - F[o,l] - Z[o,l] - sum over h of S[h,o,l]
    minimise sum of R, those into wide licenses aside
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pulp

from optimizer.domain.plan import Holder, Mix, Move
from optimizer.domain.tables import NONE
from optimizer.licensing.metrics import WIDE
from optimizer.licensing.purchase_lines import LineIndex
from optimizer.licensing.stock import LotIndex
from optimizer.solving.instance import Instance
from optimizer.solving.program.builder import Program, Terms, add_row, number

KEPT = LineIndex(NONE)
"""The line number of a unit that is kept as it is."""


@dataclass(frozen=True)
class Moves:
    """The second program's variables: what stays, by (holder, lot, line), and what moves, by (lot,
    line)."""

    stays: dict[tuple[Holder, LotIndex, LineIndex], pulp.LpVariable]
    moved: dict[tuple[LotIndex, LineIndex], pulp.LpVariable]
    seated: dict[tuple[Holder, LotIndex], int]
    held: dict[tuple[Holder, int], Terms]


def ask(case: Instance, program: Program, cost: int) -> Moves:
    """Turn the program into the second one, which costs no more than `cost`, in its own unit."""
    problem, supply = program.problem, case.supply
    _hold_cost(problem, cost)
    seated: dict[tuple[Holder, LotIndex], int] = {}
    for seat in supply.seats:
        if seat.movable:
            key = (seat.user, seat.holder), seat.lot
            seated[key] = seated.get(key, 0) + seat.quantity
    held = _held(case, program, {holder for holder, _ in seated})
    made = Moves({}, {}, seated, held)
    staying: dict[tuple[Holder, int], Terms] = {}
    surplus: dict[int, Terms] = {}
    of_lot = _by_lot(seated)
    for lot, sitting in of_lot.items():
        uses = [
            (line, variable)
            for (line, other), variable in program.converted.items()
            if other == lot
        ]
        uses += [(KEPT, program.kept[lot])] if lot in program.kept else []
        nowhere = supply.lots[lot].pool - sum(sitting.values())
        unseated: Terms = []
        for line, used in uses:
            license = _result(case, lot, line)
            name = f"o{lot}_{'keep' if line == KEPT else f'l{line}'}"
            free = problem.add_variable(f"F_{name}", 0, nowhere, pulp.LpInteger)
            moves = problem.add_variable(f"R_{name}", 0, None, pulp.LpInteger)
            unseated.append((free, 1))
            made.moved[lot, line] = moves
            terms: Terms = [(moves, 1), (free, 1), (used, -1)]
            if line != KEPT:
                spare = problem.add_variable(f"Z_{name}", 0, None, pulp.LpInteger)
                surplus.setdefault(license, []).append((spare, 1))
                terms.append((spare, 1))
            for holder, q in sitting.items():
                stays = problem.add_variable(
                    f"S_{name}_{'u' if holder[0] else 'd'}{holder[1]}", 0, q, pulp.LpInteger
                )
                made.stays[holder, lot, line] = stays
                staying.setdefault((holder, license), []).append((stays, 1))
                terms.append((stays, 1))
            _row(problem, f"moved_{name}", terms, pulp.LpConstraintEQ, 0)
        _row(problem, f"nowhere_o{lot}", unseated, pulp.LpConstraintLE, nowhere)
    own: dict[tuple[Holder, LotIndex], Terms] = {}
    for (holder, lot, _), variable in made.stays.items():
        own.setdefault((holder, lot), []).append((variable, 1))
    for (holder, lot), q in seated.items():
        _row(
            problem,
            f"seated_{'u' if holder[0] else 'd'}{holder[1]}_o{lot}",
            own.get((holder, lot), []),
            pulp.LpConstraintLE,
            q,
        )
    for (holder, license), terms in staying.items():
        below: Terms = [(v, -units) for v, units in held.get((holder, license), ())]
        _row(
            problem,
            f"stays_{'u' if holder[0] else 'd'}{holder[1]}_k{license}",
            [*terms, *below],
            pulp.LpConstraintLE,
            0,
        )
    for license, terms in surplus.items():
        _row(
            problem,
            f"surplus_k{license}",
            [*terms, *program.balances.get(license, ())],
            pulp.LpConstraintLE,
            0,
        )
    # A unit that becomes a license for all at once ends with nobody else.
    personal = [
        v
        for (lot, line), v in made.moved.items()
        if case.tables.licenses[_result(case, lot, line)].metric not in WIDE
    ]
    problem.setObjective(pulp.LpAffineExpression([(v, 1) for v in personal]))
    return made


def _by_lot(seated: Mapping[tuple[Holder, LotIndex], int]) -> dict[LotIndex, dict[Holder, int]]:
    """Lot -> holder -> its movable units of the lot, in the same order."""
    result: dict[LotIndex, dict[Holder, int]] = {}
    for (holder, lot), units in seated.items():
        result.setdefault(lot, {})[holder] = units
    return result


def _hold_cost(problem: pulp.LpProblem, cost: int) -> None:
    """No more than the least cost, by way of one count for each price: a row of thousands of prices
    stalls the solver."""
    by_price: dict[int, Terms] = {}
    for variable, price in problem.objective.items():
        by_price.setdefault(int(price), []).append((variable, 1))
    total: Terms = []
    for price, terms in by_price.items():
        count = problem.add_variable(f"C_{price}", 0, None, pulp.LpInteger)
        _row(problem, f"priced_{price}", [*terms, (count, -1)], pulp.LpConstraintLE, 0)
        total.append((count, price))
    _row(problem, "cost", total, pulp.LpConstraintLE, cost)


def _row(problem: pulp.LpProblem, name: str, terms: Terms, sense: int, rhs: int) -> None:
    if terms:
        add_row(problem, name, terms, sense, rhs)


def _held(
    case: Instance, program: Program, holders: set[Holder]
) -> dict[tuple[Holder, int], Terms]:
    """What each holder with movable units takes from the common supply, by license; its classes are
    its alone."""
    result: dict[tuple[Holder, int], Terms] = {}
    for users, side in ((True, case.classes.users), (False, case.classes.devices)):
        of_class = {
            c: (users, row)
            for c, row in zip(side.class_of.tolist(), side.row.tolist(), strict=True)
            if c != NONE
        }
        for (also_users, c, license), terms in program.taken.items():
            if also_users == users and of_class.get(c) in holders:
                result.setdefault((of_class[c], license), []).extend(terms)
    return result


def moves_of(case: Instance, made: Moves, mix: Mix) -> tuple[Move, ...]:
    """The moves of the solved second program: who gives and who takes, matched in sheet order."""
    supply = case.supply
    left = dict(made.seated)
    room = _room(case, mix)
    for (holder, lot, line), variable in made.stays.items():
        left[holder, lot] -= number(variable)
        there = room[_result(case, lot, line)]
        there[holder] = there.get(holder, 0) - number(variable)
    moves = []
    givers = _by_lot(left)
    for (lot, line), variable in made.moved.items():
        wanted = number(variable)
        takers = room[_result(case, lot, line)]
        for origin, target, units in matched(givers[lot], takers, wanted):
            moves.append(Move(supply.lots[lot].license, origin, target, units))
    return tuple(moves)


def matched(
    givers: dict[Holder, int], takers: dict[Holder, int], wanted: int
) -> Iterator[tuple[Holder, Holder, int]]:
    """So many units from the first of the givers to the first of the takers, never to the giver
    itself: who gives, who takes, how many. What is given and taken is subtracted."""
    targets = [target for target, room in takers.items() if room > 0]
    first = 0  # all before it are served
    for origin, units_left in givers.items():
        at, left = first, units_left
        while wanted > 0 and left > 0 and at < len(targets):
            target = targets[at]
            units = min(wanted, left, takers[target]) if target != origin else 0
            if units > 0:
                yield origin, target, units
                wanted -= units
                left -= units
                takers[target] -= units
            if not takers[target] and at == first:
                first += 1
            if target == origin or not takers[target]:
                at += 1
        givers[origin] = left


def _result(case: Instance, lot: LotIndex, line: LineIndex) -> int:
    """The license that a unit of the lot is in the end."""
    return case.supply.lots[lot].license if line == KEPT else case.supply.lines[line].license


def _room(case: Instance, mix: Mix) -> dict[int, dict[Holder, int]]:
    """License -> holder -> units held, those that sit there for good aside."""
    room: dict[int, dict[Holder, int]] = {k: {} for k in range(len(case.tables.licenses))}
    for users, holding in ((True, mix.users), (False, mix.devices)):
        rows = zip(
            holding.row.tolist(), holding.members.tolist(), holding.bundle.tolist(), strict=True
        )
        for row, members, bundle in rows:
            for k in holding.bundles[bundle]:
                room[k][users, row] = room[k].get((users, row), 0) + members
    for seat in case.supply.seats:
        license, holder = case.supply.lots[seat.lot].license, (seat.user, seat.holder)
        if not seat.movable and case.supply.lots[seat.lot].lasts and holder in room[license]:
            room[license][holder] = max(0, room[license][holder] - seat.quantity)
    return room
