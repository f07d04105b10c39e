"""A sweep's outcomes as a table: in a workbook, a CSV or a Parquet file, in input order."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from optimizer.domain.tables import Settings
from optimizer.report.about import write_facts
from optimizer.writing.charts import axis, insert
from optimizer.writing.csv import harmless
from optimizer.writing.page import HEADER, Col, WorkbookWriter
from optimizer.writing.styles import ACCENT

AMOUNTS = (("cost", "Cost"), ("due_now", "Due now"), ("payments", "Payments over the horizon"))

MANY = 60
"""Points from which on no line joins them."""


def frame(
    labels: Sequence[str], values: Sequence[Sequence[Decimal]], rows: Sequence[Mapping[str, Any]]
) -> pd.DataFrame:
    """A row each point: what was varied, status, amounts, people and devices licensed, licenses
    bought, and why there is none."""
    columns: dict[str, list[Any]] = {}
    for i, label in enumerate(labels):
        columns[label] = [float(each[i]) for each in values]
    columns["Status"] = [row["status"] for row in rows]
    for key, name in AMOUNTS:
        columns[name] = [float(row[key]) if key in row else None for row in rows]
    for key, name in (("people", "People with a license"), ("devices", "Devices with a license")):
        columns[name] = [row.get(key) for row in rows]
    for license in dict.fromkeys(name for row in rows for name in row.get("bought", ())):
        columns[f"Buy: {license}"] = [
            row["bought"].get(license, 0) if "bought" in row else None for row in rows
        ]
    if any("why" in row for row in rows):
        columns["Why not"] = [row.get("why", "") for row in rows]
    return pd.DataFrame(columns)


def write_sweep(
    target: Path,
    kind: str,
    table: pd.DataFrame,
    source: Path,
    settings: Settings,
    *,
    facts: Mapping[str, str],
) -> None:
    """Write the table as .xlsx (with `facts` on About), .csv or .parquet (`kind`); a plain write,
    which the caller makes appear whole."""
    if kind == ".parquet":
        table.to_parquet(target, index=False)
        return
    if kind == ".csv":
        shown = table.rename(columns=harmless).map(
            lambda value: harmless(value) if isinstance(value, str) else value
        )
        shown.to_csv(target, index=False, encoding="utf-8-sig", lineterminator="\r\n")
        return
    title, day = f"Sweep over {source.stem}", settings.as_of
    deck = WorkbookWriter(target, title, day, settings.currency, settings.digits)
    page = deck.page(
        "Sweep",
        f"Each row is the cheapest compliant plan of {source.name} with the values at its left.",
        "what if",
    )
    amounts = {name for _, name in AMOUNTS}
    columns = [
        Col(
            name,
            "money" if name in amounts else "after" if name in ("Status", "Why not") else "number",
        )
        for name in table.columns
    ]
    rows = [
        [None if pd.isna(value) else value for value in row]
        for row in table.astype(object).itertuples(index=False)
    ]
    page.table("tblSweep", columns, rows)
    position = list(table.columns).index("Cost")
    line = {"none": True} if len(rows) >= MANY else {"color": ACCENT, "width": 2}
    points = {
        "name": "Cost",
        "categories": ["Sweep", HEADER + 1, 0, HEADER + len(rows), 0],
        "values": ["Sweep", HEADER + 1, position, HEADER + len(rows), position],
        "line": line,
        "marker": {"type": "circle", "size": 5, "fill": {"color": ACCENT}},
    }
    first = str(table.columns[0])
    axes = axis(first, num_format="General"), axis(f"Cost over the horizon, {settings.currency}")
    title, words = f"Cost by {first}", f"Scatter chart: cost by {first}."
    where = (HEADER, len(columns) + 1)
    insert(
        page,
        deck.book,
        where,
        "scatter",
        title,
        size=(560, 340),
        series=[points],
        axes=axes,
        about=words,
    )
    page.sheet.print_area(0, 0, page.row, len(columns) - 1)
    write_facts(deck, facts, "table")
    deck.close()
