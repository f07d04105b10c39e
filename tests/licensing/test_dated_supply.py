"""Orders over time: from when to when they serve, what they pay within the horizon and after it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from optimizer.domain.keywords import Per
from optimizer.domain.tables import Offer, Orders, Settings
from optimizer.licensing.dated_supply import DatedLot, DatedSupply, dated_payments, dated_supply
from optimizer.licensing.periods import History
from tests.support.books import solve, tables, write
from tests.support.stated import timetable

SETTINGS = Settings(
    currency="USD", digits=2, as_of=date(2026, 1, 1), horizon=2, discount_rate=Decimal("0.21"),
    orders=Orders.QUARTERLY,
)  # fmt: skip
YEARLY = Offer("offer", 0, ((1, Decimal(100)),), per=Per.YEAR)
JULY = date(2026, 7, 1)


def test_half_a_year_is_discounted_by_the_root() -> None:
    """At 21 % a year half a year is 10 %: 110 from July is worth 100 today."""
    paid, later = dated_payments(Decimal(110), replace(YEARLY, term=12), SETTINGS, JULY, 6)
    assert [(p.day, p.nominal, round(p.discounted, 20)) for p in paid] == [(JULY, 110, 100)]
    assert later == 0


def test_without_a_term_it_is_paid_as_long_as_the_horizon_lasts() -> None:
    paid, later = dated_payments(Decimal(100), YEARLY, SETTINGS, JULY, 6)
    assert [p.day for p in paid] == [JULY, date(2027, 7, 1)]
    assert later == 0


def test_a_term_past_the_horizon_leaves_something_to_pay_later() -> None:
    """30 months: two years within the horizon, half a year's payment after it."""
    paid, later = dated_payments(Decimal(100), replace(YEARLY, term=30), SETTINGS, JULY, 6)
    assert [p.nominal for p in paid] == [100, 100]
    assert later == 50


def test_a_lot_is_there_to_its_last_day_and_may_be_used_up_a_day_longer() -> None:
    lot = DatedLot(
        license=0, rows=(0,), quantity=3, until=date(2026, 6, 30), sa_until=date(2026, 3, 31),
        serves=(0,),
    )  # fmt: skip
    assert [lot.there_on(date(2026, 6, 30)), lot.there_on(JULY)] == [True, False]
    assert [lot.assured_on(date(2026, 4, day)) for day in (1, 2)] == [True, False]
    assert replace(lot, until=None, sa_until=None).there_on(date(2099, 1, 1))


@pytest.fixture
def supply(tmp_path: Path) -> DatedSupply:
    """Ordered yearly for two years; owned units end with June of the second."""
    sheets: dict[str, Any] = {
        "Settings": [
            ["Setting", "Value"], ["As of", "2026-01-01"], ["Horizon", 2], ["Orders", "Yearly"],
        ],
        "Access": [["User", "Server"], ["ann", "Windows Server 2022"]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price", "Per"],
            ["U", "User", "Windows Server", 40, "Year"],
        ],
        "Owned": [["License", "Quantity", "Until"], ["U", 3, "2027-06-30"]],
        "Assigned": [["License", "User", "Quantity", "Movable"], ["U", "ann", 1, "No"]],
    }  # fmt: skip
    return dated_supply(History.of(tables(write(tmp_path / "book.xlsx", sheets))))


def test_an_order_a_period_that_serves_from_then_on(supply: DatedSupply) -> None:
    assert [(o.day, o.first, o.stop, o.cost) for o in supply.orders] == [
        (date(2026, 1, 1), 0, 2, 8000),
        (date(2027, 1, 1), 1, 2, 4000),
    ]
    assert [supply.orders[0].serves(t) for t in (0, 1, 2)] == [True, True, False]
    assert supply.by_day == {(0, date(2026, 1, 1)): [0], (0, date(2027, 1, 1)): [1]}


def test_units_serve_the_periods_that_they_last_through_and_stay_with_ann(
    supply: DatedSupply,
) -> None:
    (lot,) = supply.lots
    assert (lot.quantity, lot.serves) == (3, (0, -1))
    (fixed,) = supply.fixed
    assert (fixed.user, fixed.lot, fixed.quantity, fixed.last) == (True, 0, 1, 1)
    assert supply.moving == ()


