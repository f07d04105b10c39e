"""Covers of pieces added up to covers of a period."""

import numpy as np
import pytest

from optimizer.solving.decomposition import added_up as of
from optimizer.solving.decomposition.added_up import Sums, added_up
from optimizer.solving.network.covers import Covers
from tests.solving.network.test_covers import OFFICES
from tests.support.stated import case_of

NONE_THERE = np.zeros(2, np.int64)


def offices() -> Covers:
    """Ann's two people or four devices, bob's three people or one device: both of each."""
    cover = Covers.of(case_of(OFFICES))
    for rents in ([1.0, 9.0], [9.0, 1.0]):
        flow = cover.flow(np.array(rents))
        assert flow is not None
        cover.add(flow[0].level)
    assert [[used.tolist() for used in each] for each in cover.used] == [
        [[2, 0], [0, 4]],
        [[3, 0], [0, 1]],
    ]
    return cover


def made(cover: Covers, *, rents: tuple[float, float], own: int | None = None) -> Sums:
    """Sums near nobody's licenses, the people's of which so many are there (None: sold)."""
    there = np.array([own or 0, 0]), np.array([own is None, True])
    return added_up(cover, np.array(rents), np.zeros((2, 2)), there, [0, 0])


def test_all_sums_the_cheapest_first_after_the_known_one() -> None:
    """At 5 and 3 the four sums are 5 people 25, 4 devices and 3 people 27, 2 people and 1 device
    13, and 5 devices 15."""
    sums = made(offices(), rents=(5, 3))
    assert sums.units.tolist() == [[5, 0], [2, 1], [0, 5], [5, 0], [3, 4]][: len(sums.units)]
    assert sums.chosen.tolist() == [[0, 0], [0, 1], [1, 1], [0, 0]]


def test_a_sum_that_needs_more_of_everything_than_another_is_left_out() -> None:
    """Three people and four devices are more than two and one."""
    assert [3, 4] not in made(offices(), rents=(5, 3)).units.tolist()


def test_no_more_is_taken_of_what_is_not_sold_than_there_is() -> None:
    """Of people's licenses two are there: ann's. What is left then counts by devices alone: one
    with ann's two, five without; but a known plan stays."""
    assert made(offices(), rents=(5, 3), own=2).units.tolist() == [[5, 0], [2, 1]]
    assert made(offices(), rents=(5, 3), own=1).units.tolist() == [[5, 0], [0, 5]]


def test_where_nothing_fits_the_known_plan_is_all() -> None:
    there = NONE_THERE, np.zeros(2, bool)
    sums = added_up(offices(), np.ones(2), np.zeros((2, 2)), there, [1, 0])
    assert (sums.units.tolist(), sums.chosen.tolist()) == ([[3, 4]], [[1, 0]])


def test_of_many_those_near_the_mix_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """At 1 and 1 five people pay 5, and so do five devices; the mix has people, so they stay."""
    monkeypatch.setattr(of, "MOST", 2)
    there = NONE_THERE, np.ones(2, bool)
    for mixed, used in (([[2, 0], [3, 0]], [5, 0]), ([[0, 4], [0, 1]], [0, 5])):
        sums = added_up(offices(), np.ones(2), np.array(mixed, float), there, [0, 0])
        assert sums.units.tolist()[1:] == [[2, 1], used]
    monkeypatch.setattr(of, "KEPT", 1)
    sums = added_up(offices(), np.ones(2), np.zeros((2, 2)), there, [0, 0])
    assert sums.units.tolist() == [[5, 0], [2, 1]]


def test_of_a_piece_the_cheapest_covers_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of, "EACH", 1)
    assert made(offices(), rents=(5, 1)).units.tolist() == [[5, 0], [0, 5]]
    assert made(offices(), rents=(1, 2)).units.tolist() == [[5, 0], [2, 1]]
