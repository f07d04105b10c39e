"""Decisions of a planner's workbook: its sheet Decisions, and what its sheet Servers says."""

from pathlib import Path
from typing import Any

import pytest

from optimizer.domain.problems import Findings
from optimizer.importing.decisions import Decision
from optimizer.importing.read_decisions import read_decisions
from tests.support.books import write

HEAD = ["Kind", "Name", "Column", "Value", "Reason"]


def read(
    folder: Path, **sheets: list[list[Any]]
) -> tuple[tuple[Decision, ...], tuple[Decision, ...], list[str]]:
    """Decisions, what sheets say, and every problem."""
    findings = Findings()
    found = read_decisions(write(folder / "plan.xlsx", sheets), findings)
    return found.rows, found.sheets, [str(problem) for problem in findings.problems]


def test_each_row_decides_one_thing(tmp_path: Path) -> None:
    rows, sheets, said = read(
        tmp_path,
        Decisions=[HEAD, ["User", " ann ", "Same as", "anna", "one person"], ["Domain", "CORP", "Same as", "corp.example", ""]],
        Access=[["User", "Server"], ["ann", "s"]],
    )  # fmt: skip
    assert rows == (
        Decision(
            kind="User", name="ann", column="Same as", value="anna", reason="one person", row=2
        ),
        Decision(kind="Domain", name="CORP", column="Same as", value="corp.example", row=3),
    )
    assert (sheets, said) == ((), [])


def test_words_are_taken_however_they_are_spelled_and_columns_wherever_they_stand(
    tmp_path: Path,
) -> None:
    """Below a title; a row without a kind is none."""
    rows, _, said = read(
        tmp_path,
        Decisions=[["What we decided", "so far"], ["value", "column", "NAME", "kind"], ["FS1", "server", "svc", "SERVICE"], ["x", "y", "z", ""]],
        Other=[["a"]],
    )  # fmt: skip
    assert rows == (Decision(kind="Service", name="svc", column="Server", value="FS1", row=3),)
    assert said == []


@pytest.mark.parametrize(
    ("kind", "column"), [("Person", "Same as"), ("User", "Product"), ("User", "")]
)
def test_what_cannot_be_decided_is_told_at_its_row(tmp_path: Path, kind: str, column: str) -> None:
    """The rows beside it still decide."""
    rows, _, said = read(
        tmp_path,
        Decisions=[HEAD, [kind, "ann", column, "x", ""], ["User", "bob", "Active", "No", ""]],
        Other=[["a"]],
    )
    assert [row.name for row in rows] == ["bob"]
    (problem,) = said
    assert problem.startswith(
        f'Decisions!A2: "{kind}" with the column "{column}" is nothing that can be decided. Kinds'
    )
    assert "Address: Device" in problem


def test_servers_say_their_products(tmp_path: Path) -> None:
    """One with a blank Product is there all the same: it is asked for no more."""
    _, sheets, _ = read(
        tmp_path,
        Servers=[["Server", "Product"], ["FS1", "Windows Server 2022"], ["WEB", ""], ["", "x"]],
        Access=[["User", "Server"], ["ann", "FS1"]],
    )
    assert [(d.kind, d.name, d.column, d.value, d.row) for d in sheets] == [
        ("Server", "FS1", "Product", "Windows Server 2022", 2),
        ("Server", "WEB", "Product", "", 3),
    ]


def test_a_workbook_of_one_sheet_is_of_decisions(tmp_path: Path) -> None:
    rows, _, said = read(tmp_path, Sheet1=[HEAD, ["User", "ann", "Active", "No", ""]])
    assert [(row.name, row.value) for row in rows] == [("ann", "No")]
    assert said == []


def test_without_a_workbook_nothing_is_decided() -> None:
    found = read_decisions(None, Findings())
    assert (found.rows, found.sheets) == ((), ())


def test_a_file_that_is_not_there_is_told_by_name(tmp_path: Path) -> None:
    findings = Findings()
    assert read_decisions(tmp_path / "gone.xlsx", findings).rows == ()
    (problem,) = findings.problems
    assert (problem.place.file, problem.code) == ("gone.xlsx", "decisions-unread")


def test_a_front_end_on_servers_is_decided(tmp_path: Path) -> None:
    _, sheets, _ = read(
        tmp_path,
        Access=[["User", "Server"], ["ann", "web"]],
        Servers=[["Server", "Product", "Front end of"], ["web", "SQL Server 2022", "db"]],
    )
    assert Decision(kind="Server", name="web", column="Front end of", value="db", row=2) in sheets
