"""Columns that name something offer a list of it; the sheet Lists holds what is known by name."""

import re

import openpyxl
import pytest

from optimizer.catalogue import lookup as catalogue
from optimizer.domain import schema
from optimizer.writing.template import write_template
from optimizer.writing.template_lists import NAMED, list_rule


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    path = tmp_path_factory.mktemp("template") / "new.xlsx"
    write_template(path)
    return openpyxl.load_workbook(path)


def lists(book: openpyxl.Workbook) -> dict[tuple[str, str], str]:
    """(Sheet, column) -> the formula of its list."""
    found = {}
    for sheet in schema.SHEETS:
        heads = {cell.column_letter: str(cell.value) for cell in book[sheet.name][4]}
        for rule in book[sheet.name].data_validations.dataValidation:
            if rule.errorStyle == "warning":
                letter = re.match("[A-Z]+", str(rule.sqref))
                assert letter
                assert rule.type == "list"
                assert str(rule.sqref) == f"{letter[0]}5:{letter[0]}1048576"
                found[sheet.name, heads[letter[0]]] = rule.formula1
    return found


def entries(book: openpyxl.Workbook, formula: str) -> list[str]:
    """What a list offers; a sheet's own begins below the header and ends with its filled rows."""
    if fixed := re.fullmatch(r"Lists!\$([A-Z])\$(\d+):\$\1\$(\d+)", formula):
        cells = book["Lists"][f"{fixed[1]}{fixed[2]}:{fixed[1]}{fixed[3]}"]
        below = book["Lists"][f"{fixed[1]}{int(fixed[3]) + 1}"]
        assert below.value is None
        return [cell.value for (cell,) in cells]
    grown = re.fullmatch(
        r"OFFSET\((\w+)!\$A\$4,1,0,MAX\(1,COUNTA\((\w+)!\$A\$5:\$A\$1048576\)\),1\)", formula
    )
    assert grown, formula
    assert grown[1] == grown[2]
    return [str(row[0].value) for row in book[grown[1]].iter_rows(min_row=5) if row[0].value]


def test_every_column_that_names_something_offers_a_list_and_only_warns(
    book: openpyxl.Workbook,
) -> None:
    assert set(lists(book)) == set(NAMED)


def test_columns_of_names_without_a_list_are_those_of_new_names_and_files() -> None:
    bare = {
        (sheet.name, column.name)
        for sheet in schema.SHEETS
        for column in sheet.columns
        if column.kind in (schema.Kind.NAME, schema.Kind.NAMES)
    } - set(NAMED)
    assert bare == {
        ("Settings", "Setting"),
        *((sheet, sheet[:-1]) for sheet in ("Users", "Devices", "Servers", "Licenses")),
        *((sheet, sheet[:-1]) for sheet in ("Offers", "Scenarios")),
        ("Users", "Same as"),
        ("Devices", "Same as"),
        ("Timeline", "Target"),
        ("Scenarios", "Target"),
    }


def test_lists_offer_what_is_known_and_what_the_workbook_holds(book: openpyxl.Workbook) -> None:
    offered = {at: entries(book, formula) for at, formula in lists(book).items()}
    known = {product.name for product in catalogue.products().values()}
    assert set(offered["Servers", "Product"]) == set(offered["Access", "Product"]) == known
    families = {name for name, _ in catalogue.families().values()}
    assert set(offered["Licenses", "Covers"]) == set(offered["Families", "Base"]) == families
    assert offered["Users", "Type"] == ["Employee", "External"]
    assert offered["Access", "Server"] == ["FILE01", "MAIL01", "RDS01"]
    assert offered["Access", "User"] == offered["Assigned", "User"]
    assert "Sales laptops" in offered["Access", "Device"]
    assert "Windows Server User CAL" in offered["Owned", "License"]


def test_every_name_of_the_example_is_on_its_list(book: openpyxl.Workbook) -> None:
    for (sheet, column), formula in lists(book).items():
        offered = set(entries(book, formula))
        heads = [cell.value for cell in book[sheet][4]]
        for row in book[sheet].iter_rows(min_row=5):
            cell = row[heads.index(column)].value
            assert set(str(cell).split("; ") if cell else ()) <= offered, (sheet, column)


def test_beside_a_product_stands_what_it_needs(book: openpyxl.Workbook) -> None:
    page = book["Lists"]
    assert [page["A3"].value, page["B3"].value] == ["Product", "Needs"]
    needs = {row[0].value: row[1].value for row in page.iter_rows(min_row=4) if row[0].value}
    assert needs["Windows Server 2022"] == "Windows Server 2022"
    assert needs["Windows Web Server 2008"] == "no CAL"
    assert needs["Exchange Server 2019"].startswith("Exchange Standard 2019")
    assert "Windows Server 2019 or later, of the system beneath it" in needs["Exchange Server 2019"]
    assert None not in needs.values()


def test_licenses_stand_there_as_on_licenses_to_be_copied(book: openpyxl.Workbook) -> None:
    page = book["Lists"]
    heads = [cell.value for cell in book["Licenses"][4]]
    assert [cell.value for cell in page[3]][9:] == heads[:-1]
    assert heads[-1] == "Notes"
    there = [row[9].value for row in page.iter_rows(min_row=4) if row[9].value]
    assert there == [row["license"] for row in catalogue.rows("licenses")]


def test_what_excel_allows_of_a_message_is_kept() -> None:
    for sheet, name in NAMED:
        rule = list_rule(sheet, schema.BY_NAME[sheet].column(name), 3)
        assert rule
        assert len(rule["input_title"]) <= 32
        assert len(rule["input_message"]) <= 255
        assert len(rule["source"]) <= 255


def test_a_column_that_names_nothing_has_no_list() -> None:
    assert list_rule("Users", schema.BY_NAME["Users"].column("Department"), 3) is None
