"""Counting, sharing out and spelling out sets of licenses."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.licensing.purchase_lines import LineIndex
from optimizer.licensing.stock import LotIndex
from optimizer.solving.bundles import (
    KEEP,
    components,
    irredundant,
    seated,
    share_out,
    zip_runs,
)

f = frozenset


def test_components_share_nothing() -> None:
    parts = components(
        f({1, 2, 3, 4}), {0: f({1}), 1: f({1, 2}), 2: f({3}), 3: f({9}), 4: f({2, 9})}
    )
    assert [sorted(part.opened) for part in parts] == [[0, 1, 4], [2]]
    assert parts[0].opened[4] == f({2})


def test_nested_and_disjoint_is_laminar_and_overlapping_is_not() -> None:
    assert components(f({1, 2}), {0: f({1}), 1: f({1, 2}), 2: f({1, 2})})[0].laminar
    assert not components(f({1, 2, 3}), {0: f({1, 2}), 1: f({2, 3})})[0].laminar


def test_laminar_counts_are_shared_out_largest_first() -> None:
    runs = share_out({0: 2, 1: 3, 2: 1}, 5, {0: f({1, 2}), 1: f({1}), 2: f({2})})
    assert runs == [(f({0}), 2), (f({1, 2}), 1), (f({1}), 2)]


def test_units_past_the_need_are_dropped() -> None:
    assert share_out({0: 9}, 2, {0: f({1})}) == [(f({0}), 2)]


def test_runs_side_by_side() -> None:
    assert zip_runs([[(f({1}), 2), (f(), 1)], [(f({2}), 1), (f(), 2)]], 3) == [
        (f({1, 2}), 1),
        (f({1}), 1),
        (f(), 1),
    ]


opened_sets = st.dictionaries(
    st.integers(0, 5), st.frozensets(st.integers(0, 3), min_size=1), min_size=1, max_size=5
)


@settings(max_examples=40)
@given(opened_sets)
def test_irredundant_sets_are_all_those_without_an_idle_license(
    opened: dict[int, frozenset[int]],
) -> None:
    def needed(bundle: tuple[int, ...]) -> bool:
        return all(opened[k] - f().union(*(opened[j] for j in bundle if j != k)) for k in bundle)

    expected = {
        f(bundle)
        for n in range(1, len(opened) + 1)
        for bundle in combinations(opened, n)
        if needed(bundle)
    }
    found = irredundant(opened)
    assert found is not None
    assert set(found) == expected
    assert len(found) == len(expected)


def test_too_many_bundles_are_not_spelled_out() -> None:
    assert irredundant({k: f({k}) for k in range(8)}, 100) is None


@settings(max_examples=40)
@given(st.integers(1, 6), st.data())
def test_whatever_counts_cover_can_be_shared_out(members: int, data: st.DataObject) -> None:
    """In a laminar family: if each element is opened by as many licenses as there are members, each
    member gets it."""
    opened = {0: f({1, 2, 3, 4}), 1: f({1, 2}), 2: f({3}), 3: f({1}), 4: f({2}), 5: f({4})}
    counts = {k: data.draw(st.integers(0, members)) for k in opened}
    covered = {
        e for e in (1, 2, 3, 4) if sum(n for k, n in counts.items() if e in opened[k]) >= members
    }
    for bundle, _ in share_out(counts, members, opened):
        assert covered <= f().union(*(opened[k] for k in bundle))


def test_seats_hang_together_with_what_opens_the_same() -> None:
    """Lot 0's unit opens 1 kept and 3 converted, so licenses 1 and 2 are of its component; lot 5
    opens nothing that is needed, and stands alone; 9 is another one."""
    opened = {1: f({1}), 2: f({3, 8}), 9: f({4})}
    seats = {
        LotIndex(0): {KEEP: f({1}), LineIndex(7): f({3})},
        LotIndex(5): {KEEP: f({8})},
    }
    parts = components(f({1, 3, 4}), opened, seats)
    assert [(dict(part.opened), sorted(part.elements), part.seats) for part in parts] == [
        ({1: f({1}), 2: f({3})}, [1, 3], {0: {KEEP: f({1}), 7: f({3})}}),
        ({9: f({4})}, [4], {}),
        ({}, [], {5: {KEEP: f()}}),
    ]


def test_each_unit_goes_one_of_its_ways_and_what_is_left_is_completed() -> None:
    """Kept it opens 1, and 2 may be added; converted it opens both, and nothing is; one that may
    lapse leaves all sets."""
    opened, seats = {1: f({1}), 2: f({2})}, {LotIndex(0): {KEEP: f({1}), LineIndex(7): f({1, 2})}}
    (part,) = components(f({1, 2}), opened, seats)
    kept, converted = ((LotIndex(0), KEEP),), ((LotIndex(0), LineIndex(7)),)
    must = [(kept, f()), (kept, f({2})), (converted, f())]
    assert seated(part, {LotIndex(0): True}) == must
    lapsed = [((), f()), ((), f({1})), ((), f({2})), ((), f({1, 2}))]
    assert seated(part, {LotIndex(0): False}) == must + lapsed
    assert seated(part, {LotIndex(0): True}, 3) == must
    assert seated(part, {LotIndex(0): True}, 2) is None
    assert seated(part, {LotIndex(0): False}, 7) is not None
    assert seated(part, {LotIndex(0): False}, 6) is None


def test_as_many_sets_as_are_allowed_are_spelled_out() -> None:
    """Three licenses that open one element each: seven sets."""
    three = {k: f({k}) for k in range(3)}
    found = irredundant(three, 7)
    assert found is not None
    assert [sorted(each) for each in found] == [[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]]
    assert irredundant(three, 6) is None
    assert irredundant({}) == []


def test_of_licenses_that_open_as_much_the_first_is_shared_out_first() -> None:
    runs = share_out({2: 1, 1: 2}, 4, {1: f({1}), 2: f({1})})
    assert runs == [(f({1}), 2), (f({2}), 1), (f(), 1)]
    assert share_out({0: 0, 1: 1}, 1, {0: f({1, 2}), 1: f({1})}) == [(f({1}), 1)]


def test_no_parts_leave_everybody_with_nothing() -> None:
    assert zip_runs([], 3) == [(f(), 3)]
    assert zip_runs([[(f({1}), 3)], [(f({2}), 1), (f({3}), 2)], [(f(), 2), (f({4}), 1)]], 3) == [
        (f({1, 2}), 1),
        (f({1, 3}), 1),
        (f({1, 3, 4}), 1),
    ]
