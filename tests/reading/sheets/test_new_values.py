"""New values of changes as people type them."""

import pytest

from optimizer.domain.kinds_of_change import KIND_OF_CHANGE, ChangeName
from optimizer.reading.cells import Refused
from optimizer.reading.sheets.new_values import Money, typed

EUR = Money("EUR", 2)


@pytest.mark.parametrize(
    ("name", "written", "value"),
    [
        (ChangeName.PRICE, "40 €", 40),
        (ChangeName.PRICE, "EUR 40", 40),
        (ChangeName.PRICE, 40, 40),
        (ChangeName.BUDGET, "1.000,50 €", "1000.50"),
        (ChangeName.PRICE_FACTOR, "110 %", "1.1"),
        (ChangeName.COUNT, "20 users", 20),
        (ChangeName.COUNT, "20 PCs", 20),
        (ChangeName.OWNED, "3 licenses", 3),
        (ChangeName.HORIZON, "5 years", 5),
    ],
)
def test_what_is_meant(name: ChangeName, written: object, value: object) -> None:
    assert str(typed(KIND_OF_CHANGE[name], written, EUR)) == str(value)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        (ChangeName.PRICE_FACTOR, "+10 %"),  # else a tenth of the price
        (ChangeName.PRICE_FACTOR, "-10 %"),
        (ChangeName.PRICE_FACTOR, -0.1),
        (ChangeName.COUNT_FACTOR, "+50%"),
        (ChangeName.COUNT, "+5"),
        (ChangeName.PRICE, "+5"),
    ],
)
def test_a_difference_is_no_value(name: ChangeName, written: object) -> None:
    with pytest.raises(Refused) as refused:
        typed(KIND_OF_CHANGE[name], written, EUR)
    assert "added or taken off" in refused.value.problem


def test_another_currency_is_refused() -> None:
    with pytest.raises(Refused, match="is in USD, but the workbook is in EUR"):
        typed(KIND_OF_CHANGE[ChangeName.PRICE], "US$ 40", EUR)


@pytest.mark.parametrize("name", [ChangeName.PRICE, ChangeName.PRICE_FACTOR])
def test_a_price_past_all_counting_is_refused(name: ChangeName) -> None:
    with pytest.raises(Refused, match="too large"):
        typed(KIND_OF_CHANGE[name], 1e30, EUR)
