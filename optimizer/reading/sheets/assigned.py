"""Assigned -> owned units that already sit with a user or a device."""

from optimizer.domain.keywords import Metric
from optimizer.domain.problems import Findings, Message
from optimizer.domain.tables import NONE, Assigned, Holders, License, Owned
from optimizer.reading import cells
from optimizer.reading.columns import Columns
from optimizer.reading.grids import Grid

NOBODY_HOLDS = Message(
    "nobody-holds", "both User and Device are blank.", "Name the one that holds the unit."
)
TWO_HOLD = Message(
    "two-hold", "both User and Device are filled in.", "Keep the one that holds the unit."
)
WRONG_HOLDER = Message(
    "wrong-holder",
    '"{license}" is a {metric} license, but sits with a {holder}.',
    "Correct the license or its holder.",
)
MORE_THAN_OWNED = Message(
    "more-than-owned",
    '{units} of "{license}" {units:is/are} assigned, but only {owned} {owned:is/are} owned.',
    "Correct Assigned or Owned.",
)


def read_assigned(
    grid: Grid | None,
    users: Holders,
    devices: Holders,
    licenses: list[License],
    owned: list[Owned],
    *,
    findings: Findings,
) -> list[Assigned]:
    """The rows of Assigned, in sheet order; a row that is the same as another one is read as the
    other."""
    if grid is None:
        return []
    columns = Columns(grid, findings)
    names = [license.name for license in licenses]
    given = columns.references("License", names, "Licenses", required=True).tolist()
    user = columns.references("User", users.names, "Users")
    device = columns.references("Device", devices.names, "Devices")
    blank_user, blank_device = columns.codes("User") < 0, columns.codes("Device") < 0
    columns.refuse(
        "User",
        blank_user & blank_device,
        NOBODY_HOLDS,
    )
    columns.refuse(
        "User",
        ~blank_user & ~blank_device,
        TWO_HOLD,
    )
    quantities = columns.each("Quantity", cells.whole, None)
    movable = columns.each("Movable", cells.yes_no, False)
    result = []
    total: dict[int, int] = {}
    for license, u, d, quantity, moves, row in zip(
        given, user.tolist(), device.tolist(), quantities, movable, grid.rows.tolist(), strict=True
    ):
        if license == NONE or (u == NONE) == (d == NONE):
            continue
        holders, holder = (users, u) if u != NONE else (devices, d)
        holder = holder if holders.same_as[holder] == NONE else int(holders.same_as[holder])
        count = int(holders.count[holder])
        units = count if quantity is None else quantity
        wanted = Metric.USER if u != NONE else Metric.DEVICE
        if licenses[license].metric != wanted:
            findings.problem(
                grid.place("License", row),
                WRONG_HOLDER,
                license=licenses[license].name,
                metric=licenses[license].metric,
                holder=wanted.lower(),
            )
            continue
        total[license] = total.get(license, 0) + units
        result.append(Assigned(license, u != NONE, holder, units, moves, row=row))
    have_of: dict[int, int] = {}
    for each in owned:
        have_of[each.license] = have_of.get(each.license, 0) + each.quantity
    last = {assigned.license: assigned.row for assigned in result}
    for license, units in total.items():
        have = have_of.get(license, 0)
        if units > have:
            findings.problem(
                grid.place("License", last[license]),
                MORE_THAN_OWNED,
                units=units,
                license=licenses[license].name,
                owned=have,
            )
    return result
