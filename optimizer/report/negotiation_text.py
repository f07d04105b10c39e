"""What a negotiation came to, in sentences for a reader who knows no mathematics."""

from collections.abc import Iterator
from decimal import Decimal

from optimizer.domain.answers import Curve, NegotiationAnswers
from optimizer.domain.plan import Plan
from optimizer.report.as_text import money


def sentences(deal: NegotiationAnswers, plan: Plan) -> Iterator[str]:
    """The answers, most useful first."""
    for curve in sorted(
        deal.curves, key=lambda c: (not c.segments[c.today].quantity, -c.discounts[-1][1])
    ):
        yield _price(curve, plan)
    for worth in sorted(deal.worths, key=lambda w: -(w.worth or Decimal(0))):
        if worth.worth is None:
            yield f'Without the offer "{worth.offer}" there is no compliant plan.'
        elif worth.worth:
            yield f'The offer "{worth.offer}" is worth {money(worth.worth, plan)}: the plan without it costs that much more.'
    if deal.renewal is not None:
        yield _renewal(deal, plan)
    if deal.rare:
        step = deal.rare[0]
        yield (
            f"Blocking the accesses of fewer than {step.sessions:g} sessions would save "
            f"{money(step.saving, plan)}; "
            f"{len(deal.rare)} such steps are listed below."
        )
    if deal.levers:
        lever = deal.levers[0]
        yield (
            f"The {lever.kind.lower()} whose change saves most: {lever.name}, {lever.change}: "
            f"{money(lever.saving, plan)}. "
            "Savings of several do not add up."
        )
    if deal.wide:
        choice = deal.wide[0]
        verb = "saves" if choice.difference < 0 else "costs"
        yield f'One more "{choice.license}", on {choice.server}, {verb} {money(abs(choice.difference), plan)} against the plan.'
    if deal.blocking is not None:
        b = deal.blocking
        best = (
            "no fewer sessions could be lost"
            if b.proven
            else "the best list found in the time given"
        )
        yield (
            f"Within the budget: block {len(b.blocked)} accesses ({b.sessions:,.4g} sessions; "
            f"{best}); "
            f"the rest is compliant and pays {money(b.payments, plan)}. The plan itself stays the "
            "compliant one."
        )
    elif plan.budget is not None and plan.budget.missing:
        yield "Within the budget: no list of accesses to block was found in the time given. Allow more with --time-limit."


def _price(curve: Curve, plan: Plan) -> str:
    """What one price does."""
    now, per = (
        curve.segments[curve.today],
        {"Once": "", "Year": " a year", "Month": " a month"}[curve.per],
    )
    what = curve.license if curve.offer == curve.license else f"{curve.license} ({curve.offer})"
    what = f"pack of {curve.pack} {what}" if curve.pack > 1 else what
    each = f"{'an' if what[0] in 'AEIOU' else 'a'} {what}"
    today = f"{money(curve.price, plan)}{per}"
    parts = []
    if curve.break_even is not None:
        lower = next(s for s in curve.segments if s.high == curve.break_even)
        saving = curve.cost_today - lower.cost_high
        more, saved = (
            lower.quantity - now.quantity,
            f" and save {money(saving, plan)}" if saving else "",
        )
        parts.append(
            f"At {money(curve.break_even, plan)} instead of {today} {each} you would buy {more:,} "
            f"{'more of them' if now.quantity else 'of them (none today)'}{saved}"
        )
    else:
        parts.append(
            f"At {today} {each} you buy {now.quantity:,} of them, and no lower price makes it more"
        )
    if curve.walk_away is not None and now.quantity:
        parts.append(f"from {money(curve.walk_away, plan)} on you would buy none")
    elif now.quantity:
        last = curve.segments[-1]
        parts.append(f"even at {money(last.high, plan)} you would buy {last.quantity:,}")
    return "; ".join(parts) + "."


def _renewal(deal: NegotiationAnswers, plan: Plan) -> str:
    found = deal.renewal
    assert found is not None
    costs = [
        f"{name} {money(cost, plan) if cost is not None else 'not possible'}"
        for name, cost in (
            ("none renewed", found.nothing),
            ("all renewed", found.everything),
            ("the optimum", found.optimum),
        )
    ]
    return f"{found.units:,} units end within the horizon: {', '.join(costs)}."
