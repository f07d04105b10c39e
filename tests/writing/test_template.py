"""The template is what the command writes, holds the whole format, and solves as it is."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from optimizer.domain import schema
from optimizer.writing.template import write_template
from optimizer.writing.template_lists import NAMED
from tests.support.books import solve_to
from tests.test_cli import call

TEMPLATE = Path("templates/cal-optimizer.xlsx")
CHECKED = {
    schema.Kind.YES_NO, schema.Kind.WHOLE, schema.Kind.NUMBER, schema.Kind.MONEY, schema.Kind.RATE, schema.Kind.DATE,
}  # fmt: skip


def test_the_file_in_the_repository_is_what_the_command_writes(tmp_path: Path) -> None:
    assert call("template", "-o", tmp_path / "new.xlsx") == (
        0,
        f"Written to {tmp_path / 'new.xlsx'}\n",
        "",
    )
    assert (tmp_path / "new.xlsx").read_bytes() == TEMPLATE.read_bytes()


def test_it_is_never_written_over_a_workbook(tmp_path: Path) -> None:
    target = tmp_path / "mine.xlsx"
    target.write_bytes(b"mine")
    assert call("template", "-o", target) == (
        2,
        "",
        f"{target}: there is such a file already. Choose another name with -o, or say "
        "--overwrite.\n",
    )
    assert target.read_bytes() == b"mine"


def test_every_sheet_and_column_of_the_format_is_there_and_explained(tmp_path: Path) -> None:
    write_template(tmp_path / "new.xlsx")
    book = openpyxl.load_workbook(tmp_path / "new.xlsx")
    assert book.sheetnames == ["Guide", *(sheet.name for sheet in schema.SHEETS), "Lists"]
    for sheet in schema.SHEETS:
        page = book[sheet.name]
        assert page["A1"].value == f"{sheet.name}: {sheet.help}"
        names = [column.name for column in sheet.columns]
        assert [cell.value for cell in page[4]][: len(names)] == names
        assert all(
            str(cell.value).startswith(column.help)
            for cell, column in zip(page[3], sheet.columns, strict=False)
        )
        checked = {
            openpyxl.utils.get_column_letter(i)
            for i, c in enumerate(sheet.columns, 1)
            if c.keywords or c.kind in CHECKED or (sheet.name, c.name) in NAMED
        }
        rules = {
            str(rule.sqref).split("5:")[0]: rule
            for rule in page.data_validations.dataValidation
            if "1048576" in str(rule.sqref)
        }
        assert set(rules) == checked
        assert all(rule.promptTitle and rule.prompt and rule.error for rule in rules.values())
        (table,) = page.tables.values()
        assert table.ref.startswith("A4:")
        assert [column.name for column in table.tableColumns][-1] == "Notes"
        assert page.sheet_properties.tabColor is not None
    assert book["Guide"].protection.sheet
    assert {cell.hyperlink.location for (cell,) in book["Guide"]["A1:A40"] if cell.hyperlink} == {
        *(f"'{s.name}'!A5" for s in schema.SHEETS),
        "'Lists'!A1",
    }


def test_an_export_pasted_under_the_headers_gives_a_plan(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(TEMPLATE)
    for sheet in ("Users", "Devices", "Servers", "Owned"):
        del book[sheet]
    page = book["Access"]
    for row in page["A5:K11"]:
        for cell in row:
            cell.value = None
    for number in range(5, 401):
        for column, value in enumerate(
            (f"user {number % 37}", f"device {number % 11}", "Windows Server 2022"), 1
        ):
            page.cell(number, column).value = value
    book.save(tmp_path / "pasted.xlsx")
    found = solve_to(tmp_path / "pasted.xlsx", tmp_path / "plan.xlsx", date(2026, 1, 1))
    # Eleven devices for all of them: 11 device CALs at 39.00.
    assert (found.plan.status, found.plan.cost) == ("optimal", 11 * 39)


def test_illustrative_prices_are_marked_as_such() -> None:
    page = openpyxl.load_workbook(TEMPLATE)["Licenses"]
    source = [cell.value for cell in page[4]].index("Source of the price")
    sources = {row[source].value for row in page.iter_rows(min_row=5)}
    assert "illustrative - replace with your quote" in sources
    assert None not in sources


def test_it_solves_as_it_is(tmp_path: Path) -> None:
    found = solve_to(TEMPLATE, tmp_path / "plan.xlsx", date(2026, 1, 1))
    assert found.plan.status == "optimal"
    assert found.plan.cost > 0


def notes_of(path: Path) -> list[str]:
    """What `check` says of a workbook beside what was read."""
    code, said, noted = call("check", path)
    assert code == 0
    assert said.endswith(f"{path.name} has no problems.\n"), said
    assert "not read" not in said
    return noted.splitlines()


def fill(book: openpyxl.Workbook, sheet: str, rows: Sequence[Mapping[Any, Any]]) -> None:
    """Type rows over the example's, which are cleared."""
    page = book[sheet]
    heads = {cell.value: number for number, cell in enumerate(page[4], 1)}
    for cells in page.iter_rows(min_row=5):
        for cell in cells:
            cell.value = None
    for number, row in enumerate(rows, 5):
        for name, value in row.items():
            page.cell(number, heads[name]).value = value


