"""The result workbook: its sheets, columns and types; whole or not at all; nothing taken for a
formula."""

import csv
import io
import os
import re
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from optimizer.domain.planned import Planned
from optimizer.domain.problems import OutputError, WorkbookError
from optimizer.explaining.cost_by_department import costs_by
from optimizer.report import write as result_module
from optimizer.writing import files as output
from optimizer.writing.csv import csv_cell
from optimizer.writing.page import HEADER
from tests.support.books import WINDOWS, solve, solve_to, write
from tests.support.recalculate import differences

P = "Windows Server 2022"
AS_OF = date(2026, 1, 1)
SAMPLES = Path("samples")


def rows(path: Path, sheet: str) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(path, data_only=True)
    found: list[tuple[object, ...]] = [
        tuple(cell.value for cell in row) for row in book[sheet].iter_rows(min_row=HEADER + 1)
    ]
    book.close()
    return found


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("office") / "office-plan.xlsx"
    solve_to(SAMPLES / "office.xlsx", target)
    return target


def test_the_sheets_stand_in_order_and_those_with_nothing_to_say_are_left_out(office: Path) -> None:
    book = openpyxl.load_workbook(office)
    assert book.sheetnames == [
        "Summary",
        "Purchases",
        "Who gets what",
        "User licenses",
        "Device licenses",
        "Holdings",
        "Breakdown",
        "Coverage",
        "Notes",
        "About",
        "Integrity",
        "Workings",
    ]
    assert book["Workings"].sheet_state == "hidden"


def test_every_sheet_has_the_format_s_columns(office: Path) -> None:
    # Columns that would be empty throughout (From license, Supplier ...) are left out.
    columns = {
        "Purchases": ("Offer", "License", "Quantity", "Packs", "Price", "Per", "From date", "Due now", "Over horizon"),
        "User licenses": ("User", "Members", "Licenses", "Why"),
        "Device licenses": ("Device", "Members", "Licenses", "Why"),
        "Holdings": ("License", "Owned", "Kept", "Converted", "Left over", "Bought", "Used", "Surplus"),
        "Coverage": ("User", "Device", "Server", "Family", "Version", "Covered by", "License"),
    }  # fmt: skip
    for sheet, names in columns.items():
        assert rows(office, sheet)[0][: len(names)] == names


def test_amounts_are_numbers_in_the_currency_and_dates_are_dates(office: Path) -> None:
    book = openpyxl.load_workbook(office, data_only=True)
    purchases = book["Purchases"]
    assert (purchases["I5"].value, purchases["I5"].number_format) == (
        351,
        '#,##0.00;"\u2212"#,##0.00;"\u2013"',
    )
    assert purchases["G5"].is_date
    assert purchases.freeze_panes == "B5"
    assert purchases.tables["tblPurchases"].ref == "A4:J11"
    assert (purchases["A11"].value, purchases["I11"].value) == ("Total", 6821.12)
    assert book["Summary"]["A5"].value == 6821.12


def test_a_currency_without_decimals_shows_none(tmp_path: Path) -> None:
    sheets = {
        "Settings": [["Setting", "Value"], ["Currency", "JPY"]],
        "Access": [["User", "Server"], ["u", P]],
        "Licenses": WINDOWS,
    }
    solve_to(write(tmp_path / "in.xlsx", sheets), tmp_path / "out.xlsx", AS_OF)
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book["Summary"]["A5"].number_format.startswith('#,##0 "JPY"')
    assert book["Purchases"]["H5"].number_format.startswith("#,##0;")


def test_members_rows_and_holdings_add_up(office: Path) -> None:
    counts = {
        "Managers": 8,
        "Consultants": 45,
        "Receptionists": 6,
        "Archive clerks": 5,
        "Freelancers": 12,
    }
    found: dict[object, int] = {}
    for user, members, *_ in rows(office, "User licenses")[1:]:
        found[user] = found.get(user, 0) + int(str(members))
    assert found == counts
    for _, owned, kept, converted, left, bought, used, surplus, *_ in rows(office, "Holdings")[1:]:
        assert kept + converted + left == owned
        assert kept + bought == used + surplus


