"""Days as people and systems type them: ISO, dotted, month names in six languages, numbers with
slashes whose order the column or a setting tells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache

import numpy as np

from optimizer.domain import names as naming
from optimizer.domain.choices import header_key
from optimizer.domain.keywords import DateOrder
from optimizer.domain.problems import Findings, Message
from optimizer.domain.schema import Kind
from optimizer.reading.cells import WEEK, Refused, Wrong
from optimizer.reading.grid import Grid, Values, is_number
from optimizer.reading.meaning.never import EPOCHS, says_never, says_none
from optimizer.reading.wording import counted

TWO_DAYS = Message(
    "two-days",
    '"{value}" could be {one} or {other}.',
    "Set Date order on Settings to DMY or MDY, or type real dates.",
)
NO_SUCH_DAY = Message(
    "no-such-day",
    '"{value}" is no day when the {order} comes first, as {why}.',
    "Correct it, or type a real date.",
)
WHICH_DAY = Message(
    "which-day", '"{value}" is not a date: which day of it?', "Type a date such as 2026-01-31."
)
NEVERS = Message(
    "never",
    "{cells} of {column} read as blank: no day ({words}).",
)
REAL_AND_TEXT = Message(
    "real-and-text-dates",
    "{column} holds {real} real {real:date/dates} and {text} {text:date/dates} typed as text, like "
    '"{example}".',
    "Check the real ones: a program that took the text for another order has day and month "
    "swapped.",
)

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt")

FIRST_SERIAL = 32874
"""1990-01-01 as a serial number; a smaller one is a year or a count, not a day."""

_TIME = re.compile(
    r"(?:,?\s+|T)(?:at|um|à|a las|alle|om)?\s*\d{1,2}[:.h]\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*"
    r"(?:Uhr|uur|[ap]\.?\s?m\.?)?\s*"
    r"(?:Z|[+-]\d{2}:?\d{2}|\(?[A-Z]{2,5}(?:[+-]\d{1,2}(?::\d{2})?)?\)?)?$",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(\d{4})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{1,2})\.?")
_NUMERIC = re.compile(r"(\d{1,2})(\s?[/-]\s?|\.\s?)(\d{1,2})(?:\s?[/-]\s?|\.\s?)(\d{4}|\d{2})\.?")
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_WEEKDAY = re.compile(r"([^\W\d_]{2,})\.?,?\s+(?=\d{1,4}\s?[./-]\s?\d)")

_SMALL_WORDS = frozenset(
    [
        "de",
        "del",
        "di",
        "den",
        "der",
        "d",
        "le",
        "el",
        "il",
        "of",
        "the",
        "st",
        "nd",
        "rd",
        "th",
        "er",
        "º",
        "ª",
        "y",
    ]
)


@dataclass(frozen=True)
class Numeric:
    """A date of numbers alone whose order is not told by itself: two numbers and the year."""

    first: int
    second: int
    year: int

    def day(self, order: DateOrder) -> date | None:
        """The day in that order; None where there is none."""
        day, month = (
            (self.first, self.second) if order is DateOrder.DMY else (self.second, self.first)
        )
        return _day(self.year, month, day)


def parsed(text: str) -> date | Numeric | None:
    """The day that a text names; Numeric where its order is open or told only by its own parts,
    None where it names none."""
    bare = _TIME.sub("", text.strip()).strip().rstrip(",")
    if (found := _WEEKDAY.match(bare)) and naming.key(found[1]) in _days():
        bare = bare[found.end() :]
    if WEEK.fullmatch(bare):
        return None
    try:
        return datetime.fromisoformat(bare).date()
    except ValueError:
        pass
    if found := _YEAR_FIRST.fullmatch(bare):
        return _day(*map(int, found.groups()))
    if found := _NUMERIC.fullmatch(bare):
        first, second, year = int(found[1]), int(found[3]), _year(found[4])
        if found[2].startswith("."):
            return _day(year, second, first)
        numeric = Numeric(first, second, year)
        return numeric if any(map(numeric.day, DateOrder)) else None
    return _with_month_name(bare)


def is_day(value: object) -> bool:
    """Whether a filled cell holds a day, in whatever order, or says that there is none."""
    if isinstance(value, str):
        key = naming.key(value)
        if key.isdecimal() and key == naming.trim(value):
            return False  # digits alone are a number first
        return says_never(value) or parsed(value) is not None
    return isinstance(value, date)


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) > 2 else year + (2000 if year <= 68 else 1900)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _with_month_name(text: str) -> date | None:
    """`15 December 2025`, `Dec 15, 2025`, `15. Dezember 2025`, `Mon, 15-Dec-25`."""
    words = _WORDS.findall(text)
    numbers = [word for word in words if word.isdecimal()]
    names = [naming.key(word) for word in words if not word.isdecimal()]
    months = [_months()[name] for name in names if name in _months()]
    rest = [n for n in names if n not in _months() and n not in _SMALL_WORDS and n not in _days()]
    if len(months) != 1 or rest or len(numbers) != 2:
        return None
    first, second = numbers
    if len(first) == 4:
        return _day(int(first), months[0], int(second))
    return _day(_year(second), months[0], int(first)) if len(first) <= 2 else None


@cache
def _months() -> dict[str, int]:
    """Names of months, short and long, in six languages, from CLDR."""
    from babel.dates import get_month_names

    found: dict[str, int] = {}
    for language in LANGUAGES:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                names = get_month_names(width, context, language)
                found |= {naming.key(name): number for number, name in names.items()}
    # Short forms that CLDR writes otherwise: the first letters, where they say which month.
    short: dict[str, set[int]] = {}
    for name, number in found.items():
        for length in (3, 4):
            short.setdefault(name[:length], set()).add(number)
    found = {name: min(numbers) for name, numbers in short.items() if len(numbers) == 1} | found
    return found | {"mrz": 3, "mae": 3, "sept": 9}


@cache
def _days() -> frozenset[str]:
    """Names of weekdays, which say nothing more."""
    from babel.dates import get_day_names

    return frozenset(
        naming.key(name)
        for language in LANGUAGES
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for name in get_day_names(width, context, language).values()
    )


def day_of(value: object, order: DateOrder | None) -> object:
    """A single cell's day where text names one, else the value itself. Raises Refused where two
    days could be meant."""
    if not isinstance(value, str):
        return _checked(value)
    found = parsed(value)
    if isinstance(found, Numeric):
        days = {each: found.day(each) for each in DateOrder}
        if (
            days[DateOrder.DMY]
            and days[DateOrder.MDY]
            and days[DateOrder.DMY] != days[DateOrder.MDY]
        ):
            if order is None:
                raise _two_days(value, found)
            return days[order]
        return days[DateOrder.DMY] or days[DateOrder.MDY]
    return value if found is None else found


def _checked(value: object) -> object:
    if isinstance(value, (int, float)) and is_number(value) and 0 <= value < FIRST_SERIAL:
        raise Refused(WHICH_DAY, value=f"{value:.15g}")
    return value


def _two_days(value: str, found: Numeric) -> Refused:
    one, other = (found.day(order) for order in (DateOrder.DMY, DateOrder.MDY))
    return Refused(TWO_DAYS, value=value, one=_spoken(one), other=_spoken(other))


def _spoken(day: date | None) -> str:
    from babel.dates import format_date

    return "" if day is None else format_date(day, "d MMMM y", "en")


BY_SETTING, CHOSEN = "Date order on Settings", "Read as"
OTHERS_SHOW = "other cells of the column show"


def settled(grid: Grid, order: DateOrder | None, findings: Findings) -> Grid:
    """The grid with the text of its columns of dates read as days, column by column."""
    for name, values in grid.columns.items():
        if values.column.kind is Kind.DATE:
            chosen = grid.sheet.choices.orders.get(header_key(grid.titles.get(name, name)))
            told = DateOrder(chosen) if chosen else order
            by = CHOSEN if chosen else BY_SETTING
            result, said, orders = _column(grid, name, values, told, findings, by=by)
            grid = replace(
                grid.put(name, result), said=(*grid.said, *said), orders=(*grid.orders, *orders)
            )
    return grid


def _column(
    grid: Grid, name: str, values: Values, order: DateOrder | None, findings: Findings, *, by: str
) -> tuple[Values, tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The column's days, in a few words by which order they are read where two could be, and that
    order. `by` says who told the order: where the planner chose it, no cell proves another."""
    look = _of_assurance if name == "SA until" else _looked_at
    found = [look(value) for value in values.distinct]
    numeric = [each for each in found if isinstance(each, Numeric)]
    proven = None if by == CHOSEN else _proven(numeric)
    holds = proven if proven is not None else order
    result = [
        _decided(value, each, holds, OTHERS_SHOW if proven is not None else f"{by} says")
        for value, each in zip(values.distinct, found, strict=True)
    ]
    nevers = [i for i, each in enumerate(result) if each is None]
    if nevers:
        rows = np.flatnonzero(np.isin(values.codes, nevers))
        cells = grid.cells(name, rows)
        listed = ", ".join(str(values.distinct[i]) for i in nevers[:4])
        findings.warn(
            cells[0],
            NEVERS,
            others=cells[1:],
            cells=counted(len(rows)),
            column=name,
            words=listed,
        )
    if numeric:
        _warn_of_both(grid, name, values, found, findings)
    changed = any(new is not old for new, old in zip(result, values.distinct, strict=True))
    said = (
        ()
        if holds is None or not numeric
        else (_by(name, holds, None if proven else by, values, found),)
    )
    orders = ((name, holds or ""),) if numeric else ()
    return values.recoded(result) if changed else values, said, orders


