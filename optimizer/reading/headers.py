"""Which row is a sheet's header, and which of its cells heads which column: by the column's own
name, else by what people and other systems call it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cache

from optimizer.domain import names as naming
from optimizer.domain import schema
from optimizer.domain.choices import header_key
from optimizer.domain.counting_words import column_of_how_many
from optimizer.domain.problems import Findings, Message, Place
from optimizer.domain.schema import Kind
from optimizer.domain.unit_words import CURRENCY_WORDS, changes, is_plain_unit
from optimizer.reading.files.raw_sheet import Row
from optimizer.reading.units import hint_of

COLUMN_TWICE = Message(
    "column-twice",
    'column "{name}" stands twice, first in {first.cell}.',
    "Delete or rename one of the two.",
)
TWO_COLUMNS = Message(
    "two-columns",
    '"{name}" and "{other}" ({first.cell}) could both be {column}.',
    "Rename the one that is meant to {column}, and put a # before the other.",
)

HEADER_WITHIN = 20

NUMBERS = frozenset((Kind.WHOLE, Kind.NUMBER, Kind.MONEY, Kind.RATE))
"""Kinds of which two columns cannot be told apart by rank; dates neither."""

CHOSEN = -2
"""The rank of a heading that the sheet Read as says."""

NAMED_BY = ("User", "Device", "Server")
"""Columns of names, which Yes and No are none of."""

COUNTED = 1000
"""The rank of a heading that only its words tell: `Number of users`."""


class Content(Enum):
    """What the first cells below a header hold."""

    NUMBERS = auto()
    DAYS = auto()
    ANSWERS = auto()
    WORDS = auto()


OWN_WORDS = frozenset(("notes", "note"))

TEMPLATES_OWN = frozenset((("Settings", "meaning"), ("Licenses", "source of the price")))
"""(Sheet, folded title) of what the program itself writes for the reader of an input sheet."""

_BRACKETS = re.compile(r"\s*[(\[{]([^()\[\]{}]*)[)\]}]\s*$")
_CURRENCY_AT_END = re.compile(r"^(.*?\w)\s+(?:in\s+)?([A-Z]{3}|[^\w\s().,;:]{1,3})$")
_NOT_A_UNIT = re.compile(r"total|summe|gesamt|old|alt\b|ancien|viejo|vecchio|oud", re.IGNORECASE)


@dataclass(frozen=True)
class Heading:
    """A header row as read: its number in Excel, the position (from 0) of each column, the titles
    of columns headed otherwise than by their own name, and what is not read."""

    number: int
    positions: dict[str, int]
    titles: dict[str, str]
    unread: tuple[tuple[int, str], ...]
    also: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """Further positions of a column that may stand several times (Active)."""

    def place(self, sheet: schema.Sheet, position: int) -> Place:
        """The cell of the header at a position."""
        return Place(sheet.order, sheet.name, self.number, position + 1, sheet.file)


@dataclass(frozen=True)
class _Known:
    """A sheet's columns by how their headers may be written."""

    exact: dict[str, str]
    words: dict[str, tuple[tuple[int, str], ...]]


def is_filled(row: Row) -> bool:
    """Whether any cell of the row holds something."""
    return any(
        value is not None and not (isinstance(value, str) and not naming.trim(value))
        for value in row
    )


def header_cells(row: Row) -> Iterator[tuple[int, str]]:
    """Position and title of the row's filled cells; a line break within a title is a space."""
    for position, value in enumerate(row):
        if isinstance(value, str) and (title := naming.trim(value)):
            yield position, " ".join(title.split())


@cache
def _known(name: str) -> _Known:
    sheet = schema.BY_NAME[name]
    words: dict[str, list[tuple[int, str]]] = {}
    for column in sheet.columns:
        for rank, word in enumerate((column.name, *column.synonyms)):
            held = words.setdefault(naming.key(word), [])
            if all(other != column.name for _, other in held):
                held.append((rank, column.name))
    exact = {naming.fold(column.name): column.name for column in sheet.columns}
    return _Known(exact, {key: tuple(found) for key, found in words.items()})


@cache
def is_own(title: str, sheet: str) -> bool:
    """Whether a column is the planner's own, to be passed over without a word: `#Team`, `(Team)`,
    Notes; but `# of users` and `# Seats` are numbers of something."""
    if title.startswith("#") and title != "#":
        return not (_numbered(title[1:], sheet) or column_of_how_many(title, sheet))
    bracketed = title[0] in "([{" and title[-1] in ")]}"
    folded = naming.fold(title)
    return bracketed or folded in OWN_WORDS or (sheet, folded) in TEMPLATES_OWN


