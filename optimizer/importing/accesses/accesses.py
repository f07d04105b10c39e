"""Rows -> accesses: the whole road of the rules on one screen."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from optimizer.importing.accesses.addresses import (
    AtTheTime,
    Resolved,
    evidence_of,
    frame_of,
    resolve,
)
from optimizer.importing.accesses.folding import folded
from optimizer.importing.accesses.identities import Identities
from optimizer.importing.accesses.registers import Registers
from optimizer.importing.accesses.rows import NONE, Grouped
from optimizer.importing.accesses.rules import (
    Counted,
    Machines,
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
from optimizer.importing.decisions import Decisions
from optimizer.importing.meaning.accounts import Spelling
from optimizer.importing.meaning.hosts import address_of, host_of

OBSERVED, MACHINE, ADDRESS = "Observed", "Observed (machine)", "Observed (address)"
ROSTERED, AUTHORISED = "Rostered", "Authorised"

COLUMNS = [
    "account", "device", "server", "role", "product", "basis", "sessions", "day", "read", "public",
]  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Found:
    """The accesses by keys, and what was counted on the way.

    `accesses` has the columns of `COLUMNS`, a row a group and day; `fronts` are (server as client,
    server, accounts, rows); `how` counts rows by how their address was resolved.
    """

    accesses: pd.DataFrame
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
    authorised: Sequence[tuple[str, Spelling]],
    machines_how: Machines = Machines.UNATTENDED,
    fold_unknown: bool = True,
) -> Found:
    """All accesses; `authorised` are (server, account) that group members may use."""
    counted = Counted()
    rows = only_what_counts(rows, tables, counted)
    resolved = _addresses(rows, identities, registers, decisions)
    client = rows["client"].to_numpy(object)
    client = np.where(client == "", resolved.host, client)
    how = np.where((rows["client"] == "").to_numpy(), resolved.how, "")
    read = rows["read"].to_numpy()
    hows = {str(w): int(read[how == w].sum()) for w in sorted(set(how)) if w}
    several = _several(rows, how)
    rows = rows.assign(resolved=client)
    people, machines = people_only(rows, counted)
    client = people["resolved"].to_numpy(object)
    is_session = people["file"].isin(_session_files(tables)).to_numpy()
    people, client, pcs = not_pcs(people, client, identities, counted)
    servers = identities.servers | (frozenset(rows["target"]) - identities.pcs)
    people, client = not_the_server_itself(people, client, counted)
    is_session = people["file"].isin(_session_files(tables)).to_numpy()
    sessions, hosts = people.loc[is_session], frozenset(people.loc[is_session, "target"])
    clients = clients_of_sessions(sessions, _client_or_address(people, client)[is_session])
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
    codes, texts = pd.factorize(device)
    by_address = np.array([bool(address_of(text)) for text in texts] + [False], bool)[codes]
    observed = _frame(people, device, np.where(by_address, ADDRESS, OBSERVED), public)
    attended = set(client[client != ""]) | _attended(pcs, registers, identities)
    actors = machines_as_actors(machines, servers, attended, machines_how, counted)
    alone = _frame(
        actors.assign(account=""),
        actors["machine"].to_numpy(object),
        np.full(len(actors), MACHINE, object),
        np.zeros(len(actors), bool),
    )
    granted = _granted(authorised, identities)
    rostered = _rostered(registers, identities, observed)
    accesses = pd.concat([observed, alone, granted, rostered], ignore_index=True)
    count = 0
    if fold_unknown:
        accesses, count = folded(accesses, accesses["public"].to_numpy(bool))
    return Found(
        accesses=accesses,
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


def _client_or_address(rows: pd.DataFrame, client: "np.ndarray") -> "np.ndarray":
    """The client where it is known, else its address where that is one device's."""
    private = (client == "") & ~public_addresses(rows, client)
    device: np.ndarray = np.where(private, rows["ip"].to_numpy(object), client)
    return device


def _addresses(
    rows: pd.DataFrame, identities: Identities, registers: Registers, decisions: Decisions
) -> Resolved:
    """The host of each row's address."""
    key = identities.hosts.key
    taught = (rows["client"] != "").to_numpy() & (rows["ip"] != "").to_numpy()
    taught |= (rows["machine"] != "").to_numpy() & (rows["ip"] != "").to_numpy()
    teachers = rows.loc[taught, ["ip", "day", "client", "machine"]].drop_duplicates()
    learnt = [
        (ip, int(day), client or machine)
        for ip, day, client, machine in teachers.itertuples(index=False)
        if not (client and machine and client != machine)
    ]
    leases = [type(lease)(**{**vars(lease), "host": key(lease.host)}) for lease in registers.leases]
    named = frame_of((a, day, key(host)) for a, day, host in registers.addresses)
    evidence = pd.concat([frame_of(learnt), evidence_of(leases), named], ignore_index=True)
    decided = {address_of(d.name): key(host_of(d.value)) for d in decisions.of("Address", "Device")}
    return resolve(
        rows["ip"],
        rows["day"],
        rows["when"],
        evidence.drop_duplicates(),
        AtTheTime(leases),
        decided=decided,
    )


def _several(rows: pd.DataFrame, how: "np.ndarray") -> tuple[tuple[str, int], ...]:
    """Addresses of which the evidence contradicts itself, with their rows."""
    counts = rows.loc[how == "several"].groupby("ip")["read"].sum()
    return tuple((str(ip), int(read)) for ip, read in sorted(counts.items()))


def _frame(
    rows: pd.DataFrame,
    device: "np.ndarray",
    basis: "np.ndarray",
    public: "np.ndarray",
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "account": rows["account"].to_numpy(object),
            "device": device,
            "server": rows["target"].to_numpy(object),
            "role": rows["role"].to_numpy(object),
            "product": rows["product"].to_numpy(object),
            "basis": basis,
            "sessions": rows["sessions"].to_numpy("int64"),
            "day": rows["day"].to_numpy("int64"),
            "read": rows["read"].to_numpy("int64"),
            "public": public,
        }
    )


def _fronts(own: pd.DataFrame) -> tuple[tuple[str, str, int, int], ...]:
    """Our servers that people's accounts came from: candidates for Front end of."""
    if not len(own):
        return ()
    grouped = own.groupby(["front", "target"]).agg(n=("account", "nunique"), read=("read", "sum"))
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
    return set(pcs["target"]) | {key(p.host) for p in registers.pairs if p.spelling is not None}


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
    used: dict[str, set[str]] = {}
    for device, server in observed[["device", "server"]].drop_duplicates().itertuples(index=False):
        used.setdefault(device, set()).add(server)
    edges = set()
    for spelling, host, server in registers.rosters:
        account, device = identities.accounts.account(spelling), identities.hosts.key(host)
        named = {identities.hosts.key(server)} if server else used.get(device, set())
        edges |= {(account, device, target) for target in named}
    return _edges(sorted(edges, key=str), ROSTERED)


def _edges(edges: Sequence[tuple[object, str, str]], basis: str) -> pd.DataFrame:
    frame = pd.DataFrame(edges, columns=["account", "device", "server"], dtype=object)
    return frame.assign(
        role="", product="", basis=basis, sessions=0, day=NONE, read=0, public=False
    )[COLUMNS]
