"""What a plan over time says of its dates: to a program, and in sentences."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from optimizer.domain.over_time import BudgetSpan
from optimizer.domain.planned import Planned
from optimizer.report.over_time import all_now, budgets, days, periods, said, stretches


def test_periods_have_their_first_and_last_day(years: Planned) -> None:
    assert stretches(years.tables) == [
        (date(2026, 1, 1), date(2026, 12, 31)),
        (date(2027, 1, 1), date(2027, 12, 31)),
    ]


def test_days_are_keys_where_there_are_any() -> None:
    first, last = date(2026, 1, 1), date(2026, 6, 30)
    assert days(first, last) == {"from": "2026-01-01", "to": "2026-06-30"}
    assert days(first, None) == days(None, last) == days(None, None) == {}


def test_each_period_has_its_account(years: Planned) -> None:
    """Ten at 20 a year, then five more; their year of 2028 is past the horizon."""
    assert periods(years.plan) == {
        "periods": [
            {
                "from": "2026-01-01",
                "to": "2026-12-31",
                "needed": {"User CAL": 10},
                "there": {"User CAL": 10},
                "ordered": {"User CAL": 10},
                "payments": 200,
            },
            {
                "from": "2027-01-01",
                "to": "2027-12-31",
                "needed": {"User CAL": 15},
                "there": {"User CAL": 15},
                "ordered": {"User CAL": 5},
                "payments": 300,
            },
        ],
        "committed_after": 100,
    }


def test_ordering_all_now_is_compared(years: Planned) -> None:
    """15 for both years at 20; an amount with cents stays one, none that was found is null."""
    assert all_now(years.plan) == {"all_now": 600}
    assert years.plan.over_time is not None
    odd = replace(years.plan.over_time, all_now=Decimal("600.50"))
    assert all_now(replace(years.plan, over_time=odd)) == {"all_now": 600.5}
    none = replace(years.plan.over_time, all_now=None)
    assert all_now(replace(years.plan, over_time=none)) == {"all_now": None}


def test_where_ordering_all_now_is_not_proven_its_bound_is_compared(years: Planned) -> None:
    """No such plan costs less than 590.00: 90.00 are saved at least. A bound below says nothing."""
    assert years.plan.over_time is not None
    bound = replace(years.plan.over_time, all_now=None, now_at_least=Decimal("590.00"))
    plan = replace(years.plan, over_time=bound)
    assert all_now(plan) == {"all_now": None, "all_now_at_least": 590}
    assert next(said(plan)) == (
        "Ordering when needed saves 90.00 USD or more against ordering everything now (590.00 USD "
        "or more)."
    )
    low = replace(bound, now_at_least=years.plan.cost)
    assert "saves" not in " ".join(said(replace(plan, over_time=low)))


def test_a_plan_without_dates_says_nothing_of_them(ward: Planned) -> None:
    assert all_now(ward.plan) == periods(ward.plan) == {}
    assert budgets(ward.plan) == list(said(ward.plan)) == []


def test_the_sentences(years: Planned) -> None:
    assert list(said(years.plan)) == [
        "Ordering when needed saves 100.00 USD against ordering everything now (600.00 USD).",
        "Buy now: 1 line; buy later: 1, on 2027-01-01.",
        "Committed after the horizon: 100.00 USD.",
    ]


def test_what_is_nothing_is_not_said(years: Planned) -> None:
    """All is bought now, as cheaply as at once, and nothing is committed."""
    assert years.plan.over_time is not None
    still = replace(years.plan.over_time, all_now=years.plan.cost, committed_after=Decimal(0))
    now = tuple(p for p in years.plan.purchases if p.from_date == date(2026, 1, 1))
    assert list(said(replace(years.plan, over_time=still, purchases=now))) == []


def test_orders_of_several_days_say_from_when_to_when(years: Planned) -> None:
    first, last = years.plan.purchases
    more = replace(last, from_date=date(2027, 7, 1))
    found = list(said(replace(years.plan, purchases=(first, first, last, more))))
    assert found[1] == "Buy now: 2 lines; buy later: 2, from 2027-01-01 to 2027-07-01."


def test_budgets_that_follow_each_other_are_told_one_by_one(years: Planned) -> None:
    assert years.plan.over_time is not None
    spans = (
        BudgetSpan(date(2026, 1, 1), date(2026, 12, 31), Decimal(250), Decimal(200)),
        BudgetSpan(date(2027, 1, 1), date(2027, 12, 31), Decimal(250), Decimal(300)),
    )
    plan = replace(years.plan, over_time=replace(years.plan.over_time, budgets=spans))
    assert budgets(plan) == [
        {"from": "2026-01-01", "to": "2026-12-31", "budget": 250, "payments": 200, "missing": 0},
        {"from": "2027-01-01", "to": "2027-12-31", "budget": 250, "payments": 300, "missing": 50},
    ]
    assert list(said(plan))[3:] == [
        "Budget from 2026-01-01 to 2026-12-31: 250.00 USD for payments of 200.00 USD: enough.",
        "Budget from 2027-01-01 to 2027-12-31: 250.00 USD for payments of 300.00 USD: 50.00 USD "
        "are missing.",
    ]
