"""The network of needs and its minimum cut: the exact answer, without integer programming, where
licenses are bought plainly.

DEFINITIONS
    w          node: 0 the source, 1 the sink, then those of user classes, device classes and M
    arc        start, end, license (NONE: it cannot be cut), members, (arc,) each (model 6.1)
    owner[w]   the class of the node, users' first (NONE: of none), (node,)
    size[w]    members of that class (1: of none), (node,), count
    prices     of a unit of each license, (license,), minor units or whole parts of them
    cost       what a minimum cut comes to: `Flow.cost`, in the same unit (model 6.2)
    level[w]   members of the node's class on the source's side, (node,), count
    M[s,f]     node of a free One kind, on the source's side where only user licenses count
    unit       what capacities are divided by, so that numbers are small (model 6.3)

A need is an uncuttable arc from the device's element to the user's, between the forests of both; a
free One kind routes its needs over a node M. A minimum cut is a cheapest plan and the maximum flow
its proof (model 6.2: Ford and Fulkerson 1956, Picard 1976; for one product, Koenig 1931 and
Egervary 1931). Of all minimum cuts the one nearest the source is taken: it is unique.
"""

from dataclasses import dataclass
from functools import cached_property
from math import gcd
from typing import Any

import numpy as np

from optimizer.domain.arrays import distinct, distinct_rows
from optimizer.domain.tables import NONE, Bools, Ints, Kind
from optimizer.solving.instance import Instance
from optimizer.solving.network.cut import Cut
from optimizer.solving.network.license_forest import ForestSide, mode_of, modes_of

LARGEST = 2**60
"""Sums past this would overflow in silence, so such a case is left to the program."""


