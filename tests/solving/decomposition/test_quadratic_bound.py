"""What heads save at most: never less than what some choice of tails saves, and less than the
relaxation says where tails are shared."""

from itertools import product

import numpy as np
import pytest

from optimizer.domain.tables import Floats, Ints
from optimizer.solving.decomposition import quadratic_bound as module
from optimizer.solving.decomposition.quadratic_bound import saved_at_most
from optimizer.solving.decomposition.two_layers import TwoLayers
from optimizer.solving.solvers.status import INTERRUPTION


def layers(
    arcs: list[tuple[int, int]], worth: list[float] | Floats, units: list[int] | Ints
) -> TwoLayers:
    head, tail = np.array(sorted(set(arcs))).T
    count = len(worth)
    return TwoLayers(
        heads=np.arange(count) + 2,
        tails=np.arange(len(units)) + 2 + count,
        start=np.searchsorted(head, np.arange(count + 1)),
        tail=tail,
        worth=np.array(worth, np.float64),
        units=np.array(units, np.int64),
        license=0,
    )


def best_by_units(found: TwoLayers) -> dict[int, float]:
    """What heads save at most with exactly so many units drawn, by trying every choice of tails."""
    needs = [
        set(found.tail[a:b].tolist())
        for a, b in zip(found.start[:-1], found.start[1:], strict=True)
    ]
    best: dict[int, float] = {}
    for choice in product((0, 1), repeat=len(found.tails)):
        joined = {t for t, on in enumerate(choice) if on}
        saved = sum(w for w, need in zip(found.worth, needs, strict=True) if need <= joined)
        units = int(found.units @ np.array(choice))
        best[units] = max(best.get(units, 0), saved)
    return best


@pytest.mark.parametrize("seed", range(25))
def test_no_choice_saves_more(seed: int) -> None:
    random = np.random.default_rng(seed)
    heads, tails = int(random.integers(4, 9)), int(random.integers(5, 11))
    arcs = [(h, int(t)) for h in range(heads) for t in random.choice(tails, random.integers(1, 5))]
    arcs += [(int(random.integers(heads)), t) for t in range(tails)]
    units = random.integers(1, 4, tails) if seed % 2 else np.ones(tails, np.int64)
    found = layers(arcs, random.integers(10, 90, heads).astype(float), units)
    low = int(random.integers(1, units.sum() - 1))
    high = low + int(random.integers(1, 6))
    bound = saved_at_most(found, low, high)
    assert bound is not None
    for drawn, saved in best_by_units(found).items():
        if low <= drawn <= high:
            assert saved <= bound.saved + bound.each * (drawn - low), (drawn, saved)


def roaming(people: int) -> TwoLayers:
    """Each person at three of half as many devices, by chance."""
    random = np.random.default_rng(1)
    arcs = {(int(d), u) for u in range(people) for d in random.integers(0, people // 2, 3)}
    used = sorted({d for d, _ in arcs})
    place = {d: i for i, d in enumerate(used)}
    return layers([(place[d], u) for d, u in arcs], [39.0] * len(used), np.ones(people, np.int64))


def test_where_tails_are_shared_it_is_well_below_the_relaxation() -> None:
    """A fifth of everybody frees a fifth of all devices in the relaxation, at least; here it is
    shown to free less, and the same again."""
    found = roaming(400)
    bound = saved_at_most(found, 80, 90)
    assert bound is not None
    assert bound.saved < 0.97 * 0.2 * found.worth.sum()
    assert saved_at_most(found, 80, 90) == bound


def test_a_curvature_that_is_not_proven_is_no_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """With curvatures too small the factorization fails, and nothing is said."""
    monkeypatch.setattr(module, "_least_curvature", lambda *_: 0.0)
    monkeypatch.setattr(module, "ROUNDS", 8)
    assert saved_at_most(roaming(400), 80, 90) is None


@pytest.mark.parametrize(("low", "high"), [(0, 5), (400, 410), (7, 7)])
def test_where_there_is_nothing_to_bound_there_is_none(low: int, high: int) -> None:
    assert saved_at_most(roaming(400), low, high) is None


def test_too_many_arcs_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ARCS", 10)
    assert saved_at_most(roaming(40), 8, 10) is None


def test_who_stops_the_proof_does_not_wait_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(INTERRUPTION, "asked", True)
    monkeypatch.setattr(module, "_balanced", lambda *_: pytest.fail("a vector was turned"))
    assert saved_at_most(roaming(40), 8, 16) is None
