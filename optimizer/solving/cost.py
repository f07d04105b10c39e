"""What a mix costs, exactly."""

from decimal import Decimal

from optimizer.domain.plan import Mix
from optimizer.domain.tables import Tables
from optimizer.licensing.payments import cal_mode_payments, minor
from optimizer.solving.instance import Instance


def cost_of(case: Instance, mix: Mix) -> Decimal:
    """What a mix costs over the horizon."""
    tables, lines = case.tables, case.supply.lines
    bought = Decimal(sum(lines[i].cost * n for i, n in enumerate(mix.packs))).scaleb(
        -tables.settings.digits
    )
    return bought + sum((mode_cost(tables, s) for s in mix.cal_mode), Decimal(0))


def mode_cost(tables: Tables, server: int) -> Decimal:
    """What the CAL mode of a server (all of its Count) comes to."""
    digits = tables.settings.digits
    return Decimal(minor(cal_mode_payments(tables, server), digits)).scaleb(-digits)
