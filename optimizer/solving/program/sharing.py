"""Units that sit with a row for good: which of its members hold them is decided with all the rest.

DEFINITIONS (of one row of users or of devices; counts)
    o, k, l     lot, license, line that converts units of the lot into a license of the same metric
    q[o]        units of the lot that sit with the row for good: `quantity`
    H[l,o]      of them, those converted through l, which stay with the row: 0 to q
    N           holdings of the row's classes, in `drawn` (holding.py)
    U[k]        units of k that its members draw from the common supply, 0 to all members

Of each lot, sum over l of H <= q (model 4.3). For each license k the row's members draw

    sum of N that hold k <= sum of (q - H) over its lots of k that last + sum of H that give k +
    U[k]

Units past the members stay where they are, unused; and so do units that the row may not use.
"""

from pulp import LpConstraintLE

from optimizer.domain.tables import Kind
from optimizer.licensing.rules import admits
from optimizer.licensing.stock import Seat
from optimizer.solving.instance import Instance
from optimizer.solving.program.builder import Program, ProgramBuilder, Terms, merged, number


def share(statement: ProgramBuilder) -> None:
    """What the members of rows with shared units draw on them, and on the common supply."""
    rows: dict[tuple[bool, int], list[Seat]] = {}
    for seat in statement.supply.seats:
        if seat.shared:
            rows.setdefault((seat.user, seat.holder), []).append(seat)
    for (users, row), seats in rows.items():
        _share_row(statement, users=users, row=row, seats=seats)


def _share_row(statement: ProgramBuilder, *, users: bool, row: int, seats: list[Seat]) -> None:
    name = f"{'u' if users else 'd'}{row}"
    here, there = dict[int, int](), dict[int, Terms]()
    for seat in seats:
        if not usable(statement.case, seat):
            continue  # it stays and covers nothing
        lot = statement.supply.lots[seat.lot]
        if lot.lasts:
            here[lot.license] = here.get(lot.license, 0) + seat.quantity
        metric, gone = statement.tables.licenses[lot.license].metric, Terms()
        for index, line in statement.supply.numbered_lines():
            if seat.lot in line.lots and statement.tables.licenses[line.license].metric == metric:
                made = statement.variable(f"H_{name}_o{seat.lot}_l{index}", seat.quantity)
                gone.append((made, 1))
                statement.use(line.license, made, 1)
                statement.program.fixed_ways.setdefault((index, seat.lot), []).append(made)
                statement.program.shared[users, row, seat.lot, index] = made
                there.setdefault(line.license, []).append((made, -1))
                if lot.lasts:
                    there.setdefault(lot.license, []).append((made, 1))
        if gone:
            statement.row(f"stay_{name}_o{seat.lot}", gone, LpConstraintLE, seat.quantity)
    side = statement.classes.users if users else statement.classes.devices
    classes = [c for c, pool in enumerate(side.pool.tolist()) if pool == row]
    for license in sorted({k for c in classes for k in statement.drawn.get((users, c), ())}):
        drawn = [
            term for c in classes for term in statement.drawn.get((users, c), {}).get(license, ())
        ]
        most = sum(int(side.members[c]) for c in classes)
        more = statement.variable(f"U_{name}_k{license}", most)
        statement.use(license, more, 1)
        statement.program.taken.setdefault((users, classes[0], license), []).append((more, 1))
        terms = merged([*drawn, *there.get(license, ()), (more, -1)])
        statement.row(f"share_{name}_k{license}", terms, LpConstraintLE, here.get(license, 0))


def usable(case: Instance, seat: Seat) -> bool:
    """Whether License by and For let the units cover anything where they sit."""
    tables = case.tables
    holders, barred = (tables.users, Kind.DEVICE) if seat.user else (tables.devices, Kind.USER)
    if holders.kind[seat.holder] == barred:
        return False
    license = tables.licenses[case.supply.lots[seat.lot].license]
    return not seat.user or admits(license, int(holders.type[seat.holder]))


def staying(case: Instance, program: Program) -> dict[tuple[bool, int], dict[int, int]]:
    """For each row with shared units how many of each license sit there in the end, held or not."""
    result: dict[tuple[bool, int], dict[int, int]] = {}
    for seat in case.supply.seats:
        if not seat.shared:
            continue
        lot, units = case.supply.lots[seat.lot], result.setdefault((seat.user, seat.holder), {})
        left = seat.quantity
        for index, line in case.supply.numbered_lines():
            made = program.shared.get((seat.user, seat.holder, seat.lot, index))
            if made is not None:
                left -= number(made)
                units[line.license] = units.get(line.license, 0) + number(made)
        if lot.lasts:
            units[lot.license] = units.get(lot.license, 0) + left
    return result
