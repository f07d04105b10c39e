"""A worksheet for long tables of texts and whole numbers: the rows go from arrays to the file as
XML, a chunk at a time.

XlsxWriter keeps a value for each cell and writes it by several calls; a hundred thousand rows of
eight cells then take longer than everything else in a run together. Here each distinct text is
prepared once and a row is one expression.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from optimizer.domain.problems import letters
from optimizer.domain.tables import Floats, Ints

CHUNK = 20_000
"""Rows that are text in memory at one time."""


@dataclass(frozen=True)
class LongColumn:
    """One column: `codes` index `texts` ("" is an empty cell); without texts the codes are the
    numbers themselves."""

    codes: Ints
    texts: Sequence[str] | None = None
    style: Any = None


class LongSheet(Worksheet):  # type: ignore[misc]
    """A worksheet whose last rows come from columns, set by `append`."""

    _columns: Sequence[LongColumn] = ()
    _first = 0

    def append(self, first: int, columns: Sequence[LongColumn], heights: Floats) -> None:
        """Let the columns' rows follow from row `first` (from 0) on, below everything else that is
        written; `heights` are in points, a row each."""
        self._columns, self._first, self._heights = columns, first, heights
        self._numbers = [self._shared(column) for column in columns]

    def add_long_table(
        self, first_row: int, first_col: int, last_row: int, last_col: int, options: dict[str, Any]
    ) -> Any:
        """XlsxWriter's add_table without its look at every cell of the table."""
        code = self.add_table(first_row, first_col, first_row + 1, last_col, options)
        if not code:
            area = xl_range(first_row, first_col, last_row, last_col)
            self.tables[-1] |= {"range": area, "a_range": area, "autofilter": area}
        return code

    def _shared(self, column: LongColumn) -> Any:
        """The number that stands in each cell: an index into the shared strings, -1 where empty, or
        the number itself."""
        if column.texts is None or _once(column):
            return column.codes
        index = [
            self.str_table._get_shared_string_index(text) if text else -1  # noqa: SLF001 - no other way
            for text in column.texts
        ]
        return np.array([*index, -1], np.int32)[column.codes]

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
        styles = [
            f' s="{c.style._get_xf_index()}"' if c.style is not None else ""  # noqa: SLF001
            for c in self._columns
        ]
        for start in range(0, count, CHUNK):
            stop = min(start + CHUNK, count)
            parts = [
                _cells(column, numbers[start:stop], letters(i + 1), start + self._first + 1, style)
                for i, (column, numbers, style) in enumerate(
                    zip(self._columns, self._numbers, styles, strict=True)
                )
            ]
            heads = [
                f'<row r="{row}" ht="{high:g}" customHeight="1">'
                for row, high in enumerate(
                    self._heights[start:stop].tolist(), start + self._first + 1
                )
            ]
            yield "".join(
                map("".join, zip(heads, *parts, ["</row>"] * (stop - start), strict=True))
            )


def _once(column: LongColumn) -> bool:
    """Whether most texts stand in one cell only: they are then written there, past the shared
    strings."""
    return column.texts is not None and 2 * len(column.texts) > len(column.codes)


def _cells(column: LongColumn, numbers: Ints, name: str, first: int, style: str) -> list[str]:
    """The XML of one column's cells."""
    rows = range(first, first + len(numbers))
    if column.texts is None:
        return [
            f'<c r="{name}{row}"{style}><v>{number}</v></c>'
            for row, number in zip(rows, numbers.tolist(), strict=True)
        ]
    if _once(column):
        texts = [column.texts[code] if code >= 0 else "" for code in numbers.tolist()]
        head, tail = f'"{style} t="inlineStr"><is><t xml:space="preserve">', "</t></is></c>"
        cells = [
            f'<c r="{name}{row}{head}{escape(text, quote=False)}{tail}'
            if text
            else f'<c r="{name}{row}"{style}/>'
            for row, text in zip(rows, texts, strict=True)
        ]
        return (
            [_CONTROL.sub(_spelled, cell) for cell in cells]
            if _CONTROL.search("".join(texts))
            else cells
        )
    cells = [
        f'<c r="{name}{row}"{style} t="s"><v>{number}</v></c>'
        for row, number in zip(rows, numbers.tolist(), strict=True)
    ]
    for index in np.flatnonzero(numbers < 0).tolist():
        cells[index] = f'<c r="{name}{first + index}"{style}/>'
    return cells


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|_(?=x[0-9a-fA-F]{4}_)")
"""What XML forbids, and what looks like its spelling in a workbook (ECMA-376, ST_Xstring)."""


def _spelled(found: re.Match[str]) -> str:
    return f"_x{ord(found[0]):04X}_"
