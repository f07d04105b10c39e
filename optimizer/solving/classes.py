"""needs -> classes: holders that share every neighbour, type and rule become one, and can be told
apart again.

If one member of a class goes without a user license for an element, each of its accesses is covered
otherwise, so no member needs it: one decision a class is exact, whatever the prices. Kept apart,
member by member, are people of whom the plan picks the exempt administrators, and both ends of a
Pairing Own row.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from optimizer.domain.arrays import distinct_rows, keys_of
from optimizer.domain.tables import NONE, Bools, Holders, Ints, Kind
from optimizer.licensing.eligibility import Eligibility
from optimizer.licensing.needs import ADMINISTRATORS, Needs, State
from optimizer.licensing.stock import Seat


@dataclass(frozen=True)
class Side:
    """Users or devices as nodes (members of one row that stay together, in row order) and as
    classes of nodes.

    A node each: `row`, `size` (members), `class_of` (NONE where it needs and holds nothing). A
    class each: `members`, `type`, and `fixed`, which of `seatings` each member has: the lots of
    owned units that sit with it for good, as ~lot where License by bars them: those stay and cover
    nothing.
    """

    row: Ints
    size: Ints
    class_of: Ints
    members: Ints
    type: Ints
    fixed: Ints
    seatings: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Classes:
    """The needs between classes, an array entry each, sorted and without repeats.

    `user` and `device` are classes (NONE: nobody), `server` is NONE where the choice does not
    depend on it, `element` as in Eligibility. `candidate` marks needs whose user may be picked as
    an exempt administrator of the server; `wide` those that a Server, Core or Organization license
    may meet.
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
    candidate: Bools

    def part(self, rows: Bools) -> "Classes":
        """The same classes with some of the needs."""
        columns = (
            "user",
            "device",
            "server",
            "element",
            "type",
            "by_user",
            "by_device",
            "wide",
            "candidate",
        )
        return replace(self, **{name: getattr(self, name)[rows] for name in columns})


def classes_of(
    users: Holders,
    devices: Holders,
    needs: Needs,
    ways: Eligibility,
    seats: Sequence[Seat] = (),
    merge: bool = True,
) -> Classes:
    """Merge users with equal neighbourhoods, then devices, once each.

    Without `merge` every node is a class and every need stays, whatever others imply: for who may
    leave some of them unmet.
    """
    wanted = (needs.state == State.OPEN) | (needs.state == State.CANDIDATE)
    user_seats, device_seats = (
        [seat for seat in seats if seat.user],
        [seat for seat in seats if not seat.user],
    )
    user_nodes = _nodes(users, needs.users, _apart(users, needs, wanted, user_seats), user_seats)
    own_devices = np.where(
        _marked(len(devices.names), needs.device[needs.own & wanted]), devices.count, 0
    )
    device_nodes = _nodes(devices, needs.devices, own_devices, device_seats)

    user, device, index = _expand(needs, np.flatnonzero(wanted), user_nodes, device_nodes)
    server, element, type_ = ways.server[index], ways.element[index], ways.type[index]
    candidate = (needs.state == State.CANDIDATE)[index] & np.append(user_nodes.alone, False)[user]
    flags = (
        ways.by_user[index] * 8 + ways.by_device[index] * 4 + ways.by_wide[index] * 2 + candidate
    )
    family = np.array([f for f, _ in ways.elements] or [0], np.int64)[element]
    if merge:
        user, device, server, type_, element, flags = _latest(
            user, device, server, type_, family, element, flags
        )

    # Two people of whom one may be exempt are not alike, however equal their accesses.
    apart = np.where(
        _marked(len(user_nodes.row), user[flags % 2 == 1]) | (not merge),
        np.arange(len(user_nodes.row)) + 1,
        0,
    )
    user_class = _group(
        user,
        [device, server, element, flags],
        [users.type[user_nodes.row], apart, *user_nodes.keys],
    )
    user = np.append(user_class, NONE)[user]
    each = np.arange(len(device_nodes.row)) * (not merge)
    device_class = _group(device, [user, server, element, flags, type_], [each, *device_nodes.keys])
    device = np.append(device_class, NONE)[device]

    columns = (user, device, server, element, flags, type_)
    _, first = np.unique(keys_of(*columns), return_index=True)
    user, device, server, element, flags, type_ = (column[first] for column in columns)
    return Classes(
        _side(user_nodes, user_class, users.type[user_nodes.row]),
        _side(device_nodes, device_class, np.zeros(len(device_nodes.row), np.int64)),
        user,
        device,
        server,
        element,
        type_,
        (flags & 8) > 0,
        (flags & 4) > 0,
        (flags & 2) > 0,
        (flags & 1) > 0,
    )


