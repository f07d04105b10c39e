"""Currencies from CLDR: which there are, how finely they are reckoned, what they are called."""

import pytest

from optimizer.catalogue.currencies import is_written_so, marked, minor_units, named


def test_minor_units() -> None:
    units = minor_units()
    assert {code: units[code] for code in ("USD", "EUR", "JPY", "KRW", "KWD", "CLF")} == {
        "USD": 2,
        "EUR": 2,
        "JPY": 0,
        "KRW": 0,
        "KWD": 3,
        "CLF": 4,
    }
    # ISO 4217 has a minor unit where coins have gone: no price may lose it.
    assert (units["IDR"], units["HUF"], units["IQD"]) == (2, 2, 3)


def test_given_up_long_ago_is_none() -> None:
    assert "DEM" not in minor_units()
    assert "HRK" in minor_units()  # until 2023: workbooks of those years are still read


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("eur", "EUR"),
        (" USD ", "USD"),
        ("€", "EUR"),
        ("£", "GBP"),
        ("Euro", "EUR"),
        ("euros", "EUR"),
        ("US dollars", "USD"),
        ("Schweizer Franken", "CHF"),
        ("livres sterling", "GBP"),
        ("$", None),
        ("kr", None),
        ("dollar", None),
        ("DEM", None),
        ("money", None),
    ],
)
def test_named(text: str, code: str | None) -> None:
    assert named(text) == code


def test_signs() -> None:
    assert is_written_so("$", "USD")
    assert is_written_so("$", "CAD")
    assert not is_written_so("US$", "CAD")
    assert is_written_so("kr", "SEK")
    assert (marked("€"), marked("$"), marked("zł"), marked("x")) == ("EUR", "$", "PLN", None)
