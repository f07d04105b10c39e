"""The workbook a planner starts from: every sheet of the format, explained, with lists to choose
from and an example."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from optimizer.catalogue import lookup as catalogue
from optimizer.domain import keywords, schema
from optimizer.writing.book import closed, opened
from optimizer.writing.input_workbook import NUMBERS, RIGHT, head_formats, helped, wide
from optimizer.writing.page import checked
from optimizer.writing.styles import INPUT
from optimizer.writing.template_lists import NAME as LISTS
from optimizer.writing.template_lists import license_row, list_rule, write_lists

INK = "#1F3864"

_LAST_ROW = 1_048_575


_TITLE_ROW, _EXAMPLE_ROW, _HELP_ROW, _HEADER_ROW = range(4)


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
    ("MAIL01", "Exchange Server 2019; Windows Server 2022", 1),
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


_LICENSES = (
    "Windows Server User CAL",
    "Windows Server Device CAL",
    "Remote Desktop User CAL",
    "Remote Desktop Device CAL",
    "Exchange Standard User CAL",
    "Exchange Standard Device CAL",
)
"""Those that the example may take; the others stand on Lists, to be copied."""


_AS_OF = date(2027, 1, 1)


Rows = Sequence[Mapping[str, Any]]


NOTES = "Notes"
"""A last column of every sheet for the planner's own words; it is not read."""


_COLORS = {
    "Settings": "#7F7F7F",
    "Access": "#C00000",
    "Licenses": "#C00000",
    "Scenarios": "#ED7D31",
}
"""Tabs: required sheets red, the frame grey, what-if orange, everything else blue."""


_GUIDE = (
    "Fill in Access (who uses which server on which device) and Licenses (what can be bought, at "
    "which price).",
    "Add the other sheets where you know more: groups, servers and their products, what you own, "
    "offers, scenarios.",
    "Type or paste under the headers, an export too: columns may stand in any order, and columns "
    "you do not need may be deleted.",
    "Delete the example's rows; its prices are illustrative. Notes is yours, it is not read. More "
    "licenses to copy stand on Lists.",
    "Orange cells are input. A dark blue header marks a column that must be filled in; above it "
    "stands what belongs there.",
    "Save, then run:  cal-optimizer check THIS.xlsx   and   cal-optimizer solve THIS.xlsx   (it "
    "writes a new workbook).",
)


def write_template(target: Path) -> None:
    """Write the template; the same bytes every time."""
    book = opened(target)
    book.set_properties(
        {
            "title": "Input for cal-optimizer",
            "author": "cal-optimizer",
            "created": datetime(2026, 1, 1),
        }
    )
    _write_guide(book)
    for sheet in schema.SHEETS:
        _SheetWriter(book, sheet).write(_example(sheet.name))
    write_lists(book, _TITLE, _HELP)
    closed(book)


def _write_guide(book: xlsxwriter.Workbook) -> None:
    """The first sheet: what to do, and a link to every sheet. Protected, without a password, since
    nothing is typed here."""
    page = book.add_worksheet("Guide")
    page.set_tab_color(INK)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.hide_gridlines(2)
    page.set_column(0, 0, 22)
    page.set_column(1, 1, 120)
    page.set_row(0, 26)
    checked(
        page.write_string(
            0,
            0,
            "Licenses: what we use, own and could buy",
            book.add_format({**_TITLE, "font_size": 16}),
        )
    )
    checked(
        page.write_string(
            1,
            0,
            "Six steps from this workbook to the cheapest compliant plan.",
            book.add_format(_HELP),
        )
    )
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    for number, step in enumerate(_GUIDE, 1):
        checked(
            page.write_string(
                number + 2, 0, f"Step {number}", book.add_format({"bold": True, "valign": "top"})
            )
        )
        checked(page.write_string(number + 2, 1, step, wrap))
        page.set_row(number + 2, 18)
    link = book.add_format({"font_color": "#0563C1", "underline": 1})
    start = len(_GUIDE) + 4
    checked(page.write_string(start, 0, "Sheet", book.add_format(_TITLE)))
    for row, sheet in enumerate(schema.SHEETS, start + 1):
        checked(
            page.write_url(
                row, 0, f"internal:'{sheet.name}'!A{_HEADER_ROW + 2}", link, string=sheet.name
            )
        )
        required = "Required. " if sheet.required else ""
        checked(page.write_string(row, 1, f"{required}{sheet.help}", wrap))
    row = start + len(schema.SHEETS) + 1
    checked(page.write_url(row, 0, f"internal:'{LISTS}'!A1", link, string=LISTS))
    checked(page.write_string(row, 1, "What there is to choose from; not read.", wrap))
    page.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True})


