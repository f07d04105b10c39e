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
    """Twice 3.335 are 6.67, each year's own rounding 6.68; the cost, rounded by the pack, 6.68."""
    paid = [
        (Payment(date(2026, 1, 1), THIRD, THIRD), 1),
        (Payment(date(2027, 1, 1), THIRD, THIRD), 1),
    ]
    years = years_of(paid, Decimal("6.66"), shop)
    assert [(y.year, y.nominal, y.discounted) for y in years] == [
        (1, Decimal("3.33"), Decimal("3.32")),
        (2, Decimal("3.34"), Decimal("3.34")),
    ]
