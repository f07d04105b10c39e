"""The audit of orders by date: on an order date, valid, sold, at that day's price, in whole packs;
conversions use up what is there; nothing could be put off at the same cost; the money by date."""

from datetime import date, timedelta
from decimal import Decimal, localcontext

from optimizer.audit import dated_rules, periods, rules
from optimizer.domain.plan import OverTime, Plan
from optimizer.domain.tables import NONE, Offer, Tables

_DIGITS = 80


Kind = tuple[int, date | None, date | None]
"""Owned units that are alike: their license, Until and SA until."""


def orders_follow_offers(tables: Tables, plan: Plan, time: OverTime) -> list[str]:
    """Every purchase by the rules of its offer on its day."""
    found = []
    known = {offer.name: number for number, offer in enumerate(tables.offers)}
    states = dated_rules.states(tables)
    dates = dated_rules.order_dates(tables.settings)[:-1]
    bought: dict[tuple[str, date | None], int] = {}
    for purchase in plan.purchases:
        for day in (purchase.from_date, None):
            key = purchase.offer, day
            bought[key] = bought.get(key, 0) + purchase.quantity
    for number, purchase in enumerate(plan.purchases):
        name, day = f'Purchases "{purchase.offer}"', purchase.from_date
        if purchase.offer not in known:
            found.append(f"{name}: there is no such offer.")
            continue
        offer = tables.offers[known[purchase.offer]]
        state = dated_rules.on(states, day)
        tiers = state.tiers[known[purchase.offer]]
        here, whole = bought[purchase.offer, day], bought[purchase.offer, None]
        origin = None if offer.from_license == NONE else tables.licenses[offer.from_license].name
        given = tables.licenses[offer.license].name, origin
        if (purchase.license, purchase.from_license) != given:
            found.append(f"{name}: it gives or uses up another license.")
        if day not in dates and not offer.at_expiry:
            found.append(f"{name}: {day} is no order date.")
        if (offer.valid_from or day) > day or (offer.valid_until or day) < day:
            found.append(f"{name}: it is not valid on {day}.")
        if known[purchase.offer] in state.gone:
            found.append(f"{name}: it is not sold on {day}.")
        if purchase.packs * offer.pack != purchase.quantity or purchase.packs <= 0:
            found.append(f"{name}: {purchase.quantity} are no {purchase.packs} packs.")
        if here < offer.minimum or whole > (whole if offer.maximum is None else offer.maximum):
            found.append(f"{name}: its quantity is outside of minimum and maximum.")
        reached = [price for least, price in tiers if least <= here]
        price = reached[-1] if reached else tiers[0][1]
        if (purchase.price, purchase.per) != (price, offer.per):
            found.append(f"{name}: {purchase.price} is not its price on {day}.")
        cost, now = _pack_costs(tables, offer, price, day)
        if purchase.cost != cost * purchase.packs:
            found.append(f"{name}: its cost over the horizon is wrong.")
        if purchase.due_now != rules.rounded(now * purchase.packs, tables.settings):
            found.append(f"{name}: what is due now is wrong.")
        units = sum(each.units for each in time.conversions if each.purchase == number)
        if units != (purchase.quantity if origin else 0):
            found.append(f"{name}: it uses up {units} owned units.")
    return found


def _pack_costs(tables: Tables, offer: Offer, price: Decimal, day: date) -> tuple[Decimal, Decimal]:
    """What a pack costs over the horizon, rounded once, and what of it is due on As of."""
    paid, _ = dated_rules.dated_payments(tables, offer, price, day)
    rate = 1 + tables.settings.discount_rate
    with localcontext(prec=_DIGITS):
        whole = sum((n / rate**years for _, n, years in paid), Decimal(0))
        now = sum((n for due, n, _ in paid if due == tables.settings.as_of), Decimal(0))
    return rules.rounded(whole, tables.settings), now


