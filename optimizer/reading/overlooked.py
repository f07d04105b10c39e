"""Columns that are not read although they say what others of their sheet do: `Product 2` beside
Product, and products under another heading of Servers."""

import re
from collections.abc import Callable, Iterator, Sequence

from optimizer.catalogue.lookup import Known, find
from optimizer.domain import schema
from optimizer.domain.problems import Findings, Message
from optimizer.domain.schema import Kind
from optimizer.reading.headers import Heading, meanings
from optimizer.reading.wording import listed

NUMBERED = Message(
    "numbered-columns",
    "{titles} {are} not read, since there is one column {column}.",
    "{remedy}",
)
JOIN = "Write all of a row into {column}, with ; between; or put a # before the names."
ROWS = "Write a row for each into {column}; or put a # before the names."
PRODUCTS_UNREAD = Message(
    "products-unread",
    'the column "{title}" is not read, and holds products such as "{value}".',
    "Add them to Product, with ; between, or put a # before its name.",
)

_NUMBER_BEHIND = re.compile(r"^(.*?\D)[\s_#.(-]*(\d{1,2})\)?$")


def refuse_overlooked(
    heading: Heading,
    sheet: schema.Sheet,
    below: Callable[[int], Sequence[object]],
    findings: Findings,
) -> set[str]:
    """A problem for each such column, and the columns that are asked for so; `below` gives the
    first filled cells of a position."""
    asked: set[str] = set()
    told: set[str] = set()
    for column, found in numbered(title for _, title in heading.unread[:50]).items():
        known = [name for _, name in meanings(column, sheet.name)]
        positions = [at for at, title in heading.unread if title in found]
        if not known or not any(below(at) for at in positions):
            continue
        names = sheet.column(known[0])
        if names.kind is not Kind.TEXT:  # text is carried along and changes no plan
            asked.add(names.name)
            told.update(found)
            findings.problem(
                heading.place(sheet, positions[0]),
                NUMBERED,
                others=tuple(heading.place(sheet, at) for at in positions[1:]),
                titles=listed(found),
                are="is" if len(found) == 1 else "are",
                column=names.name,
                remedy=(JOIN if names.kind is Kind.NAMES else ROWS).format(column=names.name),
            )
    if sheet.name == "Servers":
        named = below(heading.positions["Product"]) if "Product" in heading.positions else ()
        for at, title in heading.unread[:50]:
            value = _adding(below(at), named)
            if value is not None and title not in told:
                place = heading.place(sheet, at)
                findings.problem(place, PRODUCTS_UNREAD, title=title, value=value)
    return asked


def numbered(titles: Iterator[str] | Sequence[str]) -> dict[str, list[str]]:
    """Titles that end in a small number, by what stands before it."""
    found: dict[str, list[str]] = {}
    for title in titles:
        if met := _NUMBER_BEHIND.match(title):
            found.setdefault(met[1].strip(" _#.(-"), []).append(title)
    return found


def _adding(values: Sequence[object], named: Sequence[object]) -> object:
    """The first product that requires what those that Product names in its row do not, or None; a
    column with a blank has no rows here, so that all it says is asked for."""
    rows = named if len(named) == len(values) else ("",) * len(values)
    pairs = dict.fromkeys(zip(values, rows, strict=True))
    return next((value for value, row in pairs if _adds(value, row)), None)


def _adds(value: object, named: object) -> bool:
    """Whether a cell is a product that requires more than those that another cell names."""
    if not isinstance(value, str):
        return False
    found = find(value)
    if not isinstance(found, Known):
        return bool(found.product) and not found.rest
    there = {
        (each.family, each.version)
        for name in str(named).split(";")
        if isinstance(known := find(name.strip()), Known)
        for each in known.requires
    }
    return any(
        not any(family == each.family and version >= each.version for family, version in there)
        for each in found.requires
    )
