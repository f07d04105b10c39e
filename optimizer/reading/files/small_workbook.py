"""A workbook of a few sheets, made to be handed to a reader in the place of a file."""

import io
import zipfile
from collections.abc import Iterable, Sequence


def small_workbook(
    sheets: Sequence[bytes], parts: Iterable[tuple[str, bytes]], *, mac: bool
) -> io.BytesIO:
    """A workbook of these sheets' XML, empty ones left out, and of its `parts` styles.xml and
    sharedStrings.xml, not packed."""
    made = io.BytesIO()
    beside = dict(parts)
    named = {f"sheet{i}.xml": xml for i, xml in enumerate(sheets) if xml}
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in _FRAME.items():
            archive.writestr(name, text)
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook {_MAIN} xmlns:r="{_OFFICE}"><workbookPr'
            + (' date1904="1"' if mac else "")
            + "/><sheets>"
            + "".join(
                f'<sheet name="{name}" sheetId="{i}" r:id="{name}"/>'
                for i, name in enumerate(named, 1)
            )
            + "</sheets></workbook>",
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f"<Relationships {_RELATIONS}>"
            + "".join(
                f'<Relationship Id="{name}" Type="{_OFFICE}/worksheet" Target="worksheets/{name}"/>'
                for name in named
            )
            + "".join(
                f'<Relationship Id="{name}" Type="{_OFFICE}/{name[:-4]}" Target="{name}"/>'
                for name in beside
            )
            + "</Relationships>",
        )
        for name, xml in beside.items():
            archive.writestr(f"xl/{name}", xml)
        for name, xml in named.items():
            archive.writestr(f"xl/worksheets/{name}", xml)
    made.seek(0)
    return made


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FRAME = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships {_RELATIONS}><Relationship Id="r" '
    f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
}
