"""Orders by date: each corruption of a line is told by the one sentence that it breaks."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from optimizer.audit.orders import (
    conversions_use_what_is_there,
    money_by_date,
    nothing_could_be_put_off,
    orders_follow_offers,
)
from optimizer.domain.keywords import Per
from optimizer.domain.over_time import BudgetSpan, Conversion
from optimizer.domain.tables import Tables
from tests.audit.dated_shop import (
    APRIL,
    JULY,
    NEXT,
    NEXT_APRIL,
    NOW,
    PURCHASES,
    account,
    holding,
    line,
    mix,
    plan_of,
    read,
)


@pytest.fixture(scope="module")
def shop() -> Tables:
    return read()


def test_the_lines_follow_their_offers(shop: Tables) -> None:
    plan, time = plan_of()
    assert orders_follow_offers(shop, plan, time) == []
    assert conversions_use_what_is_there(shop, plan, time) == []


CAL, YEAR, STEP, SWAP, PACKS = range(5)

WRONG: dict[str, tuple[int, dict[str, Any], list[str]]] = {
    "no offer": (CAL, {"offer": "CALs"}, ['"CALs": there is no such offer.']),
    "what it gives": (CAL, {"license": "D"}, ['"CAL": it gives or uses up another license.']),
    "what it uses up": (
        STEP, {"from_license": "D"}, ['"step-up": it gives or uses up another license.'],
    ),
    "the last day of a quarter": (
        YEAR, {"from_date": JULY - timedelta(days=1), "cost": Decimal("30.96")},
        ['"a year": 2026-06-30 is no order date.'],
    ),
    "sold no longer": (
        CAL, {"from_date": NEXT_APRIL, "price": Decimal(60), "cost": Decimal("141.84"),
              "due_now": Decimal(0)},
        ['"CAL": it is not sold on 2027-04-01.'],
    ),
    "a unit less than its packs": (
        YEAR, {"quantity": 1}, ['"a year": 1 are no 2 packs.'],
    ),
    "no pack": (
        YEAR, {"packs": 0, "quantity": 0, "cost": Decimal(0)}, ['"a year": 0 are no 0 packs.'],
    ),
    "the price of a year later": (
        YEAR, {"price": Decimal("20.4"), "cost": Decimal("37.09")},
        ['"a year": 20.4 is not its price on 2026-07-01.',
         '"a year": its cost over the horizon is wrong.'],
    ),
    "once for a year": (YEAR, {"per": Per.ONCE}, ['"a year": 17 is not its price on 2026-07-01.']),
    "the other tier": (
        PACKS, {"price": Decimal(100)}, ['"packs": 100 is not its price on 2026-04-01.'],
    ),
    "a cent": (
        PACKS, {"cost": Decimal("327.65")}, ['"packs": its cost over the horizon is wrong.'],
    ),
    "not due on the first day": (
        CAL, {"due_now": Decimal(0)}, ['"CAL": what is due now is wrong.'],
    ),
    "due on the first day": (
        YEAR, {"due_now": Decimal(34)}, ['"a year": what is due now is wrong.'],
    ),
    "more than it uses up": (
        SWAP, {"quantity": 3, "packs": 3, "cost": Decimal("11.43")},
        ['"swap": it uses up 2 owned units.'],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_with_a_line_is_told(shop: Tables, name: str) -> None:
    number, change, expected = WRONG[name]
    lines = list(PURCHASES)
    lines[number] = replace(lines[number], **change)
    plan, time = plan_of(tuple(lines))
    assert orders_follow_offers(shop, plan, time) == [f"Purchases {each}" for each in expected]


PACK = PURCHASES[PACKS]


@pytest.mark.parametrize(
    ("bought", "outside"),
    [
        ([(APRIL, 1)], 0),  # 5: the minimum
        ([(APRIL, 2), (JULY, 1)], 0),  # 15: the maximum
        ([(APRIL, 2), (JULY, 2)], 2),  # 20 in all, each day's line is told
    ],
)
def test_the_minimum_is_a_day_s_and_the_maximum_the_horizon_s(
    shop: Tables, bought: list[tuple[date, int]], outside: int
) -> None:
    lines = [replace(PACK, from_date=day, packs=packs, quantity=5 * packs) for day, packs in bought]
    plan, time = plan_of(tuple(lines), ())
    said = orders_follow_offers(shop, plan, time)
    wrong = 'Purchases "packs": its quantity is outside of minimum and maximum.'
    assert said.count(wrong) == outside


def test_under_the_minimum_and_before_or_after_it_is_valid(shop: Tables) -> None:
    offers = tuple(replace(o, minimum=6, pack=1) if o.name == "packs" else o for o in shop.offers)
    few = replace(PACK, packs=5, quantity=5, price=Decimal(100))
    plan, time = plan_of((few,), ())
    said = orders_follow_offers(replace(shop, offers=offers), plan, time)
    assert 'Purchases "packs": its quantity is outside of minimum and maximum.' in said
    for day in (NOW, date(2026, 10, 1)):
        plan, time = plan_of((replace(PACK, from_date=day),), ())
        said = orders_follow_offers(shop, plan, time)
        assert f'Purchases "packs": it is not valid on {day}.' in said
    plan, time = plan_of((replace(PACK, from_date=JULY),), ())
    assert all("valid" not in said for said in orders_follow_offers(shop, plan, time))


def test_two_lines_of_a_day_reach_a_tier_together(shop: Tables) -> None:
    """Five and five are ten, at 90; on two days each is five, at 100."""
    five = replace(PACK, packs=1, quantity=5, cost=Decimal("163.82"))
    assert orders_follow_offers(shop, *plan_of((five, five), ())) == []
    apart = (five, replace(five, from_date=JULY))
    said = orders_follow_offers(shop, *plan_of(apart, ()))
    assert [each for each in said if "is not its price" in each] == [
        'Purchases "packs": 90 is not its price on 2026-04-01.',
        'Purchases "packs": 90 is not its price on 2026-07-01.',
    ]


def test_a_month_s_price_is_due_for_a_year_and_rounded_once(shop: Tables) -> None:
    """Twelve times 1.005 is 12.06; two packs due today are 24.12, and a year later as much again
    at a discount: 12.06 + 9.9669... = 22.03 a pack."""
    offers = tuple(
        replace(o, per=Per.MONTH, tiers=((1, Decimal("1.005")),)) if o.name == "CAL" else o
        for o in shop.offers
    )
    two = line(
        "CAL", 2, NOW, "44.06", price=Decimal("1.005"), per=Per.MONTH, due_now=Decimal("24.12")
    )
    assert orders_follow_offers(replace(shop, offers=offers), *plan_of((two,), ())) == []


OLD = 'Conversion of "Old" on'

UNITS: dict[str, tuple[tuple[Conversion, ...], list[str]]] = {
    "none": ((Conversion(2, 0, 0),), [f"{OLD} 2027-01-01: the units are not of the license used up."]),
    "more than end": (
        (Conversion(2, 0, 7),),
        ["7 units are converted, more than there are.",
         "A unit that sits with someone is converted for another one."],
    ),
    "all that sit nowhere": ((Conversion(2, 0, 4),), []),
    "one that sits with a": (
        (Conversion(2, 0, 5),), ["A unit that sits with someone is converted for another one."],
    ),
    "a's own two": ((Conversion(2, 0, 4), Conversion(2, 0, 2, (True, 0))), []),
    "more than a has": (
        (Conversion(2, 0, 3, (True, 0)),), ["More units are converted with a holder than sit there."],
    ),
    "from b, who has none": (
        (Conversion(2, 0, 1, (True, 1)),), ["More units are converted with a holder than sit there."],
    ),
    "those that do not end": (
        (Conversion(2, 1, 1),), [f"{OLD} 2027-01-01: the units do not end on the day before."],
    ),
    "all that are assured": ((Conversion(3, 1, 4),), []),
    "one more": (
        (Conversion(3, 1, 3), Conversion(3, 1, 2)),
        ["5 units are converted, more than there are.",
         "A unit that sits with someone is converted for another one."],
    ),
    "with a, from users to devices": (
        (Conversion(3, 0, 1, (True, 0)),),
        [f"{OLD} 2026-04-01: a unit that sits with someone changes its metric."],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", UNITS)
def test_owned_units_are_used_up_once_and_where_they_are(shop: Tables, name: str) -> None:
    """Of six that end with 2026 two sit with a, and one with somebody who left: that one is
    free."""
    conversions, expected = UNITS[name]
    plan, time = plan_of(PURCHASES, conversions)
    assert conversions_use_what_is_there(shop, plan, time) == expected


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2027, 4, 1), []),
        (date(2027, 4, 2), [f"{OLD} 2027-04-02: Software Assurance has ended."]),
    ],
)
def test_assurance_may_be_used_the_day_after_it_ends(
    shop: Tables, day: date, said: list[str]
) -> None:
    swap = replace(PURCHASES[SWAP], from_date=day)
    plan, time = plan_of((swap,), (Conversion(0, 1, 2),))
    assert conversions_use_what_is_there(shop, plan, time) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [(date(2026, 12, 31), []), (NEXT, [f"{OLD} 2027-01-01: the units have ended."])],
)
def test_units_are_there_to_their_last_day(shop: Tables, day: date, said: list[str]) -> None:
    swap = replace(PURCHASES[SWAP], from_date=day)
    plan, time = plan_of((swap,), (Conversion(0, 0, 2),))
    assert conversions_use_what_is_there(shop, plan, time) == said


def test_of_a_license_used_up_no_other_is_told(shop: Tables) -> None:
    owned = replace(shop.owned[1], license=2)
    tables = replace(shop, owned=(shop.owned[0], owned))
    plan, time = plan_of(PURCHASES, (Conversion(3, 1, 1),))
    assert conversions_use_what_is_there(tables, plan, time) == [
        'Conversion of "D" on 2026-04-01: the units are not of the license used up.'
    ]


def test_a_unit_may_change_its_metric_when_its_holder_has_left(shop: Tables) -> None:
    """b is there up to March 2027: in April that is no longer b's."""
    assigned = (replace(shop.assigned[0], holder=1),)
    owned = (replace(shop.owned[0], until=None, sa_until=None), shop.owned[1])
    tables = replace(shop, assigned=assigned, owned=owned)
    for day, expected in ((NEXT, ["a unit that sits with someone changes its metric."]),
                          (NEXT_APRIL, [])):  # fmt: skip
        swap = replace(PURCHASES[SWAP], from_date=day)
        plan, time = plan_of((swap,), (Conversion(0, 0, 1, (True, 1)),))
        said = conversions_use_what_is_there(tables, plan, time)
        assert said == [f"{OLD} {day}: {each}" for each in expected]


