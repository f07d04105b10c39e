"""The sheet Workings, hidden: what one pack of each line pays for a price of 1, which the sums of
the other sheets multiply by the prices that stand there.

A line is found by its number, so that lines may be sorted.
"""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext

from optimizer.domain.plan import Plan, Purchase
from optimizer.licensing.payments import EXACT
from optimizer.report.prices import write_curves
from optimizer.writing.columns import Col
from optimizer.writing.page import Page, WorkbookWriter

TABLE = "tblWorkings"


def of_all(column: str) -> str:
    """A column's value for each line of Purchases, as an array."""
    return f"SUMIF({TABLE}[Line],tblPurchases[Line],{TABLE}[{column}])"


def of_one(line: str, column: str) -> str:
    """A column's value for the line whose number stands in a cell."""
    return f"SUMIF({TABLE}[Line],{line},{TABLE}[{column}])"


def rounded(amount: Decimal, digits: int) -> Decimal:
    """To the currency's minor unit, half up."""
    with localcontext(EXACT):
        return amount.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def days(plan: Plan) -> list[date]:
    """Every day on which a line is paid."""
    return sorted({day for p in plan.purchases for day, _ in p.invoices})


def write_workings(deck: WorkbookWriter, plan: Plan) -> None:
    """The sheet; absent where nothing rests on it."""
    if not plan.purchases and plan.deal is None:
        return
    page = deck.page(
        "Workings",
        "For a price of 1 what one pack of a line pays: on As of, over the horizon (discounted and "
        "as invoiced), by year, and on each day of payment.",
        "proof",
    )
    page.hidden = True
    page.sheet.hide()
    if plan.purchases:
        _lines(page, plan)
    write_curves(page, plan)


def _lines(page: Page, plan: Plan) -> None:
    years = range(1, len(plan.payments) + 1)
    numbers = (
        "Line", "Pack", "Price as read", "Now", "Over horizon", "Nominal",
        *(f"Year {year}" for year in years),
        *(f"Year {year} discounted" for year in years),
        *(f"Day {n}" for n in range(1, len(days(plan)) + 1)),
    )  # fmt: skip
    columns = [Col(name, "number") for name in numbers]
    columns.insert(1, Col("Offer", "text", 200))
    rows = [_row(p, n, plan.digits, days(plan)) for n, p in enumerate(plan.purchases, 1)]
    page.table(TABLE, columns, rows)


def _row(p: Purchase, line: int, digits: int, dated: Sequence[date]) -> list[object]:
    invoices = dict(p.invoices)
    return [
        line,
        p.offer,
        p.pack,
        p.price,
        float(p.factor_now),
        _factor(p, digits),
        float(sum((nominal for nominal, _ in p.factors), Decimal(0))),
        *(float(nominal) for nominal, _ in p.factors),
        *(float(discounted) for _, discounted in p.factors),
        *(float(invoices.get(day, Decimal(0))) for day in dated),
    ]


def _factor(p: Purchase, digits: int) -> float:
    """A pack's cost for a price of 1, as a number with which the formula rounds to the cost that
    was worked out exactly."""
    factor = float(sum((discounted for _, discounted in p.factors), Decimal(0)))
    price, pack = float(p.price), p.cost / p.packs
    made = Decimal(repr(price * factor)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return factor if made == pack else float(pack / p.price)
