"""What stands behind an amount: known words are read, any other leaves the text as it is."""

import pytest

from optimizer.domain.keywords import Per
from optimizer.reading.meaning.prices import Said, bare_amount, said_in


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("30/yr", Said("30", Per.YEAR)),
        ("USD 30 per user per month", Said("USD 30", Per.MONTH, of_one=True)),
        ("30 USD / Gerät", Said("30 USD", of_one=True)),
        ("30.- pro Jahr", Said("30.-", Per.YEAR)),
        ("12k", Said("12000")),
        ("12k€", Said("12000 €")),  # what it is paid in is not lost
        ("12 $k/yr", Said("12000 $", Per.YEAR)),
        ("1.5 Mio USD", Said("1500000 USD")),
        ("30 einmalig", Said("30", Per.ONCE)),
        ("30", None),
        ("30 USD", None),
        ("30 per", None),
        ("30 per 3 years", None),
        ("30 per year per month", None),
        ("30 bananas", None),
        ("1.200k", None),  # a thousand and two hundred, or one and a fifth?
    ],
)
def test_words_behind_an_amount(text: str, said: Said | None) -> None:
    assert said_in(text) == said


def test_an_amount_that_is_paid_more_than_once_stays_text() -> None:
    assert bare_amount("30 per user") == "30"
    assert bare_amount("30/yr") == "30/yr"
    assert bare_amount(30) == 30
