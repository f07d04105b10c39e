"""Accesses by keys -> what the workbook holds, in the names that people read.

Everything is sorted, so that the same exports give the same bytes whatever their order.
"""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
import pandas as pd

from optimizer.domain import names as naming
from optimizer.importing.accesses.accesses import Found
from optimizer.importing.accesses.identities import Identities
from optimizer.importing.accesses.registers import Registers
from optimizer.importing.accesses.rows import EPOCH, NONE
from optimizer.importing.accesses.servers import Servers
from optimizer.importing.decisions import Decisions
from optimizer.importing.grouping.coded import (
    Column,
    changed,
    coded,
    column_of,
    combined,
    distinct_of,
    flags,
)
from optimizer.importing.meaning import accounts as accounts_
from optimizer.importing.meaning import hosts as hosts_
from optimizer.importing.meaning.accounts import Key
from optimizer.importing.meaning.hosts import host_of
from optimizer.writing.csv import harmless

Rename = Callable[[str, str], str]
"""(kind, name) -> name: what --pseudonymise does."""


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What an import gives: sheets as lists of records, by column."""

    access: pd.DataFrame
    """Columns of Access, all text but Sessions; Last seen in ISO."""
    users: list[dict[str, object]]
    devices: list[dict[str, object]]
    servers: list[dict[str, object]]
    as_of: date | None
    user_names: Mapping[Key, str] = field(default_factory=dict)
    plain_names: Mapping[Key, str] = field(default_factory=dict)
    """Users before --pseudonymise."""
    host_names: Mapping[str, str] = field(default_factory=dict)


def imported(
    found: Found,
    servers: Servers,
    identities: Identities,
    registers: Registers,
    decisions: Decisions,
    *,
    rename: Rename,
) -> Imported:
    """The sheets of what was found."""
    accesses = found.accesses
    plain = accounts_.names_of(identities.accounts, {*distinct_of(accesses["account"])[1]} - {""})
    users = {key: harmless(rename("user", name)) for key, name in plain.items()}
    fronts = {host for front, target, _, _ in found.fronts for host in (front, target)}
    hosts = _host_names(identities, accesses, fronts, rename)
    table = _merged(accesses, servers)
    table["User"] = changed(table["account"], lambda key: users.get(key, ""))
    table["Device"] = changed(table["device"], lambda key: hosts.get(key, ""))
    table["Server"] = changed(table["server"], hosts.__getitem__)
    table = table.sort_values(["User", "Device", "Server", "Product", "basis"], kind="stable")
    access = pd.DataFrame(
        {
            "User": column_of(table["User"]),
            "Device": column_of(table["Device"]),
            "Server": column_of(table["Server"]),
            "Product": column_of(table["Product"]),
            "Sessions": table["sessions"].to_numpy("int64"),
            "Last seen": _iso(table["day"]),
            "Basis": column_of(table["basis"]),
        }
    )
    last = int(accesses["day"].max()) if len(accesses) else NONE
    return Imported(
        access=access,
        users=_users(users, identities, registers, decisions),
        devices=_devices(table["device"], hosts, identities, registers, decisions),
        servers=_servers(servers, hosts),
        as_of=EPOCH + timedelta(days=last) if last != NONE else None,
        user_names=users,
        plain_names=plain,
        host_names=hosts,
    )


def _iso(days: "pd.Series[int]") -> Column:
    codes, distinct = pd.factorize(days.to_numpy())
    texts = [
        "" if day == NONE else (EPOCH + timedelta(days=day)).isoformat()
        for day in distinct.tolist()
    ]
    return coded(texts, codes)


def _merged(accesses: pd.DataFrame, servers: Servers) -> pd.DataFrame:
    """One row an access: sessions added up, the last day; the product where the server has
    several."""
    codes, distinct = combined(accesses, ("server", "role", "product"))
    narrowed = [
        _narrow(server, role, product, servers)
        for server, role, product in distinct.itertuples(index=False)
    ]
    accesses = accesses.assign(Product=coded(narrowed, codes))
    keys = ["account", "device", "server", "Product", "basis"]
    codes, table = combined(accesses, keys)
    table = table.reset_index(drop=True)
    sums = accesses[["sessions", "day"]].groupby(codes)
    table["sessions"], table["day"] = sums["sessions"].sum(), sums["day"].max()
    return _without_weaker(table)


def _narrow(server: str, role: str, product: str, servers: Servers) -> str:
    listed = servers.products.get(server, ())
    made = servers.by_role.get((server, role, product), "")
    return made if len(listed) > 1 and made in listed and (role or product) else ""


def _without_weaker(table: pd.DataFrame) -> pd.DataFrame:
    """Rostered and Authorised rows stand beside observed ones only where they say more."""
    observed = flags(table["basis"], lambda text: text.startswith("Observed"))
    if observed.all():
        return table
    keys = ["account", "device", "server"]
    codes, distinct = combined(table, keys)
    seen = np.bincount(codes[observed], minlength=len(distinct)) > 0
    return table.loc[observed | ~seen[codes]]


def _host_names(
    identities: Identities, accesses: pd.DataFrame, fronts: AbstractSet[str], rename: Rename
) -> dict[str, str]:
    """Computers' names; a server keeps its own under --pseudonymise."""
    servers = {*distinct_of(accesses["server"])[1], *fronts}
    devices = {*distinct_of(accesses["device"])[1]} - {""}
    plain = hosts_.names_of(identities.hosts, servers | devices)
    return {
        key: harmless(name if key in servers else rename("device", name))
        for key, name in plain.items()
    }


