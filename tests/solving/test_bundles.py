"""Counting, sharing out and spelling out sets of licenses."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from optimizer.solving.bundles import components, irredundant, share_out, zip_runs

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
