"""Flows and pieces of few arcs are those that the library finds."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import coo_array
from scipy.sparse.csgraph import breadth_first_order, connected_components, maximum_flow

from optimizer.solving.network.few_arcs import flow_over_few, pieces_of_few

NODES = 7
ARCS = st.dictionaries(
    st.tuples(st.integers(0, NODES - 1), st.integers(0, NODES - 1)).filter(lambda a: a[0] != a[1]),
    st.integers(0, 9),
    max_size=30,
)


@given(ARCS)
def test_the_flow_and_its_nearest_cut(arcs: dict[tuple[int, int], int]) -> None:
    start, end = np.array(list(arcs), np.int64).reshape(-1, 2).T
    capacity = np.array(list(arcs.values()), np.int64)
    value, reached = flow_over_few(start, end, capacity, NODES)
    graph = coo_array((capacity.astype(np.int32), (start, end)), shape=(NODES, NODES)).tocsr()
    flow = maximum_flow(graph, 0, 1)
    assert value == flow.flow_value
    left = graph - flow.flow
    left.eliminate_zeros()
    assert np.flatnonzero(reached).tolist() == sorted(
        breadth_first_order(left, 0, return_predecessors=False).tolist()
    )


def test_numbers_past_32_bits() -> None:
    """Two arcs in a row carry the lesser of 2^50 and 2^50 - 1; what is left is on the first."""
    value, reached = flow_over_few(
        np.array([0, 2]), np.array([2, 1]), np.array([2**50, 2**50 - 1]), 3
    )
    assert value == 2**50 - 1
    assert reached.tolist() == [True, False, True]


@given(ARCS)
def test_pieces_are_numbered_as_the_library_does(arcs: dict[tuple[int, int], int]) -> None:
    start, end = np.array(list(arcs), np.int64).reshape(-1, 2).T
    graph = coo_array((np.ones(len(start), np.int8), (start, end)), shape=(NODES, NODES))
    expected = connected_components(graph, directed=False)[1]
    assert pieces_of_few(start, end, NODES).tolist() == expected.tolist()
