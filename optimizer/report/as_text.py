"""The plan in a few lines, for the terminal."""

from collections.abc import Iterator
from decimal import Decimal

from optimizer.domain.plan import Plan, PlanStatus
from optimizer.domain.planned import Planned
from optimizer.report.over_time import said
from optimizer.report.words import simpler_than_cheapest


def lines(planned: Planned) -> Iterator[str]:
    """What to buy, what it costs, what it saves, and whether it is proven."""
    tables, plan = planned.tables, planned.plan
    settings = tables.settings
    span = (
        f"{settings.horizon} year{'s' if settings.horizon > 1 else ''} from "
        f"{settings.as_of.isoformat()}"
    )
    yield (
        f"Cheapest compliant plan: {money(plan.cost, plan)} over {span}, of which "
        f"{money(plan.due_now, plan)} now."
    )
    if not plan.purchases and not plan.server_costs:
        yield "Buy nothing."
    for purchase in plan.purchases:
        per = {"Once": "once", "Year": "a year", "Month": "a month"}[purchase.per]
        when = f" on {purchase.from_date}" if plan.over_time else ""
        packs = f" in {purchase.packs:,} pack{'s' * (purchase.packs != 1)}"
        packs = "" if purchase.packs == purchase.quantity else packs
        yield (
            f"  Buy {purchase.quantity:,} × {purchase.offer}{packs} at "
            f"{money(purchase.price, plan)} {per}{when}:"
            f" {money(purchase.cost, plan)}"
        )
    for server, cost in plan.server_costs:
        yield f"  Server license of {server} (CAL mode): {money(cost, plan)}"
    for kind, baseline in (("user", plan.all_users), ("device", plan.all_devices)):
        yield f"{comparison(kind, baseline, plan)}."
    yield from _rules(plan)
    yield from said(plan)
    if plan.budget is not None and not plan.budgets:
        verdict = (
            f"{money(plan.budget.missing, plan)} are missing" if plan.budget.missing else "enough"
        )
        yield (
            f"Budget {money(plan.budget.budget, plan)} for payments of "
            f"{money(plan.budget.payments, plan)}: {verdict}."
        )
    if plan.simplified is not None:
        yield simpler_than_cheapest(plan)
        yield f"The cheapest plan costs {money(plan.simplified.optimum, plan)}."
    elif plan.status is PlanStatus.OPTIMAL:
        yield "Proven: nothing cheaper exists; audited."
    else:
        yield (
            "Audited and compliant, not proven cheapest: no plan costs less than "
            f"{money(plan.lower_bound, plan)}."
        )


def _rules(plan: Plan) -> Iterator[str]:
    """What is done without looking for anything better, and what easier rules would cost."""
    for rule in plan.rules:
        if rule.habit and rule.cost is not None:
            yield f"{rule.name}: {money(rule.cost, plan)}; {_saves(rule.cost, plan)}."
    easier = [
        f"{rule.name[0].lower()}{rule.name[1:]}, {money(rule.cost, plan)}"
        for rule in plan.rules
        if rule.cost is not None and not rule.habit
    ]
    if easier:
        yield f"Easier to follow: {'; '.join(easier)}."


def scenario_lines(plan: Plan) -> Iterator[str]:
    """The scenarios as a table, what the plan itself comes to first; below it why any could not be
    met."""
    if not plan.futures:
        return
    rows = [
        ("Scenario", "Cost", "Difference", "Due now"),
        ("(the plan)", money(plan.cost, plan), "", money(plan.due_now, plan)),
    ]
    for future in plan.futures:
        other = future.plan
        amounts = (
            (future.status, "", "")
            if other is None
            else (
                money(other.cost, plan),
                f"{other.cost - plan.cost:+,} {plan.currency}",
                money(other.due_now, plan),
            )
        )
        rows.append((future.name, *amounts))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for name, *rest in rows:
        yield "  ".join(
            [
                name.ljust(widths[0]),
                *(text.rjust(width) for text, width in zip(rest, widths[1:], strict=True)),
            ]
        )
    for future in plan.futures:
        for reason in future.reasons:
            yield f"{future.name}: {reason}"
        if future.status is PlanStatus.FEASIBLE:
            yield f"{future.name}: compliant, but not proven cheapest in the time given."


def comparison(kind: str, baseline: Decimal | None, plan: Plan) -> str:
    """What licensing by users (devices) wherever possible would cost, and what the plan saves
    against it."""
    rule = f"{kind.capitalize()}s where possible"
    if baseline is None:
        return f"{rule}: {no_comparison(kind, plan)}"
    return f"{rule}: {money(baseline, plan)}; {_saves(baseline, plan)}"


def _saves(cost: Decimal, plan: Plan) -> str:
    saving = cost - plan.cost
    share = f" ({saving / cost:.1%})" if cost else ""
    return f"the plan saves {money(saving, plan)}{share}"


def money(amount: Decimal, plan: Plan) -> str:
    """An amount with its currency, grouped, with at least the currency's decimals."""
    typed = -int(amount.normalize().as_tuple().exponent)
    return f"{amount:,.{max(plan.digits, typed)}f} {plan.currency}"


def no_comparison(kind: str, plan: Plan) -> str:
    """Why there is no cost of licensing by users (devices) alone."""
    return "not worked out in the time given" if kind in plan.unfinished else "not possible"
