"""How figures read on the page: grouped, with the currency's decimals and a true minus."""

from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING

from optimizer.web.texts import texts

if TYPE_CHECKING:
    from optimizer.domain.answers import Curve
    from optimizer.domain.plan import Plan
    from optimizer.domain.tables import Tables


MINUS = "\N{MINUS SIGN}"
SPACE = "\N{NO-BREAK SPACE}"


def amount(value: Decimal, digits: int) -> str:
    """An amount with at least the currency's decimals: `52,619.00`."""
    typed = -int(value.normalize().as_tuple().exponent)
    return f"{value:,.{max(digits, typed)}f}".replace("-", MINUS)


def signed(value: Decimal, digits: int) -> str:
    """A difference with its sign: `+57.00`, a true minus; nothing for none."""
    if not value:
        return amount(value, digits)
    return ("+" if value > 0 else "") + amount(value, digits)


def count(value: float) -> str:
    """A number of things: `5,756`."""
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.4g}"
    return text.replace("-", MINUS)


def share(part: Decimal, whole: Decimal) -> str:
    """A part in percent: `14.8 %`."""
    return f"{abs(part) / whole:.1%}".replace("%", f"{SPACE}%") if whole else ""


def years(number: int) -> str:
    """`1 year`, `3 years`."""
    words = texts()["page"]
    return str(words.year) if number == 1 else words.years(count=number)


def people(number: int) -> str:
    """`1 person`, `707 people`."""
    words = texts()["page"]
    return str(words.person) if number == 1 else words.people(count=count(number))


def devices(number: int) -> str:
    """`1 device`, `403 devices`."""
    words = texts()["page"]
    return str(words.device) if number == 1 else words.devices(count=count(number))


def clock(seconds: float) -> str:
    """Minutes and seconds: `1:12`."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def percent(part: Decimal | float, whole: Decimal | float) -> str:
    """A bar's width of the longest one, as the style sheet takes it."""
    return f"{100 * float(part) / float(whole):.2f}%" if whole else "0%"


def curve_data(curve: "Curve", plan: "Plan", tables: "Tables") -> dict[str, object]:
    """A curve as the page's script takes it: whole minor units and prices as text, so that every
    figure on it is exact."""
    scale = Decimal(1).scaleb(plan.digits)

    def minor(value: Decimal) -> str:
        return str(int((value * scale).to_integral_value()))

    top = curve.segments[-1].high
    return {
        "offer": curve.offer,
        "license": curve.license,
        "price": str(curve.price),
        "top": str(top),
        "step": str(min((_step(s.high) for s in curve.segments), default=Decimal("0.01"))),
        "pack": curve.pack,
        "factor": f"{curve.factor:f}",
        # Of a price of several order dates only the ends of segments are exact.
        "dated": curve.by_date,
        "digits": plan.digits,
        "currency": plan.currency,
        "today": minor(curve.cost_today),
        "budget": minor(plan.budget.budget) if plan.budget else None,
        # Payments are compared with a budget; without a discount they are the cost.
        "paid": tables.settings.discount_rate == 0,
        "quantity": curve.segments[curve.today].quantity,
        "segments": [
            {
                "low": str(s.low),
                "high": str(s.high),
                "quantity": s.quantity,
                "packs": s.packs,
                "rest": minor(s.rest),
                "cost": minor(s.cost),
                "end": minor(s.cost_high),
            }
            for s in curve.segments
        ],
    }


def _step(value: Decimal) -> Decimal:
    return Decimal(1).scaleb(min(int(value.normalize().as_tuple().exponent), 0))


def seconds(value: float) -> int:
    """Whole seconds, rounded up."""
    return ceil(value)


def sentence(words: str) -> str:
    """Words as a sentence of their own, without the cell before them; a file's name stays as it
    is."""
    first = words.partition(" ")[0]
    if "." in first.strip('".:,'):
        return words
    return words[:1].upper() + words[1:]
