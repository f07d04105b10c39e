"""The periods of a plan: what is there, used and told in each; every corruption is told by its
sentence."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from optimizer.audit import periods
from optimizer.audit.dated_rules import SUBSCRIPTION
from optimizer.domain.keywords import Metric
from optimizer.domain.over_time import Conversion
from optimizer.domain.plan import Mix, OverTime, Plan
from optimizer.domain.tables import NONE, Kind, Tables
from tests.audit.dated_shop import (
    APRIL,
    JULY,
    PURCHASES,
    holding,
    line,
    mix,
    plan_of,
    read,
)
from tests.audit.stepped_plan import ALONE, CAL, KIOSK, MIXES, OLD, stepped


@pytest.fixture(scope="module")
def shop() -> Tables:
    return read()


@pytest.fixture(scope="module")
def planned() -> tuple[Plan, OverTime]:
    return stepped()


Planned = tuple[Plan, OverTime]


@pytest.mark.parametrize(
    "check",
    [
        periods.lines_are_known,
        periods.each_period_complies,
        periods.spans_say_the_same,
        periods.units_are_there,
        periods.periods_are_told,
        periods.cal_mode_is_paid_once,
    ],
    ids=lambda check: str(check.__name__),
)
def test_the_plan_is_in_order(shop: Tables, planned: Planned, check: Any) -> None:
    assert check(shop, *planned) == []


def test_lines_mixes_and_accounts_are_those_of_the_workbook(shop: Tables, planned: Planned) -> None:
    plan, time = planned
    wrong = replace(plan, purchases=(replace(plan.purchases[0], offer="CALs"), plan.purchases[1]))
    assert periods.lines_are_known(shop, wrong, time) == [
        'Purchases "CALs": there is no such offer.'
    ]
    for conversion, right in (
        (Conversion(0, 0, 1), True), (Conversion(-1, 0, 1), False), (Conversion(2, 0, 1), False),
        (Conversion(1, 1, 1), True), (Conversion(1, -1, 1), False), (Conversion(1, 2, 1), False),
    ):  # fmt: skip
        found = periods.lines_are_known(shop, plan, replace(time, conversions=(conversion,)))
        told = ["A conversion is of a purchase, or of owned units, that are not there."]
        assert found == ([] if right else told)
    for short in (replace(time, mixes=time.mixes[1:]), replace(time, periods=time.periods[1:])):
        assert periods.lines_are_known(shop, plan, short) == [
            "The plan has not the 8 periods of the workbook."
        ]


def changed(time: OverTime, number: int, new: Mix) -> OverTime:
    """Another mix in a period."""
    mixes = [*time.mixes[:number], new, *time.mixes[number + 1 :]]
    return replace(time, mixes=tuple(mixes))


def test_a_rule_that_is_broken_in_a_period_is_told_with_its_day(
    shop: Tables, planned: Planned
) -> None:
    plan, time = planned
    nothing = changed(time, 4, mix(holding((0, 6, OLD), (1, 5, ())), KIOSK))
    (said,) = periods.each_period_complies(shop, plan, nothing)
    assert said.startswith('From 2027-01-01: Access of "b"')


def test_who_is_not_listed_once_is_not_looked_at_further(shop: Tables, planned: Planned) -> None:
    """Six hold nothing, too, which would be told besides; the other periods are looked at."""
    plan, time = planned
    wrong = changed(time, 0, mix(holding((0, 5, ())), KIOSK))
    wrong = changed(wrong, 7, mix(holding((0, 6, ())), KIOSK))
    first, second = periods.each_period_complies(shop, plan, wrong)
    assert first == 'From 2026-01-01: Users "a": 5 members are listed, not 6.'
    assert second.startswith('From 2027-10-01: Access of "a"')


def test_the_kind_that_counts_stays(shop: Tables, planned: Planned) -> None:
    plan, time = planned
    said = "One kind: the kind that counts changes within the horizon."
    by_user = replace(time.mixes[0], modes={(0, 0): Kind.USER})
    other = replace(time.mixes[1], modes={(0, 0): Kind.DEVICE})
    one = changed(time, 0, by_user)
    assert said not in periods.each_period_complies(shop, plan, one)
    assert said in periods.each_period_complies(shop, plan, changed(one, 1, other))


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"first": np.array([0, 4, 4, 2, 2, 3])}, [4]),
        ({"last": np.array([2, 7, 7, 3, 3, 4])}, [4]),
        ({"last": np.array([3, 7, 6, 3, 3, 4])}, [8]),
        ({"members": np.array([6, 4, 2, 4, 1, 4])}, [5]),
        ({"bundle": np.array([1, 0, 1, 0, 1, 1])}, [1, 2, 3, 4]),
        ({"row": np.array([0, 0, 0, 0, 1, 1])}, [3, 4]),
    ],
)
def test_the_rows_of_licenses_are_those_of_the_periods(
    shop: Tables, planned: Planned, change: dict[str, Any], wrong: list[int]
) -> None:
    plan, time = planned
    users = replace(plan.users, **change)
    assert periods.spans_say_the_same(
        shop, replace(plan, mix=replace(plan.mix, users=users)), time
    ) == [f"User licenses: the rows of period {t} are not what is held then." for t in wrong]


def test_rows_have_dates_on_both_sides(shop: Tables, planned: Planned) -> None:
    plan, time = planned
    for change in ({"first": None}, {"last": None}):
        undated = replace(plan.devices, **change)  # type: ignore[arg-type]
        assert periods.spans_say_the_same(
            shop, replace(plan, mix=replace(plan.mix, devices=undated)), time
        ) == ["Device licenses: the rows have no dates."]


def test_a_lapsed_twin_is_written_as_its_license(shop: Tables, planned: Planned) -> None:
    plan, time = planned
    twin = (len(shop.licenses),)
    lapsed = changed(time, 7, mix(holding((0, 4, twin), (0, 2, CAL)), KIOSK))
    assert periods.spans_say_the_same(shop, plan, replace(lapsed, twins=(1,))) == []
    assert periods.spans_say_the_same(shop, plan, replace(lapsed, twins=(2,))) == [
        "User licenses: the rows of period 8 are not what is held then."
    ]


def test_no_more_is_used_than_is_there(shop: Tables, planned: Planned) -> None:
    """Of eleven old ones only ten are there; of the CALs none before it is ordered."""
    plan, time = planned
    many = changed(time, 2, mix(holding((0, 6, OLD), (1, 5, OLD)), KIOSK))
    assert periods.units_are_there(shop, plan, many) == [
        'From 2026-07-01: 11 of "Old" are used, 10 are there.'
    ]
    later = replace(plan.purchases[0], from_date=date(2026, 10, 1))
    late = replace(plan, purchases=(later, plan.purchases[1]))
    assert periods.units_are_there(shop, late, time) == [
        'From 2026-07-01: 1 of "CAL" are used, 0 are there.'
    ]
    assert periods.units_are_there(shop, plan, replace(time, twins=(1,))) == [
        "The licenses that lapse are not those of the workbook."
    ]


def test_what_sits_with_somebody_for_good_is_used_by_nobody_else(
    shop: Tables, planned: Planned
) -> None:
    """Two old ones sit with a: where a holds one of them, nine are left to hold."""
    plan, time = planned
    for mine, others, left in ((1, 9, 9), (2, 8, 10), (0, 9, 8)):
        rows = [(0, mine, OLD)] * (mine > 0) + [(1, others, OLD)]
        wrong = changed(time, 2, mix(holding(*rows), KIOSK))
        said = periods.units_are_there(shop, plan, wrong)
        expected = f'From 2026-07-01: {mine + others} of "Old" are used, {left} are there.'
        assert said == ([] if mine + others <= left else [expected])


def free(shop: Tables, plan: Plan, time: OverTime) -> list[list[int]]:
    return [
        periods.free_units(shop, plan, time, each, t)
        for t, each in enumerate(periods.stretches(shop, plan, time))
    ]


def test_units_that_are_free_in_each_period(shop: Tables, planned: Planned) -> None:
    """CAL, Old, D: the old ones end, the stepped up ones come."""
    assert free(shop, *planned) == [[3, 10, 0]] * 4 + [[7, 4, 0]] * 4


def test_what_a_holder_s_unit_becomes_stays_with_the_holder(shop: Tables, planned: Planned) -> None:
    """The two of a are stepped up, and a, who holds two CALs in 2027, holds them; who holds but
    one leaves one idle, and none from the other seven."""
    plan, time = planned
    own = replace(time, conversions=(Conversion(1, 0, 2), Conversion(1, 0, 2, (True, 0))))
    assert free(shop, plan, own)[3:5] == [[3, 10, 0], [7, 4, 0]]
    fewer = changed(own, 4, mix(holding((0, 5, OLD), (0, 1, CAL), (1, 5, CAL)), KIOSK))
    assert free(shop, plan, fewer)[4] == [6, 4, 0]
    none = changed(own, 4, mix(holding((0, 6, OLD), (1, 5, CAL)), KIOSK))
    assert free(shop, plan, none)[4] == [5, 4, 0]


def test_a_unit_used_up_at_once_is_no_longer_there(shop: Tables, planned: Planned) -> None:
    """Two of the four that do not end are swapped for D in April; and two of a's own of the six,
    whose one that is left b cannot use."""
    _, time = planned
    swap = line("swap", 2, APRIL, "7.62", price=Decimal(4), license="D", from_license="Old")
    plan, _ = plan_of((swap,))
    two = replace(time, conversions=(Conversion(0, 1, 2),))
    assert free(shop, plan, two) == [[0, 10, 0]] + [[0, 8, 2]] * 3 + [[0, 2, 2]] * 4
    own = replace(time, conversions=(Conversion(0, 0, 1, (True, 0)),))
    assert [n[1] for n in free(shop, plan, own)] == [10, 9, 9, 9, 4, 4, 4, 4]


def test_a_year_s_units_serve_a_year(shop: Tables, planned: Planned) -> None:
    plan, time = plan_of((PURCHASES[1],), (), MIXES)
    assert [n[0] for n in free(shop, plan, time)] == [0, 0, 2, 2, 2, 2, 0, 0]


def test_what_each_row_of_owned_is_in_a_period(shop: Tables) -> None:
    serves = periods.serves_as
    assert serves(shop, 0, date(2026, 12, 31), ()) == 1
    assert serves(shop, 0, date(2027, 1, 1), ()) is None
    assert serves(shop, 1, date(2027, 3, 31), (1,)) == 1
    assert serves(shop, 1, date(2027, 4, 1), (1,)) == 3
    assert serves(shop, 1, date(2027, 4, 1), (2, 1)) == 4
    assert serves(shop, 1, date(2027, 4, 1), (2,)) == 1


def test_seats_are_filled_in_the_order_of_the_rows(shop: Tables) -> None:
    """Eight of Old are laid over the six and the four; what may move is laid too, and not told."""
    one, left = shop.assigned
    several = (
        replace(one, quantity=5), replace(left, quantity=1, movable=True),
        replace(one, holder=1, quantity=2), replace(one, holder=1, quantity=1),
        replace(one, user=False, license=2, quantity=1),
    )  # fmt: skip
    assert periods.seats(replace(shop, assigned=several)) == {
        (True, 0, 0): 5,
        (True, 1, 1): 3,
    }
    past = (replace(shop.owned[0], until=date(2025, 12, 31)), shop.owned[1])
    assert periods.seats(replace(shop, owned=past)) == {(True, 0, 1): 2, (True, 2, 1): 1}


def test_the_last_period_of_a_holder(shop: Tables) -> None:
    assert [periods.last_period(shop, user=True, row=row) for row in range(3)] == [7, 4, -1]
    assert periods.last_period(shop, user=False, row=0) == 7
    nobody = replace(shop, devices=replace(shop.devices, count=np.array([0])))
    assert periods.last_period(nobody, user=False, row=0) == -1


@pytest.fixture(scope="module")
def lapsing(shop: Tables) -> Tables:
    """Four old units have every version up to March 2027; from April on they are their lapsed
    twin; D is taken for the organization of nine, in lapsed units too."""
    licenses = (
        shop.licenses[0],
        replace(shop.licenses[1], version=SUBSCRIPTION, metric=Metric.ORGANIZATION),
        shop.licenses[2],
    )
    settings = replace(shop.settings, organization_size=9)
    return replace(shop, licenses=licenses, settings=settings)


def test_twins_are_licenses_of_every_period_s_tables(lapsing: Tables, planned: Planned) -> None:
    each = periods.stretches(lapsing, *planned)[5]
    assert (each.first, each.last) == (date(2027, 4, 1), date(2027, 6, 30))
    assert [license.name for license in each.tables.licenses] == ["CAL", "Old", "D", "Old"]
    assert each.tables.licenses[3].version == SUBSCRIPTION - 1
    assert each.tables.users.count.tolist() == [6, 0, 0]
    assert each.plan.mix == ALONE


def test_units_in_full_fill_up_lapsed_ones(lapsing: Tables, planned: Planned) -> None:
    """Nine lapsed units are taken for the organization, four are there: five more are in full. Of
    a User license each unit is a person's."""
    plan, time = planned
    wide = mix(holding(), holding((0, 2, (2,))), wide=((3, NONE),))
    each = periods.stretches(lapsing, plan, changed(time, 5, wide))[5]
    assert periods.used_in(each) == [0, 0, 2, 9]
    assert periods.taken_of(lapsing, each, [0, 5, 2, 4]) == [0, 5, 2, 4]
    assert periods.taken_of(lapsing, each, [0, 5, 2, 12]) == [0, 0, 2, 9]
    for metric in (Metric.USER, Metric.DEVICE):
        licenses = tuple(replace(license, metric=metric) for license in lapsing.licenses)
        personal = replace(lapsing, licenses=licenses)
        assert periods.taken_of(personal, each, [0, 5, 2, 4]) == [0, 0, 2, 9]


