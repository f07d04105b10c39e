"""A mix over time -> a priced plan: purchases by date, payments, periods, balances of the last
one."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal, localcontext

from optimizer.domain.kinds_of_change import ChangeName
from optimizer.domain.over_time import BudgetSpan, Conversion, PeriodAccount
from optimizer.domain.plan import Balance, Mix, OverTime, Plan, PlanStatus, Purchase
from optimizer.domain.tables import NONE, Floats, Tables
from optimizer.explaining.payments_by_year import rounded_payments, years_of
from optimizer.explaining.purchased import budget_of, due_now_of, purchase_of
from optimizer.explaining.spans import coverage_over_time, holdings_over_time, servers_over_time
from optimizer.licensing.dated_supply import Order, dated_payments
from optimizer.licensing.horizon import end_of
from optimizer.licensing.payments import EXACT, Payment, cal_mode_payments
from optimizer.solving.cost import mode_cost
from optimizer.solving.over_time import DatedMix, cost_in_minor_units
from optimizer.solving.timetable import Timetable


def plan_over_time(
    timetable: Timetable, mix: DatedMix, bound: int, rents: Floats | None = None
) -> Plan:
    """Price and explain a mix; `bound` is the proven lower bound, `rents` what a unit of a license
    earns in a period, both in minor units."""
    tables, orders = timetable.tables, timetable.supply.orders
    settings = tables.settings
    placed = [(i, n) for i, n in enumerate(mix.packs) if n]
    placed.sort(key=lambda each: (orders[each[0]].day, each[0]))
    cost = Decimal(cost_in_minor_units(timetable, mix.packs, mix.cal_mode)).scaleb(-settings.digits)
    paid = [(payment, n) for i, n in placed for payment in orders[i].payments]
    paid += [(payment, 1) for s in mix.cal_mode for payment in cal_mode_payments(tables, s)]
    purchases = tuple(_purchase(timetable, orders[i], n) for i, n in placed)
    server_costs = tuple((tables.servers[s].name, mode_cost(tables, s)) for s in mix.cal_mode)
    now = due_now_of(purchases, server_costs)
    years = years_of(paid, cost, now, tables)
    lower = Decimal(bound).scaleb(-settings.digits)
    with localcontext(EXACT):
        later = sum((orders[i].later * n for i, n in placed), Decimal(0))
    users, user_why, devices, device_why = holdings_over_time(timetable, mix, rents)
    last = mix.periods[-1]
    modes = {key: kind for each in mix.periods for key, kind in each.modes.items()}
    return Plan(
        status=PlanStatus.OPTIMAL if lower >= cost else PlanStatus.FEASIBLE,
        currency=settings.currency,
        digits=settings.digits,
        cost=cost,
        due_now=now,
        lower_bound=min(lower, cost),
        payments=years,
        purchases=purchases,
        servers=servers_over_time(timetable, mix),
        server_costs=server_costs,
        balances=tuple(_balances(timetable, mix)),
        budget=budget_of(tables, years),
        mix=Mix(
            users=users,
            devices=devices,
            wide=(),
            exempt=(),
            modes=modes,
            packs=(),
            converted=(),
            used=last.used,
            cal_mode=mix.cal_mode,
            moves=mix.moves,
        ),
        coverage=coverage_over_time(timetable, mix),
        user_why=user_why,
        device_why=device_why,
        accesses=_bases(timetable),
        over_time=OverTime(
            periods=tuple(_periods(timetable, mix, paid)),
            mixes=mix.periods,
            twins=timetable.supply.twin,
            conversions=tuple(_conversions(timetable, mix, [i for i, _ in placed])),
            committed_after=rounded_payments(later, tables),
            budgets=tuple(_budgets(tables, paid)),
        ),
    )


def _purchase(timetable: Timetable, order: Order, packs: int) -> Purchase:
    tables = timetable.tables
    price = timetable.history.on(order.day).tables.offers[order.offer].tiers[order.tier][1]
    whole = order.day == timetable.periods[order.period].first
    months = order.period * tables.settings.orders.months if whole else None
    offer = tables.offers[order.offer]
    each, _ = dated_payments(Decimal(1), offer, tables.settings, order.day, months)
    return purchase_of(tables, order, packs, price, each)


def _conversions(timetable: Timetable, mix: DatedMix, placed: list[int]) -> Iterable[Conversion]:
    supply = timetable.supply
    line = {i: number for number, i in enumerate(placed)}
    seated: dict[tuple[int, int], int] = {}
    for i, f, n in mix.fixed:
        units = supply.fixed[f]
        seated[i, units.lot] = seated.get((i, units.lot), 0) + n
        yield Conversion(line[i], supply.lots[units.lot].rows[0], n, (units.user, units.holder))
    for i, lot, n in mix.converted:
        free = n - seated.get((i, lot), 0)
        if free:
            yield Conversion(line[i], supply.lots[lot].rows[0], free)


def _bases(timetable: Timetable) -> dict[str, int]:
    """Access rows that count in some period, by Basis, the most frequent first."""
    access = timetable.tables.access
    counting: set[int] = set()
    for case, rows in zip(timetable.instances, timetable.rows, strict=True):
        counting.update(rows[case.needs.accesses].tolist())
    counts: dict[str, int] = {}
    for code in access.basis[sorted(counting)].tolist():
        name = "" if code == NONE else access.bases[code]
        counts[name] = counts.get(name, 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def units_by_license(
    timetable: Timetable, mix: DatedMix, period: int
) -> tuple[list[int], list[int]]:
    """Units used, and units there, of each license of the tables in a period; lapsed units are of
    their license."""
    supply = timetable.supply
    of = [*range(len(timetable.tables.licenses)), *supply.twin]
    used, there = [0] * len(timetable.tables.licenses), [0] * len(timetable.tables.licenses)
    for k, n in enumerate(mix.periods[period].used):
        used[of[k]] += n
    for lot in supply.lots:
        if lot.serves[period] != NONE:
            there[lot.license] += lot.quantity
    for i, used_up, n in mix.converted:
        if supply.orders[i].begins <= period and supply.lots[used_up].serves[period] != NONE:
            there[supply.lots[used_up].license] -= n
    for order, packs in zip(supply.orders, mix.packs, strict=True):
        if order.serves(period):
            there[order.license] += order.pack * packs
    return used, there


def _periods(
    timetable: Timetable, mix: DatedMix, paid: list[tuple[Payment, int]]
) -> Iterable[PeriodAccount]:
    """The account of every period."""
    tables, orders = timetable.tables, timetable.supply.orders
    starts = [period.first for period in timetable.periods]
    due = [Decimal(0)] * len(starts)
    with localcontext(EXACT):
        for payment, n in paid:
            due[bisect_right(starts, payment.day) - 1] += payment.nominal * n
    names = [license.name for license in tables.licenses]
    before = [0] * len(names)
    for t, period in enumerate(timetable.periods):
        case = timetable.instances[t]
        used, there = units_by_license(timetable, mix, t)
        ordered, arriving = [0] * len(names), [0] * len(names)
        for order, packs in zip(orders, mix.packs, strict=True):
            if order.period == t:
                ordered[order.license] += order.pack * packs
            if order.first == t and order.serves(t):
                arriving[order.license] += order.pack * packs
        ended = [b + a - n for b, a, n in zip(before, arriving, there, strict=True)]
        before = there
        listed = [k for k in range(len(names)) if used[k] or there[k] or ordered[k] or ended[k] > 0]
        yield PeriodAccount(
            first=period.first,
            last=period.last,
            people=int(case.tables.users.count[case.needs.users].sum()),
            devices=int(case.tables.devices.count[case.needs.devices].sum()),
            needed={names[k]: used[k] for k in listed},
            there={names[k]: there[k] for k in listed},
            ordered={names[k]: ordered[k] for k in listed},
            ended={names[k]: max(ended[k], 0) if t else 0 for k in listed},
            payments=rounded_payments(due[t], tables),
        )


def _balances(timetable: Timetable, mix: DatedMix) -> Iterable[Balance]:
    """Each license's account at the end: what serves the last period was bought or kept; owned
    units that ended, or were converted into what has ended, are left over."""
    tables, supply = timetable.tables, timetable.supply
    end = len(timetable.periods) - 1
    used, there = units_by_license(timetable, mix, end)
    for k, license in enumerate(tables.licenses):
        owned = sum(lot.quantity for lot in supply.lots if lot.license == k)
        converted = sum(
            n
            for i, lot, n in mix.converted
            if supply.lots[lot].license == k and supply.orders[i].serves(end)
        )
        bought = sum(
            order.pack * n
            for order, n in zip(supply.orders, mix.packs, strict=True)
            if order.license == k and order.serves(end)
        )
        ordered = any(
            n for order, n in zip(supply.orders, mix.packs, strict=True) if order.license == k
        )
        kept = min(there[k] - bought, used[k])
        if owned or bought or used[k] or ordered:
            yield Balance(
                license=license.name,
                owned=owned,
                kept=kept,
                converted=converted,
                left_over=owned - kept - converted,
                bought=bought,
                used=used[k],
                surplus=kept + bought - used[k],
                activate=bought if license.activation else 0,
                metric=license.metric,
                covers=tuple(tables.families[f] for f in license.covers),
            )


def _budgets(tables: Tables, paid: list[tuple[Payment, int]]) -> Iterable[BudgetSpan]:
    """The budget of each span of the timeline, beside the nominal payments due in it."""
    settings = tables.settings
    changes = [c for c in tables.timeline if c.what is ChangeName.BUDGET and c.start is not None]
    if not changes:
        return
    starts = {settings.as_of: settings.budget}
    for change in changes:
        if change.start is not None and change.start <= end_of(settings):
            starts[max(change.start, settings.as_of)] = change.value
    days = sorted(starts)
    for number, day in enumerate(days):
        following = days[number + 1] if number + 1 < len(days) else None
        due = sum(
            (
                payment.nominal * n
                for payment, n in paid
                if payment.day >= day and (following is None or payment.day < following)
            ),
            Decimal(0),
        )
        budget = starts[day]
        if budget is not None:
            stop = end_of(settings) if following is None else following - timedelta(days=1)
            yield BudgetSpan(day, stop, budget, rounded_payments(due, tables))
