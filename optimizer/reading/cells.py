"""What one cell may hold: each function turns a raw value into a typed one, or refuses it with a
remedy."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from optimizer.domain.names import fold, nearest, trim
from optimizer.domain.schema import LONGEST_HORIZON
from optimizer.domain.versions import rank_of

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
    ]
)
"""Excel's error values as text."""


_YES = frozenset(("yes", "true", "1", "oui", "vrai"))


_NO = frozenset(("no", "false", "0", "non", "faux"))


_SPACES = " \u00a0\u2009\u202f"


class Uncomputed:
    """The value of a formula that was never computed: there is none to read."""

    def __repr__(self) -> str:
        return "a formula without a value"


UNCOMPUTED = Uncomputed()


class Refused(Exception):  # noqa: N818 - it is a verdict on a cell, raised and caught at once
    """A cell's value cannot be what its column asks for."""

    def __init__(self, problem: str, remedy: str) -> None:
        self.problem, self.remedy = problem, remedy
        super().__init__(problem)


def text(value: object) -> str:
    """Any value as text; a number in its shortest form (1001.0 is 1001)."""
    if isinstance(value, str):
        result = trim(value)
        if result in ERRORS:
            raise Refused(f'holds the error "{result}".', "Mend the formula, or clear the cell.")
        return result
    if isinstance(value, Uncomputed):
        raise Refused(
            "is a formula that was never computed.", "Open the workbook in Excel and save it once."
        )
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
        raise Refused(f'"{text(value)}" is not a number.', "Type a number.")
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, float):
        result = Decimal(f"{value:.15g}")
        if not result.is_finite():
            raise Refused(f'"{value}" is not a finite number.', "Type a number.")
        return result
    shown = text(value)
    bare = shown
    share = bare.endswith("%")
    if share:
        bare = bare[:-1].rstrip(_SPACES)
    result = _number_of_text(bare, shown)
    return result / 100 if share else result


def _number_of_text(bare: str, shown: str) -> Decimal:
    sign, digits = re.fullmatch(r"([+-]?)(.*)", bare, re.DOTALL).groups()  # type: ignore[union-attr]
    wrong = Refused(f'"{shown}" is not a number.', "Type a number.")
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
        raise Refused(
            f'"{shown}" is text that could mean {plain} or {digits[:-4]}.{digits[-3:]}.',
            "Type it as a number, not as text.",
        )
    elif found := re.fullmatch(r"(\d*)[.,](\d+)", digits, re.ASCII):
        whole, fraction = found[1] or "0", found[2]
    else:
        raise wrong
    return Decimal(f"{sign}{whole}.{fraction or 0}" if fraction else f"{sign}{whole}")


def amount(value: object) -> Decimal:
    """A number that is not negative."""
    result = number(value)
    if result < 0:
        raise Refused(f'"{text(value)}" is negative.', "Type 0 or more.")
    return result


def whole(value: object) -> int:
    """A whole number that is not negative."""
    result = amount(value)
    if result != result.to_integral_value():
        raise Refused(f'"{text(value)}" is not a whole number.', "Type a whole number.")
    if result >= 10**12:
        raise Refused(f'"{text(value)}" is too large.', "Type a number below a million million.")
    return int(result)


def rate(value: object) -> Decimal:
    """A share from 0 to below 1."""
    result = amount(value)
    if result >= 1:
        raise Refused(
            f'"{text(value)}" is a rate of 100 % or more.', "Type 5 % or 0.05 for five per cent."
        )
    return result


def horizon(value: object) -> int:
    """Whole years of a plan."""
    years = whole(value)
    if not 1 <= years <= LONGEST_HORIZON:
        raise Refused(f'"{text(value)}" is not a horizon.', f"Type 1 to {LONGEST_HORIZON} years.")
    return years


def yes_no(value: object) -> bool:
    """Yes/No, True/False, 1/0, Oui/Non, Vrai/Faux."""
    word = fold(text(value))
    if word in _YES or word in _NO:
        return word in _YES
    raise Refused(f'"{text(value)}" is neither Yes nor No.', "Type Yes or No.")


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
        raise Refused(f'"{text(value)}" is not a date.', "Type a date such as 2026-01-31.")
    try:
        return datetime.fromisoformat(text(value)).date()
    except ValueError:
        raise Refused(
            f'"{text(value)}" is not a date.', "Type a date such as 2026-01-31."
        ) from None


def version(value: object) -> int:
    """A version's rank: year, then R2; `Current` and `SE` rank above every other."""
    rank = rank_of(fold(text(value)))
    if rank is None:
        raise Refused(
            f'"{text(value)}" is not a version.', "Type a year, a year and R2, Current, or nothing."
        )
    return rank


def keyword(value: object, known: tuple[str, ...]) -> str:
    """One of the known words, as the format spells it."""
    word = text(value)
    for candidate in known:
        if fold(candidate) == fold(word):
            return candidate
    hint = nearest(word, known)
    listed = ", ".join(known[:-1]) + f" or {known[-1]}" if len(known) > 1 else known[0]
    raise Refused(f'"{word}" is not known here.', f"{hint} Type {listed}.".strip())
