"""What a price is worth where licenses are ordered by date: every order date scaled together."""

import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from optimizer import api
from optimizer.dated_planning import cheapest_over_time
from optimizer.domain.answers import Curve
from optimizer.domain.options import Options
from optimizer.domain.planned import Planned
from optimizer.domain.tables import Tables
from optimizer.whatif.negotiation.negotiate import negotiate, one_curve
from tests.support.books import WINDOWS, Sheets, solve, tables, write
from tests.support.recalculate import differences

W = "Windows Server 2022"
SETTINGS = [
    ["Setting", "Value"],
    ["As of", date(2026, 1, 1)],
    ["Horizon", 2],
    ["Orders", "Yearly"],
]


def read(path: Path, sheets: Sheets) -> Tables:
    return tables(write(path / "book.xlsx", sheets))


def shift_work(*settings: list[Any]) -> Sheets:
    """Two people on one till from the first year on, two more on another one in the second."""
    return {
        "Settings": [*SETTINGS, *settings],
        "Users": [
            ["User", "Count", "From", "Department"],
            ["a", 2, None, "North"],
            ["b", 2, date(2027, 1, 1), "South"],
        ],
        "Devices": [["Device", "From"], ["t1", None], ["t2", date(2027, 1, 1)]],
        "Access": [["User", "Device", "Server"], ["a", "t1", W], ["b", "t2", W]],
        "Licenses": WINDOWS,
    }


def test_a_curve_has_the_price_at_which_the_mix_changes_hands(tmp_path: Path) -> None:
    # A till's device CAL is worth the two user CALs of its shift, 100, on either date; both dates
    # move together, so two are bought below 100 and none from there on.
    curve = one_curve(read(tmp_path, shift_work()), 1, Options())
    assert isinstance(curve, Curve)
    assert [(s.low, s.high, s.quantity, s.cost, s.cost_high) for s in curve.segments] == [
        (0, Decimal("99.99"), 2, 0, Decimal("199.98")),
        (100, 117, 0, 200, 200),
    ]
    assert (curve.walk_away, curve.cost_today, curve.by_date) == (100, 78, True)
    assert dict(curve.discounts)[Decimal("0.1")] == Decimal("7.80")


def test_a_rise_is_scaled_with_the_price(tmp_path: Path) -> None:
    # Twice as dear in 2027: then a device CAL reaches 100 at today's 50, where in 2026 it has not.
    sheets = shift_work(["Discount rate", 0])
    sheets["Timeline"] = [
        ["From", "Change", "Target", "Value"],
        [date(2027, 1, 1), "Price", "User CAL", 50],
        [date(2027, 1, 1), "Price factor", "Device CAL", 2],
    ]
    curve = one_curve(read(tmp_path, sheets), 1, Options())
    assert isinstance(curve, Curve)
    # The second one is bought early, at today's price, so it changes hands at 100 all the same.
    assert [(s.low, s.quantity) for s in curve.segments] == [(0, 2), (100, 0)]


@pytest.mark.parametrize(
    "price", [Decimal(0), Decimal("31.5"), Decimal(39), Decimal(80), Decimal(110)]
)
def test_a_curve_says_what_a_plan_at_that_price_costs(tmp_path: Path, price: Decimal) -> None:
    sheets = shift_work(["Discount rate", 0.07])
    curve = one_curve(read(tmp_path, sheets), 1, Options())
    assert isinstance(curve, Curve)
    changed = [*WINDOWS[:2], [*WINDOWS[2][:-1], float(price)]]
    other = cheapest_over_time(read(tmp_path, {**sheets, "Licenses": changed}), Options())
    segment = next(s for s in curve.segments if s.low <= price <= s.high)
    if price in (segment.low, segment.high):
        assert other == (segment.cost if price == segment.low else segment.cost_high)
    else:
        assert other is not None
        assert segment.cost <= other <= segment.cost_high


def test_an_offer_that_no_day_sells_has_no_curve(tmp_path: Path) -> None:
    sheets = shift_work()
    sheets["Offers"] = [
        ["Offer", "License", "Price", "Valid until"],
        ["gone", "Device CAL", 1, date(2025, 12, 31)],
    ]
    curve = one_curve(read(tmp_path, sheets), 2, Options())
    assert curve == "it can be ordered on no order date"


def test_the_api_draws_it(tmp_path: Path) -> None:
    curve = api.price_curve(read(tmp_path, shift_work()), "Device CAL")
    assert isinstance(curve, Curve)
    assert curve.walk_away == 100


def test_every_question_that_dates_leave_a_meaning_is_answered(tmp_path: Path) -> None:
    found, plan = solve(tmp_path, shift_work())
    deal = negotiate(Planned(found, plan), Options())
    assert {curve.offer for curve in deal.curves} == {"User CAL", "Device CAL"}
    # Without the second till's accesses its 39 are not spent.
    assert ("Device", "t2", 39) in {(x.kind, x.name, x.saving) for x in deal.levers}
    # Each department would pay for its own till alone.
    assert deal.shares is not None
    assert [(s.department, s.share, s.alone) for s in deal.shares.shares] == [
        ("North", 39, 39),
        ("South", 39, 39),
    ]


def test_the_curve_is_drawn_without_a_price_to_try(tmp_path: Path) -> None:
    found, plan = solve(tmp_path, shift_work())
    deal = negotiate(Planned(found, plan), Options())
    target = tmp_path / "out.xlsx"
    solved = api.Result(tables=found, plan=replace(plan, deal=deal), source=tmp_path / "book.xlsx")
    solved.write(target)
    page = openpyxl.load_workbook(target, data_only=True)["Negotiation"]
    cells = [[cell.value for cell in row] for row in page.iter_rows()]
    said = [value for row in cells for value in row if value is not None]
    assert "One price looked at closely: Device CAL" in said
    assert "Try a price" not in said  # only the ends of segments are solved
    marked = [[row[6], *row[8:11:2]] for row in cells if row[6] in ("Today", "Walk away")]
    assert ["Today", 39, 78] in marked
    assert ["Walk away", 100, 200] in marked
    with zipfile.ZipFile(target) as parts:
        charts = [parts.read(n).decode() for n in parts.namelist() if "charts/chart" in n]
    drawn = next(chart for chart in charts if "walk away" in chart)
    assert "Your price" not in drawn
    count, different = differences(target, tmp_path)
    assert count
    assert not different


def test_what_renewing_is_worth_by_date(tmp_path: Path) -> None:
    # Ten end after a year; renewed at their end for 8 each, bought anew for 50, or nothing at all.
    sheets: Sheets = {
        "Settings": SETTINGS,
        "Users": [["User", "Count"], ["a", 6]],
        "Access": [["User", "Device", "Server"], ["a", None, W]],
        "Licenses": WINDOWS,
        "Owned": [["License", "Quantity", "Until"], ["User CAL", 10, date(2026, 12, 31)]],
        "Offers": [
            ["Offer", "License", "From license", "Price", "Starts"],
            ["renewal", "User CAL", "User CAL", 8, "At expiry"],
        ],
    }
    found, plan = solve(tmp_path, sheets)
    renewed = negotiate(Planned(found, plan), Options()).renewal
    assert renewed is not None
    assert (renewed.units, renewed.nothing, renewed.everything, renewed.optimum) == (
        10,
        300,
        80,
        48,
    )
