"""Which members of a group hold assigned units, where the answer may change the plan."""

from pathlib import Path

import pytest

from tests.support.books import WINDOWS, Sheets, solve

P = "Windows Server 2022"


def said(path: Path, access: list[list[object]], units: int = 1, count: int = 3) -> list[str]:
    sheets: Sheets = {
        "Users": [["User", "Count"], ["team", count]],
        "Devices": [["Device", "Count"], ["pcs", count]],
        "Access": [["User", "Device", "Server", "Pairing", "Purpose"], *access],
        "Licenses": WINDOWS,
        "Owned": [["License", "Quantity"], ["User CAL", units], ["Device CAL", 1]],
        "Assigned": [["License", "User", "Quantity"], ["User CAL", "team", units]],
    }
    _, plan = solve(path, sheets)
    return [str(w) for w in plan.warnings if w.code == "assumed-layout"]


OWN: list[list[object]] = [["team", "pcs", P, "Own", ""]]


def test_pairs_of_their_own(tmp_path: Path) -> None:
    assert said(tmp_path, OWN) == [
        'Assigned!B2: the plan takes for cheapest which members of "team" hold the 1 unit assigned '
        "to it, and with Pairing Own that matters. Give those who hold them a row of their own."
    ]


def test_administrators(tmp_path: Path) -> None:
    (note,) = said(tmp_path, [["team", "", P, "", "Administration"]])
    assert "with Administration that matters" in note


@pytest.mark.parametrize(("units", "count"), [(3, 3), (1, 1)])
def test_nothing_is_assumed_where_all_hold_one(tmp_path: Path, units: int, count: int) -> None:
    assert said(tmp_path, OWN, units, count) == []


def test_alike_members_are_not_noted(tmp_path: Path) -> None:
    assert said(tmp_path, [["team", "pcs", P, "", ""]]) == []
