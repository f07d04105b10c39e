"""An export -> its tables of raw text, by what its bytes are."""

from collections.abc import Iterable

from optimizer.importing.opening.event_viewer import is_event_viewer, open_event_viewer
from optimizer.importing.opening.evtx import open_evtx
from optimizer.importing.opening.exports import Export
from optimizer.importing.opening.json_lines import open_json
from optimizer.importing.opening.ldif import open_ldif
from optimizer.importing.opening.parquet import open_parquet
from optimizer.importing.opening.table import Opened
from optimizer.importing.opening.text import encoding_of, head_of, open_delimited
from optimizer.importing.opening.user_access_logging import open_ual
from optimizer.importing.opening.w3c import open_w3c
from optimizer.importing.opening.workbook import open_workbook

NOT_EXPORTS = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"MZ": "a program",
    b"\xd0\xcf\x11\xe0": "an old .xls workbook, or one with a password",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"Rar!": "a RAR archive",
}
"""First bytes of what people give and nobody can import."""


class NotAnExport(Exception):  # noqa: N818 - it is what the file is
    """The file is of no form that is read: what it is instead."""


class LacksLibrary(Exception):  # noqa: N818 - it is what is missing
    """The form needs a library that is not installed."""


def open_export(export: Export) -> Iterable[Opened]:
    """The tables of an export.

    Raises NotAnExport, LacksLibrary, or Cut where the file is damaged from its start.
    """
    with export.path.open("rb") as file:
        start = file.read(4096)
    for mark, what in NOT_EXPORTS.items():
        if start.startswith(mark):
            raise NotAnExport(what)
    try:
        if export.folder:
            return open_ual(export)
        if start.startswith(b"ElfFile\x00"):
            return [open_evtx(export)]
        if start.startswith(b"PAR1"):
            return [open_parquet(export)]
        if start.startswith(b"PK"):
            return open_workbook(export)
    except ImportError as error:
        raise LacksLibrary(str(error)) from None
    encoding = encoding_of(export)
    if encoding in ("utf-8", "cp1252") and start.count(0):
        raise NotAnExport("a file of bytes, not of text")
    lines = [line for line in head_of(export, encoding) if line.strip()]
    first = lines[0].lstrip("\ufeff ") if lines else ""
    if first.startswith(("{", "[")) and not first.startswith("[Version]"):
        return [open_json(export, encoding)]
    if any(line.startswith("#Fields:") for line in lines):
        return [open_w3c(export, encoding)]
    if any(line.lower().startswith(("dn: ", "dn:: ")) for line in lines[:20]):
        try:
            return open_ldif(export)
        except ImportError as error:
            raise LacksLibrary(str(error)) from None
    if is_event_viewer(lines):
        return [open_event_viewer(export, encoding)]
    return [open_delimited(export, encoding)]
