"""A sheet by rows and a sheet by numbers answer alike."""

from typing import Any

import numpy as np
import pytest

from optimizer.reading.files.condensed import Condensed
from optimizer.reading.files.raw_sheet import ListedSheet, NumberedSheet, RawSheet, coded

ROWS: list[Any] = [["User", None, "Server"], [], ["anna", 1.0, "s"], ["bob"], [None, 1.0]]


def numbered() -> NumberedSheet:
    """The same cells; "s" was written in two ways."""
    values: list[Any] = ["User", "Server", "anna", 1.0, "s", "bob"]
    places = [(0, 0, 0), (0, 2, 1), (2, 0, 2), (2, 1, 3), (2, 2, 4), (3, 0, 5), (4, 1, 3)]
    rows, columns, cells = (np.array(each, np.int32) for each in zip(*places, strict=True))
    return NumberedSheet(
        Condensed(
            xml=b"",
            across=1,
            rows=rows,
            columns=columns,
            cells=cells,
            last_row=5,
            hidden_rows=0,
            values=values,
        )
    )


BOTH = pytest.mark.parametrize("raw", [ListedSheet([*ROWS]), numbered()], ids=["rows", "numbers"])


@BOTH
def test_rows(raw: RawSheet) -> None:
    assert len(raw) == 5
    assert [list(row) for row in raw.head(9)] == ROWS
    assert list(raw.row(3)) == ["bob"]


@BOTH
def test_columns(raw: RawSheet) -> None:
    codes, distinct = raw.column(0, 1)
    assert (codes.tolist(), list(distinct)) == ([-1, 0, 1, -1], ["anna", "bob"])
    codes, distinct = raw.column(1, 1)
    assert (codes.tolist(), list(distinct)) == ([-1, 0, -1, 0], [1.0])
    codes, distinct = raw.column(7, 1)
    assert (codes.tolist(), list(distinct)) == ([-1] * 4, [])
    assert raw.sample(0, 1, 2) == ["anna"]
    assert raw.sample(1, 1, 9) == [1.0, 1.0]


def test_a_value_written_in_two_ways_is_one() -> None:
    both = np.array([0, 1], np.int32)
    two = Condensed(
        xml=b"",
        across=1,
        rows=both,
        columns=np.array([0, 0], np.int32),
        cells=both,
        last_row=2,
        hidden_rows=0,
        values=["s", "s"],
    )
    codes, distinct = NumberedSheet(two).column(0, 0)
    assert (codes.tolist(), list(distinct)) == ([0, 0], ["s"])
    assert coded(["s", None, "s", "t"])[0].tolist() == [0, -1, 0, 1]


def test_yes_is_not_the_number_one() -> None:
    """Equal to Python, two cells to a planner: a Count of TRUE is asked about, one of 1 is read."""
    codes, met = coded([1, True, None, 1.0, "", float("nan"), False, 0])
    assert codes.tolist() == [0, 1, -1, 0, 2, -1, 3, 4]
    assert [(value, type(value)) for value in met] == [
        (1, int),
        (True, bool),
        ("", str),
        (False, bool),
        (0, int),
    ]
