"""Units that lose Software Assurance within the horizon cover no subscription edition."""

from dataclasses import replace

import numpy as np

from optimizer.audit import cover, dated_rules, rules
from optimizer.audit.requirements import State, asked
from optimizer.domain.plan import Holding, Plan
from optimizer.domain.tables import Ints, Owned, Tables


def lapsed_units_cover_nothing_current(tables: Tables, plan: Plan) -> list[str]:
    """Where some access needs a subscription edition, the plan says who holds lapsed units, holds
    no more units in full than there are, and covers every access without the lapsed ones."""
    lapsing = dated_rules.lapsing(tables)
    if not lapsing:
        return []
    frame = asked(tables).frame
    current = (frame["version"] >= dated_rules.SUBSCRIPTION) & (frame["state"] != State.NOTHING)
    families = set(frame["family"][current].tolist())
    twins = tuple(
        k
        for k in lapsing
        if families & set(tables.licenses[k].covers)
        and any(
            o.license == k and o.quantity and _loses(o, tables) and rules.lasts(o, tables.settings)
            for o in tables.owned
        )
    )
    told = plan.told_apart
    if not twins:
        return []
    if told is None or not set(twins) <= set(told.twins):
        return ["Software Assurance: the plan does not say who holds units that lose it."]
    lapsed = tuple(
        replace(tables.licenses[k], version=dated_rules.SUBSCRIPTION - 1) for k in told.twins
    )
    wider = replace(tables, licenses=(*tables.licenses, *lapsed))
    found = cover.accesses_are_covered(wider, replace(plan, mix=told.mix))
    count = len(tables.licenses)
    held = _units(told.mix.users, count + len(lapsed)) + _units(
        told.mix.devices, count + len(lapsed)
    )
    for k, index in told.mix.wide:
        held[k] += rules.wide_quantity(tables, wider.licenses[k], index)
    for k, twin in enumerate(told.twins):
        license = tables.licenses[twin]
        lasting = [o for o in tables.owned if o.license == twin and rules.lasts(o, tables.settings)]
        full = sum(o.quantity for o in lasting if not _loses(o, tables))
        bought = sum(p.quantity for p in plan.purchases if p.license == license.name)
        if held[twin] > full + bought:
            found.append(f'Software Assurance: more of "{license.name}" keep it than there are.')
        losing = sum(o.quantity for o in lasting if _loses(o, tables))
        # Units in full may fill up what lapsed ones license in part.
        if held[twin] + held[count + k] > full + bought + losing:
            found.append(f'Software Assurance: more of "{license.name}" are held than there are.')
    for name, plainly, apart in (
        ("User licenses", plan.users, told.mix.users),
        ("Device licenses", plan.devices, told.mix.devices),
    ):
        same = [
            tuple(sorted({k if k < count else told.twins[k - count] for k in bundle}))
            for bundle in apart.bundles
        ]
        listed = (plainly.row, plainly.members)
        if any(
            not np.array_equal(one, other)
            for one, other in zip(listed, (apart.row, apart.members), strict=True)
        ) or [plainly.bundles[b] for b in plainly.bundle] != [same[b] for b in apart.bundle]:
            found.append(f"{name}: who holds lapsed units holds something else there.")
    return found


def _loses(owned: Owned, tables: Tables) -> bool:
    return owned.sa_until is not None and owned.sa_until < rules.last_day(tables.settings)


def _units(holding: Holding, licenses: int) -> Ints:
    """Units of each license that are held."""
    units = np.zeros(licenses, np.int64)
    for bundle, members in zip(holding.bundle.tolist(), holding.members.tolist(), strict=True):
        units[list(holding.bundles[bundle])] += members
    return units