def _marked(size: int, index: Ints) -> Bools:
    marks = np.zeros(size, bool)
    marks[index[index != NONE]] = True
    return marks


@dataclass(frozen=True)
class _Nodes:
    """The nodes of one side. A row each: `first` node (NONE where left out) and `count` of nodes. A
    node each: `row`, `size`, `alone` (a member told apart from the others), `fixed` (an index of
    `seatings`) and `moving` (row + 1 where movable units sit with the row, else 0)."""

    first: Ints
    count: Ints
    row: Ints
    size: Ints
    alone: Bools
    fixed: Ints
    moving: Ints
    seatings: tuple[tuple[int, ...], ...]

    @property
    def keys(self) -> list[Ints]:
        """What keeps nodes apart besides their needs: whose moves are counted, and what sits with
        them for good."""
        return [self.fixed, self.moving]


def _apart(users: Holders, needs: Needs, wanted: Bools, seats: Sequence[Seat]) -> Ints:
    """How many members of each user row, from the first one on, are told apart.

    All of them at an end of a Pairing Own row. Of a row's equal administrators no more than two a
    server are exempt, and which of them is the same: so many first members are enough.
    """
    candidate = wanted & (needs.state == State.CANDIDATE)
    pairs, _ = distinct_rows(needs.user[candidate], needs.server[candidate])
    few = ADMINISTRATORS * np.bincount(pairs[:, 0], minlength=len(users.names))
    unlike = _marked(
        len(users.names), np.array([seat.holder for seat in seats if not seat.movable], np.int64)
    )
    all_of = _marked(len(users.names), needs.user[wanted & needs.own]) | (unlike & (few > 0))
    return np.where(all_of, users.count, np.minimum(few, users.count))


def _nodes(holders: Holders, present: Bools, apart: Ints, seats: Sequence[Seat]) -> _Nodes:
    """A row is one node, but for its first `apart` members, a node each, and for runs of members
    with equal fixed units."""
    sizes = {}
    for holder in np.flatnonzero((apart > 0) & present).tolist():
        singles, rest = int(apart[holder]), int(holders.count[holder] - apart[holder])
        sizes[holder] = [1] * singles + ([rest] if rest else [])
    fixed: dict[int, list[Seat]] = {}
    for seat in seats:
        if not seat.movable:
            fixed.setdefault(seat.holder, []).append(seat)
    for holder, own in fixed.items():
        ends = (
            {0, int(holders.count[holder])}
            | {seat.first for seat in own}
            | {seat.first + seat.quantity for seat in own}
        )
        sizes.setdefault(holder, [b - a for a, b in pairwise(sorted(ends))])
    count = np.where(present, 1, 0)
    count[list(sizes)] = [len(each) for each in sizes.values()]
    first = np.where(present, np.cumsum(count) - count, NONE)
    row = np.repeat(np.arange(len(count)), count)
    sized = np.array(holders.count[row], np.int64)
    seatings: dict[tuple[int, ...], int] = {(): 0}
    seating = np.zeros(len(row), np.int64)
    for r, each in sizes.items():
        sized[first[r] : first[r] + len(each)] = each
        starts = np.cumsum([0, *each[:-1]]).tolist()
        for node, start in enumerate(starts, int(first[r])):
            lots = sorted(
                s.lot for s in fixed.get(r, ()) if s.first <= start < s.first + s.quantity
            )
            barred = holders.kind[r] == (Kind.DEVICE if holders.sheet == "Users" else Kind.USER)
            seating[node] = seatings.setdefault(
                tuple(~lot if barred else lot for lot in lots), len(seatings)
            )
    alone = np.arange(len(row)) - first[row] < apart[row]
    moving = _marked(
        len(count), np.array([seat.holder for seat in seats if seat.movable], np.int64)
    )
    return _Nodes(
        first, count, row, sized, alone, seating, np.where(moving[row], row + 1, 0), tuple(seatings)
    )


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
    order = np.lexsort((element, keys))
    last = np.ones(len(order), bool)
    last[:-1] = np.diff(keys[order]) != 0
    kept = order[last]
    return user[kept], device[kept], server[kept], type_[kept], element[kept], flags[kept]


