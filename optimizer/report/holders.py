"""User licenses and Device licenses: name by name who holds what, and why."""

from pathlib import Path

from optimizer.domain.plan import Holding, Texts
from optimizer.domain.planned import Planned
from optimizer.domain.tables import Holders
from optimizer.report.named import FrameColumns, named
from optimizer.report.over_time import stretches
from optimizer.writing.long_list import write_long
from optimizer.writing.long_sheet import LongColumn
from optimizer.writing.page import Col, WorkbookWriter

MOST_ROWS = 1_000_000
"""Rows of any other sheet that stand in the workbook; Excel takes a few more."""


USERS, DEVICES = "User", "Device"
"""Whose sheet it is."""


def _side(planned: Planned, side: str) -> tuple[Holders, Holding, Texts]:
    """Its holders, what they hold, and why."""
    tables, plan = planned.tables, planned.plan
    if side == USERS:
        return tables.users, plan.users, plan.user_why
    return tables.devices, plan.devices, plan.device_why


def write_holders(deck: WorkbookWriter, planned: Planned, side: str, file: Path | None) -> None:
    """User licenses or Device licenses: a row for each run of members who hold the same; in `file`,
    a CSV, if it is given."""
    holders, holding, why = _side(planned, side)
    if not len(holding.row):
        return
    page = deck.page(
        f"{side} licenses",
        f"Who holds what: a row stands for so many Members of a {side.lower()} row who hold the "
        "same set; an empty one is none.",
    )
    sets = _sets(planned, holding)
    columns = [
        Col(side, "strong", 220),
        Col("Members", "count"),
        Col("Licenses", "after", 300),
        Col("Why", "after", 480),
    ]
    data = [
        LongColumn(holding.row, holders.names),
        LongColumn(holding.members),
        LongColumn(holding.bundle, sets),
        LongColumn(why.codes, why.distinct),
    ]
    if holding.first is not None and holding.last is not None:
        days = stretches(planned.tables)
        columns[2:2] = [Col("From", "after", 100), Col("To", "after", 100)]
        data[2:2] = [
            LongColumn(holding.first, [first.isoformat() for first, _ in days]),
            LongColumn(holding.last, [last.isoformat() for _, last in days]),
        ]
    for name, texts in (("Department", holders.department), ("Site", holders.site)):
        if any(texts):
            columns.append(Col(name, "after", 140))
            data.append(LongColumn(holding.row, texts))
    write_long(page, f"tbl{side}s", columns, data, file)


def holders_columns(planned: Planned, side: str) -> FrameColumns:
    """A row for each run of members who hold the same."""
    holders, holding, why = _side(planned, side)
    return {
        side: named(holding.row, holders.names),
        "Members": holding.members,
        "Licenses": named(holding.bundle, _sets(planned, holding)),
        "Why": named(why.codes, why.distinct),
    }


def _sets(planned: Planned, holding: Holding) -> list[str]:
    """Each bundle as it is printed."""
    licenses = planned.tables.licenses
    return ["; ".join(licenses[k].name for k in bundle) for bundle in holding.bundles]
