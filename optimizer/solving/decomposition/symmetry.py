"""Pieces of a network that are alike are one piece whose nodes have more members (model 8.1, and
the condition that it needs: model 8.2).

DEFINITIONS
    z[w,i]    members of node w in the i-th of some alike pieces on the source's side, count
    z[w]      the sum of z[w,i] over these pieces
    size[w]   the most that z[w,i] can be, (node,): 1 where w is `single[w]`, all on one side
    model[w]  the node that stands for w, (node,)
    copy[w]   the number of w's piece among those alike, from 0: the i of z[w,i], (node,)
    times[w]  how many pieces are alike, (node,)

In a plan of several alike pieces add up each node's members on the source's side. A plan with these
sums that fills the pieces one after the other uses no more of any license: what an arc cuts, and
whether it may, then depends on the sums alone, and what a cut takes is convex in them. So nothing
is lost where only the sums are decided.
"""

from dataclasses import dataclass

import numpy as np

from optimizer.domain.arrays import distinct_rows, hashed, keys_of
from optimizer.domain.tables import Bools, Ints
from optimizer.solving.network.pieces import pieces

ROUNDS = 20
"""Steps over which nodes are told apart by what is around them; where more are needed, alike pieces
may be missed."""


@dataclass(frozen=True)
class Symmetry:
    """For each node the one that stands for it, `model`, its number among those alike, `copy`, and
    how many they are, `times`."""

    model: Ints
    copy: Ints
    times: Ints

    @property
    def kinds(self) -> int:
        """How many nodes stand for all."""
        return int((self.copy == 0).sum())


def alike(rows: Ints, size: Ints, single: Bools) -> Symmetry:
    """The alike pieces among rows (start, end, license, members) of arcs; 0 is the source, 1 the
    sink, in no piece.

    `rows` is (arc, 4); `size` and `single` are (node,): two numbers that alike nodes have in
    common, the members of a node and whether they are all on one side, or whatever else tells the
    nodes of a graph apart.
    """
    start, end, license, members = rows.T
    count = len(size)
    kind = np.c_[size, single]
    kind[:2] = [[-1, 0], [-2, 0]]
    inner = (start > 1) & (end > 1)
    piece = pieces(start[inner], end[inner], count)
    numbers = np.arange(piece.max() + 2)
    nodes = np.lexsort((_colours(rows, kind), piece))
    first = np.searchsorted(piece[nodes], numbers)
    rank = np.empty(count, np.int64)
    rank[nodes] = np.arange(count) - first[piece[nodes]]
    arcs = np.c_[
        np.where(start > 1, rank[start], -1), np.where(end > 1, rank[end], -1), license, members
    ]
    owner = piece[np.where(start > 1, start, end)]
    order = np.lexsort((license, arcs[:, 1], arcs[:, 0], owner))
    first_arc = np.searchsorted(owner[order], numbers)
    kind, arcs = kind[nodes], arcs[order]
    model, copy, times = np.arange(count), np.zeros(count, np.int64), np.ones(count, np.int64)
    met: dict[tuple[bytes, bytes], list[Ints]] = {}
    for i in numbers[:-1].tolist():
        a, b = first[i], first[i + 1]
        looks = (kind[a:b].tobytes(), arcs[first_arc[i] : first_arc[i + 1]].tobytes())
        met.setdefault(looks, []).append(nodes[a:b])
    for same in met.values():
        for number, here in enumerate(same):
            model[here], copy[here], times[here] = same[0], number, len(same)
    return Symmetry(model, copy, times)


def _colours(rows: Ints, kind: Ints) -> Ints:
    """Numbers that are equal for nodes that look alike, with what is around them (Weisfeiler and
    Leman 1968).

    They only order a piece's nodes; that pieces are alike is then seen arc by arc.
    """
    start, end, license, members = rows.T
    here, there = np.r_[start, end], np.r_[end, start]
    arcs = np.tile(license, 2), np.tile(members, 2), np.repeat([0, 1], len(rows))
    colour = distinct_rows(*kind.T)[1]
    for _ in range(ROUNDS):
        around = np.zeros(len(kind), np.uint64)
        np.add.at(around, here, hashed(keys_of(colour[there], *arcs), 1))
        finer = distinct_rows(colour, around.view(np.int64))[1]
        if finer.max() == colour.max():
            break
        colour = finer
    return colour
