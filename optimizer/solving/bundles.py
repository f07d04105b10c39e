"""Which sets of licenses a member of a class may hold: counted where counting is exact, spelled out
where it is not (model 4.1 and 4.2).

DEFINITIONS
    e, k       element, license
    open(k)    the elements that k opens, of those that the class needs: `opened[k]`, a set
    m          members of a class, or of a run of them that hold the same, count
    b          bundle: the licenses that one member holds, a set of k
    N[c,k]     `counts`: units of k that the members hold, count
    N[c,b]     runs: (b, members), which add up to m
    way        what becomes of a unit of a lot that sits with a member: KEEP, or a line
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations, product

from optimizer.licensing.purchase_lines import LineIndex
from optimizer.licensing.stock import LotIndex

Opened = frozenset[int]


MOST_BUNDLES = 150
"""Past so many bundles a class is decided member by member."""


KEEP = LineIndex(-1)
"""The way of a fixed unit that stays as it is; its other ways are the lines that convert it."""


Fates = Mapping[LineIndex, Opened]
"""What may become of a unit that sits with a member: its ways, and what each would open."""


@dataclass(frozen=True)
class Component:
    """Licenses that open common elements, directly or by way of each other; what they open, cut to
    what the class needs.

    `seats`: the lots of which a unit sits with each member for good -> its ways (KEEP, or a line)
    -> what each would open.
    """

    opened: Mapping[int, Opened]
    elements: Opened
    seats: Mapping[LotIndex, Fates] = field(default_factory=dict)

    @property
    def laminar(self) -> bool:
        """Any two opened sets are nested or disjoint: then a count of licenses can always be shared
        out among members."""
        return all(
            a <= b or b <= a or not a & b for a, b in combinations(set(self.opened.values()), 2)
        )


def components(
    needed: Opened, licenses: Mapping[int, Opened], seats: Mapping[LotIndex, Fates] | None = None
) -> list[Component]:
    """The licenses that open something needed, and the seats, split where nothing is shared; in a
    stable order."""
    seats = seats or {}
    things: dict[tuple[bool, int], Opened] = {
        (False, k): opened & needed for k, opened in licenses.items() if opened & needed
    }
    things |= {
        (True, lot): frozenset().union(*ways.values()) & needed for lot, ways in seats.items()
    }
    groups: list[tuple[set[tuple[bool, int]], set[int]]] = []
    for thing, opened in sorted(things.items()):
        members, useful = {thing}, set(opened)
        for group in [g for g in groups if g[1] & useful]:
            groups.remove(group)
            members |= group[0]
            useful |= group[1]
        groups.append((members, useful))
    return [
        Component(
            {k: licenses[k] & needed for seat, k in sorted(members) if not seat},
            frozenset(elements),
            {
                LotIndex(k): {way: opened & needed for way, opened in seats[LotIndex(k)].items()}
                for seat, k in sorted(members)
                if seat
            },
        )
        for members, elements in sorted(groups, key=lambda group: min(group[0]))
    ]


Chosen = tuple[tuple[LotIndex, LineIndex], ...]
"""A way, or none, for each seat: (lot, way) pairs."""


def seated(
    part: Component, must_keep: Mapping[LotIndex, bool], most: int = MOST_BUNDLES
) -> list[tuple[Chosen, Opened]] | None:
    """Every set of ways with a minimal completion: (ways, licenses); None where there are more than
    `most`.

    A unit of a lot that `must_keep` goes one of its ways; another one may also lapse.
    """
    choices = [
        [*((lot, way) for way in ways), *([] if must_keep[lot] else [None])]
        for lot, ways in part.seats.items()
    ]
    found: list[tuple[Chosen, Opened]] = []
    for picked in product(*choices):
        chosen = tuple(pick for pick in picked if pick is not None)
        base = frozenset().union(*(part.seats[lot][way] for lot, way in chosen))
        rest = {k: opened - base for k, opened in part.opened.items() if opened - base}
        extras = irredundant(rest, most)
        if extras is None or len(found) + len(extras) >= most:
            return None
        found += [(chosen, frozenset()), *((chosen, extra) for extra in extras)]
    return found


def irredundant(
    opened: Mapping[int, Opened], most: int = MOST_BUNDLES
) -> list[frozenset[int]] | None:
    """Every set of licenses in which each opens something that no other of the set does; None where
    there are more than `most`.

    A cheapest plan needs no other set: an idle license can be dropped.
    """
    found: list[frozenset[int]] = []
    frontier: list[tuple[int, ...]] = [()]
    while frontier:
        grown = []
        for bundle in frontier:
            for k in opened:
                if bundle and k <= bundle[-1]:
                    continue
                candidate = (*bundle, k)
                if _irredundant(candidate, opened):
                    grown.append(candidate)
        found.extend(map(frozenset, grown))
        if len(found) > most:
            return None
        frontier = grown
    return found


def _irredundant(bundle: tuple[int, ...], opened: Mapping[int, Opened]) -> bool:
    return all(
        opened[k] - frozenset().union(*(opened[j] for j in bundle if j != k)) for k in bundle
    )


def share_out(
    counts: Mapping[int, int], members: int, opened: Mapping[int, Opened]
) -> list[tuple[frozenset[int], int]]:
    """Counts of laminar licenses as bundles: who holds a larger set needs none within it. Units
    past the need are dropped.

    Returns (bundle, members) runs that add up to `members`.
    """
    runs: list[tuple[frozenset[int], int]] = [(frozenset(), members)]
    for license in sorted(counts, key=lambda k: (-len(opened[k]), k)):
        left = counts[license]
        shared: list[tuple[frozenset[int], int]] = []
        for bundle, size in runs:
            taken = min(left, size) if not any(opened[license] <= opened[k] for k in bundle) else 0
            left -= taken
            shared += [(bundle | {license}, taken), (bundle, size - taken)]
        runs = [(bundle, size) for bundle, size in shared if size]
    return runs


def zip_runs(
    parts: Iterable[list[tuple[frozenset[int], int]]], members: int
) -> list[tuple[frozenset[int], int]]:
    """Runs of independent components laid side by side: each member's bundle is the union of its
    parts."""
    joined: list[tuple[frozenset[int], int]] = [(frozenset(), members)]
    for part in parts:
        result: list[tuple[frozenset[int], int]] = []
        left, right = list(reversed(joined)), list(reversed(part))
        while left and right:
            (a, m), (b, n) = left.pop(), right.pop()
            size = min(m, n)
            result.append((a | b, size))
            if m > size:
                left.append((a, m - size))
            if n > size:
                right.append((b, n - size))
        joined = result
    return joined


Bundle = frozenset[int]


Runs = list[tuple[Bundle, int]]
