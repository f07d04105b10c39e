"""Who and what the rows name: every spelling met, settled, and put on the rows as keys.

DEFINITIONS
account   key of an account; "" on a row without one
host      key of a computer, `pc1`, `pc1.corp.example`; "" without
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from optimizer.domain import names as naming
from optimizer.importing.accesses.registers import Registers
from optimizer.importing.accesses.rows import SERVICE
from optimizer.importing.decisions import Decisions
from optimizer.importing.grouping.coded import (
    Column,
    changed,
    chosen,
    coded,
    combined,
    distinct_of,
    flags,
    is_text,
)
from optimizer.importing.meaning import products
from optimizer.importing.meaning.accounts import Accounts, Key, Spelling, parse
from optimizer.importing.meaning.hosts import Hosts, address_of, host_of
from optimizer.importing.meaning.never_people import MACHINE, reason


@dataclass(frozen=True, kw_only=True)
class Identities:
    """Accounts and hosts as settled, and what is known of computers: keys of servers and of PCs."""

    accounts: Accounts
    hosts: Hosts
    servers: frozenset[str]
    pcs: frozenset[str]


def identify(
    rows: pd.DataFrame, registers: Registers, decisions: Decisions
) -> tuple[Identities, pd.DataFrame]:
    """Settle all names, and the rows with `account`, `nobody` (why its user is no person),
    `machine` (host of a machine account), `client` (host by name), `ip`, `target` (host of the
    server)."""
    accounts, hosts = Accounts(), Hosts()
    rows = _with_local(rows.assign(server=_of_services(rows["server"], decisions)))
    spelled, distinct = _spellings(rows)
    counts = _counts(rows, spelled, len(distinct))
    computers = {naming.fold(host.host).partition(".")[0] for host in registers.computers}
    nobody = [_nobody(spelling, computers) for spelling in distinct]
    for code, spelling in enumerate(distinct):
        if not nobody[code]:
            accounts.meet(spelling, counts[code])
    machines = [host_of(s.name) if nobody[c] == MACHINE else "" for c, s in enumerate(distinct)]
    clients, client_names = _distinct(rows["device"], host_of)
    ips, ip_names = _distinct(rows["address"], address_of)
    targets, target_names = _distinct(rows["server"], host_of)
    # A device's name that is an address is an address, and an address that is a name is a name.
    moved = [address_of(name) for name in client_names]
    named = [
        "" if address_of(raw) or not _is_name(raw) else host_of(raw)
        for raw in distinct_of(rows["address"])[1]
    ]
    for codes, names in ((clients, client_names), (targets, target_names)):
        _meet(hosts, codes, names, rows)
    for host in filter(None, (*machines, *named)):
        hosts.counts[host] += 0
    _registered(accounts, hosts, registers)
    _decided(accounts, hosts, decisions)
    hosts.settle()
    accounts.hosts = {hosts.key(text).partition(".")[0] for text in hosts.counts}
    accounts.settle()
    keys: list[Key] = [
        "" if n else accounts.account(s) for n, s in zip(nobody, distinct, strict=True)
    ]
    out = rows.assign(
        account=coded(keys, spelled),
        nobody=coded(nobody, spelled),
        machine=coded([hosts.key(m) for m in machines], spelled),
        target=coded([hosts.key(t) for t in target_names], targets),
    )
    client = coded(
        ["" if m else hosts.key(c) for c, m in zip(client_names, moved, strict=True)], clients
    )
    by_name = coded([hosts.key(n) for n in named], ips)
    out["client"] = chosen(is_text(client, ""), by_name, client)
    ip = coded(ip_names, ips)
    out["ip"] = chosen(is_text(ip, ""), coded(moved, clients), ip)
    return (
        Identities(accounts=accounts, hosts=hosts, **_kinds(hosts, registers)),
        out,
    )


def _with_local(rows: pd.DataFrame) -> pd.DataFrame:
    r"""The rows with `.\ann` as what it is, an account of the server's own."""
    typed = flags(rows["user"], lambda text: text.startswith((".\\", "./")))
    own = typed | is_text(rows["domain"], ".")
    if not own.any():
        return rows
    server = changed(rows["server"], lambda text: host_of(text).partition(".")[0])
    bare = changed(rows["user"], lambda text: text[2:])
    return rows.assign(
        domain=chosen(own, server, rows["domain"]), user=chosen(typed, bare, rows["user"])
    )


