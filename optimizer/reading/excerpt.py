"""A few rows of a workbook as they stand there, around the cells that something was found in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from optimizer.domain import names as naming
from optimizer.domain import schema
from optimizer.domain.problems import Place
from optimizer.reading.files.raw_sheet import RawSheet, Row
from optimizer.reading.files.xlsx import open_rows

MOST_PLACES = 60
"""Places of one sheet that rows are shown of."""

WIDEST = 14
"""Columns that are shown at most."""

HEADER_WITHIN = 20


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell as it is shown: its text, and whether it is a number."""

    text: str
    number: bool = False


@dataclass(frozen=True, kw_only=True)
class Excerpt:
    """Some rows of a sheet by their number in Excel, the header first; all have `columns` cells."""

    sheet: str
    columns: int
    header: int
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]


def excerpts(path: Path, places: Iterable[Place]) -> tuple[Excerpt, ...]:
    """For each sheet that a place names a cell of, its header and the rows of those cells.

    Empty where the file is no readable workbook.
    """
    wanted: dict[str, set[int]] = {}
    widest: dict[str, int] = {}
    orders: dict[str, int] = {}
    for place in places:
        rows = (
            wanted.setdefault(place.sheet, set())
            if place.sheet and place.row and not place.file
            else None
        )
        if rows is not None and len(rows) < MOST_PLACES:
            rows.add(place.row)
            widest[place.sheet] = max(widest.get(place.sheet, 0), place.column)
            orders[place.sheet] = place.order
    if not wanted:
        return ()
    folded = {naming.fold(name): name for name in wanted}
    found = []
    try:
        with open_rows(path, lambda title: naming.fold(naming.trim(title)) in folded) as book:
            for title in book.titles:
                sheet = folded.get(naming.fold(naming.trim(title)))
                if sheet is not None:
                    found.append(_excerpt(sheet, book.of(title), wanted[sheet], widest[sheet]))
    except Exception:  # noqa: BLE001 - an excerpt is a help, and what is wrong is told already
        return ()
    return tuple(sorted(found, key=lambda each: orders[each.sheet]))


def _excerpt(sheet: str, rows: RawSheet, wanted: set[int], widest: int) -> Excerpt:
    header = _header(sheet, rows.head(HEADER_WITHIN))
    lines = {n: rows.row(n - 1) for n in {header, *wanted} if 0 < n <= len(rows)}
    filled = max(
        (i + 1 for line in lines.values() for i, v in enumerate(line) if v not in (None, "")),
        default=1,
    )
    columns = min(max(filled, widest, 2), max(WIDEST, widest))
    shown = []
    for number in sorted({header, *wanted}):
        line = lines.get(number, ())
        cells = [_cell(line[i] if i < len(line) else None) for i in range(columns)]
        shown.append((number, tuple(cells)))
    return Excerpt(sheet=sheet, columns=columns, header=header, rows=tuple(shown))


def _header(sheet: str, lines: Sequence[Row]) -> int:
    """The row that looks most like the sheet's header."""
    declared = schema.BY_NAME.get(sheet)
    known = {naming.fold(column.name) for column in declared.columns} if declared else set()
    scores = [
        sum(isinstance(v, str) and naming.fold(naming.trim(v)) in known for v in line)
        for line in lines
    ]
    best = max(scores, default=0)
    return scores.index(best) + 1 if best else 1


def _cell(value: object) -> Cell:
    if value is None:
        return Cell(text="")
    if isinstance(value, bool):
        return Cell(text="TRUE" if value else "FALSE")
    if isinstance(value, int | float):
        text = str(int(value)) if value == int(value) else repr(value)
        return Cell(text=text, number=True)
    if isinstance(value, datetime):
        return Cell(
            text=value.date().isoformat()
            if not value.time().isoformat().strip("0:")
            else value.isoformat(" ")
        )
    if isinstance(value, date):
        return Cell(text=value.isoformat())
    return Cell(text=str(value)[:200])
