"""The memo beside a result: Summary, Purchases and Notes as a PDF, drawn by LibreOffice."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from optimizer.domain.planned import Planned
from optimizer.domain.problems import OutputError
from optimizer.report.write import files_beside, write_result
from optimizer.writing.files import atomically, check_target, note_of, write_note
from optimizer.writing.leftovers import clear_leftovers, draft_folder

MEMO = frozenset({"Summary", "Purchases", "Notes"})
"""The sheets that a memo has."""

PROGRAMS = (
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
"""Where LibreOffice is looked for."""

SECONDS = 180
"""What drawing a few pages may take."""


def program() -> str:
    """LibreOffice. Raises OutputError where it is not installed."""
    found = next((path for name in PROGRAMS if (path := shutil.which(name))), None)
    if found is None:
        raise OutputError(
            "--pdf needs LibreOffice, which is not installed. Install it, or leave --pdf out and "
            "print the workbook."
        )
    return found


def check_memo(target: Path, source: Path, *, overwrite: bool) -> None:
    """Raise OutputError where there is nothing to draw with, or the memo may not be written."""
    program()
    check_target(target, source, (".pdf",), overwrite=overwrite)


def write_memo(
    target: Path, planned: Planned, *, overwrite: bool = False
) -> list[tuple[Path, Path]]:
    """Write the memo to `target`, and a note of what it is beside it, whole or not at all; returns
    what is kept of earlier ones that somebody has changed: (its name, where it is kept). Raises
    OutputError."""
    office = program()
    aside = Path(tempfile.gettempdir())
    clear_leftovers(aside)
    with draft_folder(aside) as folder:
        book = folder / f"{target.stem}.xlsx"
        beside = {name: folder / ends for name, ends in files_beside(planned).items()}
        write_result(book, beside, planned, only=MEMO)
        profile = (folder / "profile").absolute().as_uri()
        command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
        try:
            subprocess.run(  # noqa: S603 - LibreOffice, of files made here
                [*command, "--outdir", str(folder), str(book)],
                check=True,
                capture_output=True,
                timeout=SECONDS,
            )
        except (subprocess.SubprocessError, OSError) as error:
            raise OutputError(
                f"{target}: LibreOffice did not draw it ({type(error).__name__}). Print the "
                "workbook instead."
            ) from None
        drawn = book.with_suffix(".pdf")
        if not drawn.exists():
            raise OutputError(f"{target}: LibreOffice did not draw it. Print the workbook instead.")
        final = Path(os.path.realpath(target))
        with atomically(final, note_of(final), of=planned.source, overwrite=overwrite) as drafts:
            shutil.copyfile(drawn, drafts[0])
            write_note(drafts[1], drafts[0], final.name, planned.plan.facts)
        return drafts.kept
