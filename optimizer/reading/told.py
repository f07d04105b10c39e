"""How the rows of a long Access file may be told once, and when they may not: nothing that is said
of a file depends on how it was read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from optimizer.domain import schema
from optimizer.domain.choices import Choice
from optimizer.domain.problems import Findings, WorkbookError
from optimizer.domain.tables import Tables
from optimizer.reading.files.told_once import MOST_DISTINCT, Once, Wish
from optimizer.reading.grids import Book, Grid, read
from optimizer.reading.headers import header_cells, meanings_on
from optimizer.reading.read import tables_of
from optimizer.reading.sheets.settings import read_settings

LEAST = 2_000_000
"""Rows of a file from which telling them once is worth it."""

TOLD = frozenset(("User", "Device", "Server", "Product", "Sessions", "Last seen", "Basis"))
"""Columns of a file whose rows may be told once: what a log has."""

SAID_ALIKE = frozenset(
    (
        "account-spellings",
        "blank-devices",
        "blank-users",
        "device-spellings",
        "groups-in-names",
        "machine-accounts",
        "zeros-lost",
    )
)
"""Codes of what is said of Access in the same words however its rows were told: rows are counted,
and the first cell is named."""


@dataclass(frozen=True)
class Telling:
    """How rows are told once: from `least` rows on, with Settings as of `as_of` where given."""

    as_of: date | None = None
    least: int = LEAST

    def of(self, sheet: schema.Sheet, settings: Grid | None) -> Once:
        """How those of a sheet's file may be."""
        return partial(self._wish, sheet, settings)

    def _wish(
        self, sheet: schema.Sheet, settings: Grid | None, header: Sequence[str]
    ) -> Wish | None:
        if sheet.name != "Access":
            return None
        meant = {
            position: {name for _, name in meanings_on(title, sheet)}
            for position, title in header_cells(header)
        }
        if not TOLD.issuperset(set().union(*meant.values())):
            return None
        single: dict[str, int | None] = {}
        for name in ("Sessions", "Last seen"):
            found = [position for position, names in meant.items() if name in names]
            if len(found) > 1 or any(len(meant[position]) > 1 for position in found):
                return None
            single[name] = found[0] if found else None
        read, _ = read_settings(settings, Findings(), self.as_of)
        window = read.access_window
        since = None if window is None else read.as_of - timedelta(window)
        named = {"User", "Device", "Server"}
        apart = tuple(position for position, names in meant.items() if names & named)
        return Wish(single["Sessions"], single["Last seen"], since, self.least, apart)


def read_tables(
    source: Path,
    findings: Findings,
    as_of: date | None,
    choices: Sequence[Choice] = (),
    telling: Telling | None = None,
) -> tuple[Book, Tables]:
    """A workbook and its tables, rows of a long Access file told once where nothing that is said of
    them depends on it. Raises WorkbookError with all its problems."""
    met = len(findings.problems), len(findings.warnings)
    how = telling or Telling(as_of)
    book = read(source, findings, said=choices, once=how.of)
    try:
        tables = tables_of(book, findings, as_of)
    except WorkbookError:
        if _reads_alike(book, findings, met[1]):
            raise
        tables = None
    if tables is None or not _reads_alike(book, findings, met[1]):
        del findings.problems[met[0] :], findings.warnings[met[1] :]
        book = read(source, findings, said=choices)
        tables = tables_of(book, findings, as_of)
    return book, tables


def _reads_alike(book: Book, findings: Findings, before: int) -> bool:
    """Whether all that was said of a book, the notes from `before` on, is what would have been
    said of its rows one by one; or those are too many to be read so."""
    grid = book.grids.get("Access")
    if grid is None or grid.times is None or grid.size > MOST_DISTINCT:
        return True
    notes = findings.warnings[before:]
    if findings.problems:
        return False
    return all(n.place.sheet != "Access" or not n.place.row or n.code in SAID_ALIKE for n in notes)
