"""One sheet of the result, written row by row: header, widths, frozen panes, filter, print set-up, and no write unchecked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from inspect import unwrap
from typing import Any

import xlsxwriter

from optimizer.problems import OutputError

WIDEST = 70


@dataclass(frozen=True)
class Styles:
    """The formats of one workbook; amounts show the currency's code and its minor unit."""

    header: Any
    money: Any
    price: Any
    whole: Any
    day: Any
    share: Any
    link: Any
    wrap: Any


def styles(book: xlsxwriter.Workbook, currency: str, digits: int) -> Styles:
    """The workbook's formats."""
    decimals = "." + "0" * digits if digits else ""
    amount = f'#,##0{decimals} "{currency}"'
    # A price may be finer than the minor unit, per license of a pack, say.
    finer = f'#,##0{decimals or "."}{"#" * 4} "{currency}"' if digits else amount
    return Styles(
        book.add_format({"bold": True, "bottom": 1, "bg_color": "#DDEBF7", "text_wrap": True, "valign": "top"}),
        book.add_format({"num_format": amount}),
        book.add_format({"num_format": finer}),
        book.add_format({"num_format": "#,##0"}),
        book.add_format({"num_format": "yyyy-mm-dd"}),
        book.add_format({"num_format": "0.0%"}),
        book.add_format({"font_color": "#0563C1", "underline": 1}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )


class Page:
    """A worksheet that only takes rows from top to bottom, so that long ones can be streamed."""

    def __init__(self, book: xlsxwriter.Workbook, name: str, formats: Styles) -> None:
        self.sheet, self.styles, self.row = book.add_worksheet(name), formats, 0
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer("&L&F&C&A&RPage &P of &N")

    def header(self, names: Sequence[str], widths: Sequence[int]) -> None:
        """The header row: frozen, repeated in print, as wide as told."""
        for column, (name, width) in enumerate(zip(names, widths, strict=True)):
            self.sheet.set_column(column, column, min(width, WIDEST))
            checked(self.sheet.write_string(self.row, column, name, self.styles.header))
        self.row += 1
        self.sheet.freeze_panes(self.row, 0)
        self.sheet.repeat_rows(self.row - 1)
        self.first, self.width = self.row - 1, len(names)

    def add(self, values: Iterable[object], style: Any = None) -> None:
        """One row; text stays text, whatever it begins with."""
        for column, value in enumerate(values):
            self.cell(column, value, style)
        self.row += 1

    def cell(self, column: int, value: object, style: Any = None) -> None:
        """One value of the current row in its type's format, or in the given one."""
        write = self.sheet
        if value is None or value == "":
            return
        if isinstance(value, Decimal):
            checked(write.write_number(self.row, column, float(value), style or self.styles.money))
        elif isinstance(value, int):
            checked(write.write_number(self.row, column, value, style or self.styles.whole))
        elif isinstance(value, date):
            midnight = datetime(value.year, value.month, value.day)
            checked(write.write_datetime(self.row, column, midnight, style or self.styles.day))
        else:
            checked(write.write_string(self.row, column, shortened(str(value)), style))

    def texts(self, rows: Iterable[Sequence[str | int]]) -> None:
        """Many rows of texts and whole numbers, as fast as the writer goes."""
        # Without the wrapper that looks for addresses such as "A1" at every cell.
        string = partial(unwrap(type(self.sheet).write_string), self.sheet)
        number, whole = partial(unwrap(type(self.sheet).write_number), self.sheet), self.styles.whole
        failed = 0
        row = self.row
        for values in rows:
            for column, value in enumerate(values):
                if type(value) is int:
                    failed |= number(row, column, value, whole)
                elif value:
                    failed |= string(row, column, value)
            row += 1
        self.row = row
        checked(failed)

    def close(self) -> None:
        """Put the filter over what was written."""
        if self.row > self.first + 1:
            self.sheet.autofilter(self.first, 0, self.row - 1, self.width - 1)


def shortened(text: str) -> str:
    """At most what a cell holds, 32,767 characters."""
    return text if len(text) <= 32767 else text[:32764] + "..."


def checked(code: object) -> None:
    """The writer answers a negative code, and nothing else, where it dropped a value."""
    if code:
        raise OutputError(f"The result does not fit into a workbook (code {code}).")
