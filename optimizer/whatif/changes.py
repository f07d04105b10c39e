"""A scenario: tables -> tables. Its changes are made one after the other; everything else stays
what the workbook says."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from optimizer.domain.changed import changed, unsold
from optimizer.domain.tables import NONE, Assigned, Change, Scenario, Tables, Thing


def applied(tables: Tables, scenario: Scenario) -> Tables:
    """The tables of that future. Indices stay what they are; offers that are gone are missing from
    the end result. Changes from a day on come after the timeline's own of that day."""
    gone: set[int] = set()
    before = tables
    for change in (change for change in scenario.changes if change.start is None):
        gone |= unsold(tables, change)
        tables = changed(tables, change)
    dated = [change for change in scenario.changes if change.start is not None]
    timeline = sorted([*tables.timeline, *dated], key=lambda change: str(change.start))
    kept = [i for i in range(len(tables.offers)) if i not in gone]
    tables = replace(
        tables,
        offers=tuple(tables.offers[i] for i in kept),
        scenarios=(),
        timeline=tuple(_renumbered(change, kept) for change in timeline),
    )
    return replace(tables, assigned=_seated(tables, before))


def _renumbered(change: Change, kept: Sequence[int]) -> Change:
    """The change where only some offers are left; those that are gone are no target of it."""
    number = {offer: i for i, offer in enumerate(kept)}
    targets = tuple(
        (what, number.get(i, NONE) if what is Thing.OFFER else i) for what, i in change.targets
    )
    return replace(change, targets=tuple(each for each in targets if each[1] != NONE))


def _seated(tables: Tables, before: Tables) -> tuple[Assigned, ...]:
    """Assigned units, as far as they are still owned and their holders still there: what is beyond
    is gone, and units of members who go are free. Units past the members stay where they are."""
    left = [0] * len(tables.licenses)
    for owned in tables.owned:
        left[owned.license] += owned.quantity
    room: Counter[tuple[bool, int, int]] = Counter()
    for assigned in tables.assigned:
        room[_row(assigned)] += assigned.quantity
    for key, units in room.items():
        user, _, holder = key
        then, now = (
            int((each.users if user else each.devices).count[holder]) for each in (before, tables)
        )
        if now:  # a row of Count 0 is left out as on the sheets: all its units are free to use
            room[key] -= max(0, min(units, then) - now)
    seated = []
    for assigned in tables.assigned:
        key = _row(assigned)
        quantity = min(assigned.quantity, left[assigned.license], room[key])
        if quantity:
            seated.append(replace(assigned, quantity=quantity))
        room[key] -= quantity
        left[assigned.license] -= quantity
    return tuple(seated)


def _row(assigned: Assigned) -> tuple[bool, int, int]:
    """Side, license and row that units sit on."""
    return assigned.user, assigned.license, assigned.holder