RICH = """
    Settings
    Setting       | Value
    As of         | 2026-01-01
    Horizon       | 2
    Orders        | Quarterly
    Discount rate | 0.21

    Users
    User | Count | From       | To
    ann  | 2     |            |
    bob  | 3     | 2026-08-01 | 2027-03-31
    old  | 1     |            | 2025-12-31
    none | 0     |            |

    Devices
    Device | Count
    PC     | 2

    Access
    User | Device | Server
    ann  | PC     | P
    bob  | PC     | P

    Products
    Product | Family | Version
    P       | F      | Current

    Licenses
    License | Metric | Covers | Price
    U       | User   | F      |
    D       | Device | F      |

    Offers
    Offer   | License | From license | Price | Per   | Term | Starts    | Pack | From quantity | Minimum | Maximum | Valid from | Valid until | Increase
    monthly | U       |              | 10    | Month | 18   |           |      |               |         |         | 2027-04-01 |             | 0.1
    yearly  | U       |              | 100   | Year  |      |           |      |               |         |         |            | 2026-04-01  |
    once    | D       |              | 300   |       | 6    |           |      |               |         |         | 2026-07-01 | 2026-10-01  |
    packs   | U       |              | 500   |       |      |           | 5    | 1             | 3       | 12      | 2026-04-01 | 2026-06-30  |
    packs   | U       |              | 400   |       |      |           | 5    | 11            | 3       | 12      | 2026-04-01 | 2026-06-30  |
    packs   | U       |              | 200   |       |      |           | 5    | 12            | 3       | 12      | 2026-04-01 | 2026-06-30  |
    renew   | U       | U            | 4     |       |      | At expiry |      |               |         |         |            |             |
    to D    | D       | U            | 3     |       |      | At expiry |      |               |         |         |            |             |
    swap    | D       | U            | 2     |       |      |           |      |               |         |         |            | 2026-10-01  |

    Owned
    License | Quantity | Until      | SA until
    U       | 6        | 2026-05-15 |
    U       | 2        | 2026-05-15 |
    U       | 4        | 2026-06-30 | 2026-03-31
    U       | 3        |            | 2026-12-30
    U       | 9        | 2025-12-31 |
    U       | 0        |            |
    U       | 7        | 2027-12-31 | 2027-12-31
    U       | 5        | 2027-12-30 | 2027-12-30
    D       | 1        |            | 2026-12-30

    Assigned
    License | User | Device | Quantity | Movable
    U       | ann  |        | 7        | No
    U       | bob  |        | 2        | No
    U       | bob  |        | 4        | Yes
    U       | old  |        | 1        | No
    U       | bob  |        | 1        | No

    Timeline
    From       | Change        | Target | Value
    2026-07-01 | Price factor  | *      | 2
    2027-07-01 | Without offer | yearly |
"""


def test_every_order_that_can_be_placed() -> None:
    """Offer, tier, day, period, begins, first, stop, minor units, later, least, most, lots."""
    supply = timetable(RICH).supply
    told = [
        (
            o.offer, o.tier, str(o.day), o.period, o.begins, o.first, o.stop, o.cost,
            f"{o.later:f}", o.least, o.most, o.lots,
        )
        for o in supply.orders
    ]  # fmt: skip
    assert told == [
        (0, 0, "2027-04-01", 5, 5, 5, 8, 18912, "132.00", 1, None, ()),
        (0, 0, "2027-07-01", 6, 6, 6, 8, 18032, "132.00", 1, None, ()),
        (0, 0, "2027-10-01", 7, 7, 7, 8, 17192, "132.00", 1, None, ()),
        (1, 0, "2026-01-01", 0, 0, 0, 8, 18264, "0", 1, None, ()),
        (1, 0, "2026-04-01", 1, 1, 1, 8, 17414, "0", 1, None, ()),
        (2, 0, "2026-07-01", 2, 2, 2, 4, 54545, "0", 1, None, ()),
        (2, 0, "2026-10-01", 3, 3, 3, 5, 52007, "0", 1, None, ()),
        (3, 0, "2026-04-01", 1, 1, 1, 8, 47673, "0", 3, 10, ()),
        (4, 0, "2026-05-16", 1, 1, 1, 8, 373, "0", 1, None, (0,)),
        (4, 0, "2027-12-31", 7, 7, 7, 8, 547, "0", 1, None, (4,)),
        (5, 0, "2026-05-16", 1, 2, 2, 8, 280, "0", 1, None, (0,)),
        (6, 0, "2026-01-01", 0, 0, 0, 8, 200, "0", 1, None, (0, 1, 2, 3, 4)),
        (6, 0, "2026-04-01", 1, 1, 1, 8, 191, "0", 1, None, (0, 1, 2, 3, 4)),
        (6, 0, "2026-07-01", 2, 2, 2, 8, 364, "0", 1, None, (2, 3, 4)),
        (6, 0, "2026-10-01", 3, 3, 3, 8, 347, "0", 1, None, (2, 3, 4)),
    ]
    assert [offer.name for offer in timetable(RICH).tables.offers] == [
        "monthly",
        "yearly",
        "once",
        "packs",
        "renew",
        "to D",
        "swap",
    ]


