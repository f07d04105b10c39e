"""The bound of a large piece with owned units: never above the optimum, above that of prices, and
only where it applies."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

import numpy as np
import pytest

from optimizer.domain.options import Method, Options, Tuning
from optimizer.domain.problems import Findings
from optimizer.planning import instance_of, prepare
from optimizer.solving.decomposition import above_prices, search, two_layers
from optimizer.solving.decomposition.above_prices import Range, layers_of, least_cost
from optimizer.solving.decomposition.bound_by_prices import BoundByPrices, PricedCut
from optimizer.solving.decomposition.quadratic_bound import SavedAtMost
from optimizer.solving.decomposition.search import _Search
from optimizer.solving.decomposition.two_layers import TwoLayers
from optimizer.solving.instance import Instance
from optimizer.solving.program.formulation import state
from optimizer.solving.solve import solved
from optimizer.solving.solvers.status import Clock, Status
from tests.solving.decomposition.test_greedy import instance
from tests.support.books import Sheets, tables, write

ALWAYS = Options(tuning=Tuning(many_needs=1))


@pytest.fixture(autouse=True)
def any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small cases go this way too."""
    monkeypatch.setattr(two_layers, "FEWEST_ARCS", 0)


def searched(case: Instance) -> tuple[_Search, int]:
    """A search with its first quotes and its plan at once, and what that plan costs."""
    empty = [False] * len(case.classes.user)

    def pose(beside: object) -> object:
        return state(case.part(empty), beside=beside)  # type: ignore[arg-type]

    found = _Search(case, pose, ALWAYS, Clock())  # type: ignore[arg-type]
    found.quote(found.first_prices())
    found.settle({})
    best = found.at_once(None, 0, {})
    assert best is not None
    return found, best.cost


@pytest.mark.parametrize("seed", range(12))
def test_no_plan_costs_less(tmp_path: Path, seed: int) -> None:
    """People and devices with members, packs and a price of the owned license."""
    random = Random(seed)
    users, devices = random.randint(8, 20), random.randint(5, 10)
    priced = seed % 3 > 0
    sheets: Sheets = {
        "Users": [["User", "Count"], *([f"u{u}", random.choice([1, 1, 2, 3])] for u in range(users))],
        "Devices": [["Device", "Count"], *([f"d{d}", random.choice([1, 2])] for d in range(devices))],
        "Access": [["User", "Device", "Server"], *sorted({(f"u{u}", f"d{random.randrange(devices)}", "Windows Server 2022") for u in range(users) for _ in range(3)})],
        "Licenses": [["License", "Metric", "Covers", "Price", "Pack"],
            ["U", "User", "Windows Server", random.choice([30, 50, 150]) if priced else "", random.choice([1, 5]) if priced else ""],
            ["D", "Device", "Windows Server", 39, ""]],
        "Owned": [["License", "Quantity"], ["U", random.randint(1, users)]],
    }  # fmt: skip
    case = instance_of(prepare(tables(write(tmp_path / "book.xlsx", sheets)), Findings()))
    found, cost = searched(case)
    optimum = solved(case, Options(method=Method.PROGRAM), Clock(), who=False).cost
    assert found.least <= optimum <= cost


