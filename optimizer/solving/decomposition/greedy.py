"""A good plan at once where owned units cover a part of one large piece: units go first to those
whom they save most.

DEFINITIONS
    side      whether a node is on the source's side, (node,), boolean: a plan
    plain[k]  price of a unit of license k bought plainly, (license,), minor units; 0: not plain
    left[k]   units of k from stock that nobody uses yet, (license,), count
    worth     minor units for each unit drawn that a node's joining costs; below 0: it saves

A plan's source's side is closed over arcs that cannot be cut (model 6.1). From the cut at full
prices on, a node joins it with what it forces to follow (model 7.6); what is saved of
plainly bought licenses for each unit drawn from stock decides which one is next, as long as units
are left. The same from the sink's side, where the owned units are the others'. It proves nothing.
Where a large network has two layers alone it is annealed instead (annealed.py).
"""

from collections.abc import Sequence
from heapq import heapify, heappop, heappush

import numpy as np

from optimizer.domain.tables import NONE, Bools, Ints
from optimizer.solving.decomposition.annealed import annealed
from optimizer.solving.network.network import Network

MOST_NODES = 500_000
"""Past so many nodes a plan at once would not be at once."""


def at_once(network: Network, prices: Ints, plain: Ints, stock: Sequence[int]) -> list[Bools]:
    """Source's sides of plans that are found at once: the cut at full prices, and what giving owned
    units to some makes of it."""
    flow = network.flow(prices)
    if flow is None or not flow.possible:
        return []
    used = network.used(flow.level)
    left = np.maximum(np.array(stock) - used, 0)
    found = annealed(network, plain, used + left)
    return [flow.reached, *(found or greedy(network, flow.reached, plain, left))]


def greedy(network: Network, reached: Bools, plain: Ints, left: Ints) -> list[Bools]:
    """Plans as source's sides, from the source's and the sink's side grown.

    `reached` is the plan to start from, `plain` prices by license (0: drawn from stock), `left`
    units of each beyond it.
    """
    if network.nodes > MOST_NODES or not (left > 0).any():
        return []
    forward = _Grown(network.start, network.end, network, plain, left)
    backward = _Grown(network.end, network.start, network, plain, left)
    return [forward.grow(reached, 0, 1), ~backward.grow(~reached, 1, 0)]


class _Grown:
    """A side that grows, by arcs seen from it."""

    def __init__(self, start: Ints, end: Ints, network: Network, plain: Ints, left: Ints) -> None:
        self.nodes = network.nodes
        license = network.license
        stays = license == NONE
        self.follows = _lists(start[stays], end[stays], self.nodes)
        self.forced_by = _lists(end[stays], start[stays], self.nodes)
        priced = ~stays
        rows = start[priced], end[priced], license[priced], network.members[priced]
        self.out = _arcs(rows[0], rows[1], rows[2], rows[3], self.nodes)
        self.into = _arcs(rows[1], rows[0], rows[2], rows[3], self.nodes)
        self.plain, self.left = plain.tolist(), left.tolist()

    def grow(self, reached: Bools, own: int, other: int) -> Bools:
        """The side once no units are left that would save anything."""
        side = reached.tolist()
        left = list(self.left)
        heap = []
        for node in range(2, self.nodes):
            if not side[node]:
                worth, _, _ = self._worth(node, side, other)
                if worth < 0:
                    heap.append((worth, node))
        heapify(heap)
        while heap:
            worth, node = heappop(heap)
            if side[node]:
                continue
            now, joining, drawn = self._worth(node, side, other)
            if now != worth:
                if now < 0:
                    heappush(heap, (now, node))
                continue
            if any(units > left[k] for k, units in drawn.items()):
                continue
            for k, units in drawn.items():
                left[k] -= units
            for each in joining:
                side[each] = True
            changed = {n for each in joining for n in self.forced_by[each] if not side[n]}
            for n in changed:
                worth, _, _ = self._worth(n, side, other)
                if worth < 0:
                    heappush(heap, (worth, n))
        side[own], side[other] = True, False
        return np.array(side, bool)

    def _worth(
        self, node: int, side: list[bool], other: int
    ) -> tuple[float, list[int], dict[int, int]]:
        """Minor units for each unit drawn that its joining costs (below 0: saves), who joins with
        it, and units drawn by license."""
        joining, open_ = {node}, [node]
        while open_:
            for each in self.follows[open_.pop()]:
                if each == other:
                    return 0.0, [], {}
                if not side[each] and each not in joining:
                    joining.add(each)
                    open_.append(each)
        money, drawn = 0, dict[int, int]()
        for each in joining:
            for arcs, sign, inside in ((self.out[each], 1, False), (self.into[each], -1, True)):
                for end, license, members in arcs:
                    if side[end] if inside else not side[end] and end not in joining:
                        if self.plain[license]:
                            money += sign * members * self.plain[license]
                        else:
                            drawn[license] = drawn.get(license, 0) + sign * members
        units = sum(drawn.values())
        if money >= 0:
            return 0.0, [], {}
        return money / max(units, 0.5), list(joining), drawn


def _lists(start: Ints, end: Ints, count: int) -> list[list[int]]:
    order = np.argsort(start, kind="stable")
    bounds = np.searchsorted(start[order], np.arange(count + 1)).tolist()
    ends = end[order].tolist()
    return [ends[bounds[i] : bounds[i + 1]] for i in range(count)]


def _arcs(
    start: Ints, end: Ints, license: Ints, members: Ints, count: int
) -> list[list[tuple[int, int, int]]]:
    order = np.argsort(start, kind="stable")
    bounds = np.searchsorted(start[order], np.arange(count + 1)).tolist()
    rows = list(
        zip(end[order].tolist(), license[order].tolist(), members[order].tolist(), strict=True)
    )
    return [rows[bounds[i] : bounds[i + 1]] for i in range(count)]
