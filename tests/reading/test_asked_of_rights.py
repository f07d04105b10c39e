"""A price or a right that hangs on a column nobody reads is asked for."""

from pathlib import Path
from typing import Any

import pytest

from optimizer.domain.rights_words import says_begin, says_discount, says_end, says_no_end
from tests.support.books import WINDOWS, problems

P = "Windows Server 2022"
ACCESS = [["User", "Server"], ["ann", P]]


def said(path: Path, sheet: str, *rows: Any) -> list[str]:
    return problems(path, {"Access": ACCESS, "Licenses": WINDOWS, sheet: [*rows]})


def test_a_discount_is_asked_for(tmp_path: Path) -> None:
    rows = [[*row, value] for row, value in zip(WINDOWS, ("Discount", "20 %", ""), strict=True)]
    assert said(tmp_path, "Licenses", *rows) == [
        'Licenses!E1: the column "Discount" is not read, and says "20 %": is the price to change by '
        "it? Type the price that is paid into Price, and put a # before the name of this column."
    ]


def test_what_belongs_on_offers_is_sent_there(tmp_path: Path) -> None:
    rows = [[*row, value] for row, value in zip(WINDOWS, ("Minimum", 10, 1), strict=True)]
    (problem,) = said(tmp_path, "Licenses", *rows)
    assert "give the license a row on Offers with its price and its Minimum" in problem


def test_following_that_advice_gives_a_plan(tmp_path: Path) -> None:
    licenses = [WINDOWS[0], ["User CAL", "User", "Windows Server", ""], WINDOWS[2]]
    offers = [["Offer", "License", "Price", "Minimum"], ["ten", "User CAL", 50, 10]]
    sheets = {"Access": ACCESS, "Licenses": licenses, "Offers": offers}
    assert problems(tmp_path, sheets) == []


def test_where_the_column_is_read_nothing_is_asked(tmp_path: Path) -> None:
    more: list[list[Any]] = [["Per", "Unit"], ["Year", "Year"], ["", ""]]
    rows = [[*row, *values] for row, values in zip(WINDOWS, more, strict=True)]
    assert said(tmp_path, "Licenses", *rows) == []


def test_days_of_owned_units_may_be_their_end(tmp_path: Path) -> None:
    owned = [["License", "Quantity", "Renewal"], ["User CAL", 2, "2026-06-30"]]
    assert said(tmp_path, "Owned", *owned) == [
        'Owned!C1: the column "Renewal" is not read, and says "2026-06-30": is that the last day? '
        "Head it Until, or SA until where Software Assurance ends, if it is; if not, put a # before "
        "its name."
    ]


def test_a_currency_in_a_column_of_its_own_is_compared(tmp_path: Path) -> None:
    rows = [[*row, value] for row, value in zip(WINDOWS, ("Ccy", "USD", "EUR"), strict=True)]
    assert said(tmp_path, "Licenses", *rows) == [
        'Licenses!E1: the column "Ccy" says "EUR", but the workbook is in USD. Convert the amounts '
        "of those rows, or set Currency on Settings."
    ]


@pytest.mark.parametrize("title", ["Discount", "Rabatt in %", "Remise"])
def test_words_of_discounts(title: str) -> None:
    assert says_discount(title)
    assert not says_end(title)


def test_ends_and_beginnings() -> None:
    for title in ("End of contract", "Expiration", "befristet bis", "Fin de contrat"):
        assert says_end(title)
    for title in ("Start date", "Purchase date", "Last update", "Geburtsdatum", "Vendor"):
        assert says_no_end(title)
        assert not says_end(title)
    for title in ("Valid from", "Kaufdatum", "Delivery due", "Contract start date"):
        assert says_begin(title)
    for title in ("Support valid through", "SA effective until", "Next invoice", "Vendor"):
        assert not says_begin(title)  # a day to come says nothing of a beginning


@pytest.mark.parametrize(("beside", "asked"), [("2020-01-01", 1), ("soon", 1), ("PO-0815", 0)])
def test_a_first_day_after_as_of_is_asked_for(beside: str, asked: int, tmp_path: Path) -> None:
    """A word among the days hides none; a number of an order tells that they are no days."""
    rows = [["License", "Quantity", "Ordered on"], ["User CAL", 1, beside]]
    rows += [["Device CAL", 1, "2999-12-31"]]
    found = said(tmp_path, "Owned", *rows)
    assert len(found) == asked
    assert all('Owned!C1: the column "Ordered on"' in each for each in found)


@pytest.mark.parametrize("title", ["VPE", "Bundle size", "Packaging", "Gebindegröße", "Per box"])
def test_a_heading_of_packs_is_asked_about_where_it_says_several(
    tmp_path: Path, title: str
) -> None:
    rows = [[*row, value] for row, value in zip(WINDOWS, (title, 5, 1), strict=True)]
    (problem,) = said(tmp_path, "Licenses", *rows)
    assert (
        f'the column "{title}" is not read, and says "5": is the price that of a pack?' in problem
    )
    rows = [[*row, value] for row, value in zip(WINDOWS, (title, 1, 1), strict=True)]
    assert said(tmp_path, "Licenses", *rows) == []


@pytest.mark.parametrize("title", ["Package ID", "Box no", "Packaging weight", "Packs in stock"])
def test_a_number_of_a_pack_itself_is_no_size(tmp_path: Path, title: str) -> None:
    rows = [[*row, value] for row, value in zip(WINDOWS, (title, 4711, 4712), strict=True)]
    assert said(tmp_path, "Licenses", *rows) == []
