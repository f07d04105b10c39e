"""Two results compared without their inputs, and whether a workbook is the one a result is of."""

from pathlib import Path

import pytest

from optimizer import api
from optimizer.comparing.results import (
    check_input,
    compare_results,
    is_result,
    sha256_of_input,
)
from optimizer.domain.comparison import LicenseChange
from optimizer.domain.problems import OutputError
from tests.support.books import Sheets, write

P = "Windows Server 2022"


def year(count: int, currency: str = "USD") -> Sheets:
    return {
        "Settings": [["Setting", "Value"], ["As of", "2026-01-01"], ["Currency", currency]],
        "Users": [["User", "Count"], ["staff", count]],
        "Access": [["User", "Server"], ["staff", P]],
        "Licenses": [["License", "Metric", "Covers", "Price"], ["U", "User", "Windows Server", 50]],
        "Owned": [["License", "Quantity"], ["U", 5]],
    }


def result(folder: Path, name: str, sheets: Sheets) -> tuple[Path, Path]:
    """An input workbook and the result made from it."""
    source = write(folder / f"{name}.xlsx", sheets)
    target = folder / f"{name}-plan.xlsx"
    api.solve(source).write(target)
    return source, target


def test_costs_and_licenses_are_those_of_the_sheets(tmp_path: Path) -> None:
    """Seven of whom five are owned, then three: two left over."""
    _, old = result(tmp_path, "old", year(7))
    _, new = result(tmp_path, "new", year(3))
    found = compare_results(old, new)
    assert (found.cost_before, found.cost_after) == (100, 0)
    assert (found.currency, found.digits, found.steps, found.changes) == ("USD", 2, (), ())
    assert found.licenses == (LicenseChange("U", 7, 3, buy=0, free=2),)


def test_amounts_of_a_currency_without_cents_have_none(tmp_path: Path) -> None:
    _, plan = result(tmp_path, "yen", year(7, "JPY"))
    found = compare_results(plan, plan)
    assert (found.currency, found.digits, found.cost_after) == ("JPY", 0, 100)


def test_two_currencies_are_not_compared(tmp_path: Path) -> None:
    _, old = result(tmp_path, "old", year(7))
    _, new = result(tmp_path, "new", year(7, "EUR"))
    with pytest.raises(OutputError, match=r"old-plan\.xlsx is in USD, new-plan\.xlsx in EUR"):
        compare_results(old, new)


def test_a_result_is_told_from_its_input(tmp_path: Path) -> None:
    source, target = result(tmp_path, "book", year(7))
    assert is_result(target)
    assert not is_result(source)


def test_an_input_that_was_changed_since_is_not_the_one(tmp_path: Path) -> None:
    source, target = result(tmp_path, "book", year(7))
    check_input(target, source)
    assert len(sha256_of_input(target)) == 64
    with pytest.raises(OutputError, match=r"book-plan\.xlsx was not made from this workbook"):
        check_input(target, write(source, year(8)))
