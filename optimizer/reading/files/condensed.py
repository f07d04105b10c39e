"""A long sheet's XML made short: each distinct cell is kept once, each filled one is a number.

A long list repeats few values: a reader that makes an object of every cell does most of its work
over and over. Here numpy finds where rows and cells begin in the bytes. A cell of a shared text is
the number that it holds; of the others, cells whose bytes after the address are equal are one.
Plain texts in the sheet are taken as they stand; what the other distinct cells say is left to the
reader of all sheets.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from optimizer.domain.arrays import appearing
from optimizer.reading.files.plain_texts import inline_texts
from optimizer.reading.files.sheet_xml import HIDDEN_ROW, LAST_COLUMN, LAST_ROW, by_rows

WIDE = 128
"""Bytes of a cell after its address up to which columns of bytes compare it."""

AFTER = 16
"""Bytes that may be looked at past the last mark of a piece."""

MOST_KNOWN = 500_000
"""Distinct cells that are kept to find the same again; cells past them may be told apart though
they are equal, which costs less than to keep millions."""

SPREAD = 1_000_000
"""Rows of the short sheet at most; more distinct cells stand beside each other in them, so that
none stands past Excel's last row. Of all cells that a sheet may have these are a few columns."""

Numbers = np.ndarray[Any, np.dtype[np.int32]]
Bytes = np.ndarray[Any, np.dtype[np.uint8]]


class _NotUsual(Exception):  # noqa: N818 - a verdict, raised and caught at once
    """The bytes are not written as spreadsheets write long sheets."""


@dataclass(frozen=True, kw_only=True)
class Condensed:
    """The filled cells of a sheet in order, all int32: the row and the column of each (from 0) and
    which of `values` it is, or -1 - n for the shared text n.

    `xml` is a sheet of the cells whose values are not known here, `across` of them in each of its
    rows; `asked` are their numbers among the `values`, which hold None for them. `last_row` is the
    number of the last row that holds something.
    """

    xml: bytes
    across: int
    rows: Numbers
    columns: Numbers
    cells: Numbers
    last_row: int
    hidden_rows: int
    values: Sequence[object] = ()
    asked: Sequence[int] = ()

    def filled_in(self, asked: Iterable[object], shared: Sequence[object]) -> "Condensed":
        """The same with the values that were asked for, and the shared texts among its values."""
        values = list(self.values)
        for number, value in zip(self.asked, asked, strict=False):
            values[number] = value
        cells = np.where(self.cells < 0, len(values) - 1 - self.cells, self.cells)
        return replace(self, xml=b"", cells=cells, values=[*values, *shared], asked=())


def condensed(pieces: Iterable[bytes], most: int, shared: int = 0) -> Condensed | None:
    """A sheet's XML (UTF-8, in pieces) with each distinct cell once, where `shared` is how many
    shared texts are known; None where it is written in another way than spreadsheets write long
    sheets, or holds more than `most` filled cells. Raises UnicodeDecodeError."""
    known = _Known()
    found: list[tuple[Numbers, Numbers, Numbers]] = []
    head = tail = b""
    begun, last, hidden, count = False, 0, 0, 0
    try:
        for piece in by_rows(pieces):
            if tail:
                tail += piece
                continue
            rows = piece
            if not begun:
                before, begin, rows = piece.partition(b"<sheetData>")
                if not begin:
                    return None
                head, begun = before + begin, True
            rows, end, after = rows.partition(b"</sheetData>")
            tail = end + after
            hidden += len(HIDDEN_ROW.findall(rows)) if b"hidden=" in rows else 0
            last, numbers, columns, tails = _cells(rows, last)
            found.append((numbers, columns, _numbered(tails, known, shared)))
            count += len(tails)
            if count > most:
                return None
    except _NotUsual:
        return None
    if not tail:
        return None
    numbers, columns, cells = (np.concatenate(part) for part in zip(*found, strict=True))
    xml, across = short_sheet(head, known.tails, tail)
    return Condensed(
        xml=xml,
        across=across,
        rows=numbers,
        columns=columns,
        cells=cells,
        last_row=int(numbers[-1]) + 1 if count else 0,
        hidden_rows=hidden,
        values=known.values,
        asked=known.asked,
    )


