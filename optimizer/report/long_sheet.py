"""A worksheet for long tables of texts and whole numbers: the rows go from arrays to the file as XML, a chunk at a time.

XlsxWriter keeps a value for each cell and writes it by several calls; a hundred thousand rows of eight cells then take longer
than everything else in a run together. Here each distinct text enters the shared strings once and a row is one expression.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from xlsxwriter.worksheet import Worksheet

from optimizer.problems import letters
from optimizer.tables import Ints

CHUNK = 20_000
"""Rows that are text in memory at one time."""


@dataclass(frozen=True)
class LongColumn:
    """One column: `codes` index `texts` ("" is an empty cell); without texts the codes are the numbers themselves."""

    codes: Ints
    texts: Sequence[str] | None = None
    style: Any = None


class LongSheet(Worksheet):  # type: ignore[misc]
    """A worksheet whose last rows come from columns, set by `append`."""

    _columns: Sequence[LongColumn] = ()
    _first = 0

    def append(self, first: int, columns: Sequence[LongColumn]) -> None:
        """Let the columns' rows follow from row `first` (from 0) on, below everything else that is written."""
        self._columns, self._first = columns, first
        self._numbers = [self._shared(column) for column in columns]

    def _shared(self, column: LongColumn) -> Any:
        """The number that stands in each cell: an index into the shared strings, -1 where empty, or the number itself."""
        if column.texts is None:
            return column.codes
        index = [self.str_table._get_shared_string_index(text) if text else -1 for text in column.texts]
        return np.array([*index, -1], np.int64)[column.codes]

    def _write_dimension(self) -> None:
        count = len(self._columns[0].codes) if self._columns else 0
        if not count:
            super()._write_dimension()
            return
        last = letters(max(len(self._columns), self.dim_colmax + 1))
        self._xml_empty_tag("dimension", [("ref", f"A1:{last}{self._first + count}")])

    def _write_rows(self) -> None:
        super()._write_rows()
        for chunk in self._chunks():
            self.fh.write(chunk)

    def _chunks(self) -> Iterator[str]:
        count = len(self._columns[0].codes) if self._columns else 0
        styles = [f' s="{c.style._get_xf_index()}"' if c.style is not None else "" for c in self._columns]
        for start in range(0, count, CHUNK):
            stop = min(start + CHUNK, count)
            parts = [
                _cells(numbers[start:stop], letters(i + 1), start + self._first + 1, style, column.texts is not None)
                for i, (column, numbers, style) in enumerate(zip(self._columns, self._numbers, styles, strict=True))
            ]
            heads = [f'<row r="{row}">' for row in range(start + self._first + 1, stop + self._first + 1)]
            yield "".join(map("".join, zip(heads, *parts, ["</row>"] * (stop - start), strict=True)))


def _cells(numbers: Ints, column: str, first: int, style: str, shared: bool) -> list[str]:
    """The XML of one column's cells."""
    head, tail = f'<c r="{column}', f'"{style} t="s"><v>' if shared else f'"{style}><v>'
    cells = [f"{head}{row}{tail}{number}</v></c>" for row, number in enumerate(numbers.tolist(), first)]
    if shared and (numbers < 0).any():
        for index in np.flatnonzero(numbers < 0).tolist():
            cells[index] = ""
    return cells
