"""Order dates, periods and payments over time, read anew by the audit."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from optimizer.audit import dated_rules, rules
from optimizer.domain.keywords import Metric, Per
from optimizer.domain.tables import Kind, Orders, Owned, Settings, Tables
from tests.audit.shop import SHOP
from tests.support.books import solve
from tests.support.stated import timetable

SETTINGS = Settings(
    currency="USD", digits=2, as_of=date(2026, 1, 31), horizon=1, discount_rate=Decimal(0),
    orders=Orders.QUARTERLY,
)  # fmt: skip


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """Ordered each quarter from 1 January 2026, for two years."""
    found = solve(Path(tmp_path_factory.mktemp("shop")), SHOP)[0]
    return replace(found, settings=replace(found.settings, orders=Orders.QUARTERLY))


def test_a_month_that_is_too_short_ends_on_its_last_day() -> None:
    assert dated_rules.months_on(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert dated_rules.months_on(date(2027, 11, 30), 3) == date(2028, 2, 29)
    assert dated_rules.months_on(date(2026, 1, 31), 12) == date(2027, 1, 31)


def test_order_dates_begin_periods_which_leave_no_day_out() -> None:
    assert dated_rules.order_dates(SETTINGS) == [
        date(2026, 1, 31), date(2026, 4, 30), date(2026, 7, 31), date(2026, 10, 31),
        date(2027, 1, 31),
    ]  # fmt: skip
    first, *_, last = dated_rules.stretches(SETTINGS)
    assert first == (date(2026, 1, 31), date(2026, 4, 29))
    assert last == (date(2026, 10, 31), date(2027, 1, 30))
    assert len(dated_rules.order_dates(replace(SETTINGS, orders=Orders.YEARLY))) == 2


def test_a_term_serves_as_many_periods_as_it_is_long_up_to_the_horizon(shop: Tables) -> None:
    offer = shop.offers[0]
    assert dated_rules.served(shop, offer, date(2026, 4, 1)) == range(1, 8)
    year = replace(offer, term=12)
    assert dated_rules.served(shop, year, date(2026, 4, 1)) == range(1, 5)
    assert dated_rules.served(shop, year, date(2027, 7, 1)) == range(6, 8)


def test_what_is_paid_yearly_is_paid_from_the_order_on_and_grows(shop: Tables) -> None:
    offer = replace(shop.offers[0], increase=Decimal("0.1"))
    paid, later = dated_rules.dated_payments(shop, offer, Decimal(100), date(2026, 7, 1))
    assert paid == [
        (date(2026, 7, 1), Decimal(100), Decimal("0.5")),
        (date(2027, 7, 1), Decimal(110), Decimal("1.5")),
    ]
    assert later == 0


def test_a_term_is_paid_to_its_end_also_past_the_horizon(shop: Tables) -> None:
    """24 months from July 2027: 120 now, the second year after the horizon. Of 18 months the
    second payment is for half a year."""
    offer = replace(shop.offers[0], term=24, per=Per.MONTH)
    paid, later = dated_rules.dated_payments(shop, offer, Decimal(10), date(2027, 7, 1))
    assert paid == [(date(2027, 7, 1), Decimal(120), Decimal("1.5"))]
    assert later == 120
    shorter = replace(offer, term=18)
    assert dated_rules.dated_payments(shop, shorter, Decimal(10), date(2027, 7, 1))[1] == 60


def test_once_is_once(shop: Tables) -> None:
    once = replace(shop.offers[0], per=Per.ONCE, term=36)
    paid, later = dated_rules.dated_payments(shop, once, Decimal(70), date(2026, 1, 1))
    assert (paid, later) == ([(date(2026, 1, 1), Decimal(70), Decimal(0))], 0)


TIMELINE = """
    Settings
    Setting | Value
    As of   | 2026-01-01
    Horizon | 2
    Orders  | Quarterly

    Users
    User | Count | License by | From       | To
    ann  | 3     |            |            |
    bob  | 5     | User       | 2026-04-01 | 2026-09-30
    cat  | 2     |            | 2026-10-01 |

    Devices
    Device | Count | License by
    PC     | 7     | Device

    Servers
    Server | Product             | From       | To
    one    | Windows Server 2022 |            | 2026-06-30
    two    | Windows Server 2022 | 2026-07-01 |

    Access
    User | Device | Server | From       | To
    ann  | PC     | one    |            |
    bob  | PC     | two    |            | 2026-07-01
    cat  | PC     | two    | 2026-12-31 |

    Licenses
    License | Metric | Covers         | Price
    U       | User   | Windows Server | 10
    D       | Device | Windows Server | 20

    Offers
    Offer | License | Price | From quantity
    few   | U       | 9     | 1
    few   | U       | 7     | 10

    Timeline
    From       | Change          | Target | Value
    2026-02-10 | Price           | U      | 12
    2026-04-01 | Count           | ann    | 4
    2026-04-01 | Count factor    | bob    | 1.5
    2026-04-01 | Price factor    | few    | 2
    2026-07-01 | License by      | PC     | User
    2026-07-01 | Product         | two    | Windows Server 2025
    2026-08-01 | License by      | ann    | User
    2026-10-01 | Without license | D      |
    2027-01-01 | Without offer   | few    |
    2027-01-01 | Count           | PC     | 9
