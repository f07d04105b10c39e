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


@pytest.mark.parametrize(
    "numbers", [(10023, 10454), ("0012", "0013"), (7, 12, 5, 9, 31, 2, 44, 18, 3, 21)]
)
def test_numbers_that_tell_people_apart_are_asked_for(
    tmp_path: Path, numbers: tuple[object, ...]
) -> None:
    """Two people would be 20,477."""
    with pytest.raises(WorkbookError) as error:
        read(tmp_path, "Nr.", *numbers)
    (problem,) = error.value.problems
    assert str(problem) == (
        f'Users!A1: the column "Nr." would be read as Count, but it holds {numbers[0]}, '
        f"{numbers[1]} and so on, no two alike, like numbers that tell things apart. Rename it to "
        "Count if that is how many, else to ID."
    )
    assert read(tmp_path, "ID", *numbers) == [1] * len(numbers)
    assert sum(read(tmp_path, "Count", *numbers)) == sum(int(str(n)) for n in numbers)


def test_numbers_of_which_two_are_alike_say_how_many(tmp_path: Path) -> None:
    assert read(tmp_path, "No.", 1200, 1200) == [1200, 1200]
    assert read(tmp_path, "Number", 7, 12, 5, 9, 31) == [7, 12, 5, 9, 31]
