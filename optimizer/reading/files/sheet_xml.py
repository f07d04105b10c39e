"""A sheet's XML looked through before a reader allocates anything for it: how far it reaches, what
a reader loses (error values, formulas that were never computed), and whether it is written in the
usual way."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import KW_ONLY, dataclass, field

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""Excel's own limits."""

LONGEST_ROW = 64 << 20
"""Bytes of XML that one row may take."""

Cell = tuple[int, int]
"""Row and column, both from 1."""


class PastTheEdge(Exception):  # noqa: N818 - a verdict, raised and caught at once
    """A row or a cell beyond Excel's limits; its argument is the row or cell as written."""


@dataclass
class SheetScan:
    """What a sheet's XML says.

    `cells` counts the cells that hold something, `last_row` and `last_column` are how far those
    reach (from 1); `usual` is whether rows and cells stand in order, each with its address, in the
    spelling that spreadsheets write. `kept` are the pieces that hold something.
    """

    _: KW_ONLY
    hidden_rows: int = 0
    hidden_columns: int = 0
    cells: int = 0
    last_row: int = 0
    last_column: int = 0
    usual: bool = True
    errors: dict[Cell, str] = field(default_factory=dict)
    uncomputed: set[Cell] = field(default_factory=set)
    merged: list[str] = field(default_factory=list)
    kept: list[bytes] = field(default_factory=list)

    @property
    def box(self) -> int:
        """Cells of the rectangle from A1 to the outermost filled cells."""
        return self.last_row * self.last_column


# No tag holds a <, so that text full of beginnings takes no time that grows with its square.
_ROW = re.compile(rb'<row\s[^<>]*?\br="(\d{1,10})"')
_FILLED = re.compile(rb'<c\s[^<>]*?\br="([A-Za-z]+)\d+"(?:\s[^<>]*[^/<>])?>')
_DEEP = re.compile(rb' r="([A-Za-z]+)(\d{7,})"')
_DEEP_ANYWHERE = re.compile(rb'\br="([A-Za-z]+)(\d{7,})"')
_ADDRESS = re.compile(rb'<c\s[^<>]*?\br="([A-Za-z]+)(\d+)"[^<>]*>')
_BARE = re.compile(rb"<c[>/\r\n\t]")
_ODD_QUOTES = re.compile(rb"<[^<>]*?(?:\s=|=\s*'|=\s+\")")
_ERROR = re.compile(rb'<c\s[^<>]*\bt="e"[^<>]*>')
_VALUE = re.compile(rb"<v\b[^<>]*>([^<]*)</v>")
_WITHOUT_VALUE = re.compile(
    rb"<f(?:>[^<]*</f>|\s[^<>]*/>|/>|\s[^<>]*>[^<]*</f>)\s*(?:<v\s*/>\s*|<v>\s*</v>\s*)?</c>"
)
HIDDEN_ROW = re.compile(rb'<row\b[^<>]*\shidden="(?:1|true)"')
_HIDDEN_COLUMN = re.compile(rb'<col\b[^<>]*\shidden="(?:1|true)"')
_MERGED = re.compile(rb'<mergeCell\s[^<>]*?\bref="([^"]{1,30})"')


def column_of(letters: str) -> int:
    """The number from 1 of a column's letters: A is 1, AA is 27. Raises PastTheEdge."""
    if len(letters) > 3:
        raise PastTheEdge(f"column {letters[:12]}")
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    if number > LAST_COLUMN:
        raise PastTheEdge(f"column {letters[:12]}")
    return number


def scan(pieces: Iterable[bytes], keep: int) -> SheetScan:
    """Look a sheet's XML (UTF-8) through; pieces that hold something are kept up to so many bytes,
    then none is.

    Raises PastTheEdge.
    """
    found, last, kept, behind = SheetScan(), 0, 0, False
    for number, piece in enumerate(by_rows(pieces)):
        if number == 0:
            plain = re.search(rb"<worksheet[\s>]", piece[:4000]) is not None
            found.usual = plain and piece.rfind(b"<?") <= 3
        elif b"<?" in piece:
            found.usual = False
        last = _look(piece, found, last)
        behind = behind or _END in piece
        if b"</c>" in piece or number == 0 or behind or not found.usual:
            kept += len(piece)
            if kept <= keep:
                found.kept.append(piece)
    if kept > keep:
        found.kept.clear()
    return found


