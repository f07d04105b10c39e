"""A mix -> a priced plan: purchases, payments, balances, every amount exact."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal, localcontext

import numpy as np

from optimizer.case import Case
from optimizer.coverage import coverage_of, covers_of
from optimizer.plan import Balance, Budget, Mix, Plan, Purchase, ServerLicense, YearPayment
from optimizer.supply import EXACT, Line, Payment, cal_mode_payments, minor, payments, years_after
from optimizer.tables import NONE, Tables
from optimizer.ways import wide_quantity
from optimizer.why import reasons


def cost_of(case: Case, mix: Mix) -> Decimal:
    """What a mix costs over the horizon."""
    tables, lines = case.tables, case.supply.lines
    bought = Decimal(sum(lines[i].cost * n for i, n in enumerate(mix.packs))).scaleb(-tables.settings.digits)
    return bought + sum((_mode_cost(tables, s) for s in mix.cal_mode), Decimal(0))


def plan_of(case: Case, mix: Mix, bound: int) -> Plan:
    """Price and explain a mix; `bound` is the proven lower bound in minor units, which an optimal plan's cost agrees with."""
    tables, supply = case.tables, case.supply
    purchases = tuple(_purchase(tables, supply.lines[i], n) for i, n in enumerate(mix.packs) if n)
    modes = tuple((tables.servers[s].name, _mode_cost(tables, s)) for s in mix.cal_mode)
    cost = cost_of(case, mix)
    paid = [(payment, n) for i, n in enumerate(mix.packs) if n for payment in supply.lines[i].payments]
    start = tables.settings.as_of
    paid += [(payment, 1) for s in mix.cal_mode for payment in cal_mode_payments(tables, s)]
    years = _years(paid, cost, tables)
    total = sum((year.nominal for year in years), Decimal(0))
    now = sum((payment.nominal * n for payment, n in paid if payment.day == start), Decimal(0))
    lower = Decimal(bound).scaleb(-tables.settings.digits)
    budget = tables.settings.budget
    covers = covers_of(tables, case.needs, case.ways, mix)
    return Plan(
        "optimal" if lower >= cost else "feasible",
        tables.settings.currency,
        tables.settings.digits,
        cost,
        _rounded(now, tables),
        min(lower, cost),
        years,
        purchases,
        tuple(_server_license(tables, k, index) for k, index in mix.wide),
        modes,
        tuple(_balances(case, mix)),
        None if budget is None else Budget(budget, total, max(total - budget, Decimal(0))),
        mix,
        coverage_of(tables, case.needs, covers, mix),
        *reasons(tables, case.needs, case.ways, covers, supply, mix),
        _bases(case),
    )


def _bases(case: Case) -> dict[str, int]:
    """Access rows that count, by Basis, the most frequent first."""
    access = case.tables.access
    codes = access.basis[case.needs.accesses]
    counts = [
        (int(n), name) for n, name in zip(np.bincount(codes + 1, minlength=1).tolist(), ("", *access.bases), strict=False) if n
    ]
    return {name: n for n, name in sorted(counts, key=lambda pair: (-pair[0], pair[1]))}


def _rounded(amount: Decimal, tables: Tables) -> Decimal:
    """To the currency's minor unit, half up."""
    with localcontext(EXACT):
        return amount.quantize(Decimal(1).scaleb(-tables.settings.digits), ROUND_HALF_UP)


def _mode_cost(tables: Tables, server: int) -> Decimal:
    digits = tables.settings.digits
    return Decimal(minor(cal_mode_payments(tables, server), digits)).scaleb(-digits)


def _purchase(tables: Tables, line: Line, packs: int) -> Purchase:
    offer = tables.offers[line.offer]
    price = offer.tiers[line.tier][1]
    now = sum((p.nominal for p in line.payments if p.day == tables.settings.as_of), Decimal(0))
    each = payments(Decimal(1), offer.per, tables.settings, line.payments[0].day, offer.increase)
    start = tables.settings.as_of
    return Purchase(
        offer.name,
        tables.licenses[offer.license].name,
        None if offer.from_license == NONE else tables.licenses[offer.from_license].name,
        line.pack * packs,
        packs,
        price,
        offer.per,
        line.payments[0].day,
        _rounded(now * packs, tables),
        Decimal(line.cost * packs).scaleb(-tables.settings.digits),
        offer.channel,
        offer.supplier,
        offer.part_number,
        line.pack,
        sum((p.nominal for p in each if p.day == start), Decimal(0)),
        tuple(zip(*_by_year([(payment, 1) for payment in each], tables), strict=True)),
    )


def _by_year(paid: Iterable[tuple[Payment, int]], tables: Tables) -> tuple[list[Decimal], list[Decimal]]:
    """Payments by year of the horizon, exact: nominal and discounted."""
    nominal = [Decimal(0)] * tables.settings.horizon
    discounted = [Decimal(0)] * tables.settings.horizon
    with localcontext(EXACT):
        for payment, times in paid:
            year = int(years_after(tables.settings.as_of, payment.day))
            nominal[year] += payment.nominal * times
            discounted[year] += payment.discounted * times
    return nominal, discounted


def _years(paid: Iterable[tuple[Payment, int]], cost: Decimal, tables: Tables) -> tuple[YearPayment, ...]:
    """Payments by year of the horizon, rounded; what rounding leaves goes to year 1, so that they add up."""
    with localcontext(EXACT):
        nominal, discounted = _by_year(paid, tables)
        total = _rounded(sum(nominal, Decimal(0)), tables)
        nominal = [_rounded(amount, tables) for amount in nominal]
        discounted = [_rounded(amount, tables) for amount in discounted]
        nominal[0] += total - sum(nominal, Decimal(0))
        discounted[0] += cost - sum(discounted, Decimal(0))
    return tuple(YearPayment(i + 1, n, d) for i, (n, d) in enumerate(zip(nominal, discounted, strict=True)))


def _server_license(tables: Tables, license: int, index: int) -> ServerLicense:
    taken = tables.licenses[license]
    quantity = wide_quantity(tables, license, index)
    if taken.metric == "Organization":
        return ServerLicense(None, taken.name, quantity, "covers every eligible access of the organization")
    name = tables.hosts[index].name if taken.metric == "Server" else tables.servers[index].name
    whose = "everyone" if taken.types is None else " and ".join(tables.types[t] for t in sorted(taken.types))
    return ServerLicense(
        name, taken.name, quantity, f"covers every access by {whose} to it; cheaper than their licenses one by one"
    )


def _balances(case: Case, mix: Mix) -> Iterable[Balance]:
    """Each license's account. A unit kept is one that is used; units that last and that nobody needs are left over."""
    tables, supply = case.tables, case.supply
    for k, license in enumerate(tables.licenses):
        lots = [(lot, n) for lot, n in zip(supply.lots, mix.converted, strict=True) if lot.license == k]
        owned = sum(lot.quantity for lot, _ in lots)
        converted = sum(n for _, n in lots)
        bought = sum(supply.lines[i].pack * n for i, n in enumerate(mix.packs) if supply.lines[i].license == k)
        used = mix.used[k]
        kept = min(sum(lot.quantity - n for lot, n in lots if lot.lasts), used)
        if owned or bought or used:
            activate = bought if license.activation else 0
            left = owned - kept - converted
            surplus, covers = kept + bought - used, tuple(tables.families[f] for f in license.covers)
            yield Balance(license.name, owned, kept, converted, left, bought, used, surplus, activate, license.metric, covers)
