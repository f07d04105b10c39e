"""One sheet of a result as it is written, for what writes only that sheet."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl

from optimizer.writing.page import Page, WorkbookWriter
from tests.support.books import AS_OF


def sheet(folder: Path, name: str, write: Callable[[WorkbookWriter], object]) -> list[list[Any]]:
    """The filled cells of each filled row of a sheet, formulas as they are written; none: there is
    no such sheet."""
    deck = WorkbookWriter(folder / "out.xlsx", name, AS_OF, "USD", 2)
    deck.page("First", "so that there is one")
    write(deck)
    deck.close()
    book = openpyxl.load_workbook(folder / "out.xlsx")
    if name not in book.sheetnames:
        return []
    rows = [[cell.value for cell in row if cell.value is not None] for row in book[name]]
    return [row for row in rows if row]


def on_page(folder: Path, write: Callable[[Page], object]) -> list[list[Any]]:
    """The same of what is written on a page of twelve columns."""

    def made(deck: WorkbookWriter) -> None:
        page = deck.page("List", "A page.")
        page.lay(*[120] * 12)
        write(page)

    return sheet(folder, "List", made)[3:]


def below(rows: list[list[Any]], title: str) -> list[list[Any]]:
    """The rows below the one that begins with a title."""
    return rows[next(i for i, row in enumerate(rows) if row[0] == title) + 1 :]
