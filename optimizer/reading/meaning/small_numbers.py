"""Users or devices of Access whose names are all small numbers, which may say how many."""

from collections.abc import Mapping

from optimizer.domain.names import trim
from optimizer.domain.problems import Findings, Message
from optimizer.reading.cells import text
from optimizer.reading.grid import Grid, is_number
from optimizer.reading.wording import first_of

SMALL_NUMBERS = Message(
    "names-are-numbers",
    "{column} holds numbers alone, such as {value} ({cells}): each is read as the name of one "
    "{one}.",
    "If they say how many, give the group a row on {sheet} with that Count, and name it here.",
)

SMALL = 1000
"""Numbers below it may say how many."""

ONE = {"User": "person", "Device": "device"}


def note_small_numbers(grid: Grid, grids: Mapping[str, Grid], findings: Findings) -> None:
    """A note on such a column of Access where the sheet that would list its names is not there."""
    for name, one in ONE.items():
        sheet = f"{name}s"
        if name not in grid.columns or sheet in grids:
            continue
        values = grid.columns[name]
        if not values.distinct or not all(map(_is_small, values.distinct)):
            continue
        cells = grid.cells(name, values.codes >= 0)
        findings.warn(
            cells[0],
            SMALL_NUMBERS,
            others=cells[1:1000],
            column=name,
            value=text(values.distinct[0]),
            cells=first_of(cells),
            one=one,
            sheet=sheet,
        )


def _is_small(value: object) -> bool:
    if isinstance(value, str):
        said = trim(value)
        return len(said) < 4 and said.isdecimal() and not said.startswith("0")
    return is_number(value) and 0 < value < SMALL  # type: ignore[operator]
