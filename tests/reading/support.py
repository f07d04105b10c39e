"""One sheet of a workbook as its reader is given it."""

from pathlib import Path
from typing import Any

from optimizer.domain.problems import Findings
from optimizer.reading.grid import Grid
from optimizer.reading.grids import read
from tests.support.books import WINDOWS, write

REQUIRED: dict[str, list[list[Any]]] = {
    "Access": [["User", "Device", "Server"], ["ann", "pc", "Windows Server 2022"]],
    "Licenses": WINDOWS,
}


def grid(folder: Path, sheet: str, *rows: list[Any]) -> Grid:
    """The grid of a sheet with these rows, its header first; nothing may be wrong so far."""
    findings = Findings()
    book = read(write(folder / "book.xlsx", REQUIRED | {sheet: [*rows]}), findings)
    assert not findings.problems
    return book.grids[sheet]


def told(findings: Findings) -> list[tuple[str, str]]:
    """The place and the code of every problem, then of every note."""
    return [(str(each.place), each.code) for each in (*findings.problems, *findings.warnings)]
