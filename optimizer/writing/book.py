"""An XlsxWriter workbook, opened and closed alike for everything that is written."""

from functools import partial
from pathlib import Path
from types import FunctionType
from zipfile import ZipFile

import xlsxwriter
from xlsxwriter import workbook
from xlsxwriter.exceptions import FileCreateError

from optimizer.domain.problems import OutputError

LEVEL = 4
"""How hard files are packed, of 9. XlsxWriter takes 6: a long sheet is one per cent smaller then,
and takes three times as long."""


class Packed(xlsxwriter.Workbook):  # type: ignore[misc]
    """A workbook packed at our level, which XlsxWriter does not let one choose: its own method, to
    which `ZipFile` means one of that level."""

    _store_workbook = FunctionType(
        xlsxwriter.Workbook._store_workbook.__code__,  # noqa: SLF001 - no other way
        {**vars(workbook), "ZipFile": partial(ZipFile, compresslevel=LEVEL)},
    )


def opened(target: Path) -> xlsxwriter.Workbook:
    """A workbook in which text stays text, whatever it begins with."""
    return Packed(
        target,
        {
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "nan_inf_to_errors": True,
            "tmpdir": str(target.parent),  # gone with the draft, however the run ends
        },
    )


def closed(book: xlsxwriter.Workbook) -> None:
    """Write the file. Raises OSError where the system refuses."""
    try:
        book.close()
    except FileCreateError as error:
        raise error.args[0] from None


def shortened(text: str) -> str:
    """At most what a cell holds, 32,767 characters."""
    return text if len(text) <= 32767 else text[:32764] + "..."


def checked(code: object) -> None:
    """The writer answers a negative code where it dropped a value."""
    if isinstance(code, int) and code < 0:
        raise OutputError(f"The result does not fit into a workbook (code {code}).")
