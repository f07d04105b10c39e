"""Last year's plan beside this year's: a waterfall of what each change costs, what changed, what to
buy more and what becomes free."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from optimizer.domain.comparison import Comparison
from optimizer.report.about import write_facts
from optimizer.writing.charts import DARK, axis, insert, nice
from optimizer.writing.columns import Formula
from optimizer.writing.page import HEADER, Page, WorkbookWriter
from optimizer.writing.styles import ACCENT, GOOD, WARN

COLUMNS = (260, 90, 100, 110, 120, 22, 430)

LABEL, CHANGE, COST, CHARTS = 0, 3, 4, 6


def write_comparison(target: Path, found: Comparison, day: date, facts: Mapping[str, str]) -> None:
    """The workbook: Compared, and `facts` on About."""
    title = f"{found.new} compared with {found.old}"
    deck = WorkbookWriter(target, title, day, found.currency, found.digits)
    page = deck.page(
        "Compared",
        f"What the cheapest plan costs, in {found.currency} over its horizon, before and after; "
        "each step is a plan solved anew, so the steps add up.",
        "answer",
        title,
    )
    page.lay(*COLUMNS)
    page.sheet.freeze_panes(HEADER, 0)
    _steps(page, found)
    _changes(page, found)
    _licenses(page, found)
    page.sheet.print_area(0, 0, page.row, len(COLUMNS) - 1)
    _bars(deck, page, found)
    write_facts(deck, facts, "comparison")
    deck.close()


def _steps(page: Page, found: Comparison) -> None:
    page.section("What each change costs")
    columns = {LABEL: ("Step", "text"), CHANGE: ("Change", "money"), COST: ("Plan then", "money")}
    rows: list[dict[int, object]] = [{LABEL: found.old, COST: found.cost_before}]
    first = page.row + 1
    for number, step in enumerate(found.steps, first + 1):
        made = Formula(f"=E{number}+D{number + 1}", step.cost)
        rows.append({LABEL: " and ".join(step.names), CHANGE: step.change, COST: made})
    last = first + len(rows)
    total = {
        LABEL: found.new,
        CHANGE: Formula(f"=E{last + 1}-E{first + 1}", found.cost_after - found.cost_before),
        COST: found.cost_after,
    }
    page.block(columns, rows, total, span=(LABEL, COST))
    if not found.steps:
        page.say(
            "Two results tell their plans only. Give their inputs with --inputs to see what each"
        )
        page.say("change costs.")
    page.row += 1


def _bars(deck: WorkbookWriter, page: Page, found: Comparison) -> None:
    """The waterfall: where the plan stood, what each step adds or takes, where it stands."""
    helper = deck.page("Workings", "What the chart is drawn from.", "proof")
    helper.hidden = True
    helper.sheet.hide()
    helper.lay(260, 110, 110, 110, 110)
    names = {
        0: ("Step", "text"),
        1: ("Below", "money"),
        2: ("Plan", "money"),
        3: ("More", "money"),
        4: ("Less", "money"),
    }
    rows: list[dict[int, object]] = [{0: found.old, 1: 0, 2: found.cost_before, 3: 0, 4: 0}]
    cost = found.cost_before
    for step in found.steps:
        low, moved = min(cost, step.cost), abs(step.change)
        more = step.change > 0
        zero = Decimal(0)
        rows.append(
            {
                0: " and ".join(step.names),
                1: low,
                2: 0,
                3: moved if more else zero,
                4: zero if more else moved,
            }
        )
        cost = step.cost
    rows.append({0: found.new, 1: 0, 2: found.cost_after, 3: 0, 4: 0})
    first = helper.block(names, rows)
    last = first + len(rows) - 1
    series = [
        {
            "name": label,
            "categories": ["Workings", first, 0, last, 0],
            "values": ["Workings", first, column, last, column],
            "gap": 40,
            "fill": {"none": True} if color is None else {"color": color},
            **(
                {}
                if color is None
                else {"data_labels": {"value": True, "num_format": "#,##0;;", "font": DARK}}
            ),
        }
        for column, label, color in (
            (1, "Below", None),
            (2, "Plan", ACCENT),
            (3, "More", WARN),
            (4, "Less", GOOD),
        )
    ]
    high = max([found.cost_before, found.cost_after, *(s.cost for s in found.steps)])
    axes = (
        axis(f"{found.currency} over the horizon", **nice(0, float(high) * 1.05)),
        axis("", reverse=True, num_font=DARK),
    )
    difference = found.cost_after - found.cost_before
    verb = "more" if difference > 0 else "less"
    title = (
        f"The plan costs {abs(difference):,.0f} {found.currency} {verb}"
        if difference
        else "The plan costs the same"
    )
    about = "Waterfall chart: from the old plan's cost to the new one's, step by step."
    size = (430, 120 + 36 * len(rows))
    insert(
        page,
        deck.book,
        (HEADER, CHARTS),
        "bar",
        title,
        size=size,
        series=series,
        axes=axes,
        about=about,
        stacked=True,
    )


def _changes(page: Page, found: Comparison) -> None:
    if not found.changes:
        return
    page.section("What changed")
    columns = {
        LABEL: ("What", "strong"), 1: ("Added", "count"), 2: ("Removed", "count"),
        3: ("Altered", "count"),
    }  # fmt: skip
    rows: list[dict[int, object]] = [
        {LABEL: c.what.capitalize(), 1: c.added, 2: c.removed, 3: c.altered} for c in found.changes
    ]
    page.block(columns, rows, span=(LABEL, COST))
    page.row += 1
    for change in found.changes:
        page.say(f"{change.what.capitalize()}: {change.examples}"[:150])
    page.row += 1


def _licenses(page: Page, found: Comparison) -> None:
    page.section("Licenses", "What to buy now, and what is owned and no longer needed.")
    columns = {
        LABEL: ("License", "strong"), 1: ("In use before", "count"), 2: ("In use now", "count"),
        3: ("To buy", "count"), 4: ("Free", "count"),
    }  # fmt: skip
    rows: list[dict[int, object]] = [
        {LABEL: x.license, 1: x.used_before, 2: x.used_after, 3: x.buy, 4: x.free}
        for x in found.licenses
    ]
    page.block(columns, rows)
