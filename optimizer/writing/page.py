"""The result workbook's pages: each with a title, a sentence on how to read it, links, tables, and
no write unchecked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from optimizer.domain.problems import OutputError, letters
from optimizer.writing.csv import csv_cell
from optimizer.writing.long_sheet import CHUNK, LongColumn, LongSheet
from optimizer.writing.styles import Styles, styles

WIDEST = 70


TITLE, SENTENCE, LINKS, HEADER = 0, 1, 2, 3
"""Rows that every page has, from 0."""


COLORS = {"answer": "#1F3864", "table": "#5B9BD5", "proof": "#70AD47", "what if": "#ED7D31"}
"""Colours of the tabs, by what a sheet is for."""


@dataclass(frozen=True)
class Formula:
    """A formula and its value as worked out here; `text` begins with `=`."""

    text: str
    value: object


@dataclass(frozen=True)
class Col:
    """A table's column: its name, its width in characters, the style of its cells (None: by the
    value's type)."""

    name: str
    width: int = 14
    style: Any = None


class WorkbookWriter:
    """One result workbook being written."""

    def __init__(self, target: Path, title: str, day: date, currency: str, digits: int) -> None:
        self.book = xlsxwriter.Workbook(
            target,
            {
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "nan_inf_to_errors": True,
            },
        )
        self.book.set_properties(
            {
                "title": title,
                "subject": "Cheapest compliant mix of Client Access Licenses",
                "author": "cal-optimizer",
                "keywords": "licenses, CAL, procurement",
                "comments": "Formulas follow an edited price; the mix itself is found by "
                "cal-optimizer, not by Excel.",
                "created": datetime(day.year, day.month, day.day),
            }
        )
        self.styles = styles(self.book, currency, digits)
        self.digits = digits
        self.pages: dict[str, Page] = {}

    def page(self, name: str, sentence: str, kind: str = "table", title: str = "") -> "Page":
        """A new sheet with its title, its sentence and, once all pages are there, its links."""
        page = Page(self.book.add_worksheet(name, worksheet_class=LongSheet), name, self.styles)
        page.sheet.set_tab_color(COLORS[kind])
        page.sheet.set_row(TITLE, 26)
        page.sheet.set_row(SENTENCE, 18)
        page.sheet.set_row(LINKS, 18)
        checked(page.sheet.write_string(TITLE, 0, title or name, self.styles.title))
        checked(page.sheet.write_string(SENTENCE, 0, sentence, self.styles.note))
        self.pages[name] = page
        return page

    def name(self, name: str, page: "Page", row: int, column: int) -> None:
        """Define a name for one cell."""
        checked(self.book.define_name(name, f"={page.at(row, column)}"))

    def close(self) -> None:
        """Link every page to the first one and to its neighbours, and write the file."""
        names = list(self.pages)
        for index, page in enumerate(self.pages.values()):
            targets = (names[0], *names[max(index - 1, 0) : index], *names[index + 1 : index + 2])
            for column, name in enumerate(
                dict.fromkeys(name for name in targets if name != page.name)
            ):
                page.link(LINKS, column, name, f"→ {name}")
        self.book.close()


