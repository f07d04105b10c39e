"""What-ifs written into a copy of the planner's workbook, as rows of Scenarios."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from optimizer.domain.choices import Choice
from optimizer.writing.with_scenarios import write_with_scenarios
from tests.support.books import WINDOWS, Sheets, write
from tests.support.lines import lines_of

BOOK: Sheets = {
    "Access": [["User", "Server"], ["ann", "Windows Server 2022"]],
    "Licenses": WINDOWS,
}
DEARER = ("Dearer", "Price", "User CAL", Decimal("60.5"))


def copy(folder: Path, sheets: Sheets, *rows: tuple[object, ...]) -> list[str]:
    source = write(folder / "in.xlsx", BOOK | sheets)
    assert write_with_scenarios(source, folder / "out.xlsx", rows) == ()
    return lines_of(folder / "out.xlsx", "Scenarios")


def test_the_sheet_is_made_where_there_is_none(tmp_path: Path) -> None:
    assert copy(tmp_path, {}, DEARER) == [
        "Scenario | Change | Target | Value | From",
        "Dearer | Price | User CAL | 60.5",
    ]


def test_rows_follow_those_that_are_there(tmp_path: Path) -> None:
    mine = [["Scenario", "Change", "Target", "Value"], ["Mine", "Price", "User CAL", 40]]
    assert copy(
        tmp_path, {"Scenarios": mine}, DEARER, ("None", "Without license", "User CAL", "")
    ) == [
        "Scenario | Change | Target | Value",
        "Mine | Price | User CAL | 40",
        "Dearer | Price | User CAL | 60.5",
        "None | Without license | User CAL",
    ]


def test_columns_are_found_by_their_names_wherever_they_stand(tmp_path: Path) -> None:
    """Below a title, in another order, one of the planner's own between them; Target, which is not
    there, comes last."""
    mine = [
        ["What if"],
        [],
        ["Value", "Remark", "CHANGE", " scenario "],
        [40, "x", "Price", "Mine"],
    ]
    copy(tmp_path, {"Scenarios": mine}, DEARER)
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Scenarios"]
    assert [cell.value for cell in sheet[5]] == [60.5, None, "Price", "Dearer", "User CAL"]


def test_the_sheets_own_spelling_stays(tmp_path: Path) -> None:
    source = write(
        tmp_path / "in.xlsx", BOOK | {" scenarios": [["Scenario", "Change", "Target", "Value"]]}
    )
    write_with_scenarios(source, tmp_path / "out.xlsx", [DEARER])
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["Access", "Licenses", " scenarios"]
    assert book[" scenarios"]["A2"].value == "Dearer"


def test_an_empty_sheet_gets_its_header_and_so_does_one_without(tmp_path: Path) -> None:
    assert (
        copy(tmp_path, {"Scenarios": []}, DEARER)[0] == "Scenario | Change | Target | Value | From"
    )
    assert copy(tmp_path, {"Scenarios": [["notes of mine"], ["more"]]}, DEARER) == [
        "notes of mine",
        "more",
        "Scenario | Change | Target | Value | From",
        "Dearer | Price | User CAL | 60.5",
    ]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (Decimal("0.1"), 0.1),
        (7, 7),
        (1.5, 1.5),
        ("=1+1", "=1+1"),  # text that looks like a formula stays text
        ("007", "007"),
        (None, None),
        ("", None),
    ],
)
def test_numbers_are_numbers_and_text_stays_text(
    tmp_path: Path, value: object, cell: object
) -> None:
    copy(tmp_path, {}, ("s", "Price", "User CAL", value))
    found = openpyxl.load_workbook(tmp_path / "out.xlsx")["Scenarios"]["D2"]
    assert found.value == cell
    assert found.data_type == ("s" if isinstance(cell, str) else "n")


def test_choices_come_along(tmp_path: Path) -> None:
    source = write(tmp_path / "in.xlsx", BOOK)
    choice = Choice(sheet="Access", column="Login", read_as="User")
    write_with_scenarios(source, tmp_path / "out.xlsx", [DEARER], [choice])
    assert lines_of(tmp_path / "out.xlsx", "Read as")[-1].startswith("Access | Login | User")
