"""The result workbook's pages: each with a title, a sentence on how to read it, links, tables, and
no write unchecked."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

from optimizer.domain.problems import letters
from optimizer.writing.block import write_block
from optimizer.writing.book import LONGEST, checked, closed, opened, shortened
from optimizer.writing.columns import (
    LINE,
    ROW,
    TEXTS,
    WIDE,
    Col,
    Formula,
    height,
    lines,
    pixels,
    shapes,
)
from optimizer.writing.columns import shown as as_shown
from optimizer.writing.columns import summed as _sum
from optimizer.writing.columns import widths as fitting
from optimizer.writing.long_sheet import LongColumn, LongSheet
from optimizer.writing.styles import ACCENT, FONT, MUTED, Styles

__all__ = ["HEADER", "Col", "Formula", "Page", "WorkbookWriter", "checked"]

TITLE, SENTENCE, LINKS, HEADER = 0, 1, 2, 3
"""Rows that every page has, from 0."""

COLORS = {"answer": ACCENT, "table": "#8FA3BF", "proof": "#2B7A4B", "what if": "#B4530A"}
"""Colours of the tabs, by what a sheet is for."""

TITLES = (18, 15, 12, 10)
"""Sizes of a title, the largest first: one that is wider than a page is set smaller."""

SAMPLE = 5000
"""Distinct texts of a long column that are measured, besides the longest one."""

TIGHTEST = 0.86
"""Of its height, what a row needs at least for its lines."""

SPARE = 4
"""Pixels that a row of several lines has more than they need."""

PAPER = {"width": 11 - 0.8, "height": 8.27 - 1.0}
"""Inches to print on, landscape: what A4 and Letter both have, less the margins."""


class WorkbookWriter:
    """One result workbook being written."""

    def __init__(self, target: Path, title: str, day: date, currency: str, digits: int) -> None:
        self.book = opened(target)
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
        self.styles = Styles(self.book, currency, digits)
        self.currency, self.digits = currency, digits
        self.pages: dict[str, Page] = {}

    def page(self, name: str, sentence: str, kind: str = "table", title: str = "") -> "Page":
        """A new sheet with its title, its sentence and, once all pages are there, its links."""
        page = Page(self.book.add_worksheet(name, worksheet_class=LongSheet), name, self.styles)
        page.sheet.set_tab_color(COLORS[kind])
        for row, tall in ((TITLE, 34), (SENTENCE, 20), (LINKS, 24)):
            page.tall(row, tall)
        said = title or name
        size = next((s for s in TITLES if pixels(said, bold=True) * s <= 10 * WIDE), TITLES[-1])
        head = self.styles.of(font_size=size, bold=True, font_color=ACCENT)
        checked(page.sheet.write_string(TITLE, 0, said, head))
        checked(page.sheet.write_string(SENTENCE, 0, sentence, self.styles.of(font_color=MUTED)))
        self.pages[name] = page
        return page

    def name(self, name: str, page: "Page", row: int, column: int) -> None:
        """Define a name for one cell."""
        checked(self.book.define_name(name, f"={page.at(row, column)}"))

    def close(self) -> None:
        """Link every page to the first one and to its neighbours, and write the file."""
        names = [name for name, page in self.pages.items() if not page.hidden]
        for index, name in enumerate(names):
            targets = (names[0], *names[max(index - 1, 0) : index], *names[index + 1 : index + 2])
            self.pages[name].links([other for other in targets if other != name])
        for page in self.pages.values():
            page.bounded()
        closed(self.book)


class Page:
    """A sheet that is written from top to bottom; `row` (from 0) is where the next thing goes."""

    def __init__(self, sheet: Any, name: str, formats: Styles) -> None:
        self.sheet, self.name, self.styles, self.row = sheet, name, formats, HEADER
        self.heights: dict[int, int] = {}
        self.columns: list[int] = []
        self.breaks: list[int] = []
        self.hidden = False
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.45, bottom=0.55)
        sheet.center_horizontally()
        small = f'&"{FONT}"&9'
        footer = f"&L{small}&F&C{small}&A&R{small}Page &P of &N"
        sheet.set_footer(footer, {"margin": 0.3, "scale_with_doc": False})
        sheet.hide_gridlines(2)
        sheet.set_default_row(ROW * 0.75)

    def at(self, row: int, column: int) -> str:
        """The cell as a formula names it from anywhere."""
        return f"'{self.name}'!${letters(column + 1)}${row + 1}"

    def tall(self, row: int, pixels: int) -> None:
        """Set a row's height."""
        self.sheet.set_row_pixels(row, pixels)
        self.heights[row] = pixels

    def squeeze(self, last: int, most: int) -> None:
        """Make the rows up to the last one lower, so that they take no more pixels together; each
        keeps room for its lines."""
        share = max(most / self.down(0, last), TIGHTEST)
        for row in range(last + 1) if share < 1 else ():
            tall = self.heights.get(row, ROW)
            self.tall(row, max(int(tall * share), tall - SPARE if tall >= height(2) else 0))

    def down(self, first: int, last: int) -> int:
        """Pixels from the top of a row to the bottom of another."""
        return sum(self.heights.get(row, ROW) for row in range(first, last + 1))

    def lay(self, *pixels: int) -> None:
        """Set the widths of the first columns; the page is printed one page wide, by a scale, since
        fitting makes programs forget page breaks."""
        self.columns = list(pixels)
        for column, width in enumerate(pixels):
            self.sheet.set_column_pixels(column, column, width, self.styles.of())
        self.sheet.set_print_scale(self.scale)

    @property
    def scale(self) -> int:
        """Percent at which the page is one page wide; programs print columns a little wider than
        they say."""
        return min(100, int(94 * PAPER["width"] * 96 / max(sum(self.columns), 1)))

    @property
    def depth(self) -> int:
        """Pixels of rows that one printed page holds."""
        return int(PAPER["height"] * 9600 / self.scale)

    def broken(self, row: int) -> None:
        """Start a new printed page at a row."""
        self.breaks.append(row)
        self.sheet.set_h_pagebreaks(self.breaks)

    def left(self, row: int) -> int:
        """Pixels that a printed page still holds from a row on."""
        start = max([0, *(b for b in self.breaks if b <= row)])
        room = self.depth - (0 if start == 0 else self.heights.get(HEADER, ROW))
        used = self.down(start, row - 1)
        while used >= room > 0:
            used -= room
        return room - used

    def keep(self, first: int, last: int) -> None:
        """Keep rows together on one printed page."""
        if self.down(first, last) > self.left(first):
            self.broken(first)

    def bounded(self) -> None:
        """Print the page's own columns only, where nothing else was said, not links beside them; of
        a hidden sheet nothing, since some programs print it where it says what."""
        if self.sheet.hidden:
            self.sheet.print_area_range = ""
        elif self.columns and not self.sheet.print_area_range:
            self.sheet.print_area(0, 0, max(self.row - 1, HEADER), len(self.columns) - 1)

    def links(self, names: Sequence[str]) -> None:
        """Links to other pages, below the sentence."""
        left = self.styles.of(font_size=9, font_color=MUTED, underline=1, align="left")
        used = 0
        for name in dict.fromkeys(names):
            column = used
            while used < len(self.columns) and sum(self.columns[column : used + 1]) < 110:
                used += 1
            used += 1
            url = f"internal:'{name}'!A1"
            checked(self.sheet.write_url(LINKS, column, url, left, string=f"\u2192 {name}"))

    def link(self, row: int, column: int, sheet: str, text: str) -> None:
        """A link to another sheet."""
        look = self.styles.of(font_color=ACCENT, underline=1, align="left")
        checked(self.sheet.write_url(row, column, f"internal:'{sheet}'!A1", look, string=text))

    def put(self, row: int, column: int, value: object, look: Any) -> None:
        """One value in a format; text stays text, whatever it begins with."""
        write = self.sheet
        if isinstance(value, Formula):
            made = float(value.value) if isinstance(value.value, Decimal) else value.value
            checked(write.write_formula(row, column, value.text, look, made))
        elif value is None or value == "":
            checked(write.write_blank(row, column, None, look))
        elif isinstance(value, (int, float, Decimal)):
            checked(write.write_number(row, column, float(value), look))
        elif isinstance(value, date):
            midnight = datetime(value.year, value.month, value.day)
            checked(write.write_datetime(row, column, midnight, look))
        else:
            checked(write.write_string(row, column, shortened(str(value)), look))

    def say(self, text: object, column: int = 0, **look: object) -> int:
        """One muted line of text in the current row, whose number is returned."""
        self.put(self.row, column, text, self.styles.of(**{"font_color": MUTED} | look))
        self.row += 1
        return self.row - 1

    def section(self, text: str, note: str = "", column: int = 0) -> None:
        """A heading above what follows."""
        self.tall(self.row, 32)
        look = self.styles.of(font_size=12, bold=True, valign="bottom")
        self.put(self.row, column, text, look)
        self.row += 1
        if note:
            self.say(note, column)

    def block(
        self,
        columns: Mapping[int, tuple[str, str]],
        rows: Sequence[Mapping[int, object]],
        total: Mapping[int, object] | None = None,
        span: tuple[int, int] | None = None,
        *,
        first_is_total: bool = False,
        long: bool = False,
    ) -> int:
        """A small list on the page's own columns, {column: (header, kind)}; returns its first row.

        A row is {column: value}; `span` is from which column to which its lines are drawn. Text
        runs over empty columns to its right; where that is not enough its lines break, and the row
        grows. `long`: the header stands again on every printed page that the list reaches; what
        depends on the row is then given as a function of its number (from 1).
        """
        return write_block(
            self, columns, rows, total, span, first_is_total=first_is_total, long=long
        )

    def table(
        self,
        name: str,
        columns: Sequence[Col],
        rows: Sequence[Sequence[object]],
        *,
        main: bool = True,
    ) -> int:
        """An Excel table of that name from the current row on; returns its header's row. It has at
        least one row.

        The page's main table sets its widths, stays in sight, and repeats its header in print.
        """
        head, digits = self.row, self.styles.digits
        texts = [
            [as_shown(row[i], col.kind, digits) for row in rows] for i, col in enumerate(columns)
        ]
        sums = [_sum(rows, i) if col.total == "sum" else None for i, col in enumerate(columns)]
        if main:
            added = [
                [as_shown(s, c.kind, digits)] if s is not None else [c.total or ""]
                for s, c in zip(sums, columns, strict=True)
            ]
            wide = fitting(columns, [t + a for t, a in zip(texts, added, strict=True)])
            self.lay(*wide, *self.columns[len(wide) :])
            self.sheet.freeze_panes(head + 1, 1)
            self.sheet.repeat_rows(head)
        last, totals = head + max(len(rows), 1), any(col.total for col in columns)
        self._head(name, columns, last + totals, totals=totals)
        for values, cells in zip(rows, zip(*texts, strict=True), strict=True):
            self._cells(columns, values, cells)
        self.row = last + 1
        if totals:
            for c, (col, value) in enumerate(zip(columns, sums, strict=True)):
                found = f"=SUBTOTAL(109,{name}[{col.name}])"
                made = Formula(found, value) if col.total == "sum" else col.total
                self.put(self.row, c, made, self.styles.look(col.kind, "total"))
            self.row += 1
        return head

    def _cells(
        self, columns: Sequence[Col], values: Sequence[object], texts: Sequence[str]
    ) -> None:
        """One row of a table, its lines broken where its columns are narrower than its texts."""
        count = 1
        for column, (col, value, text) in enumerate(zip(columns, values, texts, strict=True)):
            used = 1
            if col.kind in TEXTS and text:
                used = lines(text, self.columns[column], bold=col.kind == "strong")
            look = self.styles.look(col.kind, "cell", text_wrap=used > 1)
            self.put(self.row, column, value, look)
            count = max(count, used)
        if count > 1:
            self.tall(self.row, height(count))
        self.row += 1

    def long_table(self, name: str, columns: Sequence[Col], data: Sequence[LongColumn]) -> None:
        """An Excel table that may be long, its cells given as arrays; nothing may follow on the
        page."""
        count = len(data[0].codes)
        checked(-1 if self.row + count >= 1_048_576 else 0)
        data = [
            replace(d, texts=[*map(shortened, d.texts)])
            if d.texts and max(map(len, d.texts)) > LONGEST
            else d
            for d in data
        ]
        samples = [
            [f"{int(d.codes.max(initial=0)):,}"]
            if d.texts is None
            else [*d.texts[:SAMPLE], max(d.texts, key=len, default="")]
            for d in data
        ]
        self.lay(*fitting(columns, samples))
        self.sheet.freeze_panes(self.row + 1, 1)
        self.sheet.repeat_rows(self.row)
        tall, styled = np.ones(count, np.int64), []
        for col, d, wide in zip(columns, data, self.columns, strict=True):
            # A letter takes at most ten pixels: shorter texts need no measuring.
            long = [i for i, t in enumerate(d.texts or ()) if len(t) * 10 >= wide]
            counts = np.ones(len(d.texts or ()) + 1, np.int64)
            counts[long] = [
                lines(text, wide) for text in shapes([(d.texts or ())[i] for i in long])
            ]
            broken = bool(counts.max() > 1)
            if broken:
                tall = np.maximum(tall, counts[d.codes])
            look = self.styles.look(col.kind, "cell", text_wrap=broken)
            styled.append(replace(d, style=look))
        self._head(name, columns, self.row + count, totals=False, buttons=True)
        heights = np.where(tall > 1, (tall * LINE + 8) * 0.75, ROW * 0.75)
        self.sheet.append(self.row + 1, styled, heights)
        self.row += count + 1

    def _head(
        self, name: str, columns: Sequence[Col], last: int, *, totals: bool, buttons: bool = False
    ) -> None:
        """The table itself and its header row; `buttons` to filter, on long lists, above which the
        row is taller, since they hide what stands at the bottom right."""
        head = self.row
        options = {
            "name": name,
            "style": None,
            "autofilter": buttons,
            "total_row": totals,
            "columns": [
                {"header": col.name, "header_format": self.styles.look(col.kind, "head")}
                | ({"total_function": "sum"} if col.total == "sum" else {})
                | ({"total_string": col.total} if col.total not in (None, "sum") else {})
                for col in columns
            ],
        }
        checked(self.sheet.add_long_table(head, 0, last, len(columns) - 1, options))
        count = max(
            lines(col.name, wide, bold=True)
            for col, wide in zip(columns, self.columns, strict=False)
        )
        self.tall(head, height(count) + 4 + 18 * buttons)
        self.row += not buttons

    def verdicts(self, row: int, column: int, last: int | None = None, good: str = "OK") -> None:
        """Show cells that say `good` as good and any other text as bad; the words carry the
        meaning, colour only helps."""
        area = (row, column, last if last is not None else row, column)
        cell = f"{letters(column + 1)}{row + 1}"
        rules = (
            (f'={cell}="{good}"', self.styles.says("good")),
            (f'=AND({cell}<>"",{cell}<>"{good}")', self.styles.says("bad")),
        )
        for criteria, style in rules:
            rule = {"type": "formula", "criteria": criteria, "format": style}
            checked(self.sheet.conditional_format(*area, rule))
