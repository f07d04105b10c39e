"""When a price is paid, discounted, and what a pack comes to over the horizon, rounded once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

from optimizer.domain.keywords import Per
from optimizer.domain.tables import Settings, Tables
from optimizer.licensing.horizon import anniversary, end_of

EXACT = Context(prec=60)
"""Digits carried while discounting; what is left after rounding to a minor unit is correct to the
last digit."""


@dataclass(frozen=True)
class Payment:
    """A sum due on a day: `nominal` as paid, `discounted` to As of; both exact, for one pack or one
    server."""

    day: date
    nominal: Decimal
    discounted: Decimal


def payments(
    price: Decimal, per: Per, settings: Settings, first: date, increase: Decimal = Decimal(0)
) -> tuple[Payment, ...]:
    """What a price means in payments: once, or at the start of each year from `first` to the
    horizon's end."""
    with localcontext(EXACT):
        if per is Per.ONCE:
            return (_payment(price, first, settings),)
        yearly = a_payment(price, per)
        days: list[date] = []
        while (day := anniversary(first, len(days))) <= end_of(settings):
            days.append(day)
        return tuple(
            _payment(yearly * (1 + increase) ** year, day, settings)
            for year, day in enumerate(days)
        )


def a_payment(price: Decimal, per: Per) -> Decimal:
    """What is paid at once for a price: twelve months ahead of one a month."""
    return price * 12 if per is Per.MONTH else price


def cal_mode_payments(tables: Tables, server: int) -> tuple[Payment, ...]:
    """What a server row costs in CAL mode: paid once, times Count; a sum that is invoiced, so in
    whole minor units, whatever a Price factor made of it."""
    row, settings = tables.servers[server], tables.settings
    with localcontext(EXACT):
        smallest = Decimal(1).scaleb(-settings.digits)
        amount = (row.cal_mode_cost * row.count).quantize(smallest, ROUND_HALF_UP)
    return payments(amount, Per.ONCE, settings, settings.as_of)


def _payment(amount: Decimal, day: date, settings: Settings) -> Payment:
    return Payment(
        day, amount, amount / (1 + settings.discount_rate) ** years_after(settings.as_of, day)
    )


def years_after(as_of: date, day: date) -> Decimal:
    """Years from As of to a day: whole on an anniversary, else days / 365.25."""
    whole = day.year - as_of.year
    if whole >= 0 and anniversary(as_of, whole) == day:
        return Decimal(whole)
    return Decimal((day - as_of).days) / Decimal("365.25")


def minor(paid: Iterable[Payment], digits: int) -> int:
    """The discounted sum of payments in minor units, rounded once, half up."""
    with localcontext(EXACT):
        total = sum((payment.discounted for payment in paid), Decimal(0))
        return int((total * 10**digits).quantize(Decimal(1), ROUND_HALF_UP))
