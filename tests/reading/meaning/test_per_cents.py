"""Rates under a name that says per cent, and rates a year."""

from decimal import Decimal

import pytest

from optimizer.reading.cells import Refused
from optimizer.reading.meaning.per_cents import TWO_RATES, rate


@pytest.mark.parametrize(
    ("value", "title", "share"),
    [
        (5, "Discount rate (%)", "0.05"),
        (2.5, "Increase in %", "0.025"),
        ("7,5", "Diskontsatz (Prozent)", "0.075"),
        (1, "Increase (%)", "0.01"),
        (0.05, "Discount rate (%)", "0.05"),  # as Excel stores 5 %
        (0, "Increase (%)", "0"),
        ("0.5 %", "Discount rate (%)", "0.005"),
        ("50 %", "Increase %", "0.5"),
        (0.5, "Increase", "0.5"),  # no word of per cent: the share it is
        ("3 % p.a.", "Increase", "0.03"),
        ("3% per year", "Increase (%)", "0.03"),
        ("2,5 % pro Jahr", "Increase", "0.025"),
        ("4 % par an", "Increase", "0.04"),
        ("4%/yr", "Increase", "0.04"),
    ],
)
def test_a_rate_is_what_it_says(value: object, title: str, share: str) -> None:
    assert rate(value, title) == Decimal(share)


@pytest.mark.parametrize("value", [0.2, 0.5, "0,5", 0.999])
def test_below_one_per_cent_or_above_twenty_is_asked(value: object) -> None:
    with pytest.raises(Refused) as refused:
        rate(value, "Discount rate (%)")
    assert refused.value.message is TWO_RATES


@pytest.mark.parametrize("value", [100, 120, -3, "3 % p.q.", "soon"])
def test_what_is_no_rate_is_refused(value: object) -> None:
    with pytest.raises(Refused) as refused:
        rate(value, "Increase (%)")
    assert refused.value.message is not TWO_RATES
