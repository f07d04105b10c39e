"""A long list in print: its header stands again on every page that it reaches."""

from pathlib import Path

import openpyxl

from tests.support.books import WINDOWS, Sheets, solve_to, write
from tests.support.printed import pages
from tests.support.recalculate import differences
from tests.support.sheets import faults

P = "Windows Server 2022"


def departments(count: int) -> Sheets:
    """Departments of two people at one device: a device license each."""
    who = [f"{d:03}{n}" for d in range(count) for n in "ab"]
    return {
        "Users": [["User", "Department"], *([u, f"Department {u[:3]}"] for u in who)],
        "Devices": [["Device", "Department"], *([f"pc {d:03}", f"Department {d:03}"] for d in range(count))],
        "Access": [["User", "Device", "Server"], *([u, f"pc {u[:3]}", P] for u in who)],
        "Licenses": WINDOWS,
    }  # fmt: skip


def test_a_long_list_has_its_header_on_every_printed_page(tmp_path: Path) -> None:
    """Seventy departments, some 35 rows a page: the list is printed on three pages."""
    target = tmp_path / "out.xlsx"
    solve_to(write(tmp_path / "in.xlsx", departments(70)), target)
    sheet = openpyxl.load_workbook(target)["Breakdown"]
    heads = [cell.row for cell in sheet["A"] if cell.value == "Department"]
    assert len(heads) == 3
    breaks = {found.id for found in sheet.row_breaks.brk}
    assert {head - 1 for head in heads[1:]} <= breaks
    named = [c.value for c in sheet["A"] if str(c.value).startswith("Department ")]
    assert named == sorted(named)
    assert len(named) == 70
    # A header within the list is none of its amounts: shares and totals are as recalculated.
    count, wrong = differences(target, tmp_path)
    assert count > 70
    assert not wrong
    assert faults(target) == []


def test_a_short_list_has_one_header(tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    solve_to(write(tmp_path / "in.xlsx", departments(5)), target)
    sheet = openpyxl.load_workbook(target)["Breakdown"]
    assert [cell.value for cell in sheet["A"]].count("Department") == 1
    assert pages(target, tmp_path / "printed") < 12
