"""What JSON and the terminal say of a plan over time."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from optimizer.domain.plan import Plan
from optimizer.domain.tables import Tables
from optimizer.licensing.periods import periods_of
from optimizer.report.words import number


def stretches(tables: Tables) -> list[tuple[date, date]]:
    """First and last day of every period."""
    return [(period.first, period.last) for period in periods_of(tables.settings)]


def days(first: date | None, last: date | None) -> dict[str, str]:
    """The JSON keys of a row that holds from a day to another one; none in a plan without dates."""
    if first is None or last is None:
        return {}
    return {"from": first.isoformat(), "to": last.isoformat()}


def all_now(plan: Plan) -> dict[str, Any]:
    """The JSON keys of what everything ordered on As of would cost, or would at least."""
    time = plan.over_time
    if time is None:
        return {}
    found: dict[str, Any] = {"all_now": None if time.all_now is None else number(time.all_now)}
    if time.now_at_least is not None:
        found["all_now_at_least"] = number(time.now_at_least)
    return found


def periods(plan: Plan) -> dict[str, Any]:
    """The JSON keys of the periods."""
    time = plan.over_time
    if time is None:
        return {}
    return {
        "periods": [
            {
                **days(account.first, account.last),
                "needed": dict(account.needed),
                "there": dict(account.there),
                "ordered": dict(account.ordered),
                "payments": number(account.payments),
            }
            for account in time.periods
        ],
        "committed_after": number(time.committed_after),
    }


def budgets(plan: Plan) -> list[dict[str, Any]]:
    """The JSON entries of the budgets that hold one after the other."""
    time = plan.over_time
    return [
        {
            **days(span.first, span.last),
            "budget": number(span.budget),
            "payments": number(span.payments),
            "missing": number(span.missing),
        }
        for span in (time.budgets if time is not None else ())
    ]


def said(plan: Plan) -> Iterator[str]:
    """What the terminal and Summary say of dates, in sentences."""
    time = plan.over_time
    if time is None:
        return
    later = [p for p in plan.purchases if p.from_date > time.periods[0].first]
    if time.all_now is not None and time.all_now > plan.cost:
        saves = time.all_now - plan.cost
        yield (
            f"Ordering when needed saves {saves:,} {plan.currency} against ordering everything now "
            f"({time.all_now:,} {plan.currency})."
        )
    elif time.now_at_least is not None and time.now_at_least > plan.cost:
        saves = time.now_at_least - plan.cost
        yield (
            f"Ordering when needed saves {saves:,} {plan.currency} or more against ordering "
            f"everything now ({time.now_at_least:,} {plan.currency} or more)."
        )
    if later:
        now = len(plan.purchases) - len(later)
        first, last = later[0].from_date, later[-1].from_date
        when = f"on {first}" if first == last else f"from {first} to {last}"
        yield f"Buy now: {now} line{'' if now == 1 else 's'}; buy later: {len(later)}, {when}."
    if time.committed_after:
        yield f"Committed after the horizon: {time.committed_after:,} {plan.currency}."
    yield from _budgets_said(plan)


def _budgets_said(plan: Plan) -> Iterator[str]:
    """A sentence for each budget of those that follow each other."""

    def money(amount: Decimal) -> str:
        return f"{amount:,.{plan.digits}f} {plan.currency}"

    for span in plan.budgets:
        verdict = f"{money(span.missing)} are missing" if span.missing else "enough"
        yield (
            f"Budget from {span.first} to {span.last}: {money(span.budget)} for payments of "
            f"{money(span.payments)}: {verdict}."
        )
