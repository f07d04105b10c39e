"""A plan by annealing: closed, within what is owned, the forced one where there is one, and the
same again."""

from pathlib import Path
from random import Random

import numpy as np
import pytest

from optimizer.domain.tables import NONE, Bools
from optimizer.solving.decomposition import annealed as module
from optimizer.solving.decomposition import two_layers
from optimizer.solving.decomposition.annealed import annealed
from optimizer.solving.decomposition.greedy import at_once, greedy
from optimizer.solving.instance import Instance
from optimizer.solving.network.minimum_cut import plain_prices
from optimizer.solving.network.network import Network
from tests.solving.decomposition.test_greedy import instance

Pairs = list[tuple[int, int]]


@pytest.fixture(autouse=True)
def any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small cases go this way too, and are not tried for long."""
    monkeypatch.setattr(two_layers, "FEWEST_ARCS", 0)
    monkeypatch.setattr(module, "MOST_SWEEPS", 60)


def plans(case: Instance) -> list[tuple[int, Bools]]:
    """What each plan pays for licenses bought plainly; it is closed and within what is owned."""
    network, plain = Network(case), plain_prices(case)
    stock = np.array(case.supply.stock)
    found = []
    for side in annealed(network, plain, stock):
        assert side[:2].tolist() == [True, False]
        firm = network.license == NONE
        assert not (side[network.start[firm]] & ~side[network.end[firm]]).any()
        used = network.used(np.asarray(side * network.size, np.int64))
        assert (np.where(plain == 0, used, 0) <= stock).all()
        found.append((int(plain @ used), side))
    return found


def test_owned_user_licenses_go_to_the_device_that_few_use(tmp_path: Path) -> None:
    """d0 is used by two people, d1 and d2 by three: of two owned licenses both go to d0's."""
    pairs = [(0, 0), (1, 0), *((u, 1) for u in (2, 3, 4)), *((u, 2) for u in (4, 5, 6))]
    pairs += [(u, 3) for u in range(7)]
    (found,) = plans(instance(tmp_path, pairs, [["User CAL", 2]]))
    assert found[0] == 3 * 3900


def test_units_are_shared_where_that_frees_more(tmp_path: Path) -> None:
    """Three devices are used by the same three people, one by two others alone: with three units
    the three are freed, though the one asks for fewer units by itself."""
    pairs = [(u, d) for d in (0, 1, 2) for u in (0, 1, 2)] + [(3, 3), (4, 3)]
    pairs += [(u, 4) for u in range(5)] + [(5, 4), (5, 5), (6, 5), (7, 5), (8, 5), (8, 3)]
    (found,) = plans(instance(tmp_path, pairs, [["User CAL", 3]]))
    assert found[0] == 3 * 3900


def test_owned_device_licenses_go_to_who_uses_few(tmp_path: Path) -> None:
    """The other way round: u0 uses one device of its own, u1 three."""
    pairs = [(0, 0), (1, 1), (1, 2), (1, 3), (0, 4), (1, 4)]
    (found,) = plans(instance(tmp_path, pairs, [["Device CAL", 2]]))
    assert found[0] == 5000


def test_it_pays_less_than_one_by_one_and_the_same_again(tmp_path: Path) -> None:
    """People who roam over devices: where licenses go one by one, too few are shared."""
    draw = Random(1)
    pairs = [(u, draw.randrange(500)) for u in range(1000) for _ in range(3)]
    case = instance(tmp_path, pairs, [["User CAL", 200]])
    (found,) = plans(case)
    assert (plans(case)[0][1] == found[1]).all()
    network, plain = Network(case), plain_prices(case)
    nobody = np.zeros(network.nodes, bool)
    nobody[0] = True
    side = greedy(network, nobody, plain, np.array(case.supply.stock))[0]
    assert found[0] < int(plain @ network.used(np.asarray(side * network.size, np.int64)))


def test_suites_and_several_families_are_left_to_others(tmp_path: Path) -> None:
    """A licensed device that others hang on through an opened set is no head of two layers."""
    from optimizer.domain.problems import Findings
    from optimizer.planning import instance_of, prepare
    from tests.support.books import tables, write

    sheets = {
        "Access": [["User", "Device", "Server"], *[[f"u{i}", f"d{i % 2}", "s"] for i in range(4)]],
        "Servers": [["Server", "Product"], ["s", "Windows Server 2022; Exchange Server 2019"]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price"],
            ["W user", "User", "Windows Server", 5],
            ["W device", "Device", "Windows Server", 4],
            ["E user", "User", "Exchange Standard", 5],
            ["E device", "Device", "Exchange Standard", 4],
            ["Suite", "User", "Windows Server; Exchange Standard", 8],
        ],
        "Owned": [["License", "Quantity"], ["W user", 1]],
    }
    case = instance_of(prepare(tables(write(tmp_path / "book.xlsx", sheets)), Findings()))
    assert annealed(Network(case), plain_prices(case), np.array(case.supply.stock)) == []


def test_it_is_what_is_tried_at_once(tmp_path: Path) -> None:
    draw = Random(1)
    case = instance(
        tmp_path, [(u, draw.randrange(9)) for u in range(20) for _ in (0, 1)], [["User CAL", 5]]
    )
    network, plain = Network(case), plain_prices(case)
    full = np.array([case.supply.lines[case.supply.lines_of[k][0]].cost for k in (0, 1)])
    sides = at_once(network, full, plain, case.supply.stock)
    assert len(sides) == 2
    assert (sides[1] == plans(case)[0][1]).all()
