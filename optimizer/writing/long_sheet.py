"""A worksheet for long tables of texts and whole numbers: the rows go from arrays to the file as
XML, a chunk at a time.

XlsxWriter keeps a value for each cell and writes it by several calls; a hundred thousand rows of
eight cells then take longer than everything else in a run together. Here each distinct text is
prepared once and a row is one expression.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, repeat
from typing import Any

from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from optimizer.domain.problems import letters
from optimizer.domain.tables import Floats, Ints
from optimizer.writing.many_texts import each, in_xml

CHUNK = 20_000
"""Rows that are text in memory at one time."""

PLAIN = frozenset({
    "ABS", "AND", "COUNTA", "COUNTIF", "FIND", "IF", "INDEX", "ISNUMBER", "MATCH", "MAX", "MIN",
    "OFFSET", "OR", "ROUND", "ROWS", "SUBTOTAL", "SUM", "SUMIF", "SUMIFS", "SUMPRODUCT",
})  # fmt: skip
"""Functions that stand in a file as they are typed."""

_CALLED = re.compile(r"[A-Z][A-Z.]*(?=\()")


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
        self._shared = [self._shared_texts(column) for column in columns]

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: FBT001, FBT002
        """The formula as the file has it. XlsxWriter looks for each of a hundred functions that
        Excel has learned since, in each formula anew."""
        if PLAIN.issuperset(_CALLED.findall(formula)):
            return formula.removeprefix("=")
        prepared: str = super()._prepare_formula(formula, expand_future_functions)
        return prepared

    def add_long_table(
        self, first_row: int, first_col: int, last_row: int, last_col: int, options: dict[str, Any]
    ) -> Any:
        """XlsxWriter's add_table without its look at every cell of the table."""
        code = self.add_table(first_row, first_col, first_row + 1, last_col, options)
        if not code:
            area = xl_range(first_row, first_col, last_row, last_col)
            self.tables[-1] |= {"range": area, "a_range": area, "autofilter": area}
        return code

    def _shared_texts(self, column: LongColumn) -> list[int]:
        """The index of each text in the shared strings, -1 where empty; none for other columns."""
        if column.texts is None or _once(column):
            return []
        return [
            self.str_table._get_shared_string_index(text) if text else -1  # noqa: SLF001 - no other way
            for text in column.texts
        ]

    @property
    def _count(self) -> int:
        """How many rows follow."""
        return len(self._columns[0].codes) if self._columns else 0

    def _write_dimension(self) -> None:
        count = self._count
        if not count:
            super()._write_dimension()
            return
        last = letters(max(len(self._columns), self.dim_colmax + 1))
        self._xml_empty_tag("dimension", [("ref", f"A1:{last}{self._first + count}")])

    def _write_rows(self) -> None:
        super()._write_rows()
        if self._count:
            self.fh.writelines(self._chunks())

    def _chunks(self) -> Iterator[str]:
        """The rows as XML, `CHUNK` at a time. A row is its number again and again: in its own
        address, and after each column's letters in those of its cells."""
        columns, count = self._columns, self._count
        begins = [f'<c r="{letters(i + 1)}' for i in range(len(columns))]
        afters = [*begins[1:], "</row>"]
        cells = [_cells(*each) for each in zip(columns, self._shared, afters, strict=True)]
        usual = self.default_row_height * 0.75  # from pixels
        opens = {
            high: f'" ht="{high:g}" customHeight="1">{begins[0]}'
            for high in set(self._heights[:count].tolist())
        } | {usual: f'">{begins[0]}'}
        for start in range(0, count, CHUNK):
            stop = min(start + CHUNK, count)
            rows = [*map(str, range(start + self._first + 1, stop + self._first + 1))]
            parts: list[Iterable[str]] = [repeat('<row r="'), rows]
            parts += [map(opens.__getitem__, self._heights[start:stop].tolist())]
            for column, made in zip(columns, cells, strict=True):
                parts += [rows, made(column.codes[start:stop].tolist())]
            yield "".join(chain.from_iterable(zip(*parts, strict=False)))


def _once(column: LongColumn) -> bool:
    """Whether most texts stand in one cell only: they are then written there, past the shared
    strings."""
    return column.texts is not None and 2 * len(column.texts) > len(column.codes)


def _cells(
    column: LongColumn, shared: list[int], after: str
) -> Callable[[list[int]], Iterable[str]]:
    """What makes the XML of some of a column's cells of their codes: from the end of their
    addresses on, and what comes `after`."""
    style = f' s="{column.style._get_xf_index()}"' if column.style is not None else ""  # noqa: SLF001
    empty = f'"{style}/>{after}'
    if _once(column):
        texts, begin = column.texts or (), f'"{style} t="inlineStr"><is><t xml:space="preserve">'

        def alone(codes: list[int]) -> Iterable[str]:
            found = each([texts[code] if code >= 0 else "" for code in codes], in_xml)
            return [f"{begin}{text}</t></is></c>{after}" if text else empty for text in found]

        return alone
    if column.texts is None:
        numbers = set(column.codes.tolist())
        of = {n: f'"{style}><v>{n}</v></c>{after}' for n in numbers}
        return partial(map, of.__getitem__)
    made = [f'"{style} t="s"><v>{n}</v></c>{after}' if n >= 0 else empty for n in (*shared, -1)]
    return partial(map, made.__getitem__)
