"""Workbooks for tests: sheets as lists of rows, written as real .xlsx files, and the road that
reads them."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl

from optimizer import api, planning
from optimizer.domain.options import Options
from optimizer.domain.plan import Plan
from optimizer.domain.problems import Findings, WorkbookError
from optimizer.domain.tables import Tables
from optimizer.reading import grids as workbook
from optimizer.reading import read as intake
from optimizer.whatif.clashes import refuse_clashes

Sheets = dict[str, Any]

AS_OF = date(2026, 1, 1)

WINDOWS: list[list[Any]] = [
    ["License", "Metric", "Covers", "Price"],
    ["User CAL", "User", "Windows Server", 50],
    ["Device CAL", "Device", "Windows Server", 39],
]


def write(path: Path, sheets: Mapping[str, Any]) -> Path:
    """A workbook with these sheets, header rows first."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([None if value == "" else value for value in row])
    book.save(path)
    return path


def tables(path: Path, findings: Findings | None = None, as_of: date | None = AS_OF) -> Tables:
    """The typed tables of a workbook."""
    findings = findings if findings is not None else Findings()
    found = intake.tables_of(workbook.read(path, findings), findings, as_of)
    refuse_clashes(found, findings)
    findings.stop()
    return found


def solve(path: Path, sheets: Sheets, solver: str = "highs") -> tuple[Tables, Plan]:
    """Write, read, solve and audit."""
    found = tables(write(path / "book.xlsx", sheets))
    return found, planning.optimize(found, Findings(), Options(solver))


def problems(path: Path, sheets: Sheets) -> list[str]:
    """What is wrong with the workbook, as printed; empty where nothing is."""
    try:
        tables(write(path / "book.xlsx", sheets))
    except WorkbookError as error:
        return [str(problem) for problem in error.problems]
    return []


def bought(plan: Plan) -> dict[str, int]:
    """Offer -> licenses bought."""
    return {purchase.offer: purchase.quantity for purchase in plan.purchases}


def held(tables: Tables, plan: Plan, side: str) -> dict[str, list[tuple[int, tuple[str, ...]]]]:
    """User or device -> runs of (members, license names)."""
    holding, names = (
        (plan.users, tables.users.names)
        if side == "users"
        else (plan.devices, tables.devices.names)
    )
    result: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for row, members, bundle in zip(
        holding.row.tolist(), holding.members.tolist(), holding.bundle.tolist(), strict=True
    ):
        licenses = tuple(tables.licenses[k].name for k in holding.bundles[bundle])
        result.setdefault(names[row], []).append((members, licenses))
    return result


class Written(NamedTuple):
    """What was read, its plan, and the files written."""

    tables: Tables
    plan: Plan
    files: tuple[Path, ...]


def solve_to(
    source: Path,
    target: Path,
    as_of: date | None = None,
    *,
    options: Options | None = None,
    details: bool = False,
    negotiating: bool = False,
) -> Written:
    """Solve a workbook and write its result."""
    options = options or Options()
    result = api.solve(source, as_of=as_of, options=options)
    if negotiating:
        result = api.negotiate(result, options=options)
    files = result.write(target, details=details)
    return Written(result.tables, result.plan, files)
