"""What an .xlsx file says of itself: its sheets in order, each with its part, and its calendar."""

import posixpath
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException, ElementTree

from optimizer.reading.files.check import no_workbook
from optimizer.reading.files.package import DAMAGED, ENTITIES, Package

MOST = 64 << 20
"""Bytes that a part other than a sheet or the shared texts may inflate to."""


@dataclass(frozen=True)
class SheetPart:
    """A sheet: its title, the part that holds it, and whether it is hidden."""

    title: str
    part: str
    hidden: bool


@dataclass(frozen=True)
class WorkbookXml:
    """A workbook's worksheets (no charts, no macro sheets), the parts of its styles and shared
    texts ("" where there is none), and whether days count from 1904.

    `plain`: everything stands where Excel puts it, and nothing but worksheets is there.
    """

    sheets: tuple[SheetPart, ...]
    styles: str
    texts: str
    mac: bool
    plain: bool


def read_workbook(package: Package) -> WorkbookXml:
    """Raises WorkbookError, naming the file, where it is damaged."""
    home = next(
        (part for kind, part in _relations(package, "").values() if kind == "officeDocument"),
        "xl/workbook.xml",
    )
    relations = _relations(package, home)
    root = _parsed(package, home)
    sheets, others = [], 0
    for item in root.iter():
        if name_of(item) != "sheet":
            continue
        key = next((v for name, v in item.attrib.items() if name.endswith("}id")), "")
        kind, part = relations.get(key, ("", ""))
        if not kind:  # a sheet that is listed and not there would be missed without a word
            raise no_workbook(package.path, DAMAGED)
        if kind != "worksheet":
            others += 1
            continue
        hidden = item.get("state", "visible") != "visible"
        sheets.append(SheetPart(item.get("name", ""), part, hidden))
    mac = any(
        name_of(item) == "workbookPr" and item.get("date1904") in ("1", "true")
        for item in root.iter()
    )
    by_kind = {kind: part for kind, part in relations.values() if part in package}
    styles, texts = by_kind.get("styles", ""), by_kind.get("sharedStrings", "")
    plain = (
        home == "xl/workbook.xml"
        and not others
        and styles in ("", "xl/styles.xml")
        and texts in ("", "xl/sharedStrings.xml")
        and all(sheet.part.startswith("xl/worksheets/sheet") for sheet in sheets)
        and root.tag == "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}workbook"
    )
    return WorkbookXml(tuple(sheets), styles, texts, mac, plain)


def _relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """The relations of a part ("": of the whole package), by id: kind and target."""
    folder, _, name = part.rpartition("/")
    of = posixpath.join(folder, "_rels", f"{name}.rels")
    if of not in package:
        return {}
    found = {}
    for item in _parsed(package, of):
        kind = item.get("Type", "").rpartition("/")[2]
        target = unquote(item.get("Target", ""))
        if item.get("TargetMode") != "External":
            full = posixpath.normpath(posixpath.join("/", folder, target))
            found[item.get("Id", "")] = kind, full.lstrip("/")
    return found


def _parsed(package: Package, part: str) -> Any:
    try:
        return ElementTree.fromstring(package.text(part, MOST))
    except DefusedXmlException:
        raise no_workbook(package.path, ENTITIES) from None
    except (ParseError, ValueError, LookupError):
        raise no_workbook(package.path, DAMAGED) from None


def name_of(item: Any) -> str:
    """An element's name without its namespace."""
    return str(item.tag).rpartition("}")[2]
