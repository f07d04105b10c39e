"""Patterns: every way to meet a piece's needs of which no other asks less."""

from itertools import product
from random import Random

import pytest

from optimizer.licensing.purchase_lines import LineIndex
from optimizer.licensing.stock import LotIndex
from optimizer.solving.bundles import KEEP, Component
from optimizer.solving.patterns import Clause, Holder, Pattern, opening, patterns_of, ways_of

WIDE = (7, 0)


def holder(*parts: Component, bases: dict[int, int] | None = None) -> Holder:
    ways = []
    for part in parts:
        found = ways_of(part, dict.fromkeys(part.seats, True))
        assert found is not None
        ways.append(found)
    return Holder(tuple(ways), tuple(part.elements for part in parts), bases or {})


def plain(*elements: int) -> Holder:
    """A license for each element."""
    return holder(*(Component({e: frozenset([e])}, frozenset([e])) for e in elements))


def opened(patterns: list[Pattern] | None) -> set[tuple[tuple[int, ...], ...]]:
    assert patterns is not None
    return {tuple(tuple(sorted(each)) for each in pattern.opened) for pattern in patterns}


def test_a_pair_is_licensed_by_user_by_device_or_in_part() -> None:
    needs = [Clause(((0, e), (1, e)), frozenset()) for e in (0, 1)]
    found = patterns_of([plain(0, 1), plain(0, 1)], needs)
    assert opened(found) == {((0, 1), ()), ((), (0, 1)), ((0,), (1,)), ((1,), (0,))}


def test_what_a_license_opens_beside_counts() -> None:
    # Both of the user's licenses for 0 open 1 too: no pattern has 0 of the user and 1 of the device.
    both = Component({0: frozenset([0, 1]), 1: frozenset([0, 1, 2])}, frozenset([0, 1, 2]))
    needs = [Clause(((0, e), (1, e)), frozenset()) for e in (0, 1)]
    found = patterns_of([holder(both), plain(0, 1)], needs)
    assert opened(found) == {((0, 1), ()), ((), (0, 1))}


def test_what_sits_on_a_base_asks_for_it_and_does_not_count_without() -> None:
    suite = Component({0: frozenset([0, 1])}, frozenset([0, 1]))
    base = Component({9: frozenset([9])}, frozenset([9]))
    based = holder(suite, base, bases={1: 9})
    assert based.closed(frozenset([0])) == {0}
    assert based.closed(frozenset([0, 9])) == {0, 1, 9}
    assert based.closed(frozenset([1])) == {0, 1, 9}
    assert based.closed(frozenset([5])) is None


def test_a_wide_license_is_a_way_of_its_own() -> None:
    needs = [Clause(((0, 0),), frozenset([WIDE])), Clause(((0, 1),), frozenset())]
    found = patterns_of([plain(0, 1)], needs)
    assert found is not None
    assert {(*pattern.opened, pattern.wide) for pattern in found} == {
        (frozenset([0, 1]), frozenset()),
        (frozenset([1]), frozenset([WIDE])),
    }


def test_too_many_are_not_listed() -> None:
    needs = [Clause(((0, e), (1, e)), frozenset()) for e in range(6)]
    holders = [plain(*range(6)), plain(*range(6))]
    assert len(patterns_of(holders, needs) or ()) == 64
    assert patterns_of(holders, needs, most=63) is None


def test_a_seat_goes_one_of_its_ways_and_may_be_completed() -> None:
    lot, line = LotIndex(4), LineIndex(6)
    part = Component(
        {2: frozenset([0, 1])},
        frozenset([0, 1]),
        {lot: {KEEP: frozenset([0]), line: frozenset([0, 1])}},
    )
    ways = ways_of(part, {lot: True})
    assert ways is not None
    found = {(way.chosen, way.extra) for way in opening(ways, frozenset([0, 1]))}
    assert found == {(((4, KEEP),), frozenset([2])), (((4, 6),), frozenset())}
    idle = {(way.chosen, way.extra) for way in opening(ways, frozenset())}
    assert idle == {(((4, KEEP),), frozenset()), (((4, 6),), frozenset())}


@pytest.mark.parametrize("seed", range(40))
def test_they_are_the_least_of_all_that_meet_the_needs(seed: int) -> None:
    random = Random(seed)
    holders = [plain(0, 1) for _ in range(random.randint(2, 4))]
    places = [(i, e) for i in range(len(holders)) for e in (0, 1)]
    needs = [
        Clause(tuple(random.sample(places, random.randint(1, 3))), frozenset())
        for _ in range(random.randint(1, 6))
    ]
    meeting = [
        frozenset(place for place, chosen in zip(places, picks, strict=True) if chosen)
        for picks in product([False, True], repeat=len(places))
        if all(
            any(
                chosen and place in need.holders
                for place, chosen in zip(places, picks, strict=True)
            )
            for need in needs
        )
    ]
    least = {each for each in meeting if not any(other < each for other in meeting)}
    found = patterns_of(holders, needs)
    assert found is not None
    assert {
        frozenset((i, e) for i, each in enumerate(pattern.opened) for e in each)
        for pattern in found
    } == least
