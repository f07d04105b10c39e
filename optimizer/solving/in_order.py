"""mix -> the same mix with equal members in order: those who hold the same stand together.

Members of a row are interchangeable, and so are members of rows that Pairing Own joins, as long as
all of them change places together: the n-th person and the n-th device of a pair. Sorted so, which
members get which is one stretch each, however a solver mixed them.
"""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from optimizer.domain.plan import Holding, Mix
from optimizer.domain.tables import NONE, Ints, Tables
from optimizer.solving.equal_rows import by_name

Row = tuple[bool, int]
"""A row of users (True) or of devices (False)."""


def in_order(tables: Tables, mix: Mix) -> Mix:
    """The mix with the members of each row, of rows that are paired, and equal administrators
    sorted: exempt ones first, then those who hold the most, those who hold nothing last."""
    return by_name(tables, _members_in_order(tables, mix))


def _members_in_order(tables: Tables, mix: Mix) -> Mix:
    """The mix with the members of each row, and of rows that are paired, sorted."""
    held = {True: _members(mix.users), False: _members(mix.devices)}
    exempt = {True: list(mix.exempt), False: list(mix.exempt_devices)}
    changed = False
    for rows in _together(tables, mix):
        count = max((len(held[users].get(row, ())) for users, row in rows), default=0)
        if any(len(held[users].get(row, ())) not in (0, count) for users, row in rows):
            continue
        order = _order(rows, count, held, exempt, mix)
        if (order == np.arange(count)).all():
            continue
        changed = True
        place = np.argsort(order)
        for users, row in rows:
            if row in held[users]:
                held[users][row] = held[users][row][order]
            exempt[users] = [(r, int(place[m]) if r == row else m, s) for r, m, s in exempt[users]]
    if not changed:
        return mix
    return replace(
        mix,
        users=_holding(mix.users, held[True]),
        devices=_holding(mix.devices, held[False]),
        exempt=tuple(sorted(exempt[True])),
        exempt_devices=tuple(sorted(exempt[False])),
    )


def _members(holding: Holding) -> dict[int, Ints]:
    """Row -> the bundle of each member, of rows whose members hold different things."""
    starts = np.flatnonzero(np.diff(holding.row, prepend=-1))
    runs = np.diff(np.append(starts, len(holding.row)))
    found = {}
    for start, length in zip(starts[runs > 1].tolist(), runs[runs > 1].tolist(), strict=True):
        part = slice(start, start + length)
        found[int(holding.row[start])] = np.repeat(holding.bundle[part], holding.members[part])
    return found


def _together(tables: Tables, mix: Mix) -> Iterable[tuple[Row, ...]]:
    """Rows whose members change places together, each group once; only those with a choice."""
    access = tables.access
    user, device = tables.users.meant(access.user), tables.devices.meant(access.device)
    joined: dict[Row, Row] = {}

    def root(row: Row) -> Row:
        while joined.setdefault(row, row) != row:
            row = joined[row]
        return row

    paired = access.own & (user != NONE) & (device != NONE)
    for u, d in set(zip(user[paired].tolist(), device[paired].tolist(), strict=True)):
        joined[root((True, u))] = root((False, d))
    mixed = {
        *((True, row) for row in _members(mix.users)),
        *((False, row) for row in _members(mix.devices)),
    }
    groups: dict[Row, list[Row]] = {root(row): [] for row in sorted(mixed)}
    for row in sorted({*mixed, *joined}, key=lambda row: (not row[0], row[1])):
        if root(row) in groups:
            groups[root(row)].append(row)
    return map(tuple, groups.values())


def _order(
    rows: Iterable[Row],
    count: int,
    held: dict[bool, dict[int, Ints]],
    exempt: dict[bool, list[tuple[int, int, int]]],
    mix: Mix,
) -> Ints:
    """The members in their new order."""
    keys: list[Ints] = []
    for users, row in rows:
        servers = {s for r, _, s in exempt[users] if r == row}
        for server in sorted(servers):
            free = [m for r, m, s in exempt[users] if (r, s) == (row, server)]
            keys.append(np.where(np.isin(np.arange(count), free), 0, 1))
        if row in held[users]:
            bundles = (mix.users if users else mix.devices).bundles
            rank = {b: i for i, b in enumerate(sorted(bundles, key=lambda b: (-len(b), b)))}
            keys.append(np.array([rank[bundle] for bundle in bundles])[held[users][row]])
    return np.lexsort(keys[::-1]) if keys else np.arange(count)


def _holding(holding: Holding, changed: dict[int, Ints]) -> Holding:
    """The runs with some rows' members laid out anew, equal neighbours of one row joined."""
    alike = ~np.isin(holding.row, [*changed])
    row = np.concatenate(
        [holding.row[alike], *(np.full(len(b), r, np.int64) for r, b in changed.items())]
    )
    members = np.concatenate(
        [holding.members[alike], *(np.ones(len(b), np.int64) for b in changed.values())]
    )
    bundle = np.concatenate([holding.bundle[alike], *changed.values()])
    order = np.argsort(row, kind="stable")
    row, members, bundle = row[order], members[order], bundle[order]
    first = np.ones(len(row), bool)
    first[1:] = (np.diff(row) != 0) | (np.diff(bundle) != 0)
    starts = np.flatnonzero(first)
    total = np.add.reduceat(members, starts) if len(starts) else members
    return Holding(row[starts], total.astype(np.int64), bundle[starts], holding.bundles)
