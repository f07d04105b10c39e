"""About: how the plan was made, for somebody who knows no mathematics."""

from pathlib import Path

import openpyxl
import pytest

from optimizer.report.about import decided
from tests.support.books import AS_OF, WINDOWS, Sheets, solve_to, write

BOOK: Sheets = {
    "Settings": [["Setting", "Value"], ["Organization", "Example Works"]],
    "Access": [["User", "Device", "Server"], ["ann", "pc", "Windows Server 2022"]],
    "Licenses": WINDOWS,
}


@pytest.mark.parametrize(
    ("road", "said"),
    [
        (
            "a minimum cut for 0 merged needs, a program of 98 variables and 75 constraints for "
            "2,167",
            "An exact program of 98 choices and 75 conditions for the 2,167 kinds of needs that "
            "packs, tiers, units owned or rules tie together",
        ),
        (
            "a minimum cut for 7,978 merged needs, a program of 0 variables and 0 constraints for 0",
            "The cheapest split between user and device licenses for 7,978 kinds of needs",
        ),
        (
            "a program of 9 variables and 8 constraints for 12 periods",
            "A program of 9 variables and 8 constraints for 12 periods",
        ),
    ],
)
def test_steps_that_had_nothing_to_do_are_not_told(road: str, said: str) -> None:
    assert decided(road) == said


def test_about_and_the_title_of_summary_are_in_a_planners_words(tmp_path: Path) -> None:
    source = write(tmp_path / "in.xlsx", BOOK)
    solve_to(source, tmp_path / "out.xlsx", AS_OF)
    book = openpyxl.load_workbook(tmp_path / "out.xlsx", data_only=True)
    said = {row[0]: str(row[1]) for row in book["About"].iter_rows(min_row=5, values_only=True)}
    assert said["Needs to cover"].startswith("1: each a row of people")
    assert "merged" not in "".join(said.values())
    assert book["Summary"]["A1"].value == "Example Works: license plan 2026 to 2028"
    assert str(book["Summary"]["A2"].value).startswith("in.xlsx; ")
