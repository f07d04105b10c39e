"""A checker of written sheets: headers aligned as their columns, no text wider than its cell, totals
that add up, charts with axis titles that fit a page, pages that are one page wide and print at 8
points or more."""

import re
import zipfile
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries
from xlsxwriter.utility import cell_autofit_width

from tests.support.opens_in_excel import not_opened

TALLEST, WIDEST = 700, 1190
"""Pixels of a chart that fits a printed page."""

LEAST_POINTS = 8

YELLOW = "FFF6D5"
"""The colour of cells to fill in."""

TOP = 4
"""The row of a sheet's first header, from 1."""


@dataclass(frozen=True)
class _Sheet:
    """A sheet as written, and its values as stored."""

    written: Any
    stored: Any


def sheets(path: Path) -> Iterator[_Sheet]:
    """The visible sheets of a workbook."""
    written, stored = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    for name in written.sheetnames:
        if written[name].sheet_state == "visible":
            yield _Sheet(written[name], stored[name])


def faults_of_inputs(path: Path, names: Container[str] | None = None) -> list[str]:
    """What is wrong with how sheets to type on look (some, or all): they may have empty columns, and
    more of them than a page takes."""
    looks = [
        fault
        for sheet in sheets(path)
        if names is None or sheet.written.title in names
        for fault in (*_headers(sheet), *_texts(sheet))
    ]
    return looks + not_opened(path)


def faults(path: Path) -> list[str]:
    """Everything that is wrong with how a workbook's sheets look, or that Excel would repair."""
    found: list[str] = []
    for sheet in sheets(path):
        found += _headers(sheet) + _texts(sheet) + _print(sheet) + _totals(sheet) + _empty(sheet)
        found += _headings(sheet)
    return found + _charts(path) + not_opened(path)


def _side(cell: Any) -> str:
    return cell.alignment.horizontal or ("left" if isinstance(cell.value, str) else "right")


def _tables(sheet: _Sheet) -> Iterator[tuple[str, int, int, int, int, bool]]:
    for table in sheet.written.tables.values():
        left, top, right, bottom = (int(edge or 0) for edge in range_boundaries(table.ref))
        yield table.name, left, top, right, bottom, bool(table.totalsRowCount)


def _headers(sheet: _Sheet) -> list[str]:
    """A header is aligned as the cells below it."""
    found = []
    for name, left, top, right, bottom, _ in _tables(sheet):
        for column in range(left, right + 1):
            head = sheet.written.cell(top, column)
            for row in range(top + 1, min(bottom, top + 30) + 1):
                cell = sheet.written.cell(row, column)
                if cell.value is not None and _side(cell) != _side(head):
                    found.append(
                        f"{sheet.written.title}!{cell.coordinate} ({name}): {_side(cell)} under a "
                        f"header that is {_side(head)}"
                    )
    return found


def _width(sheet: _Sheet, column: int) -> float:
    """Pixels of a column."""
    letter = get_column_letter(column)
    for key, dimension in sheet.written.column_dimensions.items():
        low = dimension.min or openpyxl.utils.column_index_from_string(key)
        if low <= column <= (dimension.max or low):
            return float(dimension.width) * 7
    assert letter
    return 64.0


def _height(sheet: _Sheet, row: int) -> float:
    """Pixels of a row."""
    return float(sheet.written.row_dimensions[row].height or 16.5) / 0.75


def _shown(cell: Any, value: object) -> str:
    """A value about as it is shown."""
    if isinstance(value, (int, float)):
        digits = len(re.search(r"0\.(0+)", cell.number_format)[1]) if re.search(r"0\.(0+)", cell.number_format) else 0  # fmt: skip
        if "%" in cell.number_format:
            return f"{value * 100:.1f} %"
        if cell.number_format == "General":
            return f"{value:.10g}"
        unit = re.search(r'"([A-Z]{3})"', cell.number_format)
        return f"{value:,.{digits}f}" + (f" {unit[1]}" if unit else "")
    if hasattr(value, "year"):
        return "2026-01-01"
    return str(value)


