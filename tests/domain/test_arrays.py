"""Rows told apart by one number each are the rows that numpy tells apart."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from optimizer.domain.arrays import distinct_rows, keys_of


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
