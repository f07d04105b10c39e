"""Every price and offer, and what it does, on Prices; what is bought at each price on Price ranges:
each list under its own header in print."""

from optimizer.domain.plan import Plan
from optimizer.writing.columns import Col, Formula
from optimizer.writing.page import Page, WorkbookWriter

PAID = {"Once": "once", "Year": "a year", "Month": "a month"}


def write_prices(deck: WorkbookWriter, plan: Plan) -> None:
    """Prices: every price and offer with what it does."""
    deal = plan.deal
    if deal is None or not (deal.curves or deal.worths):
        return
    page = deck.page(
        "Prices",
        f"Every price, in {plan.currency}; blank where none up to three times today's changes the "
        "plan.",
        "what if",
    )
    worths = {w.offer: w for w in deal.worths}
    rows: list[list[object]] = []
    for c in deal.curves:
        worth = worths.pop(c.offer, None)
        rows.append(
            [
                c.license, c.offer, c.price, PAID[c.per], c.segments[c.today].quantity,
                c.stays_from, c.stays_to,
                c.break_even, c.walk_away, *(saved for _, saved in c.discounts), *_without(worth),
            ]
        )  # fmt: skip
    skipped = dict(deal.skipped)
    for worth in worths.values():
        prices = [None] * 11
        rows.append([worth.license, worth.offer, *prices, *_without(worth)])
    rows.sort(key=lambda row: (str(row[0]), str(row[1])))
    columns = [
        Col("License", "strong", 240), Col("Offer", "text", 200),
        Col("Price today", "price"), Col("Paid", "after"),
        Col("Buys today", "count"), Col("Plan stays from", "price"),
        Col("Plan stays to", "price"),
        Col("More is bought at", "price"), Col("None is bought from", "price"),
        Col("1 % off saves", "money"),
        Col("5 % off saves", "money"), Col("10 % off saves", "money"),
        Col("20 % off saves", "money"),
        Col("Plan without it", "money"), Col("Worth", "money"),
    ]  # fmt: skip
    kept = [i for i in range(len(columns)) if any(row[i] not in (None, "") for row in rows)]
    page.table("tblPrices", [columns[i] for i in kept], [[row[i] for i in kept] for row in rows])
    for name, reason in skipped.items():
        page.say(f"{name}: no curve, since {reason}.")
    page.sheet.print_area(0, 0, page.row, len(kept) - 1)


def write_ranges(deck: WorkbookWriter, plan: Plan) -> None:
    """Price ranges: what is bought at each price, and what the plan costs at both ends."""
    deal = plan.deal
    if deal is None or not deal.curves:
        return
    page = deck.page(
        "Price ranges",
        f"What is bought at each price, and what the plan costs at both ends, in {plan.currency}.",
        "what if",
    )
    columns = [
        Col("License", "strong", 300), Col("Offer", "text", 300),
        Col("From", "price"), Col("To", "price"), Col("Buys", "count"),
        Col("Plan at From", "money"), Col("Plan at To", "money"),
    ]  # fmt: skip
    rows = [
        [c.license, c.offer, s.low, s.high, s.quantity, s.cost, s.cost_high]
        for c in sorted(deal.curves, key=lambda c: (c.license, c.offer))
        for s in c.segments
    ]
    page.table("tblRanges", columns, rows)


def _without(worth: object) -> tuple[object, object]:
    """The plan's cost without an offer, and what the offer is worth."""
    cost, value = getattr(worth, "cost_without", None), getattr(worth, "worth", None)
    if worth is not None and cost is None:
        return "no compliant plan", None
    without = "tblPrices[[#This Row],[Plan without it]]"
    this = f'=IF({without}="","",{without}-Plan_cost)'
    return cost, None if value is None else Formula(this, value)


def write_curves(page: Page, plan: Plan) -> None:
    """The segments that a price of the reader's own is looked up in, on Workings."""
    if plan.deal is None:
        return
    from optimizer.report.price_charts import CURVES, drawn

    curves = [c for c in drawn(plan) if not c.by_date]
    if not curves:
        return
    page.row += 1
    rows = [[c.offer, s.low, s.packs, s.rest, float(c.factor)] for c in curves for s in c.segments]
    columns = [
        Col("Curve", "number"),
        Col("From", "number"),
        Col("Packs", "number"),
        Col("Rest", "number"),
        Col("Factor", "number"),
    ]
    page.table(CURVES, columns, rows, main=not page.columns)
