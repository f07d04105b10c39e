"""Units: counted anew, stock used once, conversions within what is owned."""

from datetime import date, timedelta

import numpy as np

from optimizer.audit import rules
from optimizer.domain.plan import Plan
from optimizer.domain.tables import Tables


def units_are_counted(tables: Tables, plan: Plan) -> list[str]:
    """Used in Holdings is what everyone holds."""
    used = _used(tables, plan)
    listed = {balance.license: balance.used for balance in plan.balances}
    return [
        f'Holdings "{license.name}": {listed.get(license.name, 0)} are listed as used, {used[k]} '
        "are held."
        for k, license in enumerate(tables.licenses)
        if listed.get(license.name, 0) != used[k]
    ]


def _used(tables: Tables, plan: Plan) -> list[int]:
    """Units of each license that users, devices, hosts, servers and the organization hold."""
    used = [0] * len(tables.licenses)
    for holding in (plan.users, plan.devices):
        members = np.bincount(
            holding.bundle, weights=holding.members, minlength=len(holding.bundles)
        )
        for bundle, count in zip(holding.bundles, members.tolist(), strict=True):
            for k in bundle:
                used[k] += int(count)
    for k, index in plan.mix.wide:
        used[k] += rules.wide_quantity(tables, tables.licenses[k], index)
    return used


def supply_suffices(tables: Tables, plan: Plan) -> list[str]:
    """Each license's account balances, keeps no more than lasts, and buys what Purchases lists."""
    found = []
    for balance in plan.balances:
        name = balance.license
        rows = [o for o in tables.owned if tables.licenses[o.license].name == name]
        owned = sum(o.quantity for o in rows if rules.counts(o, tables.settings))
        lasting = sum(o.quantity for o in rows if rules.lasts(o, tables.settings))
        bought = sum(p.quantity for p in plan.purchases if p.license == name)
        if balance.owned != owned:
            found.append(
                f'Holdings "{name}": {balance.owned} are listed as owned, the workbook says '
                f"{owned}."
            )
        if balance.bought != bought:
            found.append(
                f'Holdings "{name}": {balance.bought} are listed as bought, Purchases says '
                f"{bought}."
            )
        if balance.kept > lasting:
            found.append(
                f'Holdings "{name}": {balance.kept} are kept, only {lasting} last through the '
                "horizon."
            )
        if balance.kept + balance.converted + balance.left_over != balance.owned:
            found.append(f'Holdings "{name}": kept, converted and left over are not what is owned.')
        if balance.kept + balance.bought != balance.used + balance.surplus:
            found.append(f'Holdings "{name}": kept and bought are not used and surplus.')
        if (
            min(
                balance.kept,
                balance.converted,
                balance.left_over,
                balance.bought,
                balance.used,
                balance.surplus,
            )
            < 0
        ):
            found.append(f'Holdings "{name}": a number is negative.')
    listed = {balance.license for balance in plan.balances}
    found += [
        f'Holdings lacks "{p.license}", which is bought.'
        for p in plan.purchases
        if p.license not in listed
    ]
    return found


def conversions_use_owned_units(tables: Tables, plan: Plan) -> list[str]:
    """Each owned unit is kept or converted once: units that last are kept, those whose assurance
    ended are not converted.

    Conversions that start now may use up any unit; they take those that do not last first.
    """
    found = []
    settings = tables.settings
    offers = {offer.name: offer for offer in tables.offers}
    for k, license in enumerate(tables.licenses):
        rows = [o for o in tables.owned if o.license == k and rules.counts(o, settings)]
        assured = [o for o in rows if rules.assured(o, settings)]
        at_expiry: dict[date, int] = {}
        now = 0
        for purchase in plan.purchases:
            offer = offers.get(purchase.offer)
            if purchase.from_license != license.name or offer is None:
                continue
            if offer.at_expiry:
                until = purchase.from_date - timedelta(days=1)
                at_expiry[until] = at_expiry.get(until, 0) + purchase.quantity
            else:
                now += purchase.quantity
        for until, units in at_expiry.items():
            if until >= rules.last_day(settings) or units > sum(
                o.quantity for o in assured if o.until == until
            ):
                found.append(
                    f'Holdings "{license.name}": more units are converted at {until} than end then.'
                )
        ending = sum(o.quantity for o in assured if not rules.lasts(o, settings)) - sum(
            at_expiry.values()
        )
        lasting = [o for o in rows if rules.lasts(o, settings)]
        from_lasting = max(0, now - ending)
        if from_lasting > sum(o.quantity for o in lasting if o in assured):
            found.append(f'Holdings "{license.name}": more units are converted than there are.')
        listed = next((b for b in plan.balances if b.license == license.name), None)
        converted, kept = (listed.converted, listed.kept) if listed else (0, 0)
        if converted != now + sum(at_expiry.values()):
            found.append(
                f'Holdings "{license.name}": {converted} are listed as converted, Purchases says '
                "otherwise."
            )
        if kept > sum(o.quantity for o in lasting) - from_lasting:
            found.append(f'Holdings "{license.name}": a unit is kept and converted too.')
    return found
