"""Plans over time through real workbooks: costs that are forced, with the reason."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from optimizer.domain.options import Tuning
from optimizer.domain.plan import Plan
from optimizer.solving import comparisons_over_time
from optimizer.solving.solvers.status import Clock, Status
from tests.support.books import WINDOWS, Sheets, solve

W = "Windows Server 2022"
Rows = Sequence[Any]


def settings(years: int, orders: str = "Quarterly", rate: float = 0) -> Rows:
    return [
        ["Setting", "Value"],
        ["As of", date(2026, 1, 1)],
        ["Horizon", years],
        ["Orders", orders],
        ["Discount rate", rate],
    ]


def orders(plan: Plan) -> list[tuple[str, str, int]]:
    return [(p.offer, p.from_date.isoformat(), p.quantity) for p in plan.purchases]


def everywhere(*users: str) -> Rows:
    return [["User", "Device", "Server"], *([user, None, W] for user in users)]


def test_one_follows_another(tmp_path: Path) -> None:
    # Ann and her PC leave on the day before Bob and his come: one device CAL serves both.
    sheets: Sheets = {
        "Settings": settings(2),
        "Users": [
            ["User", "From", "To"],
            ["ann", None, date(2026, 12, 31)],
            ["bob", date(2027, 1, 1), None],
        ],
        "Devices": [
            ["Device", "From", "To"],
            ["pc1", None, date(2026, 12, 31)],
            ["pc2", date(2027, 1, 1), None],
        ],
        "Access": [["User", "Device", "Server"], ["ann", "pc1", W], ["bob", "pc2", W]],
        "Licenses": WINDOWS,
    }
    _, plan = solve(tmp_path, sheets)
    assert (plan.status, plan.cost, orders(plan)) == (
        "optimal", 39, [("Device CAL", "2026-01-01", 1)],
    )  # fmt: skip
    assert plan.over_time is not None
    assert plan.over_time.all_now == 39
    once = {**sheets, "Settings": settings(2, "Once")}
    assert solve(tmp_path, once)[1].cost == 78


def rising(orders_: str, rate: float) -> Sheets:
    return {
        "Settings": settings(3, orders_, rate),
        "Users": [["User", "Count", "From"], ["a", 10, None], ["b", 10, date(2027, 1, 1)]],
        "Access": everywhere("a", "b"),
        "Licenses": WINDOWS,
        "Timeline": [
            ["From", "Change", "Target", "Value"],
            [date(2027, 1, 1), "Price", "User CAL", 60],
        ],
    }


@pytest.mark.parametrize(
    ("words", "rate", "cost", "now", "second"),
    [
        ("Quarterly", 0, "1000", "500", "2026-10-01"),  # the last order date before the rise
        ("Yearly", 0, "1000", "1000", "2026-01-01"),  # waiting costs 1,100
        ("Quarterly", 0.25, "922.90", "500", "2026-10-01"),  # 50 / 1.25^0.75 is 42.29
        ("Yearly", 0.25, "980.00", "500", "2027-01-01"),  # 60 / 1.25 is 48.00, below 50
    ],
)
def test_a_rise_is_announced(
    tmp_path: Path, words: str, rate: float, cost: str, now: str, second: str
) -> None:
    _, plan = solve(tmp_path, rising(words, rate))
    assert (plan.cost, plan.due_now) == (Decimal(cost), Decimal(now))
    assert orders(plan)[-1][1] == second


def test_an_upgrade_waits_for_its_year(tmp_path: Path) -> None:
    sheets: Sheets = {
        "Settings": settings(3, rate=0.05),
        "Users": [["User", "Count"], ["all", 100]],
        "Servers": [["Server", "Product"], ["s", W]],
        "Access": [["User", "Device", "Server"], ["all", None, "s"]],
        "Licenses": [
            ["License", "Metric", "Covers", "Version", "Price"],
            ["CAL 2022", "User", "Windows Server", "2022", None],
            ["CAL 2025", "User", "Windows Server", "2025", 50],
        ],
        "Owned": [["License", "Quantity"], ["CAL 2022", 100]],
        "Timeline": [
            ["From", "Change", "Target", "Value"],
            [date(2027, 1, 1), "Product", "s", "Windows Server 2025"],
        ],
    }
    _, plan = solve(tmp_path, sheets)
    assert plan.cost == Decimal("4762.00")  # 100 times 50 / 1.05, rounded
    assert [year.nominal for year in plan.payments] == [0, 5000, 0]
    once: Sheets = {
        **{name: rows for name, rows in sheets.items() if name != "Timeline"},
        "Settings": settings(3, "Once", 0.05),
        "Servers": [["Server", "Product"], ["s", "Windows Server 2025"]],
    }
    assert solve(tmp_path, once)[1].cost == 5000


YEARLY: Rows = [
    ["Offer", "License", "Price", "Per", "Term"],
    ["a year", "User CAL", 17, "Year", 12],
    ["a year of a device", "Device CAL", 13, "Year", 12],
]


@pytest.mark.parametrize(("last", "cost"), [(date(2027, 3, 31), 34), (date(2028, 3, 31), 50)])
def test_terms_or_for_good(tmp_path: Path, last: date, cost: int) -> None:
    # Five quarters take two terms; nine would take three, so for good at 50.
    sheets: Sheets = {
        "Settings": settings(3),
        "Users": [["User", "To"], ["ann", last]],
        "Access": everywhere("ann"),
        "Licenses": WINDOWS,
        "Offers": YEARLY,
    }
    assert solve(tmp_path, sheets)[1].cost == cost


@pytest.mark.parametrize(("years", "cost"), [(2, 260), (3, 390), (4, 390)])
def test_christmas_help(tmp_path: Path, years: int, cost: int) -> None:
    spans = [(date(2026 + y, 10, 1), date(2026 + y, 12, 31)) for y in range(years)]
    sheets: Sheets = {
        "Settings": settings(years),
        "Users": [["User", "Count", "From", "To"]]
        + [[f"help {y}", 10, *span] for y, span in enumerate(spans)],
        "Devices": [["Device", "Count", "From", "To"]]
        + [[f"laptop {y}", 10, *span] for y, span in enumerate(spans)],
        "Access": [["User", "Device", "Server", "Pairing"]]
        + [[f"help {y}", f"laptop {y}", W, "Own"] for y in range(years)],
        "Licenses": WINDOWS,
        "Offers": YEARLY,
    }
    assert solve(tmp_path, sheets)[1].cost == cost


def test_two_years_are_looked_at_together(tmp_path: Path) -> None:
    # Alone, 2026 wants one user CAL; the two PCs are needed in 2027 anyway.
    sheets: Sheets = {
        "Settings": settings(2),
        "Users": [
            ["User", "Count", "From", "To"],
            ["ann", 1, None, date(2026, 12, 31)],
            ["others", 3, date(2027, 1, 1), None],
        ],
        "Access": [
            ["User", "Device", "Server"],
            *([user, pc, W] for user in ("ann", "others") for pc in ("pc1", "pc2")),
        ],
        "Licenses": WINDOWS,
    }
    _, plan = solve(tmp_path, sheets)
    assert (plan.cost, orders(plan)) == (78, [("Device CAL", "2026-01-01", 2)])


@pytest.mark.parametrize(
    ("price", "cost", "order"),
    [(12, 240, ("renewal", "2027-01-01", 10)), (30, 500, ("CAL", "2028-01-01", 10))],
)
def test_assurance_is_renewed_or_lapses(
    tmp_path: Path, price: int, cost: int, order: tuple[str, str, int]
) -> None:
    sheets: Sheets = {
        "Settings": settings(3),
        "Users": [["User", "Count"], ["all", 10]],
        "Servers": [["Server", "Product"], ["s", "Old"]],
        "Products": [
            ["Product", "Family", "Version"],
            ["Old", "F", "2019"],
            ["New", "F", "Current"],
        ],
        "Access": [["User", "Device", "Server"], ["all", None, "s"]],
        "Licenses": [["License", "Metric", "Covers", "Price"], ["CAL", "User", "F", 50]],
        "Owned": [["License", "Quantity", "SA until"], ["CAL", 10, date(2026, 12, 31)]],
        "Offers": [
            ["Offer", "License", "From license", "Price", "Per"],
            ["renewal", "CAL", "CAL", price, "Year"],
        ],
        "Timeline": [
            ["From", "Change", "Target", "Value"],
            [date(2028, 1, 1), "Product", "s", "New"],
        ],
    }
    _, plan = solve(tmp_path, sheets)
    assert (plan.cost, orders(plan)) == (cost, [order])


@pytest.mark.parametrize("term", [12, None])
def test_joiners(tmp_path: Path, term: int | None) -> None:
    sheets: Sheets = {
        "Settings": settings(3, "Yearly"),
        "Users": [
            ["User", "Count", "From"],
            ["a", 100, None],
            ["b", 20, date(2027, 1, 1)],
            ["c", 30, date(2028, 1, 1)],
        ],
        "Access": everywhere("a", "b", "c"),
        "Licenses": [
            ["License", "Metric", "Covers", "Price", "Per", "Term"],
            ["CAL", "User", "Windows Server", 16, "Year", term],
        ],
    }
    _, plan = solve(tmp_path, sheets)
    assert (plan.cost, plan.due_now) == (5920, 1600)
    once = {**sheets, "Settings": settings(3, "Once")}
    assert solve(tmp_path, once)[1].cost == 7200


def test_three_years_prepaid(tmp_path: Path) -> None:
    # 44.00 and two years at 17.48 are 78.96; 55.25 for good is less.
    sheets: Sheets = {
        "Settings": settings(5, "Yearly"),
        "Users": [["User", "Count"], ["all", 10]],
        "Access": everywhere("all"),
        "Licenses": [
            ["License", "Metric", "Covers", "Price"],
            ["CAL", "User", "Windows Server", 55.25],
        ],
        "Offers": [
            ["Offer", "License", "Price", "Per", "Term"],
            ["three years", "CAL", 44, "Once", 36],
            ["a year", "CAL", 17.48, "Year", 12],
        ],
    }
    assert solve(tmp_path, sheets)[1].cost == Decimal("552.50")


@pytest.mark.parametrize(("term", "cost"), [(12, 1620), (None, 1920)])
def test_leavers_make_room_for_joiners(tmp_path: Path, term: int | None, cost: int) -> None:
    sheets: Sheets = {
        "Settings": settings(3, "Yearly"),
        "Users": [
            ["User", "Count", "From", "To"],
            ["stay", 30, None, None],
            ["leave", 20, None, date(2026, 12, 31)],
            ["join", 25, date(2027, 1, 1), date(2027, 12, 31)],
        ],
        "Access": everywhere("stay", "leave", "join"),
        "Licenses": [
            ["License", "Metric", "Covers", "Price", "Per", "Term"],
            ["CAL", "User", "Windows Server", 12, "Year", term],
        ],
    }
    assert solve(tmp_path, sheets)[1].cost == cost


def test_cores_lift_cal_mode_in_the_one_period_that_needs_it(tmp_path: Path) -> None:
    # The database is there in the last quarter only: two packs of cores at 3 a year lift its 100.
    sheets: Sheets = {
        "Settings": settings(1),
        "Servers": [
            ["Server", "Product", "Cores", "CAL mode cost", "From"],
            ["DB", "P", 4, 100, date(2026, 10, 1)],
        ],
        "Products": [["Product", "Family"], ["P", "F"]],
        "Access": [["User", "Device", "Server"], ["ann", None, "DB"]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price", "Pack"],
            ["User", "User", "F", 1, None],
            ["Core", "Core", "F", 3, 2],
        ],
    }
    _, plan = solve(tmp_path, sheets)
    assert (plan.cost, orders(plan)) == (6, [("Core", "2026-10-01", 4)])


def test_of_one_days_rows_the_last_one_holds(tmp_path: Path) -> None:
    # The server never has SQL Server, which nothing opens.
    sheets: Sheets = {
        "Settings": settings(1),
        "Servers": [["Server", "Product"], ["s", W]],
        "Products": [["Product", "Family", "Version"], ["DB", "SQL Server", ""]],
        "Access": [["User", "Device", "Server"], ["ann", None, "s"]],
        "Licenses": WINDOWS,
        "Timeline": [
            ["From", "Change", "Target", "Value"],
            [date(2026, 5, 1), "Product", "s", "DB"],
            [date(2026, 5, 1), "Product", "s", W],
        ],
    }
    assert solve(tmp_path, sheets)[1].cost == 50


def test_assigned_units_are_filled_in_the_order_of_owned(tmp_path: Path) -> None:
    # Bea's seven are 2 + 2 + 3, the middle ones end; Ann's one is of the last row and lasts.
    sheets: Sheets = {
        "Settings": settings(2, "Yearly"),
        "Users": [["User"], ["ann"], ["bea"]],
        "Access": [["User", "Device", "Server"], ["ann", None, W]],
        "Licenses": [["License", "Metric", "Covers"], ["CAL", "User", "Windows Server"]],
        "Owned": [
            ["License", "Quantity", "Until"],
            ["CAL", 2, None],
            ["CAL", 2, date(2026, 2, 10)],
            ["CAL", 4, None],
        ],
        "Assigned": [["License", "User", "Quantity"], ["CAL", "bea", 7], ["CAL", "ann", 1]],
    }
    assert solve(tmp_path, sheets)[1].cost == 0


LAPSING: Sheets = {
    "Settings": [*settings(2, "Yearly"), ["Organization size", 10]],
    "Access": everywhere("ann"),
    "Licenses": [
        ["License", "Metric", "Covers", "Price"],
        ["Site", "Organization", "Windows Server", 7],
    ],
    "Owned": [
        ["License", "Quantity", "SA until"],
        ["Site", 4, date(2026, 12, 31)],
        ["Site", 6, None],
    ],
}


def test_units_in_full_fill_up_what_lapsed_ones_license_in_part(tmp_path: Path) -> None:
    # In 2027 four of the ten units open dated versions only, which is all that is asked for.
    assert solve(tmp_path, LAPSING)[1].cost == 0


def test_a_lapsed_license_is_what_another_one_requires(tmp_path: Path) -> None:
    # In 2027 the base license has lapsed; the host still has it, so the other one may be taken.
    sheets: Sheets = {
        "Settings": settings(2, "Yearly"),
        "Servers": [["Server", "Product"], ["s", "P"]],
        "Products": [["Product", "Family", "Version"], ["P", "F", "2019"]],
        "Access": [["User", "Device", "Server"], ["ann", None, "s"]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price", "Requires"],
            ["Base", "Server", "G", 50, None],
            ["More", "Server", "F", 7, "Base"],
        ],
        "Owned": [["License", "Quantity", "SA until"], ["Base", 1, date(2026, 12, 31)]],
    }
    assert solve(tmp_path, sheets)[1].cost == 7


def test_comparisons_by_date_are_bounded_by_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the work runs out the plan is the same, and they are said not to be finished."""
    sheets: Sheets = {
        "Settings": settings(2),
        "Access": everywhere("ann"),
        "Licenses": WINDOWS,
    }
    works: list[int | None] = []

    def running_out(*asked: Any) -> tuple[Status, None]:
        works.append(next(each for each in asked if isinstance(each, Clock)).work)
        return Status.UNKNOWN, None

    for name in ("least_over_time", "all_now"):
        monkeypatch.setattr(comparisons_over_time, name, running_out)
    _, plan = solve(tmp_path, sheets)
    assert (plan.status, plan.cost) == ("optimal", 50)
    assert works == [Tuning().extra_work] * 3
    assert plan.unfinished == {"user", "device", "now"}
