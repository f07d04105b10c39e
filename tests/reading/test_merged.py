"""Merged cells: names are meant for every row, numbers are not."""

from pathlib import Path
from typing import Any

import openpyxl

from optimizer.domain.problems import Findings, Problem, WorkbookError
from tests.support.books import WINDOWS, tables, write

P = "Windows Server 2022"


def merged(path: Path, rows: list[Any], *ranges: str) -> Path:
    book = openpyxl.load_workbook(write(path / "book.xlsx", {"Access": rows, "Licenses": WINDOWS}))
    for each in ranges:
        book["Access"].merge_cells(each)
    book.save(path / "book.xlsx")
    return path / "book.xlsx"


def test_a_merged_name_is_meant_for_every_row(tmp_path: Path) -> None:
    rows = [["User", "Device", "Server"], ["ann", "a", P], ["", "b", P], ["bob", "c", P]]
    findings = Findings()
    found = tables(merged(tmp_path, rows, "A2:A3"), findings)
    assert [found.users.names[u] for u in found.access.user.tolist()] == ["ann", "ann", "bob"]
    (note,) = [w for w in findings.warnings if w.code == "merged-cell"]
    assert str(note) == (
        "Access!A2: the merged cells A2:A3 of User are read as if each of their rows said the "
        "same. Unmerge them and fill every row in, if that is not what is meant."
    )


def test_rows_that_hold_nothing_else_stay_blank(tmp_path: Path) -> None:
    rows = [["User", "Device", "Server"], ["ann", "a", P], ["", "", ""], ["bob", "c", P]]
    found = tables(merged(tmp_path, rows, "A2:A3"))
    assert len(found.access.user) == 2


def test_a_merged_number_is_a_problem(tmp_path: Path) -> None:
    rows = [["User", "Server", "Sessions"], ["ann", P, 5], ["bob", P, ""]]
    path = merged(tmp_path, rows, "C2:C3")
    book = openpyxl.load_workbook(path)
    assert book["Access"].merged_cells
    found = [str(p) for p in _problems(path)]
    assert found == [
        "Access!C2: the merged cells C2:C3 hold one Sessions for 2 rows. Unmerge them: does each "
        "row have its own number?"
    ]


def test_one_value_for_several_columns_is_a_problem(tmp_path: Path) -> None:
    rows = [["User", "Device", "Server"], ["ann", "", P], ["bob", "b", P]]
    assert [p.code for p in _problems(merged(tmp_path, rows, "A2:B2"))] == ["merged-across"]


def test_a_merged_title_above_the_header_is_nothing(tmp_path: Path) -> None:
    rows = [["Who uses what", "", ""], ["User", "Device", "Server"], ["ann", "a", P]]
    findings = Findings()
    tables(merged(tmp_path, rows, "A1:C1"), findings)
    assert findings.warnings == []


def _problems(path: Path) -> list[Problem]:
    try:
        tables(path)
    except WorkbookError as error:
        return list(error.problems)
    return []
