"""Two workbooks -> the workbooks between them, one kind of change after the other, in this order:
As of and horizon, people, devices, servers and products, accesses, owned, licenses and offers,
rules.

Who leaves takes their accesses with them, who joins brings theirs, as far as what they use is
already there; the rest of Access changes in its own step. The last workbook is the new one itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from optimizer.domain.names import fold, trim
from optimizer.reading.grid import Grid, Values
from optimizer.reading.grids import Book

STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("As of and horizon", ()),
    ("People", ("Users",)),
    ("Devices", ("Devices",)),
    ("Servers and products", ("Servers", "Products")),
    ("Accesses", ("Access",)),
    ("Owned", ("Owned", "Assigned")),
    ("Licenses and offers", ("Licenses", "Offers", "Timeline")),
    ("Rules", ("Families",)),
)
"""Each step and the sheets that it takes from the new workbook; the last one takes all."""

FRAME = ("as of", "horizon", "discount rate", "orders")
"""Settings of the first step."""

HOLDERS = {"Users": "User", "Devices": "Device", "Servers": "Server"}
"""Sheets whose rows Access names, and its columns."""


def between(old: Book, new: Book) -> Iterator[tuple[str, Book]]:
    """Each step and the workbook after it."""
    grids = dict(old.grids)
    for name, sheets in STEPS:
        if name == STEPS[-1][0]:
            yield name, new
            return
        if not sheets:
            framed = _framed(old.grids.get("Settings"), new.grids.get("Settings"))
            if framed is not None:
                grids["Settings"] = framed
        for sheet in sheets:
            if sheet in HOLDERS and "Access" in grids:
                grids["Access"] = _with_holders(grids, new, sheet)
            if sheet in new.grids:
                grids[sheet] = new.grids[sheet]
            else:
                grids.pop(sheet, None)
        yield name, replace(new, grids=dict(grids))


def texts(grid: Grid, column: str) -> list[str]:
    """A column's values, folded; "" where blank."""
    if column not in grid.columns:
        return [""] * len(grid.rows)
    values = grid.columns[column]
    words = [fold(trim(str(value))) for value in values.distinct] + [""]
    return [words[code] for code in values.codes.tolist()]


def _framed(old: Grid | None, new: Grid | None) -> Grid | None:
    """The old settings with the new frame."""
    if old is None or new is None:
        found = new if old is None else old
        if found is None:
            return None
        keep = [(name in FRAME) == (old is None) for name in texts(found, "Setting")]
        return some(found, keep)
    kept = [name not in FRAME for name in texts(old, "Setting")]
    taken = [name in FRAME for name in texts(new, "Setting")]
    return joined(some(old, kept), some(new, taken))


def _with_holders(grids: Mapping[str, Grid], new: Book, sheet: str) -> Grid:
    """Access without the rows of those who left, and with the rows of those who came."""
    access, column = grids["Access"], HOLDERS[sheet]
    if sheet not in grids or sheet not in new.grids or "Access" not in new.grids:
        return access
    before, after = set(texts(grids[sheet], column)), set(texts(new.grids[sheet], column))
    kept = [name not in before - after for name in texts(access, column)]
    access = some(access, kept)
    came = after - before
    if not came:
        return access
    there = {
        HOLDERS[name]: set(texts(new.grids[name] if name == sheet else grids[name], HOLDERS[name]))
        for name in HOLDERS
        if name in grids and name in new.grids
    }
    rows = new.grids["Access"]
    columns = {name: texts(rows, name) for name in HOLDERS.values()}
    fits = [
        columns[column][i] in came
        and all(not columns[c][i] or columns[c][i] in known for c, known in there.items())
        for i in range(len(rows.rows))
    ]
    return joined(access, some(rows, fits))


def some(grid: Grid, rows: Sequence[bool]) -> Grid:
    """Some rows, without values that none of them holds."""
    found = grid.take(np.array(rows, bool))
    for name, values in found.columns.items():
        used = set(values.codes.tolist())
        kept = [value if code in used else None for code, value in enumerate(values.distinct)]
        found = found.put(name, values.recoded(kept))
    return found


def joined(first: Grid, second: Grid) -> Grid:
    """The rows of both, the second one's below."""
    columns: dict[str, Values] = {}
    for name in {**first.columns, **second.columns}:
        parts = []
        for grid in (first, second):
            values = grid.columns.get(name)
            blank = np.full(len(grid.rows), -1, np.int32)
            parts.append((blank, ()) if values is None else (values.codes, values.distinct))
        (codes, distinct), (more, others) = parts
        shifted = np.where(more < 0, -1, more + len(distinct)).astype(np.int32)
        base = first.columns.get(name) or second.columns[name]
        merged = np.r_[codes, shifted].astype(np.int32)
        columns[name] = replace(base, codes=merged, distinct=(*distinct, *others))
    top = int(first.rows.max(initial=0))
    rows = np.r_[first.rows, second.rows + top].astype(first.rows.dtype)
    return replace(first, rows=rows, columns=columns)