def roaming(folder: Path, people: int, owned: int) -> Instance:
    draw = Random(1)
    pairs = [(u, draw.randrange(people // 2)) for u in range(people) for _ in range(3)]
    return instance(folder, pairs, [["User CAL", owned]])


def test_it_says_more_than_prices(tmp_path: Path) -> None:
    """Of what prices leave open it takes more than half."""
    found, cost = searched(roaming(tmp_path, 600, 120))
    by_prices = found.bound(found.quotes, {}).money
    assert by_prices < found.least <= cost
    assert found.least - by_prices > (cost - by_prices) / 2


def test_the_answer_is_told_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Out of time for everything but the plan at once: the bound found beside it is the answer's,
    and where it reaches the plan that is proven."""
    case = roaming(tmp_path, 60, 12)
    for below, status in ((7, Status.FEASIBLE), (0, Status.OPTIMAL)):
        monkeypatch.setattr(
            search, "least_cost", lambda _, __, best, *___, below=below: best - below
        )
        clock = Clock(1.0)
        clock.start -= 1000
        answer = solved(case, ALWAYS, clock, who=False)
        assert (answer.bound, answer.status) == (answer.cost - below, status)


def test_it_is_not_begun_without_time_for_it(tmp_path: Path) -> None:
    found, _ = searched(roaming(tmp_path, 60, 12))
    assert layers_of(found.network, found.plain, found.counted, Clock()) is not None
    late = Clock(1.0)
    late.start -= 1000
    assert layers_of(found.network, found.plain, found.counted, late) is None


def test_networks_of_other_layers_are_left_to_prices(tmp_path: Path) -> None:
    """Two owned licenses, or a small piece."""
    case = instance(tmp_path, [(u, u // 2) for u in range(8)], [["User CAL", 2], ["Device CAL", 1]])
    found, _ = searched(case)
    assert layers_of(found.network, found.plain, found.counted, Clock()) is None
    assert found.least == 0


LAYERS = TwoLayers(
    heads=np.array([2, 3]), tails=np.array([4, 5, 6, 7]), start=np.array([0, 2]),
    tail=np.array([0, 1, 2, 3]), worth=np.array([400.0, 100.0]), units=np.array([1, 2, 1, 2]),
    license=0,
)  # fmt: skip
"""Four tails of six units in all, two of which come together; with all of them 500 are saved."""

QUOTE = PricedCut(
    scale=60, prices=(60,), cost=6000, used=np.array([3]), plain=0, possible=True
)  # fmt: skip


class Told:
    """A supply's bound that is told for each range and number of cuts, and what it was asked."""

    def __init__(self, *, dear: int, few: int = 960, some: int = 950) -> None:
        self.dear, self.few, self.some = dear, few, some
        self.status = Status.OPTIMAL
        self.asked: list[tuple[list[tuple[tuple[int, ...], int, int]], Range]] = []

    def __call__(self, cuts: Sequence[PricedCut], between: Range) -> BoundByPrices:
        added = [(cut.prices, cut.cost, cut.scale) for cut in cuts[1:]]
        self.asked.append((added, between))
        if not added:
            return BoundByPrices(Status.OPTIMAL, 1007 if between[0] >= self.dear else 990)
        return BoundByPrices(self.status, self.some if between[0] else self.few)


def told(monkeypatch: pytest.MonkeyPatch, bound: Told, stock: int = 2, best: int = 1000) -> int:
    """The least cost where 120 are saved with the stock and 7.5 with each unit more."""
    saved = SavedAtMost(120.0, 7.5)
    monkeypatch.setattr(above_prices, "saved_at_most", lambda *_: saved)
    return least_cost(LAYERS, [stock], best, [QUOTE], bound)


def test_the_least_of_few_some_and_many_units(monkeypatch: pytest.MonkeyPatch) -> None:
    """From five units on prices alone reach 1,000. At 100 parts a unit's price is 7.51; 380 less
    a part and less the unit that may come with another one are 372.48 with the stock, 15.02 more
    at that price for two."""
    bound = Told(dear=5)
    assert told(monkeypatch, bound) == 950
    assert bound.asked == [
        ([], (5, 6)), ([], (4, 6)),
        ([((0,), 37_248, 100)], (0, 2)), ([((751,), 38_750, 100)], (2, 5)), ([], (5, 6)),
    ]  # fmt: skip
    assert told(monkeypatch, Told(dear=5, few=940)) == 940
    assert told(monkeypatch, Told(dear=5, few=1003, some=1002)) == 1000


def test_where_no_number_is_too_dear_the_second_range_ends_with_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bound = Told(dear=99)
    assert told(monkeypatch, bound) == 950
    assert [between for _, between in bound.asked] == [(5, 6), (6, 6), (0, 2), (2, 6)]


def test_what_is_not_proven_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A range without any plan costs no less than the best one; one that is not solved, nothing."""
    bound = Told(dear=5)
    bound.status = Status.INFEASIBLE
    assert told(monkeypatch, bound) == 1000
    bound.status = Status.FEASIBLE
    assert told(monkeypatch, bound) == 0


@pytest.mark.parametrize("stock", [0, 4, 6])
def test_it_is_for_a_part_of_the_units(monkeypatch: pytest.MonkeyPatch, stock: int) -> None:
    """Not without stock, nor where with two units more it would be enough for all six."""
    bound = Told(dear=5)
    assert told(monkeypatch, bound, stock) == 0
    assert bound.asked == []
    assert told(monkeypatch, bound, 3) == 950
    assert least_cost(LAYERS, [2], 1000, [], bound) == 0
    assert least_cost(None, [2], 1000, [QUOTE], bound) == 0
    monkeypatch.setattr(above_prices, "saved_at_most", lambda *_: None)
    assert least_cost(LAYERS, [2], 1000, [QUOTE], bound) == 0
