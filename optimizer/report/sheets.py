"""The sheets that say who holds what, what is owned, what covers each access, what to know, and how it was made."""

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from optimizer.cells import version_text
from optimizer.plan import Coverage, Holding, Plan, Texts
from optimizer.report import purchases
from optimizer.report.long_sheet import CHUNK, LongColumn
from optimizer.report.page import Col, Deck, Formula, Page, checked
from optimizer.tables import Holders, Tables

MOST_COVERAGE = 100_000
"""Lines of Coverage that stand in the workbook; more go into a CSV beside it."""

MOST_ROWS = 1_000_000
"""Rows of any other sheet that stand in the workbook; Excel takes a few more."""

COVERAGE = ("User", "Device", "Server", "Family", "Version", "Covered by", "License", "Basis")


def write_holders(
    deck: Deck, tables: Tables, side: str, holders: Holders, holding: Holding, why: Texts, file: Path | None
) -> None:
    """User licenses or Device licenses: a row for each run of members who hold the same; in `file`, a CSV, if it is given."""
    if not len(holding.row):
        return
    page = deck.page(
        f"{side} licenses",
        f"Who holds what: a row stands for so many Members of a {side.lower()} row who hold the same set; an empty one is none.",
    )
    sets = ["; ".join(tables.licenses[k].name for k in bundle) for bundle in holding.bundles]
    columns = [Col(side, width(holders.names)), Col("Members", 10), Col("Licenses", width(sets)), Col("Why", width(why.distinct))]
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
    _long(page, f"tbl{side}s", columns, data, file)


def _long(page: Page, name: str, columns: Sequence[Col], data: Sequence[LongColumn], file: Path | None) -> None:
    """A long table on its page; in `file`, a CSV, if it is given, and the page says so."""
    if file is None:
        page.long_table(name, columns, data)
        return
    count = len(data[0].codes)
    page.widths(90)
    page.add((f"{count:,} lines are in {file.name}, beside this workbook.",))
    texts = [None if column.texts is None else [*map(csv_cell, column.texts), ""] for column in data]
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        out.write(",".join(col.name for col in columns) + "\r\n")
        row = ",".join(["{}"] * len(columns)) + "\r\n"
        for start in range(0, count, CHUNK):
            cells = [
                column.codes[start : start + CHUNK].tolist()
                if text is None
                else map(text.__getitem__, column.codes[start : start + CHUNK].tolist())
                for column, text in zip(data, texts, strict=True)
            ]
            out.write("".join(map(row.format, *cells)))


def width(texts: Sequence[str]) -> int:
    """Characters that show most of the texts; a sample is enough."""
    return max([12, *map(len, texts[:500])]) + 2


def write_servers(deck: Deck, plan: Plan) -> None:
    """Server licenses: what is taken for a host, a server or everyone, and what servers cost in CAL mode."""
    if not plan.servers and not plan.server_costs:
        return
    page = deck.page(
        "Server licenses", "What is taken for a server, a host or the whole organization, and servers' own licenses (CAL mode)."
    )
    rows: list[Sequence[object]] = [
        (taken.server or "(the organization)", taken.license, taken.quantity, taken.why, None) for taken in plan.servers
    ]
    rows += [
        (server, "Server's own license (CAL mode)", None, "paid once, since accesses are covered by CALs", cost)
        for server, cost in plan.server_costs
    ]
    columns = [Col("Server", 26), Col("License", 40), Col("Quantity", 10), Col("Why", 66), Col("Cost", 18)]
    page.table("tblServers", columns, rows)


def write_holdings(deck: Deck, plan: Plan) -> None:
    """Holdings: each license's account."""
    if not plan.balances:
        return
    page = deck.page(
        "Holdings",
        "Each license's account: Kept + Converted + Left over = Owned, and Kept + Bought = Used + Surplus. Activate: to install.",
    )
    style = deck.styles.whole_calculated

    def own(column: str) -> str:
        return f"tblHoldings[[#This Row],[{column}]]"

    rows: list[Sequence[object]] = []
    for b in plan.balances:
        bought: object = b.bought
        if plan.purchases:
            found = f"=SUMPRODUCT(({purchases.TABLE}[License]={own('License')})*{purchases.TABLE}[Quantity])"
            bought = Formula(found, b.bought)
        left = Formula(f"={own('Owned')}-{own('Kept')}-{own('Converted')}", b.left_over)
        surplus = Formula(f"={own('Kept')}+{own('Bought')}-{own('Used')}", b.surplus)
        covers = "; ".join(b.covers)
        rows.append(
            (b.license, b.owned, b.kept, b.converted, left, bought, b.used, surplus, b.activate or None, b.metric, covers)
        )
    wide = width([b.license for b in plan.balances])
    columns = [
        Col("License", wide), Col("Owned", 10), Col("Kept", 10), Col("Converted", 11), Col("Left over", 10, style),
        Col("Bought", 10, style), Col("Used", 10), Col("Surplus", 10, style),
        Col("Activate", 10), Col("Metric", 14), Col("Covers", 60),
    ]  # fmt: skip
    page.table("tblHoldings", columns, rows)


