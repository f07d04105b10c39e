"""Anniversaries and the horizon's last day."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from optimizer.domain.tables import Settings
from optimizer.licensing.horizon import anniversary, end_of

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
