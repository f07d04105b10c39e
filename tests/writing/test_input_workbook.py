"""Input workbooks: a long list holds what a short one does, in the same cells."""

from pathlib import Path

import openpyxl
import pytest

from optimizer.domain.declarations import Sheet
from optimizer.importing.result.sheets import NAMES, TO_DECIDE
from optimizer.writing import input_workbook
from optimizer.writing.input_workbook import HEADER, write_input

NAMED = [
    {"Kind": "User", "Spelling": text, "Stands for": "ann", "Evidence": why}
    for text, why in [("=1+1", ""), ("a & b <c>", "x"), ("\u2028é", "y"), ("9", "")]
]  # fmt: skip
ASKED = [
    {"Kind": "User", "Name": "ann", "Column": "Type", "Value": None, "Rows": n} for n in (1, 0)
]
MIXED = [*ASKED, {"Kind": "User", "Rows": "many"}]


@pytest.mark.parametrize(
    ("sheet", "rows"), [(NAMES, NAMED), (TO_DECIDE, ASKED), (TO_DECIDE, MIXED)]
)
def test_a_long_list_is_written_as_a_short_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sheet: Sheet, rows: list[dict[str, object]]
) -> None:
    found = []
    for name, long in (("short", 500), ("long", 1)):
        monkeypatch.setattr(input_workbook, "LONG", long)
        path = tmp_path / f"{name}.xlsx"
        write_input(path, "Title", [(sheet, rows)])
        page = openpyxl.load_workbook(path).active
        assert page is not None
        (table,) = page.tables.values()
        cells = [[cell.value for cell in row] for row in page.iter_rows(min_row=HEADER + 1)]
        found.append((table.ref, [[v or None if v != 0 else 0 for v in row] for row in cells]))
    assert found[0] == found[1]
    assert found[0][1][1][1] == rows[0].get("Spelling", rows[0].get("Name"))
