"""xlsx -> grids: the known columns of the known sheets, each value with its cell. Nothing is interpreted here."""

import hashlib
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import openpyxl
import pandas as pd
from defusedxml import DefusedXmlException, ElementTree
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.utils.exceptions import InvalidFileException

from optimizer import cells, schema
from optimizer.problems import Findings, Place, WorkbookError

HEADER_WITHIN = 20
LARGEST = 4 << 30
"""Bytes that a workbook may unpack to; a million rows of ten columns take a sixth of it."""
SUSPECT_SIZE, SUSPECT_RATIO, MOST_ENTRIES = 256 << 20, 200, 10_000

_BROKEN = (
    KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, EOFError, OSError, zlib.error,
    zipfile.BadZipFile, InvalidFileException, NotImplementedError, RuntimeError,
)  # fmt: skip
"""What openpyxl and zipfile raise on a damaged file."""


@dataclass(frozen=True)
class Values:
    """One column, each distinct value once: `codes` (int32, a row each; -1 is blank) index `distinct` (raw values)."""

    column: schema.Column
    position: int
    codes: np.ndarray[Any, np.dtype[np.int32]]
    distinct: tuple[object, ...]


@dataclass(frozen=True)
class Grid:
    """One sheet: its rows' numbers in Excel (int32) and its known columns by name; columns it lacks are missing."""

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
    """A workbook as read: file name, SHA-256 of its bytes and its grids by sheet name."""

    name: str
    sha256: str
    grids: Mapping[str, Grid]


def read(path: Path, findings: Findings) -> Book:
    """Read every sheet of format 1 in the workbook at `path`.

    Raises WorkbookError, naming the file, where it is not a readable .xlsx workbook. Problems of cells go to `findings`.
    """
    _refuse_what_is_no_workbook(path)
    try:
        with warnings.catch_warnings():
            # What openpyxl cannot keep (validations, extensions) is of no concern to who only reads values.
            warnings.simplefilter("ignore")
            grids = _read_sheets(path, findings)
    except MemoryError:
        raise _no_workbook(path, "does not fit into memory.", "Split it, or use a machine with more memory.") from None
    except _BROKEN as error:
        if _forbidden(error):
            raise _no_workbook(
                path, "holds XML entities, which no workbook needs and an attack does.", "Do not open it."
            ) from None
        raise _no_workbook(path, "is damaged.", "Open it in Excel, let Excel repair it, and save it.") from None
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return Book(path.name, sha256, grids)


def _forbidden(error: BaseException | None) -> bool:
    """Whether XML that defusedxml forbids is at the bottom of an error; openpyxl wraps it at times."""
    while error is not None and not isinstance(error, DefusedXmlException):
        error = error.__cause__ or error.__context__
    return error is not None


def _no_workbook(path: Path, problem: str, remedy: str) -> WorkbookError:
    findings = Findings()
    findings.problem(Place(file=path.name), problem, remedy)
    return WorkbookError(findings.problems)


def _refuse_what_is_no_workbook(path: Path) -> None:
    """One clear sentence for each thing that people give instead of a workbook."""
    if path.is_dir():
        raise _no_workbook(path, "is a folder.", "Give the workbook in it.")
    if path.name.startswith("~$"):
        raise _no_workbook(path, "is the lock file of an open workbook.", f'Give the workbook itself, "{path.name[2:]}".')
    if not path.exists():
        near = cells.nearest(path.name, (p.name for p in path.parent.glob("*.xls*"))) if path.parent.is_dir() else ""
        raise _no_workbook(path, "does not exist.", f"{near} Check the name and the folder.".strip())
    try:
        with path.open("rb") as file:
            start = file.read(4096)
    except OSError:
        raise _no_workbook(path, "cannot be read.", "Close it in other programs and check who may read it.") from None
    if not start:
        raise _no_workbook(path, "is empty.", "Save the workbook again.")
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise _no_workbook(
            path,
            "is an old .xls workbook, or one with a password or a sensitivity label.",
            "Open it in Excel, remove the protection, and save it as .xlsx.",
        )
    if not start.startswith(b"PK"):
        if b"\x00" not in start:
            raise _no_workbook(path, "is text (CSV, say), not a workbook.", "Open it in Excel and save it as .xlsx.")
        raise _no_workbook(path, "is not an Excel workbook.", "Save it as .xlsx.")
    _refuse_bombs(path)


