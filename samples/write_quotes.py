"""Two filled quote requests for samples/clinic.xlsx, as suppliers send them back: `python -m
samples.write_quotes`.

Alpha is cheaper for Remote Desktop, Beta for Exchange and SQL Server; both are invented.
"""

from datetime import datetime
from pathlib import Path

import xlsxwriter

LINES = (
    ("Windows Server User CAL", 110, 47.5, 49),
    ("Windows Server Device CAL", 183, 37, 38.5),
    ("Exchange Standard User CAL", 110, 95, 88),
    ("Exchange Standard Device CAL", 106, 75, 70),
    ("Remote Desktop Device CAL", 136, 121, 134),
    ("SQL Server Device CAL", 12, None, 205),
)
"""License and offer, quantity asked for, Alpha's price, Beta's price (None: not quoted)."""

SUPPLIERS = ("Alpha", "Beta")


def write_quote(target: Path, supplier: int) -> None:
    """One supplier's answer."""
    book = xlsxwriter.Workbook(target)
    book.set_properties({"title": "Quote", "created": datetime(2026, 1, 1)})
    page = book.add_worksheet("Quote")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    page.write_row(0, 0, ["Quote request for any supplier"])
    page.write_row(3, 0, ["Supplier", SUPPLIERS[supplier]])
    page.write(4, 0, "Valid until")
    page.write_datetime(4, 1, datetime(2026, 3, 31), day)
    page.write_row(5, 0, ["Currency", "USD"])
    page.write_row(8, 0, ["Line", "License", "Offer", "Part number", "Quantity", "Paid", "Price"])
    for row, (name, quantity, *prices) in enumerate(LINES, 9):
        page.write_row(row, 0, [row - 8, name, name, f"{SUPPLIERS[supplier][0]}-{row}"])
        page.write_row(row, 4, [quantity, "once"])
        if prices[supplier] is not None:
            page.write_number(row, 6, prices[supplier])
    page.set_column(1, 2, 32)
    book.close()


if __name__ == "__main__":
    for number, name in enumerate(SUPPLIERS):
        write_quote(Path(f"samples/quotes/{name.lower()}.xlsx"), number)
