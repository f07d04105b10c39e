"""A copy of the planner's workbook with what-ifs added as rows of its Scenarios sheet."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from optimizer.domain import names as naming
from optimizer.domain import schema
from optimizer.domain.choices import Choice
from optimizer.writing.marked_copy import loaded, stamp
from optimizer.writing.with_choices import put_choices

HEADER_WITHIN = 20


def write_with_scenarios(
    source: Path,
    target: Path,
    rows: Iterable[Sequence[object]],
    choices: Sequence[Choice] = (),
) -> tuple[str, ...]:
    """Write the copy to `target`; rows are (scenario, change, target, value), `choices` rows of
    Read as. Returns the features of the original that the copy leaves out."""
    book, lost = loaded(source)
    put_choices(book, choices)
    columns = [column.name for column in schema.BY_NAME["Scenarios"].columns]
    sheet = next(
        (s for s in book.worksheets if naming.fold(naming.trim(s.title)) == "scenarios"), None
    )
    if sheet is None:
        sheet = book.create_sheet("Scenarios")
        sheet.append(columns)
    places = _places(sheet)
    if "scenario" not in places:
        number = sheet.max_row + 1 if sheet.max_row > 1 or sheet["A1"].value else 1
        for column, name in enumerate(columns, 1):
            sheet.cell(number, column, name)
        places = {naming.fold(name): column for column, name in enumerate(columns, 1)}
    for row in rows:
        number = sheet.max_row + 1
        for name, value in zip(("scenario", "change", "target", "value"), row, strict=True):
            if name not in places:
                places[name] = max(places.values()) + 1
            cell = sheet.cell(number, places[name])
            if isinstance(value, Decimal):
                cell.value = float(value)
            elif isinstance(value, int | float):
                cell.value = value
            elif value not in (None, ""):
                cell.value, cell.data_type = str(value), "s"  # text stays text
    book.save(target)
    stamp(target)
    return tuple(lost)


def _places(sheet: Any) -> dict[str, int]:
    """Folded header -> column of the sheet's header row; empty where it has none."""
    for row in sheet.iter_rows(min_row=1, max_row=min(HEADER_WITHIN, sheet.max_row)):
        found = {naming.fold(naming.trim(str(c.value))): c.column for c in row if c.value}
        if {"scenario", "change"} <= set(found):
            return found
    return {}
