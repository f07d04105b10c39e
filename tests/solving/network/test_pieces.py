"""Pieces of a graph are those that the library for graphs finds, in its order."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from optimizer.solving.network.pieces import pieces

NODES = 9


@given(st.lists(st.tuples(st.integers(0, NODES - 1), st.integers(0, NODES - 1)), max_size=12))
def test_pieces_are_numbered_as_the_library_does(arcs: list[tuple[int, int]]) -> None:
    start, end = np.array(arcs, np.int64).reshape(-1, 2).T
    graph = coo_array((np.ones(len(start), np.int8), (start, end)), shape=(NODES, NODES))
    expected = connected_components(graph, directed=False)[1]
    assert pieces(start, end, NODES).tolist() == expected.tolist()


def test_pieces_hang_together() -> None:
    assert pieces(np.array([0, 3, 3]), np.array([2, 4, 5]), 7).tolist() == [0, 1, 0, 2, 2, 2, 3]


def test_a_long_piece_is_one() -> None:
    """Ten thousand nodes in a row, in no order."""
    row = np.random.default_rng(1).permutation(10_000)
    assert not pieces(row[:-1], row[1:], 10_000).any()
