"""The sheet Owned."""

from datetime import date

from optimizer.domain.names import trim
from optimizer.domain.problems import Findings
from optimizer.domain.tables import License, Owned
from optimizer.reading import cells
from optimizer.reading.columns import Columns
from optimizer.reading.grids import Grid
from optimizer.reading.meaning.never import says_none


def _assurance(value: object) -> date:
    """The last day of Software Assurance; the first day there is where there is none."""
    if isinstance(value, str) and trim(value) not in cells.ERRORS and says_none(value):
        return date.min
    return cells.day(value)


def read_owned(grid: Grid | None, licenses: list[License], findings: Findings) -> list[Owned]:
    """The rows of Owned, in sheet order."""
    if grid is None:
        return []
    columns = Columns(grid, findings)
    columns.require("Quantity")
    names = [license.name for license in licenses]
    found = columns.references("License", names, "Licenses", required=True)
    quantities = columns.each("Quantity", cells.whole, 0)
    untils = columns.each("Until", cells.day, None)
    assured = columns.each("SA until", _assurance, None)
    return [
        Owned(license, quantity, until, sa_until, row)
        for license, quantity, until, sa_until, row in zip(
            found.tolist(), quantities, untils, assured, grid.rows.tolist(), strict=True
        )
    ]
