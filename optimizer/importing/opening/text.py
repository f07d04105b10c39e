"""Delimited text of any dialect -> candidates: encodings, delimiters, preambles, `sep=` lines."""

import codecs
import csv
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TextIO

from optimizer.importing.opening.exports import Export
from optimizer.importing.opening.table import Candidate, Cut, Dialect, Opened, Row, Rows

CHUNK_OF_TEXT = 1 << 20
"""Characters that are decoded at a time."""

HEADER_WITHIN = 60
"""Lines: a DHCP server explains its codes in some thirty of them."""

DELIMITERS = (",", ";", "\t", "||", "|")

csv.field_size_limit(1 << 26)


def encoding_of(export: Export) -> str:
    """By its mark, else by its zero bytes, else UTF-8 where all of it is, else Windows-1252."""
    with export.path.open("rb") as file:
        start = file.read(4096)
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    zeros = start.count(0)
    if zeros > len(start) // 4:
        return "utf-16-le" if start[1::2].count(0) > start[0::2].count(0) else "utf-16-be"
    return "utf-8" if export.utf8 else "cp1252"


def open_text(export: Export, encoding: str) -> TextIO:
    """The file as text, line ends untouched."""
    return export.path.open(encoding=encoding, newline="", errors="replace")


def head_of(export: Export, encoding: str) -> list[str]:
    """The first lines, without their ends."""
    with open_text(export, encoding) as file:
        return [line.rstrip("\r\n") for line in islice(file, HEADER_WITHIN)]


def open_delimited(export: Export, encoding: str) -> Opened:
    """Every delimiter and every line that could be the header, as candidates."""
    lines = head_of(export, encoding)
    wanted: tuple[str, ...] = DELIMITERS
    if lines and lines[0].lower().startswith("sep=") and len(lines[0]) > 4:
        wanted = (lines[0][4:] or ",",)
    candidates = []
    for delimiter in wanted:
        for number, line in enumerate(lines):
            if delimiter not in line:
                continue
            cells, size = _first_row(lines[number:], delimiter)
            header = tuple(" ".join(cell.split()) for cell in cells)
            dialect = Dialect(encoding=encoding, delimiter=delimiter, skip=number + size)
            candidates.append(_candidate(export, header, dialect))
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if not candidates and first is not None:  # one column
        dialect = Dialect(encoding=encoding, delimiter=",", skip=first + 1)
        header = (lines[first].strip(),)
        candidates = [_candidate(export, header, dialect)]
    return Opened(export=export, form="CSV", candidates=tuple(candidates))


def _first_row(lines: Sequence[str], delimiter: str) -> tuple[list[str], int]:
    """The cells of the row that begins there, and how many lines it has: a header's cell may hold
    the end of a line."""
    if len(delimiter) == 1:
        reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter)
        try:
            cells = next(reader, [])
        except csv.Error:
            return [], 1
        if len(cells) > lines[0].count(delimiter):
            return cells, reader.line_num
    return split(lines[0], delimiter), 1


def split(line: str, delimiter: str) -> list[str]:
    """One line's cells."""
    if len(delimiter) > 1:
        return [cell.strip('"') for cell in line.split(delimiter)]
    return next(csv.reader([line], delimiter=delimiter), [])


def _candidate(export: Export, header: tuple[str, ...], dialect: Dialect) -> Candidate:
    footer: list[str] = []
    rows = _rows(export, dialect, len(header), footer)
    return Candidate(header=header, rows=rows, dialect=dialect, footer=footer)


def _rows(export: Export, dialect: Dialect, width: int, footer: list[str]) -> Rows:
    def rows(ragged: bool) -> Iterator[tuple[int, Row]]:
        footer.clear()
        with open_text(export, dialect.encoding) as file:
            for _ in range(dialect.skip):
                file.readline()
            yield from _cells(file, dialect, width, footer, ragged=ragged)

    return rows


def _cells(
    file: TextIO, dialect: Dialect, width: int, footer: list[str], *, ragged: bool
) -> Iterator[tuple[int, Row]]:
    skip = dialect.skip
    if len(dialect.delimiter) > 1:
        for number, line in enumerate(file, skip + 1):
            cells = split(line.rstrip("\r\n"), dialect.delimiter)
            if line.strip():
                yield number, _checked(cells, width, number, ragged=ragged)
        return
    at_end: list[bool] = []
    reader = csv.reader(_lines(file, at_end), delimiter=dialect.delimiter)
    before = ended = 0
    blank = False
    try:
        for cells in reader:
            if at_end:  # the reader looked for more of the row, and there was none
                raise Cut(before + skip + 1, "a quote that begins there never ends")
            before = reader.line_num
            if ended and cells:  # what looked like the end was none
                _checked(footer, width, ended, ragged=False)
            if len(cells) == width:
                yield reader.line_num + skip, cells
            elif blank and _may_end(cells, width):
                ended = reader.line_num + skip
                footer[:] = cells
            elif cells and not (len(cells) == 1 and cells[0].startswith("#TYPE ")):
                number = reader.line_num + skip
                yield number, _checked(cells, width, number, ragged=ragged)
            blank = not cells
    except csv.Error as error:
        raise Cut(reader.line_num + skip, f"it is not CSV there ({error})") from None


def _may_end(cells: list[str], width: int) -> bool:
    """Whether a line below a blank one may be a program's word on its rows: `(2 rows affected)`."""
    return len(cells) == 1 and width > 2


def _lines(file: TextIO, at_end: list[bool]) -> Iterator[str]:
    """The lines of a file; its end is told."""
    yield from file
    at_end.append(True)


def _checked(cells: list[str], width: int, number: int, *, ragged: bool) -> Row:
    """Blank cells past the header are none; a row that is shorter or longer is one gone wrong,
    unless such rows are the source's habit."""
    if len(cells) > width and (ragged or not any(cell.strip() for cell in cells[width:])):
        return cells[:width]
    if len(cells) != width and not ragged:
        raise Cut(number, f"the row has {len(cells)} fields and the header {width}")
    return cells + [""] * (width - len(cells))
