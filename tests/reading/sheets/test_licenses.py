"""Licenses: names that say another version, families and types that nobody has."""

from pathlib import Path
from typing import Any

import pytest

from optimizer.domain.problems import Findings, WorkbookError
from tests.support.books import tables, write

P = "Windows Server 2025"


def notes(path: Path, *licenses: list[Any], **sheets: list[Any]) -> list[str]:
    findings = Findings()
    head: list[Any] = ["License", "Metric", "Covers", "Version", "For", "Price"]
    book = {"Access": [["User", "Server"], ["u", P]], "Licenses": [head, *licenses]} | sheets
    tables(write(path / "book.xlsx", book), findings)
    return [str(warning) for warning in findings.warnings]


def test_a_year_in_a_name_that_is_not_the_version(tmp_path: Path) -> None:
    ws = "Windows Server"
    assert notes(
        tmp_path,
        ["Windows Server 2016 User CAL", "User", ws, "", "", 5],
        ["WS 2019 CAL", "User", ws, 2022, "", 5],
        ["WS 2022 CAL", "User", ws, 2022, "", 5],
        ["WS 2012 R2 CAL", "User", ws, 2012, "", 5],
        ["CAL 2019-2022", "User", ws, 2022, "", 5],
        ["CAL 12016", "User", ws, "", "", 5],
        ["CAL", "User", ws, "", "", 5],
    ) == [
        'Licenses!D2: "Windows Server 2016 User CAL" has 2016 in its name, but no Version, so it '
        "opens every version. Type 2016 as its Version if that is what it is.",
        'Licenses!D3: "WS 2019 CAL" has 2019 in its name, but Version 2022. Correct one of the two '
        "if they should be the same.",
    ]


def test_a_family_that_nothing_requires_names_the_one_that_is_meant(tmp_path: Path) -> None:
    access = [["User", "Server"], ["u", "RDS 2022"]]
    found = notes(
        tmp_path,
        ["A", "User", "RDS", "", "", 5],
        ["B", "User", "Remote Desktp; Windows Server", "", "", 5],
        ["C", "User", "Car park", "", "", 5],
        ["D", "User", "Exchange Standard", "", "", 5],  # known, and simply not in use
        Access=access,
    )
    assert [note for note in found if note.startswith("Licenses")] == [
        'Licenses!C2: Covers "RDS" is a family that no product requires. '
        'Did you mean "Remote Desktop"?',
        'Licenses!C3: Covers "Remote Desktp" is a family that no product requires. '
        'Did you mean "Remote Desktop"?',
        'Licenses!C4: Covers "Car park" is a family that no product requires. '
        "Required are: Remote Desktop, Windows Server.",
    ]


def test_a_type_that_nobody_has_external_too(tmp_path: Path) -> None:
    users = [["User", "Type"], ["u", "Nurse"], ["v", "Member"]]
    found = notes(
        tmp_path,
        ["A", "User", "Windows Server", "", "External", 5],
        ["B", "User", "Windows Server", "", "Guest; Nurse; Employee", 5],
        ["C", "User", "Windows Server", "", "Nruse", 5],
        Users=users,
        Access=[["User", "Server"], ["u", P], ["v", P]],
    )
    assert found == [
        'Users!B3: Type "Member" is read as Employee in 1 row.',
        'Licenses!E2: For "External" is a type that no user has.',
        'Licenses!E3: For "Guest" is a type that no user has.',
        'Licenses!E4: For "Nruse" is a type that no user has. Did you mean "Nurse"?',
    ]


@pytest.mark.parametrize("between", [", ", " / ", "+", "\n", " and "])
def test_families_without_a_semicolon_between_are_a_problem(tmp_path: Path, between: str) -> None:
    """Read as one family the license would cover nothing, and the plan would be too dear."""
    written = f"Windows Server{between}exchange standard"
    with pytest.raises(WorkbookError) as error:
        notes(tmp_path, ["A", "User", written, "", "", 5])
    assert [str(problem) for problem in error.value.problems] == [
        f'Licenses!C2: Covers "{written}" names several families. '
        'Type "Windows Server; Exchange Standard": ; separates several.'
    ]
