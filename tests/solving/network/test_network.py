"""The network of a small ward: its nodes and arcs, what they carry, and what a minimum cut buys."""

import numpy as np
import pytest

from optimizer.domain.tables import NONE, Kind
from optimizer.solving.network.minimum_cut import plain_prices
from optimizer.solving.network.network import LARGEST, Flow, Network
from tests.solving.network.ward import WARD
from tests.support.stated import case_of


@pytest.fixture(scope="module")
def network() -> Network:
    return Network(case_of(WARD))


@pytest.fixture(scope="module")
def flow(network: Network) -> Flow:
    found = network.flow(plain_prices(network.case))
    assert found is not None
    return found


def test_its_nodes(network: Network) -> None:
    assert network.nodes == 21
    owner = network.owner.tolist()
    assert owner == [-1, -1, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, -1]
    assert network.size.tolist() == [1, 1, 4, 4, 4, 1, 1, 1, 1, 1, 1, 3, 3, 3, 3, 3, 3, 1, 1, 1, 1]
    assert np.flatnonzero(~network.whole).tolist() == [4, 7, 8, 12, 13, 18]
    assert network.modes.tolist() == [0, -1, -1, -1, -1, 0, -1, -1]


def test_its_arcs(network: Network) -> None:
    """(start, end, license, members), an uncuttable arc once however many needs ask for it."""
    arcs = zip(network.start, network.end, network.license, network.members, strict=True)
    assert [tuple(map(int, arc)) for arc in arcs] == [
        (0, 2, -1, 4),
        (0, 3, -1, 4),
        (0, 11, 6, 3),
        (0, 13, 5, 3),
        (0, 18, 5, 1),
        (2, 4, 0, 4),
        (3, 4, 3, 4),
        (4, 1, 1, 4),
        (5, 1, 2, 1),
        (5, 9, -1, 1),
        (6, 8, 3, 1),
        (7, 8, 0, 1),
        (8, 1, 1, 1),
        (9, 7, -1, 1),
        (10, 7, -1, 1),
        (11, 20, -1, 3),
        (12, 14, -1, 3),
        (12, 15, -1, 3),
        (13, 12, 4, 3),
        (13, 16, -1, 3),
        (14, 11, -1, 3),
        (15, 2, -1, 3),
        (16, 3, -1, 3),
        (17, 10, -1, 1),
        (18, 17, 4, 1),
        (18, 19, -1, 1),
        (19, 6, -1, 1),
        (20, 1, -1, 1),
        (20, 5, -1, 1),
    ]


def test_needs_end_at_elements_or_at_source_and_sink(network: Network) -> None:
    start, end = network.ends()
    assert (start.tolist(), end.tolist()) == (
        [20, 0, 0, 15, 16, 20, 17, 19],
        [1, 2, 3, 2, 3, 5, 10, 6],
    )


def test_capacities_are_prices_for_all_members_in_their_common_unit(network: Network) -> None:
    at = network.capacities(plain_prices(network.case))
    assert at is not None
    assert (at.each.tolist(), at.unit, at.never) == (
        [130, 130, 6, 18, 6, 20, 16, 32, 2, 130, 4, 5, 8, 130, 130,
         130, 130, 130, 9, 130, 130, 130, 130, 130, 3, 130, 130, 130, 130],
        1000,
        130,
    )  # fmt: skip
    less = network.capacities(plain_prices(network.case), 10_000)
    assert less is not None
    assert (less.each.tolist(), less.unit, less.never) == (
        [11, 11, 6, 11, 6, 11, 11, 11, 2, 11, 4, 5, 8, 11, 11,
         11, 11, 11, 9, 11, 11, 11, 11, 11, 3, 11, 11, 11, 11],
        1000,
        11,
    )  # fmt: skip
    nothing = network.capacities(np.zeros(7, np.int64))
    assert nothing is not None
    assert (max(nothing.each.tolist()), nothing.unit, nothing.never) == (1, 1, 1)


def test_sums_that_do_not_fit_are_left_alone(network: Network) -> None:
    """All members together are `most`: of a price at which they cost 2^60 the sum still fits."""
    prices = np.zeros(7, np.int64)
    members = int(network.most[4])
    prices[4] = LARGEST // members
    assert network.capacities(prices) is not None
    prices[4] = LARGEST // members * 2
    assert network.capacities(prices) is None
    assert network.flow(prices) is None


def test_a_minimum_cut_is_the_cheapest_plan(network: Network, flow: Flow) -> None:
    assert (flow.cost, flow.value, flow.unit, flow.possible) == (53000, 53, 1000, True)
    cut = network.cut(flow.level, flow.cost)
    assert (cut.users, cut.devices, cut.modes, cut.flow, dict(cut.mixed)) == (
        (frozenset({1}), frozenset()),
        (frozenset({4, 6}), frozenset({5})),
        {(1, 2): Kind.DEVICE},
        53000,
        {},
    )
    assert network.used(flow.level).tolist() == [0, 4, 0, 0, 3, 1, 3]
    assert network.most.tolist() == [5, 5, 1, 5, 4, 4, 3]
    assert flow.level.tolist() == [1, 0, 4, 4, 4, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 3, 0, 0, 0, 0]


