"""Columns of licenses, offers and what is owned that are not read although a price or a right hangs
on them: a discount, a period, a pack, an end, what belongs on another sheet."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from optimizer.domain import schema
from optimizer.domain.keywords import PERIODS, DateOrder, Per
from optimizer.domain.names import fold, key, trim
from optimizer.domain.problems import Findings, Message, Place
from optimizer.domain.rights_words import says_begin, says_discount, says_end, says_no_end
from optimizer.domain.status_words import YES
from optimizer.domain.versions import rank_of
from optimizer.reading.cells import Refused, keyword, number, text
from optimizer.reading.grid import Grid
from optimizer.reading.headers import Heading, meanings
from optimizer.reading.meaning.dates import Numeric, parsed

DISCOUNT = Message(
    "discount-unread",
    'the column "{title}" is not read, and says "{value}": is the price to change by it?',
    "Type the price that is paid into Price, and put a # before the name of this column.",
)
PERIOD = Message(
    "period-unread",
    'the column "{title}" is not read, and says "{value}": is that how often the price is paid?',
    "Say Once, Year or Month in a column Per if it is, and put a # before the name of this column.",
)
PACK = Message(
    "pack-unread",
    'the column "{title}" is not read, and says "{value}": is the price that of a pack?',
    "Say how many licenses a pack holds in a column Pack if it is, and put a # before the name of "
    "this column.",
)
VERSION = Message(
    "version-unread",
    'the column "{title}" is not read, and says "{value}": is that the version of the license?',
    "Head it Version if it is; if not, put a # before its name.",
)
END = Message(
    "end-unread",
    'the column "{title}" is not read, and says "{value}": is that the last day?',
    "Head it {column} if it is; if not, put a # before its name.",
)
BEGINS = Message(
    "begins-later",
    'the column "{title}" is not read, and says "{value}", which is after As of ({as_of}): are '
    "such units not there yet?",
    "Delete those rows if they are not; then put a # before the name of this column.",
)
ELSEWHERE = Message(
    "column-of-another-sheet",
    'the column "{title}" is not read, and says "{value}": {column} stands on {sheet} alone.',
    "{remedy} If it changes nothing, put a # before its name.",
)

ON_OFFERS = (
    "Give the license a row on Offers with its price and its {column}, and clear its Price here."
)
OF_CORES = "Where cores of a server are meant, head it Minimum per server."
ON_OWNED = "List what is owned on Owned."
ELSEWHERE_OF = {
    "Licenses": {
        "Offers": (
            "Minimum", "Maximum", "From quantity", "From license", "Starts", "Increase",
            "Valid from", "Valid until",
        ),
        "Owned": ("Quantity", "Until", "SA until"),
    },
}  # fmt: skip
"""Sheet -> other sheets and their columns that a price hangs on, when they stand here."""

ENDS = {
    "Owned": "Until", "Users": "To", "Devices": "To", "Servers": "To", "Access": "To",
    "Offers": "Valid until",
}  # fmt: skip

_PACK_OF = re.compile(
    r"(?:packs?|pk|box|bundle|paket|packung|lot|paquete|pacco|pak)\D{0,6}(?:[2-9]|\d{2,4})"
    r"|(?:[2-9]|\d{2,4})[\s-]*(?:er[\s-]?)?(?:packs?|pk|paket|packung|cals?|licen[sc]es|lizenzen"
    r"|licencias|licenze|licenties|users|devices)",
    re.IGNORECASE,
)
_SAYS_PACK = re.compile(
    r"\b(?:packs?|packag\w*|packed|bundles?|box(?:es)?|set size|set of|vpe|gebinde\w*|"
    r"verpackung\w*|packung\w*|conditionnement|colis|envase|confezion\w+|verpakking\w*)\b",
    re.IGNORECASE,
)
"""Headings that speak of packs."""
_NAMES_PACK = re.compile(
    r"\b(?:id|ids|no|nr|num|number|code|sku|ref|reference|ean|gtin|weight|date|price|cost|name|nummer|"
    r"stock|available|ordered|bought|sold|left|delivered|lager|bestand|bestellt|gekauft|stocks|"
    r"numéro|código|codice)\b",
    re.IGNORECASE,
)
"""Those that say which pack, or what else it has."""
_SUBSCRIPTION = re.compile(r"subscri|\brent|abonn|\babo\b|miete|suscrip|abbonam", re.IGNORECASE)
_PERIOD_OF = re.compile(r"(?:per|/|a|pro|je|par|por|al)\s*(\w+)$", re.IGNORECASE)

ASKED = 100
"""Unread columns of a sheet that are looked at."""

CURRENCY = frozenset(
    map(key, next((s.name, *s.synonyms) for s in schema.SETTINGS if s.name == "Currency"))
)

Below = Callable[[int], Sequence[object]]


def ask_of_rights(
    heading: Heading, sheet: schema.Sheet, below: Below, findings: Findings
) -> set[int]:
    """A problem at the heading of each such column; `below` gives the first filled cells of a
    position. The positions that were asked for."""
    asked = set()
    for position, title in heading.unread[:ASKED]:
        values = below(position) if _asks(sheet.name) else ()
        found = next(_questions(title, sheet, heading, values), None)
        if found is not None:
            message, fields = found
            place = Place(sheet.order, sheet.name, heading.number, position + 1, sheet.file)
            findings.problem(place, message, title=title, **fields)
            asked.add(position)
    return asked


def currencies_said(
    heading: Heading, sheet: schema.Sheet, below: Below
) -> tuple[tuple[int, str], ...]:
    """Position and text of what a column that is not read says of the currency of each row."""
    if sheet.name not in ("Licenses", "Offers"):
        return ()
    return tuple(
        (position, value)
        for position, title in heading.unread[:ASKED]
        if key(title) in CURRENCY
        for value in dict.fromkeys(below(position))
        if isinstance(value, str)
    )


def begins_said(
    heading: Heading, sheet: schema.Sheet, below: Below
) -> tuple[tuple[int, object], ...]:
    """Position and value of what a column of Owned that is not read says of the first day."""
    if sheet.name != "Owned":
        return ()
    return tuple(
        (position, value)
        for position, title in heading.unread[:ASKED]
        if says_begin(title) and all(_is_date(v) or _is_word(v) for v in below(position))
        for value in dict.fromkeys(below(position))
        if _is_date(value)
    )


def ask_of_beginnings(grid: Grid, as_of: date, findings: Findings) -> None:
    """A problem at the heading of each column whose last day is after As of."""
    titles, asked = dict(grid.unread), set()
    for position, value in grid.begins:
        found: object = parsed(value) if isinstance(value, str) else value
        if isinstance(found, Numeric):
            days = [each for order in DateOrder if (each := found.day(order)) is not None]
            found = max(days, default=None)
        day = found.date() if isinstance(found, datetime) else found
        if isinstance(day, date) and day > as_of and position not in asked:
            asked.add(position)
            sheet = grid.sheet
            place = Place(sheet.order, sheet.name, grid.header, position + 1, sheet.file)
            findings.problem(
                place, BEGINS, title=titles[position], value=day.isoformat(), as_of=as_of
            )


def _asks(sheet: str) -> bool:
    return sheet in ENDS or sheet in ELSEWHERE_OF


def _questions(
    title: str, sheet: schema.Sheet, heading: Heading, values: Sequence[object]
) -> Iterator[tuple[Message, dict[str, Any]]]:
    """What may be meant by a column, the likeliest first."""
    if not values:
        return
    has = heading.positions
    if sheet.name in ("Licenses", "Offers"):
        if says_discount(title) and (value := _first(values, _is_some_number)):
            yield DISCOUNT, {"value": value}
        for other, columns in ELSEWHERE_OF.get(sheet.name, {}).items():
            met = {name for _, name in meanings(title, other)}
            column = next((name for name in columns if name in met), "")
            if column and (value := _first(values, _is_some)):
                remedy = ON_OWNED if other == "Owned" else ON_OFFERS.format(column=column)
                if column == "Minimum":
                    remedy = f"{OF_CORES} Else give{remedy[4:]}"
                yield (
                    ELSEWHERE,
                    {"value": value, "column": column, "sheet": other, "remedy": remedy},
                )
        if "Per" not in has and (value := _first(values, _is_period)):
            yield PERIOD, {"value": value}
        names_one = _NAMES_PACK.search(title) is not None
        of_pack = _is_several if _SAYS_PACK.search(title) and not names_one else _is_pack
        if "Pack" not in has and (value := _first(values, of_pack)):
            yield PACK, {"value": value}
        if sheet.name == "Licenses" and "Version" not in has and all(map(_is_version, values)):
            yield VERSION, {"value": text(values[0])}
    column = ENDS.get(sheet.name, "")
    if column and column not in has and all(map(_is_date, values)):
        ends = not says_no_end(title) if sheet.name == "Owned" else says_end(title)
        if ends:
            head = (
                "Until, or SA until where Software Assurance ends," if column == "Until" else column
            )
            yield END, {"value": text(values[0]), "column": head}


def _first(values: Sequence[object], holds: Callable[[object], bool]) -> str:
    """The first value that holds, as text; "" where none does."""
    return next((text(value) for value in values if holds(value)), "")


def _is_some(value: object) -> bool:
    """Whether a value says anything but nothing: 0, 1 for a quantity, No, a dash."""
    try:
        return number(value) > 1 or 0 < number(value) < 1
    except Refused:
        pass
    try:
        return key(text(value)) not in ("", "no", "none", "na", "keine", "non", "nein", "now")
    except Refused:
        return False


def _is_some_number(value: object) -> bool:
    """Whether a value says how much, or only Yes."""
    said = value is True or (isinstance(value, str) and key(value) in YES)
    return _is_some(value) and (said or any(map(str.isdigit, text(value))))


def _is_period(value: object) -> bool:
    """Whether a value says that a price is paid more than once."""
    if not isinstance(value, str) or len(value) > LONGEST:
        return False
    said = trim(value)
    behind = _PERIOD_OF.search(said)
    for word in (said, behind[1] if behind else said):
        try:
            return keyword(word, PERIODS) != Per.ONCE
        except Refused:
            continue
    return _SUBSCRIPTION.search(said) is not None


def _is_pack(value: object) -> bool:
    return (
        isinstance(value, str) and len(value) <= LONGEST and bool(_PACK_OF.fullmatch(trim(value)))
    )


def _is_several(value: object) -> bool:
    """Whether a value under a heading of packs is more than one license."""
    try:
        return number(value) > 1
    except Refused:
        return _is_pack(value)


def _is_version(value: object) -> bool:
    try:
        said = text(value)
    except Refused:
        return False
    return said[:2] in ("19", "20") and rank_of(fold(said)) is not None


def _is_date(value: object) -> bool:
    """Whether a cell holds a day, in whatever order."""
    return parsed(value) is not None if isinstance(value, str) else hasattr(value, "year")


def _is_word(value: object) -> bool:
    """Whether a cell among days says one in words, like `soon`: no number of an order."""
    return isinstance(value, str) and not any(map(str.isdigit, value))


LONGEST = 40
"""Characters of a longer text that is a remark."""
