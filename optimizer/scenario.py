"""A scenario: tables -> tables. Its changes are made one after the other; everything else stays what the workbook says."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import numpy as np

from optimizer.arrays import distinct_rows
from optimizer.problems import Findings
from optimizer.tables import NONE, Assigned, Bools, Change, Floats, Holders, Ints, Owned, Scenario, Tables

MOST = 10**12
"""Counts are below it, as on the sheets themselves."""


def applied(tables: Tables, scenario: Scenario) -> Tables:
    """The tables of that future. Indices stay what they are; offers that are gone are missing from the end result."""
    gone: set[int] = set()
    for change in scenario.changes:
        if change.what in ("Without offer", "Without channel"):
            gone |= {offer for _, offer in change.targets}
        elif change.what == "Without license":
            license = change.targets[0][1]
            gone |= {i for i, offer in enumerate(tables.offers) if license in (offer.license, offer.from_license)}
        tables = _CHANGES[change.what](tables, change)
    tables = replace(tables, offers=tuple(offer for i, offer in enumerate(tables.offers) if i not in gone), scenarios=())
    return replace(tables, assigned=_seated(tables))


def _priced(tables: Tables, change: Change) -> Tables:
    """Price, Price factor."""
    factor = change.what == "Price factor"
    offers = list(tables.offers)
    for _, i in change.targets:
        tiers = tuple((least, price * change.value if factor else change.value) for least, price in offers[i].tiers)
        offers[i] = replace(offers[i], tiers=tiers)
    return replace(tables, offers=tuple(offers))


def _counted(tables: Tables, change: Change) -> Tables:
    """Count, Count factor: rounded half up."""

    def counted(holders: Holders, side: str) -> Holders:
        rows = np.array([i for where, i in change.targets if where == side], np.int64)
        count = holders.count.copy()
        if change.what == "Count":
            count[rows] = change.value
        else:
            known, code = np.unique(count[rows], return_inverse=True)
            grown = [min(MOST, int((n * change.value).quantize(Decimal(1), ROUND_HALF_UP))) for n in known.tolist()]
            count[rows] = np.array(grown, np.int64)[code.reshape(-1)]
        return replace(holders, count=count)

    return replace(tables, users=counted(tables.users, "User"), devices=counted(tables.devices, "Device"))


def _owned(tables: Tables, change: Change) -> Tables:
    """Owned: of several rows the last ones lose units first, and the last one gains them."""
    license = change.targets[0][1]
    rows = [i for i, owned in enumerate(tables.owned) if owned.license == license]
    owned = list(tables.owned)
    left = change.value
    for i in rows:
        quantity = left if i == rows[-1] else min(owned[i].quantity, left)
        owned[i] = replace(owned[i], quantity=quantity)
        left -= quantity
    return replace(tables, owned=(*owned, *(() if rows else (Owned(license, change.value),))))


def _without_license(tables: Tables, change: Change) -> Tables:
    """Without license: it opens nothing, nobody sells it, and nobody owns it."""
    license = change.targets[0][1]
    licenses = [replace(found, covers=()) if k == license else found for k, found in enumerate(tables.licenses)]
    return replace(
        tables,
        licenses=tuple(licenses),
        owned=tuple(owned for owned in tables.owned if owned.license != license),
        assigned=tuple(assigned for assigned in tables.assigned if assigned.license != license),
    )


def _upgraded(tables: Tables, change: Change) -> Tables:
    """Product."""
    server = change.targets[0][1]
    servers = [replace(found, products=change.value) if s == server else found for s, found in enumerate(tables.servers)]
    return replace(tables, servers=tuple(servers))


def _licensed_by(tables: Tables, change: Change) -> Tables:
    """License by."""

    def fixed(holders: Holders, side: str) -> Holders:
        kind = holders.kind.copy()
        kind[[i for where, i in change.targets if where == side]] = change.value
        return replace(holders, kind=kind)

    return replace(tables, users=fixed(tables.users, "User"), devices=fixed(tables.devices, "Device"))


def _frequent(tables: Tables, change: Change) -> Tables:
    """Minimum sessions."""
    return with_access(tables, sessions_of(tables) >= float(change.value))


def sessions_of(tables: Tables) -> Floats:
    """For each row of Access the sessions of its user, device and server, all rows of theirs that count taken together."""
    access = tables.access
    _, place = distinct_rows(tables.users.meant(access.user), tables.devices.meant(access.device), access.server)
    counting = np.where(recent(tables), access.sessions, 0.0)
    return np.asarray(np.bincount(place, weights=counting)[place], np.float64)


def recent(tables: Tables) -> Bools:
    """Rows of Access seen within the Access window, or never dated."""
    window = tables.settings.access_window
    if window is None:
        return np.ones(len(tables.access.rows), bool)
    return np.asarray(~(tables.access.last_seen < np.datetime64(tables.settings.as_of, "D") - window), bool)


def with_access(tables: Tables, rows: Bools) -> Tables:
    """The tables with some rows of Access (bool, a row each) only."""
    access = tables.access
    names = ("user", "device", "server", "narrowed", "sessions", "last_seen", "own", "basis", "purpose", "reason", "rows")
    return replace(tables, access=replace(access, **{name: getattr(access, name)[rows] for name in names}))


def _set(tables: Tables, change: Change) -> Tables:
    """Budget, Horizon, Discount rate."""
    name = change.what.lower().replace(" ", "_")
    return replace(tables, settings=replace(tables.settings, **{name: change.value}))


_CHANGES: Mapping[str, Callable[[Tables, Change], Tables]] = {
    "Price": _priced,
    "Price factor": _priced,
    "Count": _counted,
    "Count factor": _counted,
    "Owned": _owned,
    "Without license": _without_license,
    "Without offer": lambda tables, change: tables,
    "Without channel": lambda tables, change: tables,
    "Product": _upgraded,
    "License by": _licensed_by,
    "Minimum sessions": _frequent,
    "Budget": _set,
    "Horizon": _set,
    "Discount rate": _set,
}


def _seated(tables: Tables) -> tuple[Assigned, ...]:
    """Assigned units, as far as they are still owned and their holders still there: what is beyond is free or gone."""
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
        # A row of Count 0 is left out as on the sheets: its units are free to use, whatever their number.
        quantity = min(assigned.quantity, left[assigned.license], places if count else assigned.quantity)
        if quantity:
            seated.append(replace(assigned, quantity=quantity))
        room[key] -= quantity
        left[assigned.license] -= quantity
    return tuple(seated)


def refuse_clashes(tables: Tables, findings: Findings) -> None:
    """Problems that only the changes together make: pairs that no longer fit, products that a server no longer has."""
    for scenario in tables.scenarios:
        last = {change.what: change for change in scenario.changes}
        future = applied(tables, scenario)
        for change in (change for what, change in last.items() if what.startswith("Count")):
            _refuse_counts(future, scenario, change, findings)
        for change in scenario.changes:
            if change.what == "Product":
                _refuse_narrowed(future, change, findings)


def _refuse_counts(future: Tables, scenario: Scenario, change: Change, findings: Findings) -> None:
    place = future.place("Scenarios", "Target", change.row)
    access = future.access
    rows = np.flatnonzero(access.own)
    users, devices = future.users.meant(access.user[rows]), future.devices.meant(access.device[rows])
    clash = rows[future.users.count[users] != future.devices.count[devices]]
    if len(clash):
        row = int(clash[0])
        u, d = int(future.users.meant(access.user[row])), int(future.devices.meant(access.device[row]))
        findings.problem(
            place,
            f'scenario "{scenario.name}" leaves user "{future.users.names[u]}" with Count {future.users.count[u]} and device '
            f'"{future.devices.names[d]}" with Count {future.devices.count[d]}, but '
            f"{future.place('Access', 'Pairing', int(access.rows[row]))} pairs them one to one.",
            "Change the Count of both.",
        )
    for counts in (future.users.count, future.devices.count):
        if (counts >= MOST).any():
            findings.problem(place, f'scenario "{scenario.name}" makes a Count too large.', "Use a smaller Value.")


def _refuse_narrowed(future: Tables, change: Change, findings: Findings) -> None:
    server = change.targets[0][1]
    access, found = future.access, future.servers[server]
    for code in np.unique(access.narrowed[(access.server == server) & (access.narrowed != NONE)]).tolist():
        lacking = sorted(set(access.products[code]) - set(found.products))
        if lacking:
            rows: Ints = access.rows[(access.server == server) & (access.narrowed == code)]
            findings.problem(
                future.place("Scenarios", "Value", change.row),
                f'server "{found.name}" would no longer have "{future.products[lacking[0]].name}", '
                f"which {future.place('Access', 'Product', int(rows[0]))} uses.",
                "Name that product here too, or clear it there.",
            )
