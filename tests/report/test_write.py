"""The result as a workbook: recalculated elsewhere, edited, read back, and made as its readers
expect."""

import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import range_boundaries
from python_calamine import CalamineWorkbook

from optimizer.writing.page import HEADER
from tests.support.books import WINDOWS, solve_to, write
from tests.support.printed import A4, LETTER, pages
from tests.support.recalculate import converted, differences
from tests.support.sheets import faults

SAMPLES = sorted(path for path in Path("samples").glob("*.xlsx") if path.stem != "broken")
GOLDEN = Path("tests/golden/cells/small-plan.txt")
AS_OF = date(2026, 1, 1)

ODD = {
    "Settings": [
        ["Setting", "Value"],
        ["Currency", "KWD"],
        ["Discount rate", 0.07],
        ["Horizon", 4],
        ["Budget", 10],
    ],
    "Users": [["User", "Count", "Department"], ["a*?~", 7, "x"], ["b", 2, "y"]],
    "Servers": [["Server", "Product", "CAL mode cost"], ["s", "Windows Server 2022", 12.345]],
    "Access": [["User", "Server"], ["a*?~", "s"], ["b", "s"]],
    "Licenses": [
        ["License", "Metric", "Covers", "Price", "Pack", "Per"],
        ["Any*", "User", "Windows Server", 33.3335, 5, "Month"],
        ["Anything", "User", "Windows Server", 99.9995, 1, "Year"],
    ],
    "Scenarios": [
        ["Scenario", "Change", "Target", "Value"],
        ["dear", "Price factor", "*", 2],
        ["none", "Without license", "Any*", ""],
    ],
}


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("plans")
    found = {}
    for source in (*SAMPLES, write(folder / "odd.xlsx", ODD)):
        found[source.stem] = folder / f"{source.stem}-plan.xlsx"
        solve_to(source, found[source.stem], AS_OF)
    return found


@pytest.mark.parametrize("name", [*(path.stem for path in SAMPLES), "odd"])
def test_every_formula_recalculates_to_its_stored_value(
    plans: dict[str, Path], tmp_path: Path, name: str
) -> None:
    count, found = differences(plans[name], tmp_path)
    assert count > 40
    assert not found


def named(path: Path) -> dict[str, Any]:
    """The cells that have names, and Summary's verdicts."""
    book = openpyxl.load_workbook(path, data_only=True)
    found = {}
    for name, defined in book.defined_names.items():
        sheet, _, cell = defined.attr_text.replace("$", "").replace("'", "").partition("!")
        found[name] = book[sheet][cell].value
    return found


def said(path: Path, text: str) -> bool:
    """Whether a cell of Summary says it."""
    page = openpyxl.load_workbook(path, data_only=True)["Summary"]
    return any(cell.value == text for row in page.iter_rows() for cell in row)


def test_a_changed_price_changes_every_sum(plans: dict[str, Path], tmp_path: Path) -> None:
    book = openpyxl.load_workbook(plans["small"])
    purchases = book["Purchases"]
    assert purchases["A6"].value == "Windows Server Device CAL"
    assert purchases["E6"].value == 39
    purchases["E6"].value = 40.5
    book.save(tmp_path / "edited.xlsx")
    edited = converted(tmp_path / "edited.xlsx", tmp_path, "xlsx")
    before, after = named(plans["small"]), named(edited)
    changed = {name for name in before if before[name] != after[name]}
    assert (before["Plan_cost"], after["Plan_cost"]) == (89, 90.5)
    assert changed == {"Plan_cost", "Plan_due_now", "Payments_all_years"}
    assert said(plans["small"], "Proven: nothing cheaper exists.")
    assert said(edited, "Prices were changed: the mix may no longer be the cheapest.")
    again = openpyxl.load_workbook(edited, data_only=True)
    assert again["Purchases"]["I7"].value == 90.5
    assert {row[3].value for row in again["Integrity"].iter_rows(min_row=HEADER + 2)} == {"OK"}


