"""A column of row numbers is no column of counts."""

from pathlib import Path

import pytest

from optimizer.domain.problems import Findings, WorkbookError
from tests.support.books import WINDOWS, problems, tables, write

P = "Windows Server 2022"


def read(path: Path, title: str, *numbers: object) -> list[int]:
    names = [f"u{i}" for i in range(len(numbers))]
    sheets = {
        "Users": [[title, "User"], *([n, u] for n, u in zip(numbers, names, strict=True))],
        "Access": [["User", "Server"], *([u, P] for u in names)],
        "Licenses": WINDOWS,
    }
    found = tables(write(path / "book.xlsx", sheets), Findings())
    return [*map(int, found.users.count)]


@pytest.mark.parametrize("title", ["No.", "Nr.", "Number", "Nombre"])
def test_numbers_that_count_rows_are_asked_for(tmp_path: Path, title: str) -> None:
    """Six people would be licensed where there are three."""
    with pytest.raises(WorkbookError) as error:
        read(tmp_path, title, 1, 2, "3")
    assert [str(problem) for problem in error.value.problems] == [
        f'Users!A1: the column "{title}" would be read as Count, but it holds 1, 2, 3 and so on, '
        "like numbers of rows. Rename it to Count if that is how many, else to Row."
    ]


def test_in_a_longer_list_they_are_surely_numbers_of_rows(tmp_path: Path) -> None:
    assert read(tmp_path, "No.", 1, 2, 3, 4, 5) == [1] * 5
    assert read(tmp_path, "No.", 1, 2, 3, 4, 6) == [1, 2, 3, 4, 6]


@pytest.mark.parametrize("title", ["Quantity", "Anzahl", "Headcount", "Number of users"])
def test_below_a_heading_that_says_how_many_it_is_asked_all_the_same(
    tmp_path: Path, title: str
) -> None:
    """Fifteen people may be meant, and five would be licensed."""
    with pytest.raises(WorkbookError) as error:
        read(tmp_path, title, 1, 2, 3, 4, 5)
    assert [problem.code for problem in error.value.problems] == ["row-numbers"]


def test_other_numbers_and_the_column_itself_count(tmp_path: Path) -> None:
    assert read(tmp_path, "No.", 1, 2, 4) == [1, 2, 4]
    assert read(tmp_path, "No.", 2, 1) == [2, 1]
    assert read(tmp_path, "No.", 1) == [1]
    assert read(tmp_path, "Count", 1, 2, 3) == [1, 2, 3]


def test_the_remedy_holds_and_a_bare_sign_is_told(tmp_path: Path) -> None:
    assert read(tmp_path, "Row", 1, 2, 3) == [1, 1, 1]
    sheets = {
        "Users": [["#", "User"], [4, "u"]],
        "Access": [["User", "Server"], ["u", P]],
        "Licenses": WINDOWS,
    }
    (problem,) = problems(tmp_path, sheets)
    assert problem.startswith('Users!A1: the column "#" is not read, and holds numbers such as 4')
