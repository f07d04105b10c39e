"""needs -> classes: holders that share every neighbour, type and rule become one, and can be told
apart again (the lemma and what it needs: model 3.1 and 3.2).

DEFINITIONS
    u, d, s, e  class of users, of devices, server, element: `user`, `device`, ..., (need,) each
    node        members of one row that stay together (none of a network): `row`, `size`, (node,)
    class_of    the class of a node (NONE: it needs and holds nothing), (node,)
    m           members of a class: `members`, (class,), count
    type(u)     `type` of a need's user, (need,), and of a class, (class,)
    flags       16 by_user, 8 by_device, 4 wide, 2 and 1 user's and device's candidates, (need,)
    fixed       which of `seatings`, units each, sits with each member, (class,)
    pool        the row whose shared units the class draws on (NONE: none), (class,)

If one member of a class goes without a user license for an element, each of its accesses is covered
otherwise, so no member needs it: one decision a class is exact, whatever the prices. Kept apart,
member by member, are people of whom the plan picks the exempt administrators, and both ends of a
Pairing Own row.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from optimizer.domain.arrays import distinct_rows, keys_of, narrow, told_apart
from optimizer.domain.tables import NONE, Bools, Holders, Ints, Kind
from optimizer.licensing.administration import ADMINISTRATORS, DEVICE, USER, State
from optimizer.licensing.eligibility import Eligibility
from optimizer.licensing.needs import Needs
from optimizer.licensing.stock import Seat, Seating
from optimizer.solving.equal_needs import equal_owners


@dataclass(frozen=True, kw_only=True)
class Side:
    """Users or devices as nodes (members of one row that stay together, in row order) and as
    classes of nodes.

    A node each: `row`, `size` (members), `class_of` (NONE where it needs and holds nothing). A
    class each: `members`, `type`, and `fixed`, which of `seatings` each member has: owned units
    that sit with it for good. `pool` is the row whose shared units the class's members draw on
    (NONE: none); such a class is of that row alone.
    """

    row: Ints
    size: Ints
    class_of: Ints
    members: Ints
    type: Ints
    fixed: Ints
    pool: Ints
    seatings: tuple[tuple[Seating, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Classes:
    """The needs between classes, an array entry each, sorted and without repeats.

    `user` and `device` are classes (NONE: nobody), `server` is NONE where the choice does not
    depend on it, `element` as in Eligibility. `user_candidate` and `device_candidate` mark needs
    whose user, or device, may be picked as exempt for administration of the server; `wide` those
    that a Server, Core or Organization license may meet.
    """

    users: Side
    devices: Side
    user: Ints
    device: Ints
    server: Ints
    element: Ints
    type: Ints
    by_user: Bools
    by_device: Bools
    wide: Bools
    user_candidate: Bools
    device_candidate: Bools

    def part(self, rows: Bools) -> "Classes":
        """The same classes with some of the needs."""
        columns: dict[str, Any] = {
            column.name: value[rows]
            for column in fields(self)
            if isinstance(value := getattr(self, column.name), np.ndarray)
        }
        return replace(self, **columns)


def classes_of(
    users: Holders,
    devices: Holders,
    needs: Needs,
    ways: Eligibility,
    seats: Sequence[Seat] = (),
    *,
    merge: bool = True,
    labels: tuple[Ints, Ints] | None = None,
) -> Classes:
    """Merge users with equal neighbourhoods, then devices, once each; `labels`, a number a row of
    users and of devices, keep apart those that differ in them.

    Without `merge` every node is a class and every need stays, whatever others imply: for who may
    leave some of them unmet.
    """
    wanted = (needs.state == State.OPEN) | (needs.state == State.CANDIDATE)
    user_seats, device_seats = (
        [seat for seat in seats if seat.user],
        [seat for seat in seats if not seat.user],
    )
    user_apart = _apart(users, needs, needs.user, wanted, USER)
    device_apart = _apart(devices, needs, needs.device, wanted, DEVICE)
    user_nodes = _nodes(users, needs.users, user_apart, user_seats)
    device_nodes = _nodes(devices, needs.devices, device_apart, device_seats)

    user, device, index = _expanded(needs, wanted, user_nodes, device_nodes)
    server, element, type_ = ways.server[index], ways.element[index], ways.type[index]
    bits = needs.candidates[index]
    exempt_user = (bits & USER > 0) & np.append(user_nodes.alone, False)[user]
    exempt_device = (bits & DEVICE > 0) & np.append(device_nodes.alone, False)[device]
    ways_and_exempt = (
        ways.by_user[index], ways.by_device[index], ways.by_wide[index], exempt_user, exempt_device
    )  # fmt: skip
    flags: Any = np.zeros(len(user), np.int8)
    for holds in ways_and_exempt:
        flags *= np.int8(2)
        flags += holds
    family = narrow(np.array([f for f, _ in ways.elements] or [0], np.int64))[element]
    if merge:
        user, device, server, type_, element, flags = _latest(
            user, device, server, type_, family, element, flags
        )

    # Two people (devices) of whom one may be exempt are not alike, however equal their accesses.
    apart, each = (
        np.where(
            _marked(len(nodes.row), node[flags & bit > 0]) | (not merge),
            np.arange(1, len(nodes.row) + 1, dtype=np.int32),
            np.int32(0),
        )
        for nodes, node, bit in ((user_nodes, user, 2), (device_nodes, device, 1))
    )
    user_label, device_label = (
        np.zeros(len(nodes.row), np.int8) if labels is None else labels[side][nodes.row]
        for side, nodes in enumerate((user_nodes, device_nodes))
    )
    user_class = equal_owners(
        user,
        [device, server, element, flags],
        [users.type[user_nodes.row], user_label, apart, *user_nodes.keys],
    )
    user = np.append(user_class, np.int32(NONE))[user]
    device_class = equal_owners(
        device, [user, server, element, flags, type_], [device_label, each, *device_nodes.keys]
    )
    device = np.append(device_class, np.int32(NONE))[device]

    user, device, server, element, flags, type_ = told_apart(
        user, device, server, element, flags, type_
    )
    return Classes(
        users=_side(user_nodes, user_class, users.type[user_nodes.row]),
        devices=_side(device_nodes, device_class, np.zeros(len(device_nodes.row), np.int64)),
        user=user,
        device=device,
        server=server,
        element=element,
        type=type_,
        by_user=(flags & 16) > 0,
        by_device=(flags & 8) > 0,
        wide=(flags & 4) > 0,
        user_candidate=(flags & 2) > 0,
        device_candidate=(flags & 1) > 0,
    )


def _marked(size: int, index: Ints) -> Bools:
    marks = np.zeros(size, bool)
    marks[index[index != NONE]] = True
    return marks


@dataclass(frozen=True, kw_only=True)
class _Nodes:
    """The nodes of one side. A row each: `first` node (NONE where left out) and `count` of nodes. A
    node each: `row`, `size`, `alone` (a member told apart from the others), `fixed` (an index of
    `seatings`), `moving` and `pooled` (row + 1 where movable units, or units that its members
    share, sit with the row, else 0)."""

    first: Ints
    count: Ints
    row: Ints
    size: Ints
    alone: Bools
    fixed: Ints
    moving: Ints
    pooled: Ints
    seatings: tuple[tuple[Seating, ...], ...]

    @property
    def keys(self) -> list[Ints]:
        """What keeps nodes apart besides their needs: whose moves are counted, and what sits with
        them for good."""
        return [self.fixed, self.moving, self.pooled]


def _apart(holders: Holders, needs: Needs, holder: Ints, wanted: Bools, bit: int) -> Ints:
    """How many members of each row, from the first one on, are told apart; `holder` is each need's
    row.

    All of them at an end of a Pairing Own row. Of a row's equal candidates for exemption no more
    than two a server are exempt, and which of them is the same: so many first members are enough.
    """
    candidate = wanted & (needs.candidates & bit > 0)
    pairs, _ = distinct_rows(holder[candidate], needs.server[candidate])
    few = ADMINISTRATORS * np.bincount(pairs[:, 0], minlength=len(holders.names))
    all_of = _marked(len(holders.names), holder[wanted & needs.own])
    return np.where(all_of, holders.count, np.minimum(few, holders.count))


def _nodes(holders: Holders, present: Bools, apart: Ints, seats: Sequence[Seat]) -> _Nodes:
    """A row is one node, but for its first `apart` members, a node each."""
    sizes = {}
    for holder in np.flatnonzero((apart > 0) & present).tolist():
        singles, rest = int(apart[holder]), int(holders.count[holder] - apart[holder])
        sizes[holder] = [1] * singles + ([rest] if rest else [])
    fixed: dict[int, list[Seat]] = {}
    for seat in seats:
        if not seat.movable and not seat.shared:
            fixed.setdefault(seat.holder, []).append(seat)
    count = np.where(present, 1, 0)
    count[list(sizes)] = [len(each) for each in sizes.values()]
    first = np.where(present, np.cumsum(count) - count, NONE).astype(np.int32)
    row = np.repeat(np.arange(len(count), dtype=np.int32), count)
    sized = np.array(holders.count[row], np.int64)
    seatings: dict[tuple[Seating, ...], int] = {(): 0}
    seating = np.zeros(len(row), np.int32)
    for r, each in sizes.items():
        sized[first[r] : first[r] + len(each)] = each
    for r, own in fixed.items():  # rows of one member
        other = Kind.DEVICE if holders.sheet == "Users" else Kind.USER
        barred = bool(holders.kind[r] == other)
        units = tuple(Seating(seat.lot, barred) for seat in sorted(own, key=_by_lot))
        seating[first[r]] = seatings.setdefault(units, len(seatings))
    alone = np.arange(len(row)) - first[row] < apart[row]
    moving, pooled = (
        _marked(len(count), np.array([seat.holder for seat in those], np.int64))
        for those in (
            [seat for seat in seats if seat.movable],
            [seat for seat in seats if seat.shared],
        )
    )
    return _Nodes(
        first=first,
        count=count,
        row=row,
        size=sized,
        alone=alone,
        fixed=seating,
        moving=np.where(moving[row], row + 1, np.int32(0)),
        pooled=np.where(pooled[row], row + 1, np.int32(0)),
        seatings=tuple(seatings),
    )


def _by_lot(seat: Seat) -> int:
    return seat.lot


def _expanded(
    needs: Needs, wanted: Bools, users: _Nodes, devices: _Nodes
) -> tuple[Ints, Ints, Any]:
    """Needs between rows -> needs between nodes: user node, device node, and which need each is
    (indices, or a slice of all). Where each row is one node nothing is copied: a long list has as
    many needs as fit into memory."""
    index: Any = slice(None) if wanted.all() else np.flatnonzero(wanted)
    user, device = needs.user[index], needs.device[index]
    if _one_each(users, user) and _one_each(devices, device):
        nobody = np.int32(NONE)
        return np.append(users.first, nobody)[user], np.append(devices.first, nobody)[device], index
    return _expand(needs, np.flatnonzero(wanted), users, devices)


def _one_each(nodes: _Nodes, row: Ints) -> bool:
    """Whether each of the rows (NONE: nobody) is one node."""
    return bool((np.append(nodes.count, 1)[row] == 1).all())


def _expand(needs: Needs, index: Ints, users: _Nodes, devices: _Nodes) -> tuple[Ints, Ints, Ints]:
    """Needs between rows -> needs between nodes: user node, device node, index of the need."""
    user, device, own = needs.user[index], needs.device[index], needs.own[index]
    m, n = np.append(users.count, 1)[user], np.append(devices.count, 1)[device]
    repeats = np.where(own, m, m * n)
    within = np.arange(repeats.sum()) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    expanded = np.repeat(np.arange(len(index)), repeats)
    own, n = own[expanded], n[expanded]
    user_nodes = np.append(users.first, NONE)[user[expanded]]
    device_nodes = np.append(devices.first, NONE)[device[expanded]]
    user_nodes += np.where(user_nodes == NONE, 0, np.where(own, within, within // n))
    device_nodes += np.where(device_nodes == NONE, 0, np.where(own, within, within % n))
    return user_nodes, device_nodes, index[expanded]


def _latest(*columns: Ints) -> tuple[Ints, Ints, Ints, Ints, Ints, Ints]:
    """Of the needs of one user, device, server and family with the same ways, the latest version's
    implies the others."""
    user, device, server, type_, family, element, flags = columns
    keys = keys_of(user, device, server, family, flags)
    ordered = np.sort(keys)
    if (ordered[1:] != ordered[:-1]).all():
        return user, device, server, type_, element, flags
    order = np.lexsort((element, keys))
    last = np.ones(len(order), bool)
    last[:-1] = np.diff(keys[order]) != 0
    kept = order[last]
    return user[kept], device[kept], server[kept], type_[kept], element[kept], flags[kept]


def _side(nodes: _Nodes, class_of: Ints, type_: Ints) -> Side:
    count = int(class_of.max(initial=NONE)) + 1
    having = class_of != NONE
    members = np.bincount(class_of[having], weights=nodes.size[having], minlength=count).astype(
        np.int64
    )
    types, fixed = np.zeros(count, np.int64), np.zeros(count, np.int64)
    types[class_of[having]], fixed[class_of[having]] = type_[having], nodes.fixed[having]
    pool = np.full(count, NONE, np.int64)
    pool[class_of[having]] = nodes.pooled[having] - 1
    return Side(
        row=nodes.row,
        size=nodes.size,
        class_of=class_of,
        members=members,
        type=types,
        fixed=fixed,
        pool=pool,
        seatings=nodes.seatings,
    )
