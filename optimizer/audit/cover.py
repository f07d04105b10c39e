"""The audit's licensing half: every access, worked out anew from the tables, is covered by what the
plan says is held."""

import numpy as np
import pandas as pd

from optimizer.audit.requirements import asked, present
from optimizer.domain.plan import Holding, Plan
from optimizer.domain.tables import NONE, Bools, Holders, Ints, Kind, Tables

_SHOWN = 5


def members_add_up(tables: Tables, plan: Plan) -> list[str]:
    """The runs of each present row add up to its Count, in row order; rows left out hold
    nothing."""
    found = []
    for holders, holding in ((tables.users, plan.users), (tables.devices, plan.devices)):
        listed = np.bincount(
            holding.row, weights=holding.members, minlength=len(holders.names)
        ).astype(np.int64)
        expected = np.where(present(holders, tables), holders.count, 0)
        for row in np.flatnonzero(listed != expected)[:_SHOWN].tolist():
            found.append(
                f'{holders.sheet} "{holders.names[row]}": {listed[row]} members are listed, not '
                f"{expected[row]}."
            )
        if (np.diff(holding.row) < 0).any() or (holding.members < 0).any():
            found.append(f"{holders.sheet}: rows are out of order or negative.")
    return found


def holders_may_hold(tables: Tables, plan: Plan) -> list[str]:
    """User licenses sit with users whose type and License by admit them, device licenses with such
    devices."""
    found = []
    for holders, holding, metric, barred in (
        (tables.users, plan.users, "User", Kind.DEVICE),
        (tables.devices, plan.devices, "Device", Kind.USER),
    ):
        stays = {
            (a.holder, a.license)
            for a in tables.assigned
            if not a.movable and a.user == (metric == "User")
        }
        pinned = np.isin(np.arange(len(holders.names)), [holder for holder, _ in stays])
        anyone = np.where(pinned[holding.row], holding.row, NONE)
        columns = (holders.type[holding.row], holders.kind[holding.row], holding.bundle, anyone)
        held = pd.DataFrame(dict(enumerate(columns))).drop_duplicates()
        for type_, kind, bundle, row in held.to_numpy().tolist():
            for k in holding.bundles[bundle]:
                license = tables.licenses[k]
                if (row, k) in stays and license.metric == metric:
                    continue  # what sits there for good stays, barred or not
                if (
                    license.metric != metric
                    or kind == barred
                    or (metric == "User" and not license.admits(type_))
                ):
                    found.append(
                        f'{holders.sheet}: "{license.name}" sits with someone who may not hold it.'
                    )
    return found


def seats_are_kept(tables: Tables, plan: Plan) -> list[str]:
    """Units that sit somewhere for good are held there, or what they were converted into is; others
    do not use them."""
    found = []
    settings = tables.settings
    held: dict[tuple[bool, int, int], int] = {}
    for users, holding in ((True, plan.users), (False, plan.devices)):
        rows = zip(
            holding.row.tolist(), holding.members.tolist(), holding.bundle.tolist(), strict=True
        )
        for row, members, bundle in rows:
            for k in holding.bundles[bundle]:
                held[users, row, k] = held.get((users, row, k), 0) + members
    there = {True: present(tables.users, tables), False: present(tables.devices, tables)}
    seated: dict[tuple[bool, int, int], int] = {}
    left = [o.quantity for o in tables.owned]
    for assigned in tables.assigned:
        wanted = assigned.quantity
        for i, owned in enumerate(tables.owned):
            if owned.license != assigned.license or not wanted:
                continue
            taken = min(wanted, left[i])
            left[i] -= taken
            wanted -= taken
            lasting = owned.until is None or owned.until >= settings.end
            if lasting and not assigned.movable and there[assigned.user][assigned.holder]:
                key = assigned.user, assigned.holder, assigned.license
                seated[key] = seated.get(key, 0) + taken
    converted = {(p.from_license, p.license) for p in plan.purchases if p.from_license}
    for (users, row, k), units in seated.items():
        name = tables.licenses[k].name
        into = [
            j
            for j, license in enumerate(tables.licenses)
            if j != k and (name, license.name) in converted
        ]
        if held.get((users, row, k), 0) + sum(held.get((users, row, j), 0) for j in into) < units:
            who = (tables.users if users else tables.devices).names[row]
            found.append(f'Assigned: {units} of "{name}" sit with "{who}" and are not held there.')
    for k, license in enumerate(tables.licenses):
        fixed = {key: units for key, units in seated.items() if key[2] == k}
        if fixed:
            lasting_units = sum(
                o.quantity
                for o in tables.owned
                if o.license == k and (o.until is None or o.until >= settings.end)
            )
            elsewhere = sum(n for key, n in held.items() if key[2] == k) - sum(
                min(n, held.get(key, 0)) for key, n in fixed.items()
            )
            bought = sum(p.quantity for p in plan.purchases if p.license == license.name)
            if elsewhere > lasting_units - sum(fixed.values()) + bought:
                found.append(
                    f'Assigned: units of "{license.name}" that sit with someone are used elsewhere.'
                )
    for move in plan.mix.moves:
        origin = [
            a
            for a in tables.assigned
            if a.movable and a.license == move.license and (a.user, a.holder) == move.origin
        ]
        moved = sum(
            m.quantity
            for m in plan.mix.moves
            if (m.license, m.origin) == (move.license, move.origin)
        )
        if (
            move.quantity <= 0
            or move.origin == move.target
            or moved > sum(a.quantity for a in origin)
        ):
            found.append("A move takes units that do not sit there, or moves none.")
    return found