def held(users: list[int], devices: list[int]) -> tuple[Any, ...]:
    """In each quarter so many hold a CAL and a D."""
    return tuple(
        mix(holding((0, n, (0,))), holding((0, m, (2,))))
        for n, m in zip(users, devices, strict=True)
    )


NONE = [0] * 8


@pytest.mark.parametrize(
    ("bought", "users", "until"),
    [
        # At 50 throughout 2026 three bought on the first day are all needed on it.
        (3, [3] * 8, None),
        # One of the three is needed from July on: it could be ordered then, were that not cheaper
        # by the discount; without a discount it could.
        (3, [2, 2, 3, 3, 3, 3, 3, 3], APRIL),
        (3, [0, 3, 3, 3, 3, 3, 3, 3], APRIL),
        # A unit that is spare in the first quarter only from the second on is still needed in it.
        (3, [3, 2, 3, 3, 3, 3, 3, 3], None),
    ],
)
def test_what_could_wait_at_the_same_cost_is_told(
    shop: Tables, bought: int, users: list[int], until: date | None
) -> None:
    flat = replace(shop, settings=replace(shop.settings, discount_rate=Decimal(0)))
    lines = (line("CAL", bought, NOW, "150"),)
    plan, time = plan_of(lines, (), held(users, NONE))
    said = nothing_could_be_put_off(flat, plan, time)
    told = 'Purchases "CAL": a pack of 2026-01-01 could be ordered on {} at the same cost.'
    assert said == ([] if until is None else [told.format(until)])
    assert nothing_could_be_put_off(shop, plan, time) == []  # later it costs less