"""


@pytest.fixture(scope="module")
def changing() -> Tables:
    return timetable(TIMELINE).tables


def test_what_the_timeline_comes_to(changing: Tables) -> None:
    """7.5 of bob are rounded up; of one day's rows all hold together, and so does what was before."""
    found = dated_rules.states(changing)
    told = [
        (
            str(day), state.counts["User"].tolist(), state.counts["Device"].tolist(),
            state.kinds["User"].tolist(), state.kinds["Device"].tolist(),
            [[f"{least}: {price:f}" for least, price in tiers] for tiers in state.tiers],
            sorted(state.gone), state.products[0] == state.products[1],
        )
        for day, state in found
    ]  # fmt: skip
    assert [row[0] for row in told] == [
        "0001-01-01", "2026-02-10", "2026-04-01", "2026-07-01", "2026-08-01", "2026-10-01",
        "2027-01-01",
    ]  # fmt: skip
    assert [row[1] for row in told] == [[3, 5, 2], [3, 5, 2], *[[4, 8, 2]] * 5]
    assert [row[2] for row in told] == [[7]] * 6 + [[9]]
    assert [row[3][0] for row in told] == [Kind.EITHER] * 4 + [Kind.USER] * 3
    assert [row[4][0] for row in told] == [Kind.DEVICE] * 3 + [Kind.USER] * 4
    assert [row[5][0] for row in told] == [["1: 10"]] + [["1: 12"]] * 6
    assert [row[5][2] for row in told] == [["1: 9", "10: 7"]] * 2 + [["1: 18", "10: 14"]] * 5
    assert [row[6] for row in told] == [[]] * 5 + [[1], [1, 2]]
    assert [row[7] for row in told] == [True] * 3 + [False] * 4
    assert dated_rules.on(found, date(2026, 2, 9)) is found[0][1]
    assert dated_rules.on(found, date(2026, 2, 10)) is found[1][1]
    assert dated_rules.on(found, date(2040, 1, 1)) is found[-1][1]


def test_what_each_period_asks_for(changing: Tables) -> None:
    """The most of a count in the period, the last License by but for an empty one, every product
    used in it, servers and accesses that are there on some day of it."""
    found = dated_rules.states(changing)
    told = [
        dated_rules.tables_of(changing, found, first, last)
        for first, last in dated_rules.stretches(changing.settings)
    ]
    assert [each.users.count.tolist() for each in told] == [
        [3, 0, 0], [4, 8, 0], [4, 8, 0], *[[4, 0, 2]] * 5,
    ]  # fmt: skip
    assert [each.devices.count.tolist() for each in told] == [[7]] * 4 + [[9]] * 4
    assert [int(each.users.kind[0]) for each in told] == [Kind.EITHER] * 2 + [Kind.USER] * 6
    assert [int(each.devices.kind[0]) for each in told] == [Kind.DEVICE] * 2 + [Kind.USER] * 6
    assert [[server.count for server in each.servers] for each in told] == (
        [[1, 0]] * 2 + [[0, 1]] * 6
    )
    assert [len(each.access.user) for each in told] == [2, 2, 2, 2, 2, 2, 2, 2]
    assert [each.access.user.tolist() for each in told] == [[0, 1]] * 3 + [[0, 2]] * 5


