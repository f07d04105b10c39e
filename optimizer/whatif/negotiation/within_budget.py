"""Within a budget: which accesses to block until there is money, so that the rest is compliant and
the fewest sessions are lost.

The complete program once more, with a binary for each access (a user, a device, a server): its
needs may go unmet only where it is blocked, all payments fit the budget, and the sessions lost are
least; then, of all ways to lose so few, the cheapest. Groups are taken apart into their members
first, since one may be blocked in part.
"""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pulp

from optimizer.domain.access_rows import with_access
from optimizer.domain.answers import Blocked, Blocking
from optimizer.domain.arrays import distinct_rows
from optimizer.domain.options import Options
from optimizer.domain.problems import Findings, InfeasibleError
from optimizer.domain.progress import QUIET
from optimizer.domain.tables import NONE, Assigned, Holders, Ints, Tables
from optimizer.licensing.administration import State
from optimizer.licensing.payments import cal_mode_payments
from optimizer.planning import Prepared, planned, prepare
from optimizer.solving.classes import Side, classes_of
from optimizer.solving.instance import Instance
from optimizer.solving.program.builder import Program, number
from optimizer.solving.program.formulation import state
from optimizer.solving.solvers.narrowed import narrow
from optimizer.solving.solvers.solver import solve
from optimizer.solving.solvers.status import Clock, Status

MOST_PAIRS = 20_000
"""Pairs of members up to which groups are taken apart."""


WORK = 100_000_000
"""A solver's work for each of the two solves, where no time limit is set: the same list on every
machine."""


def blocking(tables: Tables, options: Options) -> Blocking | None:
    """The blocking list for the budget; None where none was found in time.

    Raises InfeasibleError where even the accesses by themselves cannot be covered.
    """
    pairs = _pairs(tables)
    apart = bool(pairs.sum() <= MOST_PAIRS)
    single, origin = (
        _taken_apart(tables, pairs) if apart else (tables, np.arange(len(tables.access.rows)))
    )
    prepared = prepare(single, Findings())
    classes = classes_of(
        single.users,
        single.devices,
        prepared.needs,
        prepared.ways,
        prepared.supply.seats,
        merge=False,
    )
    case = Instance(single, prepared.needs, prepared.ways, classes, prepared.supply)
    program = state(case, elastic=True)
    access, sessions, binaries = _block(case, prepared, program)
    payments = _payments(case, program)
    digits = single.settings.digits
    budget = single.settings.budget or Decimal(0)
    program.problem += (
        pulp.lpSum(float(c) * v for c, v in payments) <= float(budget.scaleb(digits)),
        "budget",
    )
    lost = pulp.lpSum(float(n) * v for n, v in zip(sessions, binaries, strict=True))
    program.problem.setObjective(lost)
    outcome = solve(program.problem, options.solver, _allowed(options))
    if outcome.status not in (Status.OPTIMAL, Status.FEASIBLE):
        return None
    fewest = [bool(number(v)) for v in binaries]
    proven = outcome.status is Status.OPTIMAL
    least = sum(n for n, b in zip(sessions, fewest, strict=True) if b)
    if proven:
        narrow(program.problem, least, _allowed(options))
    program.problem += lost <= least * (1 + 1e-9) + 1e-6, "sessions"
    lines = case.supply.lines
    program.problem.setObjective(
        pulp.lpSum(lines[i].cost * v for i, v in program.packs.items() if lines[i].cost)
    )
    second = solve(program.problem, options.solver, _allowed(options))
    if second.status in (Status.OPTIMAL, Status.FEASIBLE):
        fewest = [bool(number(v)) for v in binaries]
    return _answer(
        tables, single, origin, access, fewest, proven=proven, apart=apart, options=options
    )


def _pairs(tables: Tables) -> Ints:
    """How many pairs of members each row of Access joins."""
    access = tables.access
    users = np.append(tables.users.count, 1)[tables.users.meant(access.user)]
    devices = np.append(tables.devices.count, 1)[tables.devices.meant(access.device)]
    return np.where(access.own, users, users * devices)