def _texts(sheet: _Sheet) -> list[str]:
    """No text is wider than its cell, or than the empty cells beside it that it may run over."""
    found = []
    merged = {
        (r.min_row, r.min_col): (r.max_row, r.max_col) for r in sheet.written.merged_cells.ranges
    }
    for row in sheet.written.iter_rows(min_row=1, max_row=min(sheet.written.max_row, 400)):
        for cell in row:
            value = sheet.stored.cell(cell.row, cell.column).value
            if value in (None, "") or (
                cell.font.color is not None and cell.font.color.rgb == "FFFFFFFF"
            ):
                continue
            last = merged.get((cell.row, cell.column), (cell.row, cell.column))[1]
            if isinstance(value, str) and not cell.alignment.wrap_text and last == cell.column:
                while last < 16 and sheet.stored.cell(cell.row, last + 1).value in (None, ""):
                    last += 1
            wide = sum(_width(sheet, c) for c in range(cell.column, last + 1))
            text = _shown(cell, value)
            size = float(cell.font.sz or 11) / 11
            need = max((cell_autofit_width(line) - 7) * size for line in text.split("\n"))
            need += 9 * float(cell.alignment.indent or 0)
            if cell.alignment.shrink_to_fit:
                continue
            if isinstance(value, str) and cell.alignment.wrap_text:
                high = float(sheet.written.row_dimensions[cell.row].height or 16.5) / 0.75
                lines = max(1, int((high - 4) // 16))
                if need > wide * lines:
                    found.append(f"{sheet.written.title}!{cell.coordinate}: {text!r} needs {need:.0f} of {wide:.0f} pixels in {lines} lines")  # fmt: skip
            elif need > wide:
                found.append(f"{sheet.written.title}!{cell.coordinate}: {text!r} needs {need:.0f} of {wide:.0f} pixels")  # fmt: skip
    return found


def _print(sheet: _Sheet) -> list[str]:
    """One page wide, at 8 points or more, landscape, with a footer."""
    written, found = sheet.written, []
    area = written.print_area
    edges = range_boundaries(str(area).rpartition("!")[2].replace("$", "")) if area else None
    last, bottom = (edges[2], edges[3]) if edges else (written.max_column, written.max_row)
    wide = sum(_width(sheet, c) for c in range(1, (last or 1) + 1))
    setup = written.sheet_properties.pageSetUpPr
    fits = bool(setup and setup.fitToPage)
    scale = float(written.page_setup.scale or 100)
    if fits:
        high = sum(_height(sheet, row) for row in range(1, (bottom or 1) + 1))
        scale = min(100 * 979 / wide, 100 * 698 / high)
    if wide * scale / 100 > 979:
        found.append(f"{written.title}: {wide:.0f} pixels at {scale:.0f} % are two pages wide")
    if 10 * min(scale, 100) / 100 < LEAST_POINTS:
        found.append(f"{written.title}: 10 points print at {10 * scale / 100:.1f}")
    if written.page_setup.orientation != "landscape":
        found.append(f"{written.title}: not landscape")
    return found


def _headings(sheet: _Sheet) -> list[str]:
    """A heading is printed on the page of what it stands above."""
    written, found = sheet.written, list[str]()
    setup = written.sheet_properties.pageSetUpPr
    if setup and setup.fitToPage:
        return found
    room = 698 * 100 / float(written.page_setup.scale or 100)
    again = _height(sheet, TOP) if written.print_title_rows else 0
    breaks, page, used = {b.id for b in written.row_breaks.brk}, 1, 0.0
    pages: dict[int, int] = {}
    last = min(written.max_row, 400)
    for row in range(1, last + 1):
        high = _height(sheet, row)
        if row - 1 in breaks or used + high > room:
            page, used = page + 1, again
        used, pages[row] = used + high, page
    for row in range(TOP, last - 1):
        cell = written.cell(row, 1)
        if cell.value and cell.font.sz == 12 and cell.font.b and pages[row] != pages[row + 2]:
            found.append(f"{written.title}!{cell.coordinate}: a heading at a page's end")
    return found


def _totals(sheet: _Sheet) -> list[str]:
    """A total row holds what its column adds up to."""
    found = []
    for name, left, top, right, bottom, totals in _tables(sheet):
        for column in range(left, right + 1) if totals else ():
            total = sheet.stored.cell(bottom, column).value
            if isinstance(total, (int, float)):
                values = [sheet.stored.cell(r, column).value or 0 for r in range(top + 1, bottom)]
                if abs(sum(values) - total) > 1e-6 * max(1, abs(total)):
                    found.append(f"{name} column {column}: {sum(values)} is not {total}")
    return found


def _empty(sheet: _Sheet) -> list[str]:
    """No column of a table is empty throughout, but for those that say who holds nothing."""
    found = []
    for name, left, top, right, bottom, totals in _tables(sheet):
        for column in range(left, right + 1):
            rows = range(top + 1, bottom + 1 - totals)
            head = sheet.stored.cell(top, column).value
            if all(sheet.stored.cell(r, column).value in (None, "") for r in rows) and head not in (
                "Licenses", "License", "Holds", "User", "Device",
            ) and not _yellow(sheet, column, rows):  # fmt: skip
                found.append(f"{name}: column {head!r} is empty")
    return found


def _drawn(sheet: _Sheet) -> Iterator[tuple[int, int, int, int]]:
    """First and last row, first and last column of each chart, from 0."""
    for chart in sheet.written._charts:  # noqa: SLF001 openpyxl names no other way
        start, end = chart.anchor._from, chart.anchor.to  # noqa: SLF001
        yield start.row, end.row, start.col, end.col


def _yellow(sheet: _Sheet, column: int, rows: range) -> bool:
    """Whether somebody is asked to fill the column in."""
    return all(str(sheet.written.cell(r, column).fill.fgColor.rgb).endswith(YELLOW) for r in rows)


def _charts(path: Path) -> list[str]:
    """Every chart has a title, titles on the axes that show numbers, and fits a page, which no break
    cuts."""
    found = []
    for sheet in sheets(path):
        breaks = [b.id for b in sheet.written.row_breaks.brk]
        for first, last, left, right in _drawn(sheet):
            high = sum(_height(sheet, row) for row in range(first + 1, last + 1))
            wide = sum(_width(sheet, column + 1) for column in range(left, right))
            where = f"{sheet.written.title}!{first + 1}"
            if high > TALLEST or wide > WIDEST:
                found.append(f"{where}: a chart of {wide:.0f} x {high:.0f} pixels fits no page")
            if any(first < b < last for b in breaks):
                found.append(f"{where}: a chart is cut by a page's end")
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode("utf-8", "replace") if name.endswith(".xml") else ""
            if name.startswith("xl/charts/chart"):
                values = re.findall(r"<c:valAx>.*?</c:valAx>", text, re.DOTALL)
                if not values or any("<c:title>" not in axis for axis in values):
                    found.append(f"{name}: an axis without a title")
                if (
                    "<c:autoTitleDeleted" in text
                    and "<c:title>" not in text.split("<c:plotArea>")[0]
                ):
                    found.append(f"{name}: no title")
    return found
