"""Servers and their products: by what their logs call the product, else by their operating system,
else by its build, and by the roles that were used; else a question."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from optimizer.domain import names as naming
from optimizer.importing.accesses.identities import Identities
from optimizer.importing.accesses.registers import Registers
from optimizer.importing.accesses.rows import SERVICE
from optimizer.importing.decisions import Decisions, Question
from optimizer.importing.meaning import products
from optimizer.importing.meaning.hosts import host_of

REMOTE_DESKTOP_ADMINISTRATION = 2
"""People who may use a server by Remote Desktop to administer it, without the role."""

_PLAIN = re.compile(r"Windows Server \d{4}( R2)?")
"""Windows Server by its year alone: later ones come later by the alphabet too."""


@dataclass(frozen=True, kw_only=True)
class Servers:
    """Products of each server by its key, in order; blank where a question is open; what stands in
    front of what; the product that each role of a server is."""

    products: Mapping[str, tuple[str, ...]]
    front_of: Mapping[str, tuple[str, ...]]
    by_role: Mapping[tuple[str, str, str], str]
    questions: tuple[Question, ...] = field(default=())
    newer: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Servers that exports call by a later Windows than was decided: the decided one, the later."""


def servers_of(
    rows: pd.DataFrame,
    used: Iterable[str],
    session_people: Mapping[str, int],
    identities: Identities,
    registers: Registers,
    *,
    decisions: Decisions,
) -> Servers:
    """The products of every server that is used. `rows` are all rows that name a server."""
    named = rows[["target", "role", "product", "build"]].drop_duplicates()
    said: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for host, role, product, build in named.itertuples(index=False):
        said[host].append((role, product, build))
    windows = _windows(said, identities, registers)
    roles = _roles(rows)
    decided, fronts = _decided(identities, decisions)
    found: dict[str, tuple[str, ...]] = {}
    by_role: dict[tuple[str, str, str], str] = {}
    questions: list[Question] = []
    newer: dict[str, tuple[str, str]] = {}
    for host in sorted(set(used)):
        system = windows.get(host, "")
        list_: dict[str, None] = {}
        asks: list[tuple[str, str]] = []
        older: set[str] = set()
        for role, product in roles.get(host, {("", "")}):
            made = products.product_of(product)
            if made != system and _PLAIN.fullmatch(made) and _PLAIN.fullmatch(system):
                older.add(made)
                made = system
            if not made or made.startswith("Windows Server"):
                made = products.of_role(role, made or system) if role else made or system
            by_role[host, role, product] = made
            if made:
                list_[made] = None
            else:
                asks.append((role, product))
        people = session_people.get(host, 0)
        remote = any(name.startswith("Remote Desktop") for name in list_)
        sessions_ask = people > REMOTE_DESKTOP_ADMINISTRATION and not remote
        if host in decided:
            found[host] = decided[host]
            plain = [n for n in map(products.product_of, decided[host]) if _PLAIN.fullmatch(n)]
            if plain and _PLAIN.fullmatch(system) and max(plain) < system:
                newer[host] = max(plain), system
            continue
        if asks or sessions_ask or not list_:
            found[host] = ()
            questions.append(_question(host, system, tuple(sorted(list_)), asks, people, rows=rows))
            continue
        found[host] = tuple(sorted(list_))
        if older:
            questions.append(_upgraded(host, found[host], sorted(older), rows))
    return Servers(
        products=found,
        front_of=fronts,
        by_role=by_role,
        questions=tuple(questions),
        newer=newer,
    )


def _windows(
    said: Mapping[str, list[tuple[str, str, str]]], identities: Identities, registers: Registers
) -> dict[str, str]:
    """Each server's Windows."""
    found: dict[str, str] = {}
    systems: dict[str, str] = {}
    for computer in registers.computers:
        key = identities.hosts.key(computer.host)
        name = products.product_of(computer.os)
        if not name and products.is_server(computer.os):
            name = products.windows_of_build(computer.build)
        if name:
            systems.setdefault(key, name)
    for host, facts in said.items():
        logged = sorted({products.product_of(product) for _, product, _ in facts})
        own = [name for name in logged if name.startswith("Windows Server")]
        plain = [n for n in (*own, systems.get(host, "")) if _PLAIN.fullmatch(n)]
        if any(_PLAIN.fullmatch(name) for name in own):
            own = [max(plain)]  # what it is now; logs keep what it was before
        built = sorted({products.windows_of_build(build) for _, _, build in facts} - {""})
        found[host] = (own or [systems.get(host, "")])[0] or (built or [""])[0]
    return {**systems, **found}


def _roles(rows: pd.DataFrame) -> dict[str, list[tuple[str, str]]]:
    distinct = rows[["target", "role", "product"]].drop_duplicates()
    result: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for host, role, product in distinct.itertuples(index=False):
        result[host].add((role, product))
    return {host: sorted(found) for host, found in result.items()}


def _decided(
    identities: Identities, decisions: Decisions
) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    chosen: dict[str, tuple[str, ...]] = {}
    fronts: dict[str, tuple[str, ...]] = {}
    for d in decisions.of("Server", "Product"):
        names = tuple(n for n in map(naming.trim, d.value.split(";")) if n)
        if names:
            chosen[identities.hosts.key(host_of(d.name))] = names
    for d in decisions.of("Server", "Front end of"):
        if naming.fold(d.value) != "no":
            fronts[identities.hosts.key(host_of(d.name))] = tuple(
                n for n in map(naming.trim, d.value.split(";")) if n
            )
    return chosen, fronts


def _upgraded(host: str, made: tuple[str, ...], older: list[str], rows: pd.DataFrame) -> Question:
    """A server that its logs call by an earlier version too."""
    return Question(
        kind="Server",
        name=host,
        column="Product",
        proposal="; ".join(made),
        rows=int(rows.loc[(rows["target"] == host).to_numpy(), "read"].sum()),
        why=f"its logs call it {' and '.join(older)} too; it is taken for the newest, as after an "
        "upgrade",
    )


def _question(
    host: str,
    system: str,
    known: tuple[str, ...],
    asks: list[tuple[str, str]],
    people: int,
    *,
    rows: pd.DataFrame,
) -> Question:
    read = int(rows.loc[(rows["target"] == host).to_numpy(), "read"].sum())
    if host.endswith(SERVICE):
        return Question(
            kind="Service",
            name=host.removesuffix(SERVICE),
            column="Server",
            proposal="",
            rows=read,
            why="a service with an account of its own: on which server does it run?",
        )
    if people > REMOTE_DESKTOP_ADMINISTRATION:
        year = system.removeprefix("Windows Server ")
        proposal = f"Remote Desktop Services {year}" if system else ""
        why = (
            f"{people} people had Remote Desktop sessions there, more than administration may: has "
            "it the Remote Desktop role?"
        )
    elif asks and any(role for role, _ in asks):
        role = next(role for role, _ in asks if role)
        proposal = "; ".join(known)
        why = f'which product is its role "{role}"?'
    else:
        proposal = "; ".join(known)
        why = "no export tells its product or its operating system"
    return Question(
        kind="Server", name=host, column="Product", proposal=proposal, rows=read, why=why
    )
