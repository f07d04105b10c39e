"""Counts and prices of any culture; what could be two numbers is none where it is money."""

from decimal import Decimal

import pytest

from optimizer.importing.meaning.numbers import count_of, price_of
from optimizer.reading.cells import Refused


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("12", 12),
        (" 1.250 ", 1250),
        ("1,250", 1250),
        ("1\u202f250", 1250),
        ("12.0", 12),
        ("-3", -3),
        ("2.5", None),
        ("many", None),
        ("", None),
    ],
)
def test_a_count(text: str, count: int | None) -> None:
    assert count_of(text) == count


def test_a_price_is_of_its_currency() -> None:
    assert price_of("$41.50", "USD") == Decimal("41.50")
    assert price_of("41,50", "") == Decimal("41.50")
    with pytest.raises(Refused):
        price_of("$41.50", "EUR")
    with pytest.raises(Refused):
        price_of("1.234", "EUR")
    with pytest.raises(Refused):
        price_of("", "EUR")
