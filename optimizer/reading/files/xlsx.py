"""The rows of a workbook's sheets, raw: python-calamine reads every sheet, long and short alike.

calamine allocates as far as a sheet's outermost cells reach, turns an error value and a formula
that was never computed into a blank, and takes no sheet whose rows stand out of order. So a sheet's
XML is looked through first (sheet_xml), put into the usual spelling where it needs that
(unusual_xml), and calamine is handed a small workbook of that sheet alone; what it would lose is
put back. Of a long sheet it is handed the distinct cells (condensed).
"""

import io
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import KW_ONLY, dataclass, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

from python_calamine import CalamineError, CalamineWorkbook

from optimizer.domain.problems import Message
from optimizer.reading import cells
from optimizer.reading.files.check import no_workbook
from optimizer.reading.files.condensed import Condensed, condensed, short_sheet
from optimizer.reading.files.package import DAMAGED, ENTITIES, Package, as_utf8, encoding_of
from optimizer.reading.files.plain_texts import shared_texts
from optimizer.reading.files.raw_sheet import ListedSheet, NumberedSheet, RawSheet, Row
from optimizer.reading.files.sheet_xml import LAST_COLUMN, Cell, PastTheEdge, SheetScan, scan
from optimizer.reading.files.small_workbook import small_workbook
from optimizer.reading.files.struck import struck_cells, struck_styles
from optimizer.reading.files.unusual_xml import MOST_CELLS as MOST_UNUSUAL
from optimizer.reading.files.unusual_xml import Forbidden, TooMany, usual
from optimizer.reading.files.workbook_xml import MOST, SheetPart, read_workbook

PAST_THE_EDGE = Message(
    "past-the-edge",
    'holds {where} on its sheet "{sheet}", past Excel\'s limits.',
    "Open it in Excel, let Excel repair it, and save it.",
)
TOO_LONG = Message(
    "sheet-too-long",
    'has a sheet "{sheet}" with too many cells to read at one time.',
    "Delete the columns that no plan needs, or export the table as CSV and name the file on "
    "Settings.",
)
UNUSUAL = Message(
    "unusual-sheet-too-long",
    'has a long sheet "{sheet}" that is written in an unusual way.',
    "Open it in Excel and save it.",
)

TEXTS = "sharedStrings.xml"

MOST_TEXTS, MOST_SHEET = 512 << 20, 1 << 30
"""Bytes that the shared texts and a sheet may inflate to."""

MOST_CELLS, MOST_BOX, MOST_SHARED = 14_000_000, 20_000_000, 7_000_000
"""Filled cells of a sheet, cells of the rectangle around them, shared texts. Each filled cell takes
some 70 bytes, each of the rectangle 32, each shared text some 160."""

MOST_COPIED = 256 << 20
"""Bytes of XML up to which calamine can be handed a copy."""

HEAD = 20
"""Rows that may hold a header."""


@dataclass(frozen=True)
class Sizes:
    """Bytes of a sheet's XML from which on its distinct cells alone are read, and up to which
    calamine is handed a copy of any other sheet and not the file."""

    condensed: int = 1 << 20
    copied: int = 48 << 20


SIZES = Sizes()


@dataclass(frozen=True)
class Marks:
    """What a sheet's XML says that its rows do not: hidden rows and columns, merged ranges, the
    column (from 0) from which on rows below the head are cut off, and cells struck through."""

    hidden_rows: int = 0
    hidden_columns: int = 0
    merged: tuple[str, ...] = ()
    cut: int = LAST_COLUMN
    struck: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class _Sheet:
    """A sheet that was looked through: a workbook to hand to calamine (None: the file itself),
    whether a second sheet of it holds what the head has beyond the cut, and where the cells stand
    of which that workbook has the distinct ones."""

    title: str
    scan: SheetScan
    copy: io.BytesIO | None
    _: KW_ONLY
    far: bool = False
    cut: int = LAST_COLUMN
    long: Condensed | None = None


