"""Columns that number the rows of a list, 1, 2, 3 and so on, under a heading that may mean how
many: neither is guessed."""

from collections.abc import Mapping

from optimizer.domain import names as naming
from optimizer.domain.choices import header_key
from optimizer.domain.problems import Findings, Message
from optimizer.reading.cells import Refused, number
from optimizer.reading.grid import Grid

ROW_NUMBERS = Message(
    "row-numbers",
    'the column "{title}" would be read as {column}, but it holds 1, 2, 3 and so on, like numbers '
    "of rows.",
    "Rename it to {column} if that is how many, else to Row.",
)

COUNTING = ("Count", "Quantity")


def refuse_row_numbers(grids: Mapping[str, Grid], findings: Findings) -> None:
    """A problem at the heading of each such column."""
    for grid in grids.values():
        for name in COUNTING:
            title = grid.titles.get(name, name)
            if name not in grid.columns or naming.key(title) == naming.key(name):
                continue
            if header_key(title) in grid.sheet.choices.titles:
                continue
            if _counts_rows(grid, name):
                place = grid.place(name, grid.header)
                findings.problem(place, ROW_NUMBERS, title=title, column=name)


def _counts_rows(grid: Grid, name: str) -> bool:
    """Whether the rows, two at least, hold 1, 2, 3 and so on."""
    values = grid.columns[name]
    if len(grid.rows) < 2 or values.codes.tolist() != list(range(len(values.distinct))):
        return False
    try:
        return all(number(value) == row for row, value in enumerate(values.distinct, 1))
    except Refused:
        return False
