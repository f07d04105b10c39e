"""Values that Excel made of names: a day of `MAR-1`, TRUE or FALSE of a formula, a long number
without its last digits; and marks of footnotes. Each is a problem at its cell, since names that
differ became alike."""

import re
from collections.abc import Mapping
from datetime import date, time, timedelta

from optimizer.domain.problems import Message
from optimizer.reading.cells import Refused, Wrong, text
from optimizer.reading.grid import Grid, is_number

A_DAY = Message(
    "name-is-a-day",
    '"{value}" is a day, which Excel makes of names such as MAR-1.',
    "Format the cell as text and type the name again.",
)
AN_ANSWER = Message(
    "name-is-true-or-false",
    '"{value}" is the answer of a formula, not a name.',
    "Mend the formula, or type the name.",
)
DIGITS_LOST = Message(
    "digits-lost",
    '"{value}" is a number of more digits than Excel keeps.',
    "Format the column as text and paste the names again.",
)

FOOTNOTE = Message(
    "name-with-footnote",
    '"{value}" ends in a footnote\'s mark, which would be a digit of the name.',
    "Delete the mark.",
)

NAMED = {
    "Users": ("User",),
    "Devices": ("Device",),
    "Servers": ("Server",),
    "Access": ("User", "Device", "Server"),
    "Assigned": ("User", "Device"),
}
"""Sheet -> its columns of names of people and machines."""

KEPT = 10**15
"""Whole numbers below it are kept to their last digit."""

_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+\d{2,3}", re.IGNORECASE)


def refuse_no_names(grids: Mapping[str, Grid]) -> dict[str, Grid]:
    """The grids with what is no name marked as wrong; whoever reads the column tells it."""
    result = dict(grids)
    for sheet, columns in NAMED.items():
        for name in columns:
            if sheet in result and name in result[sheet].columns:
                result[sheet] = _refused(result[sheet], name)
    return result


def _refused(grid: Grid, name: str) -> Grid:
    values = grid.columns[name]
    texts_too = "+" in values.shaped or any(map(_perhaps_wrong, {s[-1:] for s in values.shapes}))
    if values.is_text and not texts_too:
        return grid
    wrong = {
        code: Wrong(Refused(message, value=text(value)))
        for code, value in enumerate(values.distinct)
        if texts_too or not isinstance(value, str)
        if (message := _what(value)) is not None
    }
    return grid.put(name, values.marked(wrong)) if wrong else grid


def _perhaps_wrong(last: str) -> bool:
    """Whether a text that ends in that sign of a shape may be no name."""
    return not (last.isascii() or last.isalpha())


def _what(value: object) -> Message | None:
    """What is wrong with a value as a name; None where nothing is."""
    if isinstance(value, str):
        if not value.isascii() and value[-1:].isdigit() and not value[-1:].isdecimal():
            return FOOTNOTE
        perhaps = "+" in value and value[-1:].isdecimal()
        return DIGITS_LOST if perhaps and _SCIENTIFIC.fullmatch(value.strip()) else None
    if isinstance(value, (date, time, timedelta)):
        return A_DAY
    if isinstance(value, bool):
        return AN_ANSWER
    return DIGITS_LOST if is_number(value) and abs(value) >= KEPT else None  # type: ignore[arg-type]
