"""Anniversaries and the horizon's last day."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizer.domain.tables import Settings
from optimizer.licensing.horizon import anniversary, end_of, months_after

SETTINGS = Settings("USD", 2, date(2026, 1, 1), 3, Decimal(0))


def test_the_anniversary_of_a_leap_day_is_the_28th_in_other_years() -> None:
    assert [anniversary(date(2024, 2, 29), years) for years in (0, 1, 4)] == [
        date(2024, 2, 29),
        date(2025, 2, 28),
        date(2028, 2, 29),
    ]


def test_the_horizon_ends_on_the_day_before_an_anniversary() -> None:
    assert end_of(SETTINGS) == date(2028, 12, 31)
    assert end_of(replace(SETTINGS, as_of=date(2024, 2, 29), horizon=1)) == date(2025, 2, 27)


@pytest.mark.parametrize(
    ("months", "day"),
    [
        (0, date(2026, 1, 31)),
        (1, date(2026, 2, 28)),
        (3, date(2026, 4, 30)),
        (10, date(2026, 11, 30)),
        (11, date(2026, 12, 31)),
        (12, date(2027, 1, 31)),
        (25, date(2028, 2, 29)),
        (-1, date(2025, 12, 31)),
    ],
)
def test_a_month_too_short_ends_on_its_last_day(months: int, day: date) -> None:
    assert months_after(date(2026, 1, 31), months) == day


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.integers(0, 120))
def test_months_later_is_that_month_and_that_day_or_the_last(day: date, months: int) -> None:
    found = months_after(day, months)
    assert (found.year - day.year) * 12 + found.month - day.month == months
    assert found.day == min(day.day, monthrange(found.year, found.month)[1])
    assert (found + timedelta(days=1)).day == 1 or found.day == day.day
