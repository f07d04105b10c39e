"""What somebody has in hand: a workbook to solve, a result, a filled quote request, or anything
else."""

from enum import StrEnum
from pathlib import Path

from optimizer.domain import names as naming
from optimizer.domain import schema
from optimizer.domain.problems import WorkbookError
from optimizer.reading.files.check import WORKBOOKS, refuse_what_is_no_workbook
from optimizer.reading.files.xlsx import open_rows
from optimizer.reading.titles import is_known

FILES = ("access file", "users file", "devices file")
"""Settings that name a file beside the workbook."""

MOST_SETTINGS = 1_000
"""Rows of Settings that are looked at."""


class KindOfFile(StrEnum):
    """What a file is taken for."""

    WORKBOOK = "workbook"
    """A workbook to read and solve, also one that cannot be read: the reader says why."""
    RESULT = "result"
    QUOTE = "quote"
    OTHER = "other"
    """An export, or a table that a workbook names."""


def kind_of_file(path: Path) -> KindOfFile:
    """What the file is, by its ending and the names of its sheets."""
    if path.suffix.lower() not in WORKBOOKS:
        return KindOfFile.OTHER
    try:
        titles = _titles(path)
    except (WorkbookError, OSError, ValueError):
        return KindOfFile.WORKBOOK
    folded = {naming.fold(naming.trim(title)) for title in titles}
    if {"summary", "about", "holdings"} <= folded:
        return KindOfFile.RESULT
    if "quote" in folded and "licenses" not in folded:
        return KindOfFile.QUOTE
    return KindOfFile.WORKBOOK if any(map(is_known, titles)) else KindOfFile.OTHER


def is_of_an_import(path: Path) -> bool:
    """Whether the workbook has the sheet Decisions, as an import writes it."""
    try:
        return "decisions" in {naming.fold(naming.trim(title)) for title in _titles(path)}
    except (WorkbookError, OSError, ValueError):
        return False


def named_files(path: Path) -> frozenset[str]:
    """The files that the workbook's Settings name, folded; none where they cannot be read."""
    try:
        refuse_what_is_no_workbook(path)
        with open_rows(path, _is_settings) as book:
            titles = [title for title in book.titles if _is_settings(title)]
            rows = [row for title in titles for row in book.of(title).head(MOST_SETTINGS)]
    except (WorkbookError, OSError, ValueError):
        return frozenset()
    return frozenset(
        naming.fold(naming.trim(str(row[1])))
        for row in rows
        if len(row) > 1 and row[1] and naming.fold(naming.trim(str(row[0]))) in FILES
    )


def _is_settings(title: str) -> bool:
    names = (schema.BY_NAME["Settings"].name, *schema.BY_NAME["Settings"].synonyms)
    return naming.key(title) in {naming.key(name) for name in names}


def _titles(path: Path) -> tuple[str, ...]:
    refuse_what_is_no_workbook(path)
    with open_rows(path, lambda title: False) as book:
        return tuple(book.titles)
