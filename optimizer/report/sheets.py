"""The sheets of a result, a record each: what each is for, what writes it, and its columns as a
frame."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from optimizer.domain.plan import Plan
from optimizer.domain.planned import Planned
from optimizer.report.about import write_about
from optimizer.report.breakdown import write_breakdown
from optimizer.report.coverage import MOST_COVERAGE, coverage_columns, write_coverage
from optimizer.report.holders import DEVICES, MOST_ROWS, USERS, holders_columns, write_holders
from optimizer.report.holdings import holdings_columns, write_holdings
from optimizer.report.integrity import write_integrity
from optimizer.report.invoices import write_invoices
from optimizer.report.named import FrameColumns
from optimizer.report.negotiation import write_negotiation
from optimizer.report.notes import notes_columns, write_notes
from optimizer.report.prices import write_prices, write_ranges
from optimizer.report.purchases import purchases_columns, write_purchases
from optimizer.report.scenarios import scenarios_columns, write_changes, write_scenarios
from optimizer.report.servers import servers_columns, write_servers
from optimizer.report.summary import Summary
from optimizer.report.timeline import write_licenses_over_time, write_timeline
from optimizer.report.who_gets_what import write_who_gets_what
from optimizer.writing.page import WorkbookWriter


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What the sheets of a result are made of. `beside` are the files of those that are too long;
    `details` adds who changes in each scenario."""

    deck: WorkbookWriter
    planned: Planned
    beside: Mapping[str, Path]
    details: bool
    summary: Summary

    @property
    def plan(self) -> Plan:
        """The plan alone."""
        return self.planned.plan


@dataclass(frozen=True, kw_only=True)
class ResultSheet:
    """A sheet of the result: its name, in a few words what it is for, and what writes it, where it
    has anything to say. One that may be too long for a workbook then goes into a `file` beside it,
    whose name ends so. `columns` are what a frame of it has (None: there is none)."""

    name: str
    what: str
    write: Callable[[Contents], None]
    columns: Callable[[Planned], FrameColumns] | None = None
    too_long: Callable[[Plan], bool] = lambda _plan: False
    file: str = ""


def _changes(c: Contents) -> None:
    if c.details:
        write_changes(c.deck, c.planned)


SHEETS = (
    ResultSheet(
        name="Purchases",
        what="what to order, where, and when it is paid",
        write=lambda c: write_purchases(c.deck, c.plan),
        columns=purchases_columns,
    ),
    ResultSheet(
        name="Invoices",
        what="when it is paid, where Purchases has no room to say so",
        write=lambda c: write_invoices(c.deck, c.plan),
    ),
    ResultSheet(
        name="Timeline",
        what="period by period: who is there, what is needed, there and ordered, what is paid",
        write=lambda c: write_timeline(c.deck, c.plan),
    ),
    ResultSheet(
        name="Timeline by license",
        what="the same of each license",
        write=lambda c: write_licenses_over_time(c.deck, c.plan),
    ),
    ResultSheet(
        name="Who gets what",
        what="for those who hand the licenses out: alike people and devices in one row",
        write=lambda c: write_who_gets_what(c.deck, c.planned),
    ),
    ResultSheet(
        name="User licenses",
        what="name by name: who holds what, and why",
        write=lambda c: write_holders(c.deck, c.planned, USERS, c.beside.get("User licenses")),
        columns=lambda planned: holders_columns(planned, USERS),
        too_long=lambda plan: len(plan.users.row) > MOST_ROWS,
        file="user-licenses",
    ),
    ResultSheet(
        name="Device licenses",
        what="device by device: which holds what, and why",
        write=lambda c: write_holders(c.deck, c.planned, DEVICES, c.beside.get("Device licenses")),
        columns=lambda planned: holders_columns(planned, DEVICES),
        too_long=lambda plan: len(plan.devices.row) > MOST_ROWS,
        file="device-licenses",
    ),
    ResultSheet(
        name="Server licenses",
        what="what is taken for a server, a host or everyone",
        write=lambda c: write_servers(c.deck, c.plan),
        columns=servers_columns,
    ),
    ResultSheet(
        name="Holdings",
        what="each license's account",
        write=lambda c: write_holdings(c.deck, c.plan),
        columns=holdings_columns,
    ),
    ResultSheet(
        name="Breakdown",
        what="the cost by department and site, licenses in use by family, units to move",
        write=lambda c: write_breakdown(c.deck, c.planned),
    ),
    ResultSheet(
        name="Coverage",
        what="each access and what covers it",
        write=lambda c: write_coverage(c.deck, c.planned, c.beside.get("Coverage")),
        columns=coverage_columns,
        too_long=lambda plan: len(plan.coverage.user) > MOST_COVERAGE,
        file="coverage",
    ),
    ResultSheet(
        name="Scenarios",
        what="other futures beside the plan",
        write=lambda c: write_scenarios(c.deck, c.plan),
        columns=scenarios_columns,
    ),
    ResultSheet(
        name="Scenario changes",
        what="who would hold something else in them",
        write=_changes,
    ),
    ResultSheet(
        name="Negotiation",
        what="the ten things worth most, and single prices looked at closely",
        write=lambda c: write_negotiation(c.deck, c.plan),
    ),
    ResultSheet(
        name="Prices",
        what="every price and offer, and what it does",
        write=lambda c: write_prices(c.deck, c.plan),
    ),
    ResultSheet(
        name="Price ranges",
        what="what is bought at each price, and what the plan costs at both ends",
        write=lambda c: write_ranges(c.deck, c.plan),
    ),
    ResultSheet(
        name="Notes",
        what="what you should know",
        write=lambda c: write_notes(c.deck, c.planned),
        columns=notes_columns,
    ),
    ResultSheet(
        name="About",
        what="how this was made",
        write=lambda c: write_about(c.deck, c.plan, c.beside.values()),
    ),
    ResultSheet(
        name="Integrity",
        what="the workbook added up again",
        write=lambda c: write_integrity(c.deck, c.plan, c.summary, c.beside),
    ),
)
"""Every sheet of a result but Summary, which comes first, in their order; the last one adds up what
the others say."""
