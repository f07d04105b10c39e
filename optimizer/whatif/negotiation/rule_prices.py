"""What the planner's own rules cost: the cheapest plan without each of them, solved, against the
plan. A rule may be right all the same; here stands its price."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from optimizer.domain.answers import RulePrice
from optimizer.domain.options import Options
from optimizer.domain.plan import Plan
from optimizer.domain.tables import Holders, Kind, Purpose, Tables
from optimizer.planning import cheapest

MOST = 24
"""Rules that are left out one by one; each takes a solve."""

ROWS = 6
"""Rows with a rule of their own up to which each is left out for itself, besides all together."""


def rule_prices(tables: Tables, plan: Plan, options: Options) -> tuple[RulePrice, ...]:
    """Each rule, or kind of rule, that changes the plan's cost, the dearest first."""
    found = []
    for number, (rule, where, changed) in enumerate(_without_each(tables)):
        if number == MOST:
            break
        cost = cheapest(changed, options)
        if cost is not None and cost != plan.cost:
            found.append(RulePrice(rule, where, cost, plan.cost - cost))
    return tuple(sorted(found, key=lambda price: (-price.price, price.rule, price.where)))


def _without_each(tables: Tables) -> Iterator[tuple[str, str, Tables]]:
    """(rule, where it stands, the tables without it)."""
    for s, server in enumerate(tables.servers):
        if server.one_kind:
            servers = list(tables.servers)
            servers[s] = replace(server, one_kind=None)
            yield "One kind", server.name, replace(tables, servers=tuple(servers))
    yield from _licensed_by(tables)
    for i, offer in enumerate(tables.offers):
        for rule, without in (
            ("Minimum", replace(offer, minimum=0) if offer.minimum else None),
            ("Maximum", replace(offer, maximum=None) if offer.maximum is not None else None),
        ):
            if without is not None:
                offers = (*tables.offers[:i], without, *tables.offers[i + 1 :])
                yield rule, offer.name, replace(tables, offers=offers)
    for k, license in enumerate(tables.licenses):
        if license.types is not None:
            free = replace(license, types=None)
            licenses = (*tables.licenses[:k], free, *tables.licenses[k + 1 :])
            yield "For", license.name, replace(tables, licenses=licenses)
    if tables.same_holder:
        yield "Same holder", "all families", replace(tables, same_holder={})
    access = tables.access
    if access.own.any():
        every = replace(access, own=np.zeros(len(access.own), bool))
        yield "Pairing Own", f"{int(access.own.sum()):,} rows", replace(tables, access=every)
    for purpose, rule in ((Purpose.EXEMPT, "Exempt"), (Purpose.ADMINISTRATION, "Administration")):
        rows = access.purpose == purpose
        if rows.any():
            use = replace(access, purpose=np.where(rows, Purpose.USE, access.purpose))
            yield rule, f"{int(rows.sum()):,} rows", replace(tables, access=use)


def _licensed_by(tables: Tables) -> Iterator[tuple[str, str, Tables]]:
    """License by of all rows together, and of each where they are few."""
    fixed = [
        (side, row)
        for side, holders in (("users", tables.users), ("devices", tables.devices))
        for row in np.flatnonzero(holders.kind != Kind.EITHER).tolist()
    ]
    if fixed:
        users, devices = (_either(each, None) for each in (tables.users, tables.devices))
        yield "License by", f"{len(fixed):,} rows", replace(tables, users=users, devices=devices)
    for side, row in fixed if 1 < len(fixed) <= ROWS else ():
        holders = tables.users if side == "users" else tables.devices
        changed = _either(holders, row)
        free = (
            replace(tables, users=changed) if side == "users" else replace(tables, devices=changed)
        )
        yield "License by", holders.names[row], free


def _either(holders: Holders, row: int | None) -> Holders:
    kind = holders.kind.copy()
    kind[slice(None) if row is None else row] = Kind.EITHER
    return replace(holders, kind=kind)
