"""Choices as rows of a copy's sheet Read as, which is read like the planner's own."""

from pathlib import Path

import openpyxl

from optimizer import api
from optimizer.domain.choices import Choice
from optimizer.domain.problems import Findings
from optimizer.writing.with_choices import put_choices
from tests.support.books import WINDOWS, tables, write

SHEETS = {
    "Access": [["User", "Device", "Server"], ["ann", "pc", "Windows Server 2022"]],
    "Users": [["User", "Qty", "Seats"], ["ann", 3, 2]],
    "Licenses": WINDOWS,
}
CHOICES = (
    Choice(sheet="Users", column="Qty", read_as="Nothing"),
    Choice(sheet="Users", column="Seats", read_as="Count"),
)


def test_the_marked_copy_is_read_as_was_chosen(tmp_path: Path) -> None:
    source, marked = write(tmp_path / "in.xlsx", SHEETS), tmp_path / "marked.xlsx"
    assert api.check(source)  # Qty and Seats could both be Count
    api.mark(source, marked, api.check(source), (), choices=CHOICES)
    assert tables(marked).users.count.tolist() == [2]


def test_a_row_about_the_same_makes_room(tmp_path: Path) -> None:
    rows = [["Read as", "Sheet", "Column"], ["Count", "users", "QTY"], ["Type", "Users", "Team"]]
    path = write(tmp_path / "in.xlsx", {**SHEETS, "Read as": rows})
    book = openpyxl.load_workbook(path)
    put_choices(book, CHOICES)
    assert [[c.value for c in row] for row in book["Read as"].iter_rows()] == [
        ["Read as", "Sheet", "Column"],
        ["Type", "Users", "Team"],
        ["Nothing", "Users", "Qty"],
        ["Count", "Users", "Seats"],
    ]


def test_no_choice_makes_no_sheet(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write(tmp_path / "in.xlsx", SHEETS))
    put_choices(book, ())
    assert "Read as" not in book.sheetnames


def test_a_result_says_what_was_chosen_beside_its_workbook(tmp_path: Path) -> None:
    source = write(tmp_path / "in.xlsx", SHEETS)
    found = api.examine_and_solve(source, lambda _: None, choices=CHOICES)
    assert not isinstance(found, api.Checkup)
    assert found.tables.choices == CHOICES
    assert found.plan.facts["Read as"] == '"Qty" of Users as Nothing; "Seats" of Users as Count'
    kept = tmp_path / "kept.xlsx"
    api.with_scenarios(source, kept, [("More", "Count", "ann", 4)], found.tables.choices)
    assert openpyxl.load_workbook(kept)["Read as"].max_row == 3
    assert tables(kept, Findings()).users.count.tolist() == [2]
