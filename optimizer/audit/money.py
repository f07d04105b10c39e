"""Money: purchases follow their offers, CAL mode is paid where it is due, and everything adds
up."""

from datetime import date
from decimal import Decimal, localcontext

from optimizer.audit import dated_rules, rules
from optimizer.audit.requirements import asked
from optimizer.domain.keywords import Metric
from optimizer.domain.plan import Holding, Plan, PlanStatus, Purchase
from optimizer.domain.tables import Offer, Orders, Tables


def purchases_follow_offers(tables: Tables, plan: Plan) -> list[str]:
    """Whole packs at the tier's price, none or at least the minimum, at most the maximum; paid when
    the offer says."""
    found = []
    settings = tables.settings
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
        price = rules.price_at(offer, quantity)
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
        if not offer.at_expiry and purchase.from_date != settings.as_of:
            found.append(f'Purchases "{offer.name}": it starts now, not on {purchase.from_date}.')
        paid = rules.payments(offer, price, purchase.from_date, settings)
        cost = rules.times(
            rules.rounded(rules.total(d for _, _, d in paid), settings), purchase.packs
        )
        first = rules.total(n for day, n, _ in paid if day == settings.as_of)
        now = rules.rounded(rules.times(first, purchase.packs), settings)
        if purchase.cost != cost:
            found.append(
                f'Purchases "{offer.name}": the cost over the horizon is not its packs times a '
                "pack's."
            )
        if purchase.due_now != now:
            found.append(f'Purchases "{offer.name}": what is due now is wrong.')
    return found


def cal_mode_is_paid(tables: Tables, plan: Plan) -> list[str]:
    """What CAL mode costs is what it is listed at."""
    listed, expected = dict(plan.server_costs), cal_mode_due(tables, plan)
    return [] if listed == expected else [f"CAL mode costs are {listed}, not {expected}."]


def cal_mode_due(tables: Tables, plan: Plan) -> dict[str, Decimal]:
    """Servers in CAL mode are those that someone needs something on and no fitting Core license is
    taken for: what each costs."""
    expected: dict[str, Decimal] = {}
    if not any(server.cal_mode_cost for server in tables.servers):
        return expected
    frame = asked(tables).frame
    for s, server in enumerate(tables.servers):
        if not server.cal_mode_cost:
            continue
        here = frame.rows(frame["server"] == s)
        needs = list(here.kinds("family", "version", "type"))
        lifts = [need for need in needs if rules.is_of_its_own(tables.families[need[0]])] or needs
        cores = [
            tables.licenses[k]
            for k, index in plan.mix.wide
            if tables.licenses[k].metric is Metric.CORE and index == s
        ]
        if needs and not any(
            rules.met(license, f, v) and rules.covers_people(license, t)
            for license in cores
            for f, v, t in lifts
        ):
            expected[server.name] = rules.rounded(
                server.cal_mode_cost * server.count, tables.settings
            )
    return expected


def money_adds_up(tables: Tables, plan: Plan) -> list[str]:
    """Cost, payments by year, due now, budget and bound agree with the lines."""
    found = []
    settings = tables.settings
    modes = rules.total(cost for _, cost in plan.server_costs)
    if plan.cost != rules.total((modes, *(p.cost for p in plan.purchases))):
        found.append("The cost is not the sum of its lines.")
    years = plan.payments
    if [y.year for y in years] != list(range(1, settings.horizon + 1)):
        found.append("The payments do not name each year once.")
    if rules.total(y.discounted for y in years) != plan.cost:
        found.append("The discounted payments do not add up to the cost.")
    nominal, discounted = by_year(tables, plan)
    for year, (n, d) in zip(years, zip(nominal, discounted, strict=True), strict=False):
        if year.year > 1 and (year.nominal, year.discounted) != (
            rules.rounded(n, settings),
            rules.rounded(d, settings),
        ):
            found.append(f"The payments of year {year.year} are not those of the purchases.")
    later = rules.total((*nominal, -modes, -at_once(tables, plan)))
    if rules.total(y.nominal for y in years) != plan.due_now + rules.rounded(later, settings):
        found.append("The payments do not add up to what is due now and later.")
    if plan.due_now != rules.total((modes, *(p.due_now for p in plan.purchases))):
        found.append("Due now is not the sum of its lines.")
    found += _status(tables, plan)
    budget = settings.budget
    if (budget is None) != (plan.budget is None):
        found.append("The budget is missing.")
    elif plan.budget is not None and budget is not None:
        paid = rules.total(y.nominal for y in years)
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
    starts = [rules.later(settings.as_of, t) for t in range(settings.horizon)]
    modes = rules.total(cost for _, cost in plan.server_costs)
    nominal, discounted = ([[modes], *([] for _ in starts[1:])] for _ in range(2))
    for day, n, d in _paid(tables, plan):
        year = sum(start <= day for start in starts) - 1
        nominal[year].append(n)
        discounted[year].append(d)
    return [rules.total(each) for each in nominal], [rules.total(each) for each in discounted]


