"""Why no compliant plan exists: causes as values, which explaining/no_plan.py puts into words."""

from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

import numpy as np

from optimizer.domain.arrays import distinct_rows
from optimizer.domain.keywords import Metric
from optimizer.domain.tables import NONE, Ints, Kind, Tables
from optimizer.licensing.administration import State
from optimizer.licensing.eligibility import Eligibility
from optimizer.licensing.metrics import WIDE, takes
from optimizer.licensing.needs import Needs
from optimizer.licensing.rules import admits, opens
from optimizer.solving.instance import Instance
from optimizer.solving.solvers.status import Clock, Status


class Why(Enum):
    """What keeps the licenses of one side from covering a need."""

    BLANK = auto()
    """The side is blank on Access."""
    USERS_RULE = auto()
    """License by of the user."""
    DEVICES_RULE = auto()
    """License by of the device."""
    SERVERS_RULE = auto()
    """One kind of the server."""
    NO_LICENSE = auto()
    """No license of the side covers the family; none at all where the side is ""."""
    EARLIER = auto()
    """`license` is for earlier versions."""
    TYPE = auto()
    """`license` is not for the user's type."""
    BASE = auto()
    """`license`, or one of the family it sits on, cannot be had."""
    NO_SUPPLY = auto()
    """`license` has no price, no offer and no owned unit that lasts."""
    WIDE = auto()
    """`license` covers a whole server or everyone, and cannot be had for this type of user."""


@dataclass(frozen=True, kw_only=True)
class Barred:
    """One side (User, Device, or "" for wide licenses), what bars it, and the license at fault or
    NONE."""

    side: str
    why: Why
    license: int = NONE


@dataclass(frozen=True, kw_only=True)
class NoWay:
    """Accesses that no license can cover, all for the same reasons: the first of them (indices into
    the tables), what it needs, and the Excel rows of all on Access."""

    user: int
    device: int
    server: int
    family: int
    version: int
    barred: tuple[Barred, ...]
    rows: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Short:
    """Units of a license that are missing, however the rest is arranged."""

    license: int
    units: int


@dataclass(frozen=True, kw_only=True)
class Clash:
    """An access that can be covered alone, but not together with the others."""

    user: int
    device: int
    server: int
    family: int
    row: int


@dataclass(frozen=True, kw_only=True)
class PastLimit:
    """A server whose product may be used by `most` users (or, `users` False, devices), and is used
    by more."""

    server: int
    product: int
    users: bool
    used: int
    most: int


@dataclass(frozen=True)
class NoReason:
    """There is no plan, and no single cause either."""


Cause = NoWay | Short | Clash | PastLimit | NoReason


def unmeetable(tables: Tables, needs: Needs, ways: Eligibility) -> list[NoWay]:
    """Needs that no eligible, obtainable license can meet, those together that lack it for the same
    reasons; in the order of Access."""
    lost = np.flatnonzero(
        (needs.state == State.OPEN) & ~ways.by_user & ~ways.by_device & ~ways.by_wide
    )
    if not len(lost):
        return []
    user, device = needs.user[lost], needs.device[lost]
    alike, code = distinct_rows(
        needs.family[lost],
        needs.version[lost],
        needs.server[lost],
        _of(tables.users.type, user),
        _of(tables.users.kind, user),
        _of(tables.devices.kind, device),
    )
    rows = tables.access.rows[needs.access[lost]]
    order = np.lexsort((rows, code))
    ends = np.searchsorted(code[order], np.arange(len(alike) + 1))
    together: dict[object, NoWay] = {}
    for low, high in pairwise(ends.tolist()):
        first = int(lost[order[low]])
        found = NoWay(
            user=int(needs.user[first]),
            device=int(needs.device[first]),
            server=int(needs.server[first]),
            family=int(needs.family[first]),
            version=int(needs.version[first]),
            barred=_barred(tables, needs, first),
            rows=tuple(dict.fromkeys(rows[order[low:high]].tolist())),
        )
        reasons = {barred.why for barred in found.barred}
        where = found.server if Why.SERVERS_RULE in reasons else NONE
        key = found.family, found.version, found.barred, where
        if key in together:
            before = together[key]
            first_one = before if before.rows[0] <= found.rows[0] else found
            merged = tuple(sorted({*before.rows, *found.rows}))
            found = NoWay(**{**vars(first_one), "rows": merged})
        together[key] = found
    return sorted(together.values(), key=lambda each: each.rows[0])