def test_lapsed_units_are_told_apart(lapsing: Tables, planned: Planned) -> None:
    plan, time = planned
    assert free(lapsing, plan, time)[3:6] == [[3, 10, 0, 0], [7, 4, 0, 0], [7, 0, 0, 4]]


TELLING: list[tuple[int, dict[str, Any], str]] = [
    (1, {"first": date(2026, 4, 2)}, "Timeline: period 2 has other days."),
    (7, {"last": date(2027, 12, 30)}, "Timeline: period 8 has other days."),
    (4, {"people": 6}, "Timeline: other people or devices are there from 2027-01-01 on."),
    (0, {"devices": 1}, "Timeline: other people or devices are there from 2026-01-01 on."),
    (2, {"needed": {"Old": 10}}, 'Timeline: "CAL" from 2026-07-01 on is told wrongly.'),
    (4, {"there": {"Old": 8, "CAL": 7}}, 'Timeline: "Old" from 2027-01-01 on is told wrongly.'),
    (3, {"there": {"Old": 10}}, 'Timeline: "CAL" from 2026-10-01 on is told wrongly.'),
    (0, {"ordered": {}}, 'Timeline: "CAL" from 2026-01-01 on is told wrongly.'),
    (1, {"ordered": {"CAL": 3}}, 'Timeline: "CAL" from 2026-04-01 on is told wrongly.'),
    (4, {"ended": {"Old": 5}}, 'Timeline: "Old" from 2027-01-01 on is told wrongly.'),
    (5, {"ended": {"Old": 6}}, 'Timeline: "Old" from 2027-04-01 on is told wrongly.'),
]


