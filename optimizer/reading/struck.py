"""Rows struck through: whether they count is asked; cells struck through beside others are told."""

from collections.abc import Sequence

from optimizer.domain.problems import Cells, Findings, Message, Place
from optimizer.reading.files.sheet_xml import Cell
from optimizer.reading.grid import Grid
from optimizer.reading.wording import first_of

STRUCK_ROWS = Message(
    "struck-rows",
    "{count} {count:row is/rows are} struck through ({cells}): {count:is it/are they} gone?",
    "Delete {count:it if it is/them if they are}, else clear the strikethrough.",
)
STRUCK_CELLS = Message(
    "struck-cells",
    "{count} {count:cell is/cells are} struck through ({where}); {count:it is/they are} read like "
    "any other.",
    "Clear what counts no more.",
)


def ask_of_struck(grid: Grid, struck: Sequence[Cell], findings: Findings) -> None:
    """A problem for the rows whose name or whose every cell that is read is struck through, a note
    for other such cells."""
    at = {values.position: name for name, values in grid.columns.items()}
    by_row: dict[int, set[str]] = {}
    for row, column in struck:
        if row > grid.header and column - 1 in at:
            by_row.setdefault(row, set()).add(at[column - 1])
    if not by_row:
        return
    index = {int(row): i for i, row in enumerate(grid.rows.tolist()) if row in by_row}
    named = next(column.name for column in grid.sheet.columns if column.required)
    gone, beside = [], []
    for row, at_row in by_row.items():
        if row not in index or row in grid.alone:
            continue
        filled = {name for name, v in grid.columns.items() if v.codes[index[row]] >= 0}
        names = at_row & filled
        if names and (names == filled or named in names) and grid.sheet.name != "Settings":
            gone.append(row)
        else:
            beside += [grid.place(name, row) for name in sorted(names)]
    if gone:
        cells = Cells(grid.place(_first(grid), gone[0]), tuple(gone))
        findings.problem(
            cells[0],
            STRUCK_ROWS,
            others=cells[1:],
            count=len(cells),
            cells=first_of(cells),
        )
    if beside:
        _note(beside, findings)


def _first(grid: Grid) -> str:
    """The column of the sheet that stands first."""
    return min(grid.columns, key=lambda name: grid.columns[name].position)


def _note(places: list[Place], findings: Findings) -> None:
    shown = ", ".join(place.cell for place in places[:4]) + (", ..." if len(places) > 4 else "")
    findings.warn(
        places[0],
        STRUCK_CELLS,
        others=tuple(places[1:1000]),
        count=len(places),
        where=shown,
    )
