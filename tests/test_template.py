"""The template is what the command writes, holds the whole format, and solves as it is."""

from datetime import date
from pathlib import Path

import openpyxl

from optimizer import run, schema
from optimizer.template import write_template
from tests.test_cli import call

TEMPLATE = Path("templates/cal-optimizer.xlsx")


def test_the_file_in_the_repository_is_what_the_command_writes(tmp_path: Path) -> None:
    assert call("template", "-o", tmp_path / "new.xlsx") == (0, f"Written to {tmp_path / 'new.xlsx'}\n", "")
    assert (tmp_path / "new.xlsx").read_bytes() == TEMPLATE.read_bytes()


def test_it_is_never_written_over_a_workbook(tmp_path: Path) -> None:
    target = tmp_path / "mine.xlsx"
    target.write_bytes(b"mine")
    assert call("template", "-o", target) == (2, "", f"{target}: there is such a file already. Choose another name with -o.\n")
    assert target.read_bytes() == b"mine"


def test_every_sheet_and_column_of_the_format_is_there_and_explained(tmp_path: Path) -> None:
    write_template(tmp_path / "new.xlsx")
    book = openpyxl.load_workbook(tmp_path / "new.xlsx")
    assert book.sheetnames == [sheet.name for sheet in schema.SHEETS]
    for sheet in schema.SHEETS:
        page = book[sheet.name]
        assert page["A1"].value == f"{sheet.name}: {sheet.help}"
        names = [column.name for column in sheet.columns]
        assert [cell.value for cell in page[3]][: len(names)] == names
        assert all(str(cell.value).startswith(column.help) for cell, column in zip(page[2], sheet.columns, strict=False))
        lists = {str(v.sqref).split("4:")[0] for v in page.data_validations.dataValidation}
        wanted = {
            openpyxl.utils.get_column_letter(i)
            for i, column in enumerate(sheet.columns, 1)
            if column.keywords or column.kind is schema.Kind.YES_NO
        }
        assert lists == wanted


def test_illustrative_prices_are_marked_as_such() -> None:
    page = openpyxl.load_workbook(TEMPLATE)["Licenses"]
    source = [cell.value for cell in page[3]].index("Source of the price")
    sources = {row[source].value for row in page.iter_rows(min_row=4)}
    assert "illustrative - replace with your quote" in sources
    assert None not in sources


def test_it_solves_as_it_is(tmp_path: Path) -> None:
    found = run.solve(TEMPLATE, tmp_path / "plan.xlsx", date(2026, 1, 1))
    assert found.plan.status == "optimal"
    assert found.plan.cost > 0
