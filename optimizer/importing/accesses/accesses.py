"""Rows -> accesses: the whole road of the rules on one screen."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from optimizer.importing.accesses.addresses import (
    AtTheTime,
    Resolved,
    evidence_of,
    frame_of,
    resolve,
)
from optimizer.importing.accesses.basis import ADDRESS, AUTHORISED, MACHINE, OBSERVED, ROSTERED
from optimizer.importing.accesses.folding import folded
from optimizer.importing.accesses.identities import Identities
from optimizer.importing.accesses.lines import Lines
from optimizer.importing.accesses.registers import Registers
from optimizer.importing.accesses.rows import NONE, Grouped
from optimizer.importing.accesses.rules import (
    Counted,
    machines_as_actors,
    not_pcs,
    not_the_server_itself,
    only_what_counts,
    people_only,
    public_addresses,
    without_own_servers,
)
from optimizer.importing.accesses.sessions import (
    clients_of_sessions,
    people_of,
    through_sessions,
)
from optimizer.importing.choices import Machines
from optimizer.importing.decisions import Decisions
from optimizer.importing.grouping.coded import (
    Column,
    alike,
    changed,
    chosen,
    column_of,
    combined,
    distinct_of,
    flags,
    is_text,
    joined,
    of,
    one,
)
from optimizer.importing.meaning.accounts import Spelling
from optimizer.importing.meaning.hosts import address_of, host_of

COLUMNS = [
    "account", "device", "server", "role", "product", "basis", "sessions", "day", "read", "public",
    "row",
]  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Found:
    """The accesses by keys, and what was counted on the way.

    `accesses` has the columns of `COLUMNS`, a row a row (its number `row`, -1 of none, and its
    `lines` of days); `fronts` are (server as client,
    server, accounts, rows); `how` counts rows by how their address was resolved.
    """

    accesses: pd.DataFrame
    lines: Lines
    dropped: Counter[tuple[int, str]]
    fronts: tuple[tuple[str, str, int, int], ...]
    session_people: Mapping[str, int]
    how: Mapping[str, int]
    several: tuple[tuple[str, int], ...]
    through_sessions: int
    folded: int
    servers: frozenset[str]


def accesses_of(
    rows: pd.DataFrame,
    tables: list[Grouped],
    identities: Identities,
    registers: Registers,
    decisions: Decisions,
    *,
    lines: Lines,
    authorised: Sequence[tuple[str, Spelling]],
    machines_how: Machines = Machines.UNATTENDED,
    fold_unknown: bool = True,
) -> Found:
    """All accesses; `lines` are of the rows, `authorised` are (server, account) that group members
    may use."""
    counted = Counted(lines)
    rows = only_what_counts(rows, tables, counted)
    resolved = _addresses(rows, lines, identities, registers, decisions)
    unnamed = is_text(rows["client"], "")
    client = chosen(unnamed, resolved.host, rows["client"])
    how = chosen(unnamed, resolved.how, one("", len(rows)))
    hows = _sums(how, rows["read"])
    several = _several(rows, how)
    rows = rows.assign(resolved=client)
    people, machines = people_only(rows, counted)
    client = column_of(people["resolved"])
    people, client, pcs = not_pcs(people, client, identities, counted)
    servers = identities.servers | ({*distinct_of(rows["target"])[1]} - identities.pcs)
    people, client = not_the_server_itself(people, client, counted)
    is_session = people["file"].isin(_session_files(tables)).to_numpy()
    sessions = people.loc[is_session]
    clients = clients_of_sessions(sessions, _client_or_address(people, client)[is_session])
    hosts = frozenset(distinct_of(sessions["target"])[1])
    people, client, through = through_sessions(people, client, hosts, clients)
    declared = {
        identities.hosts.key(host_of(d.name)) for d in decisions.of("Server", "Front end of")
        if d.value.strip().lower() != "no"
    }  # fmt: skip
    people, client, _ = without_own_servers(
        people, client, declared, counted, "a front end's: its users count by Front end of"
    )
    people, client, own = without_own_servers(people, client, servers, counted)
    fronts = _fronts(own)
    public = public_addresses(people, client)
    device = _client_or_address(people, client)
    basis = changed(device, lambda text: ADDRESS if address_of(text) else OBSERVED)
    observed = _frame(people, device, basis, public)
    attended = {*distinct_of(client)[1]} | _attended(pcs, registers, identities)
    actors = machines_as_actors(machines, servers, attended, machines_how, counted)
    alone = _frame(
        actors.assign(account=one("", len(actors))),
        column_of(actors["machine"]),
        one(MACHINE, len(actors)),
        np.zeros(len(actors), bool),
    )
    granted = _granted(authorised, identities)
    rostered = _rostered(registers, identities, observed)
    accesses = joined([observed, alone, granted, rostered])
    count = 0
    if fold_unknown:
        accesses, count = folded(accesses, accesses["public"].to_numpy(bool))
    return Found(
        accesses=accesses,
        lines=lines,
        dropped=counted.dropped,
        fronts=fronts,
        session_people=people_of(sessions),
        how=hows,
        several=several,
        through_sessions=through,
        folded=count,
        servers=servers,
    )


def _session_files(tables: Sequence[Grouped]) -> list[int]:
    return [n for n, t in enumerate(tables) if t.recognised.source.gives == "sessions"]


def _client_or_address(rows: pd.DataFrame, client: Column) -> Column:
    """The client where it is known, else its address where that is one device's."""
    private = is_text(client, "") & ~public_addresses(rows, client)
    return chosen(private, rows["ip"], client)