def test_a_state_is_changed_by_itself(changing: Tables) -> None:
    (_, base), *_ = dated_rules.states(changing)
    other = base.copy()
    other.counts["User"][0] = 99
    other.kinds["User"][0] = Kind.DEVICE
    other.gone.add(0)
    other.tiers.pop()
    other.products.pop()
    assert base.counts["User"][0] == 3
    assert base.kinds["User"][0] == Kind.EITHER
    assert (base.gone, len(base.tiers), len(base.products)) == (set(), 3, 2)


def test_counts_grow_up_to_a_limit_and_are_rounded_half_up(changing: Tables) -> None:
    growth = next(c for c in changing.timeline if c.what == "Count factor")
    for factor, expected in (("0.5", 3), ("0.49", 2), ("1E12", 10**12), ("2E11", 10**12)):
        grown = replace(changing, timeline=(replace(growth, value=Decimal(factor)),))
        assert dated_rules.states(grown)[-1][1].counts["User"][1] == expected


@pytest.mark.parametrize(
    ("start", "stop", "there"),
    [
        (None, None, True),
        (date(2026, 6, 30), None, True),
        (date(2026, 7, 1), None, False),
        (None, date(2026, 4, 1), True),
        (None, date(2026, 3, 31), False),
        (date(2026, 7, 1), date(2026, 3, 31), False),
    ],
)
def test_who_is_there_on_some_day_of_a_stretch(
    start: date | None, stop: date | None, there: bool
) -> None:
    began, ended = (np.array([day], "datetime64[D]") for day in (start, stop))
    first, last = date(2026, 4, 1), date(2026, 6, 30)
    assert dated_rules.meets(first, last, began, ended).tolist() == [there]


def test_licenses_whose_newest_version_units_lose(shop: Tables) -> None:
    """Within the horizon, that is before its last day; of a license without a version, in some
    number."""
    newest = replace(shop.licenses[0], version=dated_rules.SUBSCRIPTION)
    others = (replace(license, version=5) for license in shop.licenses[1:])
    tables = replace(shop, licenses=(newest, *others))
    last = rules.last_day(shop.settings)
    for change, lapsing in (
        ({"sa_until": last - timedelta(days=1)}, (0,)),
        ({"sa_until": last}, ()),
        ({"sa_until": None}, ()),
        ({"sa_until": date(2026, 3, 1), "quantity": 0}, ()),
        ({"sa_until": date(2026, 3, 1), "license": 1}, ()),
    ):
        owned = Owned(license=0, quantity=2, until=None, row=2)
        changed = replace(tables, owned=(replace(owned, **change),))
        assert dated_rules.lapsing(changed) == lapsing


def test_the_same_right(shop: Tables) -> None:
    one = shop.licenses[0]
    assert dated_rules.same_right(one, replace(one, name="other", covers=one.covers * 2))
    for change in (
        {"metric": Metric.SERVER}, {"covers": (99,)}, {"version": 7}, {"types": frozenset({1})},
    ):  # fmt: skip
        assert not dated_rules.same_right(one, replace(one, **change))


def test_a_unit_converted_within_a_period_serves_from_the_next_one_on_unless_it_is_the_same_right(
    shop: Tables,
) -> None:
    renewal = replace(shop.offers[0], from_license=shop.offers[0].license, at_expiry=True)
    assert dated_rules.served(shop, renewal, date(2026, 5, 16)) == range(1, 8)
    other = next(k for k, license in enumerate(shop.licenses) if k != renewal.license)
    changed = replace(renewal, from_license=other)
    assert dated_rules.served(shop, changed, date(2026, 5, 16)) == range(2, 8)
    assert dated_rules.served(shop, changed, date(2026, 4, 1)) == range(1, 8)


def test_days_on_no_order_date_are_counted(shop: Tables) -> None:
    offer = shop.offers[0]
    paid, later = dated_rules.dated_payments(shop, offer, Decimal(10), date(2026, 7, 2))
    assert [day for day, *_ in paid] == [date(2026, 7, 2), date(2027, 7, 2)]
    assert [f"{years:.4f}" for *_, years in paid] == ["0.4983", "1.4976"]
    assert later == 0
