"""What the planner's own rules cost: the cheapest plan without each of them, solved, against the
plan. A rule may be right all the same; here stands its price."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain, islice

import numpy as np

from optimizer.domain.answers import RulePrice
from optimizer.domain.options import Options
from optimizer.domain.plan import Plan
from optimizer.domain.tables import NONE, Access, Bools, Holders, Ints, Kind, Purpose, Tables
from optimizer.planning import cheapest
from optimizer.whatif.negotiation.second_host import second_host

MOST = 40
"""Rules that are left out one by one, kinds of rules first; each takes a solve."""

ROWS = 6
"""Rows with a rule of their own up to which each is left out for itself, besides all together."""

Rule = tuple[str, str, Tables, Callable[[Options], str] | None]
"""Which, where it stands, the tables without it, and what would serve instead, where that is
known."""


def rule_prices(tables: Tables, plan: Plan, options: Options) -> tuple[tuple[RulePrice, ...], int]:
    """Each rule, or kind of rule, that changes the plan's cost, the dearest first; and how many
    were not left out for themselves, past MOST."""
    found, rules = [], chain(_kinds(tables), _rows(tables))
    for rule, where, changed, instead in islice(rules, MOST):
        cost = cheapest(changed, options)
        if cost is None or cost == plan.cost:
            continue
        dearer = plan.over_time is None and cost < plan.cost
        hint = instead(options) if instead is not None and dearer else ""
        found.append(RulePrice(rule, where, cost, plan.cost - cost, hint))
    prices = sorted(found, key=lambda price: (-price.price, price.rule, price.where))
    return tuple(prices), sum(1 for _ in rules)


def _kinds(tables: Tables) -> Iterator[Rule]:
    """Whole kinds of rules, and what there is one of a server, an offer, a license, a family."""
    for s, server in enumerate(tables.servers):
        for family in server.one_kind or {}:
            kinds = {f: kind for f, kind in (server.one_kind or {}).items() if f != family}
            servers = list(tables.servers)
            servers[s] = replace(server, one_kind=kinds or None)
            changed = replace(tables, servers=tuple(servers))
            where = f"{tables.families[family]} on {server.name}"
            yield "One kind", where, changed, second_host(changed, s, family)
    fixed = [int((h.kind != Kind.EITHER).sum()) for h in (tables.users, tables.devices)]
    if any(fixed):
        users, devices = (_either(each, None) for each in (tables.users, tables.devices))
        changed = replace(tables, users=users, devices=devices)
        yield "License by", _count(sum(fixed)), changed, None
    for i, offer in enumerate(tables.offers):
        for rule, without in (
            ("Minimum", replace(offer, minimum=0) if offer.minimum else None),
            ("Maximum", replace(offer, maximum=None) if offer.maximum is not None else None),
        ):
            if without is not None:
                offers = (*tables.offers[:i], without, *tables.offers[i + 1 :])
                yield rule, offer.name, replace(tables, offers=offers), None
    for k, license in enumerate(tables.licenses):
        if license.types is not None:
            free = replace(license, types=None)
            licenses = (*tables.licenses[:k], free, *tables.licenses[k + 1 :])
            yield "For", license.name, replace(tables, licenses=licenses), None
    for family in tables.same_holder:
        bases = {f: base for f, base in tables.same_holder.items() if f != family}
        name = tables.families[family]
        yield "Same holder", name, replace(tables, same_holder=bases), None
    for rule, rows, without_it in _access_rules(tables.access):
        if rows.any():
            changed = replace(tables, access=without_it(rows))
            yield rule, _count(int(rows.sum())), changed, None


def _rows(tables: Tables) -> Iterator[Rule]:
    """Each row with a rule of its own, where they are few and more than one."""
    fixed = [
        (users, row)
        for users, holders in ((True, tables.users), (False, tables.devices))
        for row in np.flatnonzero(holders.kind != Kind.EITHER).tolist()
    ]
    for users, row in fixed if 1 < len(fixed) <= ROWS else ():
        holders = _either(tables.users if users else tables.devices, row)
        changed = replace(tables, users=holders) if users else replace(tables, devices=holders)
        yield "License by", holders.names[row], changed, None
    for rule, rows, without_it in _access_rules(tables.access):
        if not 1 < rows.sum() <= ROWS:
            continue
        for row in np.flatnonzero(rows).tolist():
            changed = replace(tables, access=without_it(np.arange(len(rows)) == row))
            yield rule, _access(tables, row), changed, None


def _access_rules(access: Access) -> Iterator[tuple[str, Bools, Callable[[Bools], Access]]]:
    """Rules that stand on rows of Access: which, its rows, and the rows without it."""
    yield "Pairing Own", access.own, lambda rows: replace(access, own=access.own & ~rows)

    def used(rows: Bools) -> Access:
        purpose: Ints = np.where(rows, Purpose.USE, access.purpose)
        return replace(access, purpose=purpose)

    yield "Exempt", access.purpose == Purpose.EXEMPT, used
    yield "Administration", access.purpose == Purpose.ADMINISTRATION, used


def _access(tables: Tables, row: int) -> str:
    """An access row in words."""
    access = tables.access
    user, device = int(access.user[row]), int(access.device[row])
    who = "whoever it is" if user == NONE else tables.users.names[user]
    on = "any device" if device == NONE else tables.devices.names[device]
    return f"{who} on {on}, {tables.servers[int(access.server[row])].name}"


def _count(rows: int) -> str:
    return f"{rows:,} row{'' if rows == 1 else 's'}"


def _either(holders: Holders, row: int | None) -> Holders:
    kind = holders.kind.copy()
    kind[slice(None) if row is None else row] = Kind.EITHER
    return replace(holders, kind=kind)