def test_as_written_it_gives_no_note() -> None:
    assert notes_of(TEMPLATE) == []


def test_with_other_rows_in_the_example_s_place_it_gives_no_note(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(TEMPLATE)
    fill(book, "Users", [{"User": "Nurses", "Count": 9, "Type": "Employee"}])
    fill(book, "Devices", [{"Device": "Ward carts", "Count": 4}])
    fill(book, "Servers", [{"Server": "DB01", "Product": "SQL Server 2022; Windows Server 2022"}])
    fill(book, "Access", [{"User": "Nurses", "Device": "Ward carts", "Server": "DB01"}])
    fill(book, "Owned", [])
    lists = book["Lists"]
    heads = [cell.value for cell in lists[3]][9:]
    copied = [
        dict(zip(heads, (cell.value for cell in row[9:]), strict=True))
        for row in lists.iter_rows(min_row=4)
        if row[9].value in ("Windows Server Device CAL", "SQL Server Device CAL")
    ]
    fill(book, "Licenses", copied)
    book.save(tmp_path / "mine.xlsx")
    assert notes_of(tmp_path / "mine.xlsx") == []
    # Four carts for nine nurses: 4 x (39 + 230).
    found = solve_to(tmp_path / "mine.xlsx", tmp_path / "plan.xlsx", date(2026, 1, 1))
    assert (found.plan.status, found.plan.cost) == ("optimal", 4 * 269)


def test_with_sheets_deleted_and_the_example_s_licenses_kept_it_gives_no_note(
    tmp_path: Path,
) -> None:
    book = openpyxl.load_workbook(TEMPLATE)
    for sheet in ("Devices", "Servers"):
        del book[sheet]
    fill(book, "Users", [{"User": "Nurses", "Count": 9}])
    access = {"User": "Nurses", "Device": "Ward carts", "Server": "Windows Server 2022"}
    fill(book, "Access", [access])
    fill(book, "Owned", [{"License": "Windows Server User CAL", "Quantity": 8}])
    book.save(tmp_path / "mine.xlsx")
    assert notes_of(tmp_path / "mine.xlsx") == []
    # One shared device at 39, or the ninth nurse at 50.
    found = solve_to(tmp_path / "mine.xlsx", tmp_path / "plan.xlsx", date(2026, 1, 1))
    assert (found.plan.status, found.plan.cost) == ("optimal", 39)


def test_every_sheet_says_above_its_header_what_is_an_example() -> None:
    book = openpyxl.load_workbook(TEMPLATE)
    for sheet in schema.SHEETS:
        page = book[sheet.name]
        filled = page["A5"].value is not None
        said = str(page["A2"].value)
        if sheet.name == "Settings":
            assert "type your own" in said
        else:
            assert ("delete them" in said, "leave it empty" in said) == (filled, not filled)


def test_no_row_of_the_example_but_its_own_is_read() -> None:
    code, said, _ = call("check", TEMPLATE)
    assert code == 0
    rows = dict(line.split(" row")[0].split(": ") for line in said.splitlines()[:-1])
    assert rows == {
        "Settings": "14", "Users": "4", "Devices": "4", "Servers": "3", "Access": "7",
        "Licenses": "6", "Owned": "1",
    }  # fmt: skip
