"""Which networks are of two layers, and what their heads and tails are."""

from pathlib import Path

import pytest

from optimizer.solving.decomposition import two_layers as module
from optimizer.solving.decomposition.two_layers import two_layers
from optimizer.solving.network.minimum_cut import plain_prices
from optimizer.solving.network.network import Network
from tests.solving.decomposition.test_greedy import instance

PAIRS = [(0, 0), (1, 0), (2, 0), (2, 1), (3, 1), (0, 1)]
"""d0 is used by three people, d1 by three: u0 and u2 use both."""


@pytest.fixture(autouse=True)
def any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FEWEST_ARCS", 0)


def test_devices_are_heads_where_user_licenses_are_owned(tmp_path: Path) -> None:
    """u0 and u2 are alike, so one class of two members; a device is worth its license."""
    case = instance(tmp_path, PAIRS, [["User CAL", 2]])
    network, plain = Network(case), plain_prices(case)
    sides = [two_layers(network, plain, forward=forward) for forward in (True, False)]
    (found,) = [each for each in sides if each is not None]
    assert found.worth.tolist() == [3900, 3900]
    assert sorted(found.units.tolist()) == [1, 1, 2]
    met = [
        sorted(found.units[found.tail[a:b]].tolist())
        for a, b in zip(found.start[:-1], found.start[1:], strict=True)
    ]
    assert met == [[1, 2], [1, 2]]
    assert case.tables.licenses[found.license].name == "User CAL"


def test_people_are_heads_where_device_licenses_are_owned(tmp_path: Path) -> None:
    case = instance(tmp_path, PAIRS, [["Device CAL", 1]])
    network, plain = Network(case), plain_prices(case)
    sides = [two_layers(network, plain, forward=forward) for forward in (True, False)]
    (found,) = [each for each in sides if each is not None]
    assert sorted(found.worth.tolist()) == [5000, 5000, 10000]
    assert found.units.tolist() == [1, 1]


def test_where_both_are_owned_there_are_no_heads(tmp_path: Path) -> None:
    case = instance(tmp_path, PAIRS, [["User CAL", 1], ["Device CAL", 1]])
    network, plain = Network(case), plain_prices(case)
    assert [two_layers(network, plain, forward=each) for each in (True, False)] == [None, None]


def test_small_pieces_are_decided_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FEWEST_ARCS", 100)
    case = instance(tmp_path, PAIRS, [["User CAL", 2]])
    assert two_layers(Network(case), plain_prices(case), forward=True) is None
