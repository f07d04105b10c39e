"""What one cell may hold: each function turns a raw value into a typed one, or refuses it with a
remedy."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from optimizer.domain.keyword_words import keyword_words
from optimizer.domain.names import fold, key, nearest, trim
from optimizer.domain.problems import Message, filled
from optimizer.domain.schema import LONGEST_HORIZON
from optimizer.domain.versions import rank_of

ERROR_VALUE = Message(
    "error-value", 'holds the error "{value}".', "Mend the formula, or clear the cell."
)
NEVER_COMPUTED = Message(
    "never-computed",
    "is a formula that was never computed.",
    "Open the workbook in Excel and save it once.",
)
NO_AMOUNT = Message(
    "no-amount",
    '"{value}" is not an amount.',
    "Type the amount alone, 0 if it costs nothing.{more}",
)
NO_NUMBER = Message("no-number", '"{value}" is not a number.', "Type a number.")
NOT_FINITE = Message("not-finite", '"{value}" is not a finite number.', "Type a number.")
TWO_NUMBERS = Message(
    "two-numbers",
    '"{value}" is text that could mean {plain} or {fraction}.',
    "Type it as a number, not as text.",
)
NEGATIVE = Message("negative", '"{value}" is negative.', "Type 0 or more.")
NOT_WHOLE = Message("not-whole", '"{value}" is not a whole number.', "Type a whole number.")
TOO_LARGE = Message(
    "too-large", '"{value}" is too large.', "Type a number below a million million."
)
LARGE = 10**12
"""From here on no number of things and no price is meant."""

NO_RATE = Message(
    "no-rate", '"{value}" is a rate of 100 % or more.', "Type 5 % or 0.05 for five per cent."
)
A_SHARE = Message("a-share", '"{value}" is a share, not a number.', "Type the number itself.")
NO_HORIZON = Message("no-horizon", '"{value}" is not a horizon.', "Type 1 to {longest} years.")
NO_YES_NO = Message("no-yes-no", '"{value}" is neither Yes nor No.', "Type Yes or No.")
NO_DATE = Message("no-date", '"{value}" is not a date.', "Type a date such as 2026-01-31.")
NO_VERSION = Message(
    "no-version",
    '"{value}" is not a version.',
    "Type a year, a year and R2, Current, or nothing.",
)
NO_KEYWORD = Message("no-keyword", '"{value}" is not known here.', "{hint} Type {words}.")

_GERMAN = ("#NV", "#BEZUG!", "#WERT!", "#ZAHL!", "#ÜBERLAUF!", "#KALK!")
_FRENCH = ("#VALEUR!", "#NOM?", "#NOMBRE!", "#NUL!", "#EPARS!")
_SPANISH = ("#N/D", "#¡REF!", "#¡DIV/0!", "#¡VALOR!", "#¿NOMBRE?", "#¡NUM!", "#¡NULO!")
_ITALIAN = ("#N/D!", "#RIF!", "#VALORE!", "#NOME?", "#NULLO!")
_DUTCH = ("#N/B", "#VERW!", "#WAARDE!", "#NAAM?", "#GETAL!", "#LEEG!", "#DEEL/0!")
_LIBRE_OFFICE = ("Err:502", "Err:504", "Err:508", "Err:509", "Err:511", "Err:522", "Err:523")
ERRORS = frozenset(
    [
        "#N/A",
        "#REF!",
        "#DIV/0!",
        "#VALUE!",
        "#NAME?",
        "#NUM!",
        "#NULL!",
        "#SPILL!",
        "#CALC!",
        "#FIELD!",
        "#BLOCKED!",
        "#CONNECT!",
        "#UNKNOWN!",
        "#BUSY!",
        "#GETTING_DATA",
        *_GERMAN,
        *_FRENCH,
        *_SPANISH,
        *_ITALIAN,
        *_DUTCH,
        *_LIBRE_OFFICE,
    ]
)
"""Error values of Excel and LibreOffice as text, as exports in several languages write them."""


_YES = frozenset(
    [
        "yes",
        "y",
        "true",
        "1",
        "x",
        "✓",
        "✔",
        "ja",
        "j",
        "wahr",
        "oui",
        "o",
        "vrai",
        "sí",
        "si",
        "verdadero",
        "cierto",
        "vero",
        "waar",
        "sim",
        "verdadeiro",
        "☑",
        "🗹",
    ]
)


_NO = frozenset(
    [
        "no",
        "n",
        "false",
        "0",
        "nein",
        "falsch",
        "non",
        "faux",
        "falso",
        "nee",
        "onwaar",
        "não",
        "✗",
        "✘",
    ]
)


_SPACES = " \u00a0\u2009\u202f"

_OF_NUMBERS = re.compile(rf"[\d.,'{_SPACES}]+")
"""What a number in text is written with, behind its sign."""


WEEK = re.compile(r"\d{4}-?W\d{2}")
"""A week of ISO 8601 without its day."""


class Uncomputed:
    """The value of a formula that was never computed: there is none to read."""

    def __repr__(self) -> str:
        return "a formula without a value"


UNCOMPUTED = Uncomputed()


class Refused(Exception):  # noqa: N818 - it is a verdict on a cell, raised and caught at once
    """A cell's value cannot be what its column asks for: a message without its subject, which is
    the column's name, and its fields."""

    def __init__(self, message: Message, /, **fields: Any) -> None:
        self.message, self.fields = message, fields
        super().__init__(message, fields)

    def __str__(self) -> str:
        return self.problem

    @property
    def problem(self) -> str:
        """What is wrong, in words."""
        return filled(self.message.problem, self.fields)

    @property
    def remedy(self) -> str:
        """What to do, in words."""
        return filled(self.message.remedy, self.fields)


