"""Owned."""

from optimizer.domain.problems import Findings
from optimizer.domain.tables import License, Owned
from optimizer.reading import cells
from optimizer.reading.columns import Columns
from optimizer.reading.grids import Grid


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
    assured = columns.each("SA until", cells.day, None)
    return [
        Owned(license, quantity, until, sa_until, row)
        for license, quantity, until, sa_until, row in zip(
            found.tolist(), quantities, untils, assured, grid.rows.tolist(), strict=True
        )
    ]