def test_what_is_not_cut_within_a_gap_is_one_group(network: Network, flow: Flow) -> None:
    assert {gap: flow.groups(gap).tolist() for gap in (0, 1, 2, 5, 100)} == {
        0: [0, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 2, 0, 1, 1, 1, 1],
        1: [0, 1, 0, 0, 4, 1, 3, 1, 1, 1, 1, 1, 1, 0, 1, 2, 0, 1, 3, 3, 1],
        2: [0, 1, 0, 0, 8, 7, 3, 5, 4, 6, 9, 1, 1, 0, 1, 2, 0, 10, 3, 3, 1],
        5: [0, 1, 0, 0, 6, 4, 7, 2, 5, 3, 8, 1, 1, 11, 1, 9, 10, 12, 14, 13, 1],
        100: [0, 1, 0, 0, 2, 5, 6, 3, 7, 4, 8, 1, 1, 11, 1, 9, 10, 12, 14, 13, 1],
    }
    start, end = flow.firm(5)
    assert sorted(zip(start.tolist(), end.tolist(), strict=True)) == [
        (0, 2),
        (0, 3),
        (1, 4),
        (1, 8),
        (1, 20),
        (5, 9),
        (9, 7),
        (10, 7),
        (11, 20),
        (12, 14),
        (12, 15),
        (13, 16),
        (14, 11),
        (15, 2),
        (16, 3),
        (17, 10),
        (18, 0),
        (18, 19),
        (19, 6),
        (20, 1),
        (20, 5),
        (20, 11),
    ]


def test_arcs_between_groups_stand_together(network: Network) -> None:
    group = np.arange(network.nodes)
    group[[3, 4, 7]] = 2
    assert network.between(group).tolist() == [
        [0, 2, -1, 8],
        [0, 11, 6, 3],
        [0, 13, 5, 3],
        [0, 18, 5, 1],
        [2, 1, 1, 4],
        [2, 8, 0, 1],
        [5, 1, 2, 1],
        [5, 9, -1, 1],
        [6, 8, 3, 1],
        [8, 1, 1, 1],
        [9, 2, -1, 1],
        [10, 2, -1, 1],
        [11, 20, -1, 3],
        [12, 14, -1, 3],
        [12, 15, -1, 3],
        [13, 12, 4, 3],
        [13, 16, -1, 3],
        [14, 11, -1, 3],
        [15, 2, -1, 3],
        [16, 2, -1, 3],
        [17, 10, -1, 1],
        [18, 17, 4, 1],
        [18, 19, -1, 1],
        [19, 6, -1, 1],
        [20, 1, -1, 1],
        [20, 5, -1, 1],
    ]
    everything = np.zeros(network.nodes, np.int64)
    everything[1] = 1
    assert network.between(everything).tolist() == [[0, 1, -1, 1], [0, 1, 1, 5], [0, 1, 2, 1]]


def test_only_some_groups_near_each_other_are_left_open(network: Network, flow: Flow) -> None:
    """The others go where the level has them; one with members on both sides stays open."""
    group, level = np.arange(network.nodes), flow.level
    found = {
        count: network.near(group, level, count, np.random.default_rng(1)).tolist()
        for count in (0, 1, 3, 99)
    }
    assert found == {
        0: [0, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 1],
        1: [0, 1, 0, 2, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 1],
        3: [0, 1, 0, 2, 3, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 4, 1, 1, 1, 1],
        99: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20],
    }
    some = level.copy()
    some[4] = 1
    found = network.near(group, some, 0, np.random.default_rng(1)).tolist()
    assert found == [0, 1, 0, 0, 2, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 1]


def test_a_kind_that_is_asked_for_counts_and_others_do_not(network: Network) -> None:
    """Whatever the level of M says; without needs of it there is none."""
    level = np.zeros(network.nodes, np.int64)
    assert network.cut(level, 5).modes == {(1, 2): Kind.DEVICE}
    level[network.devices.end] = 1
    assert network.cut(level, 5).modes == {(1, 2): Kind.USER}
    plain = Network(network.case, np.full(len(network.case.classes.user), NONE))
    assert plain.cut(np.zeros(plain.nodes, np.int64), 5).modes == {}
    assert not network.cut(level, 5, possible=False).possible


def test_where_no_plan_costs_so_little_no_cut_avoids_what_cannot_be_cut(network: Network) -> None:
    """The cheapest plan costs 530.00: it is found where that much is allowed, not a unit less."""
    found = [network.flow(plain_prices(network.case), most) for most in (53_000, 52_000)]
    assert [flow is not None and flow.possible for flow in found] == [True, False]


def test_no_arc_leaves_the_sink_s_side_or_enters_the_source_s(network: Network) -> None:
    """Node 4 on the sink's side: its own arc is gone, those into it end at the sink; node 13 on
    the source's: what it is reached by is gone."""
    group = np.arange(network.nodes)
    group[4], group[13] = 1, 0
    found = network.between(group).tolist()
    assert [row for row in found if row[0] == 1 or row[1] == 0] == []
    assert [2, 1, 0, 4] in found
    assert [0, 12, 4, 3] in found
    assert [0, 13, 5, 3] not in found
    assert [4, 1, 1, 4] not in found
