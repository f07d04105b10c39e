"""The audit's columns of numbers: told apart, joined, and wide ones too."""

import numpy as np
import pytest

from optimizer.audit.columns import Columns, begin_anew, joined


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


def test_keys_are_in_the_order_of_the_rows() -> None:
    """A number a row; wide columns are told apart as ranks, in the same order."""
    rows = [(3, 1), (-1, 2), (3, 0), (-1, -2)]
    for factor in (1, 2**40, 2**61):
        keys = columns(*((a * factor, b) for a, b in rows)).keys("a", "b").tolist()
        assert np.argsort(keys).tolist() == [3, 1, 2, 0]
        assert len(set(keys)) == 4


def test_keys_by_hand() -> None:
    """a spans -1 to 3, b 0 to 2: a row's key is 3 (a + 1) + b; a column alone from 0 on."""
    assert columns((3, 1), (-1, 2)).keys("a", "b").tolist() == [13, 2]
    assert columns((2, 5)).keys("a").tolist() == [2]


def test_entries_that_begin_anew() -> None:
    assert begin_anew(np.array([1, 1, 2, 2, 2, 5])).tolist() == [
        True, False, True, False, False, True,
    ]  # fmt: skip
    assert begin_anew(np.zeros(0, np.int64)).tolist() == []


def test_one_part_is_itself() -> None:
    only = columns((3, 1))
    assert joined([only]) is only


def test_keys_of_three_columns_by_hand() -> None:
    """Spans of 4, 3 and 2: a key is (4 is for what comes after it) (a - 0) 3 2 + (b + 1) 2 + c."""
    three = Columns({"a": np.array([3, 0]), "b": np.array([1, -1]), "c": np.array([1, 0])})
    assert three.keys("a", "b", "c").tolist() == [3 * 6 + 2 * 2 + 1, 0]
    assert three.keys("c", "b", "a").tolist() == [1 * 12 + 2 * 4 + 3, 0]
    wide = three.where(b=np.array([2**61, -(2**61)]))
    assert wide.keys("a", "b", "c").tolist() == [(1 * 3 + 1) * 2 + 1, 0]
