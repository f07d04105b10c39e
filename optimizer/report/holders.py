"""The sheets that say who holds what, what is owned, what covers each access, what to know, and how
it was made."""

from pathlib import Path

from optimizer.domain.plan import Holding, Texts
from optimizer.domain.tables import Holders, Tables
from optimizer.writing.long_sheet import LongColumn
from optimizer.writing.page import Col, WorkbookWriter, width, write_long

MOST_ROWS = 1_000_000
"""Rows of any other sheet that stand in the workbook; Excel takes a few more."""


def write_holders(
    deck: WorkbookWriter,
    tables: Tables,
    side: str,
    holders: Holders,
    holding: Holding,
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
        Col(side, width(holders.names)),
        Col("Members", 10),
        Col("Licenses", width(sets)),
        Col("Why", width(why.distinct)),
    ]
    data = [
        LongColumn(holding.row, holders.names),
        LongColumn(holding.members, style=deck.styles.whole),
        LongColumn(holding.bundle, sets),
        LongColumn(why.codes, why.distinct),
    ]
    for name, texts in (("Department", holders.department), ("Site", holders.site)):
        if any(texts):
            columns.append(Col(name, width(texts)))
            data.append(LongColumn(holding.row, texts))
    write_long(page, f"tbl{side}s", columns, data, file)
