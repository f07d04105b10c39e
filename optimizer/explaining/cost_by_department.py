"""What each department and site costs: the licenses its users and devices hold, at what each
license costs on average."""

from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal

import numpy as np

from optimizer.domain.plan import Holding, Plan
from optimizer.domain.planned import Planned
from optimizer.domain.tables import Ints

SERVERS = "(server and organization licenses, CAL mode)"


NAMELESS = "(none named)"


def costs_by(planned: Planned, what: str) -> dict[str, Decimal]:
    """Cost over the horizon by `department` or `site`, adding up to the plan's; empty where nobody
    names one.

    A license's cost is spread evenly over its used units, by date over those of every period; minor
    units that rounding leaves go where
    it took most.
    """
    tables, plan = planned.tables, planned.plan
    labels = [getattr(tables.users, what), getattr(tables.devices, what)]
    if not any(any(column) for column in labels):
        return {}
    exact: dict[str, Decimal] = {}
    unit = unit_costs(plan)
    for holding, column in zip((plan.users, plan.devices), labels, strict=True):
        price = [
            sum((unit.get(tables.licenses[k].name, Decimal(0)) for k in b), Decimal(0))
            for b in holding.bundles
        ]
        names, codes = np.unique(
            np.array(column, object)[holding.row].astype(str), return_inverse=True
        )
        pairs, group = np.unique(np.c_[codes, holding.bundle], axis=0, return_inverse=True)
        members = np.bincount(group.reshape(-1), weights=held(holding))
        for (code, bundle), count in zip(pairs.tolist(), members.tolist(), strict=True):
            name = str(names[code]) or NAMELESS
            exact[name] = exact.get(name, Decimal(0)) + price[bundle] * int(count)
    exact[SERVERS] = plan.cost - sum(exact.values(), Decimal(0))
    return whole_shares(exact, plan.cost, tables.settings.digits)


def held(holding: Holding) -> Ints:
    """Members of each row of a holding, by date in all its periods together."""
    if holding.first is None or holding.last is None:
        return holding.members
    return holding.members * (holding.last - holding.first + 1)


def unit_costs(plan: Plan) -> Mapping[str, Decimal]:
    """License -> what one used unit costs on average; by date one unit in one period."""
    spent: dict[str, Decimal] = {}
    for purchase in plan.purchases:
        spent[purchase.license] = spent.get(purchase.license, Decimal(0)) + purchase.cost
    used = {balance.license: balance.used for balance in plan.balances}
    if plan.over_time is not None:
        used = {
            name: sum(period.needed.get(name, 0) for period in plan.over_time.periods)
            for name in used
        }
    return {name: spent[name] / n for name, n in used.items() if n and name in spent}


def whole_shares(exact: Mapping[str, Decimal], total: Decimal, digits: int) -> dict[str, Decimal]:
    """Shares in minor units that add up to the total."""
    minor = Decimal(1).scaleb(-digits)
    down = {name: share.quantize(minor, ROUND_DOWN) for name, share in exact.items()}
    left = int((total - sum(down.values(), Decimal(0))) / minor)
    for name in sorted(exact, key=lambda name: (down[name] - exact[name], name))[:left]:
        down[name] += minor
    return {name: share for name, share in sorted(down.items()) if share}
