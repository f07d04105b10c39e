"""Long lists: on their page, or in a CSV beside the workbook."""

import csv
from pathlib import Path

import numpy as np
import openpyxl

from optimizer.writing.long_list import write_long
from optimizer.writing.long_sheet import CHUNK, LongColumn
from optimizer.writing.page import Col, WorkbookWriter
from tests.support.books import AS_OF

COLUMNS = [Col("User", "strong"), Col("Count", "count")]


def listed(folder: Path, file: Path | None, rows: int = 3) -> list[list[object]]:
    """The rows of the page of a list: every other one of ann and of =bob, the last of nobody."""
    names = np.arange(rows) % 2
    names[-1] = -1
    data = [LongColumn(names, ("ann", "=bob")), LongColumn(np.arange(rows) * 10, None)]
    deck = WorkbookWriter(folder / "out.xlsx", "list", AS_OF, "USD", 2)
    write_long(deck.page("List", "A list."), "tblList", COLUMNS, data, file)
    deck.close()
    page = openpyxl.load_workbook(folder / "out.xlsx")["List"]
    return [[cell.value for cell in row if cell.value is not None] for row in page]


def test_a_list_that_fits_stands_on_its_page(tmp_path: Path) -> None:
    rows = listed(tmp_path, None)
    head = rows.index(["User", "Count"])
    assert rows[head + 1 :] == [["ann", 0], ["=bob", 10], [20]]


def test_a_list_that_is_too_long_is_a_file_and_the_page_says_so(tmp_path: Path) -> None:
    rows = listed(tmp_path, tmp_path / "list.csv")
    assert ["3 lines are in list.csv, beside this workbook."] in rows
    assert ["User", "Count"] not in rows
    with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            ["User", "Count"],
            ["ann", "0"],
            ["'=bob", "10"],
            ["", "20"],
        ]


def test_a_list_longer_than_what_is_written_at_once_has_each_line_once(tmp_path: Path) -> None:
    listed(tmp_path, tmp_path / "list.csv", CHUNK + 2)
    with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as file:
        numbers = [row[1] for row in csv.reader(file)][1:]
    assert numbers == [str(10 * i) for i in range(CHUNK + 2)]
