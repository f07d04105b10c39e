"""One sheet, or one table file, -> its grid: the columns that are read, its rows that hold
anything, each value with its cell."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from optimizer.domain import schema
from optimizer.domain.problems import Findings, Message, Place
from optimizer.reading.asked_of_rights import begins_said, currencies_said
from optimizer.reading.files.raw_sheet import RawSheet
from optimizer.reading.files.table import TableFile
from optimizer.reading.files.xlsx import Marks
from optimizer.reading.grid import Grid, Values, values_of
from optimizer.reading.headers import (
    HEADER_WITHIN,
    Content,
    Heading,
    header_cells,
    header_row,
    heading_of,
    is_filled,
    likest,
)
from optimizer.reading.no_header import lacking, report_header
from optimizer.reading.unread import content_of, tell

TOO_FAR_RIGHT = Message(
    "too-far-right",
    'column "{column}" stands too far to the right of a long sheet.',
    "Move it beside the others, or delete the empty columns between.",
)

TOO_MANY_ROWS = Message(
    "too-many-rows",
    "has {rows:,} rows; at most {most:,} are read.",
    "Is {sheet} the right sheet? Only Access, Users, Devices and Assigned may be longer.",
)

MOST_ROWS = 100_000
"""Rows of a sheet whose rows are taken one by one."""

LONG = ("Access", "Users", "Devices", "Assigned")
"""Sheets that may be as long as Excel has rows."""

MANY = 1000
"""Rows from which a column's kind is told."""


def grid_of(
    rows: RawSheet,
    sheet: schema.Sheet,
    headers: dict[str, tuple[str, ...]],
    *,
    mac: bool,
    mark: Marks,
    findings: Findings,
) -> Grid | None:
    """The sheet's grid, or None where it has no rows; a header that lacks a required column is a
    problem, and so is a column past the cut, of which only the head was read. The texts of its
    header go to `headers`."""
    head = rows.head(HEADER_WITHIN)
    header = header_row(head, sheet)
    like = likest(head, sheet) if header is None else header
    if like < len(head):
        headers[sheet.name] = tuple(title for _, title in header_cells(head[like]))
    if header is None:
        if any(is_filled(row) for row in head):
            report_header(head, sheet, findings)
        return None
    below = header + 1

    def sample(position: int) -> list[object]:
        return rows.sample(position, below, MANY)

    heading = heading_of(
        head[header], header + 1, sheet, lambda position: content_of(sample(position)), findings
    )
    if lacking(heading, sheet, findings):
        return None
    for name, position in heading.positions.items():
        if position >= mark.cut:
            place = Place(sheet.order, sheet.name, header + 1, position + 1)
            findings.problem(place, TOO_FAR_RIGHT, column=name)
    tell(heading, sheet, sample, findings)
    columns = _columns(heading, sheet, lambda position: rows.column(position, below), mac=mac)
    grid = Grid(
        sheet,
        header + 1,
        np.arange(below + 1, len(rows) + 1, dtype=np.int32),
        columns,
        titles=heading.titles,
        unread=heading.unread,
        currencies=currencies_said(heading, sheet, sample),
        begins=begins_said(heading, sheet, sample),
    )
    kept = _without_blank_rows(grid)
    if kept is not None and len(kept.rows) > MOST_ROWS and sheet.name not in LONG:
        count, most = len(kept.rows), MOST_ROWS
        findings.problem(grid.whole, TOO_MANY_ROWS, rows=count, most=most, sheet=sheet.name)
        return None
    return None if kept is None else replace(kept, alone=_alone(kept, rows))


def grid_of_file(table: TableFile, sheet: schema.Sheet, findings: Findings) -> Grid | None:
    """The grid of a table whose header is one, or None where it has no rows or lacks a required
    column, which is a problem."""

    def content(position: int) -> Content:
        return content_of(table.columns[position][1][:MANY])

    heading = heading_of(table.header, table.line, sheet, content, findings)
    if lacking(heading, sheet, findings):
        return None
    tell(heading, sheet, partial(_sample, table), findings)
    columns = _columns(heading, sheet, table.columns.__getitem__, mac=False)
    rows = np.arange(len(table.columns[0][0])) if table.rows is None else table.rows
    grid = Grid(
        sheet,
        table.line,
        (rows + table.line + 1).astype(np.int32),
        columns,
        titles=heading.titles,
        unread=heading.unread,
        times=table.times,
    )
    kept = _without_blank_rows(grid)
    if kept is None or heading.unread:
        return kept
    return replace(kept, alone=_alone(kept, None))


def _columns(
    heading: Heading,
    sheet: schema.Sheet,
    column: Callable[[int], tuple[np.ndarray[Any, Any], Sequence[object]]],
    *,
    mac: bool,
) -> dict[str, Values]:
    """The columns that are read, a second one of Active as `Active 2`."""
    read = [(name, name, position) for name, position in heading.positions.items()]
    read += [("Active", f"Active {n}", p) for n, p in enumerate(heading.also.get("Active", ()), 2)]
    return {
        name: values_of(sheet.column(known), position, *column(position), mac=mac)
        for known, name, position in read
    }


def _sample(table: TableFile, position: int) -> Sequence[object]:
    """The first filled cells of a table's column, whether it is read or not."""
    _, distinct = table.columns[position]
    return table.samples.get(position) or [value for value in distinct[:MANY] if value != ""]


def _without_blank_rows(grid: Grid) -> Grid | None:
    """The grid's rows that hold anything; None where none does."""
    filled = np.zeros(len(grid.rows), bool)
    for values in grid.columns.values():
        filled |= values.codes >= 0
    if filled.all():
        return grid if len(filled) else None
    return grid.take(filled) if filled.any() else None


def _alone(grid: Grid, rows: RawSheet | None) -> frozenset[int]:
    """The rows whose only filled cell is one of a known column that is not enough for a row; `rows`
    is None where there are no columns but known ones."""
    filled = sum((v.codes >= 0).astype(np.int8) for v in grid.columns.values())
    short = np.zeros(len(grid.rows), bool)
    for column in grid.sheet.columns:
        if column.required:
            short |= grid.columns[column.name].codes < 0
    candidates = grid.rows[(filled == 1) & short].tolist()
    if rows is None:
        return frozenset(candidates)
    return frozenset(
        number for number in candidates if sum(is_filled((c,)) for c in rows.row(number - 1)) == 1
    )
