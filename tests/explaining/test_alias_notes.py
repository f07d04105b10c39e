"""An account in use of somebody who is left out."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.support.books import WINDOWS, solve

P = "Windows Server 2022"


def said(path: Path, head: list[Any], ann: list[Any], alias: list[Any]) -> list[str]:
    """The notes on accounts where ann is left out, and an account of hers may be in use."""
    sheets = {
        "Users": [["User", "Same as", *head], ["ann", "", *ann], ["ann-adm", "ann", *alias], ["b"]],
        "Access": [["User", "Server"], ["ann", P], ["ann-adm", P], ["ann-adm", P], ["b", P]],
        "Licenses": WINDOWS,
    }
    _, plan = solve(path, sheets)
    assert plan.cost == 50
    return [str(w) for w in plan.warnings if w.code == "active-alias"]


@pytest.mark.parametrize(
    ("head", "ann", "cell", "why"),
    [
        ("Active", "No", "C2", "is not active"),
        ("To", date(2025, 12, 31), "C2", "ended before As of"),
        ("From", date(2029, 1, 1), "C2", "starts after the horizon's end"),
        ("Count", 0, "C2", "has Count 0"),
    ],
)
def test_both_cells_are_named(tmp_path: Path, head: str, ann: object, cell: str, why: str) -> None:
    assert said(tmp_path, [head], [ann], [""]) == [
        f'Users!B3: user "ann-adm" is active, but it is an account of "ann", which {why} '
        f"(Users!{cell}); its 2 access rows are left out as well. Close the account, say Active No there, or correct "
        "Same as."
    ]


def test_an_account_that_is_closed_too_is_not_noted(tmp_path: Path) -> None:
    assert said(tmp_path, ["Active"], ["No"], ["No"]) == []


def test_an_account_of_somebody_present_is_not_noted(tmp_path: Path) -> None:
    sheets = {
        "Users": [["User", "Same as"], ["ann", ""], ["ann-adm", "ann"]],
        "Access": [["User", "Server"], ["ann-adm", P]],
        "Licenses": WINDOWS,
    }
    assert [w.code for w in solve(tmp_path, sheets)[1].warnings if "alias" in w.code] == []