def test_a_changed_number_is_caught_by_integrity(plans: dict[str, Path], tmp_path: Path) -> None:
    book = openpyxl.load_workbook(plans["clinic"])
    book["User licenses"]["B5"].value += 1
    book.save(tmp_path / "edited.xlsx")
    again = openpyxl.load_workbook(
        converted(tmp_path / "edited.xlsx", tmp_path, "xlsx"), data_only=True
    )
    assert "NOT OK" in {row[3].value for row in again["Integrity"].iter_rows(min_row=HEADER + 2)}
    assert said(tmp_path / "recalculated" / "edited.xlsx", "see Integrity")


@pytest.mark.parametrize("name", [*(path.stem for path in SAMPLES), "odd"])
def test_every_sheet_is_made_alike(plans: dict[str, Path], name: str) -> None:
    book = openpyxl.load_workbook(plans[name])
    assert book.properties.title.startswith("License plan")
    assert {"Plan_cost", "Plan_due_now", "Lower_bound", "Payments_all_years"} <= set(
        book.defined_names
    )
    names = [table for sheet in book for table in sheet.tables]
    assert len(names) == len(set(names))
    for table in names:
        assert re.fullmatch(r"tbl[A-Za-z]+", table)
    for sheet in book:
        assert sheet["A1"].value
        assert str(sheet["A2"].value).endswith(".")
        for table in sheet.tables.values():
            low, high = range_boundaries(table.ref)[1], range_boundaries(table.ref)[3]
            assert not any(low <= r.min_row <= high for r in sheet.merged_cells.ranges)
        assert sheet.freeze_panes
        assert sheet.page_setup.orientation == "landscape"
        assert "Page" in sheet.oddFooter.right.text
        assert sheet.sheet_properties.tabColor is not None
        repeated = f"${HEADER + 1}:${HEADER + 1}"
        assert (
            sheet.title in ("Summary", "Breakdown", "Timeline")
            or sheet.print_title_rows == repeated
        )
        if sheet.sheet_state == "hidden":
            continue
        links = {
            cell.hyperlink.location
            for row in sheet["A1:F80"]
            for cell in row
            if cell.hyperlink and cell.hyperlink.location
        }
        targets = [other for other in book.sheetnames if f"'{other}'!A1" in links]
        assert ("Summary" in targets) or sheet.title == "Summary"
        if sheet.title == "Summary":
            assert targets == [name for name in book.sheetnames[1:] if name != "Workings"]


@pytest.mark.parametrize("name", [*(path.stem for path in SAMPLES), "odd"])
def test_every_sheet_looks_as_it_should(plans: dict[str, Path], name: str) -> None:
    assert faults(plans[name]) == []


def test_charts_say_what_they_show(plans: dict[str, Path]) -> None:
    with zipfile.ZipFile(plans["odd"]) as archive:
        drawings = b"".join(
            archive.read(name)
            for name in archive.namelist()
            if name.startswith("xl/drawings/drawing")
        )
    described = re.findall(rb'descr="([^"]+)"', drawings)
    assert described == [
        b"Bar chart: cost of this plan and of simple rules.",
        b"Column chart: payments by year.",
        b"Bar chart: cost over the horizon of the plan and of each scenario.",
    ]


def test_another_reader_sees_the_same_cells(plans: dict[str, Path]) -> None:
    for path in plans.values():
        openpyxl_book, calamine = (
            openpyxl.load_workbook(path, data_only=True),
            CalamineWorkbook.from_path(path),
        )
        for sheet in openpyxl_book:
            rows = [
                [cell.value if cell.value is not None else "" for cell in row]
                for row in sheet.iter_rows(min_row=HEADER + 1)
            ]
            other = calamine.get_sheet_by_name(sheet.title).to_python(skip_empty_area=False)[
                HEADER:
            ]
            for mine, theirs in zip(rows, other, strict=False):
                for a, b in zip(mine, theirs, strict=False):
                    assert getattr(a, "date", lambda a=a: a)() == b or str(a) == str(b)


