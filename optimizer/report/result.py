"""The result workbook: every sheet of the format, in its order, those with nothing to say left out."""

import csv
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import xlsxwriter

from optimizer.cells import version_text
from optimizer.plan import Coverage, Holding, Plan, Texts
from optimizer.report.page import Page, Styles, styles
from optimizer.report.summary import write_summary
from optimizer.tables import Holders, Tables

MOST_COVERAGE = 100_000
"""Lines of Coverage that stand in the workbook; more go into a CSV beside it."""

_COVERAGE = ("User", "Device", "Server", "Family", "Version", "Covered by", "License", "Basis")


def write_result(target: Path, coverage_file: Path, source: Path, tables: Tables, plan: Plan) -> bool:
    """Write the result to `target`, and a coverage that is too long for it to `coverage_file`; True if that was needed.

    `source` is the input workbook that Notes links to. Both are plain writes: the caller makes them appear whole.
    """
    separate = len(plan.coverage.user) > MOST_COVERAGE
    book = xlsxwriter.Workbook(
        target,
        {
            "constant_memory": separate,  # slower, but memory stays flat however long the sheets are
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "nan_inf_to_errors": True,
        },
    )
    created = datetime(tables.settings.as_of.year, tables.settings.as_of.month, tables.settings.as_of.day)
    book.set_properties({"title": "License plan", "author": "cal-optimizer", "created": created})
    formats = styles(book, plan.currency, plan.digits)
    write_summary(Page(book, "Summary", formats), tables, plan)
    _purchases(book, formats, plan)
    _holders(book, formats, tables, "User", tables.users, plan.users, plan.user_why)
    _holders(book, formats, tables, "Device", tables.devices, plan.devices, plan.device_why)
    _servers(book, formats, plan)
    _holdings(book, formats, plan)
    _coverage(book, formats, tables, plan.coverage, coverage_file if separate else None)
    _notes(book, formats, plan, source)
    _about(book, formats, plan)
    book.close()
    return separate


def _purchases(book: xlsxwriter.Workbook, formats: Styles, plan: Plan) -> None:
    if not plan.purchases:
        return
    names = (
        "Offer", "License", "From license", "Quantity", "Packs", "Price", "Per", "From date", "Due now", "Over horizon",
        "Channel", "Supplier", "Part number",
    )  # fmt: skip
    page = Page(book, "Purchases", formats)
    wide = max(12, *(len(p.offer) for p in plan.purchases)) + 2
    page.header(names, (wide, wide, 14, 10, 8, 16, 8, 12, 18, 18, 12, 12, 14))
    for p in plan.purchases:
        page.cell(5, p.price, formats.price)
        page.add((p.offer, p.license, p.from_license, p.quantity, p.packs, None, p.per, p.from_date, p.due_now, p.cost))
        page.row -= 1
        page.add((*(None,) * 10, p.channel, p.supplier, p.part_number))
    page.close()


def _holders(
    book: xlsxwriter.Workbook,
    formats: Styles,
    tables: Tables,
    side: str,
    holders: Holders,
    holding: Holding,
    why: Texts,
) -> None:
    """User licenses or Device licenses: a row for each run of members who hold the same."""
    if not len(holding.row):
        return
    page = Page(book, f"{side} licenses", formats)
    sets = ["; ".join(tables.licenses[k].name for k in bundle) for bundle in holding.bundles]
    extra = [name for name, column in (("Department", holders.department), ("Site", holders.site)) if any(column)]
    columns = [getattr(holders, name.lower()) for name in extra]
    page.header(
        (side, "Members", "Licenses", "Why", *extra),
        (_width(holders.names), 10, _width(sets), _width(why.distinct), *map(_width, columns)),
    )
    rows = zip(holding.row.tolist(), holding.members.tolist(), holding.bundle.tolist(), why.codes.tolist(), strict=True)
    page.texts(
        (holders.names[row], members, sets[bundle], why.distinct[reason], *(column[row] for column in columns))
        for row, members, bundle, reason in rows
    )
    page.close()