def _users(
    users: Mapping[Key, str], identities: Identities, registers: Registers, decisions: Decisions
) -> list[dict[str, object]]:
    facts: dict[Key, dict[str, object]] = {key: {} for key in users}
    for person in registers.people:
        account = identities.accounts.registered(person.spelling, person.employee, person.mail)
        fact = facts.get(account)
        if fact is None:
            continue
        if person.department:
            fact.setdefault("Department", person.department)
        if person.site:
            fact.setdefault("Site", person.site)
        if person.guest:
            fact["Type"] = "External"
        if person.active is not None:
            fact["Active"] = "No" if not person.active else fact.get("Active", "Yes")
    for column in ("Type", "License by", "Active", "Department", "Site"):
        for d in decisions.of("User", column):
            key = _user_key(d.name, users, identities)
            if key in facts:
                facts[key][column] = d.value
                decisions.meet(d)
    rows = [{"User": users[key], **facts[key]} for key in users]
    return sorted(rows, key=lambda row: str(row["User"]))


def _user_key(text: str, users: Mapping[Key, str], identities: Identities) -> Key:
    """The account that a decision names: by the result's own names, else by a spelling."""
    mine = {naming.fold(name): key for key, name in users.items()}
    return mine.get(naming.fold(text)) or identities.accounts.known(text)


def _devices(
    used: "pd.Series[str]",
    hosts: Mapping[str, str],
    identities: Identities,
    registers: Registers,
    decisions: Decisions,
) -> list[dict[str, object]]:
    facts: dict[str, dict[str, object]] = {key: {} for key in {*distinct_of(used)[1]} - {""}}
    for computer in registers.computers:
        fact = facts.get(identities.hosts.key(computer.host))
        if fact is None:
            continue
        if computer.department:
            fact.setdefault("Department", computer.department)
        if computer.site:
            fact.setdefault("Site", computer.site)
        if computer.active is False:
            fact["Active"] = "No"
    mine = {naming.fold(hosts[key]): key for key in facts}
    for column in ("License by", "Active", "Department", "Site"):
        for d in decisions.of("Device", column):
            key = mine.get(naming.fold(d.name)) or identities.hosts.key(host_of(d.name))
            if key in facts:
                facts[key][column] = d.value
                decisions.meet(d)
    rows = [{"Device": hosts[key], **fact} for key, fact in facts.items()]
    return sorted(rows, key=lambda row: str(row["Device"]))


def _servers(servers: Servers, hosts: Mapping[str, str]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = [
        {
            "Server": hosts[key],
            "Product": "; ".join(products),
            "Front end of": "; ".join(servers.front_of.get(key, ())),
        }
        for key, products in servers.products.items()
        if key in hosts
    ]
    return sorted(rows, key=lambda row: str(row["Server"]))
