"""The template's lists to choose from: what a cell may name, and the sheet Lists that holds what
the program knows by name."""

from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

from optimizer.catalogue import lookup as catalogue
from optimizer.domain import schema
from optimizer.domain.versions import version_text
from optimizer.writing.page import checked

NAME = "Lists"

FIRST_ROW = 3
"""Of the entries, on Lists and (one lower) on the sheets to fill in; from 0."""

TYPES = ("Employee", "External")

BASES = ("Observed", "Observed (machine)", "Observed (address)", "Rostered", "Authorised")

LICENSE_COLUMNS = tuple(column.name for column in schema.BY_NAME["Licenses"].columns)
"""As they stand on the sheet Licenses, so that whole rows can be copied there."""

SOURCE_OF_THE_PRICE = "Source of the price"

_LAST_ROW = 1_048_576


_ON_LISTS = {"products": "A", "families": "D", "types": "F", "bases": "H"}
"""List -> its column on Lists."""

_ON_SHEETS = {"licenses": "Licenses", "users": "Users", "devices": "Devices", "servers": "Servers"}
"""List -> the sheet whose first column it is."""

NAMED = {
    ("Users", "Type"): "types",
    ("Servers", "Product"): "products",
    ("Servers", "Host"): "servers",
    ("Servers", "One kind"): "families",
    ("Servers", "Front end of"): "servers",
    ("Access", "User"): "users",
    ("Access", "Device"): "devices",
    ("Access", "Server"): "servers",
    ("Access", "Product"): "products",
    ("Access", "Basis"): "bases",
    ("Products", "Product"): "products",
    ("Products", "Family"): "families",
    ("Families", "Family"): "families",
    ("Families", "Base"): "families",
    ("Licenses", "Covers"): "families",
    ("Licenses", "For"): "types",
    ("Licenses", "Requires"): "licenses",
    ("Offers", "License"): "licenses",
    ("Offers", "From license"): "licenses",
    ("Owned", "License"): "licenses",
    ("Assigned", "License"): "licenses",
    ("Assigned", "User"): "users",
    ("Assigned", "Device"): "devices",
}
"""(Sheet, column) -> the list of what the column names."""


def list_rule(sheet: str, column: schema.Column, header_row: int) -> dict[str, Any] | None:
    """A drop-down list of what a column names, None where it names nothing that is listed.

    A name of one's own only warns: a list cannot know every name, nor several in one cell.
    """
    named = NAMED.get((sheet, column.name))
    if named is None:
        return None
    several = ", several with ; between" if column.kind is schema.Kind.NAMES else ""
    return {
        "validate": "list",
        "source": _range(named, header_row),
        "input_title": column.name,
        "input_message": f"{column.help}. Choose one of the list, or type{several}."[:255],
        "error_type": "warning",
        "error_title": column.name,
        "error_message": "This is not on the list. Keep it if it is what you mean: a name of your "
        "own, or several with ; between.",
    }


def _range(named: str, header_row: int) -> str:
    """Where a list stands. A sheet's own grows with its rows, and is anchored in the header, which
    stays when rows are deleted."""
    if named in _ON_LISTS:
        letter, last = _ON_LISTS[named], FIRST_ROW + len(_entries(named))
        return f"={NAME}!${letter}${FIRST_ROW + 1}:${letter}${last}"
    sheet = _ON_SHEETS[named]
    filled = f"COUNTA({sheet}!$A${header_row + 2}:$A${_LAST_ROW})"
    return f"=OFFSET({sheet}!$A${header_row + 1},1,0,MAX(1,{filled}),1)"


def _entries(named: str) -> Sequence[str]:
    if named == "products":
        return [known.name for known in catalogue.products().values()]
    if named == "families":
        return [row["family"] for row in catalogue.rows("families")]
    return TYPES if named == "types" else BASES


def _needed(known: catalogue.Known) -> str:
    """What using a product requires, in words."""
    return "; ".join(
        f"{each.family} {version_text(each.version)}"
        + (" or later, of the system beneath it" if each.assumed else "")
        + ("" if each.external else " (external users: nothing)")
        for each in known.requires
    )


def license_row(row: dict[str, str]) -> dict[str, object]:
    """An illustrative license of the catalogue as a row of the sheet Licenses."""
    texts = ("License", "Metric", "Covers", "Version", "For", "Requires", "Per", "Activation")
    result: dict[str, object] = {name: row[name.lower()] for name in texts}
    numbers = ("Price", "Pack", "Minimum per server", "Minimum per processor")
    result |= {
        name: float(text) for name in numbers if (text := row[name.lower().replace(" ", "_")])
    }
    return result | {SOURCE_OF_THE_PRICE: row["price_source"]}


def write_lists(book: xlsxwriter.Workbook, title: dict[str, Any], help_: dict[str, Any]) -> None:
    """The last sheet: products and what each needs, families, types, bases, and licenses to copy.
    Protected, without a password, since it is not read."""
    page = book.add_worksheet(NAME)
    page.set_tab_color("#7F7F7F")
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.freeze_panes(FIRST_ROW, 0)
    checked(
        page.write_string(
            0,
            0,
            "Lists: what the program knows by name, for you to choose.",
            book.add_format(title),
        )
    )
    checked(
        page.write_string(
            1,
            0,
            "Not read. From column J on stand licenses with illustrative prices: copy the rows "
            "that you need to Licenses.",
            book.add_format(help_),
        )
    )
    products = list(catalogue.products().values())
    licenses = [license_row(row) for row in catalogue.rows("licenses")]
    columns: dict[int, tuple[str, int, Iterable[object]]] = {
        0: ("Product", 44, _entries("products")),
        1: ("Needs", 60, [_needed(known) or "no CAL" for known in products]),
        3: ("Family", 28, _entries("families")),
        5: ("Type", 14, TYPES),
        7: ("Basis", 20, BASES),
    }
    for index, name in enumerate((*LICENSE_COLUMNS, SOURCE_OF_THE_PRICE), 9):
        width = 44 if name in ("License", "Covers", "Requires", SOURCE_OF_THE_PRICE) else 22
        columns[index] = (name, width, [row.get(name, "") for row in licenses])
    header = book.add_format({"bold": True, "bg_color": "#DDEBF7", "bottom": 1})
    for index, (name, width, values) in columns.items():
        told = [*values]
        longest = max((len(str(value)) for value in told), default=0)
        page.set_column(index, index, max(width, 1.02 * longest + 1))
        checked(page.write_string(FIRST_ROW - 1, index, name, header))
        for number, value in enumerate(told, FIRST_ROW):
            if isinstance(value, float):
                checked(page.write_number(number, index, value))
            elif value:
                checked(page.write_string(number, index, str(value)))
    page.protect("", {"format_columns": True, "select_locked_cells": True})
