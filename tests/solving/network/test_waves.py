"""The cut found by waves is the one that the library's flow leads to."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import coo_array
from scipy.sparse.csgraph import breadth_first_order, maximum_flow

from optimizer.domain.tables import Ints
from optimizer.solving.network.waves import cut_by_waves

NODES = 7
ARCS = st.dictionaries(
    st.tuples(st.integers(0, NODES - 1), st.integers(0, NODES - 1)).filter(
        lambda arc: arc[0] != arc[1] and arc[0] != 1 and arc[1] != 0
    ),
    st.integers(0, 9),
    max_size=30,
)


@given(ARCS)
def test_the_flow_and_its_nearest_cut(arcs: dict[tuple[int, int], int]) -> None:
    start, end = np.array(list(arcs), np.int64).reshape(-1, 2).T
    capacity = np.array(list(arcs.values()), np.int64)
    found = cut_by_waves(start, end, capacity, NODES)
    assert found is not None
    graph = coo_array((capacity.astype(np.int32), (start, end)), shape=(NODES, NODES)).tocsr()
    flow = maximum_flow(graph, 0, 1)
    assert found[0] == flow.flow_value
    left = graph - flow.flow
    left.eliminate_zeros()
    assert np.flatnonzero(found[1]).tolist() == sorted(
        breadth_first_order(left, 0, return_predecessors=False).tolist()
    )


def in_a_row(nodes: int) -> tuple[Ints, Ints]:
    """Start and end of the arcs from the source over all other nodes to the sink."""
    return np.r_[0, np.arange(2, nodes)], np.r_[np.arange(2, nodes), 1]


def test_numbers_past_32_bits() -> None:
    """Two arcs in a row carry the lesser of 2^50 and 2^50 - 1; what is left is on the first."""
    found = cut_by_waves(*in_a_row(3), np.array([2**50, 2**50 - 1]), 3)
    assert found is not None
    assert found[0] == 2**50 - 1
    assert found[1].tolist() == [True, False, True]


def test_numbers_that_add_up_too_far_are_left_to_others() -> None:
    """Two nodes send 2^61 each to the source; a wave adds up what both may send."""
    start, end = np.array([0, 0, 2, 3]), np.array([2, 3, 1, 1])
    assert cut_by_waves(start, end, np.full(4, 2**61), 4) is None
    found = cut_by_waves(start, end, np.full(4, 2**58), 4)
    assert found is not None
    assert found[0] == 2**59


@pytest.mark.parametrize("most", [99, 102])
def test_long_ways_are_left_to_others(most: int) -> None:
    """A way of a hundred arcs has a hundred levels, and one beyond them where nothing is left."""
    found = cut_by_waves(*in_a_row(101), np.full(100, 5), 101, most)
    assert (found is None) == (most == 99)


def test_many_narrow_ways_take_few_waves() -> None:
    """What comes back to node 2 in one go leaves it over five hundred ways of one unit each. Sent
    over the first that takes all and is then found too narrow, it would take a wave for each."""
    middle = np.arange(3, 503)
    start = np.r_[np.zeros(500, np.int64), middle, 2]
    end = np.r_[middle, np.full(500, 2), 1]
    capacity = np.r_[np.ones(500, np.int64), np.full(501, 10_000)]
    found = cut_by_waves(start, end, capacity, 503, 20)
    assert found is not None
    assert found[0] == 500
    assert found[1].tolist() == [True] + [False] * 502
