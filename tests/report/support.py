"""A plan that buys ten of one license, and how its cost follows their price."""

from dataclasses import replace
from decimal import Decimal

from optimizer.domain.answers import Curve, NegotiationAnswers, Segment
from tests.support.plans import plan, purchase

NOTHING = NegotiationAnswers(
    curves=(), skipped=(), worths=(), renewal=None, rare=(), levers=(), wide=(), blocking=None,
    shares=None,
)  # fmt: skip

PLAN = plan(purchase("CAL", 10, "50"))


def segment(low: str, high: str, quantity: int, rest: int) -> Segment:
    """A segment of single licenses beside which everything else costs `rest`."""
    least, most, other = Decimal(low), Decimal(high), Decimal(rest)
    return Segment(
        low=least, high=most, quantity=quantity, packs=quantity, rest=other,
        cost=least * quantity + other, cost_high=most * quantity + other,
    )  # fmt: skip


CURVE = Curve(
    offer="CAL", license="CAL", price=Decimal(50), per="Once", pack=1,
    segments=(
        segment("0", "40", 20, 0), segment("40.01", "89.99", 10, 400), segment("90", "150", 0, 1300),
    ),
    today=1, stays_from=Decimal("40.01"), stays_to=Decimal("89.99"), break_even=Decimal(40),
    walk_away=Decimal(90), discounts=((Decimal("0.05"), Decimal(25)), (Decimal("0.10"), Decimal(50))),
    cost_today=Decimal(900), factor=Decimal(1),
)  # fmt: skip
"""Up to 40 twenty do all; up to 90 ten, beside 400 of other things; then others do all for 1300."""


def other(name: str) -> Curve:
    """The same of another offer."""
    return replace(CURVE, offer=name, license=name)