def test_a_dearer_day_or_one_on_which_it_is_not_sold_is_no_alternative(shop: Tables) -> None:
    """From 2027 on it is a fifth dearer, and from April 2027 not sold."""
    flat = replace(shop, settings=replace(shop.settings, discount_rate=Decimal(0)))
    for users in ([0, 0, 0, 0, 3, 3, 3, 3], [3] * 4 + [0] * 4):
        plan, time = plan_of((line("CAL", 3, date(2026, 10, 1), "150"),), (), held(users, NONE))
        assert nothing_could_be_put_off(flat, plan, time) == []
    level = replace(flat, timeline=(replace(flat.timeline[1], start=JULY),))
    line_ = line("CAL", 3, APRIL, "150")
    plan, time = plan_of((line_,), (), held([0, 0, 0, 3, 3, 3, 3, 3], NONE))
    assert nothing_could_be_put_off(level, plan, time) == []
    still = replace(flat, timeline=())
    assert len(nothing_could_be_put_off(still, plan, time)) == 1


def test_nor_one_on_which_it_is_not_valid(shop: Tables) -> None:
    flat = replace(shop, settings=replace(shop.settings, discount_rate=Decimal(0)), timeline=())
    plan, time = plan_of((line("CAL", 1, NOW, "50"),), (), held([0, 1, 1, 1, 1, 1, 1, 1], NONE))
    for change, told in (
        ({"valid_until": date(2026, 3, 31)}, 0),
        ({"valid_until": APRIL}, 1),
        ({"valid_from": APRIL}, 1),
        ({"valid_from": JULY}, 0),
        ({"minimum": 2}, 0),  # what is tiered is not looked at
        ({"minimum": 1}, 1),
        ({"tiers": ((1, Decimal(50)), (2, Decimal(40)))}, 0),
    ):
        offers = (replace(flat.offers[0], **change), *flat.offers[1:])
        assert len(nothing_could_be_put_off(replace(flat, offers=offers), plan, time)) == told


