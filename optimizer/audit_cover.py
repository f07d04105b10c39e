"""The audit's licensing half: every access, worked out anew from the tables, is covered by what the plan says is held."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from optimizer.plan import Holding, Plan
from optimizer.tables import NONE, Bools, Holders, Ints, Kind, Purpose, Tables

_SHOWN = 5


def present(holders: Holders, tables: Tables) -> Bools:
    """Rows that the plan must provide for."""
    first, last = np.datetime64(tables.settings.as_of), np.datetime64(tables.settings.end)
    there = np.array([n > 0 for n in holders.count.tolist()], bool)
    there &= np.isnat(holders.stop) | (holders.stop >= first)
    there &= np.isnat(holders.start) | (holders.start <= last)
    return there & (holders.same_as < 0)


def members_add_up(tables: Tables, plan: Plan) -> list[str]:
    """The runs of each present row add up to its Count, in row order; rows left out hold nothing."""
    found = []
    for holders, holding in ((tables.users, plan.users), (tables.devices, plan.devices)):
        listed = np.bincount(holding.row, weights=holding.members, minlength=len(holders.names)).astype(np.int64)
        expected = np.where(present(holders, tables), holders.count, 0)
        for row in np.flatnonzero(listed != expected)[:_SHOWN].tolist():
            found.append(f'{holders.sheet} "{holders.names[row]}": {listed[row]} members are listed, not {expected[row]}.')
        if (np.diff(holding.row) < 0).any() or (holding.members < 0).any():
            found.append(f"{holders.sheet}: rows are out of order or negative.")
    return found


def holders_may_hold(tables: Tables, plan: Plan) -> list[str]:
    """User licenses sit with users whose type and License by admit them, device licenses with such devices."""
    found = []
    for holders, holding, metric, barred in (
        (tables.users, plan.users, "User", Kind.DEVICE),
        (tables.devices, plan.devices, "Device", Kind.USER),
    ):
        pairs = np.unique(np.c_[holders.type[holding.row], holders.kind[holding.row], holding.bundle], axis=0)
        for type_, kind, bundle in pairs.tolist():
            for k in holding.bundles[bundle]:
                license = tables.licenses[k]
                if license.metric != metric or kind == barred or (metric == "User" and not license.admits(type_)):
                    found.append(f'{holders.sheet}: "{license.name}" sits with someone who may not hold it.')
    return found


def wide_licenses_fit(tables: Tables, plan: Plan) -> list[str]:
    """Server licenses sit on hosts, Core licenses on servers with Cores, Organization ones need the size."""
    found = []
    for k, index in plan.mix.wide:
        license = tables.licenses[k]
        fits = {
            "Server": 0 <= index < len(tables.hosts),
            "Core": bool(tables.hosts) and 0 <= index < len(tables.servers) and tables.servers[index].cores is not None,
            "Organization": index == NONE and tables.settings.organization_size is not None,
        }
        if not fits.get(license.metric, False):
            found.append(f'"{license.name}" is taken for something that it cannot be assigned to.')
    if len(set(plan.mix.wide)) != len(plan.mix.wide):
        found.append("A server license is taken twice.")
    return found


@dataclass(frozen=True)
class Asked:
    """The accesses' requirements, worked out anew: a frame with a row for each, and each server's possible administrators."""

    frame: pd.DataFrame
    administrators: dict[int, set[int]]


def asked(tables: Tables) -> Asked:
    """Columns user, device, server, type, family, version, own, state (use, pick, none)."""
    access = tables.access
    frame = pd.DataFrame(
        {
            "user": _resolved(tables.users, access.user),
            "device": _resolved(tables.devices, access.device),
            "server": access.server,
            "narrowed": access.narrowed,
            "own": access.own,
            "purpose": access.purpose,
        }
    )
    keep = np.append(present(tables.users, tables), True)[frame["user"]]
    keep &= np.append(present(tables.devices, tables), True)[frame["device"]]
    keep &= np.array([server.count > 0 for server in tables.servers])[frame["server"]]
    if tables.settings.access_window is not None:
        age = (np.datetime64(tables.settings.as_of) - access.last_seen).astype("timedelta64[D]").astype(float)
        keep &= ~(age > tables.settings.access_window)  # never dated: nan
    frame = frame[keep & (frame["purpose"] != Purpose.EXEMPT)].drop_duplicates()
    needed = []
    for server, narrowed in frame[["server", "narrowed"]].drop_duplicates().itertuples(index=False):
        products = tables.servers[server].products if narrowed < 0 else access.products[narrowed]
        needed += [(server, narrowed, f, v) for p in products for f, v in tables.products[p].requires]
    only = frame.assign(use=frame["purpose"] == Purpose.USE).groupby(["server", "user"])["use"].any()
    administrators: dict[int, set[int]] = {}
    for server, user in only.index[~only.to_numpy(bool)].tolist():
        if user >= 0:
            administrators.setdefault(server, set()).add(user)
    settled = {s for s, users in administrators.items() if sum(int(tables.users.count[u]) for u in users) <= 2}
    requirements = pd.DataFrame(needed, columns=["server", "narrowed", "family", "version"], dtype=np.int64)
    frame = frame.merge(requirements, on=["server", "narrowed"]).drop(columns=["narrowed", "purpose"]).drop_duplicates()
    pairs = {(s, u) for s, users in administrators.items() for u in users}
    state = [
        "use" if pair not in pairs else "none" if pair[0] in settled else "pick"
        for pair in (zip(frame["server"].tolist(), frame["user"].tolist(), strict=True) if pairs else ())
    ]
    types = np.append(tables.users.type, NONE)[frame["user"]]
    return Asked(frame.assign(type=types, state=state or "use"), administrators)


def _resolved(holders: Holders, index: Ints) -> Ints:
    other = np.append(holders.same_as, NONE)[index]
    return np.where(other < 0, index, other)


def administrators_are_few(tables: Tables, plan: Plan) -> list[str]:
    """At most two people a server are exempt, each of them there for administration only."""
    found = []
    picked: dict[int, set[tuple[int, int]]] = {}
    possible = asked(tables).administrators if plan.mix.exempt else {}
    for row, member, server in plan.mix.exempt:
        picked.setdefault(server, set()).add((row, member))
        if row not in possible.get(server, set()) or not 0 <= member < tables.users.count[row]:
            found.append(f'Servers "{tables.servers[server].name}": an exempt administrator is none.')
    found += [f'Servers "{tables.servers[s].name}": more than two are exempt.' for s, who in picked.items() if len(who) > 2]
    return found


def one_kind_counts(tables: Tables, plan: Plan) -> list[str]:
    """A kind that the workbook fixes is the one the plan counts."""
    found = []
    for s, server in enumerate(tables.servers):
        for family, kind in (server.one_kind or {}).items():
            if kind != Kind.EITHER and plan.mix.modes.get((s, family), kind) != kind:
                found.append(f'Servers "{server.name}": the plan counts the other kind for {tables.families[family]}.')
    return found


def accesses_are_covered(tables: Tables, plan: Plan) -> list[str]:
    """Every requirement of every access is met from one side, for every pair of members that it joins."""
    frame = asked(tables).frame
    frame = frame[frame["state"] != "none"]
    if not len(frame):
        return []
    user, device = frame["user"].to_numpy(np.int64), frame["device"].to_numpy(np.int64)
    family, version = frame["family"].to_numpy(np.int64), frame["version"].to_numpy(np.int64)
    user_level, device_level = _levels(tables, plan.users), _levels(tables, plan.devices)
    user_counts, device_counts = _counting(tables, plan, frame)
    by_user = user_counts & (_of_rows(user_level, plan.users, len(tables.users.names))[user, family] >= version)
    by_device = device_counts & (_of_rows(device_level, plan.devices, len(tables.devices.names))[device, family] >= version)
    met = by_user | by_device | _widely(tables, plan, frame)
    # What rows as wholes do not settle, members may: pairs of one's own, and picked administrators.
    special = np.flatnonzero(~met & (frame["own"].to_numpy(bool) | (frame["state"] == "pick").to_numpy(bool)))
    exempt = set(plan.mix.exempt)
    own, server = frame["own"].to_numpy(bool), frame["server"].to_numpy(np.int64)
    for i in special.tolist():
        u, d, f = int(user[i]), int(device[i]), int(family[i])
        mine = _of_members(user_level, plan.users, u)[:, f] >= version[i] if user_counts[i] else np.zeros(1, bool)
        free = np.array([(u, member, int(server[i])) in exempt for member in range(int(tables.users.count[u]))], bool)
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


def _levels(tables: Tables, holding: Holding) -> Ints:
    """The latest version of each family that each bundle opens (-1: none); what sits on a base counts only with the base."""
    level = np.full((len(holding.bundles), len(tables.families)), -1, np.int64)
    for b, bundle in enumerate(holding.bundles):
        for k in bundle:
            for family in tables.licenses[k].covers:
                level[b, family] = max(level[b, family], tables.licenses[k].version)
    for _ in tables.same_holder:  # once for each step of the longest possible chain of bases
        for family, base in tables.same_holder.items():
            level[level[:, base] < 0, family] = -1
    return level


def _of_rows(level: Ints, holding: Holding, rows: int) -> Ints:
    """What every member of a row has open; nothing for rows not listed and, last, for nobody."""
    result = np.full((rows + 1, level.shape[1]), -1, np.int64)
    if len(holding.row):
        starts = np.flatnonzero(np.r_[True, np.diff(holding.row) != 0])
        result[holding.row[starts]] = np.minimum.reduceat(level[holding.bundle], starts, axis=0)
    return result


def _of_members(level: Ints, holding: Holding, row: int) -> Ints:
    """What each member of one row has open, in member order."""
    runs = slice(*np.searchsorted(holding.row, [row, row + 1]).tolist())
    return np.repeat(level[holding.bundle[runs]], holding.members[runs], axis=0)


def _counting(tables: Tables, plan: Plan, frame: pd.DataFrame) -> tuple[Bools, Bools]:
    """Whether user licenses, and whether device licenses, count for each access at all."""
    user, device = frame["user"].to_numpy(np.int64), frame["device"].to_numpy(np.int64)
    kinds = np.append(tables.users.kind, Kind.EITHER)[user], np.append(tables.devices.kind, Kind.EITHER)[device]
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
    hosts = np.array([server.host for server in tables.servers], np.int64)[frame["server"].to_numpy(np.int64)]
    types = frame["type"].to_numpy(np.int64)
    for k, index in plan.mix.wide:
        license = tables.licenses[k]
        where = {"Core": frame["server"].to_numpy(np.int64) == index, "Server": hosts == index}.get(
            license.metric, np.ones(len(frame), bool)
        )
        admitted = np.ones(len(frame), bool) if license.types is None else np.isin(types, list(license.types))
        opened = frame["family"].isin(license.covers).to_numpy(bool) & (frame["version"] <= license.version).to_numpy(bool)
        met |= where & admitted & opened
    return met
