"""The result workbook: every sheet of the format, in its order, those with nothing to say left
out."""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What the sheets of a result are made of. `beside` are the files of those that are too long;
    `details` adds who changes in each scenario; `source` is the input workbook."""

    deck: WorkbookWriter
    tables: Tables
    plan: Plan
    source: Path
    beside: Mapping[str, Path]
    details: bool
    summary: Summary


@dataclass(frozen=True, kw_only=True)
class ResultSheet:
    """A sheet of the result: its name, in a few words what it is for, and what writes it, where it
    has anything to say. One that may be too long for a workbook then goes into a `file` beside it,
    whose name ends so."""

    name: str
    what: str
    write: Callable[[Contents], None]
    too_long: Callable[[Plan], bool] = lambda _plan: False
    file: str = ""


def _users(c: Contents) -> None:
    plan, file = c.plan, c.beside.get("User licenses")
    write_holders(
        c.deck, c.tables, "User", c.tables.users, plan.users, why=plan.user_why, file=file
    )


def _devices(c: Contents) -> None:
    plan, file = c.plan, c.beside.get("Device licenses")
    write_holders(
        c.deck, c.tables, "Device", c.tables.devices, plan.devices, why=plan.device_why, file=file
    )


def _changes(c: Contents) -> None:
    if c.details:
        write_changes(c.deck, c.tables, c.plan)


SHEETS = (
    ResultSheet(
        name="Purchases",
        what="what to order, where, and when it is paid",
        write=lambda c: write_purchases(c.deck, c.plan),
    ),
    ResultSheet(
        name="Timeline",
        what="period by period: who is there, what is needed, there and ordered, what is paid",
        write=lambda c: write_timeline(c.deck, c.plan),
    ),
    ResultSheet(
        name="Who gets what",
        what="for those who hand the licenses out: alike people and devices in one row",
        write=lambda c: write_who_gets_what(c.deck, c.tables, c.plan),
    ),
    ResultSheet(
        name="User licenses",
        what="name by name: who holds what, and why",
        write=_users,
        too_long=lambda plan: len(plan.users.row) > MOST_ROWS,
        file="user-licenses",
    ),
    ResultSheet(
        name="Device licenses",
        what="device by device: which holds what, and why",
        write=_devices,
        too_long=lambda plan: len(plan.devices.row) > MOST_ROWS,
        file="device-licenses",
    ),
    ResultSheet(
        name="Server licenses",
        what="what is taken for a server, a host or everyone",
        write=lambda c: write_servers(c.deck, c.plan),
    ),
    ResultSheet(
        name="Holdings",
        what="each license's account",
        write=lambda c: write_holdings(c.deck, c.plan),
    ),
    ResultSheet(
        name="Breakdown",
        what="the cost by department and site, licenses in use by family, units to move",
        write=lambda c: write_breakdown(c.deck, c.tables, c.plan),
    ),
    ResultSheet(
        name="Coverage",
        what="each access and what covers it",
        write=lambda c: write_coverage(c.deck, c.tables, c.plan.coverage, c.beside.get("Coverage")),
        too_long=lambda plan: len(plan.coverage.user) > MOST_COVERAGE,
        file="coverage",
    ),
    ResultSheet(
        name="Scenarios",
        what="other futures beside the plan",
        write=lambda c: write_scenarios(c.deck, c.plan),
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
        name="Notes",
        what="what you should know",
        write=lambda c: write_notes(c.deck, c.plan, c.tables.reading, c.source),
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


def files_beside(plan: Plan) -> dict[str, str]:
    """The sheets that do not stand in the workbook, and what each one's file name ends in."""
    return {sheet.name: sheet.file for sheet in SHEETS if sheet.too_long(plan)}


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
    """Write the result to `target`, and every sheet of `files_beside` to its CSV of `beside`.

    `source` is the input workbook that Notes links to; `details` adds who changes in each scenario;
    `only` hides all other sheets.
    All are plain writes: the caller makes them appear whole.
    """
    deck = WorkbookWriter(
        target, f"License plan for {source.stem}", tables.settings.as_of, plan.currency, plan.digits
    )
    summary = Summary(deck, tables, plan, source.name)
    contents = Contents(
        deck=deck,
        tables=tables,
        plan=plan,
        source=source,
        beside=beside,
        details=details,
        summary=summary,
    )
    *others, last = SHEETS
    for sheet in others:
        sheet.write(contents)
    summary.write()
    last.write(contents)
    write_workings(deck, plan)
    summary.finish({sheet.name: sheet.what for sheet in SHEETS})
    for name, page in deck.pages.items():
        if only is not None and name not in only:
            page.sheet.hide()
    deck.close()
