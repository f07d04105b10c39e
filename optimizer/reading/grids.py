"""xlsx -> grids: the known columns of the known sheets, each value with its cell. Nothing is
interpreted here."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from optimizer.domain import names as naming
from optimizer.domain import schema
from optimizer.domain.problems import Findings, Message, Place
from optimizer.reading import cells
from optimizer.reading.files.beside import beside
from optimizer.reading.files.check import no_workbook, refuse_what_is_no_workbook
from optimizer.reading.files.open_table import read_table
from optimizer.reading.files.table import TableFile
from optimizer.reading.files.xlsx import COPIED, Marks, Row, Rows, open_rows
from optimizer.reading.headers import (
    HEADER_WITHIN,
    header_cells,
    header_row,
    is_filled,
    positions_of,
    report_header,
)

UNKNOWN_SHEET = Message("unknown-sheet", "is not a sheet of this format and is ignored.", "{hint}")
SHEET_TWICE = Message(
    "sheet-twice",
    'stands twice, as "{first}" and as "{second}".',
    "Keep one of the two sheets.",
)
FILE_AND_SHEET = Message(
    "file-and-sheet",
    '{setting} is "{file}", but there is a sheet {sheet} too.',
    "Keep one of the two.",
)
SHEET_MISSING = Message("sheet-missing", "is missing.", "{hint} Add the sheet.")
SHEET_EMPTY = Message("sheet-empty", "has no rows.", "Fill it in.")
SHEET_HIDDEN = Message("sheet-hidden", "is hidden; it is read like a visible sheet.")
ROWS_HIDDEN = Message("rows-hidden", "has {rows} hidden rows; they are read like visible ones.")
COLUMNS_HIDDEN = Message("columns-hidden", "has hidden columns; they are read like visible ones.")
NO_MEMORY = Message(
    "no-memory", "does not fit into memory.", "Split it, or use a machine with more memory."
)
TOO_FAR_RIGHT = Message(
    "too-far-right",
    'column "{column}" stands too far to the right of a long sheet.',
    "Move it beside the others, or delete the empty columns between.",
)


@dataclass(frozen=True)
class Values:
    """One column, each distinct value once: `codes` (int32, a row each; -1 is blank) index
    `distinct` (raw values)."""

    column: schema.Column
    position: int
    codes: np.ndarray[Any, np.dtype[np.int32]]
    distinct: tuple[object, ...]


@dataclass(frozen=True)
class Grid:
    """One sheet: its rows' numbers in Excel (int32) and its known columns by name; columns it lacks
    are missing."""

    sheet: schema.Sheet
    header: int
    rows: np.ndarray[Any, np.dtype[np.int32]]
    columns: Mapping[str, Values]

    def place(self, column: str, row: int) -> Place:
        """The cell of a column in an Excel row."""
        position = self.columns[column].position if column in self.columns else 0
        return Place(self.sheet.order, self.sheet.name, row, position + 1)


@dataclass(frozen=True)
class Book:
    """A workbook as read: file name, SHA-256 of its bytes, its grids by sheet name, its table files
    with their SHA-256, and the path of every file that was read."""

    name: str
    sha256: str
    grids: Mapping[str, Grid]
    files: Mapping[str, str] = field(default_factory=dict)
    inputs: tuple[Path, ...] = ()


def read(path: Path, findings: Findings, copied: int = COPIED) -> Book:
    """Read every sheet of format 1 in the workbook at `path`; `copied` as in xlsx.open_rows.

    Raises WorkbookError, naming the file, where it is not a readable .xlsx workbook. Problems of
    cells go to `findings`.
    """
    refuse_what_is_no_workbook(path)
    try:
        with open_rows(path, _known, copied) as rows:
            grids, titles = _read_sheets(rows, findings)
            before = len(findings.problems)
            files = _read_files(path.parent, grids, titles, findings)
            if len(findings.problems) == before:
                _require(grids, titles, rows.titles, findings)
        sha256s = {file.name: _sha256(file) for file in files}
        return Book(path.name, _sha256(path), grids, sha256s, (path, *files))
    except MemoryError:
        raise no_workbook(path, NO_MEMORY) from None


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


_KNOWN = {naming.fold(sheet.name): sheet for sheet in schema.SHEETS}


_IMPORTED = {naming.fold(name) for name in schema.IMPORTED}


def _known(title: str) -> bool:
    """Whether a sheet is one of format 1."""
    return naming.fold(naming.trim(title)) in _KNOWN


def _read_sheets(rows: Rows, findings: Findings) -> tuple[dict[str, Grid], dict[str, str]]:
    """The grids and, for each known sheet that is there, its title as written."""
    grids: dict[str, Grid] = {}
    titles: dict[str, str] = {}
    for title in rows.titles:
        sheet = _KNOWN.get(naming.fold(naming.trim(title)))
        if naming.fold(naming.trim(title)) in _IMPORTED:
            continue
        if sheet is None:
            near = naming.nearest(title, (s.name for s in schema.SHEETS))
            findings.warn(Place(99, title), UNKNOWN_SHEET, hint=near)
        elif sheet.name in titles:
            findings.problem(
                Place(sheet.order, sheet.name),
                SHEET_TWICE,
                first=titles[sheet.name],
                second=title,
            )
        else:
            titles[sheet.name] = title
            _note_hidden(sheet, rows.hidden(title), rows.mark(title), findings)
            grid = _grid(rows.of(title), sheet, rows.mac, rows.mark(title).cut, findings)
            if grid is not None:
                grids[sheet.name] = grid
    return grids, titles


FILES = {"Access file": "Access", "Users file": "Users", "Devices file": "Devices"}
"""Settings that name a file -> the sheet that the file stands for."""


def _read_files(
    folder: Path, grids: dict[str, Grid], titles: dict[str, str], findings: Findings
) -> list[Path]:
    """Read the tables that Settings names files for; their cells are named as if they stood on the
    sheet."""
    found = []
    settings = grids.get("Settings")
    for place, name, file in _named_files(settings) if settings is not None else ():
        sheet = schema.BY_NAME[FILES[name]]
        if sheet.name in titles:
            findings.problem(
                place,
                FILE_AND_SHEET,
                setting=name,
                file=file,
                sheet=sheet.name,
            )
            continue
        titles[sheet.name] = file
        try:
            path = beside(folder, file)
            table = read_table(
                path, frozenset(naming.fold(column.name) for column in sheet.columns)
            )
        except cells.Refused as refused:
            findings.problem(place, refused.message.about(name), **refused.fields)
            continue
        found.append(path)
        required = {naming.fold(column.name) for column in sheet.columns if column.required}
        if not required <= {folded for _, _, folded in header_cells(table.header)}:
            report_header([table.header], sheet, findings)
            continue
        grid = _file_grid(table, sheet, findings)
        if grid is not None:
            grids[sheet.name] = grid
    return found


def _named_files(settings: Grid) -> Iterator[tuple[Place, str, str]]:
    """The cells of Settings that name a file: place, setting, file."""
    if not {"Setting", "Value"} <= settings.columns.keys():
        return
    names, values = settings.columns["Setting"], settings.columns["Value"]
    known = {naming.fold(name): name for name in FILES}
    for row, code, value in zip(
        settings.rows.tolist(), names.codes.tolist(), values.codes.tolist(), strict=True
    ):
        name = known.get(naming.fold(naming.trim(str(names.distinct[code])))) if code >= 0 else None
        if name and value >= 0:
            yield settings.place("Value", row), name, naming.trim(str(values.distinct[value]))


def _file_grid(table: TableFile, sheet: schema.Sheet, findings: Findings) -> Grid | None:
    positions = positions_of(table.header, 1, sheet, findings)
    columns = {}
    filled = np.zeros(len(table.columns[0][0]), bool)
    for name, position in positions.items():
        codes, distinct = table.columns[position]
        columns[name] = _values(sheet.column(name), position, codes, distinct, False)
        filled |= columns[name].codes >= 0
    if not filled.any():
        return None
    numbers = np.flatnonzero(filled).astype(np.int32) + 2
    if not filled.all():
        columns = {
            n: Values(v.column, v.position, v.codes[filled], v.distinct) for n, v in columns.items()
        }
    return Grid(sheet, 1, numbers, columns)


def _require(
    grids: Mapping[str, Grid], titles: Mapping[str, str], known: Sequence[str], findings: Findings
) -> None:
    """A required sheet that is missing or empty is a problem."""
    for sheet in schema.SHEETS:
        if sheet.required and sheet.name not in titles:
            near = naming.nearest(sheet.name, known)
            findings.problem(Place(sheet.order, sheet.name), SHEET_MISSING, hint=near)
        elif (
            sheet.required
            and sheet.name not in grids
            and all(p.place.sheet != sheet.name for p in findings.problems)
        ):
            findings.problem(Place(sheet.order, sheet.name), SHEET_EMPTY)


def _note_hidden(sheet: schema.Sheet, hidden: bool, mark: Marks, findings: Findings) -> None:
    place = Place(sheet.order, sheet.name)
    if hidden:
        findings.warn(place, SHEET_HIDDEN)
    if mark.hidden_rows:
        findings.warn(place, ROWS_HIDDEN, rows=mark.hidden_rows)
    if mark.hidden_columns:
        findings.warn(place, COLUMNS_HIDDEN)


def _grid(
    rows: list[Row], sheet: schema.Sheet, mac: bool, cut: int, findings: Findings
) -> Grid | None:
    """The sheet's grid, or None where it has no rows; a header that lacks a required column is a
    problem, and so is a column from `cut` on, of which only the head was read."""
    head = rows[:HEADER_WITHIN]
    header = header_row(head, sheet)
    if header is None:
        if any(is_filled(row) for row in head):
            report_header(head, sheet, findings)
        return None
    positions = positions_of(head[header], header + 1, sheet, findings)
    for name, position in positions.items():
        if position >= cut:
            place = Place(sheet.order, sheet.name, header + 1, position + 1)
            findings.problem(place, TOO_FAR_RIGHT, column=name)
    below = rows[header + 1 :]
    columns = {
        name: _values(sheet.column(name), position, *_coded(_column(below, position)), mac)
        for name, position in positions.items()
    }
    filled = np.zeros(len(below), bool)
    for values in columns.values():
        filled |= values.codes >= 0
    if not filled.any():
        return None
    numbers = np.flatnonzero(filled).astype(np.int32) + header + 2
    kept = {
        n: Values(v.column, v.position, v.codes[filled], v.distinct) for n, v in columns.items()
    }
    return Grid(sheet, header + 1, numbers, kept)


def _column(rows: list[Row], position: int) -> list[object]:
    """One column's cells; a row may be shorter than others."""
    return [row[position] if position < len(row) else None for row in rows]


def _coded(raw: Sequence[object]) -> tuple[np.ndarray[Any, np.dtype[np.int64]], Sequence[object]]:
    """Cells as codes (-1 is blank) and the distinct values in order of appearance."""
    codes, found = pd.factorize(np.fromiter(raw, object, len(raw)))
    return codes, list(found)


def _values(
    column: schema.Column,
    position: int,
    codes: np.ndarray[Any, Any],
    found: Sequence[object],
    mac: bool,
) -> Values:
    """One column without its blanks."""
    blank = np.array(
        [isinstance(value, str) and not naming.trim(value) for value in found] + [True], bool
    )
    number = np.where(blank, -1, np.cumsum(~blank) - 1)
    distinct: list[object] = [
        value for value, nothing in zip(found, blank, strict=False) if not nothing
    ]
    if mac and column.kind is schema.Kind.DATE:
        # Date cells are dates already; bare serial numbers count from another epoch.
        distinct = [
            v + 1462 if isinstance(v, (int, float)) and not isinstance(v, bool) else v
            for v in distinct
        ]
    return Values(column, position, number[codes].astype(np.int32), tuple(distinct))
