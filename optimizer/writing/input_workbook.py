"""A workbook of input sheets with rows in them: a title, a line of help above each header, a table
that grows."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import xlsxwriter

from optimizer.domain.declarations import Kind, Sheet
from optimizer.writing.book import closed, opened, shortened
from optimizer.writing.long_sheet import LongColumn, LongSheet
from optimizer.writing.page import checked
from optimizer.writing.styles import INK

Rows = Sequence[Mapping[str, object]]

TITLE, HELP, HEADER = 0, 1, 2
"""Rows of a sheet, from 0."""

LONG = 500
"""Rows from which on a sheet is written by columns."""

HEIGHT = 15.0
"""Points of a row: what Excel takes itself."""

_WIDTHS = {Kind.WHOLE: 12, Kind.NUMBER: 12, Kind.DATE: 12, Kind.YES_NO: 10, Kind.KEYWORD: 14}


def write_input(target: Path, title: str, sheets: Sequence[tuple[Sheet, Rows]]) -> None:
    """Write the sheets in order; the same bytes every time.

    A record's keys are headers; those that the sheet does not declare come last. Raises OutputError
    where something does not fit.
    """
    book = opened(target)
    book.set_properties(
        {"title": title, "author": "cal-optimizer", "created": datetime(2026, 1, 1)}
    )
    formats = {
        "title": book.add_format({"bold": True, "font_size": 14, "font_color": INK}),
        "help": book.add_format(
            {"italic": True, "font_color": "#7F7F7F", "text_wrap": True, "valign": "top"}
        ),
        "required": book.add_format(
            {"bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF", "bottom": 1}
        ),
        "optional": book.add_format({"bold": True, "bg_color": "#DDEBF7", "bottom": 1}),
        "day": book.add_format({"num_format": "yyyy-mm-dd"}),
    }
    for sheet, rows in sheets:
        _write(book, sheet, rows, formats)
    closed(book)


def _write(book: xlsxwriter.Workbook, sheet: Sheet, rows: Rows, formats: Mapping[str, Any]) -> None:
    declared = {column.name: column for column in sheet.columns}
    extra = dict.fromkeys(name for row in rows for name in row if name not in declared)
    names = [*declared, *extra]
    columns = _long(rows, names)
    page = book.add_worksheet(sheet.name, worksheet_class=LongSheet if columns else None)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEADER)
    page.freeze_panes(HEADER + 1, 1)
    checked(page.write_string(TITLE, 0, f"{sheet.name}: {sheet.help}", formats["title"]))
    page.set_row(TITLE, 24)
    page.set_row(HELP, 60)
    headers = []
    for index, name in enumerate(names):
        column = declared.get(name)
        style = formats["required" if column and column.required else "optional"]
        headers.append({"header": name, "header_format": style})
        text = f"{column.help}." if column else "For you to read; not used."
        checked(page.write_string(HELP, index, text, formats["help"]))
        width = _WIDTHS.get(column.kind, 26) if column else 30
        page.set_column(index, index, width)
    last = HEADER + max(len(rows), 1)
    options = {
        "name": f"in{sheet.name.title().replace(' ', '')}",
        "style": "Table Style Light 9",
        "columns": headers,
    }
    if columns:
        checked(page.add_long_table(HEADER, 0, last, len(names) - 1, options))
        page.append(HEADER + 1, columns, np.full(len(rows), HEIGHT))
        return
    checked(page.add_table(HEADER, 0, last, len(names) - 1, options))
    for number, row in enumerate(rows, HEADER + 1):
        for index, name in enumerate(names):
            _cell(page, number, index, row.get(name), formats["day"])


def _long(rows: Rows, names: Sequence[str]) -> list[LongColumn]:
    """A long sheet's columns; none of a short one, nor where a column holds anything but texts, or
    anything but whole numbers."""
    columns: list[LongColumn] = []
    if len(rows) < LONG:
        return columns
    for name in names:
        values = [row.get(name) for row in rows]
        if all(type(value) is int for value in values):
            columns.append(LongColumn(np.array(values, np.int64)))
        elif all(value is None or type(value) is str for value in values):
            texts = [shortened(str(value)) if value else "" for value in values]
            codes, distinct = pd.factorize(np.array(texts, object))
            columns.append(LongColumn(codes, distinct.tolist()))
        else:
            return []
    return columns


def _cell(page: Any, row: int, column: int, value: object, day: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date):
        midnight = datetime(value.year, value.month, value.day)
        checked(page.write_datetime(row, column, midnight, day))
    elif isinstance(value, (int, float)):
        checked(page.write_number(row, column, value))
    else:
        checked(page.write_string(row, column, shortened(str(value))))
