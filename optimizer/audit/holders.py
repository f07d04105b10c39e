"""Who holds what: every member listed once, nobody with a license that they may not hold, units
that sit somewhere for good where they sit."""

import numpy as np

from optimizer.audit import rules
from optimizer.audit.columns import Columns
from optimizer.domain.keywords import Metric
from optimizer.domain.plan import Plan
from optimizer.domain.tables import NONE, Tables

_SHOWN = 5


def members_add_up(tables: Tables, plan: Plan) -> list[str]:
    """The runs of each present row add up to its Count, in row order; rows left out hold
    nothing."""
    found = []
    for holders, holding in ((tables.users, plan.users), (tables.devices, plan.devices)):
        listed = np.bincount(
            holding.row, weights=holding.members, minlength=len(holders.names)
        ).astype(np.int64)
        expected = np.where(rules.present(holders, tables), holders.count, 0)
        found += [
            f'{holders.sheet} "{holders.names[row]}": {listed[row]} members are listed, not '
            f"{expected[row]}."
            for row in np.flatnonzero(listed != expected)[:_SHOWN].tolist()
        ]
        if (np.diff(holding.row) < 0).any() or (holding.members < 0).any():
            found.append(f"{holders.sheet}: rows are out of order or negative.")
    return found


def holders_may_hold(tables: Tables, plan: Plan) -> list[str]:
    """User licenses sit with users whose type and License by admit them, device licenses with such
    devices."""
    found = []
    for holders, holding, metric in (
        (tables.users, plan.users, Metric.USER),
        (tables.devices, plan.devices, Metric.DEVICE),
    ):
        stays = {
            (a.holder, a.license)
            for a in tables.assigned
            if not a.movable and a.user == (metric is Metric.USER)
        }
        pinned = np.isin(np.arange(len(holders.names)), [holder for holder, _ in stays])
        anyone = np.where(pinned[holding.row], holding.row, NONE)
        held = Columns(
            {
                "type": holders.type[holding.row],
                "kind": holders.kind[holding.row],
                "bundle": holding.bundle,
                "row": anyone,
            }
        )
        for type_, kind, bundle, row in held.kinds(*held.at):
            for k in holding.bundles[bundle]:
                license = tables.licenses[k]
                if (row, k) in stays and license.metric is metric:
                    continue  # what sits there for good stays, barred or not
                if not rules.may_hold(
                    license, user=metric is Metric.USER, type_=type_, licensed_by=kind
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
    if not tables.assigned and not plan.mix.moves:
        return []
    held: dict[tuple[bool, int, int], int] = {}
    for users, holding in ((True, plan.users), (False, plan.devices)):
        rows = zip(
            holding.row.tolist(), holding.members.tolist(), holding.bundle.tolist(), strict=True
        )
        for row, members, bundle in rows:
            for k in holding.bundles[bundle]:
                held[users, row, k] = held.get((users, row, k), 0) + members
    there = {
        True: rules.present(tables.users, tables),
        False: rules.present(tables.devices, tables),
    }
    seated: dict[tuple[bool, int, int], int] = {}
    left = [o.quantity if rules.counts(o, settings) else 0 for o in tables.owned]
    for assigned in tables.assigned:
        wanted = assigned.quantity
        for i, owned in enumerate(tables.owned):
            if owned.license != assigned.license or not wanted:
                continue
            taken = min(wanted, left[i])
            left[i] -= taken
            wanted -= taken
            if (
                rules.lasts(owned, settings)
                and not assigned.movable
                and there[assigned.user][assigned.holder]
            ):
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
        holders = tables.users if users else tables.devices
        there_ = held.get((users, row, k), 0) + sum(held.get((users, row, j), 0) for j in into)
        if there_ < min(units, int(holders.count[row])):  # past the members they stay unused
            who = holders.names[row]
            found.append(f'Assigned: {units} of "{name}" sit with "{who}" and are not held there.')
    for k, license in enumerate(tables.licenses):
        fixed = {key: units for key, units in seated.items() if key[2] == k}
        if fixed:
            lasting_units = sum(
                o.quantity for o in tables.owned if o.license == k and rules.lasts(o, settings)
            )
            elsewhere = sum(n for key, n in held.items() if key[2] == k) - sum(
                min(n, held.get(key, 0)) for key, n in fixed.items()
            )
            bought = sum(p.quantity for p in plan.purchases if p.license == license.name)
            if elsewhere > lasting_units - sum(fixed.values()) + bought:
                found.append(
                    f'Assigned: units of "{license.name}" that sit with someone are used elsewhere.'
                )
    return found + moves_take_what_sits_there(tables, plan)


def moves_take_what_sits_there(tables: Tables, plan: Plan) -> list[str]:
    """A move takes movable units off the holder with whom they sit, no more than there are."""
    found = []
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
