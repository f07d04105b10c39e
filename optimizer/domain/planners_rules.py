"""The planner's own rules in tables, each with the tables as they would be without it: what rules
cost, and what-ifs that leave one out, go by them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from optimizer.domain import names as naming
from optimizer.domain.tables import NONE, Access, Bools, Holders, Ints, Kind, Purpose, Tables

ROWS = 6
"""Rows with a rule of their own up to which each is left out for itself, besides all together."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule, or a kind of rule: which, where it stands (`whole`: on that many rows), and the
    tables without it. `at` is server and family of One kind."""

    rule: str
    where: str
    whole: bool
    without: Callable[[], Tables]
    at: tuple[int, int] | None = None

    @property
    def name(self) -> str:
        """What a row of Scenarios calls it: `One kind: Remote Desktop on RDS01`, `License by`."""
        return self.rule if self.whole else f"{self.rule}: {self.where}"


def rules_of(tables: Tables, *, each: bool = False) -> Iterator[Rule]:
    """Whole kinds of rules first, with what there is one of a server, an offer, a license, a
    family; then each row with a rule of its own, where these are few and more than one, or `each`
    of them."""
    yield from _of_servers(tables)
    fixed = [int((h.kind != Kind.EITHER).sum()) for h in (tables.users, tables.devices)]
    if any(fixed):
        yield Rule(
            rule="License by",
            where=_count(sum(fixed)),
            whole=True,
            without=lambda: replace(
                tables, users=_either(tables.users, None), devices=_either(tables.devices, None)
            ),
        )
    yield from _of_offers(tables)
    yield from _of_licenses(tables)
    for rule, rows, without_it in _access_rules(tables.access):
        if rows.any():
            yield Rule(
                rule=rule,
                where=_count(int(rows.sum())),
                whole=True,
                without=partial(_rows_without, tables, without_it, rows),
            )
    yield from _of_rows(tables, each=each)


def without_rule(tables: Tables, name: str) -> Tables:
    """The tables without the rule of that name; the same where it is not there (any more)."""
    found = rule_called(tables, name)
    return tables if found is None else found.without()


def rule_called(tables: Tables, name: str) -> Rule | None:
    """The rule of that name, each row's included."""
    wanted = naming.fold(name)
    return next((r for r in rules_of(tables, each=True) if naming.fold(r.name) == wanted), None)


def _of_servers(tables: Tables) -> Iterator[Rule]:
    for s, server in enumerate(tables.servers):
        for family in server.one_kind:
            where = f"{tables.families[family]} on {server.name}"
            yield Rule(
                rule="One kind",
                where=where,
                whole=False,
                without=partial(_either_kind, tables, s, family),
                at=(s, family),
            )


def _of_offers(tables: Tables) -> Iterator[Rule]:
    for i, offer in enumerate(tables.offers):
        for rule, free in (
            ("Minimum", replace(offer, minimum=0) if offer.minimum else None),
            ("Maximum", replace(offer, maximum=None) if offer.maximum is not None else None),
        ):
            if free is not None:
                offers = (*tables.offers[:i], free, *tables.offers[i + 1 :])
                yield Rule(
                    rule=rule,
                    where=offer.name,
                    whole=False,
                    without=partial(replace, tables, offers=offers),
                )


def _of_licenses(tables: Tables) -> Iterator[Rule]:
    for k, license in enumerate(tables.licenses):
        if license.types is not None:
            free = replace(license, types=None)
            licenses = (*tables.licenses[:k], free, *tables.licenses[k + 1 :])
            yield Rule(
                rule="For",
                where=license.name,
                whole=False,
                without=partial(replace, tables, licenses=licenses),
            )
    for family in tables.same_holder:
        bases = {f: base for f, base in tables.same_holder.items() if f != family}
        yield Rule(
            rule="Same holder",
            where=tables.families[family],
            whole=False,
            without=partial(replace, tables, same_holder=bases),
        )


def _of_rows(tables: Tables, *, each: bool) -> Iterator[Rule]:
    fixed = [
        (users, row)
        for users, holders in ((True, tables.users), (False, tables.devices))
        for row in np.flatnonzero(holders.kind != Kind.EITHER).tolist()
    ]
    for users, row in fixed if each or 1 < len(fixed) <= ROWS else ():
        name = (tables.users if users else tables.devices).names[row]
        yield Rule(
            rule="License by",
            where=name,
            whole=False,
            without=partial(_free, tables, "users" if users else "devices", row),
        )
    for rule, rows, without_it in _access_rules(tables.access):
        if not (each or 1 < rows.sum() <= ROWS):
            continue
        for row in np.flatnonzero(rows).tolist():
            yield Rule(
                rule=rule,
                where=_access(tables, row),
                whole=False,
                without=partial(_row_without, tables, without_it, row),
            )


def _either_kind(tables: Tables, s: int, family: int) -> Tables:
    """Without One kind of a family on a server."""
    kinds = {f: k for f, k in tables.servers[s].one_kind.items() if f != family}
    servers = list(tables.servers)
    servers[s] = replace(servers[s], one_kind=kinds)
    return replace(tables, servers=tuple(servers))


def _free(tables: Tables, side: str, row: int) -> Tables:
    """Without License by of a row of Users or Devices."""
    if side == "users":
        return replace(tables, users=_either(tables.users, row))
    return replace(tables, devices=_either(tables.devices, row))


def _rows_without(tables: Tables, without_it: Callable[[Bools], Access], rows: Bools) -> Tables:
    return replace(tables, access=without_it(rows))


def _row_without(tables: Tables, without_it: Callable[[Bools], Access], row: int) -> Tables:
    return _rows_without(tables, without_it, np.arange(len(tables.access.own)) == row)


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