def test_a_warning_names_its_cell_and_no_link_leads_out_of_the_result(office: Path) -> None:
    book = openpyxl.load_workbook(office)
    assert "Owned!C5" in {cell.value for (cell,) in book["Notes"]["A5:A12"]}
    links = [cell.hyperlink for sheet in book for row in sheet for cell in row if cell.hyperlink]
    assert links
    assert not any(link.target for link in links)
    assert {str(link.location).rpartition("!")[0].strip("'") for link in links} <= {
        *book.sheetnames
    }


def test_about_names_the_input_by_its_bytes(office: Path) -> None:
    about = {row[0]: row[1] for row in rows(office, "About")}
    assert re.fullmatch(r"[0-9a-f]{64}", str(about["SHA-256 of the input"]))
    assert about["Input"] == "office.xlsx"
    assert about["As of"] == "2026-01-01"
    assert about["Status"] == "optimal"
    assert str(about["Solver"]).startswith("HiGHS 1.")


def test_the_same_workbook_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        solve_to(SAMPLES / "small.xlsx", tmp_path / f"{name}.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    nasty = ["=cmd|'/c calc'!A1", "+1", "-2", "@SUM(A1)", "\tx", "http://example.com"]
    sheets = {
        "Access": [
            ["User", "Device", "Server"],
            *(["'" + n if n.startswith("=") else n, n.strip("=\t") or "d", P] for n in nasty),
        ],
        "Licenses": WINDOWS,
    }
    path = write(tmp_path / "in.xlsx", sheets)
    book = openpyxl.load_workbook(path)
    book["Access"]["A2"].value = nasty[0]
    book["Access"]["A2"].data_type = "s"
    book.save(path)
    solve_to(path, tmp_path / "out.xlsx", AS_OF)
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["User licenses"]
    cells = [row[0] for row in sheet.iter_rows(min_row=HEADER + 2)]
    assert cells[0].value == nasty[0]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)


def test_csv_cells_are_made_harmless() -> None:
    nasty = ["=1", "+1", "-1", "@x", "\tx", "\rx", "x=1", "", 'a "b", c', "two\nlines"]
    (row,) = csv.reader(io.StringIO(",".join(map(csv_cell, nasty)), newline=""))
    assert row == ["'=1", "'+1", "'-1", "'@x", "'\tx", "'\rx", "x=1", "", 'a "b", c', "two\nlines"]


def test_a_long_coverage_is_a_csv_beside_the_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("optimizer.report.sheets.MOST_COVERAGE", 3)
    files = solve_to(SAMPLES / "small.xlsx", tmp_path / "plan.xlsx").files
    assert files == (tmp_path / "plan.xlsx", tmp_path / "plan-coverage.csv")
    assert (
        rows(tmp_path / "plan.xlsx", "Coverage")[0][0]
        == "6 lines are in plan-coverage.csv, beside this workbook."
    )
    with files[1].open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert lines[0] == [
        "User",
        "Device",
        "Server",
        "Family",
        "Version",
        "Covered by",
        "License",
        "Basis",
    ]
    assert len(lines) == 7
    assert [
        "Nurse Ada",
        "Ward PC",
        P,
        "Windows Server",
        "2022",
        "Device",
        "Windows Server Device CAL",
        "",
    ] in lines


