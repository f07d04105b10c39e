"""Who gets what: alike people and devices of a department in one row, for those who hand the
licenses out."""

from collections.abc import Sequence
from datetime import date

from optimizer.domain.planned import Planned
from optimizer.explaining.groups import groups_of
from optimizer.explaining.sides import Group
from optimizer.report.over_time import stretches
from optimizer.writing.page import HEADER, Col, WorkbookWriter

MOST = 2_000
"""Rows past which the sheet is no help any more, and is left out."""


def write_who_gets_what(deck: WorkbookWriter, planned: Planned) -> None:
    """The sheet; absent where there are no people and devices, or hardly two are alike."""
    plan, groups = planned.plan, groups_of(planned)
    if not 0 < len(groups) <= MOST:
        return
    page = deck.page(
        "Who gets what",
        (
            f"Alike people and devices in one row, amounts in {plan.currency} over the horizon."
            if plan.over_time is None
            else "Alike people and devices in one row, for as long as they hold the same, "
            f"amounts in {plan.currency}."
        )
        + " Name by name they are on User licenses and Device licenses.",
    )
    days = [] if plan.over_time is None else stretches(planned.tables)
    rows = [_row(group, days) for group in groups]
    columns = [
        Col("Department", "strong", 150),
        Col("Who", "text", 215),
        Col("Members", "count"),
        Col("From", "date"),
        Col("To", "date"),
        Col("Holds", "after", 300),
        Col("Because", "after", 485),
    ]
    shown = {0: any(group.department for group in groups), 3: bool(days), 4: bool(days)}
    kept = [i for i in range(len(columns)) if shown.get(i, True)]
    page.table("tblWho", [columns[i] for i in kept], [[row[i] for i in kept] for row in rows])
    if kept[0] == 0:
        _departments(deck, groups)


def _row(group: Group, days: Sequence[tuple[date, date]]) -> Sequence[object]:
    holds = "; ".join(group.holds) or "nothing"
    name = group.department or "(none named)"
    first = days[group.first][0] if days and group.first is not None else None
    last = days[group.last][1] if days and group.last is not None else None
    return (name, group.who, group.members, first, last, holds, group.why)


def _departments(deck: WorkbookWriter, groups: Sequence[Group]) -> None:
    """A department is named in ink once and stays together on a printed page."""
    page, first = deck.pages["Who gets what"], HEADER + 1
    start = 0
    for number in range(1, len(groups) + 1):
        if number < len(groups) and groups[number].department == groups[start].department:
            look = page.styles.look("strong", "cell", font_color="#A3AEBA", text_wrap=True)
            name = groups[number].department or "(none named)"
            page.put(first + number, 0, name, look)
            continue
        if page.down(first + start, first + number - 1) < page.depth - 60:
            page.keep(first + start, first + number - 1)
        start = number