@pytest.mark.parametrize(("number", "change", "said"), TELLING)
def test_what_is_told_of_a_period_is_what_it_is(
    shop: Tables, planned: Planned, number: int, change: dict[str, Any], said: str
) -> None:
    plan, time = planned
    accounts = list(time.periods)
    accounts[number] = replace(accounts[number], **change)
    assert periods.periods_are_told(shop, plan, replace(time, periods=tuple(accounts))) == [said]


def test_units_swapped_at_once_end_with_the_order(shop: Tables, planned: Planned) -> None:
    """In April two old ones become two D: eight are there, two ended."""
    swap = line("swap", 2, APRIL, "7.62", price=Decimal(4), license="D", from_license="Old")
    _, time = planned
    accounts = [
        replace(
            each,
            needed={},
            there={"Old": 10 - 2 * (t > 0) - 6 * (t > 3), "D": 2 * (t > 0)},
            ordered={"D": 2} if t == 1 else {},
            ended={1: {"Old": 2}, 4: {"Old": 6}}.get(t, {}),
        )
        for t, each in enumerate(time.periods)
    ]
    empty = (mix(holding(), holding()),) * 8
    plan, swapped = plan_of((swap,), (Conversion(0, 1, 2),), empty, tuple(accounts))
    assert periods.periods_are_told(shop, plan, swapped) == []


