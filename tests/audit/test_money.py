"""Money, seen by the audit: each line by its offer, and every sum of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from optimizer.audit.money import (
    at_once,
    by_year,
    cal_mode_due,
    cal_mode_is_paid,
    money_adds_up,
    purchases_follow_offers,
)
from optimizer.domain.keywords import Metric
from optimizer.domain.plan import Plan, PlanStatus
from optimizer.domain.tables import Tables
from tests.audit.shop import SHOP
from tests.support.books import solve

Found = tuple[Tables, Plan]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Found:
    return solve(Path(tmp_path_factory.mktemp("shop")), SHOP)


def test_the_shop_s_money_by_hand(shop: Found) -> None:
    tables, plan = shop
    assert plan.cost == 37
    assert by_year(tables, plan) == ([Decimal(27), Decimal(11)], [Decimal(27), Decimal(10)])
    assert at_once(tables, plan) == 20
    assert cal_mode_due(tables, plan) == {"web": Decimal(7)}
    for check in (purchases_follow_offers, cal_mode_is_paid, money_adds_up):
        assert check(tables, plan) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"quantity": 2}, "are no 1 packs"),
        ({"packs": 0}, "are no 0 packs"),
        ({"price": Decimal(10)}, "the price is not"),
        ({"per": "Once"}, "the price is not"),
        ({"from_date": date(2026, 1, 2)}, "it starts now, not on 2026-01-02"),
        ({"cost": Decimal(20)}, "the cost over the horizon"),
        ({"due_now": Decimal(21)}, "what is due now is wrong"),
        ({"license": "D"}, 'no offer of that name gives "D"'),
        ({"from_license": "D"}, 'it uses up "None", not "D"'),
    ],
)
def test_a_line_that_is_not_its_offer_s_is_seen(
    shop: Found, change: dict[str, Any], says: str
) -> None:
    tables, plan = shop
    wrong = tuple(replace(p, **change) if p.license == "U" else p for p in plan.purchases)
    assert any(
        says in said for said in purchases_follow_offers(tables, replace(plan, purchases=wrong))
    )


@pytest.mark.parametrize("change", [{"minimum": 2}, {"maximum": 0}])
def test_an_offer_s_minimum_and_maximum_count(shop: Found, change: dict[str, Any]) -> None:
    tables, plan = shop
    offers = tuple(replace(offer, **change) for offer in tables.offers)
    found = purchases_follow_offers(replace(tables, offers=offers), plan)
    assert any("outside its minimum and maximum" in said for said in found)


def test_a_core_license_that_fits_lifts_the_cal_mode_cost_and_no_other_does(shop: Found) -> None:
    tables, plan = shop
    core = replace(tables.licenses[0], metric=Metric.CORE)
    licenses = (core, *tables.licenses[1:])
    with_core = replace(plan, mix=replace(plan.mix, wide=((0, 0),)))
    assert cal_mode_due(replace(tables, licenses=licenses), with_core) == {}
    assert cal_mode_is_paid(replace(tables, licenses=licenses), with_core) != []
    old = (replace(core, version=0), *tables.licenses[1:])
    assert cal_mode_due(replace(tables, licenses=old), with_core) == {"web": Decimal(7)}


def test_cal_mode_left_out_is_seen(shop: Found) -> None:
    tables, plan = shop
    assert cal_mode_is_paid(tables, replace(plan, server_costs=())) != []


def year(plan: Plan, index: int, **change: Any) -> Plan:
    years = list(plan.payments)
    years[index] = replace(years[index], **change)
    return replace(plan, payments=tuple(years))


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda p: replace(p, cost=Decimal(36)), "not the sum of its lines"),
        (lambda p: replace(p, payments=p.payments[:1]), "do not name each year once"),
        (lambda p: year(p, 0, discounted=Decimal(26)), "discounted payments do not add up"),
        (lambda p: year(p, 1, nominal=Decimal(12)), "of year 2 are not those"),
        (lambda p: year(p, 0, nominal=Decimal(26)), "payments do not add up to what is due"),
        (lambda p: replace(p, due_now=Decimal(26)), "Due now is not"),
        (lambda p: replace(p, lower_bound=Decimal(38)), "status does not follow"),
        (lambda p: replace(p, lower_bound=Decimal(30)), "status does not follow"),
        (lambda p: replace(p, status=PlanStatus.FEASIBLE), "status does not follow"),
        (lambda p: replace(p, budget=None), "The budget is missing"),
        (
            lambda p: replace(p, budget=replace(p.budget, missing=Decimal(1))),
            "The budget's comparison is wrong",
        ),
    ],
)
def test_a_sum_that_is_wrong_is_seen(shop: Found, wrong: Callable[[Plan], Plan], says: str) -> None:
    tables, plan = shop
    assert any(says in said for said in money_adds_up(tables, wrong(plan)))
