"""Plans written by hand, for what only prints them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np

from optimizer.domain.plan import Coverage, Holding, Mix, Plan, PlanStatus, Purchase, Texts

NOBODY = Holding(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64), ((),))


def holding(*runs: tuple[int, int, tuple[int, ...]]) -> Holding:
    """Runs of (row, members, licenses)."""
    bundles = tuple(dict.fromkeys(licenses for *_, licenses in runs)) or ((),)
    rows = [(row, members, bundles.index(licenses)) for row, members, licenses in runs]
    row, members, bundle = np.array(rows, np.int64).reshape(-1, 3).T
    return Holding(row, members, bundle, bundles)


def mix(users: Holding = NOBODY, devices: Holding = NOBODY, **more: Any) -> Mix:
    """Who holds what, and nothing else."""
    none = Mix(
        users=users, devices=devices, wide=(), exempt=(), modes={}, packs=(), converted=(),
        used=(), cal_mode=(),
    )  # fmt: skip
    return replace(none, **more)


def purchase(offer: str, quantity: int, price: str = "50", **more: Any) -> Purchase:
    """So many licenses of an offer that has their name, bought singly on the first day, paid
    once."""
    amount = Decimal(price) * quantity
    line = Purchase(
        offer=offer, license=offer, from_license=None, quantity=quantity, packs=quantity,
        price=Decimal(price), per="Once", from_date=date(2026, 1, 1), due_now=amount, cost=amount,
    )  # fmt: skip
    return replace(line, **more)


def plan(*purchases: Purchase, **more: Any) -> Plan:
    """A proven plan that buys this, in dollars and cents."""
    cost = sum((each.cost for each in purchases), Decimal(0))
    empty = np.zeros(0, np.int64)
    none = Texts.of(())
    made = Plan(
        status=PlanStatus.OPTIMAL, currency="USD", digits=2, cost=cost, due_now=cost,
        lower_bound=cost, payments=(), purchases=purchases, servers=(), server_costs=(),
        balances=(), budget=None, mix=mix(),
        coverage=Coverage(
            user=empty, device=empty, server=empty, family=empty, version=empty, access=empty,
            side=none, license=none,
        ),
        user_why=none, device_why=none, accesses={},
    )  # fmt: skip
    return replace(made, **more)
