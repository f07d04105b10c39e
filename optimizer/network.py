"""The licence forest and its minimum cut: the exact answer, without integer programming, where licenses are bought plainly.

Draw, for each user class, a node per element and a node per opened set; an arc from each set to the next larger one that
holds it, ending in the sink, as dear as the license for all members; cutting it is buying. Mirror that for devices from the
source. A need is an uncuttable arc from the device's element to the user's; a free One kind routes its needs over a node M;
Same holder is an uncuttable arc to the base. A minimum cut is a cheapest plan and the maximum flow its proof (Picard 1976;
for one product, Koenig 1931 and Egervary 1931). Of all minimum cuts the one nearest the source is taken: it is unique.
"""

from collections.abc import Sequence
from dataclasses import dataclass
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
    """The forest of one form: its opened sets, each with a license, its cost and its parent (NONE: none is larger).

    Nodes are numbered from 0, the sets first; `element` gives each element's node: its smallest set's where that opens
    nothing else, else one of its own.
    """

    opened: tuple[frozenset[int], ...]
    license: tuple[int, ...]
    cost: tuple[int, ...]
    parent: tuple[int, ...]
    element: dict[int, int]
    size: int

    @classmethod
    def of(cls, components: Sequence[Component], case: Case) -> "_Tree":
        """The forest of a form's licenses, all laminar and plain; of equal sets only the cheapest is there."""
        pairs = sorted(((k, opened) for c in components for k, opened in c.opened.items()), key=lambda p: (len(p[1]), p[0]))
        opened = tuple(each for _, each in pairs)
        larger = [[j for j, other in enumerate(opened) if each < other] for each in opened]
        size, element = len(opened), {}
        for e in sorted(frozenset().union(*opened)):
            home = next(i for i, each in enumerate(opened) if e in each)
            element[e] = home if len(opened[home]) == 1 else size
            size += element[e] == size
        costs = tuple(case.supply.lines[case.supply.plain(k) or 0].cost for k, _ in pairs)
        return cls(opened, tuple(k for k, _ in pairs), costs, tuple(min(each, default=NONE) for each in larger), element, size)


class _Half:
    """One side's nodes and arcs. Seen from the users; a device's arcs run the other way, from the source."""

    def __init__(self, case: Case, users: bool, first_node: int) -> None:
        self.case, self.users = case, users
        self.forms = case.users if users else case.devices
        owner = case.classes.user if users else case.classes.device
        self.members = (case.classes.users if users else case.classes.devices).members
        self.trees = [_Tree.of(components, case) for components in self.forms.components]
        asking = np.zeros(len(self.members), bool)
        asking[owner[owner != NONE]] = True
        size = np.array([tree.size for tree in self.trees], np.int64)[self.forms.of] * asking
        self.first = first_node + np.cumsum(size) - size
        self.end = first_node + int(size.sum())
        self.classes = [np.flatnonzero((self.forms.of == form) & asking) for form in range(len(self.trees))]

    def priced(self) -> list[tuple[Ints, Ints, Ints]]:
        """Arcs that cost money to cut: from, to, cost."""
        outside = 1 if self.users else 0
        arcs = []
        for tree, classes in zip(self.trees, self.classes, strict=True):
            for number, (cost, parent) in enumerate(zip(tree.cost, tree.parent, strict=True)):
                inner = self.first[classes] + number
                outer = self.first[classes] + parent if parent != NONE else np.full(len(classes), outside)
                arcs.append((*self.directed(inner, outer), self.members[classes] * cost))
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


@dataclass(frozen=True)
class _Flow:
    """A part's network and its maximum flow, in `unit` minor units; capacities from `never` on cannot be cut."""

    users: _Half
    devices: _Half
    modes: Ints
    unit: int
    never: int
    size: int
    graph: Any
    flow: Any


