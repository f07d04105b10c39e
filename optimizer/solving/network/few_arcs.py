"""Flows and pieces of graphs of few arcs, in plain Python: loading the library for large ones takes
longer than all of these take.

The flow is Dinic's (1970): shortest augmenting paths, a level at a time.
"""

from collections import deque

import numpy as np

from optimizer.domain.tables import Bools, Ints

FEW = 10_000
"""Arcs up to which a graph is one of few: some five graphs of a plan then take a twentieth of a
second, the library a fifth to load."""


def flow_over_few(start: Ints, end: Ints, capacity: Ints, nodes: int) -> tuple[int, Bools]:
    """The value of the maximum flow from node 0 to node 1, and the source's side of the minimum cut
    nearest the source. Numbers are whole and of any size."""
    heads: list[int] = []
    left: list[int] = []
    arcs: list[list[int]] = [[] for _ in range(nodes)]
    for a, b, most in zip(start.tolist(), end.tolist(), capacity.tolist(), strict=True):
        arcs[a].append(len(heads))
        arcs[b].append(len(heads) + 1)  # the arc back: an arc's partner differs in the last bit
        heads += [b, a]
        left += [most, 0]
    value = 0
    while True:
        level = _levels(arcs, heads, left)
        if level[1] < 0:
            return value, np.array(level) >= 0
        value += _blocking(arcs, heads, left, level)


def _levels(arcs: list[list[int]], heads: list[int], left: list[int]) -> list[int]:
    """How many arcs each node is from the source, over arcs that have something left; -1: out of
    reach."""
    level = [-1] * len(arcs)
    level[0] = 0
    waiting = deque([0])
    while waiting:
        node = waiting.popleft()
        for arc in arcs[node]:
            if left[arc] and level[heads[arc]] < 0:
                level[heads[arc]] = level[node] + 1
                waiting.append(heads[arc])
    return level


def _blocking(arcs: list[list[int]], heads: list[int], left: list[int], level: list[int]) -> int:
    """Send what goes along shortest paths, each node's arcs tried once; returns how much that
    is."""
    sent, tried, path = 0, [0] * len(arcs), list[int]()
    while True:
        node = heads[path[-1]] if path else 0
        if node == 1:
            most = min(left[arc] for arc in path)
            for arc in path:
                left[arc] -= most
                left[arc ^ 1] += most
            sent += most
            del path[next(i for i, arc in enumerate(path) if not left[arc]) :]
            continue
        while tried[node] < len(arcs[node]):
            arc = arcs[node][tried[node]]
            if left[arc] and level[heads[arc]] == level[node] + 1:
                path.append(arc)
                break
            tried[node] += 1
        else:
            if not path:
                return sent
            tried[heads[path.pop() ^ 1]] += 1


def pieces_of_few(start: Ints, end: Ints, nodes: int) -> Ints:
    """For each node the number of the piece in which it hangs together with others over these arcs,
    in the order of their first nodes."""
    root = list(range(nodes))

    def found(node: int) -> int:
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for a, b in zip(start.tolist(), end.tolist(), strict=True):
        one, other = sorted((found(a), found(b)))
        root[other] = one
    roots = np.array([found(node) for node in range(nodes)], np.int64)
    return np.asarray(np.unique(roots, return_inverse=True)[1], np.int64).reshape(-1)
