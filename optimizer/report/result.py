"""The result workbook: every sheet of the format, in its order, those with nothing to say left out."""

from pathlib import Path

from optimizer.plan import Plan
from optimizer.report.integrity import write_integrity
from optimizer.report.negotiation import write_negotiation
from optimizer.report.page import Deck
from optimizer.report.purchases import write_purchases
from optimizer.report.scenarios import write_changes, write_scenarios
from optimizer.report.sheets import (
    MOST_COVERAGE,
    write_about,
    write_coverage,
    write_holders,
    write_holdings,
    write_notes,
    write_servers,
)
from optimizer.report.summary import Summary
from optimizer.tables import Tables


def write_result(target: Path, coverage_file: Path, source: Path, tables: Tables, plan: Plan, details: bool = False) -> bool:
    """Write the result to `target`, and a coverage that is too long for it to `coverage_file`; True if that was needed.

    `source` is the input workbook that Notes links to; `details` adds who changes in each scenario. Both are plain writes:
    the caller makes them appear whole.
    """
    separate = len(plan.coverage.user) > MOST_COVERAGE
    deck = Deck(target, f"License plan for {source.stem}", tables.settings.as_of, plan.currency, plan.digits)
    summary = Summary(deck, tables, plan)
    write_purchases(deck, plan)
    write_holders(deck, tables, "User", tables.users, plan.users, plan.user_why)
    write_holders(deck, tables, "Device", tables.devices, plan.devices, plan.device_why)
    write_servers(deck, plan)
    write_holdings(deck, plan)
    write_coverage(deck, tables, plan.coverage, coverage_file if separate else None)
    write_scenarios(deck, plan)
    if details:
        write_changes(deck, tables, plan)
    write_negotiation(deck, plan)
    write_notes(deck, plan, source)
    write_about(deck, plan)
    summary.write()
    write_integrity(deck, plan, summary, separate)
    summary.finish()
    deck.close()
    return separate