class Network:
    """The license forest of a case: nodes (0 the source, 1 the sink) and arcs, whatever licenses
    cost.

    Arcs are sorted by `start`, then `end`. Cutting one buys `license` (NONE: it cannot be cut) for
    `members`. A node belongs to one class, `owner`, of so many members, `size` (source, sink and
    modes: to none, of one); at `whole` nodes the class is decided as one, at the others, opened
    sets, each member may be on a side of its own.
    """

    def __init__(self, case: Instance, modes: Ints | None = None) -> None:
        """`modes` number, a need each, what must be covered by one kind (NONE: nothing); One kind
        as the plan chooses it where they are left out."""
        self.case = case
        self.users = ForestSide(case, users=True, first_node=2)
        self.devices = ForestSide(case, users=False, first_node=self.users.end)
        self.modes = mode_of(case) if modes is None else modes
        others = int(self.modes.max(initial=NONE)) + 1
        self.nodes = self.devices.end + others
        classes = len(self.users.members)
        self.owner = np.r_[
            [NONE] * 2, self.users.owner, self.devices.owner + classes, np.full(others, NONE)
        ].astype(np.int64)
        self.size = np.r_[self.users.members, self.devices.members, 1][self.owner]
        self.whole = self.owner == NONE
        self.whole[np.r_[self.users.elements(), self.devices.elements()]] = True
        priced = [*self.users.priced(), *self.devices.priced()]
        fixed = [*self.users.fixed(), *self.devices.fixed(), *self._access()]
        # An uncuttable arc met twice counts once.
        pairs = distinct(np.concatenate([start * self.nodes + end for start, end in fixed]))
        keys = np.concatenate([*(start * self.nodes + end for start, end, _ in priced), pairs])
        order = np.argsort(keys)
        self.start, self.end = keys[order] // self.nodes, keys[order] % self.nodes
        self.license = np.concatenate([*(arc[2] for arc in priced), np.full(len(pairs), NONE)])[
            order
        ]
        self.members = np.where(self.start < 2, self.size[self.end], self.size[self.start])

    def capacities(self, prices: Ints, most: int | None = None) -> "Capacities | None":
        """What each arc carries at most where licenses cost `prices`; None where sums do not fit.

        No cut costs more than `most`, which is known of some plan; without it, than everything
        together.
        """
        if float(self.members @ np.append(prices, 0)[self.license].astype(float)) > LARGEST:
            return None
        cost = self.members * np.append(prices, 0)[self.license]
        unit = gcd(*distinct(cost).tolist()) or 1
        never = (int(cost.sum()) if most is None else most) // unit + 1
        capacity = np.where(self.license == NONE, never, np.minimum(cost // unit, never))
        return Capacities(capacity.astype(np.int64), unit, never)

    def flow(self, prices: Ints, most: int | None = None) -> "Flow | None":
        """The maximum flow at these capacities; None where they do not fit."""
        from scipy.sparse import csr_array

        from optimizer.solving.network.large_flow import largest_flow

        at = self.capacities(prices, most)
        if at is None:
            return None
        starts = np.searchsorted(self.start, np.arange(self.nodes + 1)).astype(np.int32)
        graph = csr_array(
            (at.each, self.end.astype(np.int32), starts), shape=(self.nodes, self.nodes)
        )
        carried, value = largest_flow(graph, at.never)
        return Flow(
            network=self, unit=at.unit, never=at.never, graph=graph, carried=carried, value=value
        )

    def used(self, level: Ints) -> Ints:
        """Units of each license that a plan buys; `level` is how many of its class each node has on
        the source's side."""
        across = np.where(self.start == 0, self.members, level[self.start]) - np.where(
            self.end == 1, 0, level[self.end]
        )
        return self._by_license(np.maximum(across, 0))

    @property
    def most(self) -> Ints:
        """Units of each license that everyone together could use."""
        return self._by_license(self.members)

    def _by_license(self, units: Ints) -> Ints:
        priced = self.license != NONE
        return np.bincount(
            self.license[priced], units[priced], len(self.case.tables.licenses)
        ).astype(np.int64)

    def near(self, group: Ints, level: Ints, count: int, random: "np.random.Generator") -> Ints:
        """Groups of which only about `count`, at random but close together, are left open; the
        others go where `level` has them.

        A group of which the level has some members on each side stays open.
        """
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import breadth_first_order

        rows = self.between(group)
        inner = rows[(rows[:, 0] > 1) & (rows[:, 1] > 1)]
        size = int(group.max()) + 1
        graph = coo_array(
            (np.ones(len(inner), np.int8), (inner[:, 0], inner[:, 1])), shape=(size, size)
        ).tocsr()
        graph = graph + graph.T
        fixed = np.full(size, NONE, np.int64)
        fixed[group] = np.where(level == self.size, 0, np.where(level == 0, 1, NONE))
        fixed[:2] = 0, 1
        left = count
        for seed in random.permutation(np.arange(2, size)).tolist():
            if left <= 0:
                break
            if fixed[seed] != NONE:
                ball = breadth_first_order(graph, seed, directed=False, return_predecessors=False)[
                    :left
                ]
                fixed[ball] = NONE
                left -= len(ball)
        target = np.where(fixed == NONE, np.arange(size) + 2, fixed)
        return np.asarray(np.unique(target[group], return_inverse=True)[1], np.int64)

    def joined(self, start: Ints, end: Ints) -> Ints:
        """Groups of nodes that are on one side wherever no arc from `start` to `end` is cut: group
        0 is the source's side for certain, 1 the sink's; others are open."""
        from scipy.sparse import csr_array
        from scipy.sparse.csgraph import breadth_first_order, connected_components

        never = self.license == NONE
        start, end = np.r_[start, self.start[never]], np.r_[end, self.end[never]]
        arcs = csr_array(
            (np.ones(len(start), np.int8), (start, end)), shape=(self.nodes, self.nodes)
        )
        _, group = connected_components(arcs, connection="strong")
        group = group.astype(np.int64) + 2
        for side, graph in ((0, arcs), (1, arcs.T.tocsr())):
            group[breadth_first_order(graph, side, return_predecessors=False)] = side
        return np.asarray(np.unique(group, return_inverse=True)[1], np.int64)

    def cut(self, level: Ints, cost: int, *, possible: bool = True) -> Cut:
        """The plan that buys what is cut, at that cost."""
        users, mixed_users = self.users.held(level)
        devices, mixed_devices = self.devices.held(level)
        chosen = {
            key: Kind.USER if level[self.devices.end + n] else Kind.DEVICE
            for n, key in modes_of(self.case)
            if (self.modes == n).any()
        }
        mixed = {(True, c): runs for c, runs in mixed_users.items()} | {
            (False, c): runs for c, runs in mixed_devices.items()
        }
        return Cut(tuple(users), tuple(devices), chosen, cost, possible=possible, mixed=mixed)

    def between(self, group: Ints) -> Ints:
        """Rows (group, group, license, members) of the arcs between groups that a cut may cut,
        alike ones together.

        Group 0 is on the source's side, 1 on the sink's.
        """
        start, end = group[self.start], group[self.end]
        live = (start != end) & (start != 1) & (end != 0)
        rows, row = distinct_rows(start[live], end[live], self.license[live])
        members = np.bincount(row, self.members[live], len(rows))
        return np.asarray(np.c_[rows, members.astype(np.int64)], np.int64)

    def ends(self) -> tuple[Ints, Ints]:
        """The last arc of each need: to the user's element, or the sink; from the device's element,
        the source, or M."""
        classes = self.case.classes
        start = np.where(classes.by_device, self.devices.node(classes.device, classes.element), 0)
        end = np.where(classes.by_user, self.users.node(classes.user, classes.element), 1)
        return np.where(self.modes != NONE, self.devices.end + self.modes, start), end

    def _access(self) -> list[tuple[Ints, Ints]]:
        """Uncuttable arcs of the needs: from the device's element, or the source, to the user's, or
        the sink; by way of M."""
        classes = self.case.classes
        last, end = self.ends()
        free = self.modes != NONE
        start = np.where(classes.by_device, self.devices.node(classes.device, classes.element), 0)
        return [(last, end), (start[free], last[free])]


@dataclass(frozen=True)
class Capacities:
    """What each arc carries at most, in `unit` of the prices; capacities of `never` cannot be
    cut."""

    each: Ints
    unit: int
    never: int


@dataclass(frozen=True, kw_only=True)
class Flow:
    """A maximum flow of `value`, in `unit` of the prices; capacities of `never` cannot be cut."""

    network: Network
    unit: int
    never: int
    graph: Any
    carried: Any
    value: int

    @property
    def cost(self) -> int:
        """What a minimum cut costs: the flow, in the prices' own unit."""
        return self.value * self.unit

    @property
    def possible(self) -> bool:
        """Whether some cut avoids uncuttable arcs."""
        return self.value < self.never

    @cached_property
    def residual(self) -> Any:
        """What each arc, and each arc backwards, has left: a sparse matrix without zeros."""
        left = self.graph - self.carried
        left.eliminate_zeros()
        return left

    @cached_property
    def reached(self) -> Bools:
        """The source's side of the minimum cut nearest the source."""
        from scipy.sparse.csgraph import breadth_first_order

        result = np.zeros(self.network.nodes, bool)
        result[breadth_first_order(self.residual, 0, return_predecessors=False)] = True
        return result

    @property
    def level(self) -> Ints:
        """The same as levels: every member of a class on one side."""
        return np.asarray(self.reached * self.network.size, np.int64)

    def groups(self, gap: int) -> Ints:
        """Groups of nodes on one side in every plan that costs at most `gap` more than the flow, in
        its own unit: 0 the source's side for certain, 1 the sink's; others are open."""
        return self.network.joined(*self.firm(gap))

    def firm(self, gap: int) -> tuple[Ints, Ints]:
        """Start and end of the arcs, uncuttable ones aside, that no plan cuts which costs at most
        `gap` more than the flow.

        A plan costs the flow, plus what its cut arcs have left, plus what flows back across them;
        so an arc with more left than the gap is not cut. Within a class a member carries its share
        of the flow, and may differ from the others for its share of what is left.
        """
        network, left = self.network, self.residual.tocoo()
        owner, size = network.owner, network.size
        inside = (owner[left.row] == owner[left.col]) | (left.row < 2) | (left.col < 2)
        firm = left.data > gap * np.where(inside, np.maximum(size[left.row], size[left.col]), 1)
        return left.row[firm].astype(np.int64), left.col[firm].astype(np.int64)