def _of(column: Ints, holder: Ints) -> Ints:
    """A column's value for each holder, NONE where the holder is blank."""
    return np.where(holder == NONE, NONE, column[holder] if len(column) else NONE)


def _barred(tables: Tables, needs: Needs, need: int) -> tuple[Barred, ...]:
    """What bars each side from covering a need."""
    user, device, server, family, version = (
        int(a[need]) for a in (needs.user, needs.device, needs.server, needs.family, needs.version)
    )
    if not any(family in license.covers for license in tables.licenses):
        return (Barred(side="", why=Why.NO_LICENSE),)
    user_kind = Kind(int(tables.users.kind[user])) if user != NONE else Kind.EITHER
    device_kind = Kind(int(tables.devices.kind[device])) if device != NONE else Kind.EITHER
    fixed = tables.servers[server].one_kind.get(family, Kind.EITHER)
    found = []
    for side, own, barred in ((Metric.USER, user, Kind.DEVICE), (Metric.DEVICE, device, Kind.USER)):
        if own == NONE:
            found.append(Barred(side=side, why=Why.BLANK))
        elif user_kind == barred:
            found.append(Barred(side=side, why=Why.USERS_RULE))
        elif device_kind == barred:
            found.append(Barred(side=side, why=Why.DEVICES_RULE))
        elif fixed == barred:
            found.append(Barred(side=side, why=Why.SERVERS_RULE))
        else:
            found.append(_lacking(tables, side, user, family, version))
    for k, license in enumerate(tables.licenses):
        if license.metric in WIDE and opens(license, family, version) and takes(tables, k, server):
            return (*found, Barred(side="", why=Why.WIDE, license=k))
    return tuple(found)


def _lacking(tables: Tables, side: Metric, user: int, family: int, version: int) -> Barred:
    """Which license of a side is missing, or why the one there is does not do."""
    named = [
        k
        for k, license in enumerate(tables.licenses)
        if license.metric == side and family in license.covers
    ]
    able = [k for k in named if opens(tables.licenses[k], family, version)]
    if not named:
        return Barred(side=side, why=Why.NO_LICENSE)
    if not able:
        return Barred(side=side, why=Why.EARLIER, license=named[0])
    admitted = [k for k in able if admits(tables.licenses[k], tables.user_type(user))]
    if not admitted:
        return Barred(side=side, why=Why.TYPE, license=able[0])
    based = family in tables.same_holder
    return Barred(side=side, why=Why.BASE if based else Why.NO_SUPPLY, license=admitted[0])


def conflict(case: Instance, solver: str, clock: Clock) -> list[Cause]:
    """Where each need can be met but not all together: what is missing, from one more solve with
    slacks."""
    from optimizer.solving.program.builder import number
    from optimizer.solving.program.formulation import state
    from optimizer.solving.solvers.solver import solve

    program = state(case, elastic=True)
    unmet = [slack for (kind, _), slack in program.slacks.items() if kind == "need"]
    # However many licenses are missing, that is the reason as long as it explains everything.
    for most in (0, 1):
        for slack in unmet:
            slack.bounds(0, most)
        status = solve(program.problem, solver, clock).status
        if status is not Status.INFEASIBLE:
            break
    if status not in (Status.OPTIMAL, Status.FEASIBLE):
        return [NoReason()]
    found: list[Cause] = []
    for (kind, index), slack in program.slacks.items():
        missing = number(slack)
        if not missing:
            continue
        if kind == "license":
            found.append(Short(license=index, units=missing))
        else:
            found.append(_clash(case, index))
    return found


def _clash(case: Instance, index: int) -> Clash:
    """A need of two classes that cannot be met together with the others, shown by its first
    access."""
    tables, classes, needs, ways = case.tables, case.classes, case.needs, case.ways
    u, d, s, e = (
        int(a[index]) for a in (classes.user, classes.device, classes.server, classes.element)
    )
    users = classes.users.row[classes.users.class_of == u] if u != NONE else np.array([NONE])
    devices = classes.devices.row[classes.devices.class_of == d] if d != NONE else np.array([NONE])
    where = np.isin(needs.user, users) & np.isin(needs.device, devices) & (ways.element == e)
    if s != NONE:
        where &= needs.server == s
    i = int(np.flatnonzero(where)[0])
    return Clash(
        user=int(needs.user[i]),
        device=int(needs.device[i]),
        server=int(needs.server[i]),
        family=int(needs.family[i]),
        row=int(tables.access.rows[needs.access[i]]),
    )
