"""Payments, rounding and packs, to the last minor unit."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from optimizer import api
from optimizer.domain.keywords import Per
from optimizer.domain.tables import Settings
from optimizer.licensing.payments import minor, payments, years_after
from tests.support.books import AS_OF, bought, solve, write


def settings(
    horizon: int = 3, rate: str = "0", digits: int = 2, as_of: date = date(2026, 1, 1)
) -> Settings:
    return Settings("USD", digits, as_of, horizon, Decimal(rate))


def cost(price: str, per: str, where: Settings) -> int:
    return minor(payments(Decimal(price), Per(per), where, where.as_of), where.digits)


@pytest.mark.parametrize(
    ("price", "per", "rate", "cents"),
    [
        ("100", "Once", "0.05", 10000),
        ("100", "Year", "0", 30000),
        ("100", "Year", "0.05", 28594),  # 100 + 95.2381 + 90.7029
        ("10", "Month", "0.05", 34313),  # 120 a year at the same moments
        ("0.335", "Once", "0", 34),  # half up
        ("0.334", "Month", "0", 1202),  # rounded once, not twelve times
    ],
)
def test_a_pack_over_the_horizon_is_rounded_once(
    price: str, per: str, rate: str, cents: int
) -> None:
    assert cost(price, per, settings(rate=rate)) == cents


def test_minor_units_follow_the_currency() -> None:
    assert cost("1234.5", "Once", settings(digits=0)) == 1235
    assert cost("1.2345", "Once", settings(digits=3)) == 1235


def test_years_are_whole_on_anniversaries_and_days_elsewhere() -> None:
    assert years_after(date(2026, 1, 1), date(2028, 1, 1)) == 2
    assert years_after(date(2026, 1, 1), date(2026, 7, 1)) == Decimal(181) / Decimal("365.25")


def test_what_rounding_leaves_of_the_payments_goes_to_year_one(tmp_path: Path) -> None:
    sheets = {
        "Settings": [["Setting", "Value"], ["Discount rate", 0.07], ["Budget", 50]],
        "Users": [["User", "Count"], ["team", 7]],
        "Access": [["User", "Device", "Server"], ["team", "", "Windows Server 2022"]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price", "Per"],
            ["CAL", "User", "Windows Server", 3.333, "Year"],
        ],
    }
    _, plan = solve(tmp_path, sheets)
    assert plan.cost == 7 * Decimal(
        "9.36"
    )  # 3.333 + 3.11495 + 2.91117 = 9.35912, rounded for one license
    assert [y.nominal for y in plan.payments] == [
        Decimal("23.33"),
        Decimal("23.33"),
        Decimal("23.33"),
    ]
    assert [y.discounted for y in plan.payments] == [
        Decimal("23.34"),
        Decimal("21.80"),
        Decimal("20.38"),
    ]
    assert sum(y.discounted for y in plan.payments) == plan.cost
    assert plan.due_now == Decimal("23.33")
    assert plan.budget is not None
    assert (plan.budget.payments, plan.budget.missing) == (Decimal("69.99"), Decimal("19.99"))


def test_only_whole_packs_are_bought_and_what_is_left_is_surplus(tmp_path: Path) -> None:
    sheets = {
        "Users": [["User", "Count"], ["team", 7]],
        "Access": [["User", "Device", "Server"], ["team", "", "Windows Server 2022"]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price", "Pack"],
            ["CAL", "User", "Windows Server", 100, 5],
        ],
        "Owned": [["License", "Quantity"], ["CAL", 1]],
    }
    _, plan = solve(tmp_path, sheets)
    assert (plan.cost, bought(plan), plan.purchases[0].packs) == (Decimal("200.00"), {"CAL": 10}, 2)
    (account,) = plan.balances
    assert (account.owned, account.kept, account.bought, account.used, account.surplus) == (
        1,
        1,
        10,
        7,
        4,
    )


def test_owned_units_nobody_needs_are_left_over_and_given_to_nobody(tmp_path: Path) -> None:
    sheets = {
        "Users": [["User", "Count"], ["team", 2], ["idle", 3]],
        "Access": [["User", "Device", "Server"], ["team", "", "Windows Server 2022"]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price"],
            ["CAL", "User", "Windows Server", 100],
        ],
        "Owned": [["License", "Quantity"], ["CAL", 9]],
    }
    _, plan = solve(tmp_path, sheets)
    (account,) = plan.balances
    assert (account.kept, account.left_over, account.used, account.surplus) == (2, 7, 2, 0)
    assert [plan.user_why[i] for i in range(2)] == [
        '"CAL", owned already, serves any device',
        "needs no license",
    ]
    assert plan.cost == 0


def test_what_a_price_factor_makes_of_a_cal_mode_cost_is_paid_in_whole_cents(
    tmp_path: Path,
) -> None:
    """989.96 x 0.9 = 890.964: each of two servers is paid, listed and due now at 890.96, not both at
    1,781.93; the CAL costs 90.00 then."""
    sheets = {
        "Servers": [
            ["Server", "Product", "CAL mode cost"],
            ["s", "SQL Server 2022", 989.96],
            ["t", "SQL Server 2022", 989.96],
        ],
        "Access": [["User", "Device", "Server"], ["ann", "pc", "s; t"]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price"],
            ["CAL", "User", "SQL Server; Windows Server", 100],
        ],
        "Scenarios": [
            ["Scenario", "Change", "Target", "Value"],
            ["less", "Price factor", "*", 0.9],
        ],
    }
    result = api.solve(write(tmp_path / "book.xlsx", sheets), as_of=AS_OF)
    (less,) = result.plan.futures
    assert less.plan is not None
    assert less.plan.server_costs == (("s", Decimal("890.96")), ("t", Decimal("890.96")))
    assert (less.plan.cost, less.plan.due_now) == (Decimal("1871.92"), Decimal("1871.92"))
