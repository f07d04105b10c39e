"""The decisions of all periods that are left open: the cheapest plan of them, and what is proven
of it."""

from optimizer.domain.tables import Ints
from optimizer.solving.decomposition.open_periods import Chosen, choose
from optimizer.solving.network.network import Network
from optimizer.solving.solvers.status import Clock, Status
from tests.solving.decomposition.test_mixing import mixed

EVERYTHING = 10**6
"""More than any two plans differ by, in minor units."""


def asked(
    money: tuple[int, int],
    *,
    gap: int = EVERYTHING,
    sure: int = 0,
    barred: frozenset[int] = frozenset(),
    clock: Clock | None = None,
) -> tuple[Chosen, list[Ints], list[Network]]:
    """What comes of the office's two years where whatever lies within a gap of the first plan's
    cuts is open."""
    found = mixed()
    networks, groups, rents = [], [], found.sold()
    for t, cover in enumerate(found.covers):
        flow = cover.flow(rents[:, t])
        assert flow is not None
        networks.append(cover.network)
        groups.append(flow[0].groups(gap * flow[1] // flow[0].unit))
    chosen, levels = choose(
        found.timetable,
        networks,
        groups,
        money,
        "highs",
        clock=clock or Clock(),
        sure=sure,
        barred=barred,
    )
    return chosen, levels, networks


def test_the_cheapest_plan_of_all_that_is_open() -> None:
    """Ann's two with the old units, one with U at 10.00 for both years; bob's device at 1.00."""
    chosen, levels, networks = asked((0, 5000))
    assert chosen == Chosen(Status.OPTIMAL, 1100, checked=True)
    used = [network.used(level).tolist() for network, level in zip(networks, levels, strict=True)]
    assert used == [[1, 0, 2], [1, 1, 2]]


def test_where_nothing_is_open_the_plan_stays() -> None:
    """Ann's three with U, bob's device: 31.00."""
    chosen, _, _ = asked((0, 5000), gap=0)
    assert (chosen.status, chosen.value) == (Status.OPTIMAL, 3100)


def test_both_ends_of_the_money_are_included() -> None:
    """11.00 is the cheapest: of at most 11.00 there is one, of less there is none, and of more the
    next costs 12.00 or more."""
    assert asked((1100, 1100))[0] == Chosen(Status.OPTIMAL, 1100, checked=True)
    none = asked((0, 1099))[0]
    assert (none.status, none.checked) == (Status.INFEASIBLE, True)
    more = asked((1101, 5000))[0]
    assert more.status is Status.OPTIMAL
    assert more.value > 1100


def test_what_is_only_asked_for_is_not_proven() -> None:
    """That no plan costs less than 12.00 is asked for, and wrong: whole numbers know of 11.00. What
    is proven may be taken for it."""
    more = asked((1200, 5000))[0]
    assert not more.checked
    assert asked((1200, 5000), sure=more.value)[0].checked


def test_orders_that_are_barred_are_not_placed() -> None:
    """Without the offer of one device bob's costs 11.00."""
    orders = mixed().timetable.supply.orders
    few = frozenset(i for i, order in enumerate(orders) if order.license == 1 and order.cost == 100)
    assert len(few) == 2
    assert asked((0, 5000), barred=few)[0].value == 1000 + 1100


def test_where_the_work_runs_out_nothing_is_known() -> None:
    spent = Clock(work=1)
    spent.done = 1.0
    chosen, _, _ = asked((0, 5000), clock=spent)
    assert (chosen.status, chosen.checked) == (Status.UNKNOWN, False)
