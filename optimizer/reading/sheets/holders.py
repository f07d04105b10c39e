"""The sheets Users and Devices."""

import numpy as np

from optimizer.domain.problems import Findings, Message
from optimizer.domain.tables import NONE, Holders, Kind
from optimizer.reading import cells
from optimizer.reading.columns import Columns
from optimizer.reading.grids import Grid
from optimizer.reading.sheets.backwards import note_backwards
from optimizer.reading.sheets.products_families import EMPLOYEE, KnownNames, meant_type

SAME_AS_ITSELF = Message(
    "same-as-itself", "Same as names the row itself.", "Clear it, or name the other row."
)
SAME_AS_CHAINED = Message(
    "same-as-chained",
    "Same as names a row that is itself the same as another.",
    "Name the row that is meant in the end.",
)
TYPE_READ = Message("type-read", 'Type "{name}" is read as {type} in {rows} row{s}.')


NEVER = np.datetime64("NaT", "D")


def read_holders(grid: Grid, registry: KnownNames, findings: Findings) -> Holders:
    """The rows of Users or Devices."""
    sheet = grid.sheet.name
    columns = Columns(grid, findings)
    names = columns.unique(sheet[:-1])
    employee = registry.type(EMPLOYEE)
    types = columns.distinct("Type", cells.text, "")
    type_codes = np.array([registry.type(name) if name else employee for name in types], np.int64)
    for code, name in enumerate(types):
        if name and meant_type(name) != name:
            rows = np.flatnonzero(columns.codes("Type") == code)
            findings.warn(
                grid.place("Type", int(grid.rows[rows[0]])),
                TYPE_READ,
                name=name,
                type=meant_type(name),
                rows=f"{len(rows):,}",
                s="" if len(rows) == 1 else "s",
            )
    holders = Holders(
        sheet=sheet,
        names=tuple(names),
        rows=grid.rows.astype(np.int64),
        count=columns.array("Count", cells.whole, 1, np.int64),
        kind=columns.array(
            "License by",
            columns.keyword("License by", Kind.of),
            0,
            np.int64,
        ),
        type=type_codes[columns.codes("Type")],
        same_as=columns.references("Same as", names, sheet),
        start=columns.array("From", day_or_never, NEVER, "datetime64[D]"),
        stop=columns.array("To", day_or_never, NEVER, "datetime64[D]"),
        department=tuple(columns.each("Department", cells.text, "")),
        site=tuple(columns.each("Site", cells.text, "")),
        active=columns.array("Active", cells.yes_no, True, np.bool_),
    )
    note_backwards(grid, holders.start, holders.stop, findings)
    meant = holders.same_as
    itself = meant == np.arange(len(meant))
    columns.refuse("Same as", itself, SAME_AS_ITSELF)
    chained = (meant != NONE) & ~itself & (meant[meant] != NONE)
    columns.refuse(
        "Same as",
        chained,
        SAME_AS_CHAINED,
    )
    return holders


def day_or_never(value: object) -> np.datetime64:
    """A cell's day as an array holds it."""
    return np.datetime64(cells.day(value), "D")


def no_sheet(sheet: str, access: Columns, registry: KnownNames) -> Holders:
    """The users or devices that Access names, each one person or device; its columns are one value
    for all rows, not to be written to."""
    _, names = access.names(sheet[:-1])
    n = len(names)
    rows, count, kind, type_, same_as = (
        np.broadcast_to(np.int64(each), n) for each in (0, 1, 0, registry.type(EMPLOYEE), NONE)
    )
    blank = ("",) * n
    return Holders(
        sheet=sheet,
        names=tuple(names),
        rows=rows,
        count=count,
        kind=kind,
        type=type_,
        same_as=same_as,
        start=np.broadcast_to(NEVER, n),
        stop=np.broadcast_to(NEVER, n),
        department=blank,
        site=blank,
        active=np.broadcast_to(np.True_, n),
    )
