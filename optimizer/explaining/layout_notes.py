"""Groups whose members hold assigned units, where it matters which of them do."""

from optimizer.domain.arrays import distinct
from optimizer.domain.problems import Findings, Message
from optimizer.domain.tables import Bools, Purpose, Tables

ASSUMED_LAYOUT = Message(
    "assumed-layout",
    'the plan takes for cheapest which members of "{group}" hold the {units} '
    "{units:unit/units} assigned to it, and with {why} that matters.",
    "Give those who hold them a row of their own.",
)


def note_layout(tables: Tables, users: Bools, devices: Bools, findings: Findings) -> None:
    """A note for each group of which some members only hold units, and whose members differ: each
    has a partner of its own, or two of them may be exempt. `users` and `devices` are present."""
    access = tables.access
    sides = (
        (True, tables.users, users, access.user),
        (False, tables.devices, devices, access.device),
    )
    for user, holders, present, column in sides:
        units: dict[int, int] = {}
        first: dict[int, int] = {}
        for assigned in tables.assigned:
            if assigned.user == user and present[assigned.holder] and assigned.quantity:
                units[assigned.holder] = units.get(assigned.holder, 0) + assigned.quantity
                first.setdefault(assigned.holder, assigned.row)
        meant = holders.meant(column)
        told_apart = {
            "Pairing Own": {*distinct(meant[access.own]).tolist()},
            "Administration": {*distinct(meant[access.purpose == Purpose.ADMINISTRATION]).tolist()},
        }
        for row, number in units.items():
            why = [word for word, rows in told_apart.items() if row in rows]
            if holders.count[row] > 1 and number % int(holders.count[row]) and why:
                findings.warn(
                    tables.place("Assigned", "User" if user else "Device", first[row]),
                    ASSUMED_LAYOUT,
                    group=holders.names[row],
                    units=number,
                    why=" and ".join(why),
                )
