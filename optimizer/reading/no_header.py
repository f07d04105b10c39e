"""What a sheet is told whose header is not there, or lacks a required column."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from functools import cache

from optimizer.catalogue.lookup import Known, find
from optimizer.domain import names as naming
from optimizer.domain import schema
from optimizer.domain.asking_words import halves
from optimizer.domain.problems import Findings, Message, Place
from optimizer.reading.files.raw_sheet import Row
from optimizer.reading.headers import (
    HEADER_WITHIN,
    Heading,
    changed_hint,
    header_cells,
    likest,
    meanings,
    meanings_on,
)

NO_HEADER = Message(
    "no-header",
    "the header lacks {names}.",
    "{hints} The header row, within the first {within} rows, holds every required column.",
)
PRODUCTS_ACROSS = Message(
    "products-across",
    "the header has products ({titles}) where Server is asked for.",
    "Write a row for each user or device and product, with the product's name under Server.",
)
MARKS_ACROSS = Message(
    "marks-across",
    "the header has {titles} beside each other, with marks below.",
    "Write a row for each user, device and server that has a mark.",
)
TURNED = Message(
    "turned-sheet",
    "is turned on its side: {names} stand below each other.",
    "Copy it and paste it with Transpose, so that they stand beside each other in one row.",
)
SETTINGS_ALONE = Message(
    "settings-alone",
    'there is no header above "{setting}".',
    "Insert a row above it with Setting and Value.",
)


def report_header(head: Sequence[Row], sheet: schema.Sheet, findings: Findings) -> None:
    """Name what is missing in the row that looks most like a header."""
    rows = [list(header_cells(row)) for row in head[:HEADER_WITHIN]]
    best = likest(head, sheet)
    there = {name for _, title in rows[best] for _, name in meanings_on(title, sheet)}
    strange = [title for _, title in rows[best] if not meanings_on(title, sheet)]
    names = [c.name for c in sheet.columns if c.required and c.name not in there]
    turned = _below_each_other(head, sheet)
    if turned:
        listed = ", ".join(f'"{title}"' for title in turned[:5])
        findings.problem(Place(sheet.order, sheet.name, file=sheet.file), TURNED, names=listed)
        return
    first = next((title for row in rows for _, title in row), "")
    if sheet.name == "Settings" and naming.key(first) in _settings():
        number = next(i for i, row in enumerate(rows, 1) if row)
        place = Place(sheet.order, sheet.name, number, 1, sheet.file)
        findings.problem(place, SETTINGS_ALONE, setting=first)
        return
    across = [t for t in strange if isinstance(find(t), Known)] if "Server" in names else []
    if across:
        titles = ", ".join(f'"{title}"' for title in across[:5])
        place = Place(sheet.order, sheet.name, best + 1, 1, sheet.file)
        findings.problem(place, PRODUCTS_ACROSS, titles=titles)
        return
    if sheet.name == "Access" and (marked := _marked(head, best)):
        titles = ", ".join(f'"{title}"' for title in marked[:5])
        place = Place(sheet.order, sheet.name, best + 1, 1, sheet.file)
        findings.problem(place, MARKS_ACROSS, titles=titles)
        return
    if names == ["Server"] and not strange:  # a product may stand in the place of a server
        strange = [
            t for _, t in rows[best] if any(n == "Product" for _, n in meanings(t, "Access"))
        ]
    _refuse_header(sheet, best + 1, names, strange, findings)


MARKS = frozenset(("x", "X", "✓", "✔", "1", "yes", "ja", "oui", "si", "sí", 1, True))


def _marked(head: Sequence[Row], best: int) -> list[str]:
    """The titles, two at least, below which marks alone stand."""
    found = []
    for position, title in header_cells(head[best]):
        below = [row[position] for row in head[best + 1 :] if position < len(row)]
        filled = [v for v in below if v is not None and v != ""]
        if filled and all(v in MARKS for v in filled):
            found.append(title)
    return found if len(found) > 1 else []


def _refuse_header(
    sheet: schema.Sheet, row: int, names: list[str], strange: list[str], findings: Findings
) -> None:
    """A problem of the columns that a header lacks; `strange` are the titles that might be one."""
    given, family = halves(strange)
    several = [t for t in strange if re.fullmatch(rf"{names[0]}\W*\d{{1,2}}", t, re.IGNORECASE)]
    if "User" in names and given and family:
        hints = f'Join "{given}" and "{family}" in one column User.'
    elif len(several) > 1:
        listed = ", ".join(f'"{title}"' for title in several[:5])
        hints = f"Write what stands under {listed} into one column {names[0]}."
    else:
        hints = changed_hint(strange, names[0], sheet.name)
        hints = hints or " ".join(filter(None, (_rename(name, strange) for name in names)))
    if strange and not hints:
        listed = ", ".join(f'"{title}"' for title in strange[:5])
        hints = (
            f'Rename {listed} if it is "{names[0]}".'
            if len(strange) == 1
            else (f'Is one of {listed} "{names[0]}"? Rename it.')
        )
    findings.problem(
        Place(sheet.order, sheet.name, row, 1, sheet.file),
        NO_HEADER,
        names=", ".join(f'"{name}"' for name in names),
        hints=hints,
        within=HEADER_WITHIN,
    )


@cache
def _settings() -> frozenset[str]:
    """All that settings are called, as headers compare."""
    return frozenset(
        naming.key(name) for each in schema.SETTINGS for name in (each.name, *each.synonyms)
    )


def _below_each_other(head: Sequence[Row], sheet: schema.Sheet) -> list[str]:
    """The titles that the first filled cells of the rows are, where they are all of the columns
    that the sheet asks for, two at least; else nothing."""
    cells = (next(header_cells(row), None) for row in head[:HEADER_WITHIN])
    titles = [cell[1] for cell in cells if cell is not None]
    met = {name for title in titles for _, name in meanings_on(title, sheet)}
    asked = {column.name for column in sheet.columns if column.required}
    return titles if asked <= met and len(met) > 1 else []


def _rename(name: str, strange: list[str]) -> str:
    near = get_close_matches(
        naming.fold(name), [naming.fold(title) for title in strange], n=1, cutoff=0.7
    )
    return (
        f'Rename "{next(t for t in strange if naming.fold(t) == near[0])}" to "{name}".'
        if near
        else ""
    )


def lacking(heading: Heading, sheet: schema.Sheet, findings: Findings) -> bool:
    """Whether a required column has no header after all, since what stands below those that might
    head it is of another kind: a problem."""
    names = [c.name for c in sheet.columns if c.required and c.name not in heading.positions]
    if names:
        others = [*heading.titles.values(), *(title for _, title in heading.unread)]
        _refuse_header(sheet, heading.number, names, others, findings)
    return bool(names)