def _group(owner: Ints, needs: list[Ints], extra: list[Ints]) -> Ints:
    """The class of each owner: equal where the rows of `needs` and the `extra` keys (an owner each,
    the last two its seats) are.

    NONE for owners without needs and seats. Owners are sorted by a 128-bit sum of hashes and then
    compared with their class's first one, so that the result never rests on the hash.
    """
    size = len(extra[0])
    known = np.flatnonzero(owner != NONE)
    code = keys_of(*(column[known] for column in needs))
    order = np.lexsort((code, owner[known]))
    code, holder = code[order], owner[known][order]
    length = np.bincount(holder, minlength=size)
    start = np.cumsum(length) - length
    having = np.flatnonzero((length > 0) | (extra[-2] > 0) | (extra[-1] > 0))
    result = np.full(size, NONE, np.int64)
    if not len(having):
        return result
    sums = [_sums(_mix(code.astype(np.uint64), salt), holder, size) for salt in (1, 2)]
    columns = (*(s.view(np.int64) for s in sums), *extra, length)
    group, kinds = pd.factorize(keys_of(*(column[having] for column in columns)))
    first = np.empty(len(kinds), np.int64)
    first[group[::-1]] = having[::-1]
    leader = np.empty(size, np.int64)
    leader[having] = first[group]
    same = code == code[start[leader[holder]] + np.arange(len(code)) - start[holder]]
    differs = np.zeros(size, bool)
    differs[holder[~same]] = True
    leader[differs] = np.flatnonzero(differs)
    _, result[having] = np.unique(leader[having], return_inverse=True)
    return result


def _sums(values: Any, holder: Ints, size: int) -> Any:
    """The sum of each holder's values, modulo 2^64; `holder` is sorted."""
    total = np.r_[np.zeros(1, np.uint64), np.cumsum(values)]
    ends = np.searchsorted(holder, np.arange(size), "right")
    starts = np.searchsorted(holder, np.arange(size), "left")
    return total[ends] - total[starts]


def _mix(values: Any, salt: int) -> Any:
    """splitmix64: a well-spread 64-bit hash of each value."""
    values = values + np.uint64(salt * 0x9E3779B97F4A7C15 % 2**64)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _side(nodes: _Nodes, class_of: Ints, type_: Ints) -> Side:
    count = int(class_of.max(initial=NONE)) + 1
    having = class_of != NONE
    members = np.bincount(class_of[having], weights=nodes.size[having], minlength=count).astype(
        np.int64
    )
    types, fixed = np.zeros(count, np.int64), np.zeros(count, np.int64)
    types[class_of[having]], fixed[class_of[having]] = type_[having], nodes.fixed[having]
    return Side(nodes.row, nodes.size, class_of, members, types, fixed, nodes.seatings)
