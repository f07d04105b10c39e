"""Currencies: their minor units, signs and names, from CLDR by way of Babel."""

from collections.abc import Mapping
from functools import cache

from optimizer.domain import names as naming

LANGUAGES = ("en", "fr", "de", "es", "it", "nl")

LATELY = 2020
"""A currency that was given up before this year is none that prices are in."""

MINOR_UNITS = {"IQD": 3} | dict.fromkeys(
    (
        *("AFN", "ALL", "COP", "HUF", "IDR", "IRR", "KPW"),
        *("LAK", "LBP", "MGA", "MMK", "SOS", "SYP", "YER"),
    ),
    2,
)
"""Decimals of ISO 4217 where CLDR has none: the coins have gone, prices may still have them."""

MOST_USED = (
    *("USD", "EUR", "GBP", "CHF", "JPY", "CNY", "INR", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK"),
    *("ISK", "PLN", "CZK", "HUF", "RON", "BGN", "TRY", "RUB", "UAH", "ILS", "KRW", "THB", "VND"),
    *("PHP", "BRL", "MXN", "ARS", "CLP", "COP", "PEN", "ZAR", "NGN", "EGP", "MAD", "AED", "SAR"),
    *("QAR", "SGD", "HKD", "TWD", "MYR", "IDR"),
)
"""Whose a sign is that several write, of which the first here is meant where people quote."""

SAID = {"USD": "us$", "JPY": "¥", "CNY": "¥", "CHF": "fr", "EUR": "euro", "GBP": "£"}
"""Signs that CLDR writes otherwise."""


@cache
def minor_units() -> Mapping[str, int]:
    """Code of ISO 4217 -> decimals of its minor unit, for each currency in use."""
    from babel.core import get_global
    from babel.numbers import get_currency_precision

    codes = {
        code
        for periods in get_global("territory_currencies").values()
        for code, _, end, _ in periods
        if end is None or end[0] >= LATELY
    }
    return {code: MINOR_UNITS.get(code, get_currency_precision(code)) for code in sorted(codes)}


def is_written_so(mark: str, currency: str) -> bool:
    """Whether an amount so marked is in that currency: its code, or a sign it is written with."""
    folded = naming.fold(mark)
    return folded == naming.fold(currency) or folded in _signs(currency)


def marked(mark: str) -> str | None:
    """The currency that a mark beside an amount names, as people say it; None where it names
    none. Of `$` nobody knows whose it is."""
    from babel.numbers import is_currency

    if is_currency(mark.upper()):
        return mark.upper()
    for code in MOST_USED:
        if naming.fold(mark) in _signs(code):
            return code if mark != "$" else "$"
    return None


def named(text: str) -> str | None:
    """The one currency whose code, sign or name in six languages that is: `eur`, `€`, `Euro`,
    `dollar américain`; None where it is none, or several are called so, like `$`."""
    if (code := naming.trim(text).upper()) in minor_units():
        return code
    word = naming.fold(naming.trim(text))
    owners = {code for code in MOST_USED if word in _signs(code)} | _by_name().get(word, set())
    return owners.pop() if len(owners) == 1 else None


@cache
def _by_name() -> dict[str, set[str]]:
    """Folded name in one of the languages, one of it or several -> the currencies called so."""
    from babel.numbers import get_currency_name

    found: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for code in minor_units():
            for count in (None, 1, 2):
                name = get_currency_name(code, count, language)
                found.setdefault(naming.fold(name), set()).add(code)
    return found


@cache
def _signs(currency: str) -> frozenset[str]:
    """What a currency is written with where it is used, folded."""
    from babel import Locale
    from babel.core import UnknownLocaleError, get_global

    used = [
        territory
        for territory, periods in get_global("territory_currencies").items()
        for code, _, end, tender in periods
        if code == currency and end is None and tender
    ]
    found = {Locale("en").currency_symbols.get(currency, currency)}
    for territory in used[:8]:
        for language in [*get_global("territory_languages").get(territory, {})][:3]:
            try:
                locale = Locale.parse(f"{language}_{territory}")
            except (ValueError, UnknownLocaleError):
                continue
            found.add(locale.currency_symbols.get(currency, currency))
    more = {naming.fold(sign).rstrip(".") for sign in found} | {SAID.get(currency, currency)}
    return frozenset(naming.fold(sign) for sign in more)