@dataclass(frozen=True)
class Wrong:
    """The value of a cell that was looked at already and is wrong: whoever reads it is told why."""

    refused: Refused


def text(value: object) -> str:
    """Any value as text; a number in its shortest form (1001.0 is 1001)."""
    if isinstance(value, Wrong):
        raise value.refused
    if isinstance(value, str):
        result = trim(value)
        if result in ERRORS:
            raise Refused(ERROR_VALUE, value=result)
        return result
    if isinstance(value, Uncomputed):
        raise Refused(NEVER_COMPUTED)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        # As Excel shows it: 15 digits, and no decimal point where nothing follows it.
        whole = float(value).is_integer() and abs(value) < 1e15
        return str(int(value)) if whole else f"{float(value):.15g}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(" ")
    return str(value)


def names(value: object) -> tuple[str, ...]:
    """Several names in one cell, separated by `;`."""
    return tuple(name for name in map(trim, text(value).split(";")) if name)


def number(value: object) -> Decimal:
    """A finite number of any sign; text only where no reader could take it for another number."""
    if isinstance(value, bool):
        raise Refused(NO_NUMBER, value=text(value))
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, float):
        result = Decimal(f"{value:.15g}")
        if not result.is_finite():
            raise Refused(NOT_FINITE, value=value)
        return result
    shown = text(value)
    bare = shown
    if not shown.isascii():
        if any(sign.isdigit() and not sign.isdecimal() for sign in shown):  # a footnote's mark
            raise Refused(NO_NUMBER, value=shown)
        bare = unicodedata.normalize("NFKC", shown)
    share = bare.endswith("%")
    if share:
        bare = bare[:-1].rstrip(_SPACES)
    result = _number_of_text(bare, shown)
    return result / 100 if share else result


def _number_of_text(bare: str, shown: str) -> Decimal:
    digits = bare[1:] if bare[:1] in ("+", "-") else bare
    sign = bare[: len(bare) - len(digits)]
    if not _OF_NUMBERS.fullmatch(digits):
        raise Refused(NO_NUMBER, value=shown)
    spaced = re.fullmatch(rf"(\d{{1,3}}(?:[{_SPACES}']\d{{3}})+)(?:[.,](\d+))?", digits)
    if spaced:
        whole, fraction = re.sub(r"\D", "", spaced[1]), spaced[2]
    elif re.fullmatch(r"\d+", digits, re.ASCII):
        whole, fraction = digits, None
    elif re.fullmatch(r"\d{1,3}(,\d{3}){2,}|\d{1,3}(\.\d{3}){2,}", digits, re.ASCII):
        whole, fraction = re.sub(r"\D", "", digits), None
    elif found := re.fullmatch(
        r"(\d{1,3}(?:,\d{3})+)\.(\d+)|(\d{1,3}(?:\.\d{3})+),(\d+)", digits, re.ASCII
    ):
        whole, fraction = re.sub(r"\D", "", found[1] or found[3]), found[2] or found[4]
    elif re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", digits, re.ASCII):
        plain = re.sub(r"\D", "", digits)
        fraction = f"{digits[:-4]}.{digits[-3:]}"
        raise Refused(TWO_NUMBERS, value=shown, plain=plain, fraction=fraction)
    elif found := re.fullmatch(r"(\d*)[.,](\d+)", digits, re.ASCII):
        whole, fraction = found[1] or "0", found[2]
    else:
        raise Refused(NO_NUMBER, value=shown)
    return Decimal(f"{sign}{whole}.{fraction or 0}" if fraction else f"{sign}{whole}")


