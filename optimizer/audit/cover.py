"""Cover: every access, worked out anew from the tables, is covered by what the
plan says is held."""

import numpy as np

from optimizer.audit import cover_in_sql, rules
from optimizer.audit.columns import Columns
from optimizer.audit.requirements import State, asked_by_parts
from optimizer.domain.keywords import Metric
from optimizer.domain.plan import Holding, Plan
from optimizer.domain.tables import NONE, Bools, Holders, Ints, Kind, License, Tables

_SHOWN = 5


def accesses_are_covered(tables: Tables, plan: Plan) -> list[str]:
    """Every requirement of every access is met from one side, for every pair of members that it
    joins."""
    users = _levels(tables, tables.users, plan.users)
    devices = _levels(tables, tables.devices, plan.devices)
    levels = (
        (users, _of_rows(users, plan.users, len(tables.users.names))),
        (devices, _of_rows(devices, plan.devices, len(tables.devices.names))),
    )
    if cover_in_sql.fits(tables) and (told := cover_in_sql.uncovered(tables, plan)) is not None:
        uncovered, first = told
        return _told([_words(tables, *row) for row in first], uncovered)
    found: list[str] = []
    uncovered = 0
    for part in asked_by_parts(tables):
        frame = part.rows(part["state"] != State.NOTHING)
        if not len(frame):
            continue
        lost = np.flatnonzero(~_met(tables, plan, frame, *levels))
        uncovered += len(lost)
        found += [_said(tables, frame, i) for i in lost[: _SHOWN - len(found)].tolist()]
    return _told(found, uncovered)


def _told(found: list[str], uncovered: int) -> list[str]:
    more = uncovered - _SHOWN
    return found + [f"{more} more accesses are covered from no side."] * (more > 0)


def _said(tables: Tables, frame: Columns, i: int) -> str:
    user, device, server, family = (
        int(frame[name][i]) for name in ("user", "device", "server", "family")
    )
    return _words(tables, user, device, server, family)


def _words(tables: Tables, user: int, device: int, server: int, family: int) -> str:
    who = tables.users.names[user] if user >= 0 else "unknown people"
    what = tables.devices.names[device] if device >= 0 else "any device"
    return (
        f'Access of "{who}" on "{what}" to "{tables.servers[server].name}": '
        f"{tables.families[family]} is covered from no side."
    )


def _met(
    tables: Tables, plan: Plan, frame: Columns, users: tuple[Ints, Ints], devices: tuple[Ints, Ints]
) -> Bools:
    """Which requirements are met; of users and of devices what each run's members have open, and
    what every member of each row has."""
    user, device, server = frame["user"], frame["device"], frame["server"]
    family, version = frame["family"], frame["version"]
    user_level, device_level = users[0], devices[0]
    user_counts, device_counts = _counting(tables, plan, frame)
    by_user = user_counts & (users[1][user, family] >= version)
    by_device = device_counts & (devices[1][device, family] >= version)
    met = by_user | by_device | _widely(tables, plan, frame)
    # What rows as wholes do not settle, members may: pairs of one's own, and picked administrators.
    own = frame["own"] > 0
    special = np.flatnonzero(~met & (own | (frame["state"] == State.PICK)))
    exempt, exempt_devices = set(plan.mix.exempt), set(plan.mix.exempt_devices)
    for i in special.tolist():
        u, d, f = int(user[i]), int(device[i]), int(family[i])
        mine = (
            _of_members(user_level, plan.users, u)[:, f] >= version[i]
            if user_counts[i]
            else np.zeros(1, bool)
        )
        theirs = (
            _of_members(device_level, plan.devices, d)[:, f] >= version[i]
            if device_counts[i]
            else np.zeros(1, bool)
        )
        s = int(server[i])
        mine = mine | _exempt(exempt, u, s, tables.users)
        theirs = theirs | _exempt(exempt_devices, d, s, tables.devices)
        # Every pair that the access joins has a side that is covered or exempt.
        met[i] = bool((mine | theirs).all() if own[i] else mine.all() or theirs.all())
    return np.asarray(met, bool)


def _exempt(exempt: set[tuple[int, int, int]], row: int, server: int, holders: Holders) -> Bools:
    """Which members of a row are exempt for administration of the server; nobody of nobody."""
    count = int(holders.count[row]) if row >= 0 else 1
    return np.array([(row, member, server) in exempt for member in range(count)], bool)


def _levels(tables: Tables, holders: Holders, holding: Holding) -> Ints:
    """The latest version of each family that each run's bundle opens for its holder's type (-1:
    none).

    What sits on a base counts only with the base; a user license that is not for the type covers
    nothing.
    """
    families = len(tables.families)
    level = np.full((max(len(tables.types), 1), len(holding.bundles), families), -1, np.int64)
    for b, bundle in enumerate(holding.bundles):
        for type_ in range(len(level)):
            held = [tables.licenses[k] for k in bundle]
            able = [license for license in held if rules.covers_people(license, type_)]
            level[type_, b] = rules.reach(able, families)
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


def _counting(tables: Tables, plan: Plan, frame: Columns) -> tuple[Bools, Bools]:
    """Whether user licenses, and whether device licenses, count for each access at all."""
    user, device = frame["user"], frame["device"]
    sides = np.array([[rules.counting_sides(u, d) for d in Kind] for u in Kind], bool)
    said = sides[
        np.append(tables.users.kind, Kind.EITHER)[user],
        np.append(tables.devices.kind, Kind.EITHER)[device],
    ]
    users, devices = (user >= 0) & said[:, 0], (device >= 0) & said[:, 1]
    for s, server in enumerate(tables.servers):
        for family in server.one_kind:
            here = (frame["server"] == s) & (frame["family"] == family)
            chosen = plan.mix.modes.get((s, family))
            users &= ~here | (chosen == Kind.USER)
            devices &= ~here | (chosen == Kind.DEVICE)
    return np.asarray(users, bool), np.asarray(devices, bool)


def _widely(tables: Tables, plan: Plan, frame: Columns) -> Bools:
    """Whether a license of the server, its host or the organization covers each access."""
    taken: dict[tuple[Metric, int], list[License]] = {}
    for k, index in plan.mix.wide:
        license = tables.licenses[k]
        taken.setdefault((license.metric, index), []).append(license)
    if not taken:
        return np.zeros(len(frame), bool)
    names = ("server", "family", "version", "type")
    number, kinds = frame.numbered(*names)
    covered = []
    for server, family, version, type_ in zip(*(kinds[n].tolist() for n in names), strict=True):
        wide = [
            *taken.get((Metric.CORE, server), ()),
            *taken.get((Metric.SERVER, tables.servers[server].host), ()),
            *taken.get((Metric.ORGANIZATION, NONE), ()),
        ]
        covered.append(
            any(rules.met(k, family, version) and rules.covers_people(k, type_) for k in wide)
        )
    return np.array(covered, bool)[number]
