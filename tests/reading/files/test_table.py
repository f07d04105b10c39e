"""A table file as it is read: what every reader of files shares."""

import hashlib
from pathlib import Path

import pytest

from optimizer.reading.files.table import TableFile, heading, nothing, sha256_of


def test_a_file_is_known_by_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"a,b\r\n")
    assert sha256_of(path) == hashlib.sha256(b"a,b\r\n").hexdigest()
    empty = tmp_path / "empty.csv"
    empty.touch()
    assert sha256_of(empty).startswith("e3b0c44298fc1c149afbf4c8996fb924")


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("User", "User"),
        ("  Last \n seen ", "Last seen"),
        ("\u00a0User\u200b", "User"),
        (2026, "2026"),
        ("", ""),
    ],
)
def test_a_heading_is_one_line_without_blanks_around_it(written: object, title: str) -> None:
    assert heading(written) == title


def test_a_column_of_nothing_is_blank_in_every_row() -> None:
    codes, values = nothing(3)
    assert codes.tolist() == [-1, -1, -1]
    assert codes.dtype == "int32"
    assert values == ()
    assert nothing(0)[0].tolist() == []


def test_a_plain_table_begins_at_its_first_line_and_stands_row_for_row() -> None:
    table = TableFile(("a",), (nothing(2),))
    assert (table.line, table.notes, table.samples) == (1, (), {})
    assert table.rows is table.times is None
