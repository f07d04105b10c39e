"""Renewal."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import numpy as np

from optimizer.domain.answers import Renewal
from optimizer.domain.options import Options
from optimizer.domain.plan import Plan
from optimizer.domain.tables import NONE, Tables
from optimizer.licensing.stock import ended, lasts
from optimizer.licensing.supply import supply_of
from optimizer.planning import cheapest


def renewal(tables: Tables, plan: Plan, options: Options) -> Renewal | None:
    """What the rights that end within the horizon are worth renewing; None where none do and can
    be.

    Nothing renewed: they are simply gone. Everything: each is renewed as the same license, by the
    cheapest offer that does it.
    """
    settings = tables.settings
    ending = [
        i
        for i, o in enumerate(tables.owned)
        if o.quantity and not ended(o, settings) and not lasts(o, settings)
    ]
    ending = [
        i
        for i in ending
        if any(offer.from_license == tables.owned[i].license for offer in tables.offers)
    ]
    if not ending:
        return None
    gone = {tables.owned[i].license for i in ending}
    kept = tuple(o for i, o in enumerate(tables.owned) if i not in ending)
    assigned = tuple(a for a in tables.assigned if a.license not in gone)
    nothing = cheapest(replace(tables, owned=kept, assigned=assigned), options)
    return Renewal(
        sum(tables.owned[i].quantity for i in ending),
        nothing,
        _all_renewed(tables, ending, options),
        plan.cost,
    )


def _all_renewed(tables: Tables, ending: Sequence[int], options: Options) -> Decimal | None:
    """Every ending unit renewed as what it is, at the cheapest of its renewal offers; then the
    cheapest plan with them."""
    users, devices = (np.ones(len(h.names), bool) for h in (tables.users, tables.devices))
    supply = supply_of(tables, users, devices)
    total, owned = 0, list(tables.owned)
    for i in ending:
        row = owned[i]
        lot = next(n for n, lot in enumerate(supply.lots) if i in lot.rows)
        prices = [
            line.cost * (row.quantity // line.pack)
            for line in supply.lines
            if lot in line.lots
            and line.license == row.license
            and row.quantity % line.pack == 0
            and line.least <= row.quantity <= (line.most or row.quantity)
        ]
        if not prices:
            return None
        total += min(prices)
        owned[i] = replace(row, until=None)
    offers = tuple(
        o
        for o in tables.offers
        if o.from_license == NONE or o.from_license not in {tables.owned[i].license for i in ending}
    )
    rest = cheapest(replace(tables, owned=tuple(owned), offers=offers), options)
    return None if rest is None else rest + Decimal(total).scaleb(-tables.settings.digits)
