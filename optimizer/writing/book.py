"""An XlsxWriter workbook, opened and closed alike for everything that is written."""

from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError


def opened(target: Path) -> xlsxwriter.Workbook:
    """A workbook in which text stays text, whatever it begins with."""
    return xlsxwriter.Workbook(
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
