"""Covers of a period's needs, piece by piece: minimum cuts at rents, and what lies between ties
(docs/model-dates.md, T3).

DEFINITIONS
    b, j          a piece of the period's network; the j-th cover found of it
    piece[w]      the piece of node w, (node,), NONE for source and sink
    arcs          the piece of each arc that can be cut, (priced arc,)
    rents         of each license, (license,), minor units; as whole numbers in 1/scale of them
    used[b][j]    units of each license that the cover uses, (license,), count
    levels[b][j]  members on the source's side, (node of b,), count
    slack         what an arc may have left and still count as tied, in the flow's unit
"""

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass, field
from typing import Any

import numpy as np
from scipy.sparse.csgraph import breadth_first_order

from optimizer.domain.tables import NONE, Floats, Ints
from optimizer.solving.instance import Instance
from optimizer.solving.network.network import Flow, Network
from optimizer.solving.network.pieces import pieces

FINEST = 2**31 - 1
"""What all rents of a period come to at most, in the parts of a minor unit that they are counted
in: one run of the maximum flow."""

STEPS = 40
"""Covers between the two ends of a tie that are tried for each piece."""


@dataclass
class Covers:
    """A period's network and the covers found of each of its pieces: `used` and `levels`, of the
    piece's nodes, in the order found."""

    case: Instance
    network: Network
    piece: Ints
    """For each node its piece, NONE for source and sink."""
    arcs: Ints
    """The piece of each priced arc."""
    count: int
    _: KW_ONLY
    used: list[list[Ints]] = field(default_factory=list)
    levels: list[list[Ints]] = field(default_factory=list)
    known: list[set[bytes]] = field(default_factory=list)

    @classmethod
    def of(cls, case: Instance) -> "Covers":
        """The network of a period, in pieces."""
        network = Network(case)
        inner = (network.start > 1) & (network.end > 1)
        found = pieces(network.start[inner], network.end[inner], network.nodes)
        piece = np.r_[NONE, NONE, np.unique(found[2:], return_inverse=True)[1].reshape(-1)]
        count = int(piece.max(initial=NONE)) + 1
        priced = network.license != NONE
        node = np.where(network.start > 1, network.start, network.end)[priced]
        return cls(
            case,
            network,
            piece,
            piece[node],
            count,
            used=[[] for _ in range(count)],
            levels=[[] for _ in range(count)],
            known=[set() for _ in range(count)],
        )

    def units(self, level: Ints) -> Ints:
        """(piece, license) -> units that a plan uses."""
        network = self.network
        across = np.where(network.start == 0, network.members, level[network.start])
        across = across - np.where(network.end == 1, 0, level[network.end])
        priced = network.license != NONE
        licenses = len(self.case.tables.licenses)
        place = self.arcs * licenses + network.license[priced]
        total = np.bincount(place, np.maximum(across[priced], 0), self.count * licenses).astype(
            np.int64
        )
        return total.reshape(self.count, licenses)

    def add(self, level: Ints, only: Ints | None = None) -> int:
        """Keep a plan's covers of its pieces (of some of them only); returns how many are new."""
        units, new = self.units(level), 0
        order = np.argsort(self.piece, kind="stable")
        bounds = np.searchsorted(self.piece[order], np.arange(self.count + 1))
        for b in range(self.count) if only is None else only.tolist():
            key = units[b].tobytes()
            if key not in self.known[b]:
                self.known[b].add(key)
                self.used[b].append(units[b])
                self.levels[b].append(level[order[bounds[b] : bounds[b + 1]]])
                new += 1
        return new

    def numbers(self, level: Ints) -> list[int]:
        """For each piece the number of the cover that a plan which is kept has of it."""
        units = self.units(level)
        return [
            next(j for j, used in enumerate(self.used[b]) if (used == units[b]).all())
            for b in range(self.count)
        ]

    def flow(self, rents: Floats) -> tuple[Flow, int, Ints] | None:
        """A minimum cut at rents, the scale of whole rents, and those; None where they do not
        fit."""
        total = float(self.network.most @ np.maximum(rents, 0)) + 1
        for tries in range(12):
            scale = max(1, int(0.9 * FINEST / total / 2**tries))
            whole = np.round(np.maximum(rents, 0) * scale).astype(np.int64)
            flow = self.network.flow(whole)
            if flow is not None:
                return flow, scale, whole
        return None

    def near_ties(self, flow: Flow, slack: int, random: "np.random.Generator") -> int:
        """Covers between the two ends of what is as good within `slack` of an arc; returns how many
        are new."""
        # What cannot be cut has at least so much left, and must stay.
        slack = min(slack, flow.never - flow.value - 1)
        graph = flow.residual.copy()
        graph.data[graph.data <= slack] = 0
        graph.eliminate_zeros()
        near, far = np.zeros(self.network.nodes, bool), np.ones(self.network.nodes, bool)
        near[breadth_first_order(graph, 0, return_predecessors=False)] = True
        back = graph.T.tocsr()
        far[breadth_first_order(back, 1, return_predecessors=False)] = False
        if (near & ~far).any():
            return 0
        new = self.add(near * self.network.size) + self.add(far * self.network.size)
        loose = np.flatnonzero(far & ~near)
        now, seeds = near.copy(), random.permutation(loose)
        for _ in range(STEPS):  # in each piece one more, and what it leads to
            seeds = seeds[~now[seeds]]
            pieces_met, first = np.unique(self.piece[seeds], return_index=True)
            if not len(first):
                break
            now[_reached(graph, seeds[first])] = True
            new += self.add(now * self.network.size, pieces_met.astype(np.int64))
        return new

    def level(self, chosen: Sequence[int]) -> Ints:
        """The plan that takes the chosen cover of each piece."""
        result = np.zeros(self.network.nodes, np.int64)
        order = np.argsort(self.piece, kind="stable")
        bounds = np.searchsorted(self.piece[order], np.arange(self.count + 1))
        for b, j in enumerate(chosen):
            result[order[bounds[b] : bounds[b + 1]]] = self.levels[b][j]
        result[0] = self.network.size[0]
        return result


def _reached(graph: Any, seeds: Ints) -> Ints:
    """The nodes that some seed leads to, the seeds among them: from one more node before them."""
    from scipy.sparse import csr_array

    nodes, entries = graph.shape[0], len(graph.indices) + len(seeds)
    before = csr_array(
        (
            np.ones(entries, np.int8),
            np.r_[graph.indices, seeds].astype(np.int32),
            np.r_[graph.indptr, entries].astype(np.int32),
        ),
        shape=(nodes + 1, nodes + 1),
    )
    return np.asarray(breadth_first_order(before, nodes, return_predecessors=False)[1:], np.int64)
