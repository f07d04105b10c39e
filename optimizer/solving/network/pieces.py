"""Pieces of a graph, by arrays alone.

DEFINITIONS
    piece   nodes that arcs join, whichever way they lead
    root    a node before each node in its piece, or the node itself, (node,)
    least   the lesser root of each arc's two ends, (arc,)
"""

import numpy as np

from optimizer.domain.tables import Ints


def pieces(start: Ints, end: Ints, nodes: int) -> Ints:
    """For each node the number of the piece in which it hangs together with others over these arcs,
    in the order of their first nodes."""
    root = np.arange(nodes)
    while True:
        one, other = root[start], root[end]
        if (one == other).all():
            return np.asarray((np.cumsum(root == np.arange(nodes)) - 1)[root], np.int64)
        least = np.minimum(one, other)
        np.minimum.at(root, one, least)
        np.minimum.at(root, other, least)
        while (root[root] != root).any():
            root = root[root]
