"""The sheet Owned."""

from collections.abc import Sequence
from datetime import date

from optimizer.domain.names import trim
from optimizer.domain.problems import Findings
from optimizer.domain.tables import NONE, License, Owned
from optimizer.reading import cells
from optimizer.reading.columns import Columns
from optimizer.reading.grids import Grid
from optimizer.reading.meaning.never import says_none
from optimizer.reading.sheets.said_in_names import UNITS_OF_PACKS, pack_said


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
    _note_packs(grid, found.tolist(), quantities, names, findings)
    return [
        Owned(license, quantity, until, sa_until, row)
        for license, quantity, until, sa_until, row in zip(
            found.tolist(), quantities, untils, assured, grid.rows.tolist(), strict=True
        )
    ]


def _note_packs(
    grid: Grid,
    found: Sequence[int],
    quantities: Sequence[int],
    names: Sequence[str],
    findings: Findings,
) -> None:
    """Where a name says that it is a pack, its Quantity may count packs: once a license."""
    told = {NONE}
    for license, quantity, row in zip(found, quantities, grid.rows.tolist(), strict=True):
        if license not in told and quantity and (pack := pack_said(names[license])):
            findings.warn(
                grid.place("Quantity", row),
                UNITS_OF_PACKS,
                name=names[license],
                said=pack[0],
                quantity=quantity,
            )
        told.add(license)
