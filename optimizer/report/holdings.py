"""Holdings."""

from collections.abc import Sequence

from optimizer.domain.plan import Plan
from optimizer.report import purchases
from optimizer.writing.page import Col, Formula, WorkbookWriter, width


def write_holdings(deck: WorkbookWriter, plan: Plan) -> None:
    """Holdings: each license's account."""
    if not plan.balances:
        return
    page = deck.page(
        "Holdings",
        "Each license's account: Kept + Converted + Left over = Owned, and Kept + Bought = Used + "
        "Surplus. Activate: to install.",
    )
    style = deck.styles.whole_calculated

    def own(column: str) -> str:
        return f"tblHoldings[[#This Row],[{column}]]"

    rows: list[Sequence[object]] = []
    for b in plan.balances:
        bought: object = b.bought
        if plan.purchases:
            found = f"=SUMPRODUCT(({purchases.TABLE}[License]={own('License')})*{purchases.TABLE}[Quantity])"
            bought = Formula(found, b.bought)
        left = Formula(f"={own('Owned')}-{own('Kept')}-{own('Converted')}", b.left_over)
        surplus = Formula(f"={own('Kept')}+{own('Bought')}-{own('Used')}", b.surplus)
        covers = "; ".join(b.covers)
        rows.append(
            (
                b.license,
                b.owned,
                b.kept,
                b.converted,
                left,
                bought,
                b.used,
                surplus,
                b.activate or None,
                b.metric,
                covers,
            )
        )
    wide = width([b.license for b in plan.balances])
    columns = [
        Col("License", wide), Col("Owned", 10), Col("Kept", 10), Col("Converted", 11), Col("Left over", 10, style),
        Col("Bought", 10, style), Col("Used", 10), Col("Surplus", 10, style),
        Col("Activate", 10), Col("Metric", 14), Col("Covers", 60),
    ]  # fmt: skip
    page.table("tblHoldings", columns, rows)