def _by(
    name: str, order: DateOrder, by: str | None, values: Values, found: Sequence[object]
) -> str:
    """`Last seen: month first, as 12/15/2025 shows`."""
    first = "day" if order is DateOrder.DMY else "month"
    if by is not None:
        return f"{name}: {first} first, as {by.partition(' on ')[0]} says"
    other = DateOrder.MDY if order is DateOrder.DMY else DateOrder.DMY
    shows = next(
        str(value)
        for value, each in zip(values.distinct, found, strict=True)
        if isinstance(each, Numeric) and each.day(other) is None
    )
    return f"{name}: {first} first, as {shows} shows"


def _looked_at(value: object) -> object:
    """What a raw value is: None for a word for never, a day, numbers, or itself."""
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return None if day in EPOCHS else value
    if not isinstance(value, str):
        return value
    if says_never(value):
        return None
    found = parsed(value)
    days = map(found.day, DateOrder) if isinstance(found, Numeric) else (found,)
    if not EPOCHS.isdisjoint(days):
        return None
    return value if found is None else found


def _of_assurance(value: object) -> object:
    """The same of Software Assurance, where a word for none is no blank and stays."""
    if not isinstance(value, str) or says_none(value):
        return value
    found = parsed(value)
    return value if found is None else found


def _proven(numeric: Sequence[Numeric]) -> DateOrder | None:
    """The order that a part past 12 proves; None where nothing proves it, or both ways."""
    orders = {
        order
        for order, other in ((DateOrder.DMY, DateOrder.MDY), (DateOrder.MDY, DateOrder.DMY))
        if any(each.day(order) and not each.day(other) for each in numeric)
    }
    return orders.pop() if len(orders) == 1 else None