def _refuse_bombs(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError):
        raise _no_workbook(path, "is cut short or damaged.", "Copy or download it again.") from None
    sizes = [entry.file_size for entry in entries]
    swollen = any(e.file_size > SUSPECT_SIZE and e.file_size > SUSPECT_RATIO * e.compress_size for e in entries)
    if sum(sizes) > LARGEST or swollen or len(entries) > MOST_ENTRIES:
        raise _no_workbook(
            path,
            f"would unpack to {sum(sizes) >> 20:,} MB in {len(entries):,} parts, which looks like an attack.",
            "Check where it comes from; if it is yours, copy its sheets into a new workbook.",
        )
    names = {entry.filename for entry in entries}
    if "xl/workbook.bin" in names:
        raise _no_workbook(path, "is a binary workbook (.xlsb).", "Open it in Excel and save it as .xlsx.")
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise _no_workbook(path, "is not an Excel workbook.", "Save it as .xlsx.")


def _read_sheets(path: Path, findings: Findings) -> dict[str, Grid]:
    known = {cells.fold(sheet.name): sheet for sheet in schema.SHEETS}
    marks = _marks_of_sheets(path)
    with path.open("rb") as file:
        return _read_open(file, marks, known, findings)


def _read_open(
    file: BinaryIO, marks: Mapping[str, "Marks"], known: Mapping[str, schema.Sheet], findings: Findings
) -> dict[str, Grid]:
    book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
    formulas = None
    grids: dict[str, Grid] = {}
    titles: dict[str, str] = {}
    try:
        for ws in book.worksheets:
            sheet = known.get(cells.fold(cells.trim(ws.title)))
            if sheet is None:
                near = cells.nearest(ws.title, (s.name for s in schema.SHEETS))
                findings.warn(Place(99, ws.title), "is not a sheet of this format and is ignored.", near)
                continue
            if sheet.name in titles:
                findings.problem(
                    Place(sheet.order, sheet.name),
                    f'stands twice, as "{titles[sheet.name]}" and as "{ws.title}".',
                    "Keep one of the two sheets.",
                )
                continue
            titles[sheet.name] = ws.title
            mark = marks.get(ws.title, Marks())
            _note_hidden(sheet, ws.sheet_state != "visible", mark, findings)
            written = None
            if mark.formulas:
                formulas = formulas or openpyxl.load_workbook(file, read_only=True, keep_links=False)
                written = formulas[ws.title]
            grid = _read_sheet(ws, written, sheet, book.epoch == CALENDAR_MAC_1904, findings)
            if grid is not None:
                grids[sheet.name] = grid
    finally:
        book.close()
        if formulas is not None:
            formulas.close()
    for sheet in schema.SHEETS:
        if sheet.required and sheet.name not in titles:
            near = cells.nearest(sheet.name, (ws.title for ws in book.worksheets))
            findings.problem(Place(sheet.order, sheet.name), "is missing.", f"{near} Add the sheet.".strip())
        elif sheet.required and sheet.name not in grids and not any(p.place.sheet == sheet.name for p in findings.problems):
            findings.problem(Place(sheet.order, sheet.name), "has no rows.", "Fill it in.")
    return grids


@dataclass(frozen=True)
class Marks:
    """What a sheet's XML says that openpyxl's streaming reader does not: hidden rows and columns, formulas."""

    hidden_rows: int = 0
    hidden_columns: int = 0
    formulas: bool = False


def _marks_of_sheets(path: Path) -> dict[str, Marks]:
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    with zipfile.ZipFile(path) as archive:
        targets = {
            item.get("Id"): str(item.get("Target")) for item in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        }
        marks = {}
        for item in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
            if item.tag.rpartition("}")[2] == "sheet" and relation in item.attrib:
                target = targets[item.attrib[relation]]
                part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                if part in archive.namelist():
                    marks[item.attrib["name"]] = _marks(archive.read(part))
    return marks


