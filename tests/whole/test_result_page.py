"""The page on the result names every sheet and column that is written, and no other."""

import re
from pathlib import Path

import openpyxl
import pytest

from optimizer import api
from optimizer.report.sheets import SHEETS

PAGE = Path("docs/result.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| ([^|]+) \| ([^|]+) \| [^|]+ \|$", PAGE, re.MULTILINE)
COLUMNS: dict[str, set[str]] = {}
for sheet_name, listed in ROWS:
    COLUMNS.setdefault(sheet_name, set()).update(name.strip() for name in listed.split(", "))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("results")
    office = api.solve("samples/office.xlsx")
    small = api.negotiate(api.solve("samples/small.xlsx"))
    return [office.write(folder / "a.xlsx")[0], small.write(folder / "b.xlsx")[0]]


def test_every_sheet_is_on_the_page() -> None:
    first = {
        name.strip()
        for row in re.findall(r"^\| ([^|]+) \| [^|]+ \|$", PAGE, re.MULTILINE)
        for name in row.split(", ")
    }
    assert {*(sheet.name for sheet in SHEETS), "Summary", "Workings"} <= first


def test_every_column_is_on_the_page(written: list[Path]) -> None:
    for path in written:
        book = openpyxl.load_workbook(path)
        for sheet in book:
            known = COLUMNS.get(sheet.title)
            if known is None or not sheet.tables or sheet.title == "Scenarios":
                continue
            first = min(sheet.tables.values(), key=lambda table: int(re.search(r"\d+", table.ref)[0]))  # fmt: skip
            found = {column.name for column in first.tableColumns}
            assert found <= known | {"Department", "Site"}, sheet.title
