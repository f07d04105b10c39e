"""The bound of a large piece with owned units: never above the optimum, above that of prices, and
only where it applies."""

from pathlib import Path
from random import Random

import pytest

from optimizer.domain.options import Method, Options, Tuning
from optimizer.domain.problems import Findings
from optimizer.planning import instance_of, prepare
from optimizer.solving.decomposition import search, two_layers
from optimizer.solving.decomposition.above_prices import layers_of
from optimizer.solving.decomposition.search import _Search
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
