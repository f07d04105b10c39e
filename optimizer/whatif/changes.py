"""A scenario: tables -> tables. Its changes are made one after the other; everything else stays
what the workbook says."""

from dataclasses import replace

from optimizer.domain.changed import changed, unsold
from optimizer.domain.tables import Assigned, Scenario, Tables


def applied(tables: Tables, scenario: Scenario) -> Tables:
    """The tables of that future. Indices stay what they are; offers that are gone are missing from
    the end result."""
    gone: set[int] = set()
    for change in scenario.changes:
        gone |= unsold(tables, change)
        tables = changed(tables, change)
    tables = replace(
        tables,
        offers=tuple(offer for i, offer in enumerate(tables.offers) if i not in gone),
        scenarios=(),
    )
    return replace(tables, assigned=_seated(tables))


def _seated(tables: Tables) -> tuple[Assigned, ...]:
    """Assigned units, as far as they are still owned and their holders still there: what is beyond
    is free or gone."""
    left = [0] * len(tables.licenses)
    for owned in tables.owned:
        left[owned.license] += owned.quantity
    room: dict[tuple[bool, int, int], int] = {}
    seated = []
    for assigned in tables.assigned:
        holders = tables.users if assigned.user else tables.devices
        key = assigned.user, assigned.license, assigned.holder
        count = int(holders.count[assigned.holder])
        places = room.setdefault(key, count)
        # A row of Count 0 is left out as on the sheets: its units are free to use, whatever their
        # number.
        quantity = min(
            assigned.quantity, left[assigned.license], places if count else assigned.quantity
        )
        if quantity:
            seated.append(replace(assigned, quantity=quantity))
        room[key] -= quantity
        left[assigned.license] -= quantity
    return tuple(seated)