class Rows:
    """An open workbook: its sheets' titles and, for each that is `wanted`, its rows from the first
    one on. Sheets are parsed in the background, by a library that leaves Python free for other
    work.

    Raises WorkbookError, naming the file, where it is damaged or cannot be read in bounds.
    """

    def __init__(
        self, package: Package, pool: Executor, wanted: Callable[[str], bool], sizes: Sizes
    ) -> None:
        self.package, self.sizes, self.pool = package, sizes, pool
        self.book = read_workbook(package)
        self.mac = self.book.mac
        self.titles = [sheet.title for sheet in self.book.sheets]
        self.texts = self._texts()
        self.texts_size = sum(len(xml) for name, xml in self.texts if name == TEXTS)
        self.struck = struck_styles(dict(self.texts).get("styles.xml", b""))
        self.unusual = 0
        self.sheets: dict[str, _Sheet] = {}
        self.parsed: dict[str, Future[tuple[Any, Any]]] = {}
        for part in self.book.sheets:
            if wanted(part.title):
                self._begin(part)

    def look(self, title: str) -> None:
        """Have one more sheet's rows."""
        if title not in self.sheets:
            self._begin(next(part for part in self.book.sheets if part.title == title))

    def _begin(self, part: SheetPart) -> None:
        self.sheets[part.title] = sheet = self._looked_through(part)
        self.parsed[part.title] = self.pool.submit(_parsed, self.package.path, sheet)

    def size(self, title: str) -> int:
        """Bytes of the sheet's XML."""
        return max(self.package.size(p.part) for p in self.book.sheets if p.title == title)

    def hidden(self, title: str) -> bool:
        """Whether the sheet is hidden."""
        return any(sheet.hidden for sheet in self.book.sheets if sheet.title == title)

    def mark(self, title: str) -> Marks:
        """What the sheet's XML says."""
        sheet = self.sheets[title]
        found = sheet.scan
        hidden = found.hidden_rows if sheet.long is None else sheet.long.hidden_rows
        struck: tuple[Cell, ...] = ()
        if self.struck:
            part = next(part for part in self.book.sheets if part.title == title)
            struck = struck_cells(self._pieces(part), self.struck)
        return Marks(hidden, found.hidden_columns, tuple(found.merged), sheet.cut, struck)

    def of(self, title: str) -> RawSheet:
        """The sheet's cells, once; error values are their text, formulas without a value
        UNCOMPUTED."""
        sheet = self.sheets[title]
        rows = self._read(sheet)
        if sheet.long is None:
            return ListedSheet(rows)
        shared = self.shared
        return NumberedSheet(sheet.long.filled_in(chain.from_iterable(rows), shared))

    def rows(self, title: str) -> list[Row]:
        """All of the sheet's rows."""
        sheet = self.of(title)
        return sheet.head(len(sheet))

    def _read(self, sheet: _Sheet) -> list[Any]:
        """The rows that calamine was handed, with what it loses."""
        rows = self._called(self.parsed.pop(sheet.title).result)
        for (row, column), text in sheet.scan.errors.items():
            if column <= sheet.cut or row <= HEAD:
                _put(rows, row, column, text)
        for row, column in sheet.scan.uncomputed:
            if column <= sheet.cut or row <= HEAD:
                _put(rows, row, column, cells.UNCOMPUTED)
        return rows

    def _called(self, parsed: Callable[[], tuple[Any, Any]]) -> list[Any]:
        """The rows of a sheet as calamine has parsed it."""
        try:
            near, far = parsed()
            rows: list[Any] = near.to_python(skip_empty_area=False)
            beyond_cut = far.to_python(skip_empty_area=False)[:HEAD] if far is not None else ()
            for index, beyond in enumerate(beyond_cut):
                rows.extend([] for _ in range(len(rows), index + 1))
                rows[index] = [*rows[index], *beyond[len(rows[index]) :]]
        except (CalamineError, ValueError, TypeError, OSError, OverflowError):
            raise no_workbook(self.package.path, DAMAGED) from None
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # calamine's own faults
                raise
            raise no_workbook(self.package.path, DAMAGED) from None
        return rows

    def _copy(self, sheets: Sequence[bytes]) -> io.BytesIO:
        return small_workbook(sheets, self.texts, mac=self.mac)

    def _texts(self) -> list[tuple[str, bytes]]:
        """The shared texts and the styles, for a workbook handed to calamine."""
        package, found = self.package, []
        self.plain = self.book.plain
        for name, part, most in (
            ("styles.xml", self.book.styles, MOST),
            (TEXTS, self.book.texts, MOST_TEXTS),
        ):
            if part:
                written = package.read(part, most)
                try:
                    xml = as_utf8(written)
                except (UnicodeError, LookupError):
                    raise no_workbook(package.path, DAMAGED) from None
                if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
                    raise no_workbook(package.path, ENTITIES)
                if xml.count(b"<si") > MOST_SHARED:
                    raise no_workbook(package.path, TOO_LONG, sheet="texts")
                self.plain &= xml is written and package.common(part)
                found.append((name, xml))
        return found

    def _looked_through(self, part: SheetPart) -> _Sheet:
        path, title = self.package.path, part.title
        try:
            if max(self.package.size(part.part), self.texts_size) >= self.sizes.condensed:
                short = self._shortened(part)
                if short is not None:
                    return short
            found = scan(self._pieces(part), self.sizes.copied)
            if found.usual and found.box <= MOST_BOX:
                if found.cells > MOST_CELLS:
                    raise no_workbook(path, TOO_LONG, sheet=title)
                if found.kept:
                    return _Sheet(title, found, self._copy([b"".join(found.kept)]))
                if self.plain and self.package.common(part.part):
                    return _Sheet(title, found, None)
                if self.package.size(part.part) > MOST_COPIED:
                    raise no_workbook(path, UNUSUAL, sheet=title)
                return _Sheet(title, found, self._copy([b"".join(self._pieces(part))]))
            if found.usual and found.cells > 3_000_000:
                raise no_workbook(path, TOO_LONG, sheet=title)
            if self.package.size(part.part) > MOST_COPIED:
                raise no_workbook(path, UNUSUAL, sheet=title)
            return self._put_in_order(part)
        except PastTheEdge as past:
            raise no_workbook(path, PAST_THE_EDGE, where=past, sheet=title) from None
        except TooMany:
            raise no_workbook(path, UNUSUAL, sheet=title) from None
        except Forbidden:
            raise no_workbook(path, ENTITIES) from None
        except (ExpatError, ValueError, LookupError):
            raise no_workbook(path, DAMAGED) from None

    def _shortened(self, part: SheetPart) -> _Sheet | None:
        """A long sheet's distinct cells; None where it is not written as long sheets are."""
        long = condensed(self._pieces(part), MOST_CELLS, len(self.shared))
        if long is None:
            return None
        found = scan([long.xml], self.sizes.copied)
        if not (found.usual and found.kept):
            return None
        parts = [(name, xml) for name, xml in self.texts if not (self.shared and name == TEXTS)]
        copy = small_workbook([b"".join(found.kept)], parts, mac=self.mac)
        return _Sheet(part.title, found, copy, long=replace(long, xml=b""))

    @cached_property
    def shared(self) -> Sequence[str]:
        """The shared texts; none where they are not written as spreadsheets write them, which is
        left to calamine."""
        found = shared_texts(dict(self.texts).get(TEXTS, b""))
        if found is None:
            return ()
        texts, odd = found
        if odd:
            asked = [b' t="s"><v>%d</v></c>' % number for number in range(len(odd))]
            sheet, _ = short_sheet(_BEGIN, asked, b"</sheetData></worksheet>")
            items = b"".join((_LIST, b"".join(b"<si>%b</si>" % item for item in odd.values())))
            copy = small_workbook([sheet], [(TEXTS, items + b"</sst>")], mac=self.mac)
            rows = self._called(lambda: _parsed(self.package.path, _Sheet("", SheetScan(), copy)))
            for number, text in zip(odd, chain.from_iterable(rows), strict=False):
                texts[number] = text if isinstance(text, str) else ""
        return texts

    def _put_in_order(self, part: SheetPart) -> _Sheet:
        xml, _ = usual(b"".join(self._pieces(part)), most=MOST_UNUSUAL - self.unusual)
        found = scan([xml], 0)
        self.unusual += found.cells
        if found.box <= MOST_BOX:
            return _Sheet(part.title, found, self._copy([xml]))
        width = max(1, MOST_BOX // found.last_row)
        near, far = usual(xml, width, HEAD)
        return _Sheet(part.title, found, self._copy([near, far]), far=bool(far), cut=width)

    def _pieces(self, part: SheetPart) -> Iterator[bytes]:
        """The sheet's XML in UTF-8."""
        pieces = self.package.pieces(part.part, MOST_SHEET)
        first = next(pieces, b"")
        if encoding_of(first) == "utf-8":
            yield first
            yield from pieces
        else:
            self.plain = False
            yield as_utf8(b"".join((first, *pieces)))


_BEGIN = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
_LIST = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def _parsed(path: Path, sheet: _Sheet) -> tuple[Any, Any]:
    """The sheet as calamine gives it, and what its head has beyond the cut."""
    if sheet.copy is None:
        return CalamineWorkbook.from_path(path).get_sheet_by_name(sheet.title), None
    book = CalamineWorkbook.from_filelike(sheet.copy)
    return book.get_sheet_by_index(0), book.get_sheet_by_index(1) if sheet.far else None


def _put(rows: list[Any], row: int, column: int, value: object) -> None:
    """Put a value where the reader has none; the rows grow as far as it takes."""
    rows.extend([] for _ in range(len(rows), row))
    cells_ = list(rows[row - 1])
    cells_ += [None] * (column - len(cells_))
    cells_[column - 1] = value
    rows[row - 1] = cells_


@contextmanager
def open_rows(path: Path, wanted: Callable[[str], bool], sizes: Sizes = SIZES) -> Iterator[Rows]:
    """The workbook's rows."""
    with path.open("rb") as file, ThreadPoolExecutor(1) as pool:
        package = Package(path, file)
        yield Rows(package, pool, wanted, sizes)
