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


@pytest.mark.parametrize("orders", ["Once", "Yearly"])
def test_sums_of_prices_finer_than_a_cent_are_sums_of_rounded_lines(
    tmp_path: Path, orders: str
) -> None:
    """Somebody without a device and a device without anybody, at 0.333 each: lines of 0.33, so 0.66
    due now and paid, though 0.666 would be 0.67; every sum is that of what is shown."""
    windows = "Windows Server 2022"
    sheets: Sheets = {
        "Settings": [row for row in book(orders)["Settings"] if row[0] != "Budget"],
        "Access": [["User", "Device", "Server"], ["ann", "", windows], ["", "till", windows]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price"],
            ["CAL", "User", "Windows Server", 0.333],
            ["device CAL", "Device", "Windows Server", 0.333],
        ],
    }
    _, plan = solve(tmp_path, sheets)
    assert [str(p.due_now) for p in plan.purchases] == ["0.33", "0.33"]
    assert str(plan.due_now) == str(plan.cost) == "0.66"
    assert str(sum(year.nominal for year in plan.payments)) == "0.66"
    assert str(sum(year.discounted for year in plan.payments)) == "0.66"
