"""Covers of a period's pieces: cuts at rents, and what lies between two that are as good."""

import numpy as np

from optimizer.solving.network.covers import FINEST, Covers
from tests.solving.network.ward import WARD
from tests.support.stated import case_of

OFFICES = """
    Users
    User | Count
    ann  | 2
    bob  | 3

    Devices
    Device | Count
    PC1    | 4
    PC2    | 1

    Access
    User | Device | Server
    ann  | PC1    | Windows Server 2022
    bob  | PC2    | Windows Server 2022

    Licenses
    License | Metric | Covers         | Price
    U       | User   | Windows Server | 50
    D       | Device | Windows Server | 20
"""
"""Two pieces: two people or four devices, three people or one device."""


def test_a_period_s_network_in_pieces() -> None:
    cover = Covers.of(case_of(OFFICES))
    assert cover.count == 2
    assert cover.piece.tolist() == [-1, -1, 0, 1, 0, 1]
    assert cover.arcs.tolist() == [0, 1, 0, 1]
    assert (cover.used, cover.levels, cover.known) == ([[], []], [[], []], [set(), set()])
    ward = Covers.of(case_of(WARD))
    assert (ward.count, ward.piece.tolist(), ward.arcs.tolist()) == (
        1,
        [-1, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    )


def test_a_cover_is_kept_once_for_each_piece() -> None:
    """At the source's side all: the users' licenses; at the sink's the devices'."""
    cover = Covers.of(case_of(OFFICES))
    size = cover.network.size
    people, devices = size.copy(), np.zeros(len(size), np.int64)
    people[1], devices[0] = 0, 1
    assert cover.units(people).tolist() == [[2, 0], [3, 0]]
    assert cover.units(devices).tolist() == [[0, 4], [0, 1]]
    assert cover.add(people) == 2
    assert cover.add(people) == 0
    assert cover.add(devices, np.array([1])) == 1
    assert cover.add(devices) == 1
    assert [[used.tolist() for used in each] for each in cover.used] == [
        [[2, 0], [0, 4]],
        [[3, 0], [0, 1]],
    ]
    assert [[level.tolist() for level in each] for each in cover.levels] == [
        [[2, 4], [0, 0]],
        [[3, 1], [0, 0]],
    ]
    assert cover.level([0, 0]).tolist() == people.tolist()
    assert cover.level([1, 1]).tolist() == devices.tolist()
    mixed = cover.level([0, 1])
    assert cover.units(mixed).tolist() == [[2, 0], [0, 1]]


def test_rents_are_whole_numbers_as_fine_as_they_fit() -> None:
    """At 3 a user and 2 a device ann's office takes users at 6, bob's the device at 2."""
    cover = Covers.of(case_of(OFFICES))
    found = cover.flow(np.array([3.0, 2.0]))
    assert found is not None
    flow, scale, whole = found
    total = 3 * 5 + 2 * 5 + 1
    assert scale == int(0.9 * FINEST / total)
    assert whole.tolist() == [3 * scale, 2 * scale]
    assert flow.cost == 8 * scale
    assert cover.units(flow.level).tolist() == [[2, 0], [0, 1]]
    negative = cover.flow(np.array([-3.0, 2.0]))
    assert negative is not None
    assert negative[2].tolist() == [0, 2 * negative[1]]


def test_both_ends_of_a_tie_and_what_lies_between() -> None:
    """At rents of 2 and 1 ann's office costs 4 either way, bob's 1 by its device only; with a
    slack past all differences every side of every office is as good: with both, one, or none."""
    for slack, used in ((0, [2, 1]), (10**9, [3, 3])):
        cover = Covers.of(case_of(OFFICES))
        found = cover.flow(np.array([2.0, 1.0]))
        assert found is not None
        new = cover.near_ties(found[0], slack, np.random.default_rng(1))
        assert [len(each) for each in cover.used] == used
        assert new == sum(used)


def test_pieces_that_differ_between_ties_are_met_one_by_one() -> None:
    """Both offices tie: of the two covers of each all that lie on the way are kept."""
    even = OFFICES.replace("ann  | 2", "ann  | 4").replace("PC2    | 1", "PC2    | 3")
    cover = Covers.of(case_of(even))
    found = cover.flow(np.array([1.0, 1.0]))
    assert found is not None
    assert cover.near_ties(found[0], 0, np.random.default_rng(1)) == 4
    assert sorted(tuple(u.tolist()) for each in cover.used for u in each) == [
        (0, 3), (0, 4), (3, 0), (4, 0),
    ]  # fmt: skip