def test_a_year_s_units_have_ended_after_it(shop: Tables, planned: Planned) -> None:
    _, time = planned
    years = [
        replace(
            each,
            needed={},
            there={"Old": each.there["Old"], "CAL": 2 * (2 <= t < 6)},
            ordered={"CAL": 2} if t == 2 else {},
            ended={4: {"Old": 6}, 6: {"CAL": 2}}.get(t, {}),
        )
        for t, each in enumerate(time.periods)
    ]
    empty = (mix(holding(), holding()),) * 8
    plan, yearly = plan_of((PURCHASES[1],), (), empty, tuple(years))
    assert periods.periods_are_told(shop, plan, yearly) == []


def test_the_cal_mode_is_paid_once_for_all_servers_of_a_row(shop: Tables, planned: Planned) -> None:
    plan, time = planned
    for costs in ((), (("s", Decimal(40)),), (("s", Decimal(640)),)):
        wrong = replace(plan, server_costs=costs)
        assert periods.cal_mode_is_paid_once(shop, wrong, time) == [
            f"CAL mode costs are {dict(costs)}, not {{'s': Decimal('80.00')}}."
        ]
    later = replace(shop, servers=(replace(shop.servers[0], start=JULY),))
    assert periods.cal_mode_is_paid_once(later, plan, time) == []
    never = replace(shop, servers=(replace(shop.servers[0], start=date(2028, 1, 1)),))
    assert periods.cal_mode_is_paid_once(never, replace(plan, server_costs=()), time) == []


def test_the_offer_of_each_purchase(shop: Tables, planned: Planned) -> None:
    plan, _ = planned
    assert [offer.name for offer in periods.offers_of(shop, plan)] == ["CAL", "step-up"]