def _taken_apart(tables: Tables, pairs: Ints) -> tuple[Tables, Ints]:
    """The tables with a row for each member, and for each new row of Access the old one."""
    access = tables.access
    users, devices = tables.users.meant(access.user), tables.devices.meant(access.device)
    origin = np.repeat(np.arange(len(pairs)), pairs)
    within = np.arange(len(origin)) - np.repeat(np.cumsum(pairs) - pairs, pairs)
    many = np.append(tables.devices.count, 1)[devices][origin]
    own = access.own[origin]
    first_user, first_device = _starts(tables.users), _starts(tables.devices)
    user = np.where(
        users[origin] == NONE,
        NONE,
        first_user[users[origin]] + np.where(own, within, within // many),
    )
    device = np.where(
        devices[origin] == NONE,
        NONE,
        first_device[devices[origin]] + np.where(own, within, within % many),
    )
    sessions = access.sessions[origin] / np.maximum(pairs[origin], 1)
    return (
        replace(
            tables,
            users=_members(tables.users),
            devices=_members(tables.devices),
            access=replace(access.take(origin), user=user, device=device, sessions=sessions),
            assigned=tuple(_assigned(tables, first_user, first_device)),
        ),
        origin,
    )


def _starts(holders: Holders) -> Ints:
    """The first member's new row of each row."""
    return np.append(np.cumsum(holders.count) - holders.count, NONE)


def _members(holders: Holders) -> Holders:
    row = np.repeat(np.arange(len(holders.count)), holders.count)
    starts = _starts(holders)
    same = holders.same_as[row]
    return replace(
        holders.take(row),
        count=np.ones(len(row), np.int64),
        same_as=np.where(same == NONE, NONE, starts[same]),
    )


def _assigned(tables: Tables, users: Ints, devices: Ints) -> list[Assigned]:
    """Assigned units, a unit each, with the first members of their row."""
    filled: dict[tuple[bool, int, int], int] = {}
    result = []
    for assigned in tables.assigned:
        key = assigned.user, assigned.license, assigned.holder
        start = int((users if assigned.user else devices)[assigned.holder])
        count = int((tables.users if assigned.user else tables.devices).count[assigned.holder])
        for _ in range(min(assigned.quantity, count)):
            at = filled[key] = filled.get(key, -1) + 1
            result.append(replace(assigned, holder=start + at, quantity=1))
    return result


def _allowed(options: Options) -> Clock:
    """The time limit where there is one, else so much of a solver's work."""
    return Clock(options.time_limit, work=None if options.time_limit else WORK)


def _block(
    case: Instance, prepared: Prepared, program: Program
) -> tuple[Ints, list[float], list[pulp.LpVariable]]:
    """For each row of Access the number of its access (NONE: it needs nothing); a binary and the
    sessions of each access."""
    tables, needs, classes = case.tables, prepared.needs, case.classes
    for (kind, _), slack in program.slacks.items():
        if kind == "license":
            slack.bounds(0, 0)
    open_ = np.flatnonzero(needs.state < State.ADMINISTRATION)
    places, place = distinct_rows(needs.user[open_], needs.device[open_], needs.server[open_])
    index = {tuple(row): number for number, row in enumerate(places.tolist())}
    access = tables.access
    user, device = tables.users.meant(access.user), tables.devices.meant(access.device)
    keys = zip(user.tolist(), device.tolist(), access.server.tolist(), strict=True)
    of_row = np.array([index.get(key, NONE) for key in keys], np.int64)
    counting = (of_row != NONE) & needs.accesses
    sessions = np.bincount(
        of_row[counting], weights=access.sessions[counting], minlength=len(places)
    )
    binaries = [
        program.problem.add_variable(f"block_{g}", 0, 1, pulp.LpInteger) for g in range(len(places))
    ]
    merged: dict[tuple[int, int, int, int], list[int]] = {}
    columns = (classes.user, classes.device, classes.server, classes.element)
    for i, key in enumerate(zip(*(column.tolist() for column in columns), strict=True)):
        merged.setdefault(key, []).append(i)
    user_class = _class_of_row(classes.users, len(tables.users.names))
    device_class = _class_of_row(classes.devices, len(tables.devices.names))
    asked = zip(
        place.tolist(),
        user_class[needs.user[open_]].tolist(),
        device_class[needs.device[open_]].tolist(),
        prepared.ways.server[open_].tolist(),
        prepared.ways.element[open_].tolist(),
        strict=True,
    )
    by_server: dict[int, list[int]] = {}
    for number_, (g, u, d, s, e) in enumerate(asked):
        for i in merged[u, d, s, e]:
            program.problem += program.slacks["need", i] <= binaries[g], f"blocked_{number_}_{i}"
    for g, (_, _, s) in enumerate(places.tolist()):
        by_server.setdefault(s, []).append(g)
    for s, groups in by_server.items():
        if ("server", s) in program.slacks:
            for g in groups:
                program.problem += program.slacks["server", s] <= binaries[g], f"idle_{s}_{g}"
    return of_row, sessions.tolist(), binaries


def _class_of_row(side: Side, count: int) -> Ints:
    """Row -> its class; every row is one node, and every node a class of its own."""
    result = np.full(count + 1, NONE, np.int64)
    result[side.row] = side.class_of
    return result


def _payments(case: Instance, program: Program) -> list[tuple[Decimal, pulp.LpVariable]]:
    """What each pack, and each server in CAL mode, pays over the horizon, undiscounted, in minor
    units."""
    digits = case.tables.settings.digits
    paid = [
        (
            sum((p.nominal for p in case.supply.lines[i].payments), Decimal(0)).scaleb(digits),
            variable,
        )
        for i, variable in program.packs.items()
    ]
    for s, variable in program.cal_mode.items():
        if variable is not None:
            paid.append(
                (
                    sum((p.nominal for p in cal_mode_payments(case.tables, s)), Decimal(0)).scaleb(
                        digits
                    ),
                    variable,
                )
            )
    return paid


def _answer(
    tables: Tables,
    single: Tables,
    origin: Ints,
    access: Ints,
    blocked: list[bool],
    *,
    proven: bool,
    apart: bool,
    options: Options,
) -> Blocking | None:
    """The blocked accesses by the rows of the workbook, and the cheapest plan of the rest, found
    and priced as any other."""
    stopped = np.append(np.array(blocked, bool), False)[access]
    rest = with_access(single, ~stopped)
    try:
        _, _, _, plan = planned(
            rest, Findings(), replace(options, progress=QUIET), Clock(options.time_limit)
        )
    except InfeasibleError:
        return None
    rows = origin[stopped]
    user, device = (
        tables.users.meant(tables.access.user),
        tables.devices.meant(tables.access.device),
    )
    columns, group = distinct_rows(user[rows], device[rows], tables.access.server[rows])
    lost = np.bincount(group, weights=single.access.sessions[stopped], minlength=len(columns))
    sides = (
        single.access.user[stopped],
        single.access.device[stopped],
        single.access.server[stopped],
    )
    cut, _ = distinct_rows(group, *sides)
    number_of = np.bincount(cut[:, 0], minlength=len(columns)) if len(cut) else np.zeros(0, int)
    found = []
    for g, (u, d, s) in enumerate(columns.tolist()):
        every = ~tables.access.own[(user == u) & (device == d) & (tables.access.server == s)]
        m = int(tables.users.count[u]) if u != NONE else 1
        n = int(tables.devices.count[d]) if d != NONE else 1
        pairs = m * n if every.any() else m
        name = tables.users.names[u] if u != NONE else "(anyone)"
        where = tables.devices.names[d] if d != NONE else "(any device)"
        found.append(
            Blocked(
                user=name,
                device=where,
                server=tables.servers[s].name,
                blocked=int(number_of[g]) if apart else pairs,
                pairs=pairs,
                sessions=float(lost[g]),
            )
        )
    found.sort(key=lambda b: (-b.sessions, b.user, b.device, b.server))
    nominal = sum((year.nominal for year in plan.payments), Decimal(0))
    return Blocking(
        blocked=tuple(found),
        sessions=float(lost.sum()),
        cost=plan.cost,
        payments=nominal,
        proven=proven,
        parts=apart,
    )
