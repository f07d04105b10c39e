"""The result workbook: every sheet of the format, in its order, those with nothing to say left
out."""

from collections.abc import Container, Mapping
from pathlib import Path

from optimizer.domain.plan import Plan
from optimizer.domain.tables import Tables
from optimizer.report.about import write_about
from optimizer.report.breakdown import write_breakdown
from optimizer.report.coverage import MOST_COVERAGE, write_coverage
from optimizer.report.holders import MOST_ROWS, write_holders
from optimizer.report.holdings import write_holdings
from optimizer.report.integrity import write_integrity
from optimizer.report.negotiation import write_negotiation
from optimizer.report.negotiation_tables import write_prices
from optimizer.report.notes import write_notes
from optimizer.report.purchases import write_purchases
from optimizer.report.scenarios import write_changes, write_scenarios
from optimizer.report.servers import write_servers
from optimizer.report.summary import Summary
from optimizer.report.timeline import write_timeline
from optimizer.report.who_gets_what import write_who_gets_what
from optimizer.report.workings import write_workings
from optimizer.writing.page import WorkbookWriter

BESIDE = {
    "Coverage": "coverage",
    "User licenses": "user-licenses",
    "Device licenses": "device-licenses",
}
"""Sheets that go into a CSV beside the result where they are too long, and what the CSV's name ends
in."""


def too_long(plan: Plan) -> list[str]:
    """The sheets that do not stand in the workbook."""
    rows = {
        "Coverage": (len(plan.coverage.user), MOST_COVERAGE),
        "User licenses": (len(plan.users.row), MOST_ROWS),
        "Device licenses": (len(plan.devices.row), MOST_ROWS),
    }
    return [name for name, (count, most) in rows.items() if count > most]


def write_result(
    target: Path,
    beside: Mapping[str, Path],
    source: Path,
    tables: Tables,
    plan: Plan,
    *,
    details: bool = False,
    only: Container[str] | None = None,
) -> None:
    """Write the result to `target`, and every sheet that is `too_long` to its CSV of `beside`.

    `source` is the input workbook that Notes links to; `details` adds who changes in each scenario;
    `only` hides all other sheets.
    All are plain writes: the caller makes them appear whole.
    """
    deck = WorkbookWriter(
        target, f"License plan for {source.stem}", tables.settings.as_of, plan.currency, plan.digits
    )
    summary = Summary(deck, tables, plan, source.name)
    write_purchases(deck, plan)
    write_timeline(deck, plan)
    write_who_gets_what(deck, tables, plan)
    users, devices = beside.get("User licenses"), beside.get("Device licenses")
    write_holders(deck, tables, "User", tables.users, plan.users, why=plan.user_why, file=users)
    write_holders(
        deck, tables, "Device", tables.devices, plan.devices, why=plan.device_why, file=devices
    )
    write_servers(deck, plan)
    write_holdings(deck, plan)
    write_breakdown(deck, tables, plan)
    write_coverage(deck, tables, plan.coverage, beside.get("Coverage"))
    write_scenarios(deck, plan)
    if details:
        write_changes(deck, tables, plan)
    write_negotiation(deck, plan)
    write_prices(deck, plan)
    write_notes(deck, plan, tables.reading, source)
    write_about(deck, plan, beside.values())
    summary.write()
    write_integrity(deck, plan, summary, beside)
    write_workings(deck, plan)
    summary.finish()
    for name, page in deck.pages.items():
        if only is not None and name not in only:
            page.sheet.hide()
    deck.close()