def _marks(xml: bytes) -> Marks:
    hidden = rb'<(?:\w+:)?%s\b[^>]*\shidden="(?:1|true)"'
    has_hidden = b' hidden="' in xml
    return Marks(
        len(re.findall(hidden % b"row", xml)) if has_hidden else 0,
        len(re.findall(hidden % b"col", xml)) if has_hidden else 0,
        re.search(rb"<(?:\w+:)?f[ />]", xml) is not None,
    )


def _note_hidden(sheet: schema.Sheet, hidden: bool, mark: Marks, findings: Findings) -> None:
    place = Place(sheet.order, sheet.name)
    if hidden:
        findings.warn(place, "is hidden; it is read like a visible sheet.")
    if mark.hidden_rows:
        findings.warn(place, f"has {mark.hidden_rows} hidden rows; they are read like visible ones.")
    if mark.hidden_columns:
        findings.warn(place, "has hidden columns; they are read like visible ones.")


def _read_sheet(ws: Any, written: Any, sheet: schema.Sheet, mac: bool, findings: Findings) -> Grid | None:
    """The sheet's grid, or None where it has no rows; a header that lacks a required column is a problem."""
    ws.reset_dimensions()
    rows = ws.iter_rows(values_only=True)
    head = list(islice(rows, HEADER_WITHIN))
    header = _header_row(head, sheet)
    if header is None:
        if any(_filled(row) for row in head):
            _report_header(head, sheet, findings)
        return None
    positions = _positions(head[header], header + 1, sheet, findings)
    last = max(positions.values()) + 1
    order = list(positions)
    pick = itemgetter(*positions.values()) if len(positions) > 1 else lambda row: (row[next(iter(positions.values()))],)
    picked: list[tuple[object, ...]] = []
    numbers: list[int] = []
    for number, row in enumerate(chain(head[header + 1 :], rows), header + 2):
        if not row:
            continue
        record = pick(row if len(row) >= last else row + (None,) * (last - len(row)))
        if any(record) or any(value is not None for value in record):
            picked.append(record)
            numbers.append(number)
    by_column: Iterable[Iterable[object]] = zip(*picked, strict=True) if picked else ((),) * len(order)
    raw = {name: np.fromiter(values, object, len(picked)) for name, values in zip(order, by_column, strict=True)}
    kept = np.array(numbers, np.int32)
    if written is not None:
        kept, raw = _mark_uncomputed(written, raw, kept, positions, header)
    columns = {name: _values(sheet.column(name), positions[name], raw[name], mac) for name in order}
    filled = np.zeros(len(kept), bool)
    for values in columns.values():
        filled |= values.codes >= 0
    if not filled.any():
        return None
    if not filled.all():
        kept = kept[filled]
        columns = {n: Values(v.column, v.position, v.codes[filled], v.distinct) for n, v in columns.items()}
    return Grid(sheet, header + 1, kept, columns)


def _filled(row: tuple[object, ...]) -> bool:
    return any(value is not None and not (isinstance(value, str) and not cells.trim(value)) for value in row)


def _titles(row: tuple[object, ...]) -> Iterator[tuple[int, str, str]]:
    """Position, title and folded title of the row's filled cells."""
    for position, value in enumerate(row):
        if isinstance(value, str) and cells.trim(value):
            yield position, cells.trim(value), cells.fold(cells.trim(value))


def _header_row(head: list[tuple[object, ...]], sheet: schema.Sheet) -> int | None:
    required = {cells.fold(column.name) for column in sheet.columns if column.required}
    for index, row in enumerate(head):
        if required <= {folded for _, _, folded in _titles(row)}:
            return index
    return None


