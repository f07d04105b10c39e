"""Accounts of a plan over time: what is spare in a period, and what a budget lacks."""

from datetime import date
from decimal import Decimal

import pytest

from optimizer.domain.over_time import BudgetSpan, PeriodAccount

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def test_units_that_are_there_and_not_needed_are_spare() -> None:
    account = PeriodAccount(
        first=FIRST, last=LAST, people=7, devices=0, needed={"A": 3, "B": 2},
        there={"A": 10, "B": 2, "C": 4}, ordered={}, ended={}, payments=Decimal(0),
    )  # fmt: skip
    assert account.spare == {"A": 7, "B": 0, "C": 4}


@pytest.mark.parametrize(
    ("paid", "missing"), [("99.99", "0"), ("100", "0"), ("100.01", "0.01"), ("250", "150")]
)
def test_a_budget_lacks_what_is_paid_above_it(paid: str, missing: str) -> None:
    assert BudgetSpan(FIRST, LAST, Decimal(100), Decimal(paid)).missing == Decimal(missing)
