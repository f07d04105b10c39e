"""A checker of written workbooks: what Excel would refuse, drop or repair when it opens the file.

The limits are those of "Excel specifications and limits" and of ECMA-376 part 1, 18.2 to 18.18.
"""

import re
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from openpyxl.utils import range_boundaries

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ROWS, COLUMNS = 1_048_576, 16_384
LONGEST_TEXT, LONGEST_FORMULA, LONGEST_QUOTED = 32_767, 8_192, 255
MOST_LINKS, LONGEST_LINK, LONGEST_TIP = 65_530, 2_079, 255
WIDEST_COLUMN, HIGHEST_ROW = 255.0, 409.5
LONGEST_SHEET, LONGEST_NAME = 31, 255
MOST_FORMATS = 65_490

NAME = re.compile(r"[^\W\d][\w.]*|\\[\w.]*")
CELL_LIKE = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]?\d*|[Cc]\d*")
BARE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|General|AM/PM|E[+-]')
"""Of a number format: what stands quoted, escaped or in brackets, and its longer words."""

TOLD = set("0#?.,%/ ymdhs:;@-+$()<>=–−\u00a0")
"""What a number format may say with no quotes."""


def not_opened(path: Path) -> list[str]:
    """Everything in a workbook that Excel would not take as it is."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        found = [f"{name}: stands twice" for name, n in Counter(names).items() if n > 1]
        parts: dict[str, Element] = {}
        for name in names:
            if name.endswith((".xml", ".rels", ".vml")):
                parts[name] = fromstring(archive.read(name))  # no valid XML raises
    found += _book(parts["xl/workbook.xml"]) + _tables(parts)
    found += _number_formats(parts["xl/styles.xml"])
    texts = parts.get("xl/sharedStrings.xml")
    for text in () if texts is None else texts.iter(f"{MAIN}si"):
        long = len("".join(t.text or "" for t in text.iter(f"{MAIN}t")))
        if long > LONGEST_TEXT:
            found.append(f"a text has {long} characters")
    formats = len(parts["xl/styles.xml"].findall(f"{MAIN}dxfs/{MAIN}dxf"))
    for name, part in parts.items():
        if name.startswith("xl/worksheets/sheet"):
            found += [f"{name}: {fault}" for fault in _sheet(part, formats)]
        if name.startswith("xl/charts/"):
            found += [f"{name}: {fault}" for fault in _chart(part)]
    return found


def _book(book: Element) -> list[str]:
    found = []
    titles = [sheet.get("name", "") for sheet in book.iter(f"{MAIN}sheet")]
    found += [f"sheet {t!r}: its name" for t in titles if not _titled(t)]
    found += [f"two sheets are {t!r}" for t, n in _often(titles) if n > 1]
    if all(s.get("state", "visible") != "visible" for s in book.iter(f"{MAIN}sheet")):
        found.append("no sheet is visible")
    named = [(n.get("name", ""), n.get("localSheetId")) for n in book.iter(f"{MAIN}definedName")]
    for name, _ in named:
        own = name.removeprefix("_xlnm.")
        if not NAME.fullmatch(own) or CELL_LIKE.fullmatch(own) or len(own) > LONGEST_NAME:
            found.append(f"{name!r} cannot be a name")
    found += [f"two names are {n!r}" for n, k in _often([f"{a}|{b}" for a, b in named]) if k > 1]
    for formula in book.iter(f"{MAIN}definedName"):
        if "#REF!" in (formula.text or "") or not formula.text:
            found.append(f"{formula.get('name')!r} refers to nothing")
    return found


def _titled(title: str) -> bool:
    quoted = title.startswith("'") or title.endswith("'")
    long = 0 < len(title.encode("utf-16-le")) // 2 <= LONGEST_SHEET
    return long and not quoted and not re.search(r"[\[\]:*?/\\]", title)


def _often(names: list[str]) -> list[tuple[str, int]]:
    """Excel tells no case apart."""
    return list(Counter(name.casefold() for name in names).items())


def _tables(parts: dict[str, Element]) -> list[str]:
    found: list[str] = []
    tables = [part for name, part in parts.items() if name.startswith("xl/tables/")]
    named = [t.get("displayName", "") for t in tables]
    own = [n.get("name", "") for n in parts["xl/workbook.xml"].iter(f"{MAIN}definedName")]
    both = [*named, *{name for name in own if not name.startswith("_xlnm.")}]
    found += [f"two tables or names are {n!r}" for n, k in _often(both) if k > 1]
    found += [f"two tables have id {n}" for n, k in _often([t.get("id", "") for t in tables]) if k > 1]  # fmt: skip
    for table in tables:
        name = table.get("displayName", "")
        if not NAME.fullmatch(name) or CELL_LIKE.fullmatch(name):
            found.append(f"{name!r} cannot be a table's name")
        heads = [c.get("name", "") for c in table.iter(f"{MAIN}tableColumn")]
        left, top, right, bottom = _edges(table.get("ref", ""))
        if right - left + 1 != len(heads):
            found.append(f"{name}: {len(heads)} headers for {right - left + 1} columns")
        if bottom - top - int(table.get("totalsRowCount", 0)) < 1:
            found.append(f"{name}: has no row below its header")
        found += [f"{name}: two headers are {h!r}" for h, n in _often(heads) if n > 1]
        found += [f"{name}: header {h[:20]!r} is empty or long" for h in heads if not 0 < len(h) <= 255]  # fmt: skip
    return found


def _edges(reference: str) -> tuple[int, int, int, int]:
    left, top, right, bottom = (int(edge or 0) for edge in range_boundaries(reference))
    return left, top, right, bottom


def _number_formats(styles: Element) -> list[str]:
    found = []
    for form in styles.iter(f"{MAIN}numFmt"):
        code = form.get("formatCode", "")
        if len(code) > LONGEST_QUOTED or code.count('"') % 2 or code.count(";") > 3:
            found.append(f"number format {code!r}")
        elif left := {*BARE.sub("", code)} - TOLD:
            found.append(f"number format {code!r}: {sorted(left)} stand unquoted")
    if len(styles.findall(f"{MAIN}cellXfs/{MAIN}xf")) > MOST_FORMATS:
        found.append("too many formats")
    return found


def _sheet(sheet: Element, formats: int) -> list[str]:
    found = _grid(sheet)
    found += _overlaps([c.get("ref", "") for c in sheet.iter(f"{MAIN}mergeCell")], "merged cells")
    links = list(sheet.iter(f"{MAIN}hyperlink"))
    if len(links) > MOST_LINKS:
        found.append(f"{len(links)} links")
    for link in links:
        if len(link.get("location", "")) > LONGEST_LINK or len(link.get("tooltip", "")) > LONGEST_TIP:  # fmt: skip
            found.append(f"the link at {link.get('ref')} is too long")
    for form in sheet.iter(f"{MAIN}conditionalFormatting"):
        found += [
            f"conditional format {a}" for a in form.get("sqref", "").split() if not _inside(a)
        ]
        for rule in form.iter(f"{MAIN}cfRule"):
            if rule.get("dxfId") is not None and int(rule.get("dxfId", 0)) >= formats:
                found.append(f"a conditional format at {form.get('sqref')} has no look")
    for choice in sheet.iter(f"{MAIN}dataValidation"):
        found += _validation(choice)
    for kind in ("oddHeader", "oddFooter"):
        for text in sheet.iter(f"{MAIN}{kind}"):
            if len(text.text or "") > LONGEST_QUOTED:
                found.append(f"its {kind} is too long")
    breaks = len(sheet.findall(f"{MAIN}rowBreaks/{MAIN}brk"))
    if breaks > 1023:
        found.append(f"{breaks} page breaks")
    return found


def _grid(sheet: Element) -> list[str]:
    """Rows, cells and columns."""
    found, last = list[str](), 0
    for row in sheet.iter(f"{MAIN}row"):
        number = int(row.get("r", 0))
        if not last < number <= ROWS:
            found.append(f"row {number} after row {last}")
        last = number
        if float(row.get("ht", 0)) > HIGHEST_ROW:
            found.append(f"row {number} is {row.get('ht')} points high")
        for cell in row.iter(f"{MAIN}c"):
            formula = cell.find(f"{MAIN}f")
            if formula is not None:
                found += [f"{cell.get('r')}: {f}" for f in _formula(formula.text or "")]
            value = cell.findtext(f"{MAIN}v")
            if cell.get("t") in (None, "n") and value in ("nan", "inf", "-inf"):
                found.append(f"{cell.get('r')}: holds {value}")
    ended = 0
    for column in sheet.iter(f"{MAIN}col"):
        first, upto = int(column.get("min", 0)), int(column.get("max", 0))
        if not ended < first <= upto <= COLUMNS:
            found.append(f"columns {first} to {upto} after {ended}")
        if float(column.get("width", 0)) > WIDEST_COLUMN:
            found.append(f"column {first} is {column.get('width')} wide")
        ended = upto
    return found


def _formula(formula: str) -> list[str]:
    found = [] if len(formula) <= LONGEST_FORMULA else [f"{len(formula)} characters of formula"]
    for text in re.findall(r'"((?:[^"]|"")*)"', formula):
        if len(text.replace('""', '"')) > LONGEST_QUOTED:
            found.append(f"a formula quotes {len(text)} characters")
    return found + (["refers to nothing"] if "#REF!" in formula else [])


def _validation(choice: Element) -> list[str]:
    where, found = choice.get("sqref", ""), list[str]()
    found += [f"choices at {area}" for area in where.split() if not _inside(area)]
    for kind in ("formula1", "formula2"):
        text = choice.findtext(f"{MAIN}{kind}") or ""
        listed = text[1:-1] if text.startswith('"') else ""
        if len(listed) > LONGEST_QUOTED or len(text) > LONGEST_FORMULA:
            found.append(f"choices at {where}: a list of {len(text)} characters")
    for kind, most in (("promptTitle", 32), ("errorTitle", 32), ("prompt", 255), ("error", 255)):
        if len(choice.get(kind, "")) > most:
            found.append(f"choices at {where}: {kind} is too long")
    return found


def _inside(area: str) -> bool:
    left, top, right, bottom = _edges(area)
    return 1 <= left <= right <= COLUMNS and 1 <= top <= bottom <= ROWS


def _overlaps(areas: list[str], what: str) -> list[str]:
    edges = sorted(_edges(area) for area in areas)
    return [
        f"{what} overlap at {a} and {b}"
        for i, a in enumerate(edges)
        for b in edges[i + 1 :]
        if a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]
    ]


def _chart(chart: Element) -> list[str]:
    """A chart with no series, or one that refers to nothing."""
    spaced = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
    found = [] if chart.find(f".//{spaced}ser") is not None else ["no series"]
    for formula in chart.iter(f"{spaced}f"):
        if "#REF!" in (formula.text or "") or not formula.text:
            found.append(f"{formula.text!r} refers to nothing")
    return found
