"""Who gets what: alike people and devices of a department in one row, for those who hand the
licenses out."""

from collections.abc import Sequence

from optimizer.domain.plan import Plan
from optimizer.domain.tables import Tables
from optimizer.explaining.groups import Group, groups_of
from optimizer.writing.page import HEADER, Col, WorkbookWriter

MOST = 2_000
"""Rows past which the sheet is no help any more, and is left out."""


def write_who_gets_what(deck: WorkbookWriter, tables: Tables, plan: Plan) -> None:
    """The sheet; absent where there are no people and devices, or hardly two are alike."""
    groups = groups_of(tables, plan)
    if not 0 < len(groups) <= MOST:
        return
    page = deck.page(
        "Who gets what",
        f"Alike people and devices in one row, amounts in {plan.currency} over the horizon. Name "
        "by name they are on User licenses and Device licenses.",
    )
    rows = [_row(group) for group in groups]
    columns = [
        Col("Department", "strong", 150),
        Col("Who", "text", 215),
        Col("Members", "count"),
        Col("Holds", "after", 300),
        Col("Because", "after", 485),
    ]
    kept = range(len(columns)) if any(group.department for group in groups) else range(1, 5)
    page.table("tblWho", [columns[i] for i in kept], [[row[i] for i in kept] for row in rows])
    if kept[0] == 0:
        _departments(deck, groups)


def _row(group: Group) -> Sequence[object]:
    holds = "; ".join(group.holds) or "nothing"
    name = group.department or "(none named)"
    return (name, group.who, group.members, holds, group.why)


def _departments(deck: WorkbookWriter, groups: Sequence[Group]) -> None:
    """A department is named in ink once and stays together on a printed page."""
    page, first = deck.pages["Who gets what"], HEADER + 1
    start = 0
    for number in range(1, len(groups) + 1):
        if number < len(groups) and groups[number].department == groups[start].department:
            look = page.styles.look("strong", "cell", font_color="#A3AEBA")
            name = groups[number].department or "(none named)"
            page.put(first + number, 0, name, look)
            continue
        if page.down(first + start, first + number - 1) < page.depth - 60:
            page.keep(first + start, first + number - 1)
        start = number
