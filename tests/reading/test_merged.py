"""Merged cells: names are meant for every row, numbers are not."""

from pathlib import Path
from typing import Any

import numpy as np
import openpyxl

from optimizer.domain import schema
from optimizer.domain.problems import Findings, Problem, WorkbookError
from optimizer.reading.grid import Grid, Values
from optimizer.reading.merged import filled_in
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


def grid_of(rows: int) -> Grid:
    """Access with a user in its first row and a server in each."""
    columns = {column.name: column for column in schema.BY_NAME["Access"].columns}
    first = np.where(np.arange(rows) == 0, 0, -1).astype(np.int32)
    values = {
        "User": Values(columns["User"], 0, first, ("ann",)),
        "Server": Values(columns["Server"], 2, np.zeros(rows, np.int32), (P,)),
    }
    return Grid(schema.BY_NAME["Access"], 1, np.arange(2, rows + 2, dtype=np.int32), values)


def test_overlapping_ranges_are_a_problem_and_cost_nothing() -> None:
    """Excel writes none; a hundred thousand of them over a whole sheet are an attack."""
    findings = Findings()
    many = [f"A2:XFD{last}" for last in range(1_000_000, 1_048_576)]
    filled_in(grid_of(1000), ["A2:XFD1048576"] * 100_000 + many, findings)
    assert [each.code for each in findings.problems] == ["merged-across", "merged-twice"]
    findings = Findings()
    filled_in(grid_of(1000), ["A2:A900", "A2:A900", "A901:A950", "C2:C4"], findings)
    assert not findings.problems
    filled_in(grid_of(1000), ["A2:A900", "A2:A4"], findings)
    assert [str(each) for each in findings.problems] == [
        "Access!A2: the merged cells A2:A900 overlap others. Open it in Excel, let Excel repair "
        "it, and save it."
    ]


def _problems(path: Path) -> list[Problem]:
    try:
        tables(path)
    except WorkbookError as error:
        return list(error.problems)
    return []