def wide_licenses_fit(tables: Tables, plan: Plan) -> list[str]:
    """Server licenses sit on hosts, Core licenses on servers with Cores, Organization ones need the
    size."""
    found = []
    for k, index in plan.mix.wide:
        license = tables.licenses[k]
        fits = {
            "Server": 0 <= index < len(tables.hosts),
            "Core": bool(tables.hosts)
            and 0 <= index < len(tables.servers)
            and tables.servers[index].cores is not None,
            "Organization": index == NONE and tables.settings.organization_size is not None,
        }
        if not fits.get(license.metric, False):
            found.append(f'"{license.name}" is taken for something that it cannot be assigned to.')
    if len(set(plan.mix.wide)) != len(plan.mix.wide):
        found.append("A server license is taken twice.")
    return found


def administrators_are_few(tables: Tables, plan: Plan) -> list[str]:
    """At most two people a server are exempt, each of them there for administration only."""
    found = []
    picked: dict[int, set[tuple[int, int]]] = {}
    possible = asked(tables).administrators if plan.mix.exempt else {}
    for row, member, server in plan.mix.exempt:
        picked.setdefault(server, set()).add((row, member))
        if row not in possible.get(server, set()) or not 0 <= member < tables.users.count[row]:
            found.append(
                f'Servers "{tables.servers[server].name}": an exempt administrator is none.'
            )
    found += [
        f'Servers "{tables.servers[s].name}": more than two are exempt.'
        for s, who in picked.items()
        if len(who) > 2
    ]
    return found


def one_kind_counts(tables: Tables, plan: Plan) -> list[str]:
    """A kind that the workbook fixes is the one the plan counts."""
    found = []
    for s, server in enumerate(tables.servers):
        for family, kind in (server.one_kind or {}).items():
            if kind != Kind.EITHER and plan.mix.modes.get((s, family), kind) != kind:
                found.append(
                    f'Servers "{server.name}": the plan counts the other kind for '
                    f"{tables.families[family]}."
                )
    return found


def accesses_are_covered(tables: Tables, plan: Plan) -> list[str]:
    """Every requirement of every access is met from one side, for every pair of members that it
    joins."""
    frame = asked(tables).frame
    frame = frame[frame["state"] != "none"]
    if not len(frame):
        return []
    user, device = frame["user"].to_numpy(np.int64), frame["device"].to_numpy(np.int64)
    family, version = frame["family"].to_numpy(np.int64), frame["version"].to_numpy(np.int64)
    user_level = _levels(tables, tables.users, plan.users)
    device_level = _levels(tables, tables.devices, plan.devices)
    user_counts, device_counts = _counting(tables, plan, frame)
    by_user = user_counts & (
        _of_rows(user_level, plan.users, len(tables.users.names))[user, family] >= version
    )
    by_device = device_counts & (
        _of_rows(device_level, plan.devices, len(tables.devices.names))[device, family] >= version
    )
    met = by_user | by_device | _widely(tables, plan, frame)
    # What rows as wholes do not settle, members may: pairs of one's own, and picked administrators.
    special = np.flatnonzero(
        ~met & (frame["own"].to_numpy(bool) | (frame["state"] == "pick").to_numpy(bool))
    )
    exempt = set(plan.mix.exempt)
    own, server = frame["own"].to_numpy(bool), frame["server"].to_numpy(np.int64)
    for i in special.tolist():
        u, d, f = int(user[i]), int(device[i]), int(family[i])
        mine = (
            _of_members(user_level, plan.users, u)[:, f] >= version[i]
            if user_counts[i]
            else np.zeros(1, bool)
        )
        free = np.array(
            [(u, member, int(server[i])) in exempt for member in range(int(tables.users.count[u]))],
            bool,
        )
        theirs = np.asarray(by_device[i : i + 1])
        if own[i] and device_counts[i]:
            theirs = _of_members(device_level, plan.devices, d)[:, f] >= version[i]
        met[i] = bool((mine | free | theirs).all())
    found = []
    for i in np.flatnonzero(~met)[:_SHOWN].tolist():
        who = tables.users.names[user[i]] if user[i] >= 0 else "unknown people"
        what = tables.devices.names[device[i]] if device[i] >= 0 else "any device"
        found.append(
            f'Access of "{who}" on "{what}" to "{tables.servers[server[i]].name}": '
            f"{tables.families[family[i]]} is covered from no side."
        )
    if (~met).sum() > _SHOWN:
        found.append(f"{int((~met).sum()) - _SHOWN} more accesses are covered from no side.")
    return found