def amount(value: object) -> Decimal:
    """A number that is not negative; text with a per cent sign is a share of what nobody says."""
    if isinstance(value, str) and value.rstrip().endswith("%"):
        raise Refused(A_SHARE, value=text(value))
    return factor(value)


def price(value: object) -> Decimal:
    """An amount that is paid."""
    return _price(value, "")


def price_or_none(value: object) -> Decimal:
    """The same where a blank cell means that it is not sold so."""
    return _price(value, " Leave it blank if it is not sold at a price of its own.")


def _price(value: object, more: str) -> Decimal:
    try:
        result = amount(value)
    except Refused as refused:
        if refused.message is not NO_NUMBER:
            raise
        raise Refused(NO_AMOUNT, value=text(value), more=more) from None
    if result >= LARGE:
        raise Refused(TOO_LARGE, value=text(value))
    return result


def factor(value: object) -> Decimal:
    """A number or a share, `90 %`, that is not negative."""
    result = number(value)
    if result < 0:
        raise Refused(NEGATIVE, value=text(value))
    return result


def whole(value: object) -> int:
    """A whole number that is not negative."""
    result = amount(value)
    if result != result.to_integral_value():
        raise Refused(NOT_WHOLE, value=text(value))
    if result >= LARGE:
        raise Refused(TOO_LARGE, value=text(value))
    return int(result)


def rate(value: object) -> Decimal:
    """A share from 0 to below 1."""
    result = factor(value)
    if result >= 1:
        raise Refused(NO_RATE, value=text(value))
    return result


def horizon(value: object) -> int:
    """Whole years of a plan."""
    years = whole(value)
    if not 1 <= years <= LONGEST_HORIZON:
        raise Refused(NO_HORIZON, value=text(value), longest=LONGEST_HORIZON)
    return years


def yes_no(value: object) -> bool:
    """Yes/No, True/False, 1/0, and the same in French, German, Spanish, Italian and Dutch."""
    word = fold(text(value))
    if word in _YES or word in _NO:
        return word in _YES
    raise Refused(NO_YES_NO, value=text(value))


def day(value: object) -> date:
    """A date from an Excel date, a serial number of the 1900 system, or ISO text; a time of day is
    dropped."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if 61 <= value < 2958466:
            return date(1899, 12, 30) + timedelta(days=int(value))
        raise Refused(NO_DATE, value=text(value))
    if WEEK.fullmatch(text(value)):
        raise Refused(NO_DATE, value=text(value))
    try:
        return datetime.fromisoformat(text(value)).date()
    except ValueError:
        raise Refused(NO_DATE, value=text(value)) from None


def version(value: object) -> int:
    """A version's rank: year, then R2; `Current` and `SE` rank above every other."""
    rank = rank_of(fold(text(value)))
    if rank is None:
        raise Refused(NO_VERSION, value=text(value))
    return rank


@dataclass(frozen=True)
class _Near:
    """The nearest known word, sought when somebody reads it."""

    word: str
    known: tuple[str, ...]

    def __str__(self) -> str:
        return nearest(self.word, self.known)


def keyword(value: object, known: tuple[str, ...]) -> str:
    """One of the known words, as the format spells it."""
    word = text(value)
    for candidate in known:
        if fold(candidate) == fold(word):
            return candidate
    for candidate in known:
        if key(word) in keyword_words().get(candidate, ()) or key(candidate) == key(word):
            return candidate
    # `3 years` is nearest to Year, and no year.
    hint = "" if any(map(str.isdigit, word)) else _Near(word, known)
    listed = ", ".join(known[:-1]) + f" or {known[-1]}" if len(known) > 1 else known[0]
    raise Refused(NO_KEYWORD, value=word, hint=hint, words=listed)
