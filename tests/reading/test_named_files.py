"""The files that Settings names for sheets."""

from dataclasses import replace
from pathlib import Path

from optimizer.domain import schema
from optimizer.reading.named_files import columns_known, is_meant, named_files
from tests.reading.support import grid


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


def test_a_formula_that_was_never_computed_names_none(tmp_path: Path) -> None:
    """It is a problem of its own, at its cell."""
    sheet = grid(tmp_path, "Settings", ["Setting", "Value"], ["Access file", "=A1"], ["Horizon", 3])
    assert not list(named_files(sheet))


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
