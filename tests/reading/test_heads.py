"""Which sheet of format 1 a sheet's first rows are those of."""

from pathlib import Path

import pytest

from optimizer.domain import schema
from optimizer.reading.choices import Choices
from optimizer.reading.files.xlsx import open_rows
from optimizer.reading.heads import Heads
from tests.support.books import problems, write


@pytest.mark.parametrize(
    ("titles", "sheet", "own", "named_so"),
    [
        (["User", "Count"], "Users", 2, 2),
        (["User", "Server", "Device"], "Access", 3, 3),
        (["User", "Server", "Device"], "Users", 0, 0),  # User alone may head any list
        (["Name", "Headcount"], "Users", 0, 2),
        (["Holiday", "Day"], "Users", 0, 0),
        (["License", "Quantity"], "Owned", 2, 2),
    ],
)
def test_a_header_is_known_by_two_columns(
    titles: list[str], sheet: str, own: int, named_so: int, tmp_path: Path
) -> None:
    path = write(tmp_path / "book.xlsx", {"HR": [["as of today"], titles]})
    with open_rows(path, lambda title: False) as rows:
        heads, about = Heads(rows, Choices()), schema.BY_NAME[sheet]
        assert heads.familiar("HR", about, named_so=False) == own
        assert heads.familiar("HR", about, named_so=True) == named_so


def test_a_sheet_of_an_unknown_name_with_the_columns_of_a_missing_one_is_a_problem(
    tmp_path: Path,
) -> None:
    access = [["User", "Server"], ["sales", "Windows Server 2022"]]
    licenses = [["License", "Metric", "Covers", "Price"], ["C", "User", "Windows Server", 50]]
    sheets = {"Access": access, "Licenses": licenses, "HR": [["User", "Count"], ["sales", 40]]}
    assert problems(tmp_path, sheets) == [
        "HR: is not read, but looks like Users, which the workbook lacks. Name it Users if it is "
        "to be read, else put a # before its name."
    ]
    assert problems(tmp_path, {**sheets, "HR": [["User", "Birthday"], ["sales", 40]]}) == []
