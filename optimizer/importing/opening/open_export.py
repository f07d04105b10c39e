"""An export -> its tables of raw text, by what its bytes are."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from optimizer.domain.problems import WorkbookError
from optimizer.importing.opening.event_viewer import (
    is_event_viewer,
    open_event_viewer,
    with_messages,
)
from optimizer.importing.opening.event_xml import is_event_xml, open_event_xml
from optimizer.importing.opening.evtx import open_evtx
from optimizer.importing.opening.exports import Export
from optimizer.importing.opening.json_lines import open_json
from optimizer.importing.opening.ldif import open_ldif
from optimizer.importing.opening.parquet import open_parquet
from optimizer.importing.opening.splunk import with_raw
from optimizer.importing.opening.table import Counted, Cut, Equal, Opened, Row, Rows
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
    if export.folder:
        return guarded(lambda: open_ual(export))
    if start.startswith(b"ElfFile\x00"):
        return guarded(lambda: [open_evtx(export)])
    if start.startswith(b"PAR1"):
        return guarded(lambda: [open_parquet(export)])
    if start.startswith(b"PK"):
        return guarded(lambda: open_workbook(export))
    encoding = encoding_of(export)
    if encoding in ("utf-8", "cp1252") and start.count(0):
        raise NotAnExport("a file of bytes, not of text")
    lines = [line for line in head_of(export, encoding) if line.strip()]
    first = lines[0].lstrip("\ufeff ") if lines else ""
    if first.startswith(("{", "[")) and not first.startswith("[Version]"):
        return [with_messages(table) for table in with_raw(open_json(export, encoding))]
    if is_event_xml("".join(lines[:3]).lstrip("\ufeff ")):
        return [open_event_xml(export, encoding)]
    if any(line.startswith("#Fields:") for line in lines):
        return [open_w3c(export, encoding)]
    if any(line.lower().startswith(("dn: ", "dn:: ")) for line in lines[:20]):
        return guarded(lambda: open_ldif(export))
    if is_event_viewer(lines):
        return [open_event_viewer(export, encoding)]
    return [with_messages(table) for table in with_raw(open_delimited(export, encoding))]


def guarded(opened: Callable[[], Iterable[Opened]]) -> list[Opened]:
    """The tables of a form that a library reads: of a damaged file they raise whatever there is, at
    its start or at any row, which is told as Cut. Raises LacksLibrary."""
    try:
        tables = list(opened())
    except ImportError as error:
        raise LacksLibrary(str(error)) from None
    except BaseException as error:  # noqa: BLE001 - told in a sentence, or raised again
        raise _as_cut(error, 1) from None
    return [
        replace(
            table,
            candidates=tuple(
                replace(each, rows=_rows(each.rows), equal=each.equal and _equal(each.equal))
                for each in table.candidates
            ),
        )
        for table in tables
    ]


def _rows(rows: Rows) -> Rows:
    def until_damage(ragged: bool) -> Iterator[tuple[int, Row]]:
        number = 0
        try:
            for number, cells in rows(ragged):
                yield number, cells
        except BaseException as error:  # noqa: BLE001 - told in a sentence, or raised again
            raise _as_cut(error, number + 1) from None

    return until_damage


def _equal(equal: Counted) -> Counted:
    def unless_damaged(columns: Sequence[int], progress: Callable[[int], None]) -> Equal | None:
        try:
            return equal(columns, progress)
        except BaseException as error:
            told = _as_cut(error, 1)
            if told is error:
                raise
            return None

    return unless_damaged


def _as_cut(error: BaseException, line: int) -> BaseException:
    """What an error of a library says of a file; any other one as it is."""
    if isinstance(error, WorkbookError):
        return Cut(line, error.problems[0].problem.rstrip("."))
    panic = type(error).__name__ == "PanicException"  # a fault of a library in Rust
    if isinstance(error, (Cut, MemoryError)) or not (isinstance(error, Exception) or panic):
        return error
    return Cut(line, "it is damaged or cut short")
