"""The audit's columns of numbers: told apart, joined, and wide ones too."""

import numpy as np
import pytest

from optimizer.audit.columns import Columns, joined


def columns(*rows: tuple[int, int]) -> Columns:
    a, b = np.array(rows, np.int64).reshape(-1, 2).T
    return Columns({"a": a, "b": b})


@pytest.mark.parametrize("factor", [1, 2**40])
def test_rows_are_told_apart(factor: int) -> None:
    """Three kinds among five rows, however far apart the numbers lie; the first of each is kept."""
    rows = [(3, 1), (-1, 2), (3, 1), (3, 2), (-1, 2)]
    number, kinds = columns(*((a * factor, b * factor) for a, b in rows)).numbered("a", "b")
    assert number.tolist() == [1, 0, 1, 2, 0]
    assert list(zip(kinds["a"] // factor, kinds["b"] // factor, strict=True)) == [
        (-1, 2),
        (3, 1),
        (3, 2),
    ]


def test_kinds_in_one_column() -> None:
    assert list(columns((3, 1), (-1, 2), (3, 2)).kinds("a")) == [(-1,), (3,)]


def test_no_rows_have_no_kinds() -> None:
    none = columns()
    assert not len(none)
    assert list(none.kinds("a", "b")) == []


def test_columns_given_anew() -> None:
    """One value stands for all rows; other columns stay."""
    changed = columns((3, 1), (-1, 2)).where(b=7, c=np.array([5, 6]))
    assert {name: column.tolist() for name, column in changed.at.items()} == {
        "a": [3, -1],
        "b": [7, 7],
        "c": [5, 6],
    }


def test_rows_below_each_other() -> None:
    both = joined([columns((3, 1)), columns((-1, 2), (3, 1))])
    assert both["a"].tolist() == [3, -1, 3]
    assert both.rows(both["a"] == 3)["b"].tolist() == [1, 1]


def test_repeats_are_left_out() -> None:
    left = columns((3, 1), (-1, 2), (3, 1), (3, 2), (-1, 2)).without_repeats()
    assert sorted(zip(left["a"].tolist(), left["b"].tolist(), strict=True)) == [
        (-1, 2),
        (3, 1),
        (3, 2),
    ]