def test_every_lot_and_who_sits_on_it() -> None:
    supply = timetable(RICH).supply
    assert [(lot.rows, lot.quantity, lot.serves) for lot in supply.lots] == [
        ((0, 1), 8, (0, -1, -1, -1, -1, -1, -1, -1)),
        ((2,), 4, (0, 2, -1, -1, -1, -1, -1, -1)),
        ((3,), 3, (0, 0, 0, 2, 2, 2, 2, 2)),
        ((6,), 7, (0, 0, 0, 0, 0, 0, 0, 0)),
        ((7,), 5, (0, 0, 0, 0, 0, 0, 0, -1)),
        ((8,), 1, (1, 1, 1, 3, 3, 3, 3, 3)),
    ]
    assert [(f.user, f.holder, f.lot, f.quantity, f.last) for f in supply.fixed] == [
        (True, 0, 0, 7, 7),
        (True, 1, 0, 1, 4),
        (True, 1, 1, 1, 4),
        (True, 1, 2, 1, 4),
    ]
    assert [(f.user, f.holder, f.lot, f.quantity, f.last) for f in supply.moving] == [
        (True, 1, 1, 3, 4),
        (True, 1, 2, 1, 4),
    ]
    assert (supply.twin, [(k.version, k.lapsed_of) for k in supply.licenses]) == (
        (0, 1),
        [(1048577, -1), (1048577, -1), (1048576, 0), (1048576, 1)],
    )


def test_what_can_be_had_in_which_period() -> None:
    supply = timetable(RICH).supply
    assert [
        [t for t in range(8) if supply.obtainable(k, t)] for k in range(len(supply.licenses))
    ] == [[0, 1, 2, 3, 4, 5, 6, 7], [0, 1, 2, 3, 4, 5, 6, 7], [1, 3, 4, 5, 6, 7], [3, 4, 5, 6, 7]]


@pytest.mark.parametrize(
    ("change", "months", "nominal", "later"),
    [
        ({}, 0, [100, 100], 0),
        ({"term": 12}, 0, [100], 0),
        ({"term": 6}, 0, [50], 0),
        ({"term": 24}, 0, [100, 100], 0),
        ({"term": 36}, 0, [100, 100], 100),
        ({"term": 36, "increase": Decimal("0.5")}, 12, [100], 375),
        ({"per": Per.MONTH}, 18, [1200], 0),
        ({"per": Per.ONCE}, 18, [100], 0),
        ({"per": Per.ONCE, "term": 36}, 18, [100], 0),
        ({"increase": Decimal("0.5")}, None, [100, 150], 0),
        ({"term": 18}, None, [100], 50),
    ],
)
def test_what_a_pack_pays_within_the_horizon_and_after_it(
    change: dict[str, Any], months: int | None, nominal: list[int], later: int
) -> None:
    """Of two years from 2026 on; on no order date from 2 July 2026 or 2027 on."""
    day = date(2026, 1, 1) if months is None else date(2026 + months // 12, 1 + months % 12, 1)
    if months is None:
        day = date(2027, 7, 2) if "term" in change else date(2026, 7, 2)
    paid, after = dated_payments(Decimal(100), replace(YEARLY, **change), SETTINGS, day, months)
    assert ([p.nominal for p in paid], after) == (nominal, later)
    for payment in paid:
        years = (payment.day - date(2026, 1, 1)).days / 365.25
        worth = float(payment.nominal) / 1.21**years
        assert float(payment.discounted) == pytest.approx(worth, rel=0.002)


def test_only_what_loses_assurance_has_a_lapsed_twin() -> None:
    """Without a day on which it ends no license has one, current as it is; one has that loses it
    the day before the horizon's last."""
    never = RICH.replace("| 2026-03-31\n", "|\n").replace("| 2026-12-30\n", "|\n").replace(
        "| 2027-12-30\n", "|\n"
    )  # fmt: skip
    assert timetable(never).supply.twin == ()
    assert timetable(never.replace("U       | 3        |            |\n",
                                   "U       | 3        |            | 2027-12-30\n")).supply.twin == (0,)  # fmt: skip


def test_what_sits_on_a_row_that_is_not_active_is_free_from_the_start(tmp_path: Path) -> None:
    """Ann has left with two units: both serve Bob and Cy, and nothing is bought."""
    sheets: dict[str, Any] = {
        "Settings": [["Setting", "Value"], ["Orders", "Yearly"]],
        "Users": [["User", "Active"], ["ann", "No"], ["bob", "Yes"], ["cy", "Yes"]],
        "Access": [["User", "Device", "Server"], ["bob; cy", "", "Windows Server 2022"]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price"],
            ["CAL", "User", "Windows Server", 50],
        ],
        "Owned": [["License", "Quantity"], ["CAL", 2]],
        "Assigned": [["License", "User", "Quantity"], ["CAL", "ann", 2]],
    }
    found, plan = solve(tmp_path, sheets)
    assert dated_supply(History.of(found)).fixed == ()
    assert plan.cost == 0
