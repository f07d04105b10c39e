"""Flows of 64 bits are those of a library that counts to anything it is given."""

import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from optimizer.solving.network.large_flow import largest_flow


def graph(seed: int, largest: int, nodes: int = 12) -> csr_array:
    random = np.random.default_rng(seed)
    there = random.random((nodes, nodes)) < 0.4
    np.fill_diagonal(there, False)
    there[:, 0] = there[1, :] = False
    return csr_array(np.where(there, random.integers(1, largest, (nodes, nodes)), 0))


@pytest.mark.parametrize("seed", range(40))
def test_counting_to_little_gives_the_same_flow(seed: int) -> None:
    """Counting to 100 only, flows of capacities to a million are what they are without a limit."""
    there = graph(seed, 10**6)
    right = int(maximum_flow(there.astype(np.int32), 0, 1).flow_value)
    carried, value = largest_flow(there, int(there.sum()) + 1, largest=100)
    assert value == right
    dense = carried.toarray()
    assert (dense <= there.toarray()).all()
    assert (dense == -dense.T).all()
    assert dense[0].sum() == value
    assert not dense[2:].sum(axis=1).any()  # what flows in flows out


def test_a_flow_past_32_bits_is_exact() -> None:
    """Two ways, one of them narrow by one: to the last unit."""
    wide = 2**40
    arcs = np.zeros((4, 4), np.int64)
    arcs[0, 2], arcs[2, 1], arcs[0, 3], arcs[3, 1] = wide, wide - 1, wide + 7, wide + 9
    assert largest_flow(csr_array(arcs), 2**44)[1] == 2 * wide + 6
