"""Columns that number the rows of a list, 1, 2, 3 and so on, under a heading that may mean how
many: neither is guessed, but in a longer list below a heading such as `No.`."""

from collections.abc import Mapping
from dataclasses import replace

from optimizer.domain import names as naming
from optimizer.domain.choices import header_key
from optimizer.domain.problems import Findings, Message
from optimizer.domain.sheet_names import words
from optimizer.reading.cells import Refused, number
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
            if not _counts_rows(grid, name):
                continue
            place = grid.place(name, grid.header)
            required = grid.sheet.column(name).required
            numbers = naming.key(title) in NUMBERS
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
