"""Order dates, periods and payments over time, read anew by the audit."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from optimizer.audit import dated_rules
from optimizer.domain.keywords import Per
from optimizer.domain.tables import Orders, Settings, Tables
from tests.audit.shop import SHOP
from tests.support.books import solve

SETTINGS = Settings(
    currency="USD", digits=2, as_of=date(2026, 1, 31), horizon=1, discount_rate=Decimal(0),
    orders=Orders.QUARTERLY,
)  # fmt: skip


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """Ordered each quarter from 1 January 2026, for two years."""
    found = solve(Path(tmp_path_factory.mktemp("shop")), SHOP)[0]
    return replace(found, settings=replace(found.settings, orders=Orders.QUARTERLY))


def test_a_month_that_is_too_short_ends_on_its_last_day() -> None:
    assert dated_rules.months_on(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert dated_rules.months_on(date(2027, 11, 30), 3) == date(2028, 2, 29)
    assert dated_rules.months_on(date(2026, 1, 31), 12) == date(2027, 1, 31)


def test_order_dates_begin_periods_which_leave_no_day_out() -> None:
    assert dated_rules.order_dates(SETTINGS) == [
        date(2026, 1, 31), date(2026, 4, 30), date(2026, 7, 31), date(2026, 10, 31),
        date(2027, 1, 31),
    ]  # fmt: skip
    first, *_, last = dated_rules.stretches(SETTINGS)
    assert first == (date(2026, 1, 31), date(2026, 4, 29))
    assert last == (date(2026, 10, 31), date(2027, 1, 30))
    assert len(dated_rules.order_dates(replace(SETTINGS, orders=Orders.YEARLY))) == 2


def test_a_term_serves_as_many_periods_as_it_is_long_up_to_the_horizon(shop: Tables) -> None:
    offer = shop.offers[0]
    assert dated_rules.served(shop, offer, date(2026, 4, 1)) == range(1, 8)
    year = replace(offer, term=12)
    assert dated_rules.served(shop, year, date(2026, 4, 1)) == range(1, 5)
    assert dated_rules.served(shop, year, date(2027, 7, 1)) == range(6, 8)


def test_what_is_paid_yearly_is_paid_from_the_order_on_and_grows(shop: Tables) -> None:
    offer = replace(shop.offers[0], increase=Decimal("0.1"))
    paid, later = dated_rules.dated_payments(shop, offer, Decimal(100), date(2026, 7, 1))
    assert paid == [
        (date(2026, 7, 1), Decimal(100), Decimal("0.5")),
        (date(2027, 7, 1), Decimal(110), Decimal("1.5")),
    ]
    assert later == 0


def test_a_term_is_paid_to_its_end_also_past_the_horizon(shop: Tables) -> None:
    """24 months from July 2027: 120 now, the second year after the horizon. Of 18 months the
    second payment is for half a year."""
    offer = replace(shop.offers[0], term=24, per=Per.MONTH)
    paid, later = dated_rules.dated_payments(shop, offer, Decimal(10), date(2027, 7, 1))
    assert paid == [(date(2027, 7, 1), Decimal(120), Decimal("1.5"))]
    assert later == 120
    shorter = replace(offer, term=18)
    assert dated_rules.dated_payments(shop, shorter, Decimal(10), date(2027, 7, 1))[1] == 60


def test_once_is_once(shop: Tables) -> None:
    once = replace(shop.offers[0], per=Per.ONCE, term=36)
    paid, later = dated_rules.dated_payments(shop, once, Decimal(70), date(2026, 1, 1))
    assert (paid, later) == ([(date(2026, 1, 1), Decimal(70), Decimal(0))], 0)
