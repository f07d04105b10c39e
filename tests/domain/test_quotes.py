"""What is asked of suppliers and what they answer, by name."""

from decimal import Decimal

import pytest

from optimizer.domain.quotes import Quote, QuoteRequest


@pytest.mark.parametrize(
    ("supplier", "channel", "name"),
    [
        ("Alpha", "CSP", "Alpha, CSP"),
        ("Alpha", "", "Alpha"),
        ("", "CSP", "CSP"),
        ("", "", "any supplier"),
    ],
)
def test_a_request_is_named_by_whom_it_is_for(supplier: str, channel: str, name: str) -> None:
    assert QuoteRequest(supplier, channel, ()).name == name


def test_a_quote_becomes_an_offer_of_its_supplier() -> None:
    """Two suppliers that quote one offer make two offers, of two names."""
    names = {Quote("x.xlsx", who, "CAL", ((1, Decimal(5)),)).name for who in ("Alpha", "Beta")}
    assert names == {"CAL, Alpha", "CAL, Beta"}
