"""What changed between two workbooks, by name, as typed, with the values before and after."""

from datetime import date
from pathlib import Path

import pytest

from optimizer.comparing.changes import changes
from optimizer.domain.comparison import Changed
from optimizer.domain.problems import Findings
from optimizer.reading import grids as books
from tests.support.books import WINDOWS, Sheets, write


def base() -> Sheets:
    return {
        "Users": [["User", "Count"], ["Ann", 1], ["Bob", 2]],
        "Access": [["User", "Server"], ["Ann", "Windows Server 2022"]],
        "Licenses": [list(row) for row in WINDOWS],
    }


def found(folder: Path, old: Sheets, new: Sheets) -> dict[str, Changed]:
    grids = [
        books.read(write(folder / name, sheets), Findings()).grids
        for name, sheets in (("old.xlsx", old), ("new.xlsx", new))
    ]
    return {each.what: each for each in changes(*grids)}


def test_the_same_workbook_has_no_changes(tmp_path: Path) -> None:
    assert found(tmp_path, base(), base()) == {}


def test_case_and_the_order_of_rows_are_no_change(tmp_path: Path) -> None:
    new = base()
    new["Users"] = [["User", "Count"], ["BOB", 2], ["ann", 1]]
    assert found(tmp_path, base(), new) == {}


def test_what_came_what_went_and_what_a_value_was(tmp_path: Path) -> None:
    new = base()
    new["Users"] = [["User", "Count"], ["Ann", 3], ["Cy", 2]]
    new["Licenses"][1][3] = 55
    told = found(tmp_path, base(), new)
    assert set(told) == {"people", "licenses"}
    people = told["people"]
    assert (people.added, people.removed, people.altered) == (1, 1, 1)
    assert people.examples == "Ann (Count 1 \u2192 3); + Cy; \u2212 Bob"
    assert told["licenses"].examples == "User CAL (Price 50 \u2192 55)"


@pytest.mark.parametrize("price", [44, 45])
def test_a_tier_in_the_middle_is_seen(tmp_path: Path, price: int) -> None:
    """Several rows have one name: each of them counts."""

    def offers(middle: int) -> list[list[object]]:
        return [
            ["Offer", "License", "From quantity", "Price"],
            ["MPSA", "User CAL", 1, 49],
            ["MPSA", "User CAL", 10, middle],
            ["MPSA", "User CAL", 20, 40],
        ]

    told = found(tmp_path, base() | {"Offers": offers(44)}, base() | {"Offers": offers(price)})
    assert ("offers" in told) == (price != 44)


def test_days_and_blanks_are_told_in_words(tmp_path: Path) -> None:
    old, new = base(), base()
    old["Owned"] = [["License", "Quantity", "Until"], ["User CAL", 3, date(2026, 6, 30)]]
    new["Owned"] = [["License", "Quantity", "Until"], ["User CAL", 3, None]]
    told = found(tmp_path, old, new)["owned licenses"]
    assert told.examples == "User CAL (Until 2026-06-30 \u2192 blank)"
