"""User licenses and Device licenses: name by name who holds what, and why."""

from pathlib import Path

from optimizer.domain.plan import Holding, Texts
from optimizer.domain.tables import Holders, Tables
from optimizer.report.over_time import stretches
from optimizer.writing.long_list import write_long
from optimizer.writing.long_sheet import LongColumn
from optimizer.writing.page import Col, WorkbookWriter

MOST_ROWS = 1_000_000
"""Rows of any other sheet that stand in the workbook; Excel takes a few more."""


def write_holders(
    deck: WorkbookWriter,
    tables: Tables,
    side: str,
    holders: Holders,
    holding: Holding,
    *,
    why: Texts,
    file: Path | None,
) -> None:
    """User licenses or Device licenses: a row for each run of members who hold the same; in `file`,
    a CSV, if it is given."""
    if not len(holding.row):
        return
    page = deck.page(
        f"{side} licenses",
        f"Who holds what: a row stands for so many Members of a {side.lower()} row who hold the "
        "same set; an empty one is none.",
    )
    sets = ["; ".join(tables.licenses[k].name for k in bundle) for bundle in holding.bundles]
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
        days = stretches(tables)
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
