"""Rows told apart by one number each are the rows that numpy tells apart."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizer.domain import arrays
from optimizer.domain.arrays import (
    SPARSE,
    appearing,
    distinct_rows,
    first_of_alike,
    greatest,
    hashed,
    keys_of,
    narrow,
    told_apart,
)


@given(
    st.lists(st.tuples(*(st.integers(-5, 5) for _ in range(3))), max_size=40),
    st.sampled_from([1, 2**40]),
)
def test_rows_are_told_apart_as_numpy_does(rows: list[tuple[int, ...]], factor: int) -> None:
    """`factor` makes the columns too wide for one number, which takes the other road."""
    table = np.array(rows, np.int64).reshape(-1, 3) * factor
    distinct, code = distinct_rows(*table.T)
    expected, inverse = np.unique(table, axis=0, return_inverse=True)
    assert distinct.tolist() == expected.tolist()
    assert code.tolist() == inverse.reshape(-1).tolist()
    keys = keys_of(*table.T)
    assert all(
        (keys[i] < keys[j]) == (tuple(table[i]) < tuple(table[j]))
        for i in range(len(rows))
        for j in range(len(rows))
    )


@given(st.lists(st.integers(-5, 5), max_size=40), st.sampled_from([1, SPARSE * 50, 2**40]))
def test_values_are_numbered_as_they_appear(values: list[int], factor: int) -> None:
    """Close together they go by a table, far apart by sorting."""
    given_ = np.array(values, np.int64) * factor
    codes, first = appearing(given_)
    met = list(dict.fromkeys(given_.tolist()))
    assert given_[first].tolist() == met
    assert codes.tolist() == [met.index(value) for value in given_.tolist()]
    assert first.tolist() == [given_.tolist().index(value) for value in met]


def test_numbers_of_any_width_are_told_apart() -> None:
    """The least and the most that fit: what lies between them does not."""
    for kind in (np.int32, np.int64, np.uint64):
        ends = np.array([np.iinfo(kind).max, np.iinfo(kind).min, np.iinfo(kind).max], kind)
        codes, first = appearing(ends)
        assert codes.tolist() == [0, 1, 0]
        assert first.tolist() == [0, 1]


def test_neighbours_are_hashed_far_apart() -> None:
    """Of 64 bits about half differ; another salt gives other numbers."""
    one, other = (hashed(np.arange(1000), salt) for salt in (1, 2))
    flipped = [int(bits).bit_count() for bits in (one[1:] ^ one[:-1]).tolist()]
    assert 30 < sum(flipped) / len(flipped) < 34
    assert len({*one.tolist(), *other.tolist()}) == 2000


@given(st.lists(st.tuples(st.integers(-2, 2), st.integers(-2, 2)), max_size=30))
def test_of_alike_rows_the_first_stays(rows: list[tuple[int, int]]) -> None:
    table = np.array(rows, np.int64).reshape(-1, 2)
    assert first_of_alike(*table.T).tolist() == [
        i for i, row in enumerate(rows) if row not in rows[:i]
    ]


@given(
    st.lists(st.tuples(*(st.integers(-5, 120) for _ in range(3))), max_size=40),
    st.sampled_from([1, 2**40]),
)
def test_distinct_rows_come_as_columns_as_wide_as_they_went(
    rows: list[tuple[int, ...]], factor: int
) -> None:
    """The narrowest column goes from its least to its largest number: their difference fits none
    of its own kind."""
    table = np.array([*rows, (-128, 0, 0), (127, 0, 0)], np.int64).reshape(-1, 3)
    table[:, 1] *= factor
    given_ = (table[:, 0].astype(np.int8), table[:, 1], table[:, 2].astype(np.int16))
    found = told_apart(*given_)
    assert [column.dtype for column in found] == [column.dtype for column in given_]
    assert np.stack(found, 1).tolist() == distinct_rows(*table.T)[0].tolist()
    assert (keys_of(*given_) == keys_of(*table.T)).all()


def test_narrow_numbers_are_the_same_numbers() -> None:
    """127 is the largest number of one byte, 128 and -129 take two; no more are taken than asked
    for at least."""
    for numbers, kind in (
        ([-128, 127], np.int8),
        ([0, 128], np.int16),
        ([-129], np.int16),
        ([2**31], np.int64),
        ([], np.int8),
    ):
        found = narrow(np.array(numbers, np.int64))
        assert found.dtype == kind
        assert found.tolist() == numbers
    assert narrow(np.array([1], np.int64), 4).dtype == np.int32


def test_one_number_for_all_rows_stays_one_number() -> None:
    """A column that a sheet lacks takes no memory, narrow or not."""
    found = narrow(np.broadcast_to(np.int64(-1), 1000))
    assert found.strides == (0,)
    assert found.tolist() == [-1] * 1000


def test_values_of_one_byte_are_numbered_however_far_apart() -> None:
    """-128 and 127 lie 255 apart, more than one byte holds."""
    codes, first = appearing(np.array([127, -128, 127, 0], np.int8))
    assert codes.tolist() == [0, 1, 0, 2]
    assert first.tolist() == [0, 1, 3]


def test_blocks_of_rows_are_numbered_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """With blocks of two rows a value that first stands in one block is known in the next."""
    monkeypatch.setattr(arrays, "BLOCK", 2)
    codes, first = appearing(np.array([3, 5, 3, 4, 5], np.int64))
    assert codes.tolist() == [0, 1, 0, 2, 1]
    assert first.tolist() == [0, 1, 3]


@given(st.lists(st.tuples(*(st.integers(-3, 3) for _ in range(3))), max_size=40))
def test_of_equal_rows_the_greatest_number_stays(rows: list[tuple[int, ...]]) -> None:
    """Told by a dictionary that keeps the greatest."""
    expected: dict[tuple[int, ...], int] = {}
    for *row, number in sorted(rows):
        expected[tuple(row)] = number
    found = greatest(*np.array(rows, np.int8).reshape(-1, 3).T)
    assert [tuple(row) for row in np.stack(found, 1).tolist()] == [
        (*row, number) for row, number in sorted(expected.items())
    ]
