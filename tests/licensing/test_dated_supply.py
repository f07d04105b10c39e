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
from tests.support.books import tables, write

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
