"""needs -> classes: holders that share every neighbour, type and rule become one, and can be told apart again.

If one member of a class goes without a user license for an element, each of its accesses is covered otherwise, so no member
needs it: one decision a class is exact, whatever the prices. Kept apart, member by member, are people of whom the plan picks
the exempt administrators, and both ends of a Pairing Own row.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from optimizer.needs import Needs, State
from optimizer.tables import NONE, Bools, Holders, Ints
from optimizer.ways import Ways


@dataclass(frozen=True)
class Side:
    """Users or devices as nodes (members of one row that stay together, in row order) and as classes of nodes.

    A node each: `row`, `size` (members), `class_of` (NONE where it needs nothing). A class each: `members`, `type`.
    """

    row: Ints
    size: Ints
    class_of: Ints
    members: Ints
    type: Ints


@dataclass(frozen=True)
class Classes:
    """The needs between classes, an array entry each, sorted and without repeats.

    `user` and `device` are classes (NONE: nobody), `server` is NONE where the choice does not depend on it, `element` as in
    Ways. `candidate` marks needs whose user may be picked as an exempt administrator of the server; `wide` those that a
    Server, Core or Organization license may meet.
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
        columns = ("user", "device", "server", "element", "type", "by_user", "by_device", "wide", "candidate")
        return replace(self, **{name: getattr(self, name)[rows] for name in columns})


