"""The days of a plan: anniversaries of As of, and the last day of the horizon.

The audit reads these rules anew, in its own words (optimizer/audit/rules.py).
"""

from calendar import monthrange
from datetime import date, timedelta

from optimizer.domain.tables import Settings


def anniversary(day: date, years: int) -> date:
    """The same day `years` later; that of 29 February is 28 February where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def end_of(settings: Settings) -> date:
    """The plan's last day: As of + Horizon years - 1 day."""
    return anniversary(settings.as_of, settings.horizon) - timedelta(days=1)
