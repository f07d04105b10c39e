"""The planner's choices of what is read as what, as rows of the sheet Read as of a copy."""

from collections.abc import Sequence
from typing import Any

from optimizer.domain import names as naming
from optimizer.domain.choices import Choice
from optimizer.domain.read_as import READ_AS
from optimizer.reading.headers import HEADER_WITHIN


def put_choices(book: Any, choices: Sequence[Choice]) -> None:
    """Add the choices to the book's sheet Read as, made where there is none; a row about the same
    makes room for the new one."""
    if not choices:
        return
    names = [column.name for column in READ_AS.columns]
    wanted = naming.fold(READ_AS.name)
    sheet = next(
        (each for each in book.worksheets if naming.fold(naming.trim(each.title)) == wanted), None
    )
    if sheet is None:
        sheet = book.create_sheet(READ_AS.name)
    head, places = _header(sheet)
    if not places:
        head, places = 1, {naming.fold(name): i for i, name in enumerate(names, 1)}
        if any(cell.value is not None for row in sheet.iter_rows() for cell in row):
            sheet.insert_rows(1)
        for i, name in enumerate(names, 1):
            sheet.cell(1, i, name)
            sheet.column_dimensions["ABC"[i - 1]].width = 28
    columns = [places.setdefault(naming.fold(name), max(places.values()) + 1) for name in names]
    keys = {choice.key for choice in choices}
    for number in range(sheet.max_row, head, -1):
        texts = [naming.trim(str(sheet.cell(number, c).value or "")) for c in columns]
        if Choice(sheet=texts[0], column=texts[1], read_as=texts[2]).key in keys:
            sheet.delete_rows(number)
    below = 1 + max(row[0].row for row in sheet.iter_rows() if any(cell.value for cell in row))
    for number, choice in enumerate(choices, below):
        for column, text in zip(
            columns, (choice.sheet, choice.column, choice.read_as), strict=True
        ):
            if text:
                cell = sheet.cell(number, column)
                cell.value, cell.data_type = text, "s"  # text stays text


def _header(sheet: Any) -> tuple[int, dict[str, int]]:
    """The header row's number, and folded header -> column; nothing where there is none."""
    for row in sheet.iter_rows(min_row=1, max_row=min(HEADER_WITHIN, sheet.max_row)):
        found = {naming.fold(naming.trim(str(c.value))): c.column for c in row if c.value}
        if {"sheet", "read as"} <= set(found):
            return row[0].row, found
    return 0, {}
