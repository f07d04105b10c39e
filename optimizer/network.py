"""The licence forest and its minimum cut: the exact answer, without integer programming, where licenses are bought plainly.

Draw, for each user class, a node per element and a node per opened set; an arc from each set to the next larger one that
holds it, ending in the sink, as dear as the license for all members; cutting it is buying. Mirror that for devices from the
source. A need is an uncuttable arc from the device's element to the user's; a free One kind routes its needs over a node M;
Same holder is an uncuttable arc to the base. A minimum cut is a cheapest plan and the maximum flow its proof (Picard 1976;
for one product, Koenig 1931 and Egervary 1931). Of all minimum cuts the one nearest the source is taken: it is unique.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import gcd
from typing import Any

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import breadth_first_order, connected_components, maximum_flow

from optimizer.arrays import distinct_rows
from optimizer.bundles import Component
from optimizer.case import Case, Forms
from optimizer.tables import NONE, Bools, Floats, Ints, Kind

LARGEST = 2**31 - 1
"""Capacities are 32-bit; a sum past this would overflow in silence, so such a case is left to the program."""


@dataclass(frozen=True)
class Cut:
    """A cheapest plan of the part: the bundle that every member of each class holds, and the kind of each One kind.

    `flow` is its cost in minor units and its own lower bound; `possible` is False where no cut avoids uncuttable arcs.
    """

    users: tuple[frozenset[int], ...]
    devices: tuple[frozenset[int], ...]
    modes: dict[tuple[int, int], Kind]
    flow: int
    possible: bool = True


def plain_part(case: Case) -> Bools:
    """The needs that a minimum cut answers: in parts where licenses are plain and laminar and nothing covers widely.

    Parts are what needs connect, by a common class, or by a One kind that the plan chooses.
    """
    classes = case.classes
    users, devices = len(classes.users.members), len(classes.devices.members)
    hard_user, hard_device = _hard(case, case.users), _hard(case, case.devices)
    modes = _mode_of(case)
    nodes = users + devices + int(modes.max(initial=NONE)) + 1
    first = np.where(classes.user == NONE, users + classes.device, classes.user)
    links = [
        (first, np.where(classes.device == NONE, first, users + classes.device)),
        (first[modes != NONE], users + devices + modes[modes != NONE]),
    ]
    start, end = (np.concatenate([link[i] for link in links]) for i in (0, 1))
    graph = coo_array((np.ones(len(start), np.int8), (start, end)), shape=(nodes, nodes))
    _, part = connected_components(graph, directed=False)
    hard = np.zeros(int(part.max(initial=0)) + 1, bool)
    hard[part[:users][hard_user]] = True
    hard[part[users : users + devices][hard_device]] = True
    hard[part[first[classes.wide | classes.candidate]]] = True
    return np.asarray(~hard[part[first]], bool)


def _hard(case: Case, forms: Forms) -> Bools:
    """Classes whose licenses are not all bought plainly, or not laminar."""
    form = [
        any(not c.laminar or c.seats or any(case.supply.plain(k) is None for k in c.opened) for c in components)
        for components in forms.components
    ]
    return np.array(form, bool)[forms.of] if form else np.zeros(0, bool)


def _mode_of(case: Case) -> Ints:
    """For each need the number of its (server, family) whose one kind the plan chooses, or NONE."""
    classes, elements = case.classes, case.ways.elements
    result = np.full(len(classes.user), NONE, np.int64)
    for number, (s, family) in _modes(case):
        if (case.tables.servers[s].one_kind or {})[family] == Kind.EITHER:
            opened = [e for e, (f, _) in enumerate(elements) if f == family]
            result[(classes.server == s) & np.isin(classes.element, opened)] = number
    return result


@dataclass(frozen=True)
class _Tree:
    """The forest of one form: its opened sets, each with a license and its parent (NONE: none is larger).

    Nodes are numbered from 0, the sets first; `element` gives each element's node: its smallest set's where that opens
    nothing else, else one of its own.
    """

    opened: tuple[frozenset[int], ...]
    license: tuple[int, ...]
    parent: tuple[int, ...]
    element: dict[int, int]
    size: int

    @classmethod
    def of(cls, components: Sequence[Component]) -> "_Tree":
        """The forest of a form's licenses, all laminar; equal sets stand in a row, each the next one's parent."""
        pairs = sorted(((k, opened) for c in components for k, opened in c.opened.items()), key=lambda p: (len(p[1]), p[0]))
        opened = tuple(each for _, each in pairs)
        larger = [[j for j in range(i + 1, len(opened)) if each <= opened[j]] for i, each in enumerate(opened)]
        size, element = len(opened), {}
        for e in sorted(frozenset().union(*opened)):
            home = next(i for i, each in enumerate(opened) if e in each)
            element[e] = home if len(opened[home]) == 1 else size
            size += element[e] == size
        return cls(opened, tuple(k for k, _ in pairs), tuple(min(each, default=NONE) for each in larger), element, size)


class _Half:
    """One side's nodes and arcs. Seen from the users; a device's arcs run the other way, from the source."""

    def __init__(self, case: Case, users: bool, first_node: int) -> None:
        self.case, self.users = case, users
        self.forms = case.users if users else case.devices
        owner = case.classes.user if users else case.classes.device
        self.members = (case.classes.users if users else case.classes.devices).members
        self.trees = [_Tree.of(components) for components in self.forms.components]
        asking = np.zeros(len(self.members), bool)
        asking[owner[owner != NONE]] = True
        size = np.array([tree.size for tree in self.trees], np.int64)[self.forms.of] * asking
        self.first = first_node + np.cumsum(size) - size
        self.end = first_node + int(size.sum())
        self.classes = [np.flatnonzero((self.forms.of == form) & asking) for form in range(len(self.trees))]

    def priced(self) -> list[tuple[Ints, Ints, Ints, Ints]]:
        """Arcs that cost money to cut: from, to, the license bought so, and for how many members."""
        outside = 1 if self.users else 0
        arcs = []
        for tree, classes in zip(self.trees, self.classes, strict=True):
            for number, (license, parent) in enumerate(zip(tree.license, tree.parent, strict=True)):
                inner = self.first[classes] + number
                outer = self.first[classes] + parent if parent != NONE else np.full(len(classes), outside)
                arcs.append((*self.directed(inner, outer), np.full(len(classes), license), self.members[classes]))
        return arcs

    def fixed(self) -> list[tuple[Ints, Ints]]:
        """Arcs that cannot be cut: an element and its smallest set, an element and the base of the same holder."""
        arcs = []
        for tree, classes in zip(self.trees, self.classes, strict=True):
            first = self.first[classes]
            for element, node in tree.element.items():
                home = next(i for i, opened in enumerate(tree.opened) if element in opened)
                if home != node:
                    arcs.append(self.directed(first + node, first + home))
                base = self.case.ways.bases.get(element)
                if base is not None:
                    arcs.append(self.directed(first + node, first + tree.element[base]))
        return arcs

    def directed(self, inner: Ints, outer: Ints) -> tuple[Ints, Ints]:
        return (inner, outer) if self.users else (outer, inner)

    def node(self, owner: Ints, element: Ints) -> Ints:
        """The node of each class's element."""
        place = np.full((len(self.trees) + 1, max(len(self.case.ways.elements), 1)), 0, np.int64)
        for form, tree in enumerate(self.trees):
            place[form, list(tree.element)] = list(tree.element.values())
        return np.asarray(np.append(self.first, 0)[owner] + place[np.append(self.forms.of, NONE)[owner], element], np.int64)

    def held(self, reached: Bools) -> tuple[frozenset[int], ...]:
        """Each class's bundle: the licenses whose arcs are cut."""
        result = [frozenset[int]()] * len(self.members)
        inside, outside = (reached, ~reached) if self.users else (~reached, reached)
        for tree, classes in zip(self.trees, self.classes, strict=True):
            if not tree.opened or not len(classes):
                continue
            cut = np.zeros((len(classes), len(tree.opened)), bool)
            for number, parent in enumerate(tree.parent):
                outer = outside[self.first[classes] + parent] if parent != NONE else True
                cut[:, number] = inside[self.first[classes] + number] & outer
            kinds, kind = np.unique(cut, axis=0, return_inverse=True)
            bundles = [frozenset(k for k, taken in zip(tree.license, each, strict=True) if taken) for each in kinds.tolist()]
            for c, which in zip(classes.tolist(), kind.reshape(-1).tolist(), strict=True):
                result[c] = bundles[which]
        return tuple(result)


