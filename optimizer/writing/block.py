"""A small list on a page's own columns: texts run over empty cells, and on every printed page that
a long one reaches its header stands again."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from optimizer.writing.book import checked
from optimizer.writing.columns import TEXTS, height, lines, plain
from optimizer.writing.styles import Styles

Row = Mapping[int, object]
"""What stands in each column; a value that depends on the row is a function of its number."""


class Page(Protocol):
    """What a list needs of the page that it stands on."""

    sheet: Any
    styles: Styles
    row: int
    columns: list[int]

    def put(self, row: int, column: int, value: object, look: Any) -> None:
        """One value in a format."""

    def tall(self, row: int, pixels: int) -> None:
        """Set a row's height."""

    def left(self, row: int) -> int:
        """Pixels that the printed page still holds from a row on."""

    def broken(self, row: int) -> None:
        """Start a new printed page at a row."""


def write_block(
    page: Page,
    columns: Mapping[int, tuple[str, str]],
    rows: Sequence[Row],
    total: Row | None,
    span: tuple[int, int] | None,
    *,
    first_is_total: bool,
    long: bool,
) -> int:
    """Write the list as `Page.block` promises; returns its first row."""
    low, high = span or (min(columns), max(columns))
    kinds = {c: kind for c, (_, kind) in columns.items()}
    head = {c: h for c, (h, _) in columns.items()}
    _line(page, kinds, head, "head", (low, high))
    first = page.row
    for number, values in enumerate([*rows, *([total] if total is not None else [])]):
        part = "total" if number == len(rows) or (first_is_total and not number) else "cell"
        said = {c: v(page.row + 1) if callable(v) else v for c, v in values.items()}
        if long and number and _tall(page, kinds, said, part, (low, high)) > page.left(page.row):
            page.broken(page.row)
            _line(page, kinds, head, "head", (low, high))
            said = {c: v(page.row + 1) if callable(v) else v for c, v in values.items()}
        _line(page, kinds, said, part, (low, high))
    return first


def _line(
    page: Page, kinds: Mapping[int, str], values: Row, part: str, span: tuple[int, int]
) -> None:
    """One row of it, as tall as its lines need."""
    low, high = span
    for c in range(low, high + 1):
        kind, value = kinds.get(c, "text"), values.get(c)
        wide = _reach(page, c, high, values)
        runs = {"text_wrap": False} if part == "head" and wide > page.columns[c] else {}
        look = page.styles.look(kind, part, **runs)
        if part == "cell" and _lines(page, kinds, values, part, column=c, high=high) > 1:
            look = page.styles.look(kind, part, text_wrap=True)
            _merge(page, c, high, values, look)
        page.put(page.row, c, value, look)
    page.tall(page.row, _tall(page, kinds, values, part, span))
    page.row += 1


def _tall(
    page: Page, kinds: Mapping[int, str], values: Row, part: str, span: tuple[int, int]
) -> int:
    """Pixels that the row needs."""
    low, high = span
    count = max(
        _lines(page, kinds, values, part, column=c, high=high) for c in range(low, high + 1)
    )
    return height(count) + (4 if part == "head" else 0)


def _lines(
    page: Page, kinds: Mapping[int, str], values: Row, part: str, *, column: int, high: int
) -> int:
    """Lines that a cell's text needs."""
    kind, value = kinds.get(column, "text"), plain(values.get(column))
    if not isinstance(value, str) or not (kind in TEXTS or part == "head"):
        return 1
    wide = _reach(page, column, high, values)
    return lines(value, wide, bold=part != "cell" or kind == "strong")


def _until(column: int, high: int, values: Row) -> int:
    """The next column that says something."""
    return min([high + 1, *(c for c, v in values.items() if c > column and v not in ("", None))])


def _reach(page: Page, column: int, high: int, values: Row) -> int:
    """Pixels from a column to the next one that says something."""
    return sum(page.columns[column : _until(column, high, values)])


def _merge(page: Page, column: int, high: int, values: Row, look: Any) -> None:
    until = _until(column, high, values)
    if until > column + 1:
        checked(page.sheet.merge_range(page.row, column, page.row, until - 1, None, look))
