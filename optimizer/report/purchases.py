"""The Purchases sheet: each line to buy; a price that is changed there changes every sum that rests
on it."""

from decimal import ROUND_HALF_UP, Decimal

from optimizer.domain.plan import Plan, Purchase
from optimizer.writing.page import HEADER, Col, Formula, WorkbookWriter
from optimizer.writing.styles import CALCULATION

TABLE = "tblPurchases"


EDITED = f"SUMPRODUCT(--({TABLE}[Price]<>{TABLE}[Price as read]))"
"""How many prices were changed in the workbook."""


def cell(column: str) -> str:
    """This row's cell of a column."""
    return f"{TABLE}[[#This Row],[{column}]]"


def paid(factor: str) -> str:
    """What all lines pay by one of their factors."""
    return f"SUMPRODUCT({TABLE}[Packs],{TABLE}[Price],{TABLE}[{factor}])"


def write_purchases(deck: WorkbookWriter, plan: Plan) -> None:
    """The sheet; absent where nothing is bought."""
    if not plan.purchases:
        return
    page = deck.page(
        "Purchases",
        "What to buy. Change a price (orange) and every sum follows; the mix stays what was "
        "cheapest at the prices as read, "
        "so run cal-optimizer again for another one.",
    )
    style = deck.styles
    factor = deck.book.add_format({"num_format": "0.000000", "valign": "top", **CALCULATION})
    years = len(plan.payments)
    wide = min(44, max(14, *(len(p.offer) for p in plan.purchases)) + 2)
    columns = [
        Col("Offer", wide), Col("License", wide), Col("From license", 18), Col("Quantity", 11, style.whole_calculated),
        Col("Packs", 9),
        Col("Price", 16, style.price_input), Col("Per", 8), Col("From date", 12), Col("Due now", 18, style.money_calculated),
        Col("Over horizon", 18, style.money_calculated), Col("Channel"), Col("Supplier"), Col("Part number", 16),
        Col("Pack", 8), Col("Price as read", 16, style.price), Col("After an edit", 44, style.calculated),
        Col("Factor now", 12, factor), Col("Factor", 12, factor), Col("Nominal", 12, factor),
        *(Col(f"Year {year}", 12, factor) for year in range(1, years + 1)),
        *(Col(f"Year {year} discounted", 12, factor) for year in range(1, years + 1)),
    ]  # fmt: skip
    page.table(TABLE, columns, [_row(p, plan.digits) for p in plan.purchases])
    hidden = {"level": 1, "hidden": 1}
    page.sheet.set_column(16, len(columns) - 1, 12, None, hidden)
    page.sheet.set_column(len(columns), len(columns), 3, None, {"collapsed": 1})
    page.sheet.write_comment(
        HEADER,
        17,
        "What one pack costs over the horizon, discounted, for a price of 1. The columns beside "
        "it: by year.",
        {"width": 240},
    )
    page.sheet.print_area(HEADER - 3, 0, HEADER + len(plan.purchases), 12)
    rows = (HEADER + 1, 15, HEADER + len(plan.purchases), 15)
    page.sheet.conditional_format(
        *rows, {"type": "formula", "criteria": f'=P{HEADER + 2}<>""', "format": style.neutral}
    )


def _row(p: Purchase, digits: int) -> list[object]:
    return [
        p.offer,
        p.license,
        p.from_license,
        Formula(f"={cell('Packs')}*{cell('Pack')}", p.quantity),
        p.packs,
        p.price,
        p.per,
        p.from_date,
        Formula(
            f"=ROUND({cell('Packs')}*{cell('Price')}*{cell('Factor now')},{digits})", p.due_now
        ),
        Formula(f"={cell('Packs')}*ROUND({cell('Price')}*{cell('Factor')},{digits})", p.cost),
        p.channel,
        p.supplier,
        p.part_number,
        p.pack,
        p.price,
        Formula(
            f'=IF({cell("Price")}={cell("Price as read")},"","price changed: sums follow, the mix '
            'does not")',
            "",
        ),
        float(p.factor_now),
        _factor(p, digits),
        float(sum((nominal for nominal, _ in p.factors), Decimal(0))),
        *(float(nominal) for nominal, _ in p.factors),
        *(float(discounted) for _, discounted in p.factors),
    ]


def _factor(p: Purchase, digits: int) -> float:
    """A pack's cost for a price of 1, as a number with which the formula rounds to the cost that
    was worked out exactly."""
    factor, price = (
        float(sum((discounted for _, discounted in p.factors), Decimal(0))),
        float(p.price),
    )
    pack = p.cost / p.packs
    made = Decimal(repr(price * factor)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return factor if made == pack else float(pack / p.price)
