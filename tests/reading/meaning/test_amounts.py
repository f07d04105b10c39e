"""Amounts with a currency's sign or code."""

from decimal import Decimal

import pytest

from optimizer.reading.cells import Refused
from optimizer.reading.meaning.amounts import amount_of


@pytest.mark.parametrize(
    ("currency", "digits", "text", "amount"),
    [
        ("USD", 2, "$1,050.00", "1050.00"),
        ("EUR", 2, "1.050,50 €", "1050.50"),
        ("EUR", 2, "Euro 5", "5"),
        ("JPY", 0, "¥1,234", "1234"),
        ("CHF", 2, "Fr. 5.-", "5"),
        ("NOK", 2, "kr 5", "5"),
    ],
)
def test_in_the_workbooks_currency(currency: str, digits: int, text: str, amount: str) -> None:
    assert amount_of(text, currency, digits) == Decimal(amount)


@pytest.mark.parametrize(("currency", "text"), [("EUR", "£5"), ("CAD", "US$5"), ("USD", "5 EUR")])
def test_another_currency_is_refused(currency: str, text: str) -> None:
    with pytest.raises(Refused, match="but the workbook is in"):
        amount_of(text, currency, 2)


def test_what_has_no_mark_is_left_as_it_is() -> None:
    assert amount_of("38.50", "USD", 2) == "38.50"
    assert amount_of("5 %", "USD", 2) == "5 %"
    assert amount_of(7, "USD", 2) == 7
