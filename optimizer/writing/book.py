"""An XlsxWriter workbook, opened and closed alike for everything that is written."""

import shutil
from functools import partial
from pathlib import Path
from types import FunctionType
from typing import Any
from zipfile import ZipFile

import xlsxwriter
from xlsxwriter import workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStrings

from optimizer.domain.problems import OutputError
from optimizer.writing.many_texts import each, in_xml

LEVEL = 1
"""How hard files are packed, of 9. At 4 a long sheet is a fifth smaller and takes twice as long, at
XlsxWriter's 6 one per cent more and six times as long."""

AT_ONCE = 1 << 20
"""Bytes that are packed at a time."""


class Package(ZipFile):
    """A file of parts, each packed at our level and in larger pieces than the library's."""

    def write(self, filename: Any, arcname: Any = None, *_: Any) -> None:
        """Pack a part that stands in a file."""
        file = Path(filename)
        large = file.stat().st_size > AT_ONCE << 10
        with file.open("rb") as part, self.open(arcname, "w", force_zip64=large) as packed:
            shutil.copyfileobj(part, packed, AT_ONCE)


class Strings(SharedStrings):  # type: ignore[misc]
    """The texts that cells share, written all at once: one by one takes XlsxWriter as long as
    everything else in a workbook of long lists."""

    def _write_sst_strings(self) -> None:
        texts = each(self.string_table.string_array, in_xml)
        self.fh.writelines(f'<si><t xml:space="preserve">{text}</t></si>' for text in texts)


class Packing(Packager):  # type: ignore[misc]
    """The parts of a workbook, its shared texts as `Strings` writes them."""

    _write_shared_strings_file = FunctionType(
        Packager._write_shared_strings_file.__code__,  # noqa: SLF001 - no other way
        {"SharedStrings": Strings},
    )


class Packed(xlsxwriter.Workbook):  # type: ignore[misc]
    """A workbook packed at our level, which XlsxWriter does not let one choose: its own method, to
    which `ZipFile` means one of that level."""

    def _get_packager(self) -> Packager:
        return Packing()

    _store_workbook = FunctionType(
        xlsxwriter.Workbook._store_workbook.__code__,  # noqa: SLF001 - no other way
        {**vars(workbook), "ZipFile": partial(Package, compresslevel=LEVEL)},
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


LONGEST = 32_767
"""Characters that a cell holds."""


def shortened(text: str) -> str:
    """At most what a cell holds."""
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."


def checked(code: object) -> None:
    """The writer answers a negative code where it dropped a value."""
    if isinstance(code, int) and code < 0:
        raise OutputError(f"The result does not fit into a workbook (code {code}).")