class Page:
    """A sheet that is written from top to bottom; `row` (from 0) is where the next thing goes."""

    def __init__(self, sheet: Any, name: str, formats: Styles) -> None:
        self.sheet, self.name, self.styles, self.row = sheet, name, formats, HEADER
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&F&C&A&RPage &P of &N")
        sheet.hide_gridlines(2)

    def at(self, row: int, column: int) -> str:
        """The cell as a formula names it from anywhere."""
        return f"'{self.name}'!${letters(column + 1)}${row + 1}"

    def link(self, row: int, column: int, sheet: str, text: str) -> None:
        """A link to another sheet."""
        checked(
            self.sheet.write_url(
                row, column, f"internal:'{sheet}'!A1", self.styles.link, string=text
            )
        )

    def widths(self, *widths: int) -> None:
        """Set the widths of the first columns, in characters."""
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, min(width, WIDEST))

    def add(self, values: Iterable[object], style: Any = None) -> int:
        """One row; text stays text, whatever it begins with. Its number is returned."""
        for column, value in enumerate(values):
            self.cell(self.row, column, value, style)
        self.row += 1
        return self.row - 1

    def cell(self, row: int, column: int, value: object, style: Any = None) -> None:
        """One value in its type's format, or in the given one."""
        write = self.sheet
        if isinstance(value, Formula):
            made = float(value.value) if isinstance(value.value, Decimal) else value.value
            checked(write.write_formula(row, column, value.text, style, made))
        elif value is None or value == "":
            if style is not None:
                checked(write.write_blank(row, column, None, style))
        elif isinstance(value, Decimal):
            checked(write.write_number(row, column, float(value), style or self.styles.money))
        elif isinstance(value, (int, float)):
            checked(write.write_number(row, column, value, style or self.styles.whole))
        elif isinstance(value, date):
            midnight = datetime(value.year, value.month, value.day)
            checked(write.write_datetime(row, column, midnight, style or self.styles.day))
        else:
            checked(write.write_string(row, column, shortened(str(value)), style))

    def table(
        self, name: str, columns: Sequence[Col], rows: Sequence[Sequence[object]], main: bool = True
    ) -> int:
        """An Excel table of that name from the current row on; returns its header's row. It has at
        least one row.

        The page's main table sets its widths, stays in sight, and repeats its header in print.
        """
        head = self.row
        self.sheet.set_row(head, 20)
        self._head(name, columns, max(len(rows), 1), main)
        for values in rows:
            lines = 1
            for column, (col, value) in enumerate(zip(columns, values, strict=True)):
                self.cell(self.row, column, value, col.style)
                if col.style is self.styles.wrap and isinstance(value, str):
                    lines = max(lines, -(-len(value) // (min(col.width, WIDEST) - 4)))
            if lines > 1:  # not every reader works the height of wrapped text out
                self.sheet.set_row(self.row, 15 * lines)
            self.row += 1
        self.row = max(self.row, head + 2)
        return head

    def long_table(self, name: str, columns: Sequence[Col], data: Sequence[LongColumn]) -> None:
        """An Excel table that may be long, its cells given as arrays; nothing may follow on the
        page."""
        count = len(data[0].codes)
        checked(-1 if self.row + count >= 1_048_576 else 0)
        self.sheet.set_row(self.row, 20)
        self._head(name, columns, count, True)
        self.sheet.append(
            self.row, [replace(d, texts=d.texts and [*map(shortened, d.texts)]) for d in data]
        )
        self.row += count

    def _head(self, name: str, columns: Sequence[Col], count: int, main: bool) -> None:
        head = self.row
        if main:
            self.widths(*(col.width for col in columns))
            self.sheet.freeze_panes(head + 1, 1)
            self.sheet.repeat_rows(head)
        options = {
            "name": name,
            "style": "Table Style Light 9",
            "columns": [
                {"header": col.name, "header_format": self.styles.header} for col in columns
            ],
        }
        checked(self.sheet.add_long_table(head, 0, head + count, len(columns) - 1, options))
        self.row += 1

    def verdicts(self, row: int, column: int, last: int | None = None, good: str = "OK") -> None:
        """Show cells that say `good` as good and any other text as bad; the words carry the
        meaning, colour only helps."""
        area = (row, column, last if last is not None else row, column)
        cell = f"{letters(column + 1)}{row + 1}"
        rules = (
            (f'={cell}="{good}"', self.styles.good),
            (f'=AND({cell}<>"",{cell}<>"{good}")', self.styles.bad),
        )
        for criteria, style in rules:
            checked(
                self.sheet.conditional_format(
                    *area, {"type": "formula", "criteria": criteria, "format": style}
                )
            )

    def warning(self, row: int, column: int) -> None:
        """Show a cell as bad where it says anything."""
        rule = {
            "type": "formula",
            "criteria": f'={letters(column + 1)}{row + 1}<>""',
            "format": self.styles.bad,
        }
        checked(self.sheet.conditional_format(row, column, row, column, rule))


def shortened(text: str) -> str:
    """At most what a cell holds, 32,767 characters."""
    return text if len(text) <= 32767 else text[:32764] + "..."


def checked(code: object) -> None:
    """The writer answers a negative code where it dropped a value."""
    if isinstance(code, int) and code < 0:
        raise OutputError(f"The result does not fit into a workbook (code {code}).")


def write_long(
    page: Page, name: str, columns: Sequence[Col], data: Sequence[LongColumn], file: Path | None
) -> None:
    """A long table on its page; in `file`, a CSV, if it is given, and the page says so."""
    if file is None:
        page.long_table(name, columns, data)
        return
    count = len(data[0].codes)
    page.widths(90)
    page.add((f"{count:,} lines are in {file.name}, beside this workbook.",))
    texts = [
        None if column.texts is None else [*map(csv_cell, column.texts), ""] for column in data
    ]
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        out.write(",".join(col.name for col in columns) + "\r\n")
        row = ",".join(["{}"] * len(columns)) + "\r\n"
        for start in range(0, count, CHUNK):
            cells = [
                column.codes[start : start + CHUNK].tolist()
                if text is None
                else map(text.__getitem__, column.codes[start : start + CHUNK].tolist())
                for column, text in zip(data, texts, strict=True)
            ]
            out.write("".join(map(row.format, *cells)))


def width(texts: Sequence[str]) -> int:
    """Characters that show most of the texts; a sample is enough."""
    return max([12, *map(len, texts[:500])]) + 2