def test_long_license_sheets_are_csv_files_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("optimizer.report.sheets.MOST_ROWS", 2)
    files = solve_to(SAMPLES / "small.xlsx", tmp_path / "plan.xlsx").files
    assert [file.name for file in files] == [
        "plan.xlsx",
        "plan-user-licenses.csv",
        "plan-device-licenses.csv",
    ]
    assert (
        rows(tmp_path / "plan.xlsx", "User licenses")[0][0]
        == "4 lines are in plan-user-licenses.csv, beside this workbook."
    )
    with files[1].open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert lines[0] == ["User", "Members", "Licenses", "Why"]
    assert lines[-1][:3] == ["Dr. Dora", "1", "Windows Server User CAL"]
    count, wrong = differences(tmp_path / "plan.xlsx", tmp_path)
    assert count > 20
    assert not wrong


def test_costs_by_department_add_up_to_the_plan(tmp_path: Path) -> None:
    sheets = {
        "Users": [
            ["User", "Count", "Department"],
            ["a", 3, "North"],
            ["b", 1, "South"],
            ["c", 2, ""],
        ],
        "Devices": [["Device", "Department"], ["d", "South"]],
        "Access": [["User", "Device", "Server"], ["a", "", P], ["b", "d", P], ["c", "", P]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price", "Pack"],
            ["U", "User", "Windows Server", 100, 7],
            ["D", "Device", "Windows Server", 39, 1],
        ],
    }
    found, plan = solve(tmp_path, sheets)
    costs = costs_by(Planned(found, plan), "department")
    assert sum(costs.values()) == plan.cost == Decimal("100.00")
    assert costs == {
        "(none named)": Decimal("33.33"),
        "North": Decimal("50.00"),
        "South": Decimal("16.67"),
    }
    assert costs_by(Planned(found, plan), "site") == {}


# Whole or not at all ------------------------------------------------------------------------------
# ------------------------


def refused(target: Path, source: Path) -> str:
    with pytest.raises(OutputError) as error:
        solve_to(source, target)
    return str(error.value)


def test_the_input_is_never_the_target(tmp_path: Path) -> None:
    source = tmp_path / "in.xlsx"
    source.write_bytes((SAMPLES / "small.xlsx").read_bytes())
    before = source.read_bytes()
    assert (
        refused(source, source)
        == f"{source}: this is the input, which is never written to. Choose another name with -o."
    )
    if sys.platform != "win32":
        os.link(source, tmp_path / "link.xlsx")
        assert "this is the input" in refused(tmp_path / "link.xlsx", source)
    assert source.read_bytes() == before


def test_targets_that_cannot_be(tmp_path: Path) -> None:
    small = SAMPLES / "small.xlsx"
    assert (
        refused(tmp_path / "x.csv", small)
        == f"{tmp_path / 'x.csv'}: the result is a workbook, so its name must end in .xlsx."
    )
    (tmp_path / "dir.xlsx").mkdir()
    assert (
        refused(tmp_path / "dir.xlsx", small)
        == f"{tmp_path / 'dir.xlsx'}: this is a folder. Give a file name in it with -o."
    )
    gone = tmp_path / "gone"
    assert (
        refused(gone / "x.xlsx", small)
        == f"{gone}: there is no such folder. Create it, or choose another one with -o."
    )


def test_a_target_that_is_open_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object) -> None:
        raise PermissionError(13, "locked")

    target = tmp_path / "plan.xlsx"
    solve_to(SAMPLES / "small.xlsx", target)
    old = target.read_bytes()
    monkeypatch.setattr(output.os, "replace", locked)
    assert refused(target, SAMPLES / "small.xlsx") == (
        f"{target}: it cannot be replaced; it may be open in Excel. Close it, or choose another "
        "name with -o."
    )
    assert target.read_bytes() == old
    assert list(tmp_path.iterdir()) == [target]


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> bool:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(result_module, "write_result", full)
    assert refused(tmp_path / "plan.xlsx", SAMPLES / "small.xlsx").endswith(
        "it cannot be written: no space left. Make room, and run again."
    )
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_with_problems_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError):
        solve_to(SAMPLES / "broken.xlsx", tmp_path / "plan.xlsx")
    assert list(tmp_path.iterdir()) == []
