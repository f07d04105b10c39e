"""Rows that begin after they end: somebody who came back keeps the old last day, or two days were
swapped."""

import numpy as np

from optimizer.domain.problems import Findings, Message
from optimizer.domain.tables import Days
from optimizer.reading.grids import Grid
from optimizer.reading.wording import counted, first_of

BACKWARDS = Message(
    "begins-after-its-end",
    "{rows} a From after {its} To, like {first} after {last} ({cells}).",
    "Clear To where somebody has come back, or correct one of the two.",
)


def note_backwards(grid: Grid, start: Days, stop: Days, findings: Findings) -> None:
    """One note on the rows whose last day lies before their first one; `start` and `stop` are days
    a row, NaT where there is none."""
    wrong = np.flatnonzero(start > stop)
    if not len(wrong):
        return
    cells = grid.cells("From", wrong)
    findings.warn(
        cells[0],
        BACKWARDS,
        others=cells[1:],
        rows=f"{counted(len(cells), 'row')} {'has' if len(cells) == 1 else 'have'}",
        its="its" if len(cells) == 1 else "their",
        first=start[wrong[0]],
        last=stop[wrong[0]],
        cells=first_of(cells),
    )
