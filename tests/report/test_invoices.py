"""When it is paid: below Purchases where the printed page has room, else on a sheet of its own."""

from pathlib import Path

import openpyxl
import pytest

from optimizer import api
from tests.support.books import Sheets, write
from tests.support.recalculate import differences
from tests.support.sheets import faults


def yearly(years: int) -> Sheets:
    """One license, paid at the start of each year."""
    return {
        "Settings": [["Setting", "Value"], ["As of", "2026-01-01"], ["Horizon", years]],
        "Access": [["User", "Device", "Server"], ["ada", "pc", "Windows Server 2022"]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price", "Per"],
            ["User CAL", "User", "Windows Server", 10, "Year"],
        ],
    }


@pytest.mark.parametrize(("years", "where"), [(3, "Purchases"), (40, "Invoices")])
def test_the_days_stand_where_there_is_room(tmp_path: Path, years: int, where: str) -> None:
    """Forty days and their headings are more than one page of 8 inches holds."""
    target = tmp_path / "out.xlsx"
    api.solve(write(tmp_path / "in.xlsx", yearly(years))).write(target)
    book = openpyxl.load_workbook(target, data_only=True)
    assert ("Invoices" in book.sheetnames) == (where == "Invoices")
    rows = [[cell.value for cell in row] for row in book[where].iter_rows()]
    head = next(i for i, row in enumerate(rows) if row[0] == "Day")
    listed = [[v for v in row if v is not None] for row in rows[head + 1 : head + 2 + years]]
    days = [str(row[0])[:10] for row in listed]
    assert days == [*(f"{2026 + n}-01-01" for n in range(years)), "Total"]
    assert [row[-1] for row in listed] == [10] * years + [10 * years]
    assert faults(target) == []
    count, different = differences(target, tmp_path)
    assert count
    assert not different
