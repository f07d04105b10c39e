"""A copy of the planner's workbook in which quotes received are offers, and the prices that they
answer are taken out."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from optimizer.domain import names as naming
from optimizer.domain.choices import Choice
from optimizer.writing.marked_copy import loaded, stamp, tell
from optimizer.writing.with_choices import put_choices

HEADER_WITHIN = 20


def write_with_offers(
    source: Path,
    target: Path,
    rows: Sequence[Mapping[str, object]],
    answered: Sequence[tuple[str, str, int]],
    facts: Mapping[str, str],
    *,
    choices: Sequence[Choice] = (),
) -> tuple[str, ...]:
    """Write the copy; `rows` are {column of Offers: value}, `answered` (sheet, column, row) cells
    of prices that are cleared, or of offers whose rows are; `choices` are rows of Read as, `facts`
    are for About. Returns what the copy leaves out."""
    book, lost = loaded(source)
    put_choices(book, choices)
    for where, column, number in answered:
        sheet = _sheet(book, where)
        places = _places(sheet, column) if sheet is not None else {}
        if sheet is None or naming.fold(column) not in places:
            continue
        if where == "Offers":
            _cleared(sheet, places, number)
        else:
            sheet.cell(number, places[naming.fold(column)]).value = None
    sheet = _sheet(book, "Offers")
    if sheet is None:
        sheet = book.create_sheet("Offers")
    places = _places(sheet, "Offer")
    names = list(dict.fromkeys(name for row in rows for name in row))
    if not places:
        start = sheet.max_row + 1 if sheet.max_row > 1 or sheet["A1"].value else 1
        places = {naming.fold(name): column for column, name in enumerate(names, 1)}
        for position, name in enumerate(names, 1):
            sheet.cell(start, position, name)
    else:
        head = next(r for r in range(1, HEADER_WITHIN + 1) if _header(sheet, r, "offer"))
        for name in names:
            if naming.fold(name) not in places:
                places[naming.fold(name)] = max(places.values()) + 1
                sheet.cell(head, places[naming.fold(name)], name)
    for each in rows:
        below = sheet.max_row + 1
        for name, value in each.items():
            cell = sheet.cell(below, places[naming.fold(name)])
            if isinstance(value, Decimal):
                cell.value = float(value)
            elif isinstance(value, str) and value:
                cell.value, cell.data_type = value, "s"  # text stays text
            elif value not in (None, ""):
                cell.value = value
    tell(book, facts)
    book.save(target)
    stamp(target)
    return tuple(lost)


def _cleared(sheet: Any, places: Mapping[str, int], number: int) -> None:
    """Clear an offer's rows: all of its tiers, which have its name."""
    column = places.get("offer")
    said = sheet.cell(number, column).value if column else None
    rows = [number]
    if column and said not in (None, ""):
        name = naming.fold(naming.trim(str(said)))
        rows += [
            row
            for row in range(number + 1, sheet.max_row + 1)
            if naming.fold(naming.trim(str(sheet.cell(row, column).value or ""))) == name
        ]
    for row in rows:
        for cell in sheet[row]:
            cell.value = None


def _sheet(book: Any, name: str) -> Any:
    wanted = naming.fold(name)
    return next((s for s in book.worksheets if naming.fold(naming.trim(s.title)) == wanted), None)


def _header(sheet: Any, row: int, column: str) -> dict[str, int]:
    found = {naming.fold(naming.trim(str(c.value))): c.column for c in sheet[row] if c.value}
    return found if column in found else {}


def _places(sheet: Any, column: str) -> dict[str, int]:
    """Folded header -> column of the sheet's header row; empty where it has none."""
    for row in range(1, min(HEADER_WITHIN, sheet.max_row) + 1):
        found = _header(sheet, row, naming.fold(column))
        if found:
            return found
    return {}
