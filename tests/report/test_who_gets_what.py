"""Who gets what: alike people and devices of a department in one row."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from optimizer.domain.planned import Planned
from optimizer.report import who_gets_what
from optimizer.report.who_gets_what import write_who_gets_what
from tests.report.conftest import WARD, planned
from tests.support.lines import written


def lines(found: Planned, folder: Path) -> list[str]:
    return written(folder, "Who gets what", lambda deck: write_who_gets_what(deck, found))


def test_a_row_says_who_holds_what_and_because_of_what(ward: Planned, tmp_path: Path) -> None:
    assert lines(ward, tmp_path) == [
        "Who gets what",
        "Alike people and devices in one row, amounts in USD over the horizon. Name by name they "
        "are on User licenses and Device licenses.",
        "Department | Who | Members | Holds | Because",
        "Office | clerk | 2 | User CAL | On any device: no device license can cover all of it.",
        "Ward | nurse | 3 | nothing | Covered by Device CAL of cart: 39.00; user licenses at "
        "most 150.00.",
        "Ward | cart | 1 | Device CAL | Used by 3 nurse: device licenses 39.00; user licenses "
        "at most 150.00.",
    ]


def test_over_time_a_row_holds_for_as_long_as_it_says(years: Planned, tmp_path: Path) -> None:
    """In 2027 five more are alike those who are there: they are one row of 15."""
    on_any = "On any device: no device license can cover all of it."
    assert lines(years, tmp_path)[1:] == [
        "Alike people and devices in one row, for as long as they hold the same, amounts in USD. "
        "Name by name they are on User licenses and Device licenses.",
        "Who | Members | From | To | Holds | Because",
        f"early | 10 | 2026-01-01 | 2026-12-31 | User CAL | {on_any}",
        f"early, late | 15 | 2027-01-01 | 2027-12-31 | User CAL | {on_any}",
    ]


def test_a_department_is_named_in_ink_once(ward: Planned, tmp_path: Path) -> None:
    lines(ward, tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "written.xlsx")["Who gets what"]
    shown = [(c.value, str(c.font.color.rgb)[2:]) for c in sheet["A"][4:]]
    assert shown == [("Office", "1F2933"), ("Ward", "1F2933"), ("Ward", "A3AEBA")]


def test_who_has_no_department_is_said_where_others_have_one(tmp_path: Path) -> None:
    people = [["User", "Count", "Department"], ["nurse", 3, ""], ["clerk", 2, "Office"]]
    devices = [["Device", "Department"], ["cart", ""]]
    found = planned(tmp_path, WARD | {"Users": people, "Devices": devices})
    assert [line.split(" | ")[:2] for line in lines(found, tmp_path)[3:]] == [
        ["(none named)", "nurse"],
        ["(none named)", "cart"],
        ["Office", "clerk"],
    ]


def test_past_so_many_rows_the_sheet_is_left_out(
    ward: Planned, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three rows stand where three are allowed, and not where two are."""
    monkeypatch.setattr(who_gets_what, "MOST", 3)
    assert len(lines(ward, tmp_path)) == 6
    monkeypatch.setattr(who_gets_what, "MOST", 2)
    assert lines(ward, tmp_path) == []


def test_a_plan_of_nobody_has_no_such_sheet(years: Planned, tmp_path: Path) -> None:
    nobody = replace(years.plan.mix.users, row=years.plan.mix.users.row[:0])
    nobody = replace(nobody, members=nobody.members[:0], bundle=nobody.bundle[:0])
    nobody = replace(nobody, first=None, last=None)
    empty = replace(years.plan, mix=replace(years.plan.mix, users=nobody), over_time=None)
    assert lines(replace(years, plan=empty), tmp_path) == []