def _sums(column: Column, read: "pd.Series[int]") -> dict[str, int]:
    """Rows by a column's text, blank aside."""
    codes, texts = distinct_of(column)
    sums = np.bincount(codes, weights=read.to_numpy(), minlength=len(texts)).astype("int64")
    return {text: count for text, count in zip(texts, sums.tolist(), strict=True) if text}


def _addresses(
    rows: pd.DataFrame,
    lines: Lines,
    identities: Identities,
    registers: Registers,
    decisions: Decisions,
) -> Resolved:
    """The host of the address of each row without a client; of others it may lack evidence."""
    key = identities.hosts.key
    client, machine = column_of(rows["client"]), column_of(rows["machine"])
    no_client, no_machine = is_text(client, ""), is_text(machine, "")
    taught = ~is_text(rows["ip"], "") & ~(no_client & no_machine)
    taught &= no_client | no_machine | alike(client, machine)
    asked = {*distinct_of(column_of(rows["ip"])[no_client])[1]}
    taught &= flags(rows["ip"], asked.__contains__)
    place, line = lines.of(rows["row"].to_numpy()[taught])
    learnt = pd.DataFrame(
        {
            "address": column_of(rows["ip"])[taught][place],
            "day": lines.day[line],
            "host": chosen(no_client, machine, client)[taught][place],
        }
    )
    learnt = combined(learnt, list(learnt))[1]
    leases = [replace(lease, host=key(lease.host)) for lease in registers.leases]
    named = frame_of((a, day, key(host)) for a, day, host in registers.addresses)
    evidence = joined([learnt, evidence_of(leases), named])
    decided = {address_of(d.name): key(host_of(d.value)) for d in decisions.of("Address", "Device")}
    return resolve(rows, evidence, AtTheTime(leases), decided=decided)


def _several(rows: pd.DataFrame, how: Column) -> tuple[tuple[str, int], ...]:
    """Addresses of which the evidence contradicts itself, with their rows."""
    doubtful = rows.loc[is_text(how, "several")]
    return tuple(sorted(_sums(column_of(doubtful["ip"]), doubtful["read"]).items()))


def _frame(rows: pd.DataFrame, device: Column, basis: Column, public: "np.ndarray") -> pd.DataFrame:
    return pd.DataFrame(
        {
            "account": column_of(rows["account"]),
            "device": device,
            "server": column_of(rows["target"]),
            "role": column_of(rows["role"]),
            "product": column_of(rows["product"]),
            "basis": basis,
            "sessions": rows["sessions"].to_numpy("int64"),
            "day": rows["day"].to_numpy("int64"),
            "read": rows["read"].to_numpy("int64"),
            "public": public,
            "row": rows["row"].to_numpy("int64"),
        },
        copy=False,
    )


def _fronts(own: pd.DataFrame) -> tuple[tuple[str, str, int, int], ...]:
    """Our servers that people's accounts came from: candidates for Front end of."""
    if not len(own):
        return ()
    grouped = own.groupby(["front", "target"], observed=True).agg(
        n=("account", "nunique"), read=("read", "sum")
    )
    return tuple(
        (str(front), str(target), int(n), int(read))
        for (front, target), n, read in zip(
            grouped.index, grouped["n"], grouped["read"], strict=True
        )
    )


def _attended(pcs: pd.DataFrame, registers: Registers, identities: Identities) -> set[str]:
    """Devices that somebody is known to use beside the accesses: by their own logs, by
    registers."""
    key = identities.hosts.key
    return {*distinct_of(pcs["target"])[1]} | {
        key(p.host) for p in registers.pairs if p.spelling is not None
    }


def _granted(authorised: Sequence[tuple[str, Spelling]], identities: Identities) -> pd.DataFrame:
    rows = sorted(
        {
            (identities.accounts.account(spelling), identities.hosts.key(host_of(server)))
            for server, spelling in authorised
        },
        key=str,
    )
    return _edges([(account, "", server) for account, server in rows], AUTHORISED)


def _rostered(registers: Registers, identities: Identities, observed: pd.DataFrame) -> pd.DataFrame:
    """Each person with each server that the workplace is seen to use, or that the roster names."""
    if not registers.rosters:
        return _edges([], ROSTERED)
    used: dict[str, set[str]] = {}
    for device, server in observed[["device", "server"]].drop_duplicates().itertuples(index=False):
        used.setdefault(device, set()).add(server)
    edges = set()
    for spelling, host, server in registers.rosters:
        account, device = identities.accounts.account(spelling), identities.hosts.key(host)
        named = {identities.hosts.key(server)} if server else used.get(device, set())
        edges |= {(account, device, target) for target in named}
    return _edges(sorted(edges, key=str), ROSTERED)


def idle_workplaces(
    accesses: pd.DataFrame, registers: Registers, identities: Identities
) -> list[str]:
    """Workplaces of rosters that name no server and that no access is from: nobody has a row by
    them."""
    used = {*distinct_of(accesses["device"])[1]}
    return sorted(
        {
            host
            for _, host, server in registers.rosters
            if not server and identities.hosts.key(host) not in used
        }
    )


def _edges(edges: Sequence[tuple[object, str, str]], basis: str) -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            name: of(str(edge[number]) for edge in edges)
            for number, name in enumerate(("account", "device", "server"))
        }
    )
    blank = one("", len(edges))
    return frame.assign(
        role=blank,
        product=blank,
        basis=one(basis, len(edges)),
        sessions=0,
        day=NONE,
        read=0,
        public=False,
        row=-1,
    )[COLUMNS]
