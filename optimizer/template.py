"""The workbook a planner starts from: every sheet of the format, explained, with lists to choose from and an example."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from optimizer import catalogue, schema
from optimizer.report.page import checked

_LAST_ROW = 1_048_575
_TITLE_ROW, _HELP_ROW, _HEADER_ROW = 0, 1, 2

_USERS = (
    ("Anna Weber", 1, "Employee", "Management", "Berlin"),
    ("Sales team", 12, "Employee", "Sales", "Berlin"),
    ("Warehouse shifts", 24, "Employee", "Warehouse", "Hamburg"),
    ("Auditors", 3, "External", "Finance", "Berlin"),
)
_DEVICES = (
    ("Anna's laptop", 1, "Management", "Berlin"),
    ("Anna's phone", 1, "Management", "Berlin"),
    ("Sales laptops", 12, "Sales", "Berlin"),
    ("Warehouse terminals", 6, "Warehouse", "Hamburg"),
)
_SERVERS = (
    ("FILE01", "Windows Server 2022", 1),
    ("MAIL01", "Exchange Server 2019", 1),
    ("RDS01", "Remote Desktop Services 2022", 1),
)
_ACCESS = (
    ("Anna Weber", "Anna's laptop", "FILE01", "", "Observed"),
    ("Anna Weber", "Anna's laptop", "MAIL01", "", "Observed"),
    ("Anna Weber", "Anna's phone", "MAIL01", "", "Observed"),
    ("Sales team", "Sales laptops", "FILE01", "Own", "Rostered"),
    ("Sales team", "Sales laptops", "MAIL01", "Own", "Rostered"),
    ("Warehouse shifts", "Warehouse terminals", "RDS01", "", "Rostered"),
    ("Auditors", "Warehouse terminals", "FILE01", "", "Authorised"),
)

Rows = Sequence[Mapping[str, Any]]


def write_template(target: Path) -> None:
    """Write the template; the same bytes every time."""
    book = xlsxwriter.Workbook(target, {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "Input for cal-optimizer", "author": "cal-optimizer", "created": datetime(2026, 1, 1)})
    for sheet in schema.SHEETS:
        _write_sheet(book, sheet, _example(sheet.name))
    book.close()


def _write_sheet(book: xlsxwriter.Workbook, sheet: schema.Sheet, rows: Rows) -> None:
    page = book.add_worksheet(sheet.name)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    title = book.add_format({"bold": True, "font_size": 14})
    help_ = book.add_format({"italic": True, "font_color": "#7F7F7F", "text_wrap": True, "valign": "top"})
    required = book.add_format({"bold": True, "bg_color": "#9BC2E6", "bottom": 1})
    optional = book.add_format({"bold": True, "bg_color": "#DDEBF7", "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    checked(page.write_string(_TITLE_ROW, 0, f"{sheet.name}: {sheet.help}", title))
    page.set_row(_HELP_ROW, 75)
    extra = sorted({name for row in rows for name in row} - {column.name for column in sheet.columns})
    for index, column in enumerate(sheet.columns):
        default = f" Default: {column.default}." if column.default else ""
        checked(page.write_string(_HELP_ROW, index, f"{column.help}.{default}", help_))
        checked(page.write_string(_HEADER_ROW, index, column.name, required if column.required else optional))
        page.set_column(index, index, 34 if index == 0 else 22, day if column.kind is schema.Kind.DATE else None)
        choices = column.keywords or (("Yes", "No") if column.kind is schema.Kind.YES_NO else ())
        if choices:
            message = f"Choose {', '.join(choices[:-1])} or {choices[-1]}."
            page.data_validation(
                _HEADER_ROW + 1,
                index,
                _LAST_ROW,
                index,
                {"validate": "list", "source": list(choices), "error_title": column.name, "error_message": message},
            )
    for index, name in enumerate(extra, len(sheet.columns)):
        checked(page.write_string(_HELP_ROW, index, "For you to read; not used.", help_))
        checked(page.write_string(_HEADER_ROW, index, name, optional))
        page.set_column(index, index, 50)
    order = [column.name for column in sheet.columns] + extra
    for number, row in enumerate(rows, _HEADER_ROW + 1):
        for name, value in row.items():
            if value != "":
                write = page.write_string if isinstance(value, str) else page.write_number
                checked(write(number, order.index(name), value))
    page.freeze_panes(_HEADER_ROW + 1, 1)


def _example(sheet: str) -> Rows:
    """The example's rows; sheets that it does not need are left empty."""
    if sheet == "Settings":
        return [
            {"Setting": s.name, "Value": float(s.default) if s.default[:1].isdigit() else s.default, "Meaning": s.help}
            for s in schema.SETTINGS
        ]
    if sheet == "Licenses":
        return [_license(row) for row in catalogue.rows("licenses")]
    columns: Mapping[str, tuple[tuple[str, ...], Sequence[Sequence[object]]]] = {
        "Users": (("User", "Count", "Type", "Department", "Site"), _USERS),
        "Devices": (("Device", "Count", "Department", "Site"), _DEVICES),
        "Servers": (("Server", "Product", "Count"), _SERVERS),
        "Access": (("User", "Device", "Server", "Pairing", "Basis"), _ACCESS),
        "Owned": (("License", "Quantity"), (("Windows Server User CAL", 5),)),
    }
    names, rows = columns.get(sheet, ((), ()))
    return [dict(zip(names, row, strict=True)) for row in rows]


def _license(row: Mapping[str, str]) -> dict[str, object]:
    """An illustrative license as a row of the sheet."""
    names = {
        "License": "license", "Metric": "metric", "Covers": "covers", "Version": "version", "For": "for", "Per": "per",
        "Activation": "activation",
    }  # fmt: skip
    result: dict[str, object] = {name: row[key] for name, key in names.items()}
    result |= {"Price": float(row["price"]), "Pack": float(row["pack"]), "Source of the price": row["source"]}
    if row["minimum_per_server"]:
        result["Minimum per server"] = float(row["minimum_per_server"])
    return result
