"""One change applied to tables: what scenarios, sweeps and the timeline have in common."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import numpy as np

from optimizer.domain.access_rows import measured, sessions_of, with_access
from optimizer.domain.kinds_of_change import KIND_OF_CHANGE, ChangeName
from optimizer.domain.planners_rules import without_rule
from optimizer.domain.tables import Change, Holders, Owned, Tables, Thing

MOST = 10**12
"""Counts are below it, as on the sheets themselves."""


def changed(tables: Tables, change: Change) -> Tables:
    """The tables after one change; everything else stays what it is, indices included.

    Offers that are no longer sold stay in the tables: `unsold` names them.
    """
    return EFFECTS[change.what](tables, change)


def unsold(tables: Tables, change: Change, *, conversions: bool = True) -> set[int]:
    """The offers that a change takes off the market, those of a license that goes included.

    `conversions`: an offer that uses up units of that license goes too.
    """
    if not KIND_OF_CHANGE[change.what].withdraws:
        return set()
    if change.what is not ChangeName.WITHOUT_LICENSE:
        return {offer for _, offer in change.targets}
    license = change.targets[0][1]
    return {
        i
        for i, offer in enumerate(tables.offers)
        if license == offer.license or (conversions and license == offer.from_license)
    }


def _priced(tables: Tables, change: Change) -> Tables:
    """Price, Price factor."""
    factor = change.what is ChangeName.PRICE_FACTOR
    offers, servers = list(tables.offers), list(tables.servers)
    for where, i in change.targets:
        if where is Thing.SERVER:  # its CAL mode cost, of a Price factor of all
            paid = servers[i].cal_mode_cost * change.value
            servers[i] = replace(servers[i], cal_mode_cost=paid)
            continue
        tiers = tuple(
            (least, price * change.value if factor else change.value)
            for least, price in offers[i].tiers
        )
        offers[i] = replace(offers[i], tiers=tiers)
    return replace(tables, offers=tuple(offers), servers=tuple(servers))


def _counted(tables: Tables, change: Change) -> Tables:
    """Count, Count factor: rounded half up."""

    def counted(holders: Holders, side: Thing) -> Holders:
        rows = np.array([i for where, i in change.targets if where is side], np.int64)
        count = holders.count.copy()
        if change.what is ChangeName.COUNT:
            count[rows] = change.value
        else:
            known, code = np.unique(count[rows], return_inverse=True)
            grown = [
                min(MOST, int((n * change.value).quantize(Decimal(1), ROUND_HALF_UP)))
                for n in known.tolist()
            ]
            count[rows] = np.array(grown, np.int64)[code.reshape(-1)]
        return replace(holders, count=count)

    users, devices = counted(tables.users, Thing.USER), counted(tables.devices, Thing.DEVICE)
    return replace(tables, users=users, devices=devices)


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
    licenses = [
        replace(found, covers=()) if k == license else found
        for k, found in enumerate(tables.licenses)
    ]
    return replace(
        tables,
        licenses=tuple(licenses),
        owned=tuple(owned for owned in tables.owned if owned.license != license),
        assigned=tuple(assigned for assigned in tables.assigned if assigned.license != license),
    )


def _upgraded(tables: Tables, change: Change) -> Tables:
    """Product."""
    server = change.targets[0][1]
    servers = [
        replace(found, products=change.value) if s == server else found
        for s, found in enumerate(tables.servers)
    ]
    return replace(tables, servers=tuple(servers))


def _licensed_by(tables: Tables, change: Change) -> Tables:
    """License by."""

    def fixed(holders: Holders, side: Thing) -> Holders:
        kind = holders.kind.copy()
        kind[[i for where, i in change.targets if where is side]] = change.value
        return replace(holders, kind=kind)

    return replace(
        tables, users=fixed(tables.users, Thing.USER), devices=fixed(tables.devices, Thing.DEVICE)
    )


def _frequent(tables: Tables, change: Change) -> Tables:
    """Minimum sessions: accesses without any number are never taken to be blocked."""
    rare = sessions_of(tables) < float(change.value)
    return with_access(tables, ~(rare & measured(tables)))


def _set(tables: Tables, change: Change) -> Tables:
    """Budget, Horizon, Discount rate."""
    name = change.what.lower().replace(" ", "_")
    return replace(tables, settings=replace(tables.settings, **{name: change.value}))


def _freed(tables: Tables, change: Change) -> Tables:
    """Without rule."""
    return without_rule(tables, str(change.value))


EFFECTS: Mapping[ChangeName, Callable[[Tables, Change], Tables]] = {
    ChangeName.PRICE: _priced,
    ChangeName.PRICE_FACTOR: _priced,
    ChangeName.COUNT: _counted,
    ChangeName.COUNT_FACTOR: _counted,
    ChangeName.OWNED: _owned,
    ChangeName.WITHOUT_LICENSE: _without_license,
    ChangeName.WITHOUT_OFFER: lambda tables, _change: tables,
    ChangeName.WITHOUT_CHANNEL: lambda tables, _change: tables,
    ChangeName.PRODUCT: _upgraded,
    ChangeName.LICENSE_BY: _licensed_by,
    ChangeName.WITHOUT_RULE: _freed,
    ChangeName.MINIMUM_SESSIONS: _frequent,
    ChangeName.BUDGET: _set,
    ChangeName.HORIZON: _set,
    ChangeName.DISCOUNT_RATE: _set,
}
"""What each change does to tables."""
