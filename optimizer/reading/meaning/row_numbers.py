"""Columns that number the rows of a list, 1, 2, 3 and so on, or say which rather than how many,
such as numbers of staff, under a heading that may mean how many: neither is guessed, but 1, 2, 3
and so on in a longer list below a heading such as `No.`."""

from collections.abc import Mapping
from dataclasses import replace

from optimizer.domain import names as naming
from optimizer.domain.choices import header_key
from optimizer.domain.problems import Findings, Message
from optimizer.domain.sheet_names import words
from optimizer.reading.cells import Refused, number, text
from optimizer.reading.grid import Grid

ROW_NUMBERS = Message(
    "row-numbers",
    'the column "{title}" would be read as {column}, but it holds 1, 2, 3 and so on, like numbers '
    "of rows.",
    "Rename it to {column} if that is how many, else to Row.",
)

NUMBERED_ROWS = Message(
    "rows-numbered", 'the column "{title}" is not read after all: it numbers the {rows} rows.'
)

WHICH = Message(
    "numbers-of-names",
    'the column "{title}" would be read as {column}, but it holds {first}, {second} and so on, no '
    "two alike, like numbers that tell things apart.",
    "Rename it to {column} if that is how many, else to ID.",
)

HIGH = 1000
"""From here on, numbers of which no two are alike seldom say how many."""

MANY = 10
"""Rows from which on that holds whatever the numbers are."""

SURELY = 5
"""Rows from which on 1, 2, 3 and so on are surely numbers of rows."""

COUNTING = ("Count", "Quantity")

NUMBERS = frozenset(
    map(naming.key, words("no, nr, nb, num, number, n.º, nro, número, numero, numéro, nummer"))
)
"""Headings of numbers; below any other that means how many, 1, 2, 3 may be just that."""


def without_row_numbers(grids: Mapping[str, Grid], findings: Findings) -> dict[str, Grid]:
    """The grids without such columns that surely number the rows, each noted; a problem at the
    heading of one that may."""
    result = dict(grids)
    for sheet, grid in grids.items():
        for name in COUNTING:
            title = grid.titles.get(name, name)
            if name not in grid.columns or naming.key(title) == naming.key(name):
                continue
            if header_key(title) in grid.sheet.choices.titles:
                continue
            place = grid.place(name, grid.header)
            numbers = naming.key(title) in NUMBERS
            if not _counts_rows(grid, name):
                if numbers and _says_which(grid, name):
                    first, second, *_ = map(text, grid.columns[name].distinct)
                    findings.problem(
                        place, WHICH, title=title, column=name, first=first, second=second
                    )
                continue
            required = grid.sheet.column(name).required
            if len(grid.rows) >= SURELY and numbers and not required:
                kept = {each: values for each, values in grid.columns.items() if each != name}
                result[sheet] = replace(grid, columns=kept)
                findings.warn(place, NUMBERED_ROWS, title=title, rows=len(grid.rows))
            else:
                findings.problem(place, ROW_NUMBERS, title=title, column=name)
    return result


def _counts_rows(grid: Grid, name: str) -> bool:
    """Whether the rows, two at least, hold 1, 2, 3 and so on."""
    values = grid.columns[name]
    if len(grid.rows) < 2 or values.codes.tolist() != list(range(len(values.distinct))):
        return False
    try:
        return all(number(value) == row for row, value in enumerate(values.distinct, 1))
    except Refused:
        return False


def _says_which(grid: Grid, name: str) -> bool:
    """Whether no two rows, of two at least, hold the same whole number, and the numbers are high,
    many or written with a 0 before them."""
    values = grid.columns[name]
    rows = len(grid.rows)
    if rows < 2 or len(values.distinct) != rows or bool((values.codes < 0).any()):
        return False
    try:
        low = min(map(number, values.distinct))
    except Refused:
        return False
    padded = any(text(value).startswith("0") and len(text(value)) > 1 for value in values.distinct)
    return low >= HIGH or rows >= MANY or padded
