"""Two workbooks compared: each step solved, so that the steps add up to the difference."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from optimizer.comparing.compare import compare
from optimizer.domain.comparison import Comparison, LicenseChange
from optimizer.domain.options import Options
from optimizer.domain.problems import OutputError, WorkbookError
from tests.support.books import Sheets, write

P = "Windows Server 2022"


def year(count: int, price: int, *, owned: int = 0, settings: tuple[list[Any], ...] = ()) -> Sheets:
    sheets: Sheets = {
        "Settings": [["Setting", "Value"], ["As of", "2026-01-01"], *settings],
        "Users": [["User", "Count"], ["staff", count]],
        "Access": [["User", "Server"], ["staff", P]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price"],
            ["U", "User", "Windows Server", price],
        ],
    }
    return sheets | ({"Owned": [["License", "Quantity"], ["U", owned]]} if owned else {})


def compared(folder: Path, old: Sheets, new: Sheets) -> Comparison:
    return compare(write(folder / "old.xlsx", old), write(folder / "new.xlsx", new), Options())


def changes(found: Comparison) -> dict[str, Decimal]:
    """What each step that costs something adds; all steps together are the difference."""
    assert sum(step.change for step in found.steps) == found.cost_after - found.cost_before
    assert found.steps[-1].cost == found.cost_after
    return {step.name: step.change for step in found.steps if step.change}


def test_each_change_costs_what_it_adds_to_those_before_it(tmp_path: Path) -> None:
    """Three more people at the old price of 50; then ten at 5 more."""
    found = compared(tmp_path, year(7, 50), year(10, 55))
    assert (found.cost_before, found.cost_after, found.currency) == (350, 550, "USD")
    assert changes(found) == {"People": Decimal(150), "Licenses and offers": Decimal(50)}
    assert found.licenses == (LicenseChange("U", 7, 10, buy=10, free=0),)
    assert [(c.what, c.altered) for c in found.changes] == [("people", 1), ("licenses", 1)]


def test_owned_units_that_are_no_longer_needed_are_free(tmp_path: Path) -> None:
    found = compared(tmp_path, year(7, 50, owned=5), year(3, 50, owned=5))
    assert found.licenses == (LicenseChange("U", 7, 3, buy=0, free=2),)
    assert changes(found) == {"People": Decimal(-100)}


def test_a_step_after_which_there_is_no_plan_is_joined_with_the_next(tmp_path: Path) -> None:
    """Mail comes with a server before there is a license for it."""
    new = year(7, 50)
    new["Access"] = [*new["Access"], ["staff", "Exchange Server 2019"]]
    new["Licenses"] = [*new["Licenses"], ["E", "User", "Exchange Standard", 90]]
    found = compared(tmp_path, year(7, 50), new)
    assert changes(found) == {"Accesses; owned; licenses and offers": Decimal(630)}


def test_two_currencies_are_not_compared(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"old\.xlsx is in USD, new\.xlsx in EUR"):
        compared(tmp_path, year(7, 50), year(7, 50, settings=(["Currency", "EUR"],)))


def test_the_problems_of_either_workbook_are_told(tmp_path: Path) -> None:
    wrong = year(7, 50) | {"Users": [["User", "Count"], ["staff", -1]]}
    for old, new in ((wrong, year(7, 50)), (year(7, 50), wrong)):
        with pytest.raises(WorkbookError):
            compared(tmp_path, old, new)
