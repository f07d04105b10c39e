"""What was read as what, in a line a sheet."""

from pathlib import Path

import pytest

from optimizer.domain.problems import WorkbookError
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


def test_what_is_read_otherwise_than_it_is_written(tmp_path: Path) -> None:
    access = [
        ["User", "Device", "Server", "Last seen"],
        ["ann", "n/a", "MS Windows 2022 Std", "12/25/2025"],
        ["bob", "", "Windows Server 2022", "never"],
        ["Total", "", "", ""],
    ]
    sheets = {"Access": access, "Licenses": WINDOWS}
    found = tables(write(tmp_path / "book.xlsx", sheets)).reading
    assert found[0].line() == (
        "Access: 3 rows; User, Device, Server, Last seen; "
        "Last seen: month first, as 12/25/2025 shows; 1 row is left out as totals; "
        "Device: 1 cell without a name; Last seen: 1 cell without a day; "
        '2 rows have no Device, so any; "MS Windows 2022 Std" as "Windows Server 2022".'
    )


def test_it_is_told_where_there_are_problems_too(tmp_path: Path) -> None:
    access = [["Username", "Server"], ["ann", "Windows Server 1822"]]
    path = write(tmp_path / "book.xlsx", {"Access": access, "Licenses": WINDOWS})
    with pytest.raises(WorkbookError) as error:
        tables(path)
    assert error.value.reading[0].line() == 'Access: 1 row; User from "Username", Server.'
