"""Text -> sheets: a workbook written down as a reader would draw it.

    Users
    User  | Count
    nurse | 3

A block a sheet, blank lines between: its name, its header row, its rows; cells stand between bars.
Numbers and days (2026-01-01) are what they look like; an empty cell is blank. Text that stands
before the first block of more than one line says what the test is about.
"""

import inspect
import re
from contextlib import suppress
from datetime import date
from typing import Any

from tests.support.books import Sheets


def sheets_of(text: str) -> Sheets:
    """The sheets that a text draws, by name."""
    found: Sheets = {}
    for block in re.split(r"\n\s*\n", inspect.cleandoc(text)):
        name, *lines = block.strip().splitlines()
        if lines and all("|" in line or " " not in line.strip() for line in lines):
            found[name.strip()] = [[_cell(cell) for cell in line.split("|")] for line in lines]
    return found


def _cell(text: str) -> Any:
    text = text.strip()
    if re.fullmatch(r"-?\d+", text):
        return int(text)
    if re.fullmatch(r"-?\d+\.\d+", text):
        return float(text)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        with suppress(ValueError):  # no such day: it is the text that it looks like
            return date.fromisoformat(text)
    return text
