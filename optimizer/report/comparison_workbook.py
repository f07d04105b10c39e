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

WHOLE = 20
"""Rows of a list that stand together with its heading in print."""


def write_comparison(target: Path, found: Comparison, day: date, facts: Mapping[str, str]) -> None:
    """The workbook: Compared, and `facts` on About."""
    title = f"{found.new} compared with {found.old}"
    deck = WorkbookWriter(target, title, day, found.currency, found.digits)
    page = deck.page(
        "Compared",
        f"What the cheapest plan costs, in {found.currency} over its horizon, before and after; "
        "each step is a plan solved anew, so the steps add up."
        if found.steps
        else f"What the plans cost, in {found.currency} over their horizons, and what they hold.",
        "answer",
        title,
    )
    page.lay(*COLUMNS)
    page.sheet.freeze_panes(HEADER, 0)
    _steps(page, found)
    _changes(page, found)
    _licenses(page, found)
    _named(page, found)
    page.sheet.print_area(0, 0, page.row, len(COLUMNS) - 1)
    _bars(deck, page, found)
    write_facts(deck, facts, "comparison")
    deck.close()


def _steps(page: Page, found: Comparison) -> None:
    page.section("What each change costs" if found.steps else "The two plans")
    columns = {LABEL: ("Step", "text"), CHANGE: ("Change", "money"), COST: ("Plan then", "money")}
    rows: list[dict[int, object]] = [{LABEL: found.old, COST: found.cost_before}]
    first = page.row + 1
    for number, step in enumerate(found.steps, first + 1):
        made = Formula(f"=E{number}+D{number + 1}", step.cost)
        rows.append({LABEL: step.name, CHANGE: step.change, COST: made})
    last = first + len(rows)
    total = {
        LABEL: found.new,
        CHANGE: Formula(f"=E{last + 1}-E{first + 1}", found.cost_after - found.cost_before),
        COST: found.cost_after,
    }
    page.block(columns, rows, total, span=(LABEL, COST))
    if found.notes:
        page.row += 1
        page.block(
            {LABEL: ("To know", "text")},
            [{LABEL: note} for note in found.notes],
            span=(LABEL, COST),
        )
    if not found.steps:
        page.say("Results tell their plans only; with --inputs, also what each change costs.")
    page.row += 1


def _levels(found: Comparison) -> list[tuple[str, Decimal, Decimal]]:
    """The bars: what each says, and from which cost to which it reaches; steps that change nothing
    are left out."""
    whole = ",.0f"
    zero = Decimal(0)
    bars = [(f"{found.old}: {found.cost_before:{whole}}", zero, found.cost_before)]
    for step in found.steps:
        if step.change:
            sign = "+" if step.change > 0 else "\u2212"
            told = f"{step.name}: {sign}{abs(step.change):{whole}}"
            bars.append((told, step.cost - step.change, step.cost))
    return [*bars, (f"{found.new}: {found.cost_after:{whole}}", zero, found.cost_after)]


def _bars(deck: WorkbookWriter, page: Page, found: Comparison) -> None:
    """The waterfall: where the plan stood, what each step adds or takes, where it stands. The
    amounts stand beside the names, so that none hides a bar."""
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
    zero, levels = Decimal(0), _levels(found)
    rows: list[dict[int, object]] = []
    for number, (told, start, end) in enumerate(levels):
        whole = number in (0, len(levels) - 1)
        under, moved = min(start, end), abs(end - start)
        rows.append(
            {
                0: told,
                1: zero if whole else under,
                2: end if whole else zero,
                3: moved if not whole and end > start else zero,
                4: moved if not whole and end < start else zero,
            }
        )
    first = helper.block(names, rows)
    last = first + len(rows) - 1
    series = [
        {
            "name": label,
            "categories": ["Workings", first, 0, last, 0],
            "values": ["Workings", first, column, last, column],
            "gap": 40,
            "fill": {"none": True} if color is None else {"color": color},
        }
        for column, label, color in (
            (1, "Below", None),
            (2, "Plan", ACCENT),
            (3, "More", WARN),
            (4, "Less", GOOD),
        )
    ]
    reached = [float(end) for _, _, end in levels]
    low, high = _axis(min(reached), max(reached))
    over = f"{found.currency} over the horizon"
    if low:
        over += f"; the bars begin at {low:,.0f}"
    hidden = {"label_position": "none", "line": {"none": True}}
    axes = (
        axis(over, **{"min": low, "max": high} | hidden),
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
    size = (430, _height(found))
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


def _axis(low: float, high: float) -> tuple[float, float]:
    """Where the bars begin and end: at nothing, unless the steps could then hardly be seen."""
    if low <= 0 or high - low > 0.25 * high:
        return min(low, 0), (high or 1) * 1.03
    begin = nice(low - 0.5 * (high - low), high)["min"] if high > low else 0.0
    return max(begin, 0), high + 0.03 * (high - max(begin, 0))


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


def _licenses(page: Page, found: Comparison) -> None:
    page.keep(page.row, page.row + min(len(found.licenses), WHOLE) + 3)
    page.section("Licenses", "What to buy now, and what is owned and no longer needed.")
    columns = {
        LABEL: ("License", "strong"), 1: ("In use before", "count"), 2: ("In use now", "count"),
        3: ("To buy", "count"), 4: ("Free", "count"),
    }  # fmt: skip
    rows: list[dict[int, object]] = [
        {LABEL: x.license, 1: x.used_before, 2: x.used_after, 3: x.buy, 4: x.free}
        for x in found.licenses
    ]
    page.block(columns, rows, long=True)
    page.row += 1


def _named(page: Page, found: Comparison) -> None:
    """What came, went and changed by name, below the chart across the whole page."""
    if not found.changes:
        return
    while page.down(HEADER, page.row - 1) < _height(found) + 20:
        page.row += 1
    columns = {LABEL: ("By name", "strong"), 1: ("+ came, \u2212 went, others changed", "text")}
    rows: list[dict[int, object]] = [
        {LABEL: c.what.capitalize(), 1: c.examples} for c in found.changes
    ]
    page.block(columns, rows, span=(LABEL, CHARTS), long=True)


def _height(found: Comparison) -> int:
    """Pixels of the chart."""
    return 120 + 44 * len(_levels(found))
