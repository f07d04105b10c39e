"""What each department and site costs: the licenses its users and devices hold, at what each
license costs on average."""

from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal

import numpy as np

from optimizer.domain.plan import Plan
from optimizer.domain.tables import Tables

SERVERS = "(server and organization licenses, CAL mode)"


NAMELESS = "(none named)"


def costs_by(tables: Tables, plan: Plan, what: str) -> dict[str, Decimal]:
    """Cost over the horizon by `department` or `site`, adding up to the plan's; empty where nobody
    names one.

    A license's cost is spread evenly over its used units; minor units that rounding leaves go where
    it took most.
    """
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
        members = np.bincount(group.reshape(-1), weights=holding.members)
        for (code, bundle), count in zip(pairs.tolist(), members.tolist(), strict=True):
            name = str(names[code]) or NAMELESS
            exact[name] = exact.get(name, Decimal(0)) + price[bundle] * int(count)
    exact[SERVERS] = plan.cost - sum(exact.values(), Decimal(0))
    return whole_shares(exact, plan.cost, tables.settings.digits)


def unit_costs(plan: Plan) -> Mapping[str, Decimal]:
    """License -> what one used unit costs on average."""
    spent: dict[str, Decimal] = {}
    for purchase in plan.purchases:
        spent[purchase.license] = spent.get(purchase.license, Decimal(0)) + purchase.cost
    return {
        b.license: spent[b.license] / b.used for b in plan.balances if b.used and b.license in spent
    }


def whole_shares(exact: Mapping[str, Decimal], total: Decimal, digits: int) -> dict[str, Decimal]:
    """Shares in minor units that add up to the total."""
    minor = Decimal(1).scaleb(-digits)
    down = {name: share.quantize(minor, ROUND_DOWN) for name, share in exact.items()}
    left = int((total - sum(down.values(), Decimal(0))) / minor)
    for name in sorted(exact, key=lambda name: (down[name] - exact[name], name))[:left]:
        down[name] += minor
    return {name: share for name, share in sorted(down.items()) if share}
