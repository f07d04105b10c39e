"""What a heading's words make of the numbers below it."""

import pytest

from optimizer.domain.unit_words import changes, is_plain_unit


@pytest.mark.parametrize(
    "inside",
    ["EUR", "€", "US$", "EUR, net", "Euro", "net", "excl. VAT", "EUR/Stück", "per license", "2026"],
)
def test_currencies_and_taxes_leave_amounts_what_they_are(inside: str) -> None:
    assert is_plain_unit(inside)


@pytest.mark.parametrize(
    ("title", "what"),
    [
        ("Price (kEUR)", "scale"),
        ("Preis in Tsd. EUR", "scale"),
        ("Price (ct)", "scale"),
        ("Price / year", "period"),
        ("Prix par mois", "period"),
        ("Price p.a.", "period"),
        ("Price per pack of 5", "pack"),
        ("Price (per 10)", "pack"),
        ("Quantity (5-packs)", "pack"),
        ("Unit price", ""),
        ("Price (EUR)", ""),
    ],
)
def test_thousands_periods_and_packs_change_them(title: str, what: str) -> None:
    assert changes(title) == what


def test_what_changes_amounts_is_no_plain_unit() -> None:
    assert not any(map(is_plain_unit, ("kEUR", "EUR p.a.", "5-pack", "per month", "who knows")))
