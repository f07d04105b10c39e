"""The Timeline sheet: period by period who is there, what is needed, there, ordered and spare, and
what is paid."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate
from typing import Any

from optimizer.domain.plan import Plan
from optimizer.report.comparisons import share
from optimizer.report.over_time import said
from optimizer.writing.charts import axis, insert
from optimizer.writing.columns import Col
from optimizer.writing.page import HEADER, Page, WorkbookWriter
from optimizer.writing.styles import ACCENT, GREY

NAME = "Timeline"

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)

COLUMNS = (190, 84, 84, 64, 64, 64, 64, 64, 64, 64, 92, 104)
"""Pixels of the columns."""

SIZE, SECOND, ROWS = (470, 264), 5, 13
"""Pixels of a chart, the column where the second one stands, and rows that both take."""


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
    page.lay(*COLUMNS)
    page.sheet.freeze_panes(HEADER, 0)
    columns = [
        Col("Period", "strong", total="Total"),
        Col("From", "date"),
        Col("To", "date"),
        Col("People", "count"),
        Col("Devices", "count"),
        Col("Needed", "count"),
        Col("There", "count"),
        Col("Ordered", "count", total="sum"),
        Col("Ended", "count", total="sum"),
        Col("Spare", "count"),
        Col("Payments", "money", total="sum"),
        Col("Paid so far", "money"),
    ]
    so_far = list(accumulate(account.payments for account in time.periods))
    rows: list[Sequence[object]] = [
        (
            label(account.first, account.last),
            account.first,
            account.last,
            account.people,
            account.devices,
            sum(account.needed.values()),
            sum(account.there.values()),
            sum(account.ordered.values()),
            sum(account.ended.values()),
            sum(account.spare.values()),
            account.payments,
            paid,
        )
        for account, paid in zip(time.periods, so_far, strict=True)
    ]
    page.row = HEADER + ROWS
    first, last = page.row + 1, page.row + len(rows)
    page.table("tblPeriods", columns, rows, main=False)
    page.row += 1
    page.say(_in_todays_money(plan, so_far[-1], time.periods[0].first))
    for sentence in said(plan):
        page.say(sentence)
    _charts(page, deck, plan, first, last)
    page.sheet.print_area(0, 0, page.row, len(COLUMNS) - 1)


def _in_todays_money(plan: Plan, paid: Decimal, start: date) -> str:
    """How the payments meet the cost on Summary."""
    told = f"All payments come to {paid:,} {plan.currency}"
    if paid == plan.cost:
        return f"{told}, the cost on Summary."
    return (
        f"{told}; discounted to {start}, as they fall due, to {plan.cost:,} "
        f"{plan.currency}: the cost on Summary."
    )


def write_licenses_over_time(deck: WorkbookWriter, plan: Plan) -> None:
    """The same of each license, on a sheet of its own: in print each list stands under its own
    header."""
    time = plan.over_time
    if time is None:
        return
    names = [name for name in _names(plan) if any(a.there.get(name) for a in time.periods)]
    if not names:
        return
    page = deck.page(
        "Timeline by license",
        f"Each license by period: needed, there, ordered, ended and paid, in {plan.currency} as "
        "invoiced.",
    )
    details = [
        Col("License", "strong"),
        Col("From", "date"),
        Col("To", "date"),
        Col("Needed", "count"),
        Col("There", "count"),
        Col("Ordered", "count"),
        Col("Ended", "count"),
        Col("Spare", "count"),
        Col("Payments", "money"),
    ]
    due = _due(plan)
    lines: list[Sequence[object]] = [
        (
            name,
            account.first,
            account.last,
            account.needed.get(name, 0),
            account.there.get(name, 0),
            account.ordered.get(name, 0) or None,
            account.ended.get(name, 0) or None,
            account.spare.get(name, 0),
            due.get((name, account.first)),
        )
        for name in names
        for account in time.periods
    ]
    found = _joined(lines)
    kept = [i for i in range(len(details)) if any(line[i] not in (None, "") for line in found)]
    page.table("tblTimeline", [details[i] for i in kept], [[x[i] for i in kept] for x in found])


def _joined(lines: Sequence[Sequence[object]]) -> list[Sequence[object]]:
    """The lines of a license, periods in which nothing happens joined with the one before."""
    found: list[Sequence[object]] = []
    for line in lines:
        name, first, last, needed, there, ordered, ended, spare, due = line
        if found and not (ordered or ended or due):
            before = found[-1]
            if (before[0], before[3], before[4], before[7]) == (name, needed, there, spare):
                found[-1] = (*before[:2], last, *before[3:])
                continue
        found.append((name, first, last, needed, there, ordered, ended, spare, due))
    return found


def label(first: date, last: date) -> str:
    """A period in words: the months that it spans."""
    if (first.day, (last + timedelta(days=1)).day) != (1, 1):
        return f"From {first.day} {MONTHS[first.month - 1]} {first.year}"
    start, end = MONTHS[first.month - 1], MONTHS[last.month - 1]
    if first.year == last.year:
        return (
            str(first.year)
            if (first.month, last.month) == (1, 12)
            else f"{start} to {end} {last.year}"
        )
    return f"{start} {first.year} to {end} {last.year}"


def _due(plan: Plan) -> dict[tuple[str, date], Decimal]:
    """What is paid for each license in each period, by the period's first day."""
    time = plan.over_time
    starts = [account.first for account in time.periods] if time is not None else []
    found: dict[tuple[str, date], Decimal] = {}
    for purchase in plan.purchases:
        for day, part in purchase.invoices:
            key = purchase.license, starts[bisect_right(starts, day) - 1]
            found[key] = found.get(key, Decimal(0)) + part * purchase.price * purchase.packs
    return found


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
    days = [NAME, first, 1, last, 1]
    when = axis("Period from", num_format="mmm yy", text_axis=True)
    most = max(sum(account.there.values()) for account in time.periods)
    needed = max(sum(account.needed.values()) for account in time.periods)
    dearest = max(time.periods, key=lambda account: account.payments)
    paid = sum((account.payments for account in time.periods), Decimal(0))
    part = share(dearest.payments, paid, 0)
    says = (
        f"{part} % is paid in {label(dearest.first, dearest.last)}" if paid else "Nothing is paid"
    )
    units: list[dict[str, Any]] = [
        {"name": "There", "categories": days, "values": [NAME, first, 6, last, 6], "gap": 40,
         "fill": {"color": GREY}},
        {"name": "Needed", "categories": days, "values": [NAME, first, 5, last, 5],
         "fill": {"color": ACCENT}},
    ]  # fmt: skip
    message = f"Up to {needed:,} needed (blue), {most:,} there (grey)"
    insert(
        page, deck.book, (HEADER, 0), "column", message,
        size=SIZE, series=units, axes=(when, axis("Licenses", min=0)),
        about=f"Column chart: licenses needed and there in each period, up to {most:,}.",
    )  # fmt: skip
    due: list[dict[str, Any]] = [
        {"name": "Payments", "categories": days, "values": [NAME, first, 10, last, 10], "gap": 40,
         "fill": {"color": ACCENT}},
    ]  # fmt: skip
    insert(
        page, deck.book, (HEADER, SECOND), "column", says,
        size=SIZE, series=due, axes=(when, axis(plan.currency, min=0)),
        about="Column chart: what is paid in each period.",
    )  # fmt: skip
