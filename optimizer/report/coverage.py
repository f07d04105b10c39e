"""The Coverage sheet: each access, what it needs, and what covers it."""

from pathlib import Path

from optimizer.domain.arrays import distinct_rows
from optimizer.domain.plan import Coverage
from optimizer.domain.planned import Planned
from optimizer.domain.tables import Tables
from optimizer.domain.versions import version_text
from optimizer.report.named import FrameColumns, named
from optimizer.report.over_time import stretches
from optimizer.writing.long_list import write_long
from optimizer.writing.long_sheet import LongColumn
from optimizer.writing.page import Col, WorkbookWriter

MOST_COVERAGE = 100_000
"""Lines of Coverage that stand in the workbook; more go into a file beside it."""


COVERAGE = ("User", "Device", "Server", "Family", "Version", "Covered by", "License", "Basis")


def write_coverage(deck: WorkbookWriter, planned: Planned, file: Path | None) -> None:
    """Coverage: a line for each need; in `file` where they are too many for a sheet."""
    tables, coverage = planned.tables, planned.plan.coverage
    if not len(coverage.user):
        return
    page = deck.page("Coverage", "Each access, the family it needs, and what covers it.")
    data = _coverage_columns(tables, coverage)
    columns = [Col(name, "strong" if name == "User" else "text", 240) for name in COVERAGE]
    if coverage.first is not None and coverage.last is not None:
        days = stretches(tables)
        columns[5:5] = [Col("From"), Col("To")]
        data[5:5] = [
            LongColumn(coverage.first, [first.isoformat() for first, _ in days]),
            LongColumn(coverage.last, [last.isoformat() for _, last in days]),
        ]
    if file is None and not any(tables.access.bases):
        columns, data = columns[:-1], data[:-1]
    write_long(page, "tblCoverage", columns, data, file)


def _coverage_columns(tables: Tables, coverage: Coverage) -> list[LongColumn]:
    versions, codes = distinct_rows(coverage.version)
    return [
        LongColumn(coverage.user, tables.users.names),
        LongColumn(coverage.device, tables.devices.names),
        LongColumn(coverage.server, [server.name for server in tables.servers]),
        LongColumn(coverage.family, tables.families),
        LongColumn(codes, [version_text(version) for version in versions[:, 0].tolist()]),
        LongColumn(coverage.side.codes, coverage.side.distinct),
        LongColumn(coverage.license.codes, coverage.license.distinct),
        LongColumn(tables.access.basis[coverage.access], tables.access.bases),
    ]


def coverage_columns(planned: Planned) -> FrameColumns:
    """A row a need."""
    columns = _coverage_columns(planned.tables, planned.plan.coverage)
    return {
        name: named(column.codes, column.texts or ())
        for name, column in zip(COVERAGE, columns, strict=True)
    }