_TITLE = {"bold": True, "font_size": 14, "font_color": INK}


_SAID = {"bold": True, "font_color": "#C55A11", "valign": "top"}


_HELP = {"italic": True, "font_color": "#7F7F7F", "text_wrap": False, "valign": "top"}


class _SheetWriter:
    """One sheet of the format: title, a line of help above each header, a table that grows, checked
    input cells."""

    def __init__(self, book: xlsxwriter.Workbook, sheet: schema.Sheet) -> None:
        self.book, self.sheet = book, sheet
        self.page = book.add_worksheet(sheet.name)
        self.page.set_tab_color(_COLORS.get(sheet.name, "#5B9BD5"))
        self.page.set_landscape()
        self.page.set_paper(9)
        self.page.fit_to_pages(1, 0)
        self.page.repeat_rows(_HEADER_ROW)
        self.page.set_footer("&L&F&C&A&RPage &P of &N")
        self.page.freeze_panes(_HEADER_ROW + 1, 1)

    def write(self, rows: Rows) -> None:
        """The sheet with the example's rows."""
        sheet, page, book = self.sheet, self.page, self.book
        named = [column.name for column in sheet.columns]
        extra = sorted({name for row in rows for name in row} - set(named))
        order = [*named, *extra, NOTES]
        heads = head_formats(book)
        help_ = book.add_format({**_HELP, "text_wrap": True})
        checked(
            page.write_string(_TITLE_ROW, 0, f"{sheet.name}: {sheet.help}", book.add_format(_TITLE))
        )
        page.set_row(_TITLE_ROW, 24)
        said = _SETTINGS_STAY if sheet.name == "Settings" else _EXAMPLE if rows else _NO_EXAMPLE
        if sheet.name in ("Users", "Devices", "Servers"):
            said += _OR_THE_SHEET
        checked(page.write_string(_EXAMPLE_ROW, 0, said, book.add_format(_SAID)))
        headers, told = [], []
        sides = [name in named and sheet.column(name).kind in NUMBERS for name in order]
        for index, name in enumerate(order):
            column = sheet.column(name) if name in named else None
            kind = "required" if column and column.required else "optional"
            look = f"{kind}{' number' if sides[index] else ''}"
            headers.append({"header": name, "header_format": heads[look]})
            default = f" Default: {column.default}." if column and column.default else ""
            text = f"{column.help}.{default}" if column else _NOT_READ
            checked(page.write_string(_HELP_ROW, index, text, help_))
            values = (row.get(name, "") for row in rows)
            width = wide(name, (34 if index == 0 else 22) if column else 44, values)
            page.set_column(index, index, width)
            told.append((text, width))
        page.set_row(_HELP_ROW, helped(told))
        last = _HEADER_ROW + max(len(rows), 1)
        table = {
            "name": f"in{sheet.name}",
            "style": "Table Style Light 9",
            "columns": headers,
            "autofilter": True,
        }
        checked(page.add_table(_HEADER_ROW, 0, last, len(order) - 1, table))
        self._cells(rows, order, sides, last)
        for index, column in enumerate(sheet.columns):
            rule = list_rule(sheet.name, column, _HEADER_ROW) or _rule(
                column.name, column.kind, column.keywords, column.help
            )
            if rule:
                checked(page.data_validation(_HEADER_ROW + 1, index, _LAST_ROW, index, rule))
        if sheet.name == "Settings":
            for number, setting in enumerate(schema.SETTINGS, _HEADER_ROW + 1):
                words = _SETTING_WORDS.get(setting.name, ())
                rule = _rule(setting.name, setting.kind, words, setting.help)
                if rule:
                    checked(page.data_validation(number, 1, number, 1, rule))

    def _cells(self, rows: Rows, order: Sequence[str], sides: Sequence[bool], last: int) -> None:
        """The example's cells, or a blank row, to type over."""
        sheet, page, book = self.sheet, self.page, self.book
        named = [column.name for column in sheet.columns]
        looks = {
            (right, dated): book.add_format(
                {
                    **INPUT,
                    **(RIGHT if right else {"align": "left"}),
                    **({"num_format": "yyyy-mm-dd"} if dated else {}),
                }
            )
            for right in (False, True)
            for dated in (False, True)
        }
        for number in range(_HEADER_ROW + 1, last + 1):
            row = rows[number - _HEADER_ROW - 1] if rows else {}
            for index, (name, right) in enumerate(zip(order, sides, strict=True)):
                value = row.get(name, "")
                days = name in named and sheet.column(name).kind is schema.Kind.DATE
                typed = name in named or name == NOTES
                style = looks[right, days or isinstance(value, date)] if typed else None
                if isinstance(value, date):
                    checked(page.write_datetime(number, index, value, style))
                elif value == "":
                    checked(page.write_blank(number, index, None, style) if style else 0)
                elif isinstance(value, str):
                    checked(page.write_string(number, index, value, style))
                else:
                    checked(page.write_number(number, index, value, style))