def _numbered(title: str, sheet: str) -> tuple[tuple[int, str], ...]:
    found = _known(sheet).words.get(naming.key(title), ())
    kinds = {column.name: column.kind for column in schema.BY_NAME[sheet].columns}
    return tuple(each for each in found if kinds[each[1]] in NUMBERS)


@cache
def meanings(title: str, sheet: str) -> tuple[tuple[int, str], ...]:
    """The columns that a title may head, each with its rank: -1 the column's own name, 0 the same
    but for spaces and punctuation, then its synonyms."""
    known = _known(sheet)
    if (name := known.exact.get(naming.fold(title))) is not None:
        return ((-1, name),)
    if is_own(title, sheet):
        return ()
    if title.startswith("#") and title != "#":
        return _numbered(title[1:], sheet) or ((COUNTED, column_of_how_many(title, sheet)),)
    counted = "" if "%" in title else column_of_how_many(title, sheet)
    found = _of_words(title, sheet)
    if counted and all(name != counted for _, name in found):
        return (*found, (COUNTED, counted))
    return found


def meanings_on(title: str, sheet: schema.Sheet) -> tuple[tuple[int, str], ...]:
    """The same on a sheet for whose headers something may have been chosen."""
    chosen = sheet.choices.titles.get(header_key(title)) if sheet.choices.titles else None
    if chosen is None:
        return meanings(title, sheet.name)
    return ((CHOSEN, chosen),) if chosen else ()


def _of_words(title: str, sheet: str) -> tuple[tuple[int, str], ...]:
    """The columns that a title's words name, with a unit or a currency behind them or not."""
    known = _known(sheet)
    if "%" in title:  # `Employment %` is no status, `Increase (%)` is an increase
        found = known.words.get(naming.key(_BRACKETS.sub("", title)), ())
        columns = schema.BY_NAME[sheet]
        return tuple(each for each in found if columns.column(each[1]).kind is Kind.RATE)
    if found := known.words.get(naming.key(title), ()):
        return found
    bare = _BRACKETS.sub("", title)
    if bare != title and (found := known.words.get(naming.key(bare), ())):
        inside = _BRACKETS.search(title)
        kinds = {schema.BY_NAME[sheet].column(name).kind for _, name in found}
        within = inside[1] if inside is not None else ""
        odd = (Kind.MONEY in kinds and not is_plain_unit(within)) or (
            not kinds.isdisjoint(NUMBERS) and (changes(within) or _NOT_A_UNIT.search(within))
        )
        return () if odd else found
    if ended := _CURRENCY_AT_END.match(title):
        found = known.words.get(naming.key(ended[1]), ())
        return tuple(
            each for each in found if schema.BY_NAME[sheet].column(each[1]).kind is Kind.MONEY
        )
    return ()


def currency_in(title: str) -> str:
    """The currency's code or sign at the end of a header: `Price (EUR)`, `Preis in €`; "" where
    there is none."""
    for word in re.findall(r"\w+", title.casefold()):
        if word in CURRENCY_WORDS:
            return CURRENCY_WORDS[word]
    inside = _BRACKETS.search(title)
    if inside:
        found = re.search(r"[A-Z]{3}|[^\w\s().,;:/-]{1,3}", inside[1])
        return found[0] if found else ""
    ended = _CURRENCY_AT_END.match(title)
    return ended[2] if ended else ""


def header_row(head: Sequence[Row], sheet: schema.Sheet) -> int | None:
    """The index of the row that holds every required column and most known ones, of equals the
    first, and none below that is no wider; None where none holds them all."""
    required = {column.name for column in sheet.columns if column.required}
    best, most, width = None, 0, 0
    for index, row in enumerate(head[:HEADER_WITHIN]):
        titles = [title for _, title in header_cells(row)]
        found = {name for title in titles for _, name in meanings_on(title, sheet)}
        if sheet.name == "Access" and "Product" in found:
            found.add("Server")  # where no server is named, a product is
        # A row of the list itself may hold such words: it is as wide as its header.
        if required <= found and len(found) > most and len(titles) > width:
            best, most, width = index, len(found), len({*map(naming.fold, titles)})
    return best


