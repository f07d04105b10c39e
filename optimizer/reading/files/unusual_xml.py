"""A sheet's XML in any legal spelling -> the usual one: prefixes, quotes, rows and cells out of
order or without addresses, CDATA, comments.

Slower than a look through (some two microseconds a cell), so only for sheets that need it.
"""

import re
from collections.abc import Mapping
from html import escape
from typing import Any
from xml.parsers import expat

from optimizer.domain.problems import letters
from optimizer.reading.files.sheet_xml import LAST_COLUMN, LAST_ROW, PastTheEdge, column_of

MOST_CELLS = 3_000_000
"""Cells with something in them that the sheets in an unusual spelling may have together."""


class TooMany(Exception):  # noqa: N818 - a verdict, raised and caught at once
    """More cells than can be put in order."""


class Forbidden(Exception):  # noqa: N818 - a verdict, raised and caught at once
    """A document type: no workbook has one, an attack does."""


class _Sheet:
    """Collects rows and cells as the parser meets them."""

    def __init__(self, width: int, head: int, most: int) -> None:
        self.width, self.head, self.most = width, head, most
        self.far: dict[int, dict[int, str]] = {}
        self.rows: dict[int, dict[int, str]] = {}
        self.heads: list[str] = []
        self.tails: list[str] = []
        self.row, self.column, self.count = 0, 0, 0
        self.cell: dict[str, str] | None = None
        self.inside = ""
        self.texts: list[str] = []
        self.found: dict[str, str] = {}
        self.phonetic = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        name = tag.rpartition(":")[2]
        if name == "row":
            self.row = _number(attributes["r"]) if "r" in attributes else self.row + 1
            if self.row > LAST_ROW:
                raise PastTheEdge(f"row {self.row}")
            self.column = 0
            self.rows.setdefault(self.row, {})
            if attributes.get("hidden") in ("1", "true"):
                self.rows[self.row][0] = ' hidden="1"'
        elif name == "c":
            self._place(attributes.get("r"))
            self.cell = {key: attributes[key] for key in ("s", "t") if key in attributes}
            self.found = {}
        elif name in ("v", "f", "t") and self.cell is not None and not self.phonetic:
            self.inside, self.texts = name, []
        elif name == "rPh":
            self.phonetic += 1
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            self.heads.append('<col hidden="1"/>')
        elif name == "mergeCell" and "ref" in attributes:
            self.tails.append(f'<mergeCell ref="{_quoted(attributes["ref"][:30])}"/>')

    def _place(self, address: str | None) -> None:
        said = re.fullmatch(r"([A-Za-z]+)(\d{1,10})", address) if address else None
        if said is None:
            self.column += 1
        else:
            self.row, self.column = int(said[2]), column_of(said[1])
            if self.row > LAST_ROW:
                raise PastTheEdge(str(address))
            self.rows.setdefault(self.row, {})
        column_of(letters(self.column))

    def end(self, tag: str) -> None:
        """An element ends."""
        name = tag.rpartition(":")[2]
        if name == "rPh":
            self.phonetic -= 1
        elif name == self.inside:
            self.found[name] = self.found.get(name, "") + "".join(self.texts)
            self.inside = ""
        elif name == "c" and self.cell is not None:
            if self.found:
                self.count += 1
                if self.count > self.most:
                    raise TooMany
                if self.column <= self.width:
                    self.rows[self.row][self.column] = self._written()
                elif self.row <= self.head:
                    self.far.setdefault(self.row, {})[self.column] = self._written()
            self.cell = None

    def _written(self) -> str:
        assert self.cell is not None
        kept = "".join(f' {key}="{_quoted(value)}"' for key, value in self.cell.items())
        words = [f'<c r="{letters(self.column)}{self.row}"{kept}>']
        if "f" in self.found:
            words.append(f"<f>{escape(self.found['f'], quote=False)}</f>")
        if "v" in self.found:
            words.append(f"<v>{escape(self.found['v'], quote=False)}</v>")
        if "t" in self.found:
            words.append(
                f'<is><t xml:space="preserve">{escape(self.found["t"], quote=False)}</t></is>'
            )
        return "".join((*words, "</c>"))

    def text(self, text: str) -> None:
        """Characters of an element."""
        if self.inside:
            self.texts.append(text)

    def xml(self, rows: Mapping[int, dict[int, str]]) -> bytes:
        """These rows in the usual spelling."""
        words = [_ROOT, f"<cols>{''.join(self.heads)}</cols><sheetData>"]
        for row in sorted(rows):
            cells = rows[row]
            words.append(f'<row r="{row}"{cells.pop(0, "")}>')
            words += [cells[column] for column in sorted(cells)]
            words.append("</row>")
        words.append(f"</sheetData><mergeCells>{''.join(self.tails)}</mergeCells></worksheet>")
        return "".join(words).encode()


_ROOT = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def _number(digits: str) -> int:
    if not re.fullmatch(r"\d{1,10}", digits):
        raise PastTheEdge(f"row {digits[:12]}")
    return int(digits)


def _quoted(value: str) -> str:
    return escape(value)


def usual(
    xml: bytes, width: int = LAST_COLUMN, head: int = 0, most: int = MOST_CELLS
) -> tuple[bytes, bytes]:
    """The same sheet in the usual spelling, without the columns past `width`; and, as a sheet of
    its own, what the first `head` rows hold there, empty where they hold nothing. It may have
    `most` cells with something in them.

    Raises PastTheEdge, TooMany, Forbidden, or expat.ExpatError where it is no XML.
    """
    sheet = _Sheet(width, head, most)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = sheet.start
    parser.EndElementHandler = sheet.end
    parser.CharacterDataHandler = sheet.text

    def forbid(*_: Any) -> None:
        raise Forbidden

    parser.StartDoctypeDeclHandler = forbid
    parser.Parse(xml, True)
    return sheet.xml(sheet.rows), sheet.xml(sheet.far) if sheet.far else b""
