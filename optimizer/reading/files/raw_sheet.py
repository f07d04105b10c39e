"""A sheet's cells as they stand in the file, by row or by column: of short sheets as rows, of long
ones as a number a cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Protocol

import numpy as np

from optimizer.domain.arrays import appearing
from optimizer.reading.files.condensed import Condensed

Row = Sequence[object]
"""A row's cells from the first column on; blank ones are None or empty text."""

Codes = np.ndarray[Any, np.dtype[np.int64]]


class RawSheet(Protocol):
    """A sheet's cells, rows and columns counted from 0."""

    def __len__(self) -> int:
        """How many rows there are, up to the last that holds something."""

    def head(self, count: int) -> list[Row]:
        """The first rows."""

    def sample(self, column: int, start: int, count: int) -> list[object]:
        """What a column's filled cells hold in `count` rows from `start` on."""

    def column(self, column: int, start: int) -> tuple[Codes, Sequence[object]]:
        """A column from row `start` on: a code a row (-1 is blank) and the distinct values in order
        of appearance."""

    def row(self, row: int) -> Row:
        """One row."""


def coded(raw: Sequence[object]) -> tuple[Codes, Sequence[object]]:
    """Cells as codes (-1 is blank) and the distinct values in order of appearance. TRUE is not 1,
    though Python has them equal."""
    if {*map(type, raw)} == {str} and len({*raw}) == len(raw):  # names that each stand once
        return np.arange(len(raw)), list(raw)
    numbers: dict[object, int] = {}
    codes = [
        -1
        if value is None or value != value  # noqa: PLR0124 - a float that is no number
        else numbers.setdefault((value,) if value.__class__ is bool else value, len(numbers))
        for value in raw
    ]
    found = [key[0] if key.__class__ is tuple else key for key in numbers]
    return np.array(codes, np.int64), found


class ListedSheet:
    """A sheet as a list of its rows, each as long as it has cells."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows

    def __len__(self) -> int:
        return len(self.rows)

    def head(self, count: int) -> list[Row]:
        """The first rows."""
        return self.rows[:count]

    def sample(self, column: int, start: int, count: int) -> list[object]:
        """What a column's filled cells hold in some rows."""
        return _filled(self._cells(column, self.rows[start : start + count]))

    def column(self, column: int, start: int) -> tuple[Codes, Sequence[object]]:
        """A column's codes and distinct values."""
        return coded(self._cells(column, self.rows[start:]))

    def row(self, row: int) -> Row:
        """One row."""
        return self.rows[row]

    @staticmethod
    def _cells(column: int, rows: list[Row]) -> list[object]:
        return [row[column] if column < len(row) else None for row in rows]


@dataclass(frozen=True)
class NumberedSheet:
    """A sheet whose filled cells are numbers of values."""

    sheet: Condensed

    def __len__(self) -> int:
        return self.sheet.last_row

    def head(self, count: int) -> list[Row]:
        """The first rows."""
        return self._rows(0, min(count, len(self)))

    def sample(self, column: int, start: int, count: int) -> list[object]:
        """What a column's filled cells hold in some rows."""
        low, high = np.searchsorted(self.sheet.rows, (start, start + count))
        numbers = self.sheet.cells[low:high][self.sheet.columns[low:high] == column]
        return _filled([self.sheet.values[number] for number in numbers.tolist()])

    def column(self, column: int, start: int) -> tuple[Codes, Sequence[object]]:
        """A column's codes and distinct values."""
        low = np.searchsorted(self.sheet.rows, start)
        here = np.flatnonzero(self.sheet.columns[low:] == column) + low
        cells = self.sheet.cells[here]
        numbers, first = appearing(cells)
        merged, distinct = coded([self.sheet.values[number] for number in cells[first].tolist()])
        codes = np.full(max(0, len(self) - start), -1, np.int64)
        codes[self.sheet.rows[here] - start] = merged[numbers]
        return codes, distinct

    def row(self, row: int) -> Row:
        """One row."""
        return self._rows(row, row + 1)[0]

    def _rows(self, start: int, stop: int) -> list[Row]:
        bounds = np.searchsorted(self.sheet.rows, np.arange(start, stop + 1))
        columns = self.sheet.columns[bounds[0] : bounds[-1]].tolist()
        numbers = self.sheet.cells[bounds[0] : bounds[-1]].tolist()
        found: list[Row] = []
        for low, high in pairwise((bounds - bounds[0]).tolist()):
            cells: list[object] = [None] * (columns[high - 1] + 1 if high > low else 0)
            for at in range(low, high):
                cells[columns[at]] = self.sheet.values[numbers[at]]
            found.append(cells)
        return found


def _filled(cells: Sequence[object]) -> list[object]:
    return [v for v in cells if v is not None and not (isinstance(v, str) and not v.strip())]
