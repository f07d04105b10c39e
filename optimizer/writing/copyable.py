"""A workbook without the parts that a copy cannot carry, so that openpyxl can load and save it."""

import io
import re
import zipfile
from collections.abc import Iterator

from optimizer.reading.files.package import Package

MOST = 60 << 20
"""Bytes of XML that a workbook may have to be copied with its sheets; openpyxl takes some fifty
times as much."""

PARTS = {
    "macros": r"xl/vbaProject\.bin",
    "charts": r"xl/(charts|chartsheets)/",
    "pictures": r"xl/media/",
    "shapes and controls": r"xl/(ctrlProps|activeX|drawings/vmlDrawing(?!.*comments))",
    "pivot tables": r"xl/pivotTables/",
    "slicers": r"xl/(slicers|timelines)/",
    "queries and connections": r"xl/(connections\.xml|queryTables/)",
    "links to other workbooks": r"xl/externalLinks/",
    "macro sheets": r"xl/(macrosheets|dialogsheets)/",
}
"""What a copy leaves out, and the parts that hold it."""

MOST_ELEMENTS, LONGEST_TAG = 500_000, 1 << 20
"""Rows and cells that can be copied with their formats in some ten seconds; bytes of a tag, beyond
which parsing in pieces takes the square of it."""

FORMATS, FORMULAS = "formats", "formulas"

_KEPT = (
    "officeDocument", "worksheet", "styles", "sharedStrings", "theme", "comments", "table",
    "hyperlink",
)  # fmt: skip
"""Kinds of relations that a copy keeps."""

_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*?>(?:\s*</(?:\w+:)?Relationship>)?")
_KIND = re.compile(rb"""\bType\s*=\s*["'][^"']*/([A-Za-z]+)["']""")
_POINTS_OUT = re.compile(
    rb"<(?:\w+:)?(pivotCaches|externalReferences)\b.*?</(?:\w+:)?\1>"
    rb"|<(?:\w+:)?(?:drawing|legacyDrawing|legacyDrawingHF|picture)\s[^>]*/>"
    rb"|<(?:\w+:)?(?:controls|oleObjects|extLst)\b.*?</(?:\w+:)?(?:controls|oleObjects|extLst)>",
    re.DOTALL,
)
_NO_STYLE = re.compile(rb"""\s(?:s|style)\s*=\s*(?:""|'')""")
_STYLE = re.compile(rb"""\s(?:s|style|customFormat|dxfId)\s*=\s*(?:"[^"]*"|'[^']*')""")
_FORMATTING = re.compile(
    rb"<(?:\w+:)?(conditionalFormatting|dataValidations|definedNames|autoFilter|tableParts|"
    rb"sheetProtection|workbookProtection|cols)\b(?:[^>]*/>|.*?</(?:\w+:)?\1>)",
    re.DOTALL,
)


def left_out(package: Package) -> list[str]:
    """What a copy of the sheets leaves out of the workbook."""
    lost, sheets = parts_left_out(package), list(sheets_of(package))
    if any(b"sparklineGroup" in xml for xml in sheets):
        lost.append("sparklines")
    if any(re.search(rb"<(?:\w+:)?f[ >/]", xml) for xml in sheets):
        lost.append("stored results of formulas (opening the copy works them out again)")
    return lost


def parts_left_out(package: Package) -> list[str]:
    """The features of the workbook whose parts no copy has."""
    names = list(package.parts)
    return [
        what
        for what, pattern in PARTS.items()
        if any(re.match(pattern, name, re.IGNORECASE) for name in names)
    ]


def sheets_of(package: Package) -> Iterator[bytes]:
    """The XML of each sheet."""
    for name in package.parts:
        if re.match(r"xl/worksheets/[^/]+\.xml$", name):
            yield package.text(name, MOST)


def too_long(package: Package) -> bool:
    """Whether openpyxl would take too long, or too much, with the workbook."""
    if size_of(package) > MOST:
        return True
    sheets = list(sheets_of(package))
    elements = sum(xml.count(b"<row") + xml.count(b"<c ") for xml in sheets)
    longest = rb"<[^<>]{%d}" % LONGEST_TAG
    return elements > MOST_ELEMENTS or any(re.search(longest, xml) for xml in sheets)


def size_of(package: Package) -> int:
    """Bytes of all XML."""
    return sum(entry.file_size for name, entry in package.parts.items() if name.endswith(".xml"))


def copyable(package: Package, *, plain: bool) -> io.BytesIO:
    """The workbook's own parts and the relations between them; `plain`: without formats too."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, entry in package.parts.items():
            if not name.endswith((".xml", ".rels")) or (plain and name.endswith("styles.xml")):
                continue
            xml = package.text(name, MOST)
            if name.endswith(".rels"):
                xml = _RELATION.sub(lambda each: _kept(each[0], plain=plain), xml)
            elif name.startswith("xl/") and not name.startswith("xl/styles"):
                xml = _NO_STYLE.sub(b"", _POINTS_OUT.sub(b"", xml))
                if plain:
                    xml = _FORMATTING.sub(b"", _STYLE.sub(b"", xml))
            archive.writestr(entry.filename, xml)
    made.seek(0)
    return made


def _kept(relation: bytes, *, plain: bool) -> bytes:
    kind = _KIND.search(relation)
    word = kind[1].decode() if kind else ""
    if word not in _KEPT or (plain and word in ("styles", "table")):
        return b""
    return relation