def likest(head: Sequence[Row], sheet: schema.Sheet) -> int:
    """The index of the row that looks most like a header; the first filled one where none does."""
    scores = [
        sum(bool(meanings_on(title, sheet)) for _, title in header_cells(row))
        for row in head[:HEADER_WITHIN]
    ]
    if any(scores):
        return scores.index(max(scores))
    return next((i for i, row in enumerate(head) if is_filled(row)), 0)


def changed_hint(titles: Iterable[str], column: str, sheet: str) -> str:
    """What to do with the first title that names the column, but with words that change what its
    numbers mean; "" where there is none."""
    for title in filter(changes, titles):
        words = re.findall(r"\w+", title)
        if any(name == column for word in words for _, name in meanings(word, sheet)):
            return hint_of(title, column)
    return ""


def heading_of(
    row: Row,
    number: int,
    sheet: schema.Sheet,
    content: Callable[[int], Content],
    findings: Findings,
) -> Heading:
    """The columns of a header row; `content` tells what the cells below a position hold.

    Of several titles of one column its own name is read, else the position that another
    sheet agrees with, else the first by rank; of numbers, amounts and dates two are a problem.
    """
    claims: dict[str, list[tuple[int, int, str]]] = {}
    unread: list[tuple[int, str]] = []
    for position, title in header_cells(row):
        found = meanings_on(title, sheet)
        if len(found) > 1:  # Nombre is a name in one language and a number in another
            holds = content(position)
            fits = [each for each in found if _content_of(_kind(sheet, each[1])) is holds]
            found = tuple(fits or found)
        if found and found[0][0] == COUNTED and content(position) is not Content.NUMBERS:
            found = ()
        if found and found[0][1] in NAMED_BY and found[0][0] >= 0:
            found = () if content(position) is Content.ANSWERS else found
        if found:
            rank, name = found[0]
            claims.setdefault(name, []).append((rank, position, title))
        elif not is_own(title, sheet.name) and header_key(title) not in sheet.choices.titles:
            unread.append((position, title))
    if sheet.name == "Access" and "Server" not in claims and "Product" in claims:
        claims["Server"] = claims.pop("Product")  # where no server is named, a product is
    positions: dict[str, int] = {}
    titles: dict[str, str] = {}
    also: dict[str, tuple[int, ...]] = {}
    for name, claim in claims.items():
        claim.sort(
            key=lambda each: (each[0] >= 0, each[1] != sheet.agreed.get(name), each[0], each[1])
        )
        _, first, title = claim[0]
        others = _refuse_doubles(sheet, number, name, claim, findings)
        positions[name], titles[name] = first, title
        if name == "Active":
            also[name] = tuple(position for position, _ in others)
            titles |= {f"Active {n}": other for n, (_, other) in enumerate(others, 2)}
        else:
            unread += others
    ordered = [column.name for column in sheet.columns if column.name in positions]
    return Heading(
        number,
        {name: positions[name] for name in ordered},
        {name: titles[name] for name in (*ordered, *(n for n in titles if n not in ordered))},
        tuple(sorted(unread)),
        also,
    )


def _content_of(kind: Kind) -> Content:
    """What cells of a kind hold as a rule."""
    if kind is Kind.DATE:
        return Content.DAYS
    return Content.NUMBERS if kind in NUMBERS else Content.WORDS


def _kind(sheet: schema.Sheet, name: str) -> Kind:
    return sheet.column(name).kind


def _refuse_doubles(
    sheet: schema.Sheet,
    number: int,
    name: str,
    claim: list[tuple[int, int, str]],
    findings: Findings,
) -> list[tuple[int, str]]:
    """Two columns of one name, or two synonyms for numbers or dates, are a problem; position and
    title of the further columns that are none."""
    rest = []
    best, first, title = claim[0]
    met = Place(sheet.order, sheet.name, number, first + 1, sheet.file)
    for rank, position, other in claim[1:]:
        place = Place(sheet.order, sheet.name, number, position + 1, sheet.file)
        if naming.key(other) == naming.key(title):
            findings.problem(place, COLUMN_TWICE, others=(met,), name=name, first=met)
        elif (
            best >= 0
            and rank >= 0
            and (_kind(sheet, name) in NUMBERS or _kind(sheet, name) is Kind.DATE)
        ):
            findings.problem(
                place, TWO_COLUMNS, others=(met,), name=other, other=title, first=met, column=name
            )
        else:
            rest.append((position, other))
    return rest
