"""A mix -> a priced plan: purchases, payments, balances, every amount exact."""

from decimal import Decimal

import numpy as np

from optimizer.domain.plan import Mix, Plan, PlanStatus, Purchase, ServerLicense, ToldApart
from optimizer.domain.tables import Tables
from optimizer.explaining.balances import balances
from optimizer.explaining.coverage import coverage_of, covers_of
from optimizer.explaining.payments_by_year import years_of
from optimizer.explaining.purchased import budget_of, due_now_of, purchase_of
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
    paid += [(payment, 1) for s in mix.cal_mode for payment in cal_mode_payments(tables, s)]
    now = due_now_of(purchases, modes)
    years = years_of(paid, cost, now, tables)
    lower = Decimal(bound).scaleb(-tables.settings.digits)
    covers = covers_of(tables, case.needs, case.ways, mix)
    coverage = coverage_of(tables, case.needs, covers, mix)
    twins = twins_of(tables)
    plain = named(mix, len(tables.licenses) - len(twins), twins)
    used = {tables.licenses[k].name: units for k, units in enumerate(plain.used)}
    users, devices = reasons(
        tables, case.needs, case.ways, covers, supply, names=coverage.license, mix=mix
    )
    return Plan(
        status=PlanStatus.OPTIMAL if lower >= cost else PlanStatus.FEASIBLE,
        currency=tables.settings.currency,
        digits=tables.settings.digits,
        cost=cost,
        due_now=now,
        lower_bound=min(lower, cost),
        payments=years,
        purchases=purchases,
        servers=tuple(server_license(tables, k, index) for k, index in plain.wide),
        server_costs=modes,
        balances=tuple(joined_accounts(balances(case, mix), used)),
        budget=budget_of(tables, years),
        mix=plain,
        coverage=coverage,
        user_why=users,
        device_why=devices,
        accesses=_bases(case),
        told_apart=ToldApart(mix=mix, twins=twins) if twins else None,
    )


def _bases(case: Instance) -> dict[str, int]:
    """Access rows that count, by Basis, the most frequent first."""
    access = case.tables.access
    codes, times = access.basis[case.needs.accesses], access.times[case.needs.accesses]
    counts = [
        (int(n), name)
        for n, name in zip(
            np.bincount(codes + 1, weights=times, minlength=1).tolist(),
            ("", *access.bases),
            strict=False,
        )
        if n
    ]
    return {name: n for n, name in sorted(counts, key=lambda pair: (-pair[0], pair[1]))}


def _purchase(tables: Tables, line: Line, packs: int) -> Purchase:
    offer = tables.offers[line.offer]
    each = payments(Decimal(1), offer.per, tables.settings, line.payments[0].day, offer.increase)
    return purchase_of(tables, line, packs, offer.tiers[line.tier][1], each)


def server_license(tables: Tables, license: int, index: int) -> ServerLicense:
    """A wide license as the result lists it, with what it covers."""
    taken = tables.licenses[license]
    quantity = wide_quantity(tables, license, index)
    name = WIDE[taken.metric].name(tables, index)
    if name is None:
        return ServerLicense(
            None, taken.name, quantity, why="covers every eligible access of the organization"
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
        why=f"covers every access by {whose} to it; cheaper than their licenses one by one",
    )
