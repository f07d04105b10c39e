"""What is wrong, written where people who live in Excel see it: a copy of the input with its cells
marked."""

import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties

from optimizer.domain import names as naming
from optimizer.domain.problems import Problem

_BAD, _NEUTRAL = PatternFill("solid", fgColor="FFC7CE"), PatternFill("solid", fgColor="FFEB9C")


_LINK, _BOLD, _TITLE, _NOTE = (
    Font(color="0563C1", underline="single"),
    Font(bold=True),
    Font(bold=True, size=16),
    Font(italic=True),
)


_WRAP = Alignment(wrap_text=True, vertical="top")


_PARTS = {
    "macros": r"xl/vbaProject\.bin",
    "charts": r"xl/charts/",
    "pictures": r"xl/media/",
    "shapes and controls": r"xl/(ctrlProps|activeX|drawings/vmlDrawing(?!.*comments))",
    "pivot tables": r"xl/pivotTables/",
    "slicers": r"xl/slicers/",
    "queries and connections": r"xl/(connections\.xml|queryTables/)",
    "links to other workbooks": r"xl/externalLinks/",
}


MOST_COMMENTS = 200
"""Comments of one problem; further cells are coloured only, or a copy would take minutes to
open."""


def write_marked(
    source: Path, target: Path, problems: Sequence[Problem], notes: Sequence[Problem]
) -> tuple[str, ...]:
    """Write a copy of the workbook's sheets to `target`: cells with a problem or a note coloured
    and commented, and a sheet that lists them with links. Returns the features of the original that
    the copy leaves out."""
    book: Any = openpyxl.load_workbook(source, keep_links=False)
    lost = left_out(source)
    sheets = {naming.fold(naming.trim(sheet.title)): sheet for sheet in book.worksheets}
    for sheet in book.worksheets:
        sheet._charts, sheet._images, sheet._pivots = [], [], []
    for found, fill, word in ((notes, _NEUTRAL, "Note"), (problems, _BAD, "Problem")):
        for problem in found:
            told = f"{word}: {problem.problem} {problem.remedy}".strip()
            for number, place in enumerate(problem.places):
                sheet = sheets.get(naming.fold(place.sheet))
                if sheet is None or not place.row or not place.column:
                    continue
                cell = sheet.cell(place.row, place.column)
                cell.fill = fill
                if number < MOST_COMMENTS:
                    before = f"{cell.comment.text}\n" if cell.comment else ""
                    cell.comment = Comment(f"{before}{told}", "cal-optimizer", 160, 320)
    title = "Problems"
    while naming.fold(title) in sheets:
        title += " found"
    _list(book.create_sheet(title, 0), problems, notes, sheets, lost)
    book.active = 0
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet.title == title
    book.save(target)
    return lost


def left_out(source: Path) -> tuple[str, ...]:
    """What a copy made of the sheets alone leaves out of the workbook."""
    with zipfile.ZipFile(source) as archive:
        names = archive.namelist()
        lost = [
            what
            for what, pattern in _PARTS.items()
            if any(re.match(pattern, name) for name in names)
        ]
        sheets = [
            archive.read(name) for name in names if re.match(r"xl/worksheets/sheet\d+\.xml", name)
        ]
    if any(b"sparklineGroup" in xml for xml in sheets):
        lost.append("sparklines")
    if any(re.search(rb"<(?:\w+:)?f[ >]", xml) for xml in sheets):
        lost.append("stored results of formulas (opening the copy works them out again)")
    return tuple(lost)


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
    for column, (name, width) in enumerate(
        (("Kind", 10), ("Place", 24), ("What is wrong", 80), ("What to do", 60)), 1
    ):
        page.cell(5, column, name).font = _BOLD
        page.column_dimensions["ABCD"[column - 1]].width = width
    rows = [("Problem", problem) for problem in problems] + [("Note", note) for note in notes]
    for number, (kind, problem) in enumerate(rows, 6):
        for column, text in enumerate(
            (kind, str(problem.place), problem.problem, problem.remedy), 1
        ):
            cell = page.cell(number, column)
            cell.value, cell.data_type, cell.alignment = text, "s", _WRAP
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
