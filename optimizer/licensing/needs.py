"""tables -> needs: who needs which family at which version where, as integer arrays.

A need is (user, device, server, family, version): the access must be covered for it from one side.
Rows that say the same mean the same need once, and a need for an earlier version beside one for a
later version falls away.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from optimizer.domain.access_rows import recent
from optimizer.domain.arrays import distinct_rows, first_of_alike, keys_of, narrow
from optimizer.domain.names import fold
from optimizer.domain.tables import NONE, Bools, Holders, Ints, Purpose, Server, Tables, of_rows
from optimizer.licensing.administration import State, purposes
from optimizer.licensing.horizon import end_of


@dataclass(frozen=True, kw_only=True)
class Needs:
    """Arrays with a need each, sorted by user, device, server and family; indices into the tables,
    NONE where blank. Each column is as narrow as its numbers allow.

    `candidates` are the sides (bits) that the plan may exempt for administration. `version` is a
    rank, `own` marks Pairing Own, `access` is the first row of Access (an index, not
    a cell) that asks for it. `users`, `devices` and `servers` (bool, a row of their table each) are
    those not left out; `accesses` (bool) likewise.
    """

    user: Ints
    device: Ints
    server: Ints
    family: Ints
    version: Ints
    own: Bools
    state: Ints
    candidates: Ints
    access: Ints
    users: Bools
    devices: Bools
    servers: Bools
    accesses: Bools

    def __len__(self) -> int:
        return len(self.user)


def needs_of(tables: Tables) -> Needs:
    """Every need of the tables; what is left out, and whoever needs nothing, is noted in
    `findings`."""
    access = tables.access
    users, devices = present(tables.users, tables), present(tables.devices, tables)
    servers = np.array([stands(server, tables) for server in tables.servers], bool)
    user, device = tables.users.meant(access.user), tables.devices.meant(access.device)
    kept = taken_at(users, user) & taken_at(devices, device) & servers[access.server]
    kept &= taken_at(tables.users.active, access.user)  # an account of somebody's alone
    kept &= taken_at(tables.devices.active, access.device)
    kept &= recent(tables) & current(tables)

    row, server, narrowed = with_servers_behind(tables, _told_once(tables, user, device, kept))
    user, device = user[row], device[row]
    purpose, candidates = purposes(tables, user, device, server, access.purpose[row])
    external = np.append(tables.users.type == external_type(tables), False)[user]
    index, family, version = _required(tables, server, narrowed, external)
    del narrowed, external
    own = of_rows(access.own, row)
    first = _first_at_each_place(
        (user[index], device[index], server[index], family),
        of_rows(own, index),
        version,
        purpose[index],
    )
    at = index[first]
    return Needs(
        user=user[at],
        device=device[at],
        server=server[at],
        family=family[first],
        version=version[first],
        access=row[at],
        state=purpose[at],
        candidates=candidates[at],
        own=own[at].astype(bool),
        users=users,
        devices=devices,
        servers=servers,
        accesses=kept,
    )


def _first_at_each_place(columns: tuple[Ints, ...], own: Bools, version: Ints, state: Ints) -> Ints:
    """Which needs stay (indices), sorted by `columns`: their user, device, server and family. Of
    needs at one place, Pairing Own apart, the latest version; an exempt one yields to any that is
    not. Every number here is as long as Access."""
    exempt = state == State.EXEMPT
    apart = bool(own.any())
    together = keys_of(*columns)
    place = keys_of(together, own.astype(np.int8)) if apart else together
    order = np.argsort(keys_of(place, exempt, -version, state), kind="stable")
    first = order[_changes(place[order])]
    del order, place
    if not apart:
        return np.asarray(first, np.int64)
    alone = _changes(together[first])
    alone &= np.append(alone[1:], True)
    return np.asarray(first[alone | ~exempt[first]], np.int64)


MANY = 1_000_000
"""Rows of Access from which those that say the same are set aside first: what a need takes, in
bytes, is many times what a row does."""


def _told_once(tables: Tables, user: Ints, device: Ints, kept: Bools) -> Ints:
    """The kept rows (indices, rising) without those of which an earlier one says the same; `user`
    and `device` have Same as resolved."""
    rows = np.flatnonzero(kept).astype(np.int32)
    if len(rows) < MANY:
        return rows
    access = tables.access
    said = (user, device, access.server, access.narrowed, access.purpose, access.own)
    return rows[first_of_alike(*(of_rows(column, rows) for column in said))]


def _changes(values: Ints) -> Bools:
    """Where each value differs from the one before it; the first one does."""
    changes = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=changes[1:])
    return changes


def present(holders: Holders, tables: Tables) -> Bools:
    """Rows with members that are there at some time within the horizon and are no other row's
    second name."""
    as_of, end = (
        np.datetime64(tables.settings.as_of, "D"),
        np.datetime64(end_of(tables.settings), "D"),
    )
    gone, later = holders.stop < as_of, holders.start > end  # NaT compares as False
    there = (holders.count > 0) & ~gone & ~later & holders.active
    return np.asarray(there & (holders.same_as == NONE), bool)


def stands(server: Server, tables: Tables) -> bool:
    """Whether a server row has servers that are there at some time within the horizon."""
    first, last = server.start or date.min, server.stop or date.max
    return server.count > 0 and last >= tables.settings.as_of and first <= end_of(tables.settings)


def current(tables: Tables) -> Bools:
    """Rows of Access that hold at some time within the horizon."""
    as_of, end = (
        np.datetime64(tables.settings.as_of, "D"),
        np.datetime64(end_of(tables.settings), "D"),
    )
    return np.asarray(~(tables.access.stop < as_of) & ~(tables.access.start > end), bool)


def taken_at(present: Bools, index: Ints) -> Bools:
    """Whether each indexed row is present; nobody always is."""
    return np.append(present, True)[index]


def with_servers_behind(tables: Tables, rows: Ints) -> tuple[Ints, Ints, Ints]:
    """Every access for the servers that it counts for: its row of Access, the server, and what it
    is narrowed to there (NONE: all of the server's products).

    A server that stands in front of others counts for them too, and on behind: multiplexing does
    not reduce what is needed. Administration and Exempt rows stay at the front.
    """
    access = tables.access
    used = access.purpose[rows] == Purpose.USE
    found = [(rows, access.server[rows], of_rows(access.narrowed, rows))]
    for front in [s for s, server in enumerate(tables.servers) if server.front_of]:
        here = rows[used & (access.server[rows] == front)]
        found += [
            (here, np.full(len(here), behind), np.full(len(here), NONE))
            for behind in (sorted(_behind(tables, front)) if len(here) else ())
        ]
    if len(found) == 1:
        return found[0]
    row, server, narrowed = (np.concatenate(column) for column in zip(*found, strict=True))
    return row.astype(np.int32), narrow(server), narrow(narrowed)


def _behind(tables: Tables, front: int) -> set[int]:
    """The servers behind one, however far; one that is left out ends the way, a circle is
    harmless."""
    reached, open_ = {front}, [front]
    while open_:
        for behind in tables.servers[open_.pop()].front_of:
            if behind not in reached and stands(tables.servers[behind], tables):
                reached.add(behind)
                open_.append(behind)
    return reached - {front}


def _required(
    tables: Tables, server: Ints, narrowed: Ints, external: Bools
) -> tuple[Ints, Ints, Ints]:
    """Each access (an index of the arrays) once for every family that it requires: index, family,
    version rank."""
    access = tables.access
    width = len(access.products) + 1
    keys = (server.astype(np.int64) * width + narrowed + 1) * 2 + external
    distinct, codes = distinct_rows(keys)
    rows = len(keys)
    del keys
    lists = []
    for key in distinct[:, 0].tolist():
        (where, which), outside = divmod(key // 2, width), bool(key % 2)
        products = access.products[which - 1] if which else tables.servers[where].products
        lists.append(sorted(required(tables, where, products, external=outside).items()))
    lengths = np.array([len(each) for each in lists], np.int64)
    starts = np.cumsum(lengths) - lengths
    flat = np.array([pair for each in lists for pair in each], np.int64).reshape(-1, 2)
    repeats = lengths[codes]
    index = np.repeat(np.arange(rows, dtype=np.int32), repeats)
    picked = np.repeat(starts[codes] - (np.cumsum(repeats) - repeats), repeats)
    picked += np.arange(len(index))
    return index, narrow(flat[:, 0])[picked], narrow(flat[:, 1])[picked]


def required(
    tables: Tables, server: int, products: Iterable[int], *, external: bool
) -> dict[int, int]:
    """Family -> version rank that using some of a server's products requires of a user, who is of
    Type External or not.

    Where the server names the system beneath an application, that one counts, for accesses narrowed
    to the application too; the version that was assumed is only the least.
    """
    named: dict[int, int] = {}
    for product in (tables.products[p] for p in tables.servers[server].products):
        for family, version in set(product.requires) - product.assumed:
            named[family] = max(version, named.get(family, version))
    needs: dict[int, int] = {}
    for product in (tables.products[p] for p in products):
        for pair in product.requires:
            if external and pair in product.not_external:
                continue
            family, version = pair
            if pair in product.assumed:
                version = max(version, named.get(family, version))
            needs[family] = max(version, needs.get(family, version))
    return needs


def external_type(tables: Tables) -> int:
    """The index of the user type External; one that no user has where nobody is."""
    folded = [fold(name) for name in tables.types]
    return folded.index("external") if "external" in folded else len(folded)
