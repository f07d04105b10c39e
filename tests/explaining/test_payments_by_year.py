"""Payments by year add up: to what is paid, and to the plan's cost."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from optimizer.domain.tables import Tables
from optimizer.explaining.payments_by_year import by_year, rounded_payments, years_of
from optimizer.licensing.payments import Payment
from tests.audit.shop import SHOP
from tests.support.books import tables, write

THIRD = Decimal("3.335")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return tables(write(tmp_path_factory.mktemp("shop") / "book.xlsx", SHOP))


def test_a_payment_belongs_to_the_year_that_it_falls_into(shop: Tables) -> None:
    paid = [
        (Payment(date(2026, 12, 31), Decimal(10), Decimal(9)), 2),
        (Payment(date(2027, 1, 1), Decimal(5), Decimal(4)), 3),
    ]
    assert by_year(paid, shop) == ([20, 15], [18, 12])


def test_half_a_minor_unit_is_rounded_up(shop: Tables) -> None:
    assert str(rounded_payments(Decimal("0.005"), shop)) == "0.01"
    yen = replace(shop, settings=replace(shop.settings, digits=0))
    assert rounded_payments(Decimal("2.5"), yen) == 3


def test_what_rounding_leaves_goes_to_the_first_year(shop: Tables) -> None:
    """Of the nominal that is what two halves of a year pay: 3.335 twice are 6.67, and each rounded
    for itself 6.68. Discounted it is what the cost lacks."""
    settings = replace(shop.settings, horizon=3)
    three = replace(shop, settings=settings)
    paid = [(Payment(date(year, 1, 1), THIRD, THIRD), 1) for year in (2026, 2027, 2028)]
    years = years_of(paid, Decimal("9.99"), Decimal("3.34"), three)
    assert [(y.year, y.nominal, y.discounted) for y in years] == [
        (1, Decimal("3.33"), Decimal("3.31")),
        (2, Decimal("3.34"), Decimal("3.34")),
        (3, Decimal("3.34"), Decimal("3.34")),
    ]