def no_cut(case: Case) -> Cut:
    """The answer where the network is asked nothing."""
    return Cut((frozenset(),) * len(case.classes.users.members), (frozenset(),) * len(case.classes.devices.members), {}, 0)


class Network:
    """The license forest of a case: nodes (0 the source, 1 the sink) and arcs, whatever licenses cost.

    Arcs are sorted by `start`, then `end`. Cutting one buys `license` (NONE: it cannot be cut) for `members`.
    """

    def __init__(self, case: Case) -> None:
        self.case = case
        self.users = _Half(case, True, 2)
        self.devices = _Half(case, False, self.users.end)
        self.modes = _mode_of(case)
        self.size = self.devices.end + int(self.modes.max(initial=NONE)) + 1
        priced = [*self.users.priced(), *self.devices.priced()]
        fixed = [*self.users.fixed(), *self.devices.fixed(), *self._access()]
        # An uncuttable arc met twice counts once.
        pairs = np.unique(np.concatenate([start * self.size + end for start, end in fixed]))
        keys = np.concatenate([*(start * self.size + end for start, end, _, _ in priced), pairs])
        order = np.argsort(keys, kind="stable")
        self.start, self.end = keys[order] // self.size, keys[order] % self.size
        self.license = np.concatenate([*(arc[2] for arc in priced), np.full(len(pairs), NONE)])[order]
        self.members = np.concatenate([*(arc[3] for arc in priced), np.zeros(len(pairs), np.int64)])[order]

    def flow(self, prices: Ints, most: int | None = None) -> "Flow | None":
        """The maximum flow where licenses cost `prices`; None where capacities do not fit.

        No cut costs more than `most`, which is known of some plan; without it, than everything together.
        """
        cost = self.members * np.append(prices, 0)[self.license]
        total = int(cost.sum()) if most is None else most
        unit = gcd(*np.unique(cost).tolist()) or 1
        never = total // unit + 1
        if never > LARGEST:
            return None
        capacity = np.where(self.license == NONE, never, np.minimum(cost // unit, never)).astype(np.int32)
        starts = np.searchsorted(self.start, np.arange(self.size + 1)).astype(np.int32)
        graph = csr_array((capacity, self.end.astype(np.int32), starts), shape=(self.size, self.size))
        flow = maximum_flow(graph, 0, 1)
        return Flow(self, unit, never, graph, flow.flow, int(flow.flow_value))

    def bought(self, reached: Bools) -> Ints:
        """Units of each license that a cut buys; `reached` marks the nodes on the source's side."""
        cut = reached[self.start] & ~reached[self.end] & (self.license != NONE)
        licenses = len(self.case.tables.licenses)
        return np.bincount(self.license[cut], self.members[cut], licenses).astype(np.int64)

    def cut(self, reached: Bools, cost: int, possible: bool = True) -> Cut:
        """The plan of a cut of that cost."""
        chosen = {
            key: Kind.USER if reached[self.devices.end + n] else Kind.DEVICE
            for n, key in _modes(self.case)
            if (self.modes == n).any()
        }
        return Cut(self.users.held(reached), self.devices.held(reached), chosen, cost, possible)

    def ends(self) -> tuple[Ints, Ints]:
        """The last arc of each need: to the user's element, or the sink; from the device's element, the source, or M."""
        classes = self.case.classes
        start = np.where(classes.by_device, self.devices.node(classes.device, classes.element), 0)
        end = np.where(classes.by_user, self.users.node(classes.user, classes.element), 1)
        return np.where(self.modes != NONE, self.devices.end + self.modes, start), end

    def _access(self) -> list[tuple[Ints, Ints]]:
        """Uncuttable arcs of the needs: from the device's element, or the source, to the user's, or the sink; by way of M."""
        classes = self.case.classes
        last, end = self.ends()
        free = self.modes != NONE
        start = np.where(classes.by_device, self.devices.node(classes.device, classes.element), 0)
        return [(last, end), (start[free], last[free])]


@dataclass(frozen=True)
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
        result = np.zeros(self.network.size, bool)
        result[breadth_first_order(self.residual, 0, return_predecessors=False)] = True
        return result


def plain_prices(case: Case) -> Ints:
    """What one unit of each license costs in minor units where it is bought plainly, else 0."""
    lines = [case.supply.plain(k) for k in range(len(case.tables.licenses))]
    return np.array([0 if line is None else case.supply.lines[line].cost for line in lines], np.int64)


def minimum_cut(case: Case) -> Cut | None:
    """The cheapest plan for needs of plain parts; None where capacities do not fit."""
    if not len(case.classes.user):
        return no_cut(case)
    network = Network(case)
    flow = network.flow(plain_prices(case))
    return None if flow is None else network.cut(flow.reached, flow.cost, flow.possible)


def charges(case: Case) -> Floats:
    """What the access of each need carries of the maximum flow, in minor units: they add up to the cost.

    Needs that share an arc share its flow. The case is plain and its capacities fit.
    """
    network = Network(case) if len(case.classes.user) else None
    flow = network.flow(plain_prices(case)) if network else None
    if network is None or flow is None:
        return np.zeros(len(case.classes.user))
    start, end = network.ends()
    pairs, arc = distinct_rows(start, end)
    carried = np.asarray(flow.carried[pairs[:, 0], pairs[:, 1]], np.float64).reshape(-1) * flow.unit
    return np.asarray(carried[arc] / np.bincount(arc)[arc], np.float64)


def _modes(case: Case) -> list[tuple[int, tuple[int, int]]]:
    """Every (server, family) of a One kind, numbered as `_mode_of` does."""
    keys = [(s, family) for s, server in enumerate(case.tables.servers) for family in server.one_kind or {}]
    return list(enumerate(keys))
