"""A workbook of input sheets with rows in them: a title, a line of help above each header, a table
that grows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import xlsxwriter

from optimizer.domain.declarations import Kind, Sheet
from optimizer.writing.book import closed, opened, shortened
from optimizer.writing.columns import lines
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

_WIDTHS = {Kind.WHOLE: 12, Kind.NUMBER: 12, Kind.DATE: 13, Kind.YES_NO: 10, Kind.KEYWORD: 14}

RIGHT = {"align": "right", "indent": 2}
"""Numbers and days, and the headers above them, which leave room for a button to filter."""

NUMBERS = frozenset({Kind.WHOLE, Kind.NUMBER, Kind.MONEY, Kind.RATE, Kind.DATE})
"""Kinds that stand at the right."""


WIDEST, MEASURED = 110, 1_000
"""Letters of a column, and values of it that are measured."""


def wide(name: str, least: float, values: Iterable[object] = ()) -> float:
    """Letters of a column that its header has room in, beside a button to filter, and its values as
    far as they are short."""
    longest = max((len(str(value)) for value in islice(values, MEASURED)), default=0)
    return max(least, 1.1 * len(name) + 5, min(longest + 3, WIDEST))


def helped(texts: Sequence[tuple[str, float]]) -> float:
    """Points of a row of help, each text in a column of so many letters."""
    return 15.0 * max(lines(text, int(letters * 6.2)) for text, letters in texts) + 3


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
        **head_formats(book),
        "text": book.add_format({"align": "left"}),
        "day": book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
        "number": book.add_format(RIGHT),
        "number day": book.add_format({"num_format": "yyyy-mm-dd", **RIGHT}),
    }
    for sheet, rows in sheets:
        _write(book, sheet, rows, formats)
    closed(book)


def head_formats(book: xlsxwriter.Workbook) -> dict[str, Any]:
    """Headers of columns that must be filled in and of others, above texts and above numbers."""
    required = {"bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF", "bottom": 1}
    optional = {"bold": True, "bg_color": "#DDEBF7", "bottom": 1}
    return {
        f"{name}{side}": book.add_format({**look, **align})
        for name, look in (("required", required), ("optional", optional))
        for side, align in (("", {"align": "left"}), (" number", RIGHT))
    }


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
    headers, told = [], []
    sides = [name in declared and declared[name].kind in NUMBERS for name in names]
    for index, name in enumerate(names):
        column = declared.get(name)
        kind = "required" if column and column.required else "optional"
        style = formats[f"{kind}{' number' if sides[index] else ''}"]
        headers.append({"header": name, "header_format": style})
        text = f"{column.help}." if column else "For you to read; not used."
        checked(page.write_string(HELP, index, text, formats["help"]))
        least = _WIDTHS.get(column.kind, 26) if column else 30
        width = wide(name, least, (row.get(name) or "" for row in rows))
        page.set_column(index, index, width)
        told.append((text, width))
    page.set_row(HELP, helped(told))
    last = HEADER + max(len(rows), 1)
    options = {
        "name": f"in{sheet.name.title().replace(' ', '')}",
        "style": "Table Style Light 9",
        "columns": headers,
    }
    if columns:
        checked(page.add_long_table(HEADER, 0, last, len(names) - 1, options))
        styled = [
            replace(each, style=formats["number" if side else "text"])
            for each, side in zip(columns, sides, strict=True)
        ]
        page.append(HEADER + 1, styled, np.full(len(rows), HEIGHT))
        return
    checked(page.add_table(HEADER, 0, last, len(names) - 1, options))
    for number, row in enumerate(rows, HEADER + 1):
        for index, name in enumerate(names):
            value = row.get(name)
            look = "day" if isinstance(value, date) else ""
            look = f"number {look}".strip() if sides[index] else look or "text"
            _cell(page, number, index, value, formats[look])


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


def _cell(page: Any, row: int, column: int, value: object, look: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date):
        midnight = datetime(value.year, value.month, value.day)
        checked(page.write_datetime(row, column, midnight, look))
    elif isinstance(value, (int, float)):
        checked(page.write_number(row, column, value, look))
    else:
        checked(page.write_string(row, column, shortened(str(value)), look))
