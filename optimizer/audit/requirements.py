"""What every access requires, worked out anew from the tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from optimizer.audit import rules
from optimizer.audit.columns import Columns, begin_anew, joined
from optimizer.domain.tables import NONE, Ints, Purpose, Tables, of_rows


class State(IntEnum):
    """What becomes of a requirement: it must be covered; or the plan picks whom to exempt for
    administration; or nothing, its server's administrators are few, or its consoles."""

    USE = 0
    PICK = 1
    NOTHING = 2


@dataclass(frozen=True)
class Asked:
    """The accesses' requirements, worked out anew: columns with a row for each, and each server's
    people and devices that are there for administration only."""

    frame: Columns
    administrators: dict[int, set[int]]
    consoles: dict[int, set[int]]


def asked(tables: Tables) -> Asked:
    """Columns user, device, server, type, family, version, own, state (a State)."""
    return _asked(tables, accesses(tables))


def _asked(tables: Tables, frame: Columns) -> Asked:
    administrators, consoles = (
        _only_administering(frame, "user"),
        _only_administering(frame, "device"),
    )
    frame = _latest_required(tables, frame)
    return Asked(
        frame.where(state=_states(tables, frame, administrators, consoles)),
        administrators,
        consoles,
    )


PART = 2_000_000
"""Accesses whose requirements are kept at one time where nobody administers."""


def asked_by_parts(tables: Tables) -> Iterator[Columns]:
    """The same requirements as of `asked`, some users' after others'. Where nobody is there for
    administration no requirement says anything of another user's."""
    frame = accesses(tables)
    if len(frame) <= PART or (frame["purpose"] == Purpose.ADMINISTRATION).any():
        yield _asked(tables, frame).frame
        return
    order = np.argsort(frame["user"], kind="stable")
    first = np.flatnonzero(begin_anew(frame["user"][order]))  # a user's requirements stay together
    low = 0
    while low < len(order):
        after = first[first >= low + PART]
        high = int(after[0]) if len(after) else len(order)
        part = _latest_required(tables, frame.rows(order[low:high]))
        yield part.where(state=State.USE)
        low = high


def _latest_required(tables: Tables, frame: Columns) -> Columns:
    """What each access requires, once."""
    frame = _required(tables, frame.without_repeats() if len(frame) >= MANY else frame)
    # An earlier version beside a later one falls away, and so does what is asked for twice.
    who = ("user", "device", "server", "family", "own")
    frame = frame.rows(np.argsort(frame.keys(*who, "version")))
    return frame.rows(begin_anew(frame.keys(*who)[::-1])[::-1])


def _required(tables: Tables, frame: Columns) -> Columns:
    """A row for each family and version that an access requires."""
    places = ("server", "narrowed", "type")
    number, kinds = frame.numbered(*places)
    needed: list[tuple[int, int]] = []
    counts = []
    for server, narrowed, type_ in kinds.kinds(*places):
        products = (
            tables.servers[server].products if narrowed < 0 else tables.access.products[narrowed]
        )
        here = list(rules.required(tables, server, products, type_))
        needed += here
        counts.append(len(here))
    count = np.array(counts, np.int64)
    begin = np.cumsum(count) - count
    times = count[number]
    row = np.repeat(np.arange(len(frame)), times)
    within = np.arange(len(row)) - np.repeat(np.cumsum(times) - times, times)
    family, version = np.array(needed, np.int64).reshape(-1, 2)[begin[number[row]] + within].T
    names = ("user", "device", "server", "type", "own")
    return Columns(
        {name: frame[name][row] for name in names} | {"family": family, "version": version}
    )


def accesses(tables: Tables) -> Columns:
    """Who uses what, through servers in front of others too: columns user, device, server,
    narrowed, own, purpose, type."""
    access, keep = tables.access, rules.left_to_license(tables)
    user = rules.meant(tables.users, access.user[keep])
    frame = Columns(
        {
            "user": user,
            "device": rules.meant(tables.devices, access.device[keep]),
            **{
                name: of_rows(getattr(access, name), keep).astype(np.int64, copy=False)
                for name in ("server", "narrowed", "own", "purpose")
            },
            "type": np.append(tables.users.type, NONE)[user].astype(np.int64),
        }
    )
    return _with_servers_behind(tables, frame)


MANY = 1_000_000
"""Accesses from which it pays to set repeats aside before each is asked what it requires."""


def _with_servers_behind(tables: Tables, frame: Columns) -> Columns:
    """The accesses, and what they are behind the servers that stand in front of others."""
    found = [frame]
    for front in range(len(tables.servers)):
        behind = rules.behind(tables, front)
        if behind:
            here = (frame["server"] == front) & (frame["purpose"] == Purpose.USE)
            found += [frame.rows(here).where(server=s, narrowed=NONE) for s in behind]
    return joined(found)


def _only_administering(frame: Columns, who: str) -> dict[int, set[int]]:
    """Server -> the users (devices) whose accesses there are all for administration."""
    if not (frame["purpose"] == Purpose.ADMINISTRATION).any():
        return {}
    number, kinds = frame.numbered("server", who)
    using = np.zeros(len(kinds), bool)
    using[number[frame["purpose"] == Purpose.USE]] = True
    found: dict[int, set[int]] = {}
    only = kinds.rows(~using & (kinds[who] != NONE))
    for server, index in zip(only["server"].tolist(), only[who].tolist(), strict=True):
        found.setdefault(server, set()).add(index)
    return found


def _states(
    tables: Tables,
    frame: Columns,
    administrators: dict[int, set[int]],
    consoles: dict[int, set[int]],
) -> Ints | int:
    """For each requirement its State."""
    if not administrators and not consoles:
        return State.USE
    sides = ((administrators, tables.users), (consoles, tables.devices))
    accesses = list(
        zip(*(frame[name].tolist() for name in ("server", "user", "device")), strict=True)
    )
    free = [
        (server, (user in administrators.get(server, ()), device in consoles.get(server, ())))
        for server, user, device in accesses
    ]
    settled = set()
    for server in set(administrators) | set(consoles):
        here = [who for s, who in free if s == server and any(who)]
        for side, (only, holders) in enumerate(sides):
            members = sum(int(holders.count[index]) for index in only.get(server, ()))
            few = members <= rules.EXEMPT_FOR_ADMINISTRATION
            if few and all(who[side] for who in here):
                settled.add(server)
    return np.array(
        [
            State.USE if not any(who) else State.NOTHING if server in settled else State.PICK
            for server, who in free
        ],
        np.int64,
    )
