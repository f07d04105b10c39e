"""Which sets of licenses a member of a class may hold: counted where counting is exact, spelled out where it is not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

Opened = frozenset[int]

MOST_BUNDLES = 150
"""Past so many bundles a class is decided member by member."""


@dataclass(frozen=True)
class Component:
    """Licenses that open common elements, directly or by way of each other; what they open, cut to what the class needs."""

    opened: Mapping[int, Opened]
    elements: Opened

    @property
    def laminar(self) -> bool:
        """Any two opened sets are nested or disjoint: then a count of licenses can always be shared out among members."""
        return all(a <= b or b <= a or not a & b for a, b in combinations(set(self.opened.values()), 2))


def components(needed: Opened, licenses: Mapping[int, Opened]) -> list[Component]:
    """The licenses that open something needed, split where nothing is shared; in a stable order."""
    groups: list[tuple[set[int], set[int]]] = []
    for license, opened in sorted(licenses.items()):
        useful = set(opened & needed)
        if not useful:
            continue
        members = {license}
        for group in [g for g in groups if g[1] & useful]:
            groups.remove(group)
            members |= group[0]
            useful |= group[1]
        groups.append((members, useful))
    return [
        Component({k: licenses[k] & needed for k in sorted(members)}, frozenset(elements))
        for members, elements in sorted(groups, key=lambda group: min(group[0]))
    ]


def irredundant(opened: Mapping[int, Opened], most: int = MOST_BUNDLES) -> list[frozenset[int]] | None:
    """Every set of licenses in which each opens something that no other of the set does; None where there are more than `most`.

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
    return all(opened[k] - frozenset().union(*(opened[j] for j in bundle if j != k)) for k in bundle)


def share_out(counts: Mapping[int, int], members: int, opened: Mapping[int, Opened]) -> list[tuple[frozenset[int], int]]:
    """Counts of laminar licenses as bundles: who holds a larger set needs none within it. Units past the need are dropped.

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


def zip_runs(parts: Iterable[list[tuple[frozenset[int], int]]], members: int) -> list[tuple[frozenset[int], int]]:
    """Runs of independent components laid side by side: each member's bundle is the union of its parts."""
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
