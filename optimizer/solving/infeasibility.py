"""Why no compliant plan exists, in the planner's terms and by cell."""

import numpy as np

from optimizer.domain.problems import FOLD_AFTER, Problem
from optimizer.domain.tables import NONE, Kind, Tables
from optimizer.domain.versions import version_text
from optimizer.licensing.eligibility import Eligibility
from optimizer.licensing.metrics import WIDE, takes
from optimizer.licensing.needs import Needs, State
from optimizer.licensing.rules import admits, opens
from optimizer.solving.instance import Instance
from optimizer.solving.program.builder import number
from optimizer.solving.program.formulation import state
from optimizer.solving.solvers.solver import solve
from optimizer.solving.solvers.status import Clock, Status


def unmeetable(tables: Tables, needs: Needs, ways: Eligibility) -> list[Problem]:
    """Needs that no eligible, obtainable license can meet: the Access row, what forbids each way,
    the license missing."""
    lost = np.flatnonzero(
        (needs.state == State.OPEN) & ~ways.by_user & ~ways.by_device & ~ways.by_wide
    )
    found: list[Problem] = []
    for i in lost[: 10 * FOLD_AFTER].tolist():
        user, device, server, family = (
            int(a[i]) for a in (needs.user, needs.device, needs.server, needs.family)
        )
        need = f'"{tables.families[family]}" at {version_text(int(needs.version[i]))}'
        row = int(tables.access.rows[needs.access[i]])
        reasons = "; ".join(_forbidden(tables, user, device, server, family, int(needs.version[i])))
        found.append(
            Problem(
                tables.place("Access", "Server", row),
                f"{_who(tables, user, device, server)} needs {need}, and no license can cover it: "
                f"{reasons}.",
                "Add such a license with a Price to Licenses, own it through the horizon, or "
                "change what forbids it.",
            )
        )
    if len(lost) > 10 * FOLD_AFTER:
        rest = len(lost) - 10 * FOLD_AFTER
        last = found[-1]
        found.append(
            Problem(
                last.place,
                f"{rest} more accesses have no license that can cover them.",
                last.remedy,
            )
        )
    return found


def _who(tables: Tables, user: int, device: int, server: int) -> str:
    who = f'"{tables.users.names[user]}"' if user != NONE else "whoever is there"
    where = f'on "{tables.devices.names[device]}"' if device != NONE else "on any device"
    return f'{who} {where} using "{tables.servers[server].name}"'


def _forbidden(
    tables: Tables, user: int, device: int, server: int, family: int, version: int
) -> list[str]:
    """One clause a side: what bars it."""
    user_kind = Kind(int(tables.users.kind[user])) if user != NONE else Kind.EITHER
    device_kind = Kind(int(tables.devices.kind[device])) if device != NONE else Kind.EITHER
    fixed = (tables.servers[server].one_kind or {}).get(family, Kind.EITHER)
    found = []
    for side, own, barred in (("User", user, Kind.DEVICE), ("Device", device, Kind.USER)):
        name = side.lower()
        if own == NONE:
            found.append(f"no {name} license, since {side} is blank")
        elif user_kind == barred:
            found.append(
                f"no {name} license, by License by in {tables.user_place(user, 'License by')}"
            )
        elif device_kind == barred:
            found.append(
                f"no {name} license, by License by in {tables.device_place(device, 'License by')}"
            )
        elif fixed == barred:
            place = tables.place("Servers", "One kind", tables.servers[server].row)
            found.append(f"no {name} license, by One kind in {place}")
        else:
            found.append(_lacking(tables, side, user, family, version))
    wide = [
        k
        for k, license in enumerate(tables.licenses)
        if license.metric in WIDE and opens(license, family, version) and takes(tables, k, server)
    ]
    if wide:
        found.append(
            f'"{tables.licenses[wide[0]].name}" is not for this type of user, or cannot be had'
        )
    return found


def _lacking(tables: Tables, side: str, user: int, family: int, version: int) -> str:
    """Which license of a side is missing, or why the one there is does not do."""
    named = [
        license
        for license in tables.licenses
        if license.metric == side and family in license.covers
    ]
    able = [license for license in named if opens(license, family, version)]
    if not named:
        return f'no {side} license on Licenses covers "{tables.families[family]}"'
    if not able:
        return f'"{named[0].name}" in {tables.place("Licenses", "Version", named[0].row)} is for earlier versions'
    admitted = [
        license for license in able if side == "Device" or admits(license, tables.user_type(user))
    ]
    if not admitted:
        return f'"{able[0].name}" is not for type "{tables.types[tables.user_type(user)]}"'
    base = tables.same_holder.get(family)
    place = tables.place("Licenses", "Price", admitted[0].row)
    if base is not None:
        return f'"{admitted[0].name}" ({place}) or the "{tables.families[base]}" license under it cannot be had'
    return f'"{admitted[0].name}" has no Price in {place}, no offer and no owned unit that lasts'


def conflict(case: Instance, solver: str, clock: Clock) -> list[Problem]:
    """Where each need can be met but not all together: what is missing, from one more solve with
    slacks."""
    tables = case.tables
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
        return [
            Problem(
                tables.place("Licenses", "License", 0),
                "no compliant plan exists.",
                "Add licenses, or relax the rules.",
            )
        ]
    found = []
    for (kind, index), slack in program.slacks.items():
        missing = number(slack)
        if not missing:
            continue
        if kind == "license":
            license = tables.licenses[index]
            found.append(
                Problem(
                    tables.place("Licenses", "Price", license.row),
                    f'{missing} more of "{license.name}" are needed than are owned or can be '
                    "bought.",
                    "Give it a Price, own more, or let other licenses cover some accesses.",
                )
            )
        else:
            found.append(_clash(case, index))
    return found


def _clash(case: Instance, index: int) -> Problem:
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
    user, device, server, family = (
        int(a[i]) for a in (needs.user, needs.device, needs.server, needs.family)
    )
    place = tables.place("Access", "Server", int(tables.access.rows[needs.access[i]]))
    rule = tables.place("Servers", "One kind", tables.servers[server].row)
    clause = (
        f", given One kind in {rule}" if family in (tables.servers[server].one_kind or {}) else ""
    )
    who = _who(tables, user, device, server)
    return Problem(
        place,
        f'{who} cannot be covered for "{tables.families[family]}" together with the '
        f"others{clause}.",
        "Change License by or One kind, or give it a license of the other kind.",
    )