def short_sheet(head: bytes, cells: list[bytes], tail: bytes) -> tuple[bytes, int]:
    """A sheet of cells, given as their XML after the address, between what stands before and after
    its rows, and how many of them stand in each row."""
    across = max(1, -(-len(cells) // SPREAD))
    return b"".join((head, *_short_rows(cells, across), tail)), across


def _short_rows(cells: list[bytes], across: int) -> Iterable[bytes]:
    """The rows of the short sheet, many at a time."""
    letters = [bytes([65 + position]) for position in range(across)]
    step = 10_000 * across
    for first in range(0, len(cells), step):
        rows = []
        for start in range(first, min(first + step, len(cells)), across):
            number = start // across + 1
            inner = [
                b'<c r="%b%d"%b' % (letter, number, cell)
                for letter, cell in zip(letters, cells[start : start + across], strict=False)
            ]
            rows.append(b'<row r="%d">%b</row>' % (number, b"".join(inner)))
        yield b"".join(rows)


def _cells(xml: bytes, last: int) -> tuple[int, Numbers, Numbers, "_Tails"]:
    """The filled cells of whole rows that come after row `last`: the number of the last of the
    rows, and rows, columns and bytes after the address of the cells. Raises _NotUsual."""
    text = np.frombuffer(xml + bytes(AFTER + WIDE), np.uint8)
    tags = np.flatnonzero(text == ord("<"))
    one, two, three = text[tags + 1], text[tags + 2], text[tags + 3]
    cell = (one == ord("c")) & (two == ord(" "))
    row = (one == ord("r")) & (two == ord("o"))
    close = (one == ord("/")) & (two == ord("r")) & (three == ord("o"))
    if np.any((one == ord("c")) & ~cell) or np.any((one == ord("!")) | (one == ord("?"))):
        raise _NotUsual
    marked = np.flatnonzero(cell | row | close)
    if not len(marked):
        if xml.strip():
            raise _NotUsual
        nothing = np.empty(0, np.int32)
        return last, nothing, nothing, _Tails(text, nothing, nothing)
    marks = tags[marked]
    is_cell, is_row = cell[marked], row[marked]
    if xml[: marks[0]].strip():
        raise _NotUsual
    ends = np.append(marks[1:], len(xml))
    _check_order(text, ends, is_cell, is_row)
    numbers = _row_numbers(text, marks[is_row], last)
    starts = marks[is_cell]
    columns, rows, tails = _addresses(text, starts)
    if np.any(rows != numbers[np.cumsum(is_row)[is_cell] - 1]):
        raise _NotUsual
    following = (rows[1:] == rows[:-1]) & (columns[1:] <= columns[:-1])
    if np.any(following):
        raise _NotUsual
    stops = ends[is_cell]
    inner = np.append(marked[1:], len(tags))[is_cell] - marked[is_cell] > 1
    if np.any((text[stops - 1] != ord(">")) | (~inner & (text[stops - 2] != ord("/")))):
        raise _NotUsual
    return (
        int(numbers[-1]) if len(numbers) else last,
        (rows[inner] - 1).astype(np.int32),
        (columns[inner] - 1).astype(np.int32),
        _Tails(text, tails[inner], stops[inner]),
    )


def _check_order(text: Bytes, ends: Any, is_cell: Any, is_row: Any) -> None:
    """Rows, each of cells, each row closed. Raises _NotUsual."""
    closed = ~is_cell & ~is_row
    if not is_row[0] or is_cell[-1]:
        raise _NotUsual
    if np.any(is_cell[1:] & closed[:-1]) or np.any(closed[1:] & closed[:-1]):
        raise _NotUsual
    if np.any(is_row[1:] & is_cell[:-1]):
        raise _NotUsual
    alone = is_row & np.append(is_row[1:], True)  # a row without cells that is not closed by a tag
    if np.any(text[ends[alone] - 1] != ord(">")) or np.any(text[ends[alone] - 2] != ord("/")):
        raise _NotUsual


def _row_numbers(text: Bytes, starts: Any, last: int) -> Any:
    """The numbers of rows, rising. Raises _NotUsual."""
    _expect(text, starts, b'<row r="')
    numbers, stops = _digits(text, starts + 8)
    rising = np.append(last, numbers)
    if np.any(rising[1:] <= rising[:-1]) or np.any(text[stops] != ord('"')):
        raise _NotUsual
    if len(numbers) and numbers[-1] > LAST_ROW:
        raise _NotUsual
    return numbers


def _addresses(text: Bytes, starts: Any) -> tuple[Any, Any, Any]:
    """Columns and rows (from 1) of cells, and where the rest of each begins. Raises _NotUsual."""
    _expect(text, starts, b'<c r="')
    columns = text[starts + 6].astype(np.int64) - 64
    if np.any((columns < 1) | (columns > 26)):
        raise _NotUsual
    after = starts + 7
    for _ in range(2):
        letter = text[after].astype(np.int64) - 64
        more = (letter >= 1) & (letter <= 26)
        if not more.any():
            break
        columns = np.where(more, columns * 26 + letter, columns)
        after = after + more
    rows, stops = _digits(text, after)
    if np.any(text[stops] != ord('"')) or np.any(columns > LAST_COLUMN) or np.any(rows < 1):
        raise _NotUsual
    return columns, rows, stops + 1


def _digits(text: Bytes, starts: Any) -> tuple[Any, Any]:
    """The numbers, of at most seven digits, that begin at places, and where they end."""
    number, place = np.zeros(len(starts), np.int64), starts
    for _ in range(7):
        digit = text[place] - np.uint8(48)
        more = digit < 10
        if not more.any():
            break
        number = np.where(more, number * 10 + digit, number)
        place = place + more
    return number, place


def _expect(text: Bytes, starts: Any, words: bytes) -> None:
    """Raises _NotUsual unless these bytes stand at each of the places."""
    for offset, byte in enumerate(words):
        if np.any(text[starts + offset] != byte):
            raise _NotUsual


@dataclass(frozen=True)
class _Tails:
    """The bytes of cells after their address, in `text` from `starts` up to `stops`."""

    text: Bytes
    starts: Any
    stops: Any

    def __len__(self) -> int:
        return len(self.starts)


class _Known:
    """The distinct cells met so far: their texts (None: not known here), and the bytes of those
    that are asked for, with their numbers."""

    def __init__(self) -> None:
        self.values: list[str | None] = []
        self.tails: list[bytes] = []
        self.asked: list[int] = []
        self._numbers: dict[bytes, int] = {}

    def of(self, tails: list[bytes]) -> list[int]:
        """The number of each of some cells, all distinct."""
        count = len(self.values)
        if len(self._numbers) > MOST_KNOWN:
            numbers, new = list(range(count, count + len(tails))), tails
        else:
            met = self._numbers
            numbers, new = [], []
            for tail in tails:
                number = met.get(tail, -1)
                if number < 0:
                    number = met[tail] = count + len(new)
                    new.append(tail)
                numbers.append(number)
        for number, (tail, text) in enumerate(zip(new, inline_texts(new), strict=True), count):
            if text is None:
                self.asked.append(number)
                self.tails.append(tail)
            self.values.append(text)
        return numbers


def _numbered(tails: _Tails, known: _Known, shared: int) -> Numbers:
    """A number for each tail, the same for equal ones, -1 - n for the shared text n. Raises
    _NotUsual."""
    result = np.empty(len(tails), np.int32)
    rest = np.arange(len(tails))
    if shared:
        there, texts = _shared(tails)
        there &= texts < shared
        result[there] = -1 - texts[there]
        rest = rest[~there]
    sizes = tails.stops[rest] - tails.starts[rest]
    long = sizes > WIDE
    for index in rest[long].tolist():
        tail = tails.text[tails.starts[index] : tails.stops[index]].tobytes()
        result[index] = known.of([tail])[0]
    if long.all():
        return result
    rest, sizes = rest[~long], sizes[~long]
    width = -(-int(sizes.max()) // 8) * 8
    words = _bytes_at(tails.text, tails.starts[rest], width).reshape(-1, width // 8)
    words &= _MASKS[width // 8][sizes]
    mixed = words[:, 0].copy()
    for word in words.T[1:]:
        mixed = (mixed ^ (mixed >> np.uint64(29))) * _ODD + word
    codes, first = appearing(mixed)
    if np.any(words[first][codes] != words):  # two cells of one sum
        raise _NotUsual
    distinct = words[first].view(f"S{width}").ravel().tolist()
    result[rest] = np.array(known.of(distinct), np.int32)[codes]
    return result


def _shared(tails: _Tails) -> tuple[Any, Any]:
    """Which tails are of a shared text and nothing else, and its number."""
    text, begin = tails.text, tails.starts
    styled = _bytes_at(text, begin, 8) & _FOUR == _word(b' s="\0\0\0\0')
    if styled.any():
        stops = _digits(text, begin + 4)[1]
        styled &= text[stops] == ord('"')
        begin = np.where(styled, stops + 1, begin)
    numbers, stops = _digits(text, begin + 10)
    there = _bytes_at(text, begin, 8) == _word(b' t="s"><')
    there &= (text[begin + 8] == ord("v")) & (text[begin + 9] == ord(">"))
    there &= (stops > begin + 10) & (stops + 8 == tails.stops)
    there &= _bytes_at(text, stops, 8) == _word(b"</v></c>")
    return there, numbers


def _bytes_at(text: Bytes, starts: Any, width: int) -> Any:
    """So many bytes (a multiple of 8) from each of the places on, as numbers of 64 bits."""
    windows: Any = np.ndarray((len(text) - width + 1,), f"V{width}", text, 0, (1,))
    return windows[starts].view(np.uint64)


def _word(eight: bytes) -> Any:
    return np.frombuffer(eight, np.uint64)[0]


_FOUR = _word(b"\xff\xff\xff\xff\0\0\0\0")

_ODD = np.uint64(0x9E3779B97F4A7C15)
"""An odd number of 64 bits (2 to the 64 divided by the golden ratio): multiplying by it spreads
differences over all bits."""


def _masks(words: int) -> Any:
    """For each size, the bytes of so many words that belong to a tail of that size."""
    inside = np.arange(words * 8) < np.arange(words * 8 + 1)[:, None]
    return np.ascontiguousarray(np.where(inside, np.uint8(255), np.uint8(0))).view(np.uint64)


_MASKS = {words: _masks(words) for words in range(1, WIDE // 8 + 1)}
