"""Headers."""

from collections.abc import Iterator
from difflib import get_close_matches

from optimizer.domain import names as naming
from optimizer.domain import schema
from optimizer.domain.problems import Findings, Message, Place
from optimizer.reading.files.xlsx import Row

NO_HEADER = Message(
    "no-header",
    "the header lacks {names}.",
    "{hints} The header row, within the first {within} rows, holds every required column.",
)
COLUMN_TWICE = Message(
    "column-twice",
    'column "{name}" stands twice, first in {first.cell}.',
    "Delete or rename one of the two.",
)
UNKNOWN_COLUMN = Message("unknown-column", 'column "{name}" is not known and is ignored.', "{hint}")

HEADER_WITHIN = 20


def is_filled(row: Row) -> bool:
    """Whether any cell of the row holds something."""
    return any(
        value is not None and not (isinstance(value, str) and not naming.trim(value))
        for value in row
    )


def header_cells(row: Row) -> Iterator[tuple[int, str, str]]:
    """Position, title and folded title of the row's filled cells."""
    for position, value in enumerate(row):
        if isinstance(value, str) and naming.trim(value):
            yield position, naming.trim(value), naming.fold(naming.trim(value))


def header_row(head: list[Row], sheet: schema.Sheet) -> int | None:
    """The index of the first row that holds every required column; None where none does."""
    required = {naming.fold(column.name) for column in sheet.columns if column.required}
    for index, row in enumerate(head):
        if required <= {folded for _, _, folded in header_cells(row)}:
            return index
    return None


def report_header(head: list[Row], sheet: schema.Sheet, findings: Findings) -> None:
    """Name what is missing in the row that looks most like a header."""
    known = {naming.fold(column.name): column for column in sheet.columns}
    scores = [sum(folded in known for _, _, folded in header_cells(row)) for row in head]
    best = (
        scores.index(max(scores))
        if any(scores)
        else next(i for i, row in enumerate(head) if is_filled(row))
    )
    present = {folded: title for _, title, folded in header_cells(head[best])}
    strange = [title for folded, title in present.items() if folded not in known]
    lacking = [
        column.name
        for column in sheet.columns
        if column.required and naming.fold(column.name) not in present
    ]
    hints = " ".join(filter(None, (_rename(name, strange) for name in lacking)))
    names = ", ".join(f'"{name}"' for name in lacking)
    findings.problem(
        Place(sheet.order, sheet.name, best + 1, 1),
        NO_HEADER,
        names=names,
        hints=hints,
        within=HEADER_WITHIN,
    )


def _rename(name: str, strange: list[str]) -> str:
    near = get_close_matches(
        naming.fold(name), [naming.fold(title) for title in strange], n=1, cutoff=0.7
    )
    return (
        f'Rename "{next(t for t in strange if naming.fold(t) == near[0])}" to "{name}".'
        if near
        else ""
    )


def positions_of(row: Row, number: int, sheet: schema.Sheet, findings: Findings) -> dict[str, int]:
    """Column names -> positions from 0, in the sheet's order of columns; doubles are problems,
    near-misses warnings."""
    known = {naming.fold(column.name): column.name for column in sheet.columns}
    found: dict[str, int] = {}
    strange: list[tuple[int, str]] = []
    for position, title, folded in header_cells(row):
        name = known.get(folded)
        if name is None:
            strange.append((position, title))
        elif name in found:
            first = Place(sheet.order, sheet.name, number, found[name] + 1)
            findings.problem(
                Place(sheet.order, sheet.name, number, position + 1),
                COLUMN_TWICE,
                others=(first,),
                name=name,
                first=first,
            )
        else:
            found[name] = position
    for position, title in strange:
        near = naming.nearest(title, (name for name in known.values() if name not in found))
        if near:
            findings.warn(
                Place(sheet.order, sheet.name, number, position + 1),
                UNKNOWN_COLUMN,
                name=title,
                hint=near,
            )
    return {column.name: found[column.name] for column in sheet.columns if column.name in found}
