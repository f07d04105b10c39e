"""The audit's other half: units are counted anew, stock is used once, purchases follow their
offers, the money adds up."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext

import numpy as np

from optimizer.audit.requirements import asked
from optimizer.domain.plan import Plan
from optimizer.domain.tables import Offer, Tables, anniversary

_DIGITS = 80


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
        license = tables.licenses[k]
        if index >= len(tables.hosts if license.metric == "Server" else tables.servers):
            continue  # wide_licenses_fit says so
        if license.metric == "Server":
            named = [
                s
                for s in tables.servers
                if s.name.casefold() == tables.hosts[index].name.casefold()
            ]
            used[k] += named[0].count if named else 1
        elif license.metric == "Core":
            server = tables.servers[index]
            used[k] += max(server.cores or 0, license.minimum_per_server) * server.count
        else:
            used[k] += tables.settings.organization_size or 0
    return used


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


def supply_suffices(tables: Tables, plan: Plan) -> list[str]:
    """Each license's account balances, keeps no more than lasts, and buys what Purchases lists."""
    found = []
    for balance in plan.balances:
        name = balance.license
        rows = [o for o in tables.owned if tables.licenses[o.license].name == name]
        owned = sum(o.quantity for o in rows if o.until is None or o.until >= tables.settings.as_of)
        lasting = sum(o.quantity for o in rows if o.until is None or o.until >= tables.settings.end)
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
        rows = [
            o
            for o in tables.owned
            if o.license == k and (o.until is None or o.until >= settings.as_of)
        ]
        assured = [o for o in rows if o.sa_until is None or o.sa_until >= settings.as_of]
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
            if until >= settings.end or units > sum(
                o.quantity for o in assured if o.until == until
            ):
                found.append(
                    f'Holdings "{license.name}": more units are converted at {until} than end then.'
                )
        ending = sum(
            o.quantity for o in assured if o.until is not None and o.until < settings.end
        ) - sum(at_expiry.values())
        lasting = [o for o in rows if o.until is None or o.until >= settings.end]
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


def purchases_follow_offers(tables: Tables, plan: Plan) -> list[str]:
    """Whole packs at the tier's price, none or at least the minimum, at most the maximum; paid when
    the offer says."""
    found = []
    offers = {offer.name: offer for offer in tables.offers}
    bought: dict[str, int] = {}
    for purchase in plan.purchases:
        bought[purchase.offer] = bought.get(purchase.offer, 0) + purchase.quantity
    for purchase in plan.purchases:
        offer = offers.get(purchase.offer)
        if offer is None or tables.licenses[offer.license].name != purchase.license:
            found.append(
                f'Purchases "{purchase.offer}": no offer of that name gives "{purchase.license}".'
            )
            continue
        quantity = bought[purchase.offer]
        price = next(
            price for least, price in reversed(offer.tiers) if least <= quantity or least <= 1
        )
        origin = None if offer.from_license < 0 else tables.licenses[offer.from_license].name
        if purchase.from_license != origin:
            found.append(
                f'Purchases "{offer.name}": it uses up "{origin}", not "{purchase.from_license}".'
            )
        if purchase.packs * offer.pack != purchase.quantity or purchase.packs <= 0:
            found.append(
                f'Purchases "{offer.name}": {purchase.quantity} are no {purchase.packs} packs of '
                f"{offer.pack}."
            )
        if quantity < offer.minimum or (offer.maximum is not None and quantity > offer.maximum):
            found.append(
                f'Purchases "{offer.name}": {quantity} are outside its minimum and maximum.'
            )
        if purchase.price != price or purchase.per != offer.per:
            found.append(f'Purchases "{offer.name}": the price is not the offer\'s.')
        if not offer.at_expiry and purchase.from_date != tables.settings.as_of:
            found.append(f'Purchases "{offer.name}": it starts now, not on {purchase.from_date}.')
        paid = _payments(offer, price, purchase.from_date, tables)
        with localcontext(prec=_DIGITS):
            cost = _money(sum((d for _, _, d in paid), Decimal(0)), tables) * purchase.packs
            now = _money(
                sum((n for day, n, _ in paid if day == tables.settings.as_of), Decimal(0))
                * purchase.packs,
                tables,
            )
        if purchase.cost != cost:
            found.append(
                f'Purchases "{offer.name}": the cost over the horizon is not its packs times a '
                "pack's."
            )
        if purchase.due_now != now:
            found.append(f'Purchases "{offer.name}": what is due now is wrong.')
    return found