def _of_services(servers: "pd.Series[str]", decisions: Decisions) -> Column:
    """Servers, those of services as decided."""
    decided = {naming.fold(d.name): d for d in decisions.of("Service", "Server")}
    codes, names = distinct_of(servers)
    meant = []
    for name in names:
        decision = decided.get(naming.fold(name.removesuffix(SERVICE)))
        if name.endswith(SERVICE) and decision is not None:
            decisions.meet(decision)
            meant.append(decision.value)
        else:
            meant.append(name)
    return coded(meant, codes)


def _spellings(rows: pd.DataFrame) -> tuple["np.ndarray", list[Spelling]]:
    """A code a row, and the distinct spellings."""
    codes, distinct = combined(rows, ("user", "domain", "sid", "upn"))
    return codes, [parse(*cells) for cells in distinct.itertuples(index=False)]


def _nobody(spelling: Spelling, computers: set[str]) -> str:
    if not spelling.name and spelling.sid.upper().startswith("S-1-5-21-"):
        return ""
    return reason(
        naming.fold(spelling.domain),
        naming.fold(spelling.name),
        naming.fold(spelling.sid),
        computers,
    )


def _distinct(
    column: "pd.Series[str]", meaning: Callable[[str], str]
) -> tuple["np.ndarray", list[str]]:
    codes, names = distinct_of(column)
    return codes, [meaning(name) for name in names]


def _is_name(text: str) -> bool:
    """Whether what stands for an address is a computer's name (a session's client, at times)."""
    return any(ch.isalpha() for ch in text) and " " not in text and naming.fold(text) not in _LOCAL


_LOCAL = frozenset(("local", "lokal", "locale", "本地", "-"))


def _counts(rows: pd.DataFrame, codes: "np.ndarray", size: int) -> list[int]:
    """The rows that each code stands for."""
    sums = np.bincount(codes, weights=rows["read"].to_numpy(), minlength=size)
    counted: list[int] = sums.astype("int64").tolist()
    return counted


def _meet(hosts: Hosts, codes: "np.ndarray", names: Sequence[str], rows: pd.DataFrame) -> None:
    counts = _counts(rows, codes, len(names))
    for code, name in enumerate(names):
        if name and not address_of(name):
            hosts.meet(name, counts[code])
        elif name:
            hosts.counts[name] += 0


def _registered(accounts: Accounts, hosts: Hosts, registers: Registers) -> None:
    for person in registers.people:
        if person.spelling.name or person.spelling.sid:
            accounts.meet(person.spelling, 0)
            if person.upn and not person.spelling.upn:
                other = parse("", upn=person.upn)
                accounts.link(person.spelling, other, "a row of the directory holds both")
        if person.employee:
            accounts.numbers[naming.fold(person.employee)].append(person.spelling)
        if person.mail:
            accounts.mails[naming.fold(person.mail)].append(person.spelling)
    for _, spelling in registers.members:
        accounts.meet(spelling, 0)
    for spelling, host, server in registers.rosters:
        accounts.meet(spelling, 0)
        hosts.meet(host, 0)
        hosts.counts[host] += 0
        hosts.meet(server, 0)
    for pair in registers.pairs:
        if pair.spelling is not None:
            accounts.meet(pair.spelling, 0)
    names = [
        *(c.host for c in registers.computers),
        *(p.host for p in registers.pairs),
        *(lease.host for lease in registers.leases),
        *(host for _, _, host in registers.addresses),
    ]
    for name in names:
        hosts.counts[name] += 0


def _decided(accounts: Accounts, hosts: Hosts, decisions: Decisions) -> None:
    no = ("", "no")
    for d in decisions.of("Domain", "Same as"):
        if naming.fold(d.value) not in no:
            accounts.same_domains.append((d.name, d.value))
    for d in decisions.of("User", "Same as"):
        if naming.fold(d.value) not in no:
            accounts.same.append((d.name, d.value))
    for d in decisions.of("Address", "Device"):
        hosts.counts[host_of(d.value)] += 0
    for kind in ("Device", "Server"):
        for d in decisions.of(kind, "Same as"):
            if naming.fold(d.value) not in no:
                hosts.same.append((host_of(d.name), host_of(d.value)))
                hosts.counts[host_of(d.name)] += 0


def _kinds(hosts: Hosts, registers: Registers) -> dict[str, frozenset[str]]:
    """Servers and PCs, by their operating system in a register."""
    servers: set[str] = set()
    pcs: set[str] = set()
    for computer in registers.computers:
        if computer.os:
            (servers if products.is_server(computer.os) else pcs).add(hosts.key(computer.host))
    return {"servers": frozenset(servers), "pcs": frozenset(pcs - servers)}
