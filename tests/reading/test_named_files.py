"""The files that Settings names for sheets."""

from dataclasses import replace
from pathlib import Path

import pytest

from optimizer.api import examine
from optimizer.domain import schema
from optimizer.reading.named_files import (
    columns_known,
    is_meant,
    named_files,
    sheets_elsewhere,
)
from tests.reading.support import grid
from tests.support.books import WINDOWS, write


def test_each_setting_that_names_a_file_is_found_with_its_cell(tmp_path: Path) -> None:
    (tmp_path / "users.csv").write_text("User,Count\nann,1\n")
    sheet = grid(
        tmp_path,
        "Settings",
        *(["Setting", "Value"], ["Horizon", 3], ["USERS FILE", " users.csv "]),
        ["Devices file", ""],
    )
    assert [(str(place), setting, file) for place, setting, file in named_files(sheet)] == [
        ("Settings!B3", "Users file", "users.csv")
    ]


def test_without_settings_there_are_none(tmp_path: Path) -> None:
    assert not list(named_files(None))
    sheet = grid(tmp_path, "Settings", ["Setting", "Value"], ["Horizon", 3])
    assert not list(named_files(sheet))
    names = replace(sheet, columns={"Setting": sheet.columns["Setting"]})
    assert not list(named_files(names))


@pytest.mark.parametrize("value", ["=A1", "#N/A"])
def test_what_is_no_name_is_one_problem_at_its_cell(tmp_path: Path, value: str) -> None:
    """A formula that was never computed, an error: no sheet is said to be missing besides."""
    settings: list[list[object]] = [["Setting", "Value"], ["Access file", value], ["Horizon", 3]]
    sheet = grid(tmp_path, "Settings", *settings)
    assert not list(named_files(sheet))
    assert sheets_elsewhere(sheet) == {"Access"}
    book = write(tmp_path / "book.xlsx", {"Settings": settings, "Licenses": WINDOWS})
    found = [str(problem.place) for problem in examine(book).problems]
    assert found == ["Settings!B2"]


def test_columns_are_counted_where_no_required_one_lacks() -> None:
    access, users = schema.BY_NAME["Access"], schema.BY_NAME["Users"]
    assert columns_known(access, ["User", "Device", "Server", "Shoe size"]) == 3
    assert columns_known(access, ["Device", "Shoe size"]) == 0
    assert columns_known(users, ["User", "Count", "", "Department"]) == 3
    assert columns_known(users, ["Count", "Department"]) == 0


def test_a_column_is_meant_by_any_of_its_names() -> None:
    users = schema.BY_NAME["Users"]
    assert is_meant(users, "Count")
    assert not is_meant(users, "Shoe size")
    assert not is_meant(users, "")
