"""What is wrong, written where people who live in Excel see it: a copy of the input with its cells
marked."""

import contextlib
import io
import re
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties

from optimizer.domain import names as naming
from optimizer.domain.choices import Choice
from optimizer.domain.problems import Problem
from optimizer.reading.earlier import ABOUT
from optimizer.reading.files.package import Package
from optimizer.reading.files.xlsx import open_rows
from optimizer.writing.columns import height, lines
from optimizer.writing.copyable import (
    FORMATS,
    FORMULAS,
    copyable,
    left_out,
    parts_left_out,
    too_long,
)
from optimizer.writing.styles import FONT, SIZE
from optimizer.writing.with_choices import put_choices

_BAD, _NEUTRAL = PatternFill("solid", fgColor="FFC7CE"), PatternFill("solid", fgColor="FFEB9C")


_LINK, _BOLD, _TITLE, _NOTE = (
    Font(name=FONT, size=SIZE, color="0563C1", underline="single"),
    Font(name=FONT, size=SIZE, bold=True),
    Font(name=FONT, size=16, bold=True),
    Font(name=FONT, size=SIZE, italic=True),
)


_PLAIN, _WRAP = Font(name=FONT, size=SIZE), Alignment(wrap_text=True, vertical="top")


_LISTED = (("Kind", 10), ("Place", 24), ("What is wrong", 80), ("What to do", 60))
"""The list's columns, and their widths in letters."""


MOST_COMMENTS = 200
"""Comments of one problem; further cells are coloured only, or a copy would take minutes to
open."""

MOST_VALUES = 500_000
"""Cells that a copy of values alone may have."""


def write_marked(
    source: Path,
    target: Path,
    problems: Sequence[Problem],
    notes: Sequence[Problem],
    facts: Mapping[str, str] | None = None,
    *,
    choices: Sequence[Choice] = (),
) -> tuple[str, ...]:
    """Write a copy of the workbook's sheets to `target`: cells with a problem or a note coloured
    and commented, a sheet that lists them with links, `choices` on its sheet Read as, and `facts`
    on a sheet About. Returns the features of the original that the copy leaves out.

    What openpyxl cannot load and save is left out step by step: parts, formats, formulas, and at
    last the sheets themselves.
    """
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")  # what openpyxl leaves out is told by `lost`
        for load in (_as_it_is, _without_formats, _values, _nothing):
            try:
                book, lost = load(source)
                put_choices(book, choices)
                _mark(book, problems, notes, lost, facts or {})
                book.save(target)
                stamp(target)
            except Exception as error:
                # What openpyxl makes of a book that it cannot carry is any exception there is; one
                # with a number comes from the system, and the next try would fare no better.
                if load is _nothing or (isinstance(error, OSError) and error.errno):
                    raise
            else:
                return tuple(lost)
    raise AssertionError("an empty workbook can be written")


def loaded(source: Path) -> tuple[Any, list[str]]:
    """The workbook as openpyxl can carry it, and what is left out of it. Raises whatever openpyxl
    does where it carries none of it."""
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        for load in (_as_it_is, _without_formats):
            with contextlib.suppress(Exception):
                return load(source)
        return _values(source)


def _as_it_is(source: Path) -> tuple[Any, list[str]]:
    return _loaded(source, plain=False)


def _without_formats(source: Path) -> tuple[Any, list[str]]:
    book, lost = _loaded(source, plain=True)
    return book, [FORMATS, *lost]


def _loaded(source: Path, *, plain: bool) -> tuple[Any, list[str]]:
    with source.open("rb") as file:
        package = Package(source, file)
        if too_long(package):
            raise ValueError("too long")
        lost = left_out(package)
        book: Any = openpyxl.load_workbook(copyable(package, plain=plain), keep_links=False)
    if not book.worksheets:
        raise ValueError("written in a way that openpyxl does not read")
    for sheet in book.worksheets:
        sheet._charts = []  # noqa: SLF001 - openpyxl would write them half
        sheet._images, sheet._pivots = [], []  # noqa: SLF001
    return book, lost


def _values(source: Path) -> tuple[Any, list[str]]:
    """What every cell shows, and nothing else."""
    book: Any = openpyxl.Workbook()
    book.remove(book.active)
    with open_rows(source, lambda _: True) as rows:
        if sum(sheet.scan.cells for sheet in rows.sheets.values()) > MOST_VALUES:
            raise ValueError("too long")
        for title in rows.titles:
            sheet = book.create_sheet(_title(title))
            for number, row in enumerate(rows.rows(title), 1):
                for column, value in enumerate(row, 1):
                    if value is not None and value != "":
                        _put(sheet.cell(number, column), value)
        lost = parts_left_out(rows.package)
    return book, [FORMATS, FORMULAS, *lost]


def _nothing(_: Path) -> tuple[Any, list[str]]:
    book: Any = openpyxl.Workbook()
    book.remove(book.active)
    return book, ["the sheets themselves"]


def _put(cell: Any, value: object) -> None:
    """A value as it is read; text stays text, whatever it begins with."""
    if isinstance(value, (bool, int, float, date, time, timedelta)):
        cell.value = value
    else:
        cell.value, cell.data_type = _plain(str(value)), "s"


def _plain(text: str) -> str:
    """Text without the control characters that a workbook cannot hold."""
    return ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text)[:32_767]


