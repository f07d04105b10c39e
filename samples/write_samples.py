"""Write every sample workbook: `python -m samples.write_samples [FOLDER]`. The same files every
time."""

import sys
from datetime import date, datetime
from pathlib import Path

import xlsxwriter

from samples.stories.clinic import budget, clinic
from samples.stories.expansion import expansion
from samples.stories.hosting import hosting
from samples.stories.office import office
from samples.stories.renewal import renewal, renewal_dated
from samples.stories.sheets import Sheets
from samples.stories.small import broken, small

SAMPLES = {
    "small": small,
    "clinic": clinic,
    "budget": budget,
    "office": office,
    "renewal": renewal,
    "renewal-dated": renewal_dated,
    "expansion": expansion,
    "hosting": hosting,
    "broken": broken,
}


def write(target: Path, sheets: Sheets) -> None:
    """One workbook with these sheets."""
    book = xlsxwriter.Workbook(target, {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"author": "cal-optimizer", "created": datetime(2026, 1, 1)})
    header, day = (
        book.add_format({"bold": True, "bottom": 1, "bg_color": "#DDEBF7"}),
        book.add_format({"num_format": "yyyy-mm-dd"}),
    )
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        page.freeze_panes(1, 0)
        for column in range(len(rows[0])):
            page.set_column(
                column,
                column,
                max(len(str(row[column])) for row in rows[:200] if column < len(row)) + 2,
            )
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    page.write_datetime(
                        number, column, datetime(value.year, value.month, value.day), day
                    )
                elif isinstance(value, (int, float)):
                    page.write_number(number, column, value)
                elif value != "":
                    page.write_string(number, column, str(value), header if number == 0 else None)
    book.close()


def main() -> None:
    """Write the samples into the folder given, or beside this script."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    for name, sheets in SAMPLES.items():
        write(folder / f"{name}.xlsx", sheets())


if __name__ == "__main__":
    main()
