"""mix -> the same mix with equal people, and equal administration devices, in the order of their
names: which of them are exempt, and what the others hold, is one stretch each.

Rows of which the plan exempts some, and people with devices of their own, are decided one by one,
so a solver may take any of equal ones. Equal are people of count 1 whose every access is alike but
for devices that nobody else uses, which then change hands with them; and devices of count 1 with
the same accesses.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from optimizer.domain.access_rows import recent
from optimizer.domain.arrays import distinct, hashed, keys_of
from optimizer.domain.names import natural
from optimizer.domain.plan import Holding, Mix
from optimizer.domain.tables import NONE, Bools, Holders, Ints, Purpose, Tables

MOST_ACCESSES, MOST_ROWS = 2_000_000, 100_000
"""Rows of Access past which nobody is looked at, and of people who may be equal past which they are
left as they are."""

Row = tuple[bool, int]
"""A row of users (True) or of devices (False)."""


@dataclass(frozen=True)
class _State:
    """What a row holds, and on which servers it is exempt."""

    bundle: int
    exempt: frozenset[int]


def by_name(tables: Tables, mix: Mix) -> Mix:
    """The mix with equal people, and equal administration devices, in order."""
    if len(tables.access.rows) > MOST_ACCESSES:
        return mix
    alike: dict[object, list[tuple[Row, ...]]] = {}
    for signature, rows in _units(tables, mix):
        alike.setdefault(signature, []).append(rows)
    several = [units for units in alike.values() if len(units) > 1]
    if not several:
        return mix
    states = _states(mix, {row for units in several for unit in units for row in unit})
    changed: dict[Row, _State] = {}
    for units in several:
        if not all(row in states for unit in units for row in unit):
            continue
        units.sort(key=lambda unit: natural(_holders(tables, unit[0]).names[unit[0][1]]))
        now = [tuple(states[row] for row in unit) for unit in units]
        servers = sorted({s for unit in now for state in unit for s in state.exempt})
        sides = [mix.users if users else mix.devices for users, _ in units[0]]
        then = sorted(
            now,
            key=lambda unit: tuple(
                _key(side, state, servers) for side, state in zip(sides, unit, strict=True)
            ),
        )
        for unit, before, after in zip(units, now, then, strict=True):
            if before != after:
                changed |= dict(zip(unit, after, strict=True))
    return _with(mix, changed) if changed else mix


def _key(side: Holding, state: _State, servers: list[int]) -> tuple[object, ...]:
    """Exempt ones first, then those who hold the most."""
    bundle = side.bundles[state.bundle]
    return tuple(s not in state.exempt for s in servers), -len(bundle), bundle


def _holders(tables: Tables, row: Row) -> Holders:
    return tables.users if row[0] else tables.devices


def _states(mix: Mix, wanted: set[Row]) -> dict[Row, _State]:
    """The state of each of those rows that holds one set."""
    found: dict[Row, _State] = {}
    for users, holding, exempt in (
        (True, mix.users, mix.exempt),
        (False, mix.devices, mix.exempt_devices),
    ):
        free: dict[int, set[int]] = {}
        for row, _, server in exempt:
            free.setdefault(row, set()).add(server)
        single = np.flatnonzero(np.bincount(holding.row)[holding.row] == 1)
        for row, bundle in zip(
            holding.row[single].tolist(), holding.bundle[single].tolist(), strict=True
        ):
            if (users, row) in wanted:
                found[users, row] = _State(bundle, frozenset(free.get(row, ())))
    return found


def _with(mix: Mix, changed: dict[Row, _State]) -> Mix:
    """The mix in which some rows are in another state."""
    made = []
    for users, holding, exempt in (
        (True, mix.users, mix.exempt),
        (False, mix.devices, mix.exempt_devices),
    ):
        bundle = holding.bundle.copy()
        for at, row in enumerate(holding.row.tolist()):
            if (users, row) in changed:
                bundle[at] = changed[users, row].bundle
        kept = [each for each in exempt if (users, each[0]) not in changed]
        kept += [
            (row, 0, server)
            for (of_users, row), state in changed.items()
            for server in state.exempt
            if of_users == users
        ]
        made.append((replace(holding, bundle=bundle), tuple(sorted(kept))))
    (users_, exempt_users), (devices, exempt_devices) = made
    return replace(
        mix, users=users_, devices=devices, exempt=exempt_users, exempt_devices=exempt_devices
    )


def _units(tables: Tables, mix: Mix) -> Iterator[tuple[object, tuple[Row, ...]]]:
    """People with the devices of their own, and administration devices; each with what must be
    equal of two that may change places."""
    access = tables.access
    user, device = tables.users.meant(access.user), tables.devices.meant(access.device)
    admin = access.purpose == Purpose.ADMINISTRATION
    own = _owner(user, device, len(tables.devices.names))
    people = _movable(tables, mix, _unequal(tables, mix, user, device, own), users=True)
    exempt = {row for row, *_ in mix.exempt_devices}
    units = distinct(device[admin & (device != NONE)]) if exempt else np.zeros(0, np.int64)
    units = _movable(tables, mix, units, users=False)
    theirs = np.isin(user, people) | np.isin(device, units)
    if int(theirs.sum()) > MOST_ROWS:
        return
    free = {*_movable(tables, mix, np.flatnonzero(own != NONE), users=False).tolist()}
    of_user: dict[int, list[tuple[int, tuple[object, ...]]]] = {}
    of_device: dict[int, list[tuple[int, tuple[object, ...]]]] = {}
    for u, d, facts in _facts(tables, theirs, user, device):
        of_user.setdefault(u, []).append((d, facts))
        of_device.setdefault(d, []).append((u, facts))
    for u in people.tolist():
        mine = [d for d in {d for d, _ in of_user[u]} if d in free and own[d] == u]
        said = {d: _sorted(f for each, f in of_user[u] if each == d) for d in mine}
        partners = sorted(
            ((_of(tables.devices, d), said[d]), natural(tables.devices.names[d]), d) for d in mine
        )
        shared = _sorted((d, *facts) for d, facts in of_user[u] if d not in said)
        signature = True, _of(tables.users, u), shared, tuple(alike for alike, *_ in partners)
        yield signature, ((True, u), *((False, d) for *_, d in partners))
    for d in units.tolist():
        if d not in free or int(own[d]) not in people:
            shared = _sorted((u, *facts) for u, facts in of_device[d])
            yield (False, _of(tables.devices, d), shared), ((False, d),)


def _unequal(tables: Tables, mix: Mix, user: Ints, device: Ints, own: Ints) -> Ints:
    """People whose accesses look alike, but who are not all in one state: told by numbers that are
    equal where accesses are alike, devices of their own aside."""
    a, count = tables.access, len(tables.users.names)
    admin, mine = a.purpose == Purpose.ADMINISTRATION, np.append(own, NONE)[device] != NONE
    if not ((mine & (user != NONE)).any() or admin.any()):
        return np.zeros(0, np.int64)
    row = keys_of(np.where(mine, NONE - 1, device), a.server, a.narrowed, a.purpose)
    looks, state = np.zeros(count + 1, np.uint64), np.zeros(count + 1, np.uint64)
    np.add.at(looks, user, hashed(row, 1))
    held = np.full(len(tables.devices.names) + 1, NONE, np.int64)
    held[mix.devices.row] = mix.devices.bundle
    np.add.at(state, user[mine], hashed(held[device[mine]], 2))
    np.add.at(state, mix.users.row, hashed(mix.users.bundle, 3))
    for salt, exempt in ((4, mix.exempt), (5, mix.exempt_devices)):
        rows, _, servers = np.array(exempt or np.zeros((0, 3)), np.int64).reshape(-1, 3).T
        np.add.at(state, rows if salt == 4 else own[rows], hashed(servers, salt))
    decided = np.zeros(count + 1, bool)  # NONE is the last
    decided[user[mine | admin]] = True
    rows = np.flatnonzero(decided[:-1]).astype(np.int64)
    _, group = np.unique(looks[rows], return_inverse=True)
    low = np.full(len(rows), np.iinfo(np.uint64).max, np.uint64)
    high = np.zeros(len(rows), np.uint64)
    np.minimum.at(low, group, state[rows])
    np.maximum.at(high, group, state[rows])
    found: Ints = rows[(low != high)[group]]
    return found


def _sorted(facts: object) -> tuple[object, ...]:
    return tuple(sorted(set(facts)))  # type: ignore[call-overload]


def _facts(
    tables: Tables, rows: Bools, user: Ints, device: Ints
) -> Iterator[tuple[int, int, tuple[object, ...]]]:
    """User, device and what else matters of some rows of Access."""
    a = tables.access
    kept = recent(tables)
    columns = (a.server, a.narrowed, a.own, a.purpose, kept)
    dates = np.datetime_as_string(a.start[rows]), np.datetime_as_string(a.stop[rows])
    for u, d, *facts in zip(
        user[rows].tolist(), device[rows].tolist(), *(c[rows].tolist() for c in columns),
        *(each.tolist() for each in dates), strict=True,
    ):  # fmt: skip
        yield u, d, tuple(facts)


def _owner(user: Ints, device: Ints, devices: int) -> Ints:
    """The one user of each device; NONE where there are others, or unknown ones."""
    low, high = np.full(devices, np.iinfo(np.int64).max), np.full(devices, NONE, np.int64)
    known = device != NONE
    np.minimum.at(low, device[known], user[known])
    np.maximum.at(high, device[known], user[known])
    found: Ints = np.where(low == high, high, NONE)
    return found


def _of(holders: Holders, row: int) -> tuple[object, ...]:
    """What must be equal of two rows."""
    return (
        int(holders.kind[row]), int(holders.type[row]), holders.department[row],
        holders.site[row], str(holders.start[row]), str(holders.stop[row]),
    )  # fmt: skip


def _movable(tables: Tables, mix: Mix, rows: Ints, *, users: bool) -> Ints:
    """Those of count 1 with whom no unit sits, and none is moved from or to."""
    holders = tables.users if users else tables.devices
    sitting = {each.holder for each in tables.assigned if each.user == users}
    for move in mix.moves:
        ends = [end for end in (move.origin, move.target) if end is not None]
        sitting |= {row for of_users, row in ends if of_users == users}
    free = holders.count == 1
    free[[*sitting]] = False
    found: Ints = rows[free[rows]]
    return found