_NOT_READ = "For you to read; not used."

_EXAMPLE = "The rows below are an example: type over them or delete them."

_OR_THE_SHEET = " If you have no list of your own, delete the whole sheet."

_NO_EXAMPLE = "The example does without this sheet: leave it empty where you do not need it."

_SETTINGS_STAY = "Change Value; a blank is the default. As of is the example's: type your own."

_SETTING_WORDS = {"Orders": keywords.ORDERS, "Date order": keywords.DATE_ORDERS}


def _rule(
    name: str, kind: schema.Kind, keywords: tuple[str, ...], help_: str
) -> dict[str, Any] | None:
    """What a cell may hold, as Excel checks it, with a message that says what is wanted."""
    choices = keywords or (("Yes", "No") if kind is schema.Kind.YES_NO else ())
    rules: dict[schema.Kind, tuple[dict[str, Any], str]] = {
        schema.Kind.WHOLE: (
            {"validate": "integer", "criteria": ">=", "value": 0},
            "Type a whole number, 0 or more.",
        ),
        schema.Kind.NUMBER: (
            {"validate": "decimal", "criteria": ">=", "value": 0},
            "Type a number, 0 or more.",
        ),
        schema.Kind.MONEY: (
            {"validate": "decimal", "criteria": ">=", "value": 0},
            "Type an amount, 0 or more.",
        ),
        schema.Kind.RATE: (
            {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 0.999999},
            "Type a rate, 5 % say.",
        ),
        schema.Kind.DATE: (
            {"validate": "date", "criteria": ">=", "value": date(1901, 1, 1)},
            "Type a date, 2026-01-31 say.",
        ),
    }
    if choices:
        rule = {"validate": "list", "source": list(choices)}
        listed = ", ".join(choices[:-1])
        wanted = (
            f"Choose {listed} or {choices[-1]}." if len(listed) < 120 else "Choose one of the list."
        )
    elif kind in rules:
        rule, wanted = rules[kind]
    else:
        return None
    return {
        **rule,
        "input_title": name,
        "input_message": f"{help_}. {wanted}"[:255],
        "error_title": name,
        "error_message": wanted,
    }


def _example(sheet: str) -> Rows:
    """The example's rows; sheets that it does not need are left empty."""
    if sheet == "Settings":
        return [
            {
                "Setting": s.name,
                "Value": _value(s),
                "Meaning": s.help,
            }
            for s in schema.SETTINGS
        ]
    if sheet == "Licenses":
        return [
            license_row(row) for row in catalogue.rows("licenses") if row["license"] in _LICENSES
        ]
    columns: Mapping[str, tuple[tuple[str, ...], Sequence[Sequence[object]]]] = {
        "Users": (("User", "Count", "Type", "Department", "Site"), _USERS),
        "Devices": (("Device", "Count", "Department", "Site"), _DEVICES),
        "Servers": (("Server", "Product", "Count"), _SERVERS),
        "Access": (("User", "Device", "Server", "Pairing", "Basis"), _ACCESS),
        "Owned": (("License", "Quantity"), (("Windows Server User CAL", 5),)),
    }
    names, rows = columns.get(sheet, ((), ()))
    return [dict(zip(names, row, strict=True)) for row in rows]


def _value(setting: schema.Setting) -> object:
    """What stands beside a setting: its default, and a first day, so that the plan can be
    repeated."""
    if setting.name == "As of":
        return _AS_OF
    return float(setting.default) if setting.default[:1].isdigit() else setting.default
