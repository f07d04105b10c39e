"""User types that make no difference: no license names them in For."""

from collections.abc import Sequence

import numpy as np

from optimizer.domain import names as naming
from optimizer.domain.arrays import distinct
from optimizer.domain.problems import Findings, Message
from optimizer.domain.tables import Holders, License
from optimizer.reading.grid import Grid
from optimizer.reading.sheets.products_families import EMPLOYEE, EXTERNAL, KnownNames
from optimizer.reading.wording import counted, listed

TYPES_ALIKE = Message(
    "types-alike",
    "no license names {types} in For: {rows} licensed like employees.",
    "Name the type in For of the licenses that are for it, or leave it so.",
)


def note_types(
    grid: Grid,
    users: Holders,
    licenses: Sequence[License],
    registry: KnownNames,
    findings: Findings,
) -> None:
    """One note of all types that no license is for, with their rows; of External only where no
    product asks nothing of externals."""
    if "Type" not in grid.columns:
        return
    named = frozenset[int]().union(*(each.types for each in licenses if each.types is not None))
    told = [
        code
        for code in distinct(users.type).tolist()
        if code not in named and not _says_nothing(registry, registry.types.spelled[code])
    ]
    rows = np.isin(users.type, told)
    if not rows.any():
        return
    cells = grid.cells("Type", rows)
    findings.warn(
        cells[0],
        TYPES_ALIKE,
        others=cells[1:1000],
        types=listed([registry.types.spelled[code] for code in told]),
        rows=f"{counted(len(cells), 'row')} {'is' if len(cells) == 1 else 'are'}",
    )


def _says_nothing(registry: KnownNames, name: str) -> bool:
    if naming.fold(name) == naming.fold(EXTERNAL):
        return any(product.not_external for product in registry.products)
    return naming.fold(name) == naming.fold(EMPLOYEE)