def _levels(tables: Tables, holders: Holders, holding: Holding) -> Ints:
    """The latest version of each family that each run's bundle opens for its holder's type (-1:
    none).

    What sits on a base counts only with the base; a user license that is not for the type covers
    nothing.
    """
    level = np.full(
        (max(len(tables.types), 1), len(holding.bundles), len(tables.families)), -1, np.int64
    )
    for b, bundle in enumerate(holding.bundles):
        for k in bundle:
            license = tables.licenses[k]
            for type_ in range(len(level)):
                if license.metric == "Device" or license.admits(type_):
                    for family in license.covers:
                        level[type_, b, family] = max(level[type_, b, family], license.version)
    for _ in tables.same_holder:  # once for each step of the longest possible chain of bases
        for family, base in tables.same_holder.items():
            level[..., family][level[..., base] < 0] = -1
    return np.asarray(level[holders.type[holding.row], holding.bundle], np.int64)


def _of_rows(level: Ints, holding: Holding, rows: int) -> Ints:
    """What every member of a row has open; nothing for rows not listed and, last, for nobody."""
    result = np.full((rows + 1, level.shape[1]), -1, np.int64)
    if len(holding.row):
        starts = np.flatnonzero(np.r_[True, np.diff(holding.row) != 0])
        result[holding.row[starts]] = np.minimum.reduceat(level, starts, axis=0)
    return result


def _of_members(level: Ints, holding: Holding, row: int) -> Ints:
    """What each member of one row has open, in member order."""
    runs = slice(*np.searchsorted(holding.row, [row, row + 1]).tolist())
    return np.repeat(level[runs], holding.members[runs], axis=0)


def _counting(tables: Tables, plan: Plan, frame: pd.DataFrame) -> tuple[Bools, Bools]:
    """Whether user licenses, and whether device licenses, count for each access at all."""
    user, device = frame["user"].to_numpy(np.int64), frame["device"].to_numpy(np.int64)
    kinds = (
        np.append(tables.users.kind, Kind.EITHER)[user],
        np.append(tables.devices.kind, Kind.EITHER)[device],
    )
    users = (user >= 0) & (kinds[0] != Kind.DEVICE) & (kinds[1] != Kind.DEVICE)
    devices = (device >= 0) & (kinds[0] != Kind.USER) & (kinds[1] != Kind.USER)
    for s, server in enumerate(tables.servers):
        for family in server.one_kind or {}:
            here = ((frame["server"] == s) & (frame["family"] == family)).to_numpy(bool)
            chosen = plan.mix.modes.get((s, family))
            users &= ~here | (chosen == Kind.USER)
            devices &= ~here | (chosen == Kind.DEVICE)
    return np.asarray(users, bool), np.asarray(devices, bool)


def _widely(tables: Tables, plan: Plan, frame: pd.DataFrame) -> Bools:
    """Whether a license of the server, its host or the organization covers each access."""
    met = np.zeros(len(frame), bool)
    hosts = np.array([server.host for server in tables.servers], np.int64)[
        frame["server"].to_numpy(np.int64)
    ]
    types = frame["type"].to_numpy(np.int64)
    for k, index in plan.mix.wide:
        license = tables.licenses[k]
        where = {"Core": frame["server"].to_numpy(np.int64) == index, "Server": hosts == index}.get(
            license.metric, np.ones(len(frame), bool)
        )
        admitted = (
            np.ones(len(frame), bool)
            if license.types is None
            else np.isin(types, list(license.types))
        )
        opened = frame["family"].isin(license.covers).to_numpy(bool) & (
            frame["version"] <= license.version
        ).to_numpy(bool)
        met |= where & admitted & opened
    return met
