"""Summary's two charts: the plan beside simple rules, and where or when the money goes. Their
titles are cells beneath them, so that they follow the numbers."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from optimizer.domain.plan import Plan
from optimizer.report.addresses import area, cell
from optimizer.report.comparisons import Rule, beside, best_of, share
from optimizer.report.what_to_buy import Listed
from optimizer.writing.charts import DARK, LABEL, axis, insert, room
from optimizer.writing.columns import Formula
from optimizer.writing.page import HEADER, Page
from optimizer.writing.styles import ACCENT, GREY

TOP, CHARTS, NOW, OVER = HEADER + 4, 7, 4, 5

LEAST = 240
"""Pixels of a chart's height."""


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """What the charts show: where the lists of the sheet stand, as first and last rows."""

    page: Page
    book: Any
    plan: Plan
    over: str
    rules: tuple[Rule, ...]
    rows: dict[str, int]
    compared: tuple[int, int]
    payments: tuple[int, int] | None
    listed: Listed
    total: Decimal


def draw(summary: Drawn) -> int:
    """Both charts, as high together as the lists beside them; returns the last row that is
    printed."""
    page = summary.page
    last = page.row - 1
    two = summary.payments is not None or summary.listed.rows is not None
    tall = max(LEAST, (page.down(TOP, last) - 14) // (2 if two else 1))
    tall = min(tall, 420)
    first, end = summary.compared
    followed = [r.cost for r in summary.rules if r.cost is not None and not r.simpler]
    costs = [Decimal(summary.plan.cost), *followed]
    if not max(costs):  # bars of nothing say nothing
        return last
    title = _title(summary, TOP + 2, *_comparison(summary))
    names = axis("", reverse=True, num_font=DARK)
    bars = {
        "name": "Cost",
        "categories": ["Summary", first, 0, end, 0],
        "values": ["Summary", first, OVER, end, OVER],
        "gap": 45,
        "fill": {"color": GREY},
        "points": [{"fill": {"color": ACCENT}}] + [None] * (end - first),
    }
    over = f"{summary.plan.currency}, {summary.over.lower()}"
    axes = axis(over, **room(float(max(costs)))), names
    about = "Bar chart: cost of this plan and of simple rules."
    insert(
        page,
        summary.book,
        (TOP, CHARTS),
        "bar",
        title,
        size=(430, tall),
        series=[bars | LABEL],
        axes=axes,
        about=about,
    )
    used = tall
    if two:
        _second(summary, tall, names, over)
        used = 2 * tall + 14
    while page.down(TOP, last) < used:
        last += 1
    return last


def _comparison(summary: Drawn) -> tuple[str, str]:
    """The first chart's title, as a formula and its value."""
    best = best_of(summary.rules)
    if best is None or best.cost is None:
        return '="Cost of the plan"', "Cost of the plan"
    formula, text = beside(best, cell(OVER, summary.rows[best.name]), summary.plan.cost)
    return f'="Costs "&{formula}', f"Costs {text}"


def _second(summary: Drawn, tall: int, names: dict[str, object], over: str) -> None:
    """When the money goes, or, where it all goes at once, what for."""
    plan = summary.plan
    if summary.payments is not None:
        first, end = summary.payments
        amounts = [year.nominal for year in plan.payments]
        percent = share(amounts[0], summary.total, 0)
        paid, one = area(NOW, first, end), cell(NOW, first)
        says = " % of all payments fall into the first year"
        title = (f'=ROUND(100*{one}/MAX(SUM({paid}),1),0)&"{says}"', f"{percent}{says}")
        high = float(max(amounts))
        money = axis(f"{plan.currency} as invoiced", **room(high) | {"max": (high or 1) * 1.2})
        axes = axis("Year", num_font=DARK), money
        kind, column, gap, about = "column", NOW, 80, "Column chart: payments by year."
    else:
        assert summary.listed.rows is not None
        first, end = summary.listed.rows
        one, name = cell(OVER, first), cell(0, first)
        dearest, cost = summary.listed.dearest
        whole, shown = max(plan.cost, Decimal(1)), sum_of_named(summary.listed, plan)
        title = (
            f'=ROUND(100*{one}/MAX(Plan_cost,1),0)&" % goes into "&{name}',
            f"{share(cost, whole, 0)} % goes into {dearest}",
        )
        if shown is not None:
            says = f" % goes into these {end - first + 1} of {len(plan.purchases):,} lines"
            title = (
                f'=ROUND(100*SUM({area(OVER, first, end)})/MAX(Plan_cost,1),0)&"{says}"',
                f"{share(shown, whole, 0)}{says}",
            )
        axes = axis(over, **room(float(summary.listed.highest))), names
        kind, column, gap, about = "bar", OVER, 45, "Bar chart: cost by license."
    bars = {
        "name": "Money",
        "categories": ["Summary", first, 0, end, 0],
        "values": ["Summary", first, column, end, column],
        "gap": gap,
        "fill": {"color": ACCENT},
    }
    insert(
        summary.page, summary.book, (TOP, CHARTS), kind,
        _title(summary, TOP + 4, *title), size=(430, tall), series=[bars | LABEL], axes=axes,
        about=about,
        y_offset=tall + 14,
    )  # fmt: skip


def sum_of_named(listed: Listed, plan: Plan) -> Decimal | None:
    """What the lines with a name of their own cost, where there are others."""
    if not listed.rest or plan.server_costs:
        return None
    return plan.cost - listed.rest_cost


def _title(summary: Drawn, row: int, formula: str, value: str) -> str:
    """A chart's title in a cell beneath the chart, in white."""
    look = summary.page.styles.of(font_color="#FFFFFF")
    summary.page.put(row, CHARTS, Formula(formula, value), look)
    return f"={summary.page.at(row, CHARTS)}"
