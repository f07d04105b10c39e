"""Maximum flows whose numbers take 64 bits, by a library that counts in 32 (model 6.3).

DEFINITIONS (matrices are sparse, (node, node), int64; node 0 is the source, 1 the sink)
    graph    capacities
    carried  the flow so far, arcs backwards below 0; `value` is what reaches the sink
    left     what arcs, and arcs backwards, still carry: graph - carried
    most     at least what the largest flow over `left` comes to
    s        `shift`: capacities are divided by 2^s, rounded down, so that `most` fits

Capacities are divided by a power of two, rounded down, until they fit; that flow is carried, and
what it leaves is a flow of its own: no more than what its minimum cut has left, which is far less.
So again, until nothing is divided (capacity scaling: Gabow 1985).
"""

from typing import Any

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, maximum_flow

LARGEST = 2**31 - 1
"""What the library counts to; past it, it would overflow in silence."""


def largest_flow(graph: Any, most: int, largest: int = LARGEST) -> tuple[Any, int]:
    """The flow from node 0 to node 1 over an int64 matrix of capacities, as a matrix of what each
    arc carries, and its value; no flow is more than `most`."""
    left, carried, value = graph, csr_array(graph.shape, dtype=np.int64), 0
    while True:
        shift = max(0, most.bit_length() - largest.bit_length())
        shift += most >> shift > largest
        capacity = np.minimum(left.data, most) >> shift
        scaled = csr_array(
            (
                capacity.astype(np.int32),
                left.indices.astype(np.int32),
                left.indptr.astype(np.int32),
            ),
            shape=graph.shape,
        )
        flow = maximum_flow(scaled, 0, 1)
        moved = csr_array(
            (flow.flow.data.astype(np.int64) << shift, flow.flow.indices, flow.flow.indptr),
            shape=graph.shape,
        )
        carried, value = carried + moved, value + (int(flow.flow_value) << shift)
        if not shift:
            return carried, value
        left = csr_array(graph - carried)
        left.eliminate_zeros()
        left.sort_indices()
        most = _across(scaled - flow.flow, left)
        if not most:
            return carried, value


def _across(residual: Any, left: Any) -> int:
    """What the arcs of a flow's minimum cut have left, in full."""
    residual = csr_array(residual)
    residual.eliminate_zeros()
    reached = np.zeros(left.shape[0], bool)
    reached[breadth_first_order(residual, 0, return_predecessors=False)] = True
    arcs = left.tocoo()
    crossing = reached[arcs.row] & ~reached[arcs.col]
    return int(sum(arcs.data[crossing].tolist()))
