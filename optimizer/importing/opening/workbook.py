"""An .xlsx workbook -> a table a sheet, its cells as text."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from optimizer.importing.opening.exports import Export
from optimizer.importing.opening.table import Candidate, Cut, Opened, Row
from optimizer.importing.opening.text import HEADER_WITHIN
from optimizer.reading import cells
from optimizer.reading.files.xlsx import open_rows


def open_workbook(export: Export) -> list[Opened]:
    """Every sheet that has rows; any of its first rows may be the header."""
    found = []
    with open_rows(export.path, lambda title: True) as rows:
        for title, count in Counter(rows.titles).items():
            if count > 1:
                raise Cut(1, f'{count} sheets are called "{title}"')
        sheets = {title: rows.rows(title) for title in rows.titles}
    for title, raw in sheets.items():
        sheet = [[_text(value) for value in row] for row in raw]
        candidates = tuple(
            Candidate(header=tuple(row), rows=_rows(sheet, number, len(row)))
            for number, row in enumerate(sheet[:HEADER_WITHIN], 1)
            if sum(map(bool, row)) > 1
        )
        if candidates:
            part = title if len(sheets) > 1 else ""
            found.append(Opened(export=export, form="XLSX", part=part, candidates=candidates))
    return found


def _rows(
    sheet: Sequence[Row], skip: int, width: int
) -> Callable[[bool], Iterator[tuple[int, Row]]]:
    def rows(_ragged: bool) -> Iterator[tuple[int, Row]]:
        for number, row in enumerate(sheet[skip:], skip + 1):
            if any(row):
                yield number, [*row[:width], *[""] * (width - len(row))]

    return rows


def _text(value: object) -> str:
    if value is None:
        return ""
    try:
        return cells.text(value)
    except cells.Refused:
        return ""
