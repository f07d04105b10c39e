"""Plans of the covers found: before any search, of a mix, and the cheapest."""

import numpy as np
import pytest

from optimizer.solving.decomposition import mixing
from optimizer.solving.decomposition.mixing import DEAR, Mixing
from optimizer.solving.network.covers import Covers
from optimizer.solving.solvers.status import Clock, Outcome, Status
from tests.support.stated import timetable

OFFICE = """
    Settings
    Setting | Value
    As of   | 2026-01-01
    Horizon | 2
    Orders  | Yearly

    Users
    User | Count | From
    ann  | 3     |
    bob  | 2     | 2027-01-01

    Devices
    Device | Count
    PC1    | 4
    PC2    | 1

    Access
    User | Device | Server
    ann  | PC1    | Windows Server 2022
    bob  | PC2    | Windows Server 2022

    Licenses
    License | Metric | Covers         | Version | Price
    U       | User   | Windows Server | 2025    | 10
    D       | Device | Windows Server | 2025    | 11
    Old     | User   | Windows Server | 2022    |

    Owned
    License | Quantity
    Old     | 2

    Offers
    Offer  | License | Price | Per | Term | Maximum
    few    | D       | 1     |     |      | 1
    a year | U       | 6     | Year | 12  |
"""
"""Ann's three, or four devices, in both years; bob's two, or one device, in the second."""


def mixed() -> Mixing:
    found = timetable(OFFICE)
    return Mixing(found, [Covers.of(case) for case in found.instances], "highs", frozenset())


def cost(found: Mixing) -> int | None:
    """What the best plan so far costs; None where there is none."""
    return None if found.known is None else found.known[1]


def test_what_is_sold_without_a_limit_is_what_it_earns_a_period() -> None:
    """U at 10.00 over two years is less than a year of it at 6.00. The offer of one device, and
    what nobody sells, count for nothing."""
    dear = 551.0 * DEAR
    assert mixed().sold().tolist() == [[501, 501], [551, 551], [dear, dear]]


def test_an_order_that_is_barred_is_not_sold() -> None:
    """Of U its year is left, and what is ordered in the second year for that one."""
    found = mixed()
    first = [
        i
        for i, order in enumerate(found.timetable.supply.orders)
        if order.license == 0 and order.stop - order.first == 2
    ]
    found.barred = frozenset(first)
    assert found.sold()[0].tolist() == [601, 601]


def test_a_plan_before_any_search() -> None:
    """Ann's three from the first year on are 30.00; bob's device, at the offer's price, 1.00."""
    found = mixed()
    assert cost(found) is None
    found.begin()
    assert cost(found) == 3100
    assert found.always == [[0], [0, 0]]
    assert [[used[0].tolist() for used in cover.used] for cover in found.covers] == [
        [[3, 0, 0]],
        [[3, 0, 0], [0, 1, 0]],
    ]


def test_a_mix_is_rounded_to_what_is_sold() -> None:
    """Two of ann's three fit the old units, and no plan of whole covers is of such a mix: it takes
    what is sold. Of all covers bob's two with the old units in 2027 are the cheapest."""
    found = mixed()
    found.begin()
    for cover in found.covers:
        flow = cover.flow(np.array([5.0, 5.0, 0.0]))
        assert flow is not None
        cover.add(flow[0].level)
    outcome, made, shares = found.mixed(Clock())
    assert (outcome.status, made.problem.objective.value()) == (Status.OPTIMAL, 1100)
    assert [round(v.varValue * 3) for v in shares[0][0].values()] == [1, 2]
    found.known = None
    found.round_off(shares, Clock())
    assert cost(found) == 3100
    found.one_a_piece(Clock())
    assert cost(found) == 3000


def test_a_dearer_plan_takes_the_place_of_none() -> None:
    found = mixed()
    found.begin()
    kept = found.known
    users = []
    for cover in found.covers:  # a year of U at 6.00 for each of bob's two
        flow = cover.flow(np.array([1.0, 50.0, 500.0]))
        assert flow is not None
        users.append(flow[0].level)
    found.keep(users)
    assert found.known is kept
    found.known = None
    found.keep(users)
    assert cost(found) == 4200


def test_where_no_orders_are_found_no_plan_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mixing, "solve", lambda *_: Outcome(Status.UNKNOWN))
    found = mixed()
    found.begin()
    found.one_a_piece(Clock())
    assert cost(found) is None


def with_old(found: Mixing) -> Mixing:
    """Covers of the old units wherever they open something."""
    for cover in found.covers:
        flow = cover.flow(np.array([5.0, 5.0, 0.0]))
        assert flow is not None
        cover.add(flow[0].level)
    return found


def test_no_more_units_are_taken_than_there_are() -> None:
    """Ann's three, and bob's two in 2027, with two old units: no plan; a mix lacks one and three."""
    found = with_old(mixed())
    found.one_a_piece(Clock())
    assert cost(found) is None
    outcome, made, _ = found.mixed(Clock())
    assert outcome.status is Status.OPTIMAL
    assert sum(v.varValue for v in made.missing.values()) == 4
    assert made.problem.objective.value() == 4 * found.dear


def test_a_piece_takes_what_the_mix_has_of_it_or_what_is_sold(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Ann's takes either of its two, bob's, which is all of one, that one alone."""
    found = mixed()
    found.begin()
    _, _, shares = with_old(found).mixed(Clock())
    assert [(v.lowBound, v.upBound) for v in shares[0][0].values()] == [(0, 1), (0, 1)]
    offered: list[object] = []
    monkeypatch.setattr(found, "one_a_piece", lambda _, some: offered.append(some))
    found.round_off(shares, Clock())
    for value, variable in zip((0.0, 1.0), shares[0][0].values(), strict=True):
        variable.varValue = value
    found.round_off(shares, Clock())
    for value, variable in zip((0.0, 0.5), shares[0][0].values(), strict=True):
        variable.varValue = value
    found.always[0][0] = 1
    found.round_off(shares, Clock())
    bob = [[0, 1], [0]]
    assert offered == [[[[0, 1]], bob], [[[1]], bob], [[[1]], bob]]


def test_covers_added_up_are_a_plan_of_whole_covers() -> None:
    """The cheapest of all four sums of 2027: bob's two with the old units, ann's three at 10.00."""
    found = with_old(mixed())
    found.begin()
    assert cost(found) == 3100
    found.add_up(Clock())
    assert cost(found) == 3000
    assert found.known is not None
    used = [
        cover.network.used(level) for cover, level in zip(found.covers, found.known[0], strict=True)
    ]
    assert [each.tolist() for each in used] == [[3, 0, 0], [3, 0, 2]]


def test_without_a_plan_or_a_mix_nothing_is_added_up(monkeypatch: pytest.MonkeyPatch) -> None:
    found = with_old(mixed())
    found.add_up(Clock())
    assert found.known is None
    found.begin()
    monkeypatch.setattr(mixing, "relaxed", lambda *_: Outcome(Status.UNKNOWN))
    found.add_up(Clock())
    assert cost(found) == 3100


def test_where_time_is_short_the_known_plan_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """No sum is made any more: each period keeps what it has."""
    found = with_old(mixed())
    found.begin()
    monkeypatch.setattr(Clock, "past", lambda *_: True)
    found.add_up(Clock())
    assert cost(found) == 3100
