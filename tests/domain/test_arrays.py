"""Rows told apart by one number each are the rows that numpy tells apart."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from optimizer.domain.arrays import (
    SPARSE,
    appearing,
    distinct_rows,
    first_of_alike,
    hashed,
    keys_of,
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
