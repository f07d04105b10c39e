"""Is this file a workbook at all? One clear sentence for each thing that people give instead of
one."""

from pathlib import Path
from typing import Any

from optimizer.domain import names as naming
from optimizer.domain.problems import Findings, Message, Place, WorkbookError

WORKBOOKS = (".xlsx", ".xlsm")
"""How the names of workbooks end that can be read."""

IS_FOLDER = Message("is-folder", "is a folder.", "Give the workbook in it.")
LOCK_FILE = Message(
    "lock-file",
    "is the lock file of an open workbook.",
    'Give the workbook itself, "{itself}".',
)
NO_FILE = Message("no-file", "does not exist.", "{hint} Check the name and the folder.")
NO_REGULAR_FILE = Message(
    "no-regular-file", "is a device or a pipe, not a file.", "Give the workbook."
)
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
BINARY = Message(
    "binary-workbook",
    "is a binary workbook (.xlsb).",
    "Open it in Excel and save it as .xlsx.",
)


def no_workbook(path: Path, message: Message, /, **fields: Any) -> WorkbookError:
    """The error that says so of the file."""
    findings = Findings()
    findings.problem(Place(file=path.name or str(path)), message, **fields)
    return WorkbookError(findings.problems)


def refuse_what_is_no_workbook(path: Path) -> None:
    """Raise WorkbookError unless the file looks like an .xlsx workbook that is safe to open."""
    try:
        if not path.name or path.is_dir():
            raise no_workbook(path, IS_FOLDER)
        if path.name.startswith("~$"):
            raise no_workbook(path, LOCK_FILE, itself=path.name[2:])
        if not path.exists():
            raise no_workbook(path, NO_FILE, hint=_near(path))
        if not path.is_file():
            raise no_workbook(path, NO_REGULAR_FILE)
        with path.open("rb") as file:
            start = file.read(4096)
    except (OSError, ValueError):
        raise no_workbook(path, UNREADABLE) from None
    if not start:
        raise no_workbook(path, EMPTY_FILE)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise no_workbook(path, OLD_OR_PROTECTED)
    if not start.startswith(b"PK"):
        if b"\x00" not in start:
            raise no_workbook(path, IS_TEXT)
        raise no_workbook(path, NO_WORKBOOK)


def _near(path: Path) -> str:
    folder = path.parent
    names = (each.name for each in folder.glob("*.xls*")) if folder.is_dir() else ()
    return naming.nearest(path.name, names)
