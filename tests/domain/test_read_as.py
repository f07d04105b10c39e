"""What was read as what, in a line a sheet."""

from pathlib import Path

from optimizer.domain.read_as import SheetReading
from tests.support.books import WINDOWS, tables, write


def test_a_line_names_what_is_headed_otherwise_and_what_is_not_read() -> None:
    found = SheetReading(
        sheet="Users", rows=1, columns=(("User", "USER"), ("Count", "Qty")), not_read=("Team",)
    )
    assert found.line() == 'Users: 1 row; User, Count from "Qty"; not read: Team.'


def test_every_sheet_that_is_read_says_so(tmp_path: Path) -> None:
    users = [["Username", "Team"], ["ann", "x"], ["bob", "y"]]
    access = [["User", "Server"], ["ann", "Windows Server 2022"]]
    sheets = {"Users": users, "Access": access, "Licenses": WINDOWS}
    assert [each.line() for each in tables(write(tmp_path / "book.xlsx", sheets)).reading] == [
        'Users: 2 rows; User from "Username"; not read: Team.',
        "Access: 1 row; User, Server.",
        "Licenses: 2 rows; License, Metric, Covers, Price.",
    ]