def classes_of(users: Holders, devices: Holders, needs: Needs, ways: Ways) -> Classes:
    """Merge users with equal neighbourhoods, then devices, once each."""
    wanted = (needs.state == State.OPEN) | (needs.state == State.CANDIDATE)
    candidate = needs.state == State.CANDIDATE
    split_users = _marked(len(users.names), needs.user[(candidate | needs.own) & wanted])
    split_devices = _marked(len(devices.names), needs.device[needs.own & wanted])
    user_first, user_row, user_size = _nodes(users, needs.users, split_users)
    device_first, device_row, device_size = _nodes(devices, needs.devices, split_devices)

    index = np.flatnonzero(wanted)
    user, device, index = _expand(needs, index, users, devices, split_users, split_devices, user_first, device_first)
    server, element, type_ = ways.server[index], ways.element[index], ways.type[index]
    flags = ways.by_user[index] * 8 + ways.by_device[index] * 4 + ways.by_wide[index] * 2 + candidate[index]
    family = np.array([f for f, _ in ways.elements] or [0], np.int64)[element]
    user, device, server, type_, element, flags = _latest(user, device, server, type_, family, element, flags)

    # Two people of whom one may be exempt are not alike, however equal their accesses.
    apart = np.where(_marked(len(user_row), user[flags % 2 == 1]), np.arange(len(user_row)) + 1, 0)
    user_class = _group(len(user_row), user, [device, server, element, flags], [users.type[user_row], apart])
    user = np.append(user_class, NONE)[user]
    device_class = _group(len(device_row), device, [user, server, element, flags, type_], [np.zeros(len(device_row), np.int64)])
    device = np.append(device_class, NONE)[device]

    rows = np.unique(np.c_[user, device, server, element, flags, type_], axis=0)
    user, device, server, element, flags, type_ = (rows[:, i] for i in range(6))
    return Classes(
        _side(user_row, user_size, user_class, users.type[user_row]),
        _side(device_row, device_size, device_class, np.zeros(len(device_row), np.int64)),
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


def _nodes(holders: Holders, present: Bools, split: Bools) -> tuple[Ints, Ints, Ints]:
    """First node of each row (NONE where left out), and each node's row and size; a split row has a node a member."""
    nodes = np.where(present, np.where(split, holders.count, 1), 0)
    first = np.where(present, np.cumsum(nodes) - nodes, NONE)
    row = np.repeat(np.arange(len(nodes)), nodes)
    return first, row, np.where(split, 1, holders.count)[row]


def _expand(
    needs: Needs,
    index: Ints,
    users: Holders,
    devices: Holders,
    split_users: Bools,
    split_devices: Bools,
    user_first: Ints,
    device_first: Ints,
) -> tuple[Ints, Ints, Ints]:
    """Needs between rows -> needs between nodes: user node, device node, index of the need."""
    user, device, own = needs.user[index], needs.device[index], needs.own[index]
    m = np.where(np.append(split_users, False)[user], np.append(users.count, 1)[user], 1)
    n = np.where(np.append(split_devices, False)[device], np.append(devices.count, 1)[device], 1)
    repeats = np.where(own, m, m * n)
    within = np.arange(repeats.sum()) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    expanded = np.repeat(np.arange(len(index)), repeats)
    own, n = own[expanded], n[expanded]
    user_nodes = np.append(user_first, NONE)[user[expanded]]
    device_nodes = np.append(device_first, NONE)[device[expanded]]
    user_nodes += np.where(user_nodes == NONE, 0, np.where(own, within, within // n))
    device_nodes += np.where(device_nodes == NONE, 0, np.where(own, within, within % n))
    return user_nodes, device_nodes, index[expanded]


def _latest(*columns: Ints) -> tuple[Ints, Ints, Ints, Ints, Ints, Ints]:
    """Of the needs of one user, device, server and family with the same ways, the latest version's implies the others."""
    user, device, server, type_, family, element, flags = columns
    order = np.lexsort((element, flags, family, server, device, user))
    keys = np.c_[user, device, server, family, flags][order]
    last = np.ones(len(order), bool)
    last[:-1] = (np.diff(keys, axis=0) != 0).any(axis=1)
    kept = order[last]
    return user[kept], device[kept], server[kept], type_[kept], element[kept], flags[kept]


def _group(size: int, owner: Ints, needs: list[Ints], extra: list[Ints]) -> Ints:
    """The class of each of `size` owners: equal where the rows of `needs` and the `extra` keys are; NONE without needs.

    Owners are sorted by a 128-bit sum of hashes and then compared with their class's first one, so that the result never
    rests on the hash.
    """
    known = np.flatnonzero(owner != NONE)
    _, code = np.unique(np.c_[tuple(column[known] for column in needs)], axis=0, return_inverse=True)
    code = code.reshape(-1)
    order = np.lexsort((code, owner[known]))
    code, holder = code[order], owner[known][order]
    length = np.bincount(holder, minlength=size)
    start = np.cumsum(length) - length
    having = np.flatnonzero(length)
    result = np.full(size, NONE, np.int64)
    if not len(having):
        return result
    sums = [np.add.reduceat(_mix(code.astype(np.uint64), salt), start[having]) for salt in (1, 2)]
    keys = np.c_[tuple(s.view(np.int64) for s in sums) + tuple(each[having] for each in extra) + (length[having],)]
    _, first, group = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    group = group.reshape(-1)
    leader = np.empty(size, np.int64)
    leader[having] = having[first[group]]
    same = code == code[start[leader[holder]] + np.arange(len(code)) - start[holder]]
    differs = np.zeros(size, bool)
    differs[holder[~same]] = True
    leader[differs] = np.flatnonzero(differs)
    _, result[having] = np.unique(leader[having], return_inverse=True)
    return result


def _mix(values: Any, salt: int) -> Any:
    """splitmix64: a well-spread 64-bit hash of each value."""
    values = values + np.uint64(salt * 0x9E3779B97F4A7C15 % 2**64)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _side(row: Ints, size: Ints, class_of: Ints, type_: Ints) -> Side:
    count = int(class_of.max(initial=NONE)) + 1
    having = class_of != NONE
    members = np.bincount(class_of[having], weights=size[having], minlength=count).astype(np.int64)
    types = np.zeros(count, np.int64)
    types[class_of[having]] = type_[having]
    return Side(row, size, class_of, members, types)
