"""The license forest: what opens what for each class, drawn as nodes and arcs (model 6.1).

DEFINITIONS (of one side, users' or devices')
    c, k, e   class, license, element
    open(k)   the elements that k opens of those that a form needs: `opened`, a set each
    parent    the number of the next larger set (NONE: none is), a set each
    m         members of the class: `members`, (class,), count
    first[c]  the first node of the class, (class,); those of its form's tree follow
    owner     the class of each node, (node of this side,)
    level     members of a node's class on the source's side, (node,), count
    cut       members who hold each license of a tree, (class of a form, set), count: N[c,k]

Draw, for each user class, a node per element and a node per opened set; an arc from each set to the
next larger one that holds it, ending in the sink, as dear as the license for all members; cutting
it is buying. Mirror that for devices from the source. Same holder is an uncuttable arc to the base.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from optimizer.domain.arrays import distinct_rows
from optimizer.domain.tables import NONE, Ints, Kind
from optimizer.solving.bundles import Component, share_out
from optimizer.solving.instance import Instance


@dataclass(frozen=True)
class Tree:
    """The forest of one form: its opened sets, each with a license and its parent (NONE: none is
    larger).

    Nodes are numbered from 0, the sets first; `element` gives each element's node: its smallest
    set's where that opens nothing else, else one of its own.
    """

    opened: tuple[frozenset[int], ...]
    license: tuple[int, ...]
    parent: tuple[int, ...]
    element: dict[int, int]
    size: int

    @classmethod
    def of(cls, components: Sequence[Component]) -> "Tree":
        """The forest of a form's licenses, all laminar; equal sets stand in a row, each the next
        one's parent."""
        pairs = sorted(
            ((k, opened) for c in components for k, opened in c.opened.items()),
            key=lambda p: (len(p[1]), p[0]),
        )
        opened = tuple(each for _, each in pairs)
        larger = [
            [j for j in range(i + 1, len(opened)) if each <= opened[j]]
            for i, each in enumerate(opened)
        ]
        size, element = len(opened), {}
        for e in sorted(frozenset().union(*opened)):
            home = next(i for i, each in enumerate(opened) if e in each)
            element[e] = home if len(opened[home]) == 1 else size
            size += element[e] == size
        return cls(
            opened,
            tuple(k for k, _ in pairs),
            tuple(min(each, default=NONE) for each in larger),
            element,
            size,
        )


class ForestSide:
    """One side's nodes and arcs. Seen from the users; a device's arcs run the other way, from the
    source."""

    def __init__(self, case: Instance, *, users: bool, first_node: int) -> None:
        self.case, self.users = case, users
        self.forms = case.users if users else case.devices
        owner = case.classes.user if users else case.classes.device
        self.members = (case.classes.users if users else case.classes.devices).members
        self.trees = [Tree.of(components) for components in self.forms.components]
        asking = np.zeros(len(self.members), bool)
        asking[owner[owner != NONE]] = True
        size = np.array([tree.size for tree in self.trees], np.int64)[self.forms.of] * asking
        self.first = first_node + np.cumsum(size) - size
        self.end = first_node + int(size.sum())
        self.owner = np.repeat(np.arange(len(size)), size)
        self.classes = [
            np.flatnonzero((self.forms.of == form) & asking) for form in range(len(self.trees))
        ]

    def priced(self) -> list[tuple[Ints, Ints, Ints]]:
        """Arcs that cost money to cut: from, to, and the license that every member of the class is
        then bought."""
        outside = 1 if self.users else 0
        arcs = []
        for tree, classes in zip(self.trees, self.classes, strict=True):
            for number, (license, parent) in enumerate(zip(tree.license, tree.parent, strict=True)):
                inner = self.first[classes] + number
                outer = (
                    self.first[classes] + parent
                    if parent != NONE
                    else np.full(len(classes), outside)
                )
                arcs.append((*self.directed(inner, outer), np.full(len(classes), license)))
        return arcs

    def elements(self) -> Ints:
        """The nodes at which a whole class is decided: its elements'."""
        nodes = [
            self.first[c] + n
            for tree, c in zip(self.trees, self.classes, strict=True)
            for n in tree.element.values()
        ]
        return np.concatenate(nodes) if nodes else np.zeros(0, np.int64)

    def fixed(self) -> list[tuple[Ints, Ints]]:
        """Arcs that cannot be cut: an element and its smallest set, an element and the base of the
        same holder."""
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
        """From and to of an arc: outwards for users, inwards for devices."""
        return (inner, outer) if self.users else (outer, inner)

    def node(self, owner: Ints, element: Ints) -> Ints:
        """The node of each class's element."""
        place = np.full((len(self.trees) + 1, max(len(self.case.ways.elements), 1)), 0, np.int64)
        for form, tree in enumerate(self.trees):
            place[form, list(tree.element)] = list(tree.element.values())
        return np.asarray(
            np.append(self.first, 0)[owner] + place[np.append(self.forms.of, NONE)[owner], element],
            np.int64,
        )

    def held(
        self, level: Ints
    ) -> tuple[list[frozenset[int]], dict[int, list[tuple[frozenset[int], int]]]]:
        """Each class's bundle, the licenses whose arcs are cut; and of those whose members differ,
        how many hold which.

        `level` is how many members of a node's class have it on the source's side.
        """
        result = [frozenset[int]()] * len(self.members)
        mixed = {}
        for tree, classes in zip(self.trees, self.classes, strict=True):
            if not tree.opened or not len(classes):
                continue
            first, members = self.first[classes], self.members[classes]
            outside = np.zeros(len(classes), np.int64) if self.users else members
            cut = np.zeros((len(classes), len(tree.opened)), np.int64)
            for number, parent in enumerate(tree.parent):
                inner, outer = (
                    level[first + number],
                    level[first + parent] if parent != NONE else outside,
                )
                cut[:, number] = np.maximum(inner - outer if self.users else outer - inner, 0)
            kinds, kind = distinct_rows(*(cut > 0).astype(np.int64).T)
            bundles = [
                frozenset(k for k, taken in zip(tree.license, each, strict=True) if taken)
                for each in kinds.tolist()
            ]
            for c, which in zip(classes.tolist(), kind.tolist(), strict=True):
                result[c] = bundles[which]
            for i in np.flatnonzero(((cut > 0) & (cut < members[:, None])).any(axis=1)).tolist():
                counts = dict(zip(tree.license, cut[i].tolist(), strict=True))
                opened = dict(zip(tree.license, tree.opened, strict=True))
                mixed[int(classes[i])] = share_out(counts, int(members[i]), opened)
        return result, mixed


def mode_of(case: Instance) -> Ints:
    """For each need the number of its (server, family) whose one kind the plan chooses, or NONE."""
    classes, elements = case.classes, case.ways.elements
    result = np.full(len(classes.user), NONE, np.int64)
    for number, (s, family) in modes_of(case):
        if case.tables.servers[s].one_kind[family] == Kind.EITHER:
            opened = [e for e, (f, _) in enumerate(elements) if f == family]
            result[(classes.server == s) & np.isin(classes.element, opened)] = number
    return result


def modes_of(case: Instance) -> list[tuple[int, tuple[int, int]]]:
    """Every (server, family) of a One kind, numbered as `mode_of` does."""
    keys = [
        (s, family) for s, server in enumerate(case.tables.servers) for family in server.one_kind
    ]
    return list(enumerate(keys))
