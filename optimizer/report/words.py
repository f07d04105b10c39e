"""Dates and purchases in a planner's words."""

from datetime import date
from decimal import Decimal

from optimizer.domain.plan import Plan, PlanStatus, Purchase


def day_in_words(day: date) -> str:
    """1 January 2026."""
    months = "January February March April May June July August September October November December"
    return f"{day.day} {months.split()[day.month - 1]} {day.year}"


def span_in_words(first: date, last: date) -> str:
    """From the first day to the last one."""
    return f"{day_in_words(first)} to {day_in_words(last)}"


def bought_as(purchase: Purchase, plan: Plan) -> str:
    """The license and the way in which it is obtained."""
    if purchase.from_license is None:
        same = purchase.offer == purchase.license
        return purchase.license if same else f"{purchase.license}, {purchase.offer}"
    if purchase.from_license == purchase.license:
        return f"{purchase.license}, renewed"
    metrics = {b.license: b.metric for b in plan.balances}
    switched = metrics.get(purchase.license) != metrics.get(purchase.from_license)
    return f"{purchase.license}, {'switched' if switched else 'stepped up'}"


def simpler_than_cheapest(plan: Plan) -> str:
    """How much simpler the plan is than the cheapest one, and for how much more."""
    simple = plan.simplified
    assert simple is not None
    fewer = simple.deviating_before - simple.deviating
    more = f"{simple.cost - simple.optimum:,.{plan.digits}f} {plan.currency}"
    proven = "Proven: " if plan.status is PlanStatus.OPTIMAL else ""
    if not fewer and not proven:
        text = "no plan was found within the tolerance that is simpler than the cheapest one."
    elif not fewer:
        text = f"{proven}no plan within the tolerance is simpler than the cheapest one."
    else:
        text = f"{proven}simpler by {fewer:,} holder{'s' if fewer != 1 else ''} for {more} more."
    return text[0].upper() + text[1:]


def number(amount: Decimal) -> float | int:
    """An amount as a number of JSON."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)
