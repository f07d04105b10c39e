"""A mix -> a priced plan: purchases, payments, balances, every amount exact."""

from decimal import Decimal

import numpy as np

from optimizer.domain.plan import Budget, Mix, Plan, PlanStatus, Purchase, ServerLicense, ToldApart
from optimizer.domain.tables import NONE, Tables
from optimizer.explaining.balances import balances
from optimizer.explaining.coverage import coverage_of, covers_of
from optimizer.explaining.payments_by_year import by_year, rounded_payments, years_of
from optimizer.explaining.twins import joined_accounts, named
from optimizer.explaining.why import reasons
from optimizer.licensing.assurance import twins_of
from optimizer.licensing.metrics import WIDE, wide_quantity
from optimizer.licensing.payments import cal_mode_payments, payments
from optimizer.licensing.purchase_lines import Line
from optimizer.solving.cost import cost_of, mode_cost
from optimizer.solving.instance import Instance


def plan_of(case: Instance, mix: Mix, bound: int) -> Plan:
    """Price and explain a mix; `bound` is the proven lower bound in minor units, which an optimal
    plan's cost agrees with."""
    tables, supply = case.tables, case.supply
    purchases = tuple(_purchase(tables, supply.lines[i], n) for i, n in enumerate(mix.packs) if n)
    modes = tuple((tables.servers[s].name, mode_cost(tables, s)) for s in mix.cal_mode)
    cost = cost_of(case, mix)
    paid = [
        (payment, n) for i, n in enumerate(mix.packs) if n for payment in supply.lines[i].payments
    ]
    start = tables.settings.as_of
    paid += [(payment, 1) for s in mix.cal_mode for payment in cal_mode_payments(tables, s)]
    years = years_of(paid, cost, tables)
    total = sum((year.nominal for year in years), Decimal(0))
    now = sum((payment.nominal * n for payment, n in paid if payment.day == start), Decimal(0))
    lower = Decimal(bound).scaleb(-tables.settings.digits)
    budget = tables.settings.budget
    covers = covers_of(tables, case.needs, case.ways, mix)
    coverage = coverage_of(tables, case.needs, covers, mix)
    twins = twins_of(tables)
    plain = named(mix, len(tables.licenses) - len(twins), twins)
    used = {tables.licenses[k].name: units for k, units in enumerate(plain.used)}
    return Plan(
        PlanStatus.OPTIMAL if lower >= cost else PlanStatus.FEASIBLE,
        tables.settings.currency,
        tables.settings.digits,
        cost,
        rounded_payments(now, tables),
        min(lower, cost),
        years,
        purchases,
        tuple(server_license(tables, k, index) for k, index in plain.wide),
        modes,
        tuple(joined_accounts(balances(case, mix), used)),
        None if budget is None else Budget(budget, total, max(total - budget, Decimal(0))),
        plain,
        coverage,
        *reasons(tables, case.needs, case.ways, covers, supply, names=coverage.license, mix=mix),
        _bases(case),
        told_apart=ToldApart(mix=mix, twins=twins) if twins else None,
    )


def _bases(case: Instance) -> dict[str, int]:
    """Access rows that count, by Basis, the most frequent first."""
    access = case.tables.access
    codes = access.basis[case.needs.accesses]
    counts = [
        (int(n), name)
        for n, name in zip(
            np.bincount(codes + 1, minlength=1).tolist(), ("", *access.bases), strict=False
        )
        if n
    ]
    return {name: n for n, name in sorted(counts, key=lambda pair: (-pair[0], pair[1]))}


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
        rounded_payments(now * packs, tables),
        Decimal(line.cost * packs).scaleb(-tables.settings.digits),
        offer.channel,
        offer.supplier,
        offer.part_number,
        line.pack,
        sum((p.nominal for p in each if p.day == start), Decimal(0)),
        tuple(zip(*by_year([(payment, 1) for payment in each], tables), strict=True)),
        tuple((payment.day, payment.nominal) for payment in each),
    )


def server_license(tables: Tables, license: int, index: int) -> ServerLicense:
    """A wide license as the result lists it, with what it covers."""
    taken = tables.licenses[license]
    quantity = wide_quantity(tables, license, index)
    name = WIDE[taken.metric].name(tables, index)
    if name is None:
        return ServerLicense(
            None, taken.name, quantity, "covers every eligible access of the organization"
        )
    whose = (
        "everyone"
        if taken.types is None
        else " and ".join(tables.types[t] for t in sorted(taken.types))
    )
    return ServerLicense(
        name,
        taken.name,
        quantity,
        f"covers every access by {whose} to it; cheaper than their licenses one by one",
    )
