"""Minimum cuts at prices of counted licenses: what they are worth, and how wide a gap to look."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from optimizer.solving.decomposition.bound_by_prices import PricedCut, TightCut

CUT = PricedCut(
    scale=60, prices=(120, 30), cost=6000, used=np.array([1, 2]), plain=90, possible=True
)


def test_what_a_cover_pays_at_least_for_what_is_bought_plainly() -> None:
    """100 minor units, less 2 and half a one for each unit drawn."""
    assert CUT.worth([0, 0]) == 100
    assert CUT.worth([10, 0]) == 80
    assert CUT.worth([0, 10]) == 95
    assert CUT.worth([10, 10]) == 75


@pytest.mark.parametrize(("gap", "cost"), [(0, 6000), (1, 6060), (5, 6300), (-3, 6000)])
def test_plans_above_a_gap_cost_so_much_more(gap: int, cost: int) -> None:
    assert CUT.raised(gap).cost == cost
    assert CUT.raised(gap).prices == CUT.prices


@dataclass
class Open:
    """So many decisions are open."""

    kinds: int


class Told(TightCut):
    """A cut of which as many decisions are open as the gap is wide."""

    def choices(self, gap: int) -> Any:
        return Open(gap)


@dataclass
class NoFlow:
    """A flow that tells what it is asked."""

    unit: int
    reached: Any = None
    network: Any = None

    def groups(self, gap: int) -> list[int]:
        return [gap]


def test_groups_of_a_gap_are_asked_for_in_the_flow_s_own_unit() -> None:
    """60 parts a minor unit, in units of 7 of them: a gap of 10 is 600 // 7."""
    flow: Any = NoFlow(7, reached=np.array([True, False, True]))
    cut = TightCut(CUT, flow, 0)
    assert cut.groups(10) == [85]
    assert cut.groups(0) == [0]
    assert np.asarray(cut.groups(-1)).tolist() == [0, 1, 0]


@pytest.mark.parametrize(
    ("gap", "most", "few", "expected"),
    [
        # As wide as is known to be enough, where that leaves few decisions open.
        (10, 100, 1000, 100),
        (10, 100, 100, 100),
        # Else nearer and nearer to half as much again.
        (10, 100, 50, 37),
        (10, 100, 30, 21),
        (10, 100, 5, 16),
        # `most` is the nearest: half as much again would be more.
        (10, 12, 5, 12),
        (10, 11, 0, 11),
        # Past it: ever wider.
        (10, 10, 0, 16),
        (10, 3, 1000, 16),
        (0, 0, 1000, 1),
        (1, 1, 1000, 2),
    ],
)
def test_a_wider_gap(gap: int, most: int, few: int, expected: int) -> None:
    flow: Any = NoFlow(1)
    wider, choices = Told(CUT, flow, 0).wider(gap, most, few)
    assert wider == expected
    assert choices.kinds == expected
