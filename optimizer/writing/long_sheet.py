"""A worksheet for long tables of texts and whole numbers: the rows go from arrays to the file as
XML, a chunk at a time.

XlsxWriter keeps a value for each cell and writes it by several calls; a hundred thousand rows of
eight cells then take longer than everything else in a run together. Here each distinct text is
prepared once and a row is one expression.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import chain, repeat
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
        begins = [repeat(f'<c r="{letters(i + 1)}') for i in range(len(self._columns))]
        for start in range(0, count, CHUNK):
            stop = min(start + CHUNK, count)
            first = start + self._first + 1
            rows = [*map(str, range(first, stop + self._first + 1))]
            heights = [f'" ht="{high:g}" customHeight="1">' for high in self._heights[start:stop]]
            parts: list[Iterable[str]] = [repeat('<row r="'), rows, heights]
            for column, numbers, begin, style in zip(
                self._columns, self._numbers, begins, styles, strict=True
            ):
                parts += [begin, rows, _cells(column, numbers[start:stop], style)]
            yield "".join(chain.from_iterable(zip(*parts, repeat("</row>"), strict=False)))


def _once(column: LongColumn) -> bool:
    """Whether most texts stand in one cell only: they are then written there, past the shared
    strings."""
    return column.texts is not None and 2 * len(column.texts) > len(column.codes)


def _cells(column: LongColumn, numbers: Ints, style: str) -> Sequence[str]:
    """The XML of one column's cells, from the end of their addresses on."""
    if _once(column):
        texts = column.texts or ()
        return [_text(texts[code] if code >= 0 else "", style) for code in numbers.tolist()]
    kind = "" if column.texts is None else ' t="s"'
    distinct, which = np.unique(numbers, return_inverse=True)
    made = [
        f'"{style}/>' if kind and number < 0 else f'"{style}{kind}><v>{number}</v></c>'
        for number in distinct.tolist()
    ]
    return [made[index] for index in which.tolist()]


def _text(text: str, style: str) -> str:
    """The XML of a cell that holds its text itself."""
    if not text:
        return f'"{style}/>'
    inside = escape(text, quote=False)
    if _CONTROL.search(inside):
        inside = _CONTROL.sub(_spelled, inside)
    return f'"{style} t="inlineStr"><is><t xml:space="preserve">{inside}</t></is></c>'


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|_(?=x[0-9a-fA-F]{4}_)")
"""What XML forbids, and what looks like its spelling in a workbook (ECMA-376, ST_Xstring)."""


def _spelled(found: re.Match[str]) -> str:
    return f"_x{ord(found[0]):04X}_"