def test_details_say_who_would_hold_something_else(tmp_path: Path) -> None:
    sheets = {
        "Users": [["User", "Count"], ["staff", 2], ["boss", 1]],
        "Access": [
            ["User", "Device", "Server"],
            ["staff", "pc", "Windows Server 2022"],
            ["boss", "", "Windows Server 2022"],
        ],
        "Licenses": WINDOWS,
        "Scenarios": [
            ["Scenario", "Change", "Target", "Value"],
            ["dear", "Price", "Device CAL", 200],
        ],
    }
    source = write(tmp_path / "in.xlsx", sheets)
    solve_to(source, tmp_path / "out.xlsx", AS_OF, details=True)
    page = openpyxl.load_workbook(tmp_path / "out.xlsx")["Scenario changes"]
    # One device license (39) for the two, or, at 200, two user licenses (100); the boss holds one
    # in any case.
    assert list(page.iter_rows(min_row=HEADER + 2, values_only=True)) == [
        ("dear", "User", "staff", 2, "(none)", 2, "User CAL"),
        ("dear", "Device", "pc", 1, "Device CAL", 1, "(none)"),
    ]
    solve_to(source, tmp_path / "plain.xlsx", AS_OF)
    assert "Scenario changes" not in openpyxl.load_workbook(tmp_path / "plain.xlsx").sheetnames


def test_scenarios_stand_side_by_side(plans: dict[str, Path]) -> None:
    page = openpyxl.load_workbook(plans["budget"], data_only=True)["Scenarios"]
    rows = {
        row[0]: row[1:7]
        for row in page.iter_rows(min_row=HEADER + 1, max_row=HEADER + 12, values_only=True)
    }
    assert rows["What"][:3] == ("The plan", "Prices up 10 %", "Windows Server user CAL at 38")
    assert rows["Cost"][:2] == (52619, 57880.9)
    assert rows["Difference"][:2] == (0, 5261.9)
    assert rows["Missing in the budget"][:2] == (2619, 7880.9)


def dump(path: Path) -> str:
    """Every cell of a workbook: formulas with their values."""
    written, stored = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    lines = []
    for sheet in written:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None and cell.row > 1 and sheet.title != "About":
                    value = stored[sheet.title][cell.coordinate].value
                    formula = f"   {cell.value}" if cell.data_type == "f" else ""
                    lines.append(f"{sheet.title}!{cell.coordinate}: {value}{formula}")
    return "\n".join(lines) + "\n"


def test_the_cells_are_the_golden_ones(plans: dict[str, Path]) -> None:
    found = dump(plans["small"])
    if not GOLDEN.exists():
        GOLDEN.write_text(found, encoding="utf-8")
    assert found == GOLDEN.read_text(encoding="utf-8")


LISTS = ("User licenses", "Device licenses", "Coverage")

PAGES = {
    "budget": 14, "clinic": 12, "expansion": 15, "hosting": 9, "office": 8, "renewal": 9,
    "renewal-dated": 12, "small": 8,
}  # fmt: skip
"""What each sample prints on, its lists one by one aside: what is read in print is short, names and
accesses are looked up. The clinic has 750 people."""


@pytest.mark.parametrize("name", PAGES)
def test_each_sample_prints_on_so_many_pages_of_a4(
    plans: dict[str, Path], tmp_path: Path, name: str
) -> None:
    assert pages(plans[name], tmp_path, LISTS, A4) == PAGES[name]


@pytest.mark.parametrize("name", ["clinic", "renewal", "expansion"])
def test_letter_takes_no_more_pages(plans: dict[str, Path], tmp_path: Path, name: str) -> None:
    """It is a little higher, so a list that A4 breaks near its end may fit."""
    assert PAGES[name] - 1 <= pages(plans[name], tmp_path, LISTS, LETTER) <= PAGES[name]


def test_every_sample_is_counted() -> None:
    assert set(PAGES) == {path.stem for path in SAMPLES}
