"""What a negotiation came to: the ten things worth most, in money order, none of them void, for a
reader who knows no mathematics."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from optimizer.domain.answers import REMOVED, Curve, NegotiationAnswers
from optimizer.domain.plan import Plan
from optimizer.report.as_text import money

MOST = 10
"""Pieces of advice that are given."""

MOST_LEVERS = 3
"""Of them, at most so many are about single servers."""

ASKED = Decimal("0.10")
"""The discount that is asked for."""

PAID = {"Once": "", "Year": " a year", "Month": " a month"}


@dataclass(frozen=True)
class Advice:
    """Avoid, Keep, Ask or Change; what; what it is worth; and why, in one sentence."""

    verb: str
    what: str
    worth: Decimal
    why: str


def advice(deal: NegotiationAnswers, plan: Plan) -> list[Advice]:
    """At most ten, those worth most first; each is worth something."""
    found = [
        *_renewal(deal, plan),
        *_offers(deal, plan),
        *_discounts(deal, plan),
        *_more(deal, plan),
        *_rare(deal, plan),
        *list(_levers(deal, plan))[:MOST_LEVERS],
        *_rules(deal, plan),
        *_waiting(deal, plan),
    ]
    found = [each for each in found if each.worth > 0]
    return sorted(found, key=lambda each: (-each.worth, each.verb, each.what))[:MOST]


def _waiting(deal: NegotiationAnswers, plan: Plan) -> Iterator[Advice]:
    """Wait or buy now: what ordering an offer on As of or never would cost more; not where that is
    what being without it costs, which is said already."""
    without = {worth.offer: worth.worth for worth in deal.worths}
    for each in deal.waiting:
        if each.difference is not None and each.difference != without.get(each.offer):
            yield Advice(
                "Keep",
                f"waiting with {each.offer}",
                each.difference,
                "Ordered on As of or never, it makes the plan "
                f"{money(each.difference, plan)} dearer.",
            )


def sentences(deal: NegotiationAnswers, plan: Plan) -> Iterator[str]:
    """The advice for the terminal, and what the budget allows."""
    for each in advice(deal, plan):
        yield f"{each.verb} {each.what}, worth {money(each.worth, plan)}: {each.why}"
    for worth in deal.worths:
        if worth.worth is None:
            yield f'Without the offer "{worth.offer}" there is no compliant plan.'
    yield from budget(deal, plan)


def budget(deal: NegotiationAnswers, plan: Plan) -> Iterator[str]:
    """What to do where the budget is too small."""
    if deal.blocking is not None:
        b = deal.blocking
        best = (
            "no fewer sessions could be lost"
            if b.proven
            else "the best list found in the time given"
        )
        yield (
            f"Within the budget: block {len(b.blocked):,} access"
            f"{'es' * (len(b.blocked) != 1)} ({b.sessions:,.4g} sessions; "
            f"{best}); "
            f"the rest is compliant and pays {money(b.payments, plan)}. The plan itself stays the "
            "compliant one."
        )
    elif plan.budget is not None and plan.budget.missing:
        yield (
            "Within the budget: no list of accesses to block was found in the time given. Allow "
            "more with --time-limit."
        )


def amount(value: Decimal, plan: Plan) -> str:
    """An amount without its currency, which the sheet names once."""
    return money(value, plan).removesuffix(f" {plan.currency}")


def named(curve: Curve) -> str:
    """The offer, and the license where the offer's name does not say it; by the pack."""
    what = curve.offer if curve.license in curve.offer else f"{curve.offer} ({curve.license})"
    return f"{what}, packs of {curve.pack}" if curve.pack > 1 else what


def _renewal(deal: NegotiationAnswers, plan: Plan) -> Iterator[Advice]:
    found = deal.renewal
    if found is None:
        return
    for what, cost, why in (
        ("Renewing everything as it is", found.everything,
         f"Renewing all {found.units:,} units that end as what they are costs"),
        ("Renewing nothing", found.nothing, f"Letting all {found.units:,} units end costs"),
    ):  # fmt: skip
        if cost is not None:
            said = f"{why} {amount(cost, plan)}, this plan {amount(found.optimum, plan)}."
            yield Advice("Avoid", what, cost - found.optimum, said)


