"""Long tables written past the library, cell by cell as any reader of workbooks reads them."""

import re
import zipfile
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from python_calamine import CalamineWorkbook
from xlsxwriter.worksheet import Worksheet

from optimizer.writing import long_sheet
from optimizer.writing.book import closed, opened
from optimizer.writing.long_sheet import PLAIN, LongColumn, LongSheet

HIGH = np.full(9, 16.5)


def ints(*values: int) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    return np.array(values, np.int64)


def written(path: Path, *columns: LongColumn, first: int = 1, head: bool = True) -> Path:
    """A workbook of one long sheet; a header above it."""
    book = opened(path / "out.xlsx")
    sheet = book.add_worksheet("Long", LongSheet)
    if head:
        sheet.write_row(first - 1, 0, [f"c{i}" for i in range(len(columns))])
    sheet.append(first, columns, HIGH)
    closed(book)
    return path / "out.xlsx"


def values(path: Path) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path)["Long"].iter_rows(min_row=2, values_only=True))


def test_texts_and_numbers_stand_in_their_cells(tmp_path: Path) -> None:
    """Text of which most stand in several cells is shared; numbers are their own codes."""
    path = written(
        tmp_path, LongColumn(ints(0, 1, 0, 0), ["ann", "bob"]), LongColumn(ints(3, 0, 12, 7))
    )
    assert values(path) == [("ann", 3), ("bob", 0), ("ann", 12), ("ann", 7)]


def test_what_is_empty_or_nothing_is_an_empty_cell(tmp_path: Path) -> None:
    """The text "" and a code of -1, shared or not."""
    shared = LongColumn(ints(0, 1, -1, 0), ["", "x"])
    single = LongColumn(ints(0, 1, -1, 2), ["", "y", "z"])
    path = written(tmp_path, shared, single, LongColumn(ints(1, 2, 3, 4)))
    assert values(path) == [(None, None, 1), ("x", "y", 2), (None, None, 3), (None, "z", 4)]


def test_texts_of_one_cell_each_stand_in_it(tmp_path: Path) -> None:
    """They would make the shared texts as long as the sheet."""
    path = written(tmp_path, LongColumn(ints(0, 1, 2), ["a", "b", "c"]))
    with zipfile.ZipFile(path) as made:
        assert made.read("xl/worksheets/sheet1.xml").decode().count('t="inlineStr"') == 3
        assert b">a<" not in made.read("xl/sharedStrings.xml")
    assert values(path) == [("a",), ("b",), ("c",)]


@pytest.mark.parametrize(
    "text",
    ["a & b", "<b>", '"quoted"', " blanks ", "two\nlines", "tab\there", "bell\x07", "_x0041_", "_x", "Ü é 日本", "a\rb", "<r>not rich</r>", "_x0041_x0042_"],
)  # fmt: skip
def test_any_text_comes_back_as_it_was(tmp_path: Path, text: str) -> None:
    """Also what XML forbids, and what looks like a spelling of it."""
    for columns in (
        [LongColumn(ints(0), [text])],
        [LongColumn(ints(0, 0, 0), [text]), LongColumn(ints(1, 2, 3))],
    ):
        book = CalamineWorkbook.from_path(written(tmp_path, *columns))
        assert book.get_sheet_by_name("Long").to_python()[1][0] == text


def test_rows_go_to_the_file_in_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """None is lost or told twice where one chunk ends and the next begins."""
    monkeypatch.setattr(long_sheet, "CHUNK", 2)
    path = written(tmp_path, LongColumn(ints(5, 6, 7, 8, 9)))
    assert values(path) == [(5,), (6,), (7,), (8,), (9,)]


def test_rows_follow_from_their_first_row_with_their_heights(tmp_path: Path) -> None:
    book = opened(tmp_path / "out.xlsx")
    sheet = book.add_worksheet("Long", LongSheet)
    sheet.write(0, 0, "above")
    sheet.append(3, [LongColumn(ints(1, 2))], np.array([20.0, 31.5]))
    closed(book)
    found = openpyxl.load_workbook(tmp_path / "out.xlsx")["Long"]
    assert [found[f"A{row}"].value for row in range(1, 6)] == ["above", None, None, 1, 2]
    assert [found.row_dimensions[row].height for row in (4, 5)] == [20, 31.5]
    assert found.calculate_dimension() == "A1:A5"


def test_a_style_is_that_of_its_column(tmp_path: Path) -> None:
    book = opened(tmp_path / "out.xlsx")
    bold = book.add_format({"bold": True})
    sheet = book.add_worksheet("Long", LongSheet)
    sheet.write(0, 0, "above")
    sheet.append(1, [LongColumn(ints(1), style=bold), LongColumn(ints(2))], HIGH)
    closed(book)
    found = openpyxl.load_workbook(tmp_path / "out.xlsx")["Long"]
    assert (found["A2"].font.b, found["B2"].font.b) == (True, False)


def test_a_table_reaches_to_the_last_of_the_rows(tmp_path: Path) -> None:
    book = opened(tmp_path / "out.xlsx")
    sheet = book.add_worksheet("Long", LongSheet)
    options = {"name": "tblLong", "columns": [{"header": "n"}]}
    assert not sheet.add_long_table(0, 0, 4, 0, options)
    sheet.append(1, [LongColumn(ints(1, 2, 3, 4))], HIGH)
    closed(book)
    (table,) = openpyxl.load_workbook(tmp_path / "out.xlsx")["Long"].tables.values()
    assert (table.name, table.ref, table.autoFilter.ref) == ("tblLong", "A1:A5", "A1:A5")


def test_without_rows_it_is_a_sheet_like_any_other(tmp_path: Path) -> None:
    book = opened(tmp_path / "out.xlsx")
    sheet = book.add_worksheet("Long", LongSheet)
    sheet.write(1, 1, "x")
    closed(book)
    assert openpyxl.load_workbook(tmp_path / "out.xlsx")["Long"]["B2"].value == "x"


def test_formulas_of_plain_functions_are_what_the_library_makes_of_them() -> None:
    """Of others too, which are left to it."""
    plain = [f'={name}(A1,"XLOOKUP")' for name in sorted(PLAIN)] + ["=B2*1.19", "='a sheet'!$B$2"]
    for formula in [*plain, "=IF(A1>1,XLOOKUP(A1,B1:B3,C1:C3),SUM(B1:B3))", "=CONCAT(A1,A2)"]:
        for later in (False, True):
            expected = Worksheet()._prepare_formula(formula, later)  # noqa: SLF001
            assert LongSheet()._prepare_formula(formula, later) == expected  # noqa: SLF001
            assert ("_xlfn." in expected) == (
                "XLOOKUP(" in formula or (later and "CONCAT" in formula)
            )


def test_rows_of_the_usual_height_do_not_say_so(tmp_path: Path) -> None:
    """The sheet says it for all of them."""
    book = opened(tmp_path / "out.xlsx")
    sheet = book.add_worksheet("Long", LongSheet)
    sheet.set_default_row(16.5)
    sheet.write_string(0, 0, "head")
    sheet.append(1, [LongColumn(ints(1, 2, 3))], np.array([16.5, 40, 16.5]))
    closed(book)
    with zipfile.ZipFile(tmp_path / "out.xlsx") as made:
        xml = made.read("xl/worksheets/sheet1.xml").decode()
    assert re.findall(r'<row r="(\d)"( ht="[\d.]+" customHeight="1")?>', xml) == [
        ("2", ""), ("3", ' ht="40" customHeight="1"'), ("4", ""),
    ]  # fmt: skip
    assert '<sheetFormatPr defaultRowHeight="16.5" customHeight="1"/>' in xml
