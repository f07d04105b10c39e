"""Changes of one scenario that cannot stand together, told at both cells."""

from pathlib import Path
from typing import Any

import pytest

from optimizer.domain.problems import Findings, WorkbookError
from tests.support.books import WINDOWS, tables, write

P, SQL = "Windows Server 2022", "SQL Server 2022"


def told(folder: Path, *changes: list[Any], **more: Any) -> tuple[list[str], list[str]]:
    """Problems and notes of the sheet Scenarios, of four people who have a laptop each, on a server
    of two products of which one row of Access names one."""
    sheets = {
        "Users": [["User", "Count"], ["sales", 4], ["staff", 9]],
        "Devices": [["Device", "Count"], ["laptops", 4], ["desks", 2]],
        "Servers": [["Server", "Product"], ["s", f"{P}; {SQL}"]],
        "Access": [
            ["User", "Device", "Server", "Pairing", "Product"],
            *(["sales", "laptops", "s", "Own", ""], ["staff", "desks", "s", "", P]),
        ],
        "Licenses": [*WINDOWS, ["S", "User", "SQL Server", 200]],
        "Scenarios": [["Scenario", "Change", "Target", "Value"], *changes],
    } | more
    findings = Findings()
    try:
        tables(write(folder / "in.xlsx", sheets), findings)
    except WorkbookError as error:
        return [str(each) for each in error.problems], []
    return [], [str(each) for each in findings.warnings if each.place.sheet == "Scenarios"]


def test_pairs_that_no_longer_fit_are_told_with_both_counts(tmp_path: Path) -> None:
    problems, _ = told(tmp_path, ["Growth", "Count", "sales", 6])
    assert problems == [
        'Scenarios!C2: scenario "Growth" leaves user "sales" with Count 6 and device "laptops" with '
        "Count 4, but Access!D2 pairs them one to one. Change the Count of both."
    ]


@pytest.mark.parametrize(
    "changes",
    [
        (["A", "Count", "sales", 6], ["A", "Count", "laptops", 6]),
        (["A", "Count factor", "*", 2],),
        (["A", "Count", "sales", 6], ["A", "Count", "sales", 4]),
        (["A", "Count", "staff", 6],),
        (["A", "Count", "sales", 4], ["B", "Count", "laptops", 4]),
    ],
    ids=["both", "all alike", "the last one counts", "nobody paired", "as they are"],
)
def test_changes_that_keep_pairs_are_none_of_a_clash(tmp_path: Path, changes: Any) -> None:
    assert told(tmp_path, *changes) == ([], [])


def test_scenarios_stand_alone(tmp_path: Path) -> None:
    """Two halves of one change in two scenarios do not help each other."""
    problems, _ = told(tmp_path, ["A", "Count", "sales", 6], ["B", "Count", "laptops", 6])
    assert [text.partition(":")[0] for text in problems] == ["Scenarios!C2", "Scenarios!C3"]


def test_a_count_past_all_bounds_is_told(tmp_path: Path) -> None:
    problems, _ = told(tmp_path, ["A", "Count factor", "staff", 10**12])
    assert problems == ['Scenarios!C2: scenario "A" makes a Count too large. Use a smaller Value.']


def test_a_product_that_a_row_of_access_names_stays(tmp_path: Path) -> None:
    problems, _ = told(tmp_path, ["A", "Product", "s", SQL])
    assert problems == [
        f'Scenarios!D2: server "s" would no longer have "{P}", which Access!E3 uses. Name that '
        "product here too, or clear it there."
    ]
    assert told(tmp_path, ["A", "Product", "s", P]) == ([], [])


def test_sessions_that_nobody_counted_change_nothing_and_are_told(tmp_path: Path) -> None:
    _, notes = told(tmp_path, ["A", "Minimum sessions", "", 5])
    assert [note.partition(",")[0] for note in notes] == [
        'Scenarios!B2: scenario "A" asks for Minimum sessions'
    ]
    counted = [["User", "Server", "Sessions"], ["staff", "s", 3]]
    assert told(tmp_path, ["A", "Minimum sessions", "", 5], Access=counted) == ([], [])


def test_a_rule_that_is_none_is_told_with_those_that_are(tmp_path: Path) -> None:
    users = [["User", "Count", "License by"], ["sales", 4, ""], ["staff", 9, "User"]]
    problems, _ = told(tmp_path, ["A", "Without rule", "One kind of x", ""], Users=users)
    assert len(problems) == 1
    assert problems[0].startswith('Scenarios!C2: "One kind of x" is no rule of this workbook. ')
    assert "Its rules are: " in problems[0]
    access = [["User", "Server"], ["staff", "s"]]
    problems, _ = told(tmp_path, ["A", "Without rule", "One kind of x", ""], Access=access)
    assert "It has none." in problems[0]
