"""A plan's own sums: who is licensed, what is missing in budgets, what is spare throughout."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from optimizer.domain.over_time import BudgetSpan, PeriodAccount
from optimizer.domain.plan import Budget, OverTime, Plan, Texts
from tests.support.plans import NOBODY, holding, plan


def test_members_who_hold_anything_are_licensed() -> None:
    assert holding((0, 5, (1,)), (0, 3, ()), (1, 2, (0, 1))).licensed == 7
    assert NOBODY.licensed == 0


def test_over_time_the_most_of_any_period_are() -> None:
    """Five in the first period, five and three in the second, three in the third."""
    runs = holding((0, 5, (1,)), (1, 3, (1,)), (2, 9, ()))
    dated = replace(runs, first=np.array([0, 1, 0]), last=np.array([1, 2, 2]))
    assert dated.licensed == 8
    assert replace(dated, last=np.array([0, 2, 2])).licensed == 5
    assert replace(NOBODY, first=NOBODY.row, last=NOBODY.row).licensed == 0


def test_texts_are_kept_once_each() -> None:
    texts = Texts.of(["b", "a", "b", ""])
    assert texts.distinct == ("b", "a", "")
    assert [texts[i] for i in range(4)] == ["b", "a", "b", ""]


def test_texts_among_words_leave_out_those_in_no_line_and_join_equal_ones() -> None:
    texts = Texts.among(np.array([3, 0, 3, 1]), ["x", "y", "unused", "x"])
    assert [texts[i] for i in range(4)] == ["x", "x", "x", "y"]
    assert sorted(texts.distinct) == ["x", "y"]


FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def period(needed: int, there: int) -> PeriodAccount:
    """One in which so many units of A are needed, and so many are there."""
    return PeriodAccount(
        first=FIRST, last=LAST, people=1, devices=0, needed={"A": needed}, there={"A": there},
        ordered={}, ended={}, payments=Decimal(0),
    )  # fmt: skip


def over_time(*periods: PeriodAccount, budgets: tuple[BudgetSpan, ...] = ()) -> Plan:
    return plan(
        over_time=OverTime(
            periods=periods, mixes=(), twins=(), conversions=(), committed_after=Decimal(0),
            budgets=budgets,
        )
    )  # fmt: skip


def test_what_is_there_and_not_needed_is_spare() -> None:
    assert period(3, 10).spare == {"A": 7}
    assert replace(period(3, 10), needed={}).spare == {"A": 10}


@pytest.mark.parametrize(("spare", "units"), [((5, 3, 4), 3), ((9, 9), 6), ((5, 0), 0)])
def test_what_some_period_needs_is_not_spare(spare: tuple[int, ...], units: int) -> None:
    periods = [period(10 - units_, 10) for units_ in spare]
    assert over_time(*periods).spare_throughout("A", 6) == units


def test_without_periods_all_is_spare_and_a_license_in_no_account_none() -> None:
    assert plan().spare_throughout("A", 6) == 6
    assert over_time(period(5, 10)).spare_throughout("B", 6) == 0


def test_what_is_missing_in_budgets_adds_up() -> None:
    spans = tuple(
        BudgetSpan(FIRST, LAST, Decimal(100), Decimal(paid)) for paid in ("110.50", "90", "104.50")
    )
    assert over_time(budgets=spans).budgets == spans
    assert over_time(budgets=spans).missing_in_budget == 15
    one = replace(plan(), budget=Budget(Decimal(100), Decimal(130), Decimal(30)))
    assert one.missing_in_budget == 30
    assert plan().missing_in_budget is None
    assert plan().budgets == ()