def _title(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", "_", _plain(title))[:31] or "Sheet"


def _mark(
    book: Any,
    problems: Sequence[Problem],
    notes: Sequence[Problem],
    lost: Sequence[str],
    facts: Mapping[str, str],
) -> None:
    sheets = {naming.fold(naming.trim(sheet.title)): sheet for sheet in book.worksheets}
    for found, fill, word in ((notes, _NEUTRAL, "Note"), (problems, _BAD, "Problem")):
        for problem in found:
            told = _plain(f"{word}: {problem.problem} {problem.remedy}".strip())
            for number, place in enumerate(problem.places):
                sheet = sheets.get(naming.fold(place.sheet))
                if sheet is None or not place.row or not place.column:
                    continue
                cell = sheet.cell(place.row, place.column)
                cell.fill = fill
                if number < MOST_COMMENTS and not isinstance(cell, MergedCell):
                    before = f"{cell.comment.text}\n" if cell.comment else ""
                    cell.comment = Comment(f"{before}{told}", "cal-optimizer", 160, 320)
    title = "Problems"
    while naming.fold(title) in sheets:
        title += " found"
    _list(book.create_sheet(title, 0), problems, notes, sheets, lost)
    tell(book, facts)
    book.active = 0
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet.title == title


def tell(book: Any, facts: Mapping[str, str]) -> None:
    """Put what is to be known of a copy on a sheet About."""
    about = book.create_sheet(ABOUT)  # openpyxl numbers it where there is one
    for number, fact in enumerate(facts.items(), 1):
        for column, text in enumerate(fact, 1):
            _put(about.cell(number, column), text)
            about.cell(number, column).font = (_BOLD, _PLAIN)[column - 1]
    for letter, width in (("A", 30), ("B", 70)):
        about.column_dimensions[letter].width = width
    about.page_setup.orientation = "landscape"


def stamp(target: Path) -> None:
    """Say that this program saved it last, on no day of its own: the same workbook gives the same
    bytes, and whoever saves it later can be told."""
    content = io.BytesIO()
    with zipfile.ZipFile(target) as made, zipfile.ZipFile(content, "w") as stamped:
        for entry in made.infolist():
            part = made.read(entry)
            if entry.filename == "docProps/core.xml":
                part = _CORE
            fixed = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            fixed.compress_type = zipfile.ZIP_DEFLATED
            stamped.writestr(fixed, part)
    target.write_bytes(content.getvalue())


_CORE = (
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    b'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    b'xmlns:dcterms="http://purl.org/dc/terms/" '
    b'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    b"<dc:creator>cal-optimizer</dc:creator><cp:lastModifiedBy>cal-optimizer</cp:lastModifiedBy>"
    b'<dcterms:created xsi:type="dcterms:W3CDTF">1980-01-01T00:00:00Z</dcterms:created>'
    b'<dcterms:modified xsi:type="dcterms:W3CDTF">1980-01-01T00:00:00Z</dcterms:modified>'
    b"</cp:coreProperties>"
)


def _list(
    page: Any,
    problems: Sequence[Problem],
    notes: Sequence[Problem],
    sheets: dict[str, Any],
    lost: Sequence[str],
) -> None:
    """The sheet that lists everything; text stays text, whatever it begins with."""
    page.sheet_properties.tabColor = "C00000"
    heads = (
        ("Problems", _TITLE),
        (
            "Red cells stop the plan, yellow ones are notes. Mend the original, not this copy, "
            "and check again.",
            _NOTE,
        ),
        (
            f"This copy leaves out: {', '.join(lost)}."
            if lost
            else "This copy has everything that the original has.",
            _NOTE,
        ),
    )
    for number, (text, font) in enumerate(heads, 1):
        page.cell(number, 1, text).font = font
    for column, (name, width) in enumerate(_LISTED, 1):
        page.cell(5, column, name).font = _BOLD
        page.column_dimensions["ABCD"[column - 1]].width = width
    rows = [("Problem", problem) for problem in problems] + [("Note", note) for note in notes]
    for number, (kind, problem) in enumerate(rows, 6):
        texts = [_plain(t) for t in (kind, str(problem.place), problem.problem, problem.remedy)]
        for column, text in enumerate(texts, 1):
            cell = page.cell(number, column)
            cell.value, cell.data_type = text, "s"
            cell.alignment, cell.font = _WRAP, _PLAIN
        tall = max(lines(t, 7 * w) for t, (_, w) in zip(texts, _LISTED, strict=True))
        page.row_dimensions[number].height = min(height(tall), 545) * 0.75
        page.cell(number, 1).fill = _BAD if kind == "Problem" else _NEUTRAL
        sheet = sheets.get(naming.fold(problem.place.sheet))
        if sheet is not None:
            name = sheet.title.replace("'", "''")
            place = page.cell(number, 2)
            place.hyperlink = Hyperlink(
                place.coordinate, location=f"'{name}'!{problem.place.cell or 'A1'}"
            )
            place.font = _LINK
    page.freeze_panes = "A6"
    page.auto_filter.ref = f"A5:D{max(6, 5 + len(rows))}"
    page.print_title_rows = "5:5"
    page.page_setup.orientation = "landscape"
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.fitToHeight = 0
