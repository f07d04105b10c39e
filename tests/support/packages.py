""".xlsx files written part by part, as no spreadsheet would write them."""

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def text(cell: str, value: str) -> str:
    """A cell that holds text."""
    return f'<c r="{cell}" t="inlineStr"><is><t>{value}</t></is></c>'


def sheet(rows: str) -> bytes:
    """A sheet with these rows, as XML."""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def table(*rows: tuple[str, ...]) -> str:
    """Rows of text from A1 on."""
    return "".join(
        f'<row r="{r}">'
        + "".join(text(f"{chr(64 + c)}{r}", v) for c, v in enumerate(row, 1))
        + "</row>"
        for r, row in enumerate(rows, 1)
    )


ACCESS = table(("User", "Device", "Server"), ("anna", "pc1", "Windows Server 2022"))

LICENSES = sheet(
    table(("License", "Metric", "Covers")).replace("</row>", text("D1", "Price") + "</row>")
    + f'<row r="2">{text("A2", "User CAL")}{text("B2", "User")}{text("C2", "Windows Server")}'
    '<c r="D2"><v>50</v></c></row>'
)


def package(
    path: Path,
    access: bytes,
    more: Mapping[str, bytes] | None = None,
    method: int = zipfile.ZIP_DEFLATED,
) -> Path:
    """A workbook of the sheets Access and Licenses; `more` are parts to add or to put in place of
    those written here."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/>'
        "</Types>".encode(),
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'.encode(),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Access" sheetId="1" r:id="r1"/><sheet name="Licenses" sheetId="2" r:id="r2"/>'
        "</sheets></workbook>".encode(),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{OFFICE}/worksheet" Target="worksheets/sheet2.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": access,
        "xl/worksheets/sheet2.xml": LICENSES,
        **(more or {}),
    }
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def rewritten(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The workbook with one of its parts changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path