def _offers(deal: NegotiationAnswers, plan: Plan) -> Iterator[Advice]:
    """Offers in use, and what the plan costs without them."""
    curves = {curve.offer: curve for curve in deal.curves}
    for worth in deal.worths:
        if not worth.worth or worth.cost_without is None:
            continue
        bought = sum(p.quantity for p in plan.purchases if p.offer == worth.offer)
        if not bought:
            continue
        lines = [p for p in plan.purchases if p.offer == worth.offer]
        curve, price = curves.get(worth.offer), lines[0].price
        at = f"{amount(price, plan)}{PAID[lines[0].per]}"
        if curve is not None and any(p.price != curve.price for p in lines):
            at = f"today's {amount(curve.price, plan)}{PAID[curve.per]}"
        why = (
            f"{bought:,} at {at}; without this offer the plan costs "
            f"{amount(worth.cost_without, plan)}"
        )
        if curve is not None and curve.walk_away is not None:
            why += f"; walk away from {amount(curve.walk_away, plan)} on"
        what = worth.offer if worth.license in worth.offer else f"{worth.offer} ({worth.license})"
        yield Advice("Keep", what, worth.worth, f"{why}.")


def _discounts(deal: NegotiationAnswers, plan: Plan) -> Iterator[Advice]:
    """What a tenth off each price saves."""
    for curve in deal.curves:
        saved = dict(curve.discounts).get(ASKED, Decimal(0))
        lower = curve.price * (1 - ASKED)
        now = curve.segments[curve.today].quantity
        then = next((s.quantity for s in curve.segments if s.low <= lower <= s.high), now)
        at = f"At a tenth less than {amount(curve.price, plan)}{PAID[curve.per]}"
        if then == now:
            why = f"{at} you buy the same {now:,}."
        elif now:
            why = f"{at} you would buy {then:,} instead of {now:,}."
        else:
            why = f"{at} you would buy {then:,}, none today."
        yield Advice("Ask", f"10 % off {named(curve)}", saved, why)


def _more(deal: NegotiationAnswers, plan: Plan) -> Iterator[Advice]:
    """The next price at which more is bought, where it lies below a tenth off."""
    for curve in deal.curves:
        if curve.break_even is None or curve.break_even >= curve.price * (1 - ASKED):
            continue
        now = curve.segments[curve.today]
        lower = next(s for s in curve.segments if s.high == curve.break_even)
        more = lower.quantity - now.quantity
        price = f"{amount(curve.break_even, plan)}{PAID[curve.per]}"
        count = f"{more:,} more" if now.quantity else f"{more:,}, none today"
        off = (
            f"{100 * (1 - curve.break_even / curve.price):.1f} % less"
            if curve.price
            else "Not more"
        )
        saved = curve.cost_today - lower.cost_high
        why = f"{off} than {amount(curve.price, plan)}; you would buy {count}."
        yield Advice("Ask", f"a price of {price} for {named(curve)}", saved, why)


def _rare(deal: NegotiationAnswers, plan: Plan) -> Iterator[Advice]:
    if deal.rare:
        step = deal.rare[0]
        count = len(step.blocked)
        why = (
            f"{count:,} access{'es' if count != 1 else ''} of fewer than {step.sessions:g} "
            "sessions, listed "
            f"below; the plan then costs {amount(step.cost, plan)}."
        )
        yield Advice("Block", "Rarely used accesses", step.saving, why)


def _rules(deal: NegotiationAnswers, plan: Plan) -> Iterator[Advice]:
    """The planner's own rules that cost something."""
    for rule in deal.rules:
        why = f"Without this rule the plan costs {amount(rule.cost, plan)}. {rule.instead}".strip()
        yield Advice("Change", f"{rule.rule}: {rule.where}", rule.price, why)


def _levers(deal: NegotiationAnswers, plan: Plan) -> Iterator[Advice]:
    """What may be changed and goes on working: that nobody pays for a department which is closed is
    no advice, and stands in the list below."""
    for lever in deal.levers:
        if lever.change == REMOVED:
            continue
        rows = f"{lever.rows:,} access row{'' if lever.rows == 1 else 's'}"
        cost = amount(plan.cost - lever.saving, plan)
        why = f"{lever.kind} with {rows}, {lever.change}: the plan then costs {cost}."
        yield Advice("Change", lever.name, lever.saving, why)
