"""A plan at once: closed, within what is owned, and as good as it must be where it is forced."""

from pathlib import Path
from random import Random

import numpy as np
import pytest

from optimizer.domain.options import Options, Tuning
from optimizer.domain.problems import Findings
from optimizer.domain.tables import NONE
from optimizer.planning import instance_of, prepare
from optimizer.solving.decomposition import greedy as module
from optimizer.solving.decomposition.greedy import greedy
from optimizer.solving.instance import Instance
from optimizer.solving.network.minimum_cut import plain_prices
from optimizer.solving.network.network import Network
from optimizer.solving.solve import solved
from optimizer.solving.solvers.status import Clock, Status
from tests.solving.network.ward import WARD
from tests.support.books import WINDOWS, Sheets, tables, write
from tests.support.stated import case_of


def instance(folder: Path, pairs: list[tuple[int, int]], owned: list[list[object]]) -> Instance:
    sheets: Sheets = {
        "Access": [
            ["User", "Device", "Server"],
            *([f"u{u}", f"d{d}", "Windows Server 2022"] for u, d in pairs),
        ],
        "Licenses": WINDOWS,
        "Owned": [["License", "Quantity"], *owned],
    }
    return instance_of(prepare(tables(write(folder / "book.xlsx", sheets)), Findings()))


def grown(case: Instance) -> list[tuple[int, np.ndarray]]:
    """What each side's plan pays for licenses bought plainly, and what it draws of each."""
    network = Network(case)
    full = np.array([case.supply.lines[case.supply.lines_of[k][0]].cost for k in (0, 1)])
    flow = network.flow(full)
    assert flow is not None
    stock = np.array(case.supply.stock)
    plain = plain_prices(case)
    left = np.maximum(stock - network.used(flow.level), 0)
    found = []
    for side in greedy(network, flow.reached, plain, left):
        assert side[:2].tolist() == [True, False]
        firm = network.license == NONE
        assert not (side[network.start[firm]] & ~side[network.end[firm]]).any()
        used = network.used(np.asarray(side * network.size, np.int64))
        drawn = np.where(plain == 0, used, 0)
        assert (drawn <= np.maximum(stock, network.used(flow.level))).all()
        found.append((int(plain @ used), drawn))
    return found


def test_owned_user_licenses_go_to_the_device_that_few_use(tmp_path: Path) -> None:
    # d0 is used by two people, d1 and d2 by three each; two licenses are owned: d0 needs none.
    pairs = [(0, 0), (1, 0), *((u, 1) for u in (2, 3, 4)), *((u, 2) for u in (4, 5, 6))]
    # Everybody meets at one more device, so that all hang together.
    pairs += [(u, 3) for u in range(7)]
    paid = min(cost for cost, _ in grown(instance(tmp_path, pairs, [["User CAL", 2]])))
    assert paid == 3 * 3900


def test_owned_device_licenses_go_to_who_uses_few(tmp_path: Path) -> None:
    # At 50 a user and 39 a device users are cheaper; u0 uses one device, u1 three.
    pairs = [(0, 0), (1, 1), (1, 2), (1, 3), (0, 4), (1, 4)]
    paid = min(cost for cost, _ in grown(instance(tmp_path, pairs, [["Device CAL", 2]])))
    assert paid == 5000


@pytest.mark.parametrize("seed", range(30))
def test_plans_are_closed_and_within_what_is_owned(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    pairs = [(random.randrange(12), random.randrange(8)) for _ in range(30)]
    owned = [[random.choice(["User CAL", "Device CAL"]), random.randint(1, 8)]]
    assert len(grown(instance(tmp_path, pairs, owned))) in {0, 2}


@pytest.mark.parametrize("seed", range(10))
def test_the_cost_stays_the_optimum(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    pairs = [(random.randrange(12), random.randrange(8)) for _ in range(30)]
    case = instance(tmp_path, pairs, [["User CAL", random.randint(1, 8)]])
    priced = Options(tuning=Tuning(many_needs=1))
    answers = [solved(case, options, Clock(), who=False) for options in (priced, Options())]
    assert {answer.status for answer in answers} == {Status.OPTIMAL}
    assert answers[0].cost == answers[1].cost


def test_out_of_time_it_is_the_plan(tmp_path: Path) -> None:
    random = Random(0)
    pairs = [(random.randrange(30), random.randrange(20)) for _ in range(90)]
    case = instance(tmp_path, pairs, [["User CAL", 9]])
    clock = Clock(1.0)
    clock.start -= 1000  # all of it is over
    answer = solved(case, Options(tuning=Tuning(many_needs=1)), clock)
    assert answer.mix is not None
    assert answer.status in {Status.FEASIBLE, Status.OPTIMAL}
    assert answer.bound <= answer.cost


def test_a_network_past_all_measure_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = instance(tmp_path, [(0, 0), (1, 0)], [["User CAL", 1]])
    monkeypatch.setattr(module, "MOST_NODES", 1)
    assert grown(case) == []


def test_what_is_left_is_given_where_it_saves_most_for_each_unit() -> None:
    """Of the ward's sides the plans that are grown from nobody's and from everybody's, with so many
    units of A and of the devices' ACD (license 5) left; prices of the others."""
    network = Network(case_of(WARD))
    plain = plain_prices(network.case)
    plain[[0, 5]] = 0
    found = {}
    for left in ((0, 0), (1, 0), (4, 0), (0, 3), (0, 4), (9, 9)):
        units = np.zeros(7, np.int64)
        units[[0, 5]] = left
        node = np.arange(network.nodes)
        sides = [
            side
            for start in (node == 0, node != 1)
            for side in greedy(network, start, plain, units)
        ]
        found[left] = ["".join("01"[int(at)] for at in side.tolist()) for side in sides]
    assert found == {
        (0, 0): [],
        (1, 0): [
            "100000000000000000000",
            "100000000000000000000",
            "101111111111111111111",
            "101111110111111111111",
        ],
        (4, 0): [
            "100000000000000000000",
            "100000000000000000000",
            "101111111111111111111",
            "101101111111111111111",
        ],
        (0, 3): [
            "100000000000000000000",
            "100000000000000000000",
            "101111111111111111111",
            "101111111111111111111",
        ],
        (0, 4): [
            "100000000000000000000",
            "100000000000000000000",
            "101111111111111111111",
            "101111111111111111111",
        ],
        (9, 9): [
            "100000000000000000000",
            "100000000000000000000",
            "101111111111111111111",
            "101101110111111111111",
        ],
    }


def test_a_network_that_is_too_large_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    network = Network(case_of(WARD))
    reached, left = np.zeros(network.nodes, bool), np.ones(7, np.int64)
    for most, sides in ((network.nodes - 1, 0), (network.nodes, 2)):
        monkeypatch.setattr(module, "MOST_NODES", most)
        assert len(greedy(network, reached, plain_prices(network.case), left)) == sides