def _width(texts: Sequence[str]) -> int:
    """Characters that show most of the texts; a sample is enough."""
    return max([12, *map(len, texts[:500])]) + 2


def _servers(book: xlsxwriter.Workbook, formats: Styles, plan: Plan) -> None:
    if not plan.servers and not plan.server_costs:
        return
    page = Page(book, "Server licenses", formats)
    page.header(("Server", "License", "Quantity", "Why"), (24, 36, 10, 70))
    for taken in plan.servers:
        page.add((taken.server or "(the organization)", taken.license, taken.quantity, taken.why))
    for server, cost in plan.server_costs:
        page.add((server, "Server's own license (CAL mode)", None, f"CAL mode cost {cost:,} {plan.currency}"))
    page.close()


def _holdings(book: xlsxwriter.Workbook, formats: Styles, plan: Plan) -> None:
    if not plan.balances:
        return
    page = Page(book, "Holdings", formats)
    names = ("License", "Owned", "Kept", "Converted", "Left over", "Bought", "Used", "Surplus", "Activate")
    page.header(names, (max(len(b.license) for b in plan.balances) + 2, *(11,) * 8))
    for b in plan.balances:
        page.add((b.license, b.owned, b.kept, b.converted, b.left_over, b.bought, b.used, b.surplus, b.activate or None))
    page.close()


def _coverage(book: xlsxwriter.Workbook, formats: Styles, tables: Tables, coverage: Coverage, file: Path | None) -> None:
    if not len(coverage.user):
        return
    page = Page(book, "Coverage", formats)
    page.header(_COVERAGE, (28, 24, 28, 22, 10, 16, 36, 14))
    if file is None:
        page.texts(_coverage_rows(tables, coverage))
    else:
        page.add((f"{len(coverage.user):,} lines are in {file.name}, beside this workbook.",))
        with file.open("w", encoding="utf-8-sig", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(_COVERAGE)
            writer.writerows(tuple(map(harmless, row)) for row in _coverage_rows(tables, coverage))
    page.close()


def _coverage_rows(tables: Tables, coverage: Coverage) -> Iterator[tuple[str, ...]]:
    users, devices = (*tables.users.names, ""), (*tables.devices.names, "")
    servers = [server.name for server in tables.servers]
    versions, codes = np.unique(coverage.version, return_inverse=True)
    shown = [version_text(int(version)) for version in versions]
    basis = (*tables.access.bases, "")
    columns: list[Any] = [
        (users, coverage.user),
        (devices, coverage.device),
        (servers, coverage.server),
        (tables.families, coverage.family),
        (shown, codes),
        (coverage.side.distinct, coverage.side.codes),
        (coverage.license.distinct, coverage.license.codes),
        (basis, tables.access.basis[coverage.access]),
    ]
    return zip(*(map(list(names).__getitem__, index.tolist()) for names, index in columns), strict=True)


def harmless(text: str) -> str:
    """Text that a spreadsheet opening a CSV does not take for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _notes(book: xlsxwriter.Workbook, formats: Styles, plan: Plan, source: Path) -> None:
    if not plan.warnings:
        return
    page = Page(book, "Notes", formats)
    page.header(("Place", "Note", "What to do"), (20, 70, 50))
    for warning in plan.warnings:
        place = warning.place
        if place.row:
            page.sheet.write_url(
                page.row, 0, f"external:{source.name}#'{place.sheet}'!{place.cell}", formats.link, string=str(place)
            )
        else:
            page.cell(0, str(place))
        page.cell(1, warning.problem, formats.wrap)
        page.cell(2, warning.remedy, formats.wrap)
        page.row += 1
    page.close()


def _about(book: xlsxwriter.Workbook, formats: Styles, plan: Plan) -> None:
    page = Page(book, "About", formats)
    page.header(("About this plan", "Value"), (34, 90))
    for label, value in plan.facts.items():
        page.add((label, value))
    page.add(("Status", plan.status))
    page.add(
        (
            "What governs",
            "What products require is gathered from public licensing texts; the contract and the vendor's Product Terms govern.",
        )
    )
    page.close()
