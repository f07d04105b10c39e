"""What Orders Once leaves on the table."""

from datetime import date
from pathlib import Path

from optimizer.domain.options import Options
from optimizer.explaining.dates_ignored import who_is_dated
from optimizer.solving.dearest_quarter import dearest_quarter
from optimizer.solving.solvers.status import Clock
from tests.support.books import Sheets, solve, tables, write

BOOK: Sheets = {
    "Users": [
        ["User", "Count", "From", "To"],
        ["a", 100, None, None],
        ["b", 20, date(2027, 1, 1), None],
        ["c", 30, date(2028, 1, 1), date(2028, 6, 30)],
    ],
    "Access": [["User", "Device", "Server"], *([u, None, "Windows Server 2022"] for u in "abc")],
    "Licenses": [
        ["License", "Metric", "Covers", "Price", "Per"],
        ["CAL", "User", "Windows Server", 16, "Year"],
    ],
}


def test_the_dearest_quarter_bounds_what_dates_can_save(tmp_path: Path) -> None:
    # The first quarter's 100 pay three years, 48 each; in early 2028 150 are there, who pay 16.
    found = tables(write(tmp_path / "book.xlsx", BOOK))
    assert who_is_dated(found) == "50 people come later and 30 leave before the end"
    assert dearest_quarter(found, Options(), Clock()) == 4800
    _, plan = solve(tmp_path, BOOK)
    assert plan.cost == 7200
    said = [str(warning) for warning in plan.warnings]
    assert any(
        "50 people come later and 30 leave before the end; the plan licenses all of them from the "
        "first day. The dearest quarter alone costs 4,800.00, so ordering by date can save at most "
        "2,400.00 USD." in text
        for text in said
    )


def test_nothing_is_said_where_nothing_is_dated(tmp_path: Path) -> None:
    users = [["User", "Count"], ["a", 100]]
    sheets = {**BOOK, "Users": users, "Access": BOOK["Access"][:2]}
    found = tables(write(tmp_path / "book.xlsx", sheets))
    assert who_is_dated(found) == ""
    _, plan = solve(tmp_path, sheets)
    assert not any("first day" in str(warning) for warning in plan.warnings)
