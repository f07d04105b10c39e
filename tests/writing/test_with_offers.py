"""A copy of the planner's workbook with quotes as offers, and the prices gone that they answer."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from optimizer.writing.with_offers import write_with_offers
from tests.support.books import write

QUOTE: dict[str, object] = {
    "Offer": "u, Alpha", "License": "U", "Price": Decimal("44.5"), "Supplier": "Alpha",
    "Part number": "=P-1",
}  # fmt: skip


def copied(
    folder: Path,
    sheets: dict[str, list[list[Any]]],
    rows: list[dict[str, object]],
    answered: list[tuple[str, str, int]],
) -> Any:
    source = write(folder / "in.xlsx", sheets)
    before = source.read_bytes()
    write_with_offers(source, folder / "out.xlsx", rows, answered, {"Input": "in.xlsx"})
    assert source.read_bytes() == before
    return openpyxl.load_workbook(folder / "out.xlsx")


def values(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet]


def test_without_offers_a_sheet_is_made_for_them(tmp_path: Path) -> None:
    licenses: list[list[Any]] = [["License", "Price"], ["U", 50], ["D", 39]]
    book = copied(tmp_path, {"Licenses": licenses}, [QUOTE], [("Licenses", "Price", 2)])
    assert values(book["Licenses"]) == [["License", "Price"], ["U", None], ["D", 39]]
    head, row = values(book["Offers"])
    assert dict(zip(head, row, strict=True)) == QUOTE | {"Price": 44.5}
    cell = book["Offers"].cell(2, head.index("Part number") + 1)
    assert cell.data_type == "s"  # no formula


def test_offers_stand_below_those_that_are_there_in_their_own_columns(tmp_path: Path) -> None:
    """Under a header that begins lower, columns that are new behind the others."""
    offers: list[list[Any]] = [["Our offers"], [], ["license", "OFFER", "price"], ["U", "u", 50]]
    book = copied(tmp_path, {"Offers": offers}, [QUOTE], [])
    found = values(book["Offers"])
    assert found[2][:3] == ["license", "OFFER", "price"]
    assert {*found[2][3:]} == {"Supplier", "Part number"}
    assert found[3][:3] == ["U", "u", 50]
    assert found[4][:3] == ["U", "u, Alpha", 44.5]


def test_an_offer_that_is_answered_goes_with_all_of_its_tiers(tmp_path: Path) -> None:
    offers: list[list[Any]] = [
        ["Offer", "License", "Price"],
        *(["u", "U", 50], ["d", "D", 39], ["U ", "U", 45], ["v", "U", 60]),
    ]
    book = copied(tmp_path, {"Offers": offers}, [], [("Offers", "Price", 2)])
    left = [row for row in values(book["Offers"])[1:] if any(row)]
    assert left == [["d", "D", 39], ["v", "U", 60]]


def test_values_keep_their_kind_and_blank_ones_write_nothing(tmp_path: Path) -> None:
    row: dict[str, object] = {
        "Offer": "u", "Pack": 5, "Valid until": date(2026, 6, 30), "Supplier": "", "Term": None,
    }  # fmt: skip
    head, found = values(copied(tmp_path, {"Licenses": [["License"], ["U"]]}, [row], [])["Offers"])
    assert head == [*row]
    assert found == ["u", 5, datetime(2026, 6, 30), None, None]


def test_a_sheet_without_a_header_keeps_what_stands_there(tmp_path: Path) -> None:
    for rows in ([["to be asked for"]], [["to be"], ["asked for"]]):
        found = values(copied(tmp_path, {"Offers": rows}, [{"Offer": "u"}], [])["Offers"])
        assert found == [*rows, ["Offer"], ["u"]]


def test_a_cell_that_is_not_there_is_passed_over(tmp_path: Path) -> None:
    licenses = [["License", "Metric"], ["U", "User"]]
    book = copied(tmp_path, {"Licenses": licenses}, [], [("Licenses", "Price", 2), ("X", "y", 1)])
    assert values(book["Licenses"]) == licenses
