"""Blank cells with a meaning: no user, no device; and whether the name above was meant."""

import numpy as np

from optimizer.domain.problems import Findings, Message
from optimizer.reading.grid import Grid
from optimizer.reading.wording import counted, first_of

NO_DEVICE = Message(
    "blank-devices",
    "{rows} no Device ({cells}): any device, which forces user licenses.{above}",
    "{remedy}",
)
NO_USER = Message(
    "blank-users",
    "{rows} no User ({cells}): unknown people, which forces device licenses.{above}",
    "{remedy}",
)
ABOVE = " {count:,} of them below a filled cell: is the name above meant?"
ONE_ABOVE = " It is below a filled cell: is the name above meant?"
FILL_IN = "If so, fill each row in."
FILL_ONE_IN = "If so, fill it in."

MOST = 10_000
"""Cells that the note keeps."""


def note_blanks(grid: Grid, findings: Findings) -> None:
    """Count the blanks of User and Device on Access, where the sheet has the column."""
    for name, other, message in (("Device", "User", NO_DEVICE), ("User", "Device", NO_USER)):
        if name not in grid.columns:
            continue
        blank = grid.columns[name].codes < 0
        # Both blank is a problem of its own.
        blank &= grid.columns[other].codes >= 0 if other in grid.columns else False
        if not blank.any():
            continue
        # A run of blanks right below a name, as an outline or a pivot list writes it.
        filled = grid.columns[name].codes >= 0
        last = np.maximum.accumulate(np.where(~blank, np.arange(len(blank)), -1))
        below = blank & (last >= 0) & filled[np.maximum(last, 0)]
        cells, rows = grid.cells(name, blank), grid.counted(blank)
        findings.warn(
            cells[0],
            message,
            others=cells[1:MOST],
            rows=f"{counted(rows, 'row')} {'has' if rows == 1 else 'have'}",
            cells=first_of(cells),
            above=_above(rows, grid.counted(below)),
            remedy="" if not below.any() else FILL_ONE_IN if rows == 1 else FILL_IN,
        )


def _above(rows: int, below: int) -> str:
    """How many of some rows stand right below a name."""
    return "" if not below else ONE_ABOVE if rows == 1 else ABOVE.format(count=below)
