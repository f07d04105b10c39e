"""The ways to meet a piece's needs, of which no other asks less (model 8.4).

DEFINITIONS
    e, k, h    element, license, what a wide license is taken for
    Way        what one member may hold of a component: what becomes of its units, licenses, and
               the set of e that these open
    i          column: a class of the piece; `holders[i]` is what its members may hold
    p          pattern: opened[i], a set of e for each column, and `wide`, a set of (k, h)
    p <= p'    p asks no more: opened[i] of p within that of p' for each i, and so is `wide`
    closed     of a set of e: all e that count as open with it, its own and their bases included
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from optimizer.licensing.stock import LotIndex
from optimizer.solving.bundles import Chosen, Component, Opened, irredundant, seated

MOST_PATTERNS = 200
"""Past so many ways to meet a piece's needs its copies are decided one by one."""

STEPS = 25
"""Steps for each of the most patterns, in which they must be found."""

Wide = tuple[int, int]
"""A wide license and the host, server or organization for which it is taken."""


@dataclass(frozen=True)
class Way:
    """What one member may hold of a component: what becomes of each unit that sits with it, other
    licenses, and what all that opens."""

    chosen: Chosen
    extra: frozenset[int]
    opened: Opened


def ways_of(part: Component, lasts: Mapping[LotIndex, bool]) -> tuple[Way, ...] | None:
    """Every way for a component, whatever is needed of it; None where they are too many."""
    if part.seats:
        found = seated(part, lasts)
    else:
        extras = irredundant(part.opened)
        found = None if extras is None else [((), frozenset()), *(((), extra) for extra in extras)]
    if found is None:
        return None
    return tuple(
        Way(
            chosen,
            extra,
            frozenset().union(
                *(part.opened[k] for k in extra), *(part.seats[lot][way] for lot, way in chosen)
            ),
        )
        for chosen, extra in found
    )


def opening(ways: Sequence[Way], needed: Opened) -> list[Way]:
    """The ways that open all that is needed, without those that buy more than another one does."""
    able = [way for way in ways if needed <= way.opened]
    return [
        way
        for way in able
        if not any(other.chosen == way.chosen and other.extra < way.extra for other in able)
    ]


@dataclass(frozen=True)
class Holder:
    """What a class may hold: the ways of each of its components, and what sits on which base."""

    ways: tuple[tuple[Way, ...], ...]
    parts: tuple[Opened, ...]
    bases: Mapping[int, int]

    def closed(self, needed: Opened) -> Opened | None:
        """All that is open to whoever has `needed` open; None where no license does that."""
        while True:
            result = needed | {self.bases[e] for e in needed if e in self.bases}
            for ways, elements in zip(self.ways, self.parts, strict=True):
                able = [way.opened for way in ways if result & elements <= way.opened]
                if not able:
                    return None
                if result & elements:
                    result |= self._open_beside(frozenset.intersection(*able), result)
            if result == needed:
                return needed if needed <= frozenset().union(*self.parts) else None
            needed = result

    def _open_beside(self, elements: Opened, needed: Opened) -> Opened:
        """Those that count as open: what sits on a base does with the base only."""
        return frozenset(e for e in elements if self.bases.get(e) in (None, *needed))


@dataclass(frozen=True)
class Pattern:
    """What each class of a piece has open, and the wide licenses that it counts on."""

    opened: tuple[Opened, ...]
    wide: frozenset[Wide]

    def asks_no_more(self, other: "Pattern") -> bool:
        """Whether whatever follows the other one follows this one too."""
        return self.wide <= other.wide and all(
            a <= b for a, b in zip(self.opened, other.opened, strict=True)
        )


@dataclass(frozen=True)
class Clause:
    """A need: one of these classes (column, element) has it open, or one of these wide licenses is
    taken."""

    holders: tuple[tuple[int, int], ...]
    wide: frozenset[Wide]


def patterns_of(
    holders: Sequence[Holder], needs: Sequence[Clause], most: int = MOST_PATTERNS
) -> list[Pattern] | None:
    """Every pattern that meets the needs and of which no other asks less; None where there are more
    than `most`, or than anyone can list."""
    most = min(most, MOST_PATTERNS)
    start = Pattern((frozenset(),) * len(holders), frozenset())
    found: list[Pattern] = []
    frontier, met = [start], {start}
    steps = 0
    while frontier:
        pattern = frontier.pop()
        steps += 1
        if steps > STEPS * (most + 1):
            return None
        unmet = next((need for need in needs if not _meets(pattern, need)), None)
        if unmet is None:
            found = [other for other in found if not pattern.asks_no_more(other)]
            if not any(other.asks_no_more(pattern) for other in found):
                found.append(pattern)
            if len(found) > most:
                return None
            continue
        for grown in _grown(pattern, unmet, holders):
            if grown not in met and not any(other.asks_no_more(grown) for other in found):
                met.add(grown)
                frontier.append(grown)
    return sorted(found, key=_order)


def _order(pattern: Pattern) -> tuple[list[list[int]], list[Wide]]:
    return [sorted(each) for each in pattern.opened], sorted(pattern.wide)


def _meets(pattern: Pattern, need: Clause) -> bool:
    return bool(pattern.wide & need.wide) or any(e in pattern.opened[i] for i, e in need.holders)


def _grown(pattern: Pattern, need: Clause, holders: Sequence[Holder]) -> list[Pattern]:
    """The pattern with one of the ways to meet one more need."""
    result = []
    for i, e in need.holders:
        opened = holders[i].closed(pattern.opened[i] | {e})
        if opened is not None:
            result.append(
                Pattern((*pattern.opened[:i], opened, *pattern.opened[i + 1 :]), pattern.wide)
            )
    return result + [Pattern(pattern.opened, pattern.wide | {wide}) for wide in need.wide]