def _decided(value: object, found: object, order: DateOrder | None, why: str) -> object:
    if isinstance(found, Numeric):
        days = [found.day(each) for each in DateOrder]
        if order is not None:
            day = found.day(order)
            if day is not None:
                return day
            first = "day" if order is DateOrder.DMY else "month"
            return Wrong(Refused(NO_SUCH_DAY, value=value, order=first, why=why))
        if all(days) and days[0] != days[1]:
            return Wrong(_two_days(str(value), found))
        return days[0] or days[1]
    try:
        return _checked(found)
    except Refused as refused:
        return Wrong(refused)


def _warn_of_both(
    grid: Grid, name: str, values: Values, found: Sequence[object], findings: Findings
) -> None:
    """A column of real dates and of dates as text together."""
    real = [i for i, each in enumerate(values.distinct) if isinstance(each, date)]
    text = [i for i, each in enumerate(found) if isinstance(each, Numeric)]
    if not real:
        return
    rows = np.flatnonzero(np.isin(values.codes, real))
    cells = grid.cells(name, rows)
    findings.warn(
        cells[0],
        REAL_AND_TEXT,
        others=cells[1:],
        column=name,
        real=len(rows),
        text=int(np.isin(values.codes, text).sum()),
        example=str(values.distinct[text[0]]),
    )