def _maximum_flow(case: Case) -> _Flow | None:
    """The flow through the license forest; None where capacities do not fit."""
    users = _Half(case, True, 2)
    devices = _Half(case, False, users.end)
    modes = _mode_of(case)
    priced = [*users.priced(), *devices.priced()]
    cost = np.concatenate([arc[2] for arc in priced]) if priced else np.zeros(0, np.int64)
    unit = gcd(*np.unique(cost).tolist()) or 1
    if int(cost.sum()) // unit >= LARGEST:
        return None
    access = _access(case, users, devices, modes)
    size = devices.end + int(modes.max(initial=NONE)) + 1
    never = int(cost.sum()) // unit + 1
    graph = _graph(priced, [*users.fixed(), *devices.fixed(), *access], unit, never, size)
    return _Flow(users, devices, modes, unit, never, size, graph, maximum_flow(graph, 0, 1))


def minimum_cut(case: Case) -> Cut | None:
    """The cheapest plan for needs of plain parts; None where capacities do not fit."""
    if not len(case.classes.user):
        return no_cut(case)
    found = _maximum_flow(case)
    if found is None:
        return None
    users, devices, flow = found.users, found.devices, found.flow
    reached = np.zeros(found.size, bool)
    residual = found.graph - flow.flow
    residual.eliminate_zeros()
    reached[breadth_first_order(residual, 0, return_predecessors=False)] = True
    chosen = {key: Kind.USER if reached[devices.end + n] else Kind.DEVICE for n, key in _modes(case) if (found.modes == n).any()}
    possible = flow.flow_value < found.never
    return Cut(users.held(reached), devices.held(reached), chosen, int(flow.flow_value) * found.unit, possible)


def charges(case: Case) -> Floats:
    """What the access of each need carries of the maximum flow, in minor units: they add up to the cost.

    Needs that share an arc share its flow. The case is plain and its capacities fit.
    """
    found = _maximum_flow(case) if len(case.classes.user) else None
    if found is None:
        return np.zeros(len(case.classes.user))
    start, end = _ends(case, found.users, found.devices, found.modes)
    pairs, arc = distinct_rows(start, end)
    carried = np.asarray(found.flow.flow[pairs[:, 0], pairs[:, 1]], np.float64).reshape(-1) * found.unit
    return np.asarray(carried[arc] / np.bincount(arc)[arc], np.float64)


def _ends(case: Case, users: _Half, devices: _Half, modes: Ints) -> tuple[Ints, Ints]:
    """The last arc of each need: to the user's element, or the sink; from the device's element, the source, or M."""
    classes = case.classes
    start = np.where(classes.by_device, devices.node(classes.device, classes.element), 0)
    end = np.where(classes.by_user, users.node(classes.user, classes.element), 1)
    return np.where(modes != NONE, devices.end + modes, start), end


def _access(case: Case, users: _Half, devices: _Half, modes: Ints) -> list[tuple[Ints, Ints]]:
    """Uncuttable arcs of the needs: from the device's element, or the source, to the user's, or the sink; by way of M."""
    classes = case.classes
    last, end = _ends(case, users, devices, modes)
    free = modes != NONE
    start = np.where(classes.by_device, devices.node(classes.device, classes.element), 0)
    return [(last, end), (start[free], last[free])]


def _graph(priced: list[tuple[Ints, Ints, Ints]], fixed: list[tuple[Ints, Ints]], unit: int, never: int, size: int) -> Any:
    """All arcs as a sparse matrix of 32-bit capacities; an uncuttable arc met twice counts once."""
    pairs = np.unique(np.concatenate([start * size + end for start, end in fixed])) if fixed else np.zeros(0, np.int64)
    start = np.concatenate([*(arc[0] for arc in priced), pairs // size])
    end = np.concatenate([*(arc[1] for arc in priced), pairs % size])
    capacity = np.concatenate([*(arc[2] // unit for arc in priced), np.full(len(pairs), never)])
    graph = csr_array((capacity.astype(np.int32), (start.astype(np.int32), end.astype(np.int32))), shape=(size, size))
    graph.sort_indices()
    return graph


def _modes(case: Case) -> list[tuple[int, tuple[int, int]]]:
    """Every (server, family) of a One kind, numbered as `_mode_of` does."""
    keys = [(s, family) for s, server in enumerate(case.tables.servers) for family in server.one_kind or {}]
    return list(enumerate(keys))