def write_coverage(deck: Deck, tables: Tables, coverage: Coverage, file: Path | None) -> None:
    """Coverage: a line for each need; in `file`, a CSV, where they are too many for a sheet."""
    if not len(coverage.user):
        return
    page = deck.page("Coverage", "Each access, the family it needs, and what covers it.")
    data = _coverage_columns(tables, coverage)
    widths = (28, 24, 28, 22, 10, 16, 36, 14)
    columns = [Col(name, wide) for name, wide in zip(COVERAGE, widths, strict=True)]
    _long(page, "tblCoverage", columns, data, file)


def _coverage_columns(tables: Tables, coverage: Coverage) -> list[LongColumn]:
    versions, codes = np.unique(coverage.version, return_inverse=True)
    return [
        LongColumn(coverage.user, tables.users.names),
        LongColumn(coverage.device, tables.devices.names),
        LongColumn(coverage.server, [server.name for server in tables.servers]),
        LongColumn(coverage.family, tables.families),
        LongColumn(codes.reshape(-1), [version_text(int(version)) for version in versions]),
        LongColumn(coverage.side.codes, coverage.side.distinct),
        LongColumn(coverage.license.codes, coverage.license.distinct),
        LongColumn(tables.access.basis[coverage.access], tables.access.bases),
    ]


def harmless(text: str) -> str:
    """Text that a spreadsheet opening a CSV does not take for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def csv_cell(text: str) -> str:
    """Harmless text as a cell of a CSV (RFC 4180); each distinct one is made once."""
    text = harmless(text)
    quoted = text.replace('"', '""')
    return f'"{quoted}"' if _QUOTED.search(text) else text


_QUOTED = re.compile('[,"\r\n]')


def write_notes(deck: Deck, plan: Plan, source: Path) -> None:
    """Notes: what a reader should know, each with a link to its cell of the input."""
    if not plan.warnings:
        return
    page = deck.page("Notes", f"What you should know; nothing here stops the plan. The links open {source.name} where it stands.")
    columns = [Col("Place", 22), Col("Note", 76, deck.styles.wrap), Col("What to do", 52, deck.styles.wrap), Col("File", 24)]
    rows = [(str(w.place), w.problem, w.remedy, source.name) for w in plan.warnings]
    first = page.table("tblNotes", columns, rows) + 1
    for row, warning in enumerate(plan.warnings, first):
        place = warning.place
        if place.row:
            url = f"external:{source.name}#'{place.sheet}'!{place.cell}"
            checked(page.sheet.write_url(row, 0, url, deck.styles.link, string=str(place)))


_PRICES = (
    "Negotiation",
    "The cheapest cost as a function of one price is the lower envelope of one line a plan; every breakpoint is found exactly, "
    "each solve proven optimal (Eisner and Severance 1976). Fair shares by the flow are in the core (Deng and others 1999).",
)


def write_about(deck: Deck, plan: Plan) -> None:
    """About: the input, the options, the solver, and how the answer is proven."""
    page = deck.page("About", "How this plan was made, so that it can be repeated and checked.", "proof")
    rows = [
        *plan.facts.items(),
        ("Status", plan.status),
        (
            "Method",
            "Alike people and devices are one class; plain parts are a minimum cut, the rest an integer program at gap zero.",
        ),
        (
            "Proof",
            "The cost equals a proven lower bound, and an audit that shares no code with it worked everything out again.",
        ),
        *([_PRICES] if plan.deal is not None else []),
        ("Formulas", "Follow an edited price; they do not choose another mix. For that run cal-optimizer again."),
        (
            "What governs",
            "Requirements come from public licensing texts; the contract and the vendor's Product Terms govern.",
        ),
    ]
    page.table("tblAbout", [Col("About this plan", 34), Col("Value", 70, deck.styles.wrap)], rows)
