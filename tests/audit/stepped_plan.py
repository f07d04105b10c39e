"""A plan over time of the shop (dated_shop.py), made by hand: ten old units, six of which end, and
three CALs; four of the six are stepped up."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np

from optimizer.domain.over_time import Conversion
from optimizer.domain.plan import Holding, OverTime, Plan
from tests.audit.dated_shop import PURCHASES, account, holding, mix, plan_of

CAL, OLD = (0,), (1,)
KIOSK = holding((0, 2, ()))
FIRST = mix(holding((0, 6, OLD)), KIOSK)
WITH_B = mix(holding((0, 6, OLD), (1, 4, OLD), (1, 1, CAL)), KIOSK)
STEPPED = mix(holding((0, 4, OLD), (0, 2, CAL), (1, 5, CAL)), KIOSK)
ALONE = mix(holding((0, 4, OLD), (0, 2, CAL)), KIOSK)
MIXES = (FIRST, FIRST, WITH_B, WITH_B, STEPPED, ALONE, ALONE, ALONE)
"""Ten old units, of which six end with 2026, and three CALs; four of the six are stepped up."""

WHOLE = Holding(
    np.array([0, 0, 0, 1, 1, 1]),
    np.array([6, 4, 2, 4, 1, 5]),
    np.array([0, 0, 1, 0, 1, 1]),
    (OLD, CAL),
    first=np.array([0, 4, 4, 2, 2, 4]),
    last=np.array([3, 7, 7, 3, 3, 4]),
)

DAYS = [(2026, 1, 3, 31), (2026, 4, 6, 30), (2026, 7, 9, 30), (2026, 10, 12, 31),
        (2027, 1, 3, 31), (2027, 4, 6, 30), (2027, 7, 9, 30), (2027, 10, 12, 31)]  # fmt: skip
BEFORE, AFTER = {"Old": 10, "CAL": 3}, {"Old": 4, "CAL": 7}
TOLD: tuple[tuple[int, Mapping[str, int], Mapping[str, int]], ...] = (
    (6, {"Old": 6}, BEFORE), (6, {"Old": 6}, BEFORE),
    (11, {"Old": 10, "CAL": 1}, BEFORE), (11, {"Old": 10, "CAL": 1}, BEFORE),
    (11, {"Old": 4, "CAL": 7}, AFTER), *([(6, {"Old": 4, "CAL": 2}, AFTER)] * 3),
)  # fmt: skip


def stepped() -> tuple[Plan, OverTime]:
    """The plan: three CALs now, four stepped up when six old ones end."""
    accounts = [
        account(
            date(year, month, 1), date(year, until, day), people=people, devices=2,
            needed=needed, there=there,
        )
        for (year, month, until, day), (people, needed, there) in zip(DAYS, TOLD, strict=True)
    ]  # fmt: skip
    accounts[0] = replace(accounts[0], ordered={"CAL": 3})
    accounts[4] = replace(accounts[4], ordered={"CAL": 4}, ended={"Old": 6})
    plan, time = plan_of(
        (PURCHASES[0], PURCHASES[2]),
        (Conversion(1, 0, 4),),
        MIXES,
        tuple(accounts),
        server_costs=(("s", Decimal(80)),),
    )
    devices = replace(KIOSK, first=np.array([0]), last=np.array([7]))
    return replace(plan, mix=mix(WHOLE, devices)), time
