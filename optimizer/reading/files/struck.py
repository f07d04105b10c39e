"""Cells whose font is struck through, which is how planners write that a row is gone."""

import re
from collections.abc import Iterable
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException, ElementTree

from optimizer.reading.files.sheet_xml import Cell, PastTheEdge, by_rows, column_of
from optimizer.reading.files.workbook_xml import name_of

MOST_STRUCK = 20_000
"""Cells that are kept; more are as many as all."""

_ROW_AND_COLUMN = re.compile(rb'\br="([A-Za-z]{1,3})(\d{1,7})"')


def struck_styles(styles: bytes) -> frozenset[int]:
    """The numbers of cell styles, in a workbook's styles (XML), whose font is struck through."""
    if b"strike" not in styles:
        return frozenset()
    try:
        root = ElementTree.fromstring(styles)
    except (ParseError, DefusedXmlException, ValueError):
        return frozenset()  # told by whoever reads them
    fonts = [any(map(_strikes, font)) for font in _children(root, "fonts")]
    struck = {str(number) for number, strikes in enumerate(fonts) if strikes}
    formats = enumerate(_children(root, "cellXfs"))
    return frozenset(number for number, each in formats if each.get("fontId") in struck)


def _children(root: Any, name: str) -> Iterable[Any]:
    return next((child for child in root if name_of(child) == name), ())


def _strikes(item: Any) -> bool:
    return name_of(item) == "strike" and item.get("val", "1") not in ("0", "false")


def struck_cells(pieces: Iterable[bytes], styles: frozenset[int]) -> tuple[Cell, ...]:
    """The filled cells of a sheet's XML (UTF-8, in pieces) that have one of those styles, at most
    MOST_STRUCK."""
    if not styles:
        return ()
    numbers = "|".join(map(str, sorted(styles))).encode()
    # Nothing is looked at twice: text without an end would take the square of its length.
    cell = re.compile(rb'<c(?:\s++(?!s=)[^\s<>]++)*+\s++s="(?:%b)"[^<>]*+(?<!/)>' % numbers)
    found: list[Cell] = []
    for piece in by_rows(pieces):
        for match in cell.finditer(piece):
            address = _ROW_AND_COLUMN.search(match[0])
            if address is None or piece.startswith(b"</c>", match.end()):
                continue
            try:
                found.append((int(address[2]), column_of(address[1].decode())))
            except PastTheEdge:
                continue
        if len(found) >= MOST_STRUCK:
            break
    return tuple(found[:MOST_STRUCK])
