"""One sheet or file as columns of codes and distinct values, each value with its cell."""

from collections.abc import Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from optimizer.domain import names as naming
from optimizer.domain import schema
from optimizer.domain.problems import Cells, Place

Codes = np.ndarray[Any, np.dtype[np.int32]]


@dataclass(frozen=True)
class Values:
    """One column, each distinct value once: `codes` (int32, a row each; -1 is blank) index
    `distinct` (raw values)."""

    column: schema.Column
    position: int
    codes: Codes
    distinct: tuple[object, ...]

    @cached_property
    def is_text(self) -> bool:
        """Whether every distinct value is text."""
        return {*map(type, self.distinct)} <= {str}

    @cached_property
    def shapes(self) -> frozenset[str]:
        """The shapes of all distinct texts; perhaps also of some that were marked as wrong."""
        return naming.shapes([value for value in self.distinct if isinstance(value, str)])

    @cached_property
    def shaped(self) -> str:
        """All shapes, with zeros between them: what is in none of the texts is not in it."""
        return "\0".join(self.shapes)

    def marked(self, wrong: Mapping[int, object]) -> "Values":
        """The column with what is given for some codes in place of their values."""
        told = tuple(wrong.get(code, value) for code, value in enumerate(self.distinct))
        result = replace(self, distinct=told)
        if "shapes" in vars(self):
            vars(result)["shapes"] = self.shapes  # to look at all texts takes time
        return result

    def recoded(self, values: Sequence[object]) -> "Values":
        """The column with other values in the place of its own; None is blank."""
        kept = np.array([value is not None for value in values] + [False], bool)
        number = np.where(kept, np.cumsum(kept) - 1, -1).astype(np.int32)
        distinct = tuple(value for value in values if value is not None)
        return replace(self, codes=number[self.codes], distinct=distinct)

    def used(self) -> "Values":
        """The column without values that no row holds."""
        held = np.zeros(len(self.distinct) + 1, bool)
        held[self.codes] = True
        if held[:-1].all():
            return self
        return self.recoded(
            [v if kept else None for v, kept in zip(self.distinct, held.tolist(), strict=False)]
        )


@dataclass(frozen=True)
class Grid:
    """One sheet: its rows' numbers in Excel (int32) and its known columns by name; columns it lacks
    are missing.

    `titles` are the headers of its columns as written, `unread` position and title of columns that
    are not read, `alone` the rows whose one cell of a known column is the only filled one, `said`
    what in a few words is read otherwise than it is written, `orders` the columns of numeric
    dates in text with their order ("" where nothing tells it), `merged` those of merged cells and
    whether these hold for each of their rows, `times` how many rows of a file each row stands
    for (None: one), `currencies` position and text of what a column that is not read says of the
    currency, `begins` position and value of what one says of the first day.
    """

    sheet: schema.Sheet
    header: int
    rows: Codes
    columns: Mapping[str, Values]
    _: KW_ONLY
    titles: Mapping[str, str] = field(default_factory=dict)
    unread: tuple[tuple[int, str], ...] = ()
    alone: frozenset[int] = frozenset()
    said: tuple[str, ...] = ()
    orders: tuple[tuple[str, str], ...] = ()
    merged: tuple[tuple[str, bool], ...] = ()
    currencies: tuple[tuple[int, str], ...] = ()
    begins: tuple[tuple[int, object], ...] = ()
    times: Codes | None = None

    def counted(self, rows: Any) -> int:
        """How many rows of the sheet or file some rows (bool a row each, or indices) stand for."""
        if self.times is None:
            return int(np.count_nonzero(rows)) if rows.dtype == bool else len(rows)
        return int(self.times[rows].sum(dtype=np.int64))

    @property
    def size(self) -> int:
        """How many rows the sheet or file has, repeats told."""
        return len(self.rows) if self.times is None else int(self.times.sum(dtype=np.int64))

    def place(self, column: str, row: int) -> Place:
        """The cell of a column in an Excel row."""
        position = self.columns[column].position if column in self.columns else 0
        return Place(self.sheet.order, self.sheet.name, row, position + 1, self.sheet.file)

    def cells(self, column: str, rows: Any) -> Cells:
        """The cells of a column in rows (bool a row each, or indices)."""
        indices = np.flatnonzero(rows) if rows.dtype == bool else rows
        numbers = self.rows[indices].tolist()
        return Cells(self.place(column, numbers[0] if numbers else 0), tuple(numbers))

    @property
    def whole(self) -> Place:
        """The sheet itself."""
        return Place(self.sheet.order, self.sheet.name, file=self.sheet.file)

    def take(self, rows: Any) -> "Grid":
        """Some of the rows (bool a row each, or indices); no column keeps a value without a row."""
        columns = {
            name: replace(values, codes=values.codes[rows]).used()
            for name, values in self.columns.items()
        }
        times = None if self.times is None else self.times[rows]
        return replace(self, rows=self.rows[rows], columns=columns, times=times)

    def put(self, name: str, values: Values) -> "Grid":
        """The same with one column replaced or added."""
        return replace(self, columns={**self.columns, name: values})


def is_number(value: object) -> bool:
    """Whether a raw value is a number of its own, not text and not Yes or No."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def values_of(
    column: schema.Column,
    position: int,
    codes: np.ndarray[Any, Any],
    found: Sequence[object],
    *,
    mac: bool,
) -> Values:
    """One column without its blanks."""
    blank = np.array([*_blanks(found), True], bool)
    number = np.where(blank, -1, np.cumsum(~blank) - 1)
    distinct: list[object] = [
        value for value, nothing in zip(found, blank, strict=False) if not nothing
    ]
    if mac and column.kind is schema.Kind.DATE:
        # Date cells are dates already; bare serial numbers count from another epoch.
        distinct = [v + 1462 if is_number(v) else v for v in distinct]  # type: ignore[operator]
    return Values(column, position, number[codes].astype(np.int32), tuple(distinct))


def _blanks(found: Sequence[object]) -> list[bool]:
    """Whether each value is text of white space alone."""
    texts = [value for value in found if isinstance(value, str)]
    if "" not in texts and naming.trimmed(texts) is texts:
        return [False] * len(found)
    return [isinstance(value, str) and not naming.trim(value) for value in found]
