"""The Timeline sheet: period by period who is there, what is needed, there, ordered and spare, and
what is paid."""

from collections.abc import Iterator, Sequence
from typing import Any

from optimizer.domain.plan import Plan
from optimizer.writing.charts import axis, insert
from optimizer.writing.columns import Col
from optimizer.writing.page import HEADER, Page, WorkbookWriter
from optimizer.writing.styles import ACCENT, GREY

NAME = "Timeline"

SIZE, BELOW = (560, 300), 16
"""Pixels of a chart, and rows that it stands below the last one."""


def write_timeline(deck: WorkbookWriter, plan: Plan) -> None:
    """The sheet; absent where everything is ordered at once."""
    time = plan.over_time
    if time is None:
        return
    page = deck.page(
        NAME,
        "Period by period: who is there, what is needed and there of each license, what is ordered "
        f"and paid then; amounts in {plan.currency}, as invoiced.",
    )
    names = [name for name in _names(plan) if any(a.there.get(name) for a in time.periods)]
    columns = [
        Col("From", "date"),
        Col("To", "date"),
        Col("People", "count"),
        Col("Devices", "count"),
        Col("Needed", "count"),
        Col("There", "count"),
        Col("Ordered", "count", total="sum"),
        Col("Payments", "money", total="sum"),
    ]
    rows: list[Sequence[object]] = [
        (
            account.first,
            account.last,
            account.people,
            account.devices,
            sum(account.needed.values()),
            sum(account.there.values()),
            sum(account.ordered.values()),
            account.payments,
        )
        for account in time.periods
    ]
    page.table("tblPeriods", columns, rows)
    first, last = HEADER + 1, HEADER + len(rows)
    _charts(page, deck, plan, first, last)
    page.row += 1
    page.section("Of each license")
    details = [
        Col("From", "date"),
        Col("License", "strong", 320),
        Col("Needed", "count"),
        Col("There", "count"),
        Col("Ordered", "count"),
        Col("Ended", "count"),
        Col("Spare", "count"),
    ]
    lines: list[Sequence[object]] = [
        (
            account.first,
            name,
            account.needed.get(name, 0),
            account.there.get(name, 0),
            account.ordered.get(name, 0) or None,
            account.ended.get(name, 0) or None,
            account.spare.get(name, 0),
        )
        for name in names
        for account in time.periods
    ]
    page.table("tblTimeline", details, lines, main=False)


def _names(plan: Plan) -> Iterator[str]:
    time = plan.over_time
    found: dict[str, None] = {}
    for account in time.periods if time is not None else ():
        found |= dict.fromkeys(account.there)
    yield from found


def _charts(page: Page, deck: WorkbookWriter, plan: Plan, first: int, last: int) -> None:
    """Needed against there, and when the money is paid."""
    time = plan.over_time
    if time is None:
        return
    days = [NAME, first, 0, last, 0]
    when = axis("Period from", num_format="yyyy-mm", text_axis=True)
    most = max(sum(account.there.values()) for account in time.periods)
    units: list[dict[str, Any]] = [
        {"name": "There", "categories": days, "values": [NAME, first, 5, last, 5], "gap": 40,
         "fill": {"color": GREY}},
        {"name": "Needed", "categories": days, "values": [NAME, first, 4, last, 4],
         "fill": {"color": ACCENT}},
    ]  # fmt: skip
    insert(
        page, deck.book, (HEADER, 9), "column", "Licenses needed (blue) against there (grey)", SIZE,
        units, (when, axis("Licenses", min=0)),
        f"Column chart: licenses needed and there in each period, up to {most:,}.",
    )  # fmt: skip
    due: list[dict[str, Any]] = [
        {"name": "Payments", "categories": days, "values": [NAME, first, 7, last, 7], "gap": 40,
         "fill": {"color": ACCENT}},
    ]  # fmt: skip
    insert(
        page, deck.book, (HEADER + BELOW, 9), "column", "Payments by period", SIZE,
        due, (when, axis(plan.currency, min=0)),
        "Column chart: what is paid in each period.",
    )  # fmt: skip
