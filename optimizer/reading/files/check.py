"""Is this file a workbook at all? One clear sentence for each thing that people give instead of
one."""

import zipfile
from pathlib import Path
from typing import Any

from optimizer.domain import names as naming
from optimizer.domain.problems import Findings, Message, Place, WorkbookError

IS_FOLDER = Message("is-folder", "is a folder.", "Give the workbook in it.")
LOCK_FILE = Message(
    "lock-file",
    "is the lock file of an open workbook.",
    'Give the workbook itself, "{itself}".',
)
NO_FILE = Message("no-file", "does not exist.", "{hint} Check the name and the folder.")
UNREADABLE = Message(
    "unreadable",
    "cannot be read.",
    "Close it in other programs and check who may read it.",
)
EMPTY_FILE = Message("empty-file", "is empty.", "Save the workbook again.")
OLD_OR_PROTECTED = Message(
    "old-or-protected",
    "is an old .xls workbook, or one with a password or a sensitivity label.",
    "Open it in Excel, remove the protection, and save it as .xlsx.",
)
IS_TEXT = Message(
    "is-text",
    "is text (CSV, say), not a workbook.",
    "Open it in Excel and save it as .xlsx.",
)
NO_WORKBOOK = Message("no-workbook", "is not an Excel workbook.", "Save it as .xlsx.")
CUT_SHORT = Message("cut-short", "is cut short or damaged.", "Copy or download it again.")
BOMB = Message(
    "unpacks-too-large",
    "would unpack to {megabytes:,} MB in {parts:,} parts, which looks like an attack.",
    "Check where it comes from; if it is yours, copy its sheets into a new workbook.",
)
BINARY = Message(
    "binary-workbook",
    "is a binary workbook (.xlsb).",
    "Open it in Excel and save it as .xlsx.",
)

LARGEST = 4 << 30
"""Bytes that a workbook may unpack to; a million rows of ten columns take a sixth of it."""


SUSPECT_SIZE, SUSPECT_RATIO, MOST_ENTRIES = 256 << 20, 200, 10_000


def no_workbook(path: Path, message: Message, /, **fields: Any) -> WorkbookError:
    """The error that says so of the file."""
    findings = Findings()
    findings.problem(Place(file=path.name), message, **fields)
    return WorkbookError(findings.problems)


def refuse_what_is_no_workbook(path: Path) -> None:
    """Raise WorkbookError unless the file looks like an .xlsx workbook that is safe to open."""
    if path.is_dir():
        raise no_workbook(path, IS_FOLDER)
    if path.name.startswith("~$"):
        raise no_workbook(path, LOCK_FILE, itself=path.name[2:])
    if not path.exists():
        near = (
            naming.nearest(path.name, (p.name for p in path.parent.glob("*.xls*")))
            if path.parent.is_dir()
            else ""
        )
        raise no_workbook(path, NO_FILE, hint=near)
    try:
        with path.open("rb") as file:
            start = file.read(4096)
    except OSError:
        raise no_workbook(path, UNREADABLE) from None
    if not start:
        raise no_workbook(path, EMPTY_FILE)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise no_workbook(path, OLD_OR_PROTECTED)
    if not start.startswith(b"PK"):
        if b"\x00" not in start:
            raise no_workbook(path, IS_TEXT)
        raise no_workbook(path, NO_WORKBOOK)
    _refuse_bombs(path)


def _refuse_bombs(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError):
        raise no_workbook(path, CUT_SHORT) from None
    sizes = [entry.file_size for entry in entries]
    swollen = any(
        e.file_size > SUSPECT_SIZE and e.file_size > SUSPECT_RATIO * e.compress_size
        for e in entries
    )
    if sum(sizes) > LARGEST or swollen or len(entries) > MOST_ENTRIES:
        raise no_workbook(path, BOMB, megabytes=sum(sizes) >> 20, parts=len(entries))
    names = {entry.filename for entry in entries}
    if "xl/workbook.bin" in names:
        raise no_workbook(path, BINARY)
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise no_workbook(path, NO_WORKBOOK)
