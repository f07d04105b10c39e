"""Words that fill a cell without a name in it, and those that mean names."""

from pathlib import Path
from typing import Any

import pytest

from optimizer.domain.problems import Findings
from optimizer.reading.columns import Columns
from optimizer.reading.meaning.placeholders import without_placeholders
from tests.reading.support import grid, told

P = "Windows Server 2022"


def read(
    folder: Path,
    values: list[Any],
    *,
    sheet: str = "Access",
    column: str = "User",
    listed: list[str] | None = None,
) -> tuple[list[str], list[tuple[str, str]]]:
    """A column without its placeholders, and what is told; `listed` is the sheet of those names."""
    others = {"Access": ("User", "Device", "Server"), "Licenses": ("License", "Metric", "Covers")}
    head = [column, *(name for name in others[sheet] if name != column)]
    filler = {"User": "ann", "Device": "pc", "Server": P, "License": "L", "Metric": "User"}
    rows = [[value, *(filler.get(name, "Windows Server") for name in head[1:])] for value in values]
    grids = {sheet: grid(folder, sheet, head, *rows)}
    if listed is not None:
        name = f"{column}s"
        grids[name] = grid(folder, name, [column], *([each] for each in listed))
    findings = Findings()
    found = Columns(without_placeholders(grids, findings)[sheet], findings)
    codes = found.codes(column).tolist()
    distinct = [str(value) for value in found.grid.columns[column].distinct]
    return [distinct[code] if code >= 0 else "" for code in codes], told(findings)


@pytest.mark.parametrize(
    "word",
    ["n/a", "N.A.", "-", "---", "?", "none", "(blank)", "keine Angabe", "n.v.t.", "unknown", "\\N"],
)
def test_a_word_for_no_name_is_a_blank_and_told(tmp_path: Path, word: str) -> None:
    assert read(tmp_path, ["bob", word]) == (["bob", ""], [("Access!A3", "placeholders")])


def test_one_note_tells_of_all_such_cells_of_a_column(tmp_path: Path) -> None:
    found, said = read(tmp_path, ["n/a", "bob", "n/a", "tbd"])
    assert found == ["", "bob", "", ""]
    assert said == [("Access!A2", "placeholders")]


@pytest.mark.parametrize("name", ["Nan", "Na", "None-Such", "PC 0815", "Noone7", "Ana", "Neil"])
def test_a_name_of_a_person_is_no_placeholder(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, [name]) == ([name], [])


def test_a_word_that_a_sheet_lists_is_a_name(tmp_path: Path) -> None:
    assert read(tmp_path, ["unknown"], listed=["Unknown", "ann"]) == (["unknown"], [])
    assert read(tmp_path, ["unknown"], listed=["ann"])[0] == [""]


@pytest.mark.parametrize("mark", ['"', "″", "ditto", "siehe oben", "idem", "^"])
def test_a_mark_for_the_cell_above_is_a_problem(tmp_path: Path, mark: str) -> None:
    findings = Findings()
    access = grid(tmp_path, "Access", ["User", "Server"], ["ann", P], [mark, P])
    made = Columns(without_placeholders({"Access": access}, findings)["Access"], findings)
    made.names("User")
    assert told(findings) == [("Access!A3", "ditto")]


@pytest.mark.parametrize("name", ["all", "everyone", "*", "all staff", "everyone except Ann"])
def test_a_word_for_everyone_is_no_person(tmp_path: Path, name: str) -> None:
    findings = Findings()
    access = grid(tmp_path, "Access", ["User", "Server"], ["ann", P], [name, P])
    made = Columns(without_placeholders({"Access": access}, findings)["Access"], findings)
    made.names("User")
    assert told(findings) == [("Access!A3", "everyone")]


def test_any_device_is_a_blank_and_everyone_a_license_is_for_too(tmp_path: Path) -> None:
    assert read(tmp_path, ["any pc", "pc1", "all"], column="Device")[0] == ["", "pc1", ""]
    assert read(tmp_path, ["all", "External"], sheet="Licenses", column="For")[0] == [
        "",
        "External",
    ]


def test_a_zero_that_a_formula_gives_is_a_blank_unless_it_is_listed(tmp_path: Path) -> None:
    assert read(tmp_path, [0, "ann"])[0] == ["", "ann"]
    assert read(tmp_path, [0, "ann"], listed=["0", "ann"])[0] != ["", "ann"]


def test_a_long_text_and_one_with_a_digit_are_names(tmp_path: Path) -> None:
    names = ["unknown2", "none of the people who were here before the move of the office to Bonn"]
    assert read(tmp_path, names) == (names, [])


def test_what_databases_write_for_nothing_is_told_among_plain_names(tmp_path: Path) -> None:
    assert read(tmp_path, ["bob", r"\N", "N"]) == (
        ["bob", "", "N"],
        [("Access!A3", "placeholders")],
    )
