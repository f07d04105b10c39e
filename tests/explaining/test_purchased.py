"""A line of Purchases and the budget, alike for both kinds of plan."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.books import Sheets, solve


def book(orders: str) -> Sheets:
    """A year's subscription from As of on, two licenses a pack, and a budget of 100."""
    return {
        "Settings": [
            ["Setting", "Value"],
            ["As of", date(2026, 1, 1)],
            ["Horizon", 2],
            ["Orders", orders],
            ["Budget", 100],
        ],
        "Users": [["User", "Count"], ["all", 3]],
        "Access": [["User", "Server"], ["all", "Windows Server 2022"]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price"],
            ["CAL", "User", "Windows Server", None],
        ],
        "Offers": [
            ["Offer", "License", "Price", "Per", "Pack", "Supplier", "Part number"],
            ["rent", "CAL", 30, "Year", 2, "Shop", "R-1"],
        ],
    }


@pytest.mark.parametrize("orders", ["Once", "Yearly"])
def test_packs_payments_and_where_from(tmp_path: Path, orders: str) -> None:
    # Two packs for three people, 30 each, now and in a year.
    _, plan = solve(tmp_path, book(orders))
    (bought,) = plan.purchases
    assert (bought.offer, bought.license, bought.from_license) == ("rent", "CAL", None)
    assert (bought.packs, bought.pack, bought.quantity) == (2, 2, 4)
    assert (bought.price, bought.due_now, bought.cost) == (30, 60, 120)
    assert (bought.supplier, bought.part_number) == ("Shop", "R-1")
    assert bought.invoices == ((date(2026, 1, 1), Decimal(1)), (date(2027, 1, 1), Decimal(1)))
    assert bought.factor_now == 1
    assert plan.budget is not None
    assert (plan.budget.payments, plan.budget.missing) == (120, 20)


def test_without_a_budget_nothing_is_missing(tmp_path: Path) -> None:
    sheets = book("Yearly")
    sheets["Settings"] = sheets["Settings"][:-1]
    assert solve(tmp_path, sheets)[1].budget is None
