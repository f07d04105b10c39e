"""Is this file a workbook at all? One clear sentence for each thing that people give instead of
one."""

import zipfile
from pathlib import Path

from optimizer.domain import names as naming
from optimizer.domain.problems import Findings, Place, WorkbookError

LARGEST = 4 << 30
"""Bytes that a workbook may unpack to; a million rows of ten columns take a sixth of it."""


SUSPECT_SIZE, SUSPECT_RATIO, MOST_ENTRIES = 256 << 20, 200, 10_000


def no_workbook(path: Path, problem: str, remedy: str) -> WorkbookError:
    """The error that says so of the file."""
    findings = Findings()
    findings.problem(Place(file=path.name), problem, remedy)
    return WorkbookError(findings.problems)


def refuse_what_is_no_workbook(path: Path) -> None:
    """Raise WorkbookError unless the file looks like an .xlsx workbook that is safe to open."""
    if path.is_dir():
        raise no_workbook(path, "is a folder.", "Give the workbook in it.")
    if path.name.startswith("~$"):
        raise no_workbook(
            path,
            "is the lock file of an open workbook.",
            f'Give the workbook itself, "{path.name[2:]}".',
        )
    if not path.exists():
        near = (
            naming.nearest(path.name, (p.name for p in path.parent.glob("*.xls*")))
            if path.parent.is_dir()
            else ""
        )
        raise no_workbook(path, "does not exist.", f"{near} Check the name and the folder.".strip())
    try:
        with path.open("rb") as file:
            start = file.read(4096)
    except OSError:
        raise no_workbook(
            path, "cannot be read.", "Close it in other programs and check who may read it."
        ) from None
    if not start:
        raise no_workbook(path, "is empty.", "Save the workbook again.")
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise no_workbook(
            path,
            "is an old .xls workbook, or one with a password or a sensitivity label.",
            "Open it in Excel, remove the protection, and save it as .xlsx.",
        )
    if not start.startswith(b"PK"):
        if b"\x00" not in start:
            raise no_workbook(
                path,
                "is text (CSV, say), not a workbook.",
                "Open it in Excel and save it as .xlsx.",
            )
        raise no_workbook(path, "is not an Excel workbook.", "Save it as .xlsx.")
    _refuse_bombs(path)


def _refuse_bombs(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError):
        raise no_workbook(path, "is cut short or damaged.", "Copy or download it again.") from None
    sizes = [entry.file_size for entry in entries]
    swollen = any(
        e.file_size > SUSPECT_SIZE and e.file_size > SUSPECT_RATIO * e.compress_size
        for e in entries
    )
    if sum(sizes) > LARGEST or swollen or len(entries) > MOST_ENTRIES:
        raise no_workbook(
            path,
            f"would unpack to {sum(sizes) >> 20:,} MB in {len(entries):,} parts, which looks like "
            "an attack.",
            "Check where it comes from; if it is yours, copy its sheets into a new workbook.",
        )
    names = {entry.filename for entry in entries}
    if "xl/workbook.bin" in names:
        raise no_workbook(
            path, "is a binary workbook (.xlsb).", "Open it in Excel and save it as .xlsx."
        )
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise no_workbook(path, "is not an Excel workbook.", "Save it as .xlsx.")