def at_once(tables: Tables, plan: Plan) -> Decimal:
    """What purchases pay on As of, exact."""
    return rules.total(n for day, n, _ in _paid(tables, plan) if day == tables.settings.as_of)


def _paid(tables: Tables, plan: Plan) -> list[tuple[date, Decimal, Decimal]]:
    """(day, nominal, discounted) of all that the purchases of known offers pay."""
    offers = {offer.name: offer for offer in tables.offers}
    return [
        (day, rules.times(n, purchase.packs), rules.times(d, purchase.packs))
        for purchase in plan.purchases
        if purchase.offer in offers
        for day, n, d in _pack(tables, offers[purchase.offer], purchase)
    ]


def _pack(tables: Tables, offer: Offer, purchase: Purchase) -> list[tuple[date, Decimal, Decimal]]:
    """What a pack of a purchase pays."""
    settings = tables.settings
    if settings.orders is Orders.ONCE:
        return rules.payments(offer, purchase.price, purchase.from_date, settings)
    paid, _ = dated_rules.dated_payments(tables, offer, purchase.price, purchase.from_date)
    with localcontext(prec=80):
        rate = 1 + settings.discount_rate
        return [(day, nominal, nominal / rate**years) for day, nominal, years in paid]


def _status(tables: Tables, plan: Plan) -> list[str]:
    """Optimal only where nothing cheaper exists; of a simplified plan the optimum that it was made
    from, which it exceeds by no more than was allowed."""
    simple, within = plan.simplified, tables.settings.simplify_within
    optimum = plan.cost if simple is None else simple.optimum
    proven = plan.lower_bound == optimum
    if plan.lower_bound > optimum or (plan.status is PlanStatus.OPTIMAL and not proven):
        return ["The status does not follow from cost and lower bound."]
    if simple is None:
        wrong = proven and plan.status is not PlanStatus.OPTIMAL
        return ["The status does not follow from cost and lower bound."] * wrong
    allowed = within * optimum if within is not None and within < 1 else within
    if allowed is None or simple.cost != plan.cost or plan.cost > optimum + allowed:
        return ["The simplified plan costs more than the optimum and what was allowed."]
    if simple.deviating != sum(
        _deviating(holders.department, holding)
        for holders, holding in ((tables.users, plan.users), (tables.devices, plan.devices))
    ):
        return ["The count of those who deviate is another one."]
    return []


def _deviating(department: tuple[str, ...], holding: Holding) -> int:
    """Members who hold another set than most of their department."""
    counts: dict[str, dict[tuple[int, ...], int]] = {}
    for row, members, bundle in zip(
        holding.row.tolist(), holding.members.tolist(), holding.bundle.tolist(), strict=True
    ):
        sets = counts.setdefault(department[row], {})
        key = holding.bundles[bundle]
        sets[key] = sets.get(key, 0) + members
    return sum(sum(sets.values()) - max(sets.values()) for sets in counts.values())