def conversions_use_what_is_there(tables: Tables, plan: Plan, time: OverTime) -> list[str]:
    """Owned units are used up once, while they are there and assured; with their holder they keep
    their metric."""
    found = []
    offers = periods.offers_of(tables, plan)
    sitting = periods.seats(tables)
    used: dict[Kind, int] = {}
    seated: dict[tuple[object, Kind], int] = {}
    for conversion in time.conversions:
        offer, owned = offers[conversion.purchase], tables.owned[conversion.owned]
        day = plan.purchases[conversion.purchase].from_date
        name = f'Conversion of "{tables.licenses[owned.license].name}" on {day}'
        kind = owned.license, owned.until, owned.sa_until
        used[kind] = used.get(kind, 0) + conversion.units
        if conversion.units <= 0 or owned.license != offer.from_license:
            found.append(f"{name}: the units are not of the license used up.")
        if offer.at_expiry and (owned.until is None or owned.until + timedelta(days=1) != day):
            found.append(f"{name}: the units do not end on the day before.")
        if not offer.at_expiry and owned.until is not None and owned.until < day:
            found.append(f"{name}: the units have ended.")
        if owned.sa_until is not None and owned.sa_until + timedelta(days=1) < day:
            found.append(f"{name}: Software Assurance has ended.")
        if conversion.holder is not None:
            seated_here = conversion.holder, kind
            seated[seated_here] = seated.get(seated_here, 0) + conversion.units
            user, row = conversion.holder
            last = periods.last_period(tables, user=user, row=row)
            start = dated_rules.served(tables, offer, day).start
            metrics = {tables.licenses[k].metric for k in (owned.license, offer.license)}
            if start <= last and len(metrics) > 1:
                found.append(f"{name}: a unit that sits with someone changes its metric.")
    for kind, units in used.items():
        alike = [i for i, o in enumerate(tables.owned) if (o.license, o.until, o.sa_until) == kind]
        if units > sum(tables.owned[i].quantity for i in alike):
            found.append(f"{units} units are converted, more than there are.")
        at_home = sum(n for (*_, i), n in sitting.items() if i in alike)
        own = sum(n for (_, other), n in seated.items() if other == kind)
        left = _never_there(tables, sitting, alike)
        if units - own > sum(tables.owned[i].quantity for i in alike) - at_home + left:
            found.append("A unit that sits with someone is converted for another one.")
    for (holder, kind), units in seated.items():
        there = sum(
            n
            for (user, row, i), n in sitting.items()
            if (user, row) == holder
            and (tables.owned[i].license, tables.owned[i].until, tables.owned[i].sa_until) == kind
        )
        if units > there:
            found.append("More units are converted with a holder than sit there.")
    return found


def _never_there(
    tables: Tables, sitting: dict[tuple[bool, int, int], int], alike: list[int]
) -> int:
    """Units that were to sit with someone who is left out: they are free."""
    return sum(
        n
        for (user, row, i), n in sitting.items()
        if i in alike and periods.last_period(tables, user=user, row=row) < 0
    )


def nothing_could_be_put_off(tables: Tables, plan: Plan, time: OverTime) -> list[str]:
    """Given what is held in each period, no pack could be ordered later at the same cost."""
    found = []
    spare = _spare(tables, plan, time)
    states = dated_rules.states(tables)
    dates = dated_rules.order_dates(tables.settings)[:-1]
    for purchase, offer in zip(plan.purchases, periods.offers_of(tables, plan), strict=True):
        number = tables.offers.index(offer)
        tiered = len(offer.tiers) > 1 or offer.minimum > 1 or offer.from_license != NONE
        if tiered or purchase.from_date not in dates:
            continue
        now = dated_rules.served(tables, offer, purchase.from_date)
        paid = _pack_costs(tables, offer, purchase.price, purchase.from_date)[0]
        for day in dates[dates.index(purchase.from_date) + 1 :]:
            state = dated_rules.on(states, day)
            sold = number not in state.gone
            valid = (offer.valid_from or day) <= day <= (offer.valid_until or day)
            then = dated_rules.served(tables, offer, day)
            lost = [t for t in now if t not in then]
            price = state.tiers[number][0][1]
            if (
                sold
                and valid
                and all(spare[t][offer.license] >= offer.pack for t in lost)
                and _pack_costs(tables, offer, price, day)[0] == paid
            ):
                found.append(
                    f'Purchases "{purchase.offer}": a pack of {purchase.from_date} could be '
                    f"ordered on {day} at the same cost."
                )
                break
    return found


def _spare(tables: Tables, plan: Plan, time: OverTime) -> list[list[int]]:
    """Units of each license that are there in each period and used by nobody nor held back."""
    found = []
    for t, each in enumerate(periods.stretches(tables, plan, time)):
        there = periods.free_units(tables, plan, time, each, t)
        found.append(
            [a - b for a, b in zip(there, periods.taken_of(tables, each, there), strict=True)]
        )
    return found


def money_by_date(tables: Tables, plan: Plan, time: OverTime) -> list[str]:
    """What is due in each period, after the horizon, and under each budget."""
    found = []
    due: list[tuple[date, Decimal]] = [
        (tables.settings.as_of, cost) for _, cost in plan.server_costs
    ]
    later = []
    for purchase, offer in zip(plan.purchases, periods.offers_of(tables, plan), strict=True):
        paid, after = dated_rules.dated_payments(tables, offer, purchase.price, purchase.from_date)
        due += [(day, rules.times(n, purchase.packs)) for day, n, _ in paid]
        later.append(rules.times(after, purchase.packs))

    def between(first: date, last: date) -> Decimal:
        return rules.rounded(
            rules.total(n for day, n in due if first <= day <= last), tables.settings
        )

    found += [
        f"Timeline: the payments from {account.first} on are wrong."
        for account in time.periods
        if account.payments != between(account.first, account.last)
    ]
    if time.committed_after != rules.rounded(rules.total(later), tables.settings):
        found.append("What is committed after the horizon is wrong.")
    found += [
        f"The payments of the budget from {span.first} on are wrong."
        for span in time.budgets
        if span.payments != between(span.first, span.last)
    ]
    return found