def by_rows(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, cut where a row begins; behind the last one, which may be long, where any
    element does."""
    held: list[bytes] = []
    size, behind = 0, False
    for piece in pieces:
        behind = behind or _END in b"".join((*(each[-len(_END) :] for each in held[-1:]), piece))
        cut = piece.rfind(b"<") if behind else _row_begins(piece)
        if cut > 0:
            yield b"".join((*held, piece[:cut]))
            held, size = [piece[cut:]], len(piece) - cut
        else:
            held.append(piece)
            size += len(piece)
            if size > LONGEST_ROW:
                raise PastTheEdge(f"a row of more than {LONGEST_ROW >> 20} MB")
    yield b"".join(held)


_END = b"</sheetData"

_PREFIXED = re.compile(rb"<\w+:row")


def _row_begins(piece: bytes) -> int:
    """Where the last row of a piece begins, its namespace written before it or not; -1 where none
    does."""
    cut = piece.rfind(b"<row")
    if cut >= 0:
        return cut
    name = piece.rfind(b":row")
    cut = piece.rfind(b"<", 0, max(name, 0))
    return cut if _PREFIXED.match(piece, max(cut, 0), max(name, 0) + 4) else -1


def _look(piece: bytes, found: SheetScan, last: int) -> int:
    """Take in one piece, whole rows of it; returns the number of its last row."""
    numbers = [int(number) for number in _ROW.findall(piece)]
    if numbers:
        if max(numbers) > LAST_ROW:
            raise PastTheEdge(f"row {max(numbers)}")
        if numbers[0] <= last or any(map(int.__ge__, numbers, numbers[1:])):
            found.usual = False
        last = numbers[-1]
    if piece.count(b"<row") - piece.count(b"<rowBreaks") != len(numbers) or b"<!" in piece:
        found.usual = False
    if b' hidden="' in piece:
        found.hidden_rows += len(HIDDEN_ROW.findall(piece))
        found.hidden_columns += len(_HIDDEN_COLUMN.findall(piece))
    if b"<mergeCell " in piece:
        found.merged += [ref.decode("ascii", "replace") for ref in _MERGED.findall(piece)]
    if piece.count(b"=") != piece.count(b'="') and _ODD_QUOTES.search(piece):
        found.usual = False
    cells = piece.count(b"<c ")
    in_front = piece.count(b'<c r="') == cells
    for letters, row in (_DEEP if in_front else _DEEP_ANYWHERE).findall(piece):
        if len(row) > 7 or int(row) > LAST_ROW:
            raise PastTheEdge(f"{letters[:4].decode()}{row[:12].decode()}")
    if _BARE.search(piece) or not (in_front or len(_ADDRESS.findall(piece)) == cells):
        found.usual = False
    filled = piece.count(b"</c>")
    if filled and found.usual:
        found.cells += filled
        start = piece.rfind(b"<c ", 0, piece.rfind(b"</c>"))
        found.last_row = max(found.last_row, _cell(piece[start : start + 2000])[0])
        found.last_column = _reach(piece, found.last_column, in_front=in_front)
        _lost(piece, found)
    return last


def _reach(piece: bytes, so_far: int, *, in_front: bool) -> int:
    """The last column that holds something, in this piece or `so_far`."""
    if in_front and so_far < 26:  # one quick look tells most pieces that reach no further
        beyond = rb'<c r="(?:[A-Za-z]{2}|[%c-Z])' % (65 + so_far)
        if re.search(beyond, piece) is None:
            return so_far
    return max(so_far, *(column_of(each.decode()) for each in set(_FILLED.findall(piece))), 1)


def _lost(piece: bytes, found: SheetScan) -> None:
    """What a reader turns into blanks: error values, and formulas without a value."""
    if b'"e"' in piece:
        for match in _ERROR.finditer(piece):
            end = piece.find(b"</c>", match.end())
            value = _VALUE.search(piece, match.end(), end)
            found.errors[_cell(match[0])] = value[1].decode() if value else "#VALUE!"
    if b"<f" in piece:
        for match in _WITHOUT_VALUE.finditer(piece):
            start = piece.rfind(b"<c ", 0, match.start())
            if b't="str"' in piece[start : match.start()] and b"<v" in match[0]:
                continue  # computed, and empty
            found.uncomputed.add(_cell(piece[start : match.start()]))


def _cell(xml: bytes) -> Cell:
    address = _ADDRESS.match(xml)
    if address is None:
        raise PastTheEdge("a cell of thousands of attributes")
    return int(address[2]), column_of(address[1].decode())
