"""A workbook as a table a sheet, its cells as text."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from optimizer.importing.opening.table import Cut, Opened
from optimizer.importing.opening.workbook import open_workbook
from tests.importing.opening.support import export_of, records
from tests.support.books import write
from tests.support.packages import rewritten


def opened(folder: Path, **sheets: list[list[Any]]) -> list[Opened]:
    return open_workbook(export_of(write(folder / "log.xlsx", sheets)))


def test_cells_are_text_as_sheets_show_it(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["User", "Count", "Day"],
        ["ann", 3, date(2026, 1, 12)],
        ["bob", "", ""],
    ]
    (table,) = opened(tmp_path, Sheet1=rows)
    assert (table.form, table.part, table.name) == ("XLSX", "", "log.xlsx")
    found = records(table)
    assert [(row["User"], row["Count"]) for row in found] == [("ann", "3"), ("bob", "")]
    assert found[0]["Day"].startswith("2026-01-12")


def test_each_sheet_that_has_rows_is_a_table_of_its_own(tmp_path: Path) -> None:
    """One of single cells has no header that could be one."""
    rows = [["User", "Server"], ["ann", "FS1"]]
    found = opened(tmp_path, People=rows, Empty=[], Remarks=[["seen by me"]], More=rows)
    assert [(table.part, table.name) for table in found] == [
        ("People", "log.xlsx [People]"),
        ("More", "log.xlsx [More]"),
    ]


def test_the_header_may_stand_below_a_title(tmp_path: Path) -> None:
    """Each of the first rows is a way to take the sheet; blank rows are none."""
    rows = [["Log of FS1", "2026"], ["User", "Server"], [], ["ann", "FS1"]]
    (table,) = opened(tmp_path, Sheet1=rows)
    assert [way.header[:2] for way in table.candidates] == [
        *(("Log of FS1", "2026"), ("User", "Server"), ("ann", "FS1")),
    ]
    assert records(table, 1) == [{"User": "ann", "Server": "FS1"}]
    assert [number for number, _ in table.candidates[0].rows(False)] == [2, 4]


def test_rows_are_as_wide_as_their_header(tmp_path: Path) -> None:
    rows = [["User", "Server"], ["ann", "FS1", "more"], ["bob"]]
    (table,) = opened(tmp_path, Sheet1=rows)
    wide = len(table.candidates[0].header)
    assert {len(cells) for _, cells in table.candidates[0].rows(False)} == {wide}


def test_two_sheets_of_one_name_are_none(tmp_path: Path) -> None:
    """No sheet is passed over in silence; which of the two is meant cannot be told."""
    path = write(tmp_path / "log.xlsx", {"One": [["User", "Server"]], "Two": [["a", "b"]]})
    rewritten(path, "xl/workbook.xml", lambda xml: xml.replace(b'name="Two"', b'name="One"'))
    with pytest.raises(Cut, match='2 sheets are called "One"'):
        open_workbook(export_of(path))
