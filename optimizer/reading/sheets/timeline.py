"""Timeline -> changes, each with the day from which it holds."""

from dataclasses import replace
from functools import partial

from optimizer.domain.kinds_of_change import ChangeName
from optimizer.domain.problems import Findings
from optimizer.domain.tables import Change
from optimizer.reading import cells
from optimizer.reading.columns import Columns
from optimizer.reading.grids import Grid
from optimizer.reading.sheets.products_families import KnownNames
from optimizer.reading.sheets.scenarios import ChangeReader, Targets


def read_timeline(
    grid: Grid | None, names: Targets, registry: KnownNames, findings: Findings
) -> tuple[Change, ...]:
    """The rows of Timeline in the order of their days, rows of one day from top to bottom."""
    if grid is None:
        return ()
    columns = Columns(grid, findings)
    columns.require("From")
    columns.require("Change")
    starts = columns.each("From", cells.day, None)
    kinds = columns.each("Change", columns.keyword("Change", ChangeName), None)
    targets = columns.each("Target", cells.text, "")
    values: list[object] = columns.each("Value", lambda value: value, None)
    read = ChangeReader(names, registry)
    found: list[Change] = []
    for start, kind, target, value, row in zip(
        starts, kinds, targets, values, grid.rows.tolist(), strict=True
    ):
        if start is not None and kind:
            place = partial(grid.place, row=row)
            change = read.change(kind, target, value, row, place, start=start, findings=findings)
            if change is not None:
                found.append(replace(change, sheet="Timeline"))
    return tuple(sorted(found, key=lambda change: str(change.start)))
