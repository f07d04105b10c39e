"""Holdings: each license's account."""

from typing import TYPE_CHECKING

from optimizer.domain.plan import Plan
from optimizer.domain.planned import Planned
from optimizer.report import purchases
from optimizer.report.named import FrameColumns
from optimizer.writing.page import Col, Formula, WorkbookWriter

if TYPE_CHECKING:
    from collections.abc import Sequence


def write_holdings(deck: WorkbookWriter, plan: Plan) -> None:
    """The sheet; absent where nothing is owned, bought or used."""
    if not plan.balances:
        return
    page = deck.page(
        "Holdings",
        ("At the end of the horizon, " if plan.over_time else "")
        + "Each license's account: Kept + Converted + Left over = Owned, and Kept + Bought = Used "
        "+ Surplus. Activate: to install.",
    )

    def own(column: str) -> str:
        return f"tblHoldings[[#This Row],[{column}]]"

    rows: list[Sequence[object]] = []
    for b in plan.balances:
        bought: object = b.bought
        if plan.purchases and plan.over_time is None:
            mine = f"({purchases.TABLE}[License]={own('License')})"
            bought = Formula(f"=SUMPRODUCT({mine}*{purchases.TABLE}[Quantity])", b.bought)
        left = Formula(f"={own('Owned')}-{own('Kept')}-{own('Converted')}", b.left_over)
        surplus = Formula(f"={own('Kept')}+{own('Bought')}-{own('Used')}", b.surplus)
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
                "; ".join(b.covers),
            )
        )
    columns = [
        Col("License", "strong", 320), Col("Owned", "count"), Col("Kept", "count"),
        Col("Converted", "count"),
        Col("Left over", "count"), Col("Bought", "count"), Col("Used", "count"),
        Col("Surplus", "count"),
        Col("Activate", "count"), Col("Metric", "after", 110), Col("Covers", "after", 300),
    ]  # fmt: skip
    kept = [i for i in range(len(columns)) if i != 8 or any(row[8] for row in rows)]
    page.table("tblHoldings", [columns[i] for i in kept], [[r[i] for i in kept] for r in rows])


def holdings_columns(planned: Planned) -> FrameColumns:
    """A row a license that is owned, bought or used."""
    balances = planned.plan.balances
    return {
        "License": [b.license for b in balances],
        "Owned": [b.owned for b in balances],
        "Kept": [b.kept for b in balances],
        "Converted": [b.converted for b in balances],
        "Left over": [b.left_over for b in balances],
        "Bought": [b.bought for b in balances],
        "Used": [b.used for b in balances],
        "Surplus": [b.surplus for b in balances],
        "Activate": [b.activate for b in balances],
    }
