"""Lists that say a name once and leave it blank in the rows below, as outlines and pivot tables do,
where a blank name can mean nothing else; and servers with a row for each of their products."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from optimizer.domain import names as naming
from optimizer.domain.arrays import distinct
from optimizer.domain.problems import Findings, Message
from optimizer.domain.tables import Bools, Ints
from optimizer.reading.grid import Grid, Values
from optimizer.reading.wording import counted, first_of

OUTLINE = Message(
    "outline",
    "{rows} no {column} ({cells}): the one above is taken.",
    "Fill each row in if that is not what is meant.",
)
PRODUCTS_BELOW = Message(
    "products-below",
    "{servers} a row for each product ({names}): each is read as one server with all of them.",
    "Give them names of their own if they are several servers.",
)

NAMED_ONCE = {
    "Scenarios": ("Scenario", "Change"),
    "Products": ("Product", "Family"),
    "Offers": ("Offer", "From quantity"),
    "Timeline": ("From", "Change"),
}
"""Sheet -> the column that is filled in from above, and one that a row holds that goes on so."""

SHOWN = 4


def filled_down(grids: Mapping[str, Grid], findings: Findings) -> dict[str, Grid]:
    """The grids with such blanks filled in and such rows of Servers as one, each told."""
    result = dict(grids)
    for sheet, (name, holds) in NAMED_ONCE.items():
        if sheet in result and holds in result[sheet].columns:
            result[sheet] = _filled_down(result[sheet], name, holds, findings)
    if "Servers" in result:
        result["Servers"] = _together(result["Servers"], findings)
    return result


def _goes_on(grid: Grid, name: str, holds: str) -> tuple[Bools, Ints]:
    """Rows (bool) that lack the name and go on right below one that has it; the index of that row
    for each."""
    blank = grid.columns[name].codes < 0
    index = np.arange(len(blank))
    above = np.maximum.accumulate(np.where(blank, -1, index))
    goes_on = blank & (above >= 0) & (grid.columns[holds].codes >= 0)
    goes_on &= grid.rows - grid.rows[np.maximum(above, 0)] == index - above  # no gap between
    return goes_on, above


def _filled_down(grid: Grid, name: str, holds: str, findings: Findings) -> Grid:
    goes_on, above = _goes_on(grid, name, holds)
    if name == "Offer":  # a row of another license is no tier of the offer above
        licenses = grid.columns["License"].codes
        goes_on &= (licenses < 0) | (licenses == licenses[np.maximum(above, 0)])
    if not goes_on.any():
        return grid
    cells = grid.cells(name, goes_on)
    count = len(cells)
    findings.warn(
        cells[0],
        OUTLINE,
        others=cells[1:1000],
        rows=f"{counted(count, 'row')} {'has' if count == 1 else 'have'}",
        column=name,
        cells=first_of(cells),
    )
    # The tiers of an offer agree on all but their quantity and price.
    kept = (name,) if name != "Offer" else [c for c in grid.columns if c not in (holds, "Price")]
    for column in kept:
        values = grid.columns[column]
        blank = goes_on & (values.codes < 0)
        codes = np.where(blank, values.codes[np.maximum(above, 0)], values.codes)
        grid = grid.put(column, replace(values, codes=codes.astype(np.int32)))
    return grid


def _together(grid: Grid, findings: Findings) -> Grid:
    """Servers with the rows of one server, alike or blank but for Product, as its first one."""
    goes_on, above = _goes_on(grid, "Server", "Product")
    first = _first_of_each(grid)
    first = np.where(goes_on, first[np.maximum(above, 0)], first)
    index = np.arange(len(first))
    more = first < index
    products = grid.columns["Product"]
    if not more.any() or np.any(products.codes[more] < 0):
        return grid
    for name, values in grid.columns.items():
        if name not in ("Server", "Product"):
            differ = (values.codes >= 0) & (values.codes != values.codes[first])
            more &= ~np.isin(first, first[differ & more])
    same = products.codes == products.codes[first]
    more &= ~np.isin(first, first[same & more])  # said twice alike: one of them is a mistake
    if not more.any():
        return grid
    parts = {row: [_text(products, row)] for row in distinct(first[more]).tolist()}
    for row in np.flatnonzero(more).tolist():
        parts[int(first[row])].append(_text(products, row))
    listed = [*products.distinct]
    codes = products.codes.copy()
    for row, each in parts.items():
        codes[row] = len(listed)
        listed.append("; ".join(dict.fromkeys(each)))
    cells = grid.cells("Server", np.array(sorted(parts)))
    names = grid.columns["Server"]
    shown = [f'"{_text(names, row)}"' for row in sorted(parts)[:SHOWN]]
    findings.warn(
        cells[0],
        PRODUCTS_BELOW,
        others=grid.cells("Server", more)[:1000],
        servers=f"{counted(len(parts), 'server')} {'has' if len(parts) == 1 else 'have'}",
        names=", ".join(shown) + (", ..." if len(parts) > SHOWN else ""),
    )
    joined = replace(products, codes=codes, distinct=tuple(listed))
    return grid.put("Product", joined).take(~more)


def _first_of_each(grid: Grid) -> Ints:
    """The first row of the name that each row has; of a blank one the row itself."""
    names = grid.columns["Server"]
    folded = naming.folded([str(value) for value in names.distinct])
    numbers: dict[str, int] = {}
    code = np.array([numbers.setdefault(text, len(numbers)) for text in folded] + [-1])[names.codes]
    first = np.arange(len(code))
    met: dict[int, int] = {}
    for row, each in enumerate(code.tolist()):
        if each >= 0:
            first[row] = met.setdefault(each, row)
    return first


def _text(values: Values, row: int) -> str:
    code = int(values.codes[row])
    return naming.trim(str(values.distinct[code])) if code >= 0 else ""