def _payments(
    offer: Offer, price: Decimal, first: date, tables: Tables
) -> list[tuple[date, Decimal, Decimal]]:
    """(day, nominal, discounted) of a pack's payments."""
    settings = tables.settings
    paid = []
    with localcontext(prec=_DIGITS):
        amount = price * (12 if offer.per == "Month" else 1)
        day, year = first, 0
        while day <= settings.end and (year == 0 or offer.per != "Once"):
            age = (day - settings.as_of).days
            whole = next(
                (t for t in range(settings.horizon) if anniversary(settings.as_of, t) == day), None
            )
            years = Decimal(whole) if whole is not None else age / Decimal("365.25")
            paid.append((day, amount, amount / (1 + settings.discount_rate) ** years))
            amount *= 1 + offer.increase
            year += 1
            day = anniversary(first, year)
    return paid


def _money(amount: Decimal, tables: Tables) -> Decimal:
    with localcontext(prec=_DIGITS):
        return amount.quantize(Decimal(10) ** -tables.settings.digits, ROUND_HALF_UP)


def cal_mode_is_paid(tables: Tables, plan: Plan) -> list[str]:
    """Servers in CAL mode are those that someone needs something on and no fitting Core license is
    taken for."""
    frame = asked(tables).frame
    expected = {}
    for s, server in enumerate(tables.servers):
        if not server.cal_mode_cost:
            continue
        here = frame[frame["server"] == s][["family", "version", "type"]].drop_duplicates()
        needs = [tuple(map(int, need)) for need in here.itertuples(index=False)]
        cores = [
            tables.licenses[k]
            for k, index in plan.mix.wide
            if tables.licenses[k].metric == "Core" and index == s
        ]
        if needs and not any(
            license.opens(f, v) and license.admits(t) for license in cores for f, v, t in needs
        ):
            expected[server.name] = _money(server.cal_mode_cost * server.count, tables)
    listed = dict(plan.server_costs)
    return [] if listed == expected else [f"CAL mode costs are {listed}, not {expected}."]


def money_adds_up(tables: Tables, plan: Plan) -> list[str]:
    """Cost, payments by year, due now, budget and bound agree with the lines."""
    found = []
    modes = sum((cost for _, cost in plan.server_costs), Decimal(0))
    if plan.cost != sum((p.cost for p in plan.purchases), modes):
        found.append("The cost is not the sum of its lines.")
    years = plan.payments
    if [y.year for y in years] != list(range(1, tables.settings.horizon + 1)):
        found.append("The payments do not name each year once.")
    if sum((y.discounted for y in years), Decimal(0)) != plan.cost:
        found.append("The discounted payments do not add up to the cost.")
    nominal, discounted = by_year(tables, plan)
    for year, (n, d) in zip(years, zip(nominal, discounted, strict=True), strict=False):
        if year.year > 1 and (year.nominal, year.discounted) != (
            _money(n, tables),
            _money(d, tables),
        ):
            found.append(f"The payments of year {year.year} are not those of the purchases.")
    if sum((y.nominal for y in years), Decimal(0)) != _money(sum(nominal, Decimal(0)), tables):
        found.append("The payments do not add up to the purchases.")
    if abs(plan.due_now - sum((p.due_now for p in plan.purchases), modes)) > len(plan.purchases):
        found.append("Due now is not the sum of its lines.")
    if plan.lower_bound > plan.cost or (plan.status == "optimal") != (
        plan.lower_bound == plan.cost
    ):
        found.append("The status does not follow from cost and lower bound.")
    budget = tables.settings.budget
    if (budget is None) != (plan.budget is None):
        found.append("The budget is missing.")
    elif plan.budget is not None and budget is not None:
        paid = sum((y.nominal for y in years), Decimal(0))
        if (plan.budget.budget, plan.budget.payments, plan.budget.missing) != (
            budget,
            paid,
            max(paid - budget, Decimal(0)),
        ):
            found.append("The budget's comparison is wrong.")
    return found


def by_year(tables: Tables, plan: Plan) -> tuple[list[Decimal], list[Decimal]]:
    """Nominal and discounted payments of each year of the horizon, exact."""
    settings = tables.settings
    offers = {offer.name: offer for offer in tables.offers}
    starts = [anniversary(settings.as_of, t) for t in range(settings.horizon)]
    nominal, discounted = ([Decimal(0)] * settings.horizon for _ in range(2))
    nominal[0] = discounted[0] = sum((cost for _, cost in plan.server_costs), Decimal(0))
    with localcontext(prec=_DIGITS):
        for purchase in plan.purchases:
            if purchase.offer in offers:
                for day, n, d in _payments(
                    offers[purchase.offer], purchase.price, purchase.from_date, tables
                ):
                    year = sum(start <= day for start in starts) - 1
                    nominal[year] += n * purchase.packs
                    discounted[year] += d * purchase.packs
    return nominal, discounted
