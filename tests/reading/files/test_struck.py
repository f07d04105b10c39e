"""Cells struck through are known by their style, whatever else it says."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from optimizer.domain.problems import Findings, WorkbookError
from optimizer.reading import grids
from optimizer.reading.files.struck import struck_cells, struck_styles
from optimizer.reading.files.xlsx import Sizes
from optimizer.reading.read import tables_of
from tests.support.books import WINDOWS, write

STYLES = b"""<styleSheet xmlns="m"><fonts><font/><font><strike/></font>
<font><strike val="0"/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1"/><xf fontId="2"/>
<xf fontId="1"/></cellXfs></styleSheet>"""


def test_styles() -> None:
    assert struck_styles(STYLES) == {1, 3}
    assert struck_styles(STYLES.replace(b"<strike/>", b"")) == frozenset()
    assert struck_styles(b"<styleSheet><strike") == frozenset()


def test_filled_cells_of_those_styles() -> None:
    xml = [b'<row r="2"><c r="A2" s="1"/><c r="B2" s="1"><v>1</v></c><c r="C2" s="11"><v>1</v></c>']
    xml += [b'</row><row r="3"><c s="3" r="AA3" t="s"><v>0</v></c></row>']
    assert struck_cells(xml, frozenset((1, 3))) == ((2, 2), (3, 27))
    assert struck_cells(xml, frozenset()) == ()


def test_a_comment_full_of_beginnings_is_looked_at_once() -> None:
    """Looked through to its end from each of them it would take minutes."""
    for begun in (b"<c ", b'<c s="1" ', b's="1" ', b"<c" + b" " * 9):
        row = b'<row r="2"><!--<c ' + begun * 100_000 + b'--><c r="A2" s="1"><v>1</v></c></row>'
        assert (2, 1) in struck_cells([row], frozenset((1,)))


@pytest.mark.parametrize("sizes", [Sizes(copied=0), Sizes(), Sizes(condensed=0)])
@pytest.mark.parametrize(
    ("cells", "asked"),
    [("A3", True), ("A3 B3 C3", True), ("B3", False), ("A1 B1 C1", None), ("", None)],
)
def test_rows_are_asked_for_and_cells_told(
    cells: str, asked: bool | None, sizes: Sizes, tmp_path: Path
) -> None:
    rows = [["User", "Device", "Server"], *([name, f"pc-{name}", "s"] for name in ("ann", "bob"))]
    servers = [["Server", "Product"], ["s", "Windows Server 2022"]]
    sheets = {"Servers": servers, "Access": rows, "Licenses": WINDOWS}
    sheets["Users"] = [["User", "Site", "Department"], ["ann", "B", "x"], ["bob", "B", "x"]]
    path = write(tmp_path / "book.xlsx", sheets)
    book = openpyxl.load_workbook(path)
    for cell in cells.split():
        book["Users"][cell].font = Font(strike=True)
    book.save(path)
    findings = Findings()
    if asked:
        with pytest.raises(WorkbookError) as error:
            tables_of(grids.read(path, findings, sizes), findings)
        (problem,) = error.value.problems
        assert problem.code == "struck-rows"
        assert str(problem.place) == "Users!A3"
        return
    tables_of(grids.read(path, findings, sizes), findings)
    told = [str(note.place) for note in findings.warnings if note.code == "struck-cells"]
    assert told == (["Users!B3"] if asked is False else [])
