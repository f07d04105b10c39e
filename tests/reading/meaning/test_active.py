"""Who is still there: words, signs and flags, and what a blank beside them means."""

from pathlib import Path
from typing import Any

import pytest

from optimizer.domain.problems import Findings
from optimizer.reading.cells import Wrong
from optimizer.reading.columns import Columns
from optimizer.reading.meaning.active import says_active, says_gone, settled, word_of
from tests.reading.support import grid, told


@pytest.mark.parametrize(
    ("value", "title", "meant"),
    [
        ("yes", "Active", True),
        ("No", "Active", False),
        (True, "Active", True),
        (0, "Active", False),
        ("aktiv", "Status", True),
        ("terminated", "Status", False),
        ("✓", "Active", True),
        ("✗", "Active", False),
        ("yes", "Disabled", False),
        ("no", "Disabled", True),
        ("✓", "Disabled", False),
        (512, "userAccountControl", True),
        (514, "userAccountControl", False),
        ("66050", "userAccountControl", False),
        ("purple", "Status", None),
    ],
)
def test_what_a_cell_says(value: object, title: str, meant: bool | None) -> None:
    """Under a heading that asks who is gone, Yes means gone."""
    assert says_active(value, title) is meant


def test_a_flag_that_is_no_number_is_told_as_such() -> None:
    assert isinstance(says_active("on", "userAccountControl"), Wrong)


def test_a_word_of_leaving_says_so_alone_and_a_no_only_where_it_is_asked() -> None:
    assert says_gone("terminated")
    assert not says_gone("no")
    assert says_gone("no", asked=True)
    assert says_gone(False, asked=True)
    assert not says_gone(False)
    assert not says_gone("terminated " * 9)


def test_the_word_of_a_cell_compares_however_it_is_written() -> None:
    assert word_of("Terminated") == word_of(" TERMINATED ")
    assert word_of("x" * 50) == ""


def read(
    folder: Path, title: str, *values: Any
) -> tuple[list[bool | None] | None, list[tuple[str, str]]]:
    """The column Active of users with these values under a title (None: not read), and what is
    told."""
    findings = Findings()
    users = grid(folder, "Users", ["User", title], *([f"u{i}", v] for i, v in enumerate(values)))
    found = settled(users, findings)
    if "Active" not in found.columns:
        return None, told(findings)
    return Columns(found, findings).each("Active", bool, None), told(findings)


def test_without_such_a_column_nothing_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, "Department", "A") == (None, [])


def test_yes_and_no_are_read_without_a_word(tmp_path: Path) -> None:
    assert read(tmp_path, "Active", "yes", "no", "") == ([True, False, True], [])


def test_rows_that_another_column_leaves_out_are_told(tmp_path: Path) -> None:
    found, said = read(tmp_path, "Status", "active", "terminated", "active")
    assert found == [True, False, True]
    assert said == [("Users!B3", "not-active")]


def test_blanks_beside_marks_are_asked_about(tmp_path: Path) -> None:
    """An x may mark those who are there, or the list is not filled in: nobody can tell."""
    assert read(tmp_path, "Active", "x", "", "x")[1] == [("Users!B1", "marked-active")]


def test_blanks_beside_a_word_count_and_are_noted(tmp_path: Path) -> None:
    found, said = read(tmp_path, "Active", "yes", "", "yes")
    assert found == [True] * 3
    assert said == [("Users!B3", "blank-active")]


def test_a_column_whose_words_say_nothing_is_not_read(tmp_path: Path) -> None:
    assert read(tmp_path, "Status", "purple", "green") == (
        None,
        [("Users!B1", "status-not-read")],
    )


def test_codes_and_words_that_begin_like_known_ones_are_problems(tmp_path: Path) -> None:
    """They say who is still there, but not to everybody."""
    for values in (("A", "T"), ("Terminated - 2020", "purple")):
        said = read(tmp_path, "Status", *values)[1]
        assert {code for _, code in said} == {"unknown-status"}


def test_a_wrong_word_among_known_ones_is_a_problem_at_its_cell(tmp_path: Path) -> None:
    assert read(tmp_path, "Active", "yes", "perhaps", "no")[1] == [("Users!B3", "unknown-status")]


def test_of_two_columns_any_no_leaves_a_row_out(tmp_path: Path) -> None:
    findings = Findings()
    rows = [["a", "yes", "active"], ["b", "no", "active"], ["c", "yes", "terminated"]]
    users = grid(tmp_path, "Users", ["User", "Active", "Status"], *rows)
    found = Columns(settled(users, findings), findings)
    assert found.each("Active", bool, None) == [True, False, False]


def test_a_number_that_leaves_rows_out_is_quoted_as_it_is_typed(tmp_path: Path) -> None:
    findings = Findings()
    rows = [["ann", 512], ["bob", 514]]
    settled(grid(tmp_path, "Users", ["User", "userAccountControl"], *rows), findings)
    assert 'says "514" (B3)' in str(findings.warnings[0])
