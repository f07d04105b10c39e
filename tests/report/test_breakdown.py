"""Where the money goes: by department and site, licenses by family, units to move, accesses."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from optimizer.domain.plan import Balance, Move
from optimizer.domain.planned import Planned
from optimizer.report.breakdown import write_breakdown
from tests.support.books import WINDOWS, Sheets, solve
from tests.support.pages import below, sheet

P = "Windows Server 2022"


def book(**more: list[list[Any]]) -> Sheets:
    return {
        "Users": [["User", "Department"], ["ann", "A"], ["bob", "B"], ["cy", "B"]],
        "Access": [["User", "Server"], *([user, P] for user in ("ann", "bob", "cy"))],
        "Licenses": WINDOWS,
    } | more


def broken_down(folder: Path, sheets: Sheets, **changed: Any) -> list[list[Any]]:
    found, plan = solve(folder, sheets)
    planned = Planned(found, replace(plan, **changed))
    return sheet(folder, "Breakdown", lambda deck: write_breakdown(deck, planned))


def test_costs_are_shared_out_by_department(tmp_path: Path) -> None:
    """One user license of 50 for A, two for B."""
    rows = below(broken_down(tmp_path, book()), "Cost by department")
    assert rows[0] == ["Department", "Share", "Cost"]
    costs = {row[0]: row[2] for row in rows[1:3]}
    assert costs == {"A": 50, "B": 100}
    assert rows[3][0] == "Total"
    assert str(rows[3][1]).startswith("=SUM(C")


def test_without_departments_and_sites_there_are_no_costs_by_them(tmp_path: Path) -> None:
    users = [["User"], ["ann"], ["bob"], ["cy"]]
    rows = broken_down(tmp_path, book(Users=users))
    assert [row[0] for row in rows if str(row[0]).startswith("Cost by")] == []
    assert ["Licenses in use by family"] in rows


def test_a_suite_counts_under_each_of_its_families(tmp_path: Path) -> None:
    suite = Balance(
        license="S", owned=0, kept=0, converted=0, left_over=0, bought=3, used=3, surplus=0,
        activate=0, metric="User", covers=("Windows Server", "SQL Server"),
    )  # fmt: skip
    idle = replace(suite, license="I", used=0, covers=("Exchange",))
    rows = below(broken_down(tmp_path, book(), balances=(suite, idle)), "Licenses in use by family")
    assert rows[0] == ["A suite counts under each family that it covers."]
    assert rows[1] == ["Family", "User", "Device", "Server, core, all"]
    assert [row[0] for row in rows[2:4]] == ["SQL Server", "Windows Server"]


def test_units_to_move_name_who_gives_and_who_takes(tmp_path: Path) -> None:
    found, plan = solve(tmp_path, book())
    moves = (Move(0, (True, 0), (True, 2), 3), Move(1, (False, 0), (True, 1), 1))
    devices = replace(found.devices, names=("pc",))
    planned = Planned(
        replace(found, devices=devices), replace(plan, mix=replace(plan.mix, moves=moves))
    )
    rows = sheet(tmp_path, "Breakdown", lambda deck: write_breakdown(deck, planned))
    assert below(rows, "Units to move")[:3] == [
        ["License", "Quantity", "From", "To"],
        ["User CAL", 3, "ann", "cy"],
        ["Device CAL", 1, "pc", "bob"],
    ]


def test_accesses_are_counted_by_what_they_rest_on(tmp_path: Path) -> None:
    rows = broken_down(tmp_path, book(), accesses={"Observed": 5, "": 2})
    assert below(rows, "Accesses by basis") == [
        ["Basis", "Rows"],
        ["Observed", 5],
        ["(no basis given)", 2],
    ]
    assert "Accesses by basis" not in [row[0] for row in broken_down(tmp_path, book())]


def test_a_plan_without_anything_has_no_sheet(tmp_path: Path) -> None:
    users = [["User"], ["ann"], ["bob"], ["cy"]]
    assert broken_down(tmp_path, book(Users=users), balances=()) == []
