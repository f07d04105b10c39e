"""A written sheet as lines of text, so that a test shows it as its reader sees it."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl

from optimizer.writing.page import WorkbookWriter
from tests.support.books import AS_OF


def lines_of(path: Path, sheet: str, *, formulas: bool = False) -> list[str]:
    """Each row that says anything, its cells between bars: values as they are stored, or `formulas`
    as they are written; [] where there is no such sheet."""
    book = openpyxl.load_workbook(path, data_only=not formulas)
    if sheet not in book.sheetnames:
        return []
    found = (" | ".join(map(_shown, row)).rstrip(" |") for row in book[sheet].values)
    return [line for line in found if line]


def _shown(value: object) -> str:
    if isinstance(value, datetime) and value == datetime(value.year, value.month, value.day):
        return value.date().isoformat()
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else " ".join(str(value).split())


def written(
    path: Path, sheet: str, write: Callable[[WorkbookWriter], object], *, formulas: bool = False
) -> list[str]:
    """The lines of a sheet that `write` writes alone into a workbook of dollars and cents; without
    the line of links, which are to sheets that are not there."""
    deck = WorkbookWriter(path / "written.xlsx", "alone", AS_OF, "USD", 2)
    write(deck)
    deck.page("Last", "so that there is one")
    deck.close()
    lines = lines_of(path / "written.xlsx", sheet, formulas=formulas)
    return [line for line in lines if not line.startswith("→")]


def charts_of(path: Path, sheet: str) -> list[str]:
    """Each chart of a sheet in a line: its kind, its title (a text or the cell that holds it), what
    its axes are called, and from where to where each series goes."""
    found = []
    for chart in openpyxl.load_workbook(path)[sheet]._charts:  # noqa: SLF001 openpyxl names no other way
        series = [f"{_reference(_category(s))} -> {_reference(_value(s))}" for s in chart.series]
        axes = " by ".join(filter(None, (_title(chart.y_axis), _title(chart.x_axis))))
        found.append(f"{chart.tagname}: {_title(chart)}; {axes}; {'; '.join(series)}")
    return found


def _title(of: Any) -> str:
    if of.title is None:
        return ""
    if of.title.tx.strRef is not None:
        return f"={of.title.tx.strRef.f}"
    return "".join(run.t for paragraph in of.title.tx.rich.p for run in paragraph.r or ())


def _category(series: Any) -> Any:
    return series.cat if series.cat is not None else series.xVal


def _value(series: Any) -> Any:
    return series.val if series.val is not None else series.yVal


def _reference(of: Any) -> str:
    return str((of.numRef or of.strRef).f).replace("$", "")
