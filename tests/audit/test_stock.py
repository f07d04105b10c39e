"""Units, seen by the audit: counted anew, used once, converted only where there are any."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from optimizer.audit.stock import conversions_use_owned_units, supply_suffices, units_are_counted
from optimizer.domain.keywords import Metric
from optimizer.domain.plan import Plan
from optimizer.domain.tables import Tables
from tests.audit.shop import SHOP, P
from tests.support.books import solve

Found = tuple[Tables, Plan]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Found:
    return solve(Path(tmp_path_factory.mktemp("shop")), SHOP)


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """Three old units, assured, are stepped up: the only license that the server is met by."""
    sheets = {
        "Users": [["User", "Count"], ["clerks", 3]],
        "Access": [["User", "Server"], ["clerks", P]],
        "Licenses": [
            ["License", "Metric", "Covers", "Version", "Price"],
            ["Old", "User", "Windows Server", "2016", ""],
            ["New", "User", "Windows Server", "2022", ""],
        ],
        "Offers": [
            ["Offer", "License", "Price", "From license"],
            ["Step-up", "New", 20, "Old"],
        ],
        "Owned": [["License", "Quantity", "SA until"], ["Old", 3, "2026-06-30"]],
    }
    return solve(Path(tmp_path_factory.mktemp("upgraded")), sheets)


def balance(plan: Plan, license: str, change: Mapping[str, Any]) -> Plan:
    listed = (replace(b, **change) if b.license == license else b for b in plan.balances)
    return replace(plan, balances=tuple(listed))


def test_the_plans_are_in_order(shop: Found, upgraded: Found) -> None:
    for tables, plan in (shop, upgraded):
        assert units_are_counted(tables, plan) == []
        assert supply_suffices(tables, plan) == []
        assert conversions_use_owned_units(tables, plan) == []


def test_units_in_use_are_those_that_are_held(shop: Found) -> None:
    tables, plan = shop
    (said,) = units_are_counted(tables, balance(plan, "U", {"used": 2}))
    assert said == 'Holdings "U": 2 are listed as used, 3 are held.'
    assert units_are_counted(tables, replace(plan, balances=plan.balances[:1])) != []


def test_a_wide_license_uses_units_too(shop: Found) -> None:
    """Taken for the organization of five, it uses five."""
    tables, plan = shop
    tables = replace(
        tables,
        settings=replace(tables.settings, organization_size=5),
        licenses=(tables.licenses[0], replace(tables.licenses[1], metric=Metric.ORGANIZATION)),
    )
    taken = replace(plan, mix=replace(plan.mix, wide=((1, -1),)))
    assert units_are_counted(tables, taken) != []
    assert units_are_counted(tables, balance(taken, "D", {"used": 6})) == []  # the kiosk's beside


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"owned": 3}, "listed as owned, the workbook says 2"),
        ({"bought": 2}, "listed as bought, Purchases says 1"),
        ({"kept": 3}, "only 2 last through the horizon"),
        ({"left_over": 1}, "kept, converted and left over are not what is owned"),
        ({"surplus": 1}, "kept and bought are not used and surplus"),
        ({"surplus": -1, "used": 4}, "a number is negative"),
    ],
)
def test_an_account_that_does_not_balance_is_seen(
    shop: Found, change: dict[str, int], says: str
) -> None:
    tables, plan = shop
    assert any(says in said for said in supply_suffices(tables, balance(plan, "U", change)))


def test_what_is_bought_has_an_account(shop: Found) -> None:
    tables, plan = shop
    without = replace(plan, balances=tuple(b for b in plan.balances if b.license != "D"))
    assert supply_suffices(tables, without) == ['Holdings lacks "D", which is bought.']


def test_no_more_is_converted_than_is_there_and_assured(upgraded: Found) -> None:
    tables, plan = upgraded
    fewer = replace(tables, owned=(replace(tables.owned[0], quantity=2),))
    assert any("more units are converted" in s for s in conversions_use_owned_units(fewer, plan))
    long_ago = replace(tables.owned[0], sa_until=tables.settings.as_of - timedelta(days=2))
    lapsed = replace(tables, owned=(long_ago,))
    assert any("more units are converted" in s for s in conversions_use_owned_units(lapsed, plan))


def test_a_unit_is_kept_or_converted_and_listed_as_what_it_is(upgraded: Found) -> None:
    tables, plan = upgraded
    both = conversions_use_owned_units(tables, balance(plan, "Old", {"kept": 1}))
    assert both == ['Holdings "Old": a unit is kept and converted too.']
    (said,) = conversions_use_owned_units(tables, balance(plan, "Old", {"converted": 2}))
    assert "2 are listed as converted, Purchases says otherwise" in said


def test_at_expiry_takes_units_that_end_that_day(upgraded: Found) -> None:
    """They end on 30 June; the plan is changed to convert them from 1 July, or a day later."""
    tables, plan = upgraded
    ending = replace(tables.owned[0], until=date(2026, 6, 30))
    expiry = replace(
        tables, owned=(ending,), offers=tuple(replace(o, at_expiry=True) for o in tables.offers)
    )
    for day, right in ((date(2026, 7, 1), True), (date(2026, 7, 2), False)):
        dated = tuple(replace(p, from_date=day) for p in plan.purchases)
        found = conversions_use_owned_units(expiry, replace(plan, purchases=dated))
        assert (found == []) is right
