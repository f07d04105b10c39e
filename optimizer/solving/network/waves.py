"""The minimum cut nearest the source and its value, by arrays alone (model 6.2): the library for
graphs takes longer to load than most plans take to be cut.

DEFINITIONS (each arc stands twice, forwards and backwards, by the node `tail` that it leaves)
    left[a]     what arc a still carries
    back[a]     the arc that leads the other way
    excess[w]   what has come back to node w and has not gone on, (node,)
    level[w]    arcs between the source and node w where each has something left, (node,)
    bound[w]    at least what node w can send to the source along falling levels, (node,)

The flow goes from the sink back to the source, so that the nodes which it cannot leave for are
those beyond the cut nearest the source. Each node sends what it has to the level below, the highest
level first. After such a wave whoever still has something has no way left as short as before, so
levels only rise (preflows: Karzanov 1974; waves: Tarjan 1984). No arc is sent more than what its
head can send on: all would go the first of many narrow ways, a wave for each.
"""

import numpy as np

from optimizer.domain.tables import Bools, Ints

OUT, SINK = -1, -2
"""Levels of nodes that have no way to the source, and of the sink, where none leads through."""

MOST_LEVELS = 2_000
"""Levels of all waves together: plans take some fifty, and longer ways are the library's."""

WIDEST = 2**62
"""Sums past this would overflow in silence."""


def cut_by_waves(
    start: Ints, end: Ints, capacity: Ints, nodes: int, most: int = MOST_LEVELS
) -> tuple[int, Bools] | None:
    """The value of the maximum flow from node 0 to node 1, and the source's side of the minimum cut
    nearest the source; None where that takes too long, or numbers are too large."""
    graph = _Residual(start, end, capacity, nodes)
    while graph.fits and most > 0:
        ways = graph.ways(most)
        if len(ways) < most and not graph.excess[graph.level > 0].any():
            return int(graph.excess[0]), graph.level >= 0
        for arcs in reversed(ways):
            graph.send(arcs)
        most -= len(ways)
    return None


class _Residual:
    """What arcs have left once all that comes out of the sink has been sent."""

    def __init__(self, start: Ints, end: Ints, capacity: Ints, nodes: int) -> None:
        count = len(start)
        tail = np.concatenate([end, start]).astype(np.int32)
        order = np.argsort(tail, kind="stable")
        place = np.empty(2 * count, np.int32)
        place[order] = np.arange(2 * count, dtype=np.int32)
        self.tail, self.back = tail[order], np.roll(place, -count)[order]
        self.head = self.tail[self.back]
        self.left = np.concatenate([capacity, np.zeros(count, np.int64)])[order]
        self.leaving = np.bincount(tail, minlength=nodes)
        self.first = np.cumsum(self.leaving) - self.leaving
        self.excess = np.zeros(nodes, np.int64)
        out = self._out(np.array([1]))
        self.all = sum(self.left[out].tolist())
        self.fits = self.all * int(self.leaving[2:].max(initial=1)) < WIDEST
        if self.fits:
            self._move(out, self.left[out])

    def ways(self, most: int) -> list[Ints]:
        """The arcs from each level to the one below it that have something left, from the source
        on, for so many levels; `level` and `bound` are set by them."""
        self.level = np.full(len(self.excess), OUT, np.int32)
        self.level[:2] = 0, SINK
        self.bound = np.zeros(len(self.excess), np.int64)
        self.bound[0] = self.all
        found: list[Ints] = []
        front = np.array([0])
        met = np.empty(len(self.excess), np.int32)
        while len(front) and len(found) < most:
            arcs = self.back[self._out(front)]
            arcs = arcs[(self.left[arcs] > 0) & (self.level[self.tail[arcs]] == OUT)]
            tail = self.tail[arcs]
            self.level[tail] = len(found) + 1
            np.add.at(self.bound, tail, np.minimum(self.left[arcs], self.bound[self.head[arcs]]))
            nth = np.arange(len(tail), dtype=np.int32)
            met[tail] = nth
            front = tail[met[tail] == nth]  # each once
            self.bound[front] = np.minimum(self.bound[front], self.all)
            found.append(arcs)
        return found

    def send(self, arcs: Ints) -> None:
        """Let nodes of one level send what they have over these arcs, one after the other."""
        arcs = np.sort(arcs[self.excess[self.tail[arcs]] > 0])
        tail = self.tail[arcs]
        has = self.excess[tail]
        most = np.minimum(np.minimum(self.left[arcs], self.bound[self.head[arcs]]), has)
        first = np.flatnonzero(np.diff(tail, prepend=OUT))
        before = np.cumsum(most) - most
        before -= np.repeat(before[first], np.diff(first, append=len(tail)))
        self._move(arcs, np.clip(has - before, 0, most))

    def _out(self, nodes: Ints) -> Ints:
        """The arcs that leave some nodes."""
        leaving = self.leaving[nodes]
        ends = np.cumsum(leaving)
        return np.arange(ends[-1]) + np.repeat(self.first[nodes] + leaving - ends, leaving)

    def _move(self, arcs: Ints, sent: Ints) -> None:
        self.left[arcs] -= sent
        self.left[self.back[arcs]] += sent
        np.subtract.at(self.excess, self.tail[arcs], sent)
        np.add.at(self.excess, self.head[arcs], sent)
