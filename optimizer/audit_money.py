"""The audit's other half: units are counted anew, stock is used once, purchases follow their offers, the money adds up."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext

import numpy as np

from optimizer.audit_cover import asked
from optimizer.plan import Plan
from optimizer.tables import Tables, anniversary

_DIGITS = 80


def _used(tables: Tables, plan: Plan) -> list[int]:
    """Units of each license that users, devices, hosts, servers and the organization hold."""
    used = [0] * len(tables.licenses)
    for holding in (plan.users, plan.devices):
        members = np.bincount(holding.bundle, weights=holding.members, minlength=len(holding.bundles))
        for bundle, count in zip(holding.bundles, members.tolist(), strict=True):
            for k in bundle:
                used[k] += int(count)
    for k, index in plan.mix.wide:
        license = tables.licenses[k]
        if index >= len(tables.hosts if license.metric == "Server" else tables.servers):
            continue  # wide_licenses_fit says so
        if license.metric == "Server":
            named = [s for s in tables.servers if s.name.casefold() == tables.hosts[index].name.casefold()]
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
        f'Holdings "{license.name}": {listed.get(license.name, 0)} are listed as used, {used[k]} are held.'
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
            found.append(f'Holdings "{name}": {balance.owned} are listed as owned, the workbook says {owned}.')
        if balance.bought != bought:
            found.append(f'Holdings "{name}": {balance.bought} are listed as bought, Purchases says {bought}.')
        if balance.kept > lasting:
            found.append(f'Holdings "{name}": {balance.kept} are kept, only {lasting} last through the horizon.')
        if balance.kept + balance.converted + balance.left_over != balance.owned:
            found.append(f'Holdings "{name}": kept, converted and left over are not what is owned.')
        if balance.kept + balance.bought != balance.used + balance.surplus:
            found.append(f'Holdings "{name}": kept and bought are not used and surplus.')
        if min(balance.kept, balance.converted, balance.left_over, balance.bought, balance.used, balance.surplus) < 0:
            found.append(f'Holdings "{name}": a number is negative.')
    listed = {balance.license for balance in plan.balances}
    found += [f'Holdings lacks "{p.license}", which is bought.' for p in plan.purchases if p.license not in listed]
    return found


def purchases_follow_offers(tables: Tables, plan: Plan) -> list[str]:
    """Whole packs at the tier's price, none or at least the minimum, at most the maximum."""
    found = []
    offers = {offer.name: offer for offer in tables.offers}
    bought: dict[str, int] = {}
    for purchase in plan.purchases:
        bought[purchase.offer] = bought.get(purchase.offer, 0) + purchase.quantity
    for purchase in plan.purchases:
        offer = offers.get(purchase.offer)
        if offer is None or tables.licenses[offer.license].name != purchase.license:
            found.append(f'Purchases "{purchase.offer}": no offer of that name gives "{purchase.license}".')
            continue
        quantity = bought[purchase.offer]
        price = next(price for least, price in reversed(offer.tiers) if least <= quantity or least <= 1)
        if purchase.packs * offer.pack != purchase.quantity or purchase.packs <= 0:
            found.append(f'Purchases "{offer.name}": {purchase.quantity} are no {purchase.packs} packs of {offer.pack}.')
        if quantity < offer.minimum or (offer.maximum is not None and quantity > offer.maximum):
            found.append(f'Purchases "{offer.name}": {quantity} are outside its minimum and maximum.')
        if purchase.price != price or purchase.per != offer.per:
            found.append(f'Purchases "{offer.name}": the price is not the offer\'s.')
        paid = _payments(price, offer.per, tables)
        if purchase.cost != _money(sum((d for _, _, d in paid), Decimal(0)), tables) * purchase.packs:
            found.append(f'Purchases "{offer.name}": the cost over the horizon is not its packs times a pack\'s.')
        now = sum((n for day, n, _ in paid if day == tables.settings.as_of), Decimal(0))
        if purchase.due_now != _money(now * purchase.packs, tables) or purchase.from_date != paid[0][0]:
            found.append(f'Purchases "{offer.name}": what is due now is wrong.')
    return found


def _payments(price: Decimal, per: str, tables: Tables) -> list[tuple[date, Decimal, Decimal]]:
    """(day, nominal, discounted) of a pack's payments."""
    settings = tables.settings
    with localcontext(prec=_DIGITS):
        if per == "Once":
            return [(settings.as_of, price, price)]
        amount = price * (12 if per == "Month" else 1)
        return [
            (anniversary(settings.as_of, t), amount, amount / (1 + settings.discount_rate) ** t) for t in range(settings.horizon)
        ]


def _money(amount: Decimal, tables: Tables) -> Decimal:
    with localcontext(prec=_DIGITS):
        return amount.quantize(Decimal(10) ** -tables.settings.digits, ROUND_HALF_UP)


def cal_mode_is_paid(tables: Tables, plan: Plan) -> list[str]:
    """Servers in CAL mode are those that someone needs something on and no fitting Core license is taken for."""
    frame = asked(tables).frame
    expected = {}
    for s, server in enumerate(tables.servers):
        if not server.cal_mode_cost:
            continue
        here = frame[frame["server"] == s][["family", "version", "type"]].drop_duplicates()
        needs = [tuple(map(int, need)) for need in here.itertuples(index=False)]
        cores = [tables.licenses[k] for k, index in plan.mix.wide if tables.licenses[k].metric == "Core" and index == s]
        if needs and not any(license.opens(f, v) and license.admits(t) for license in cores for f, v, t in needs):
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
    nominal = modes
    with localcontext(prec=_DIGITS):
        for purchase in plan.purchases:
            nominal += sum((n for _, n, _ in _payments(purchase.price, purchase.per, tables)), Decimal(0)) * purchase.packs
    if sum((y.nominal for y in years), Decimal(0)) != _money(nominal, tables):
        found.append("The payments do not add up to the purchases.")
    if abs(plan.due_now - sum((p.due_now for p in plan.purchases), modes)) > len(plan.purchases):
        found.append("Due now is not the sum of its lines.")
    if plan.lower_bound > plan.cost or (plan.status == "optimal") != (plan.lower_bound == plan.cost):
        found.append("The status does not follow from cost and lower bound.")
    budget = tables.settings.budget
    if (budget is None) != (plan.budget is None):
        found.append("The budget is missing.")
    elif plan.budget is not None and budget is not None:
        paid = sum((y.nominal for y in years), Decimal(0))
        if (plan.budget.budget, plan.budget.payments, plan.budget.missing) != (budget, paid, max(paid - budget, Decimal(0))):
            found.append("The budget's comparison is wrong.")
    return found