def _report_header(head: list[tuple[object, ...]], sheet: schema.Sheet, findings: Findings) -> None:
    """Name what is missing in the row that looks most like a header."""
    known = {cells.fold(column.name): column for column in sheet.columns}
    scores = [sum(folded in known for _, _, folded in _titles(row)) for row in head]
    best = scores.index(max(scores)) if any(scores) else next(i for i, row in enumerate(head) if _filled(row))
    present = {folded: title for _, title, folded in _titles(head[best])}
    strange = [title for folded, title in present.items() if folded not in known]
    lacking = [column.name for column in sheet.columns if column.required and cells.fold(column.name) not in present]
    hints = " ".join(filter(None, (_rename(name, strange) for name in lacking)))
    names = ", ".join(f'"{name}"' for name in lacking)
    findings.problem(
        Place(sheet.order, sheet.name, best + 1, 1),
        f"the header lacks {names}.",
        f"{hints} The header row, within the first {HEADER_WITHIN} rows, holds every required column.".strip(),
    )


def _rename(name: str, strange: list[str]) -> str:
    near = get_close_matches(cells.fold(name), [cells.fold(title) for title in strange], n=1, cutoff=0.7)
    return f'Rename "{next(t for t in strange if cells.fold(t) == near[0])}" to "{name}".' if near else ""


def _positions(row: tuple[object, ...], number: int, sheet: schema.Sheet, findings: Findings) -> dict[str, int]:
    """Column names -> positions from 0, in the sheet's order of columns; doubles are problems, near-misses warnings."""
    known = {cells.fold(column.name): column.name for column in sheet.columns}
    found: dict[str, int] = {}
    strange: list[tuple[int, str]] = []
    for position, title, folded in _titles(row):
        name = known.get(folded)
        if name is None:
            strange.append((position, title))
        elif name in found:
            first = Place(sheet.order, sheet.name, number, found[name] + 1)
            findings.problem(
                Place(sheet.order, sheet.name, number, position + 1),
                f'column "{name}" stands twice, first in {first.cell}.',
                "Delete or rename one of the two.",
            )
        else:
            found[name] = position
    for position, title in strange:
        near = cells.nearest(title, (name for name in known.values() if name not in found))
        if near:
            findings.warn(
                Place(sheet.order, sheet.name, number, position + 1),
                f'column "{title}" is not known and is ignored.',
                near,
            )
    return {column.name: found[column.name] for column in sheet.columns if column.name in found}


def _mark_uncomputed(
    written: Any, raw: dict[str, Any], kept: Any, positions: dict[str, int], header: int
) -> tuple[Any, dict[str, Any]]:
    """Put UNCOMPUTED where the workbook as written has a formula and the one as stored has no value."""
    row_of = {int(number): index for index, number in enumerate(kept)}
    added: dict[int, dict[str, object]] = {}
    written.reset_dimensions()
    for number, row in enumerate(written.iter_rows(min_row=header + 2), header + 2):
        for name, position in positions.items():
            if position >= len(row) or row[position].data_type != "f":
                continue
            if number not in row_of:
                added.setdefault(number, {})[name] = cells.UNCOMPUTED
            elif raw[name][row_of[number]] is None:
                raw[name][row_of[number]] = cells.UNCOMPUTED
    if added:
        # A row of nothing but such formulas looked blank.
        extra = {name: [values.get(name) for values in added.values()] for name in raw}
        raw = {name: np.concatenate([raw[name], np.array(extra[name], object)]) for name in raw}
        kept = np.concatenate([kept, np.array(list(added), np.int32)])
        order = np.argsort(kept, kind="stable")
        kept, raw = kept[order], {name: values[order] for name, values in raw.items()}
    return kept, raw


def _values(column: schema.Column, position: int, raw: Any, mac: bool) -> Values:
    codes, distinct = pd.factorize(raw)
    blank = np.array([isinstance(v, str) and not cells.trim(v) for v in distinct], bool)
    codes = codes.astype(np.int32)
    if blank.any():
        codes[np.isin(codes, np.flatnonzero(blank))] = -1
    if mac and column.kind is schema.Kind.DATE:
        # openpyxl has turned date cells into dates already; bare serials count from another epoch.
        distinct = [v + 1462 if isinstance(v, (int, float)) and not isinstance(v, bool) else v for v in distinct]
    return Values(column, position, codes, tuple(distinct))