def test_a_pack_waits_as_a_whole_and_a_year_s_serves_to_its_end(shop: Tables) -> None:
    """Of a pack of two one is used. A year's unit ordered in April for July could wait."""
    flat = replace(shop, settings=replace(shop.settings, discount_rate=Decimal(0)), timeline=())
    offers = (replace(flat.offers[0], pack=2), *flat.offers[1:])
    plan, time = plan_of(
        (line("CAL", 2, NOW, "100", packs=1),), (), held([1, 2, 2, 2, 2, 2, 2, 2], NONE)
    )
    assert nothing_could_be_put_off(replace(flat, offers=offers), plan, time) == []
    a_year = line("a year", 1, APRIL, "17", price=Decimal(17), per=Per.YEAR)
    plan, time = plan_of((a_year,), (), held([0, 0, 1, 1, 1, 0, 0, 0], NONE))
    assert len(nothing_could_be_put_off(flat, plan, time)) == 1


QUARTERS = [
    (NOW, date(2026, 3, 31), "230"), (APRIL, date(2026, 6, 30), "188"),
    (JULY, date(2026, 9, 30), "34"), (date(2026, 10, 1), date(2026, 12, 31), "0"),
    (NEXT, date(2027, 3, 31), "43.2"), (NEXT_APRIL, date(2027, 6, 30), "198"),
    (date(2027, 7, 1), date(2027, 9, 30), "0"), (date(2027, 10, 1), date(2027, 12, 31), "0"),
]  # fmt: skip
"""In April two packs of 90 and two swaps at 4; now three at 50 and the CAL modes; two at 17; four at
10.8; the packs again, a tenth dearer."""


def test_the_money_of_each_period_and_budget_is_what_falls_due(shop: Tables) -> None:
    periods = tuple(account(*each) for each in QUARTERS)
    spans = (
        BudgetSpan(NOW, date(2026, 12, 31), Decimal(1), Decimal(452)),
        BudgetSpan(NEXT, date(2027, 12, 31), Decimal(1), Decimal("241.2")),
    )
    plan, time = plan_of(periods=periods, budgets=spans, server_costs=(("s", Decimal(80)),))
    assert money_by_date(shop, plan, time) == []
    for number in range(8):
        wrong = list(periods)
        wrong[number] = replace(wrong[number], payments=wrong[number].payments + 1)
        said = money_by_date(shop, plan, replace(time, periods=tuple(wrong)))
        assert said == [f"Timeline: the payments from {wrong[number].first} on are wrong."]
    cheap = (spans[0], replace(spans[1], payments=Decimal(241)))
    assert money_by_date(shop, plan, replace(time, budgets=cheap)) == [
        "The payments of the budget from 2027-01-01 on are wrong."
    ]


def test_what_is_due_after_the_horizon_is_told(shop: Tables) -> None:
    """24 months from July 2027 on: the second year's 20.4, twice, falls due after the horizon."""
    offers = tuple(replace(o, term=24) if o.name == "a year" else o for o in shop.offers)
    tables = replace(shop, offers=offers)
    late = line("a year", 2, date(2027, 7, 1), "0", price=Decimal("20.4"), per=Per.YEAR)
    plan, time = plan_of((late,), ())
    assert money_by_date(tables, plan, replace(time, committed_after=Decimal("40.8"))) == []
    assert money_by_date(tables, plan, time) == ["What is committed after the horizon is wrong."]
