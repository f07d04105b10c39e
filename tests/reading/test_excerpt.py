"""A few rows of a workbook as they stand there, around the cells that something was found in."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from optimizer.domain.problems import Place
from optimizer.reading.excerpt import MOST_PLACES, Excerpt, excerpts
from tests.support.books import write

USERS: list[list[Any]] = [
    ["Our people"],
    ["User", "Count", "From"],
    ["ann", 1, date(2026, 3, 1)],
    ["bob", 2.5, datetime(2026, 3, 1, 8, 30)],
    ["cy", True, None],
]


def shown(folder: Path, *places: Place) -> tuple[Excerpt, ...]:
    sheets = {"users ": USERS, "Access": [["User", "Server"], ["ann", "s"]]}
    return excerpts(write(folder / "in.xlsx", sheets), places)


def rows(excerpt: Excerpt) -> dict[int, list[str]]:
    return {number: [cell.text for cell in cells] for number, cells in excerpt.rows}


def test_the_header_and_the_rows_of_the_cells_are_shown(tmp_path: Path) -> None:
    (found,) = shown(tmp_path, Place(1, "Users", 4, 2), Place(1, "Users", 5, 1))
    assert (found.sheet, found.header, found.columns) == ("Users", 2, 3)
    assert rows(found) == {
        2: ["User", "Count", "From"],
        4: ["bob", "2.5", "2026-03-01 08:30:00"],
        5: ["cy", "TRUE", ""],
    }


def test_days_are_days_and_numbers_are_numbers(tmp_path: Path) -> None:
    (found,) = shown(tmp_path, Place(1, "Users", 3, 3))
    name, count, day = dict(found.rows)[3]
    assert (name.text, name.number) == ("ann", False)
    assert (count.text, count.number) == ("1", True)
    assert (day.text, day.number) == ("2026-03-01", False)


def test_a_cell_past_the_last_one_is_shown_blank(tmp_path: Path) -> None:
    (found,) = shown(tmp_path, Place(1, "Users", 9, 5))
    assert found.columns == 5
    assert rows(found)[9] == [""] * 5


def test_sheets_are_in_the_order_of_the_format(tmp_path: Path) -> None:
    found = shown(tmp_path, Place(7, "Access", 2, 1), Place(1, "Users", 3, 1))
    assert [each.sheet for each in found] == ["Users", "Access"]


def test_whole_sheets_and_other_files_show_nothing(tmp_path: Path) -> None:
    assert shown(tmp_path, Place(1, "Users"), Place(1, "Users", 3, 1, "users.csv")) == ()
    assert shown(tmp_path, Place(1, "Nowhere", 3, 1)) == ()


def test_so_many_rows_of_a_sheet_are_shown_and_no_more(tmp_path: Path) -> None:
    places = [Place(1, "Users", row, 1) for row in range(3, 3 + 2 * MOST_PLACES)]
    (found,) = shown(tmp_path, *places)
    assert len(found.rows) == 1 + MOST_PLACES


def test_what_cannot_be_read_shows_nothing(tmp_path: Path) -> None:
    path = tmp_path / "in.xlsx"
    path.write_bytes(b"no workbook")
    assert excerpts(path, [Place(1, "Users", 3, 1)]) == ()
