"""What a plan pays in each year of the horizon, nominal and discounted."""

from collections.abc import Collection, Iterable
from decimal import ROUND_HALF_UP, Decimal, localcontext

from optimizer.domain.plan import YearPayment
from optimizer.domain.tables import Tables
from optimizer.licensing.payments import EXACT, Payment, years_after


def rounded_payments(amount: Decimal, tables: Tables) -> Decimal:
    """To the currency's minor unit, half up."""
    with localcontext(EXACT):
        return amount.quantize(Decimal(1).scaleb(-tables.settings.digits), ROUND_HALF_UP)


def by_year(
    paid: Iterable[tuple[Payment, int]], tables: Tables
) -> tuple[list[Decimal], list[Decimal]]:
    """Payments by year of the horizon, exact: nominal and discounted."""
    nominal = [Decimal(0)] * tables.settings.horizon
    discounted = [Decimal(0)] * tables.settings.horizon
    with localcontext(EXACT):
        for payment, times in paid:
            year = int(years_after(tables.settings.as_of, payment.day))
            nominal[year] += payment.nominal * times
            discounted[year] += payment.discounted * times
    return nominal, discounted


def years_of(
    paid: Collection[tuple[Payment, int]], cost: Decimal, due_now: Decimal, tables: Tables
) -> tuple[YearPayment, ...]:
    """Payments by year of the horizon, rounded; what rounding leaves goes to year 1, so that they
    add up: discounted to the cost, nominal to what is due now and what is due later."""
    start = tables.settings.as_of
    with localcontext(EXACT):
        nominal, discounted = by_year(paid, tables)
        later = sum((each.nominal * n for each, n in paid if each.day != start), Decimal(0))
        total = due_now + rounded_payments(later, tables)
        nominal = [rounded_payments(amount, tables) for amount in nominal]
        discounted = [rounded_payments(amount, tables) for amount in discounted]
        nominal[0] += total - sum(nominal, Decimal(0))
        discounted[0] += cost - sum(discounted, Decimal(0))
    return tuple(
        YearPayment(i + 1, n, d) for i, (n, d) in enumerate(zip(nominal, discounted, strict=True))
    )
