"""A workbook as LibreOffice prints it: on A4 or Letter, some of its sheets hidden."""

import re
import zipfile
from collections.abc import Container
from pathlib import Path

from tests.support.recalculate import converted

A4, LETTER = 9, 1
"""Numbers of papers, as a sheet names them."""


def pages(path: Path, folder: Path, hidden: Container[str] = (), paper: int = A4) -> int:
    """How many pages it is printed on."""
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / f"{path.stem}-{paper}.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/workbook.xml":
                data = _without(data, hidden)
            elif name.startswith("xl/worksheets/sheet"):
                data = re.sub(rb'paperSize="\d+"', b'paperSize="%d"' % paper, data)
            new.writestr(name, data)
    return len(re.findall(rb"/Type\s*/Page\b", converted(copy, folder, "pdf").read_bytes()))


def _without(book: bytes, hidden: Container[str]) -> bytes:
    """The workbook with some sheets hidden, of which nothing is printed then."""
    sheets = re.findall(rb'<sheet [^>]*name="([^"]*)"', book)
    book = re.sub(rb"<sheet [^>]*>", lambda m: _hide(m[0], hidden), book)
    for number, name in enumerate(sheets):
        if name.decode() in hidden:
            area = rb'<definedName name="_xlnm.Print_Area" localSheetId="%d">[^<]*</definedName>'
            book = re.sub(area % number, b"", book)
    return book


def _hide(sheet: bytes, hidden: Container[str]) -> bytes:
    title = re.search(rb'name="([^"]*)"', sheet)
    if title is None or title[1].decode() not in hidden or b"state=" in sheet:
        return sheet
    return sheet.replace(b"<sheet ", b'<sheet state="hidden" ')
