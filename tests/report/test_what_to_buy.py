"""What to buy on Summary: what is bought at one price on several days is one line."""

from pathlib import Path

import openpyxl

from optimizer import api
from tests.report.test_timeline import BOOK
from tests.support.books import write


def test_one_line_for_an_offer_whatever_the_days(tmp_path: Path) -> None:
    """Ten of it now and five a year later: Purchases has both lines, Summary one of fifteen."""
    target = tmp_path / "out.xlsx"
    result = api.solve(write(tmp_path / "in.xlsx", BOOK))
    result.write(target)
    assert [p.quantity for p in result.plan.purchases] == [10, 5]
    rows = [
        [cell.value for cell in row[:6]]
        for row in openpyxl.load_workbook(target, data_only=True)["Summary"].iter_rows()
    ]
    at = next(i for i, row in enumerate(rows) if row[0] == "What to buy")
    bought, total = rows[at + 2], rows[at + 3]
    assert bought == ["User CAL, 2y", 15, 20, "a year", 200, 500]
    assert total == ["Total", None, None, None, 200, 500]
    assert any(row[0] == "2 lines to buy, dates on Purchases" for row in rows)
