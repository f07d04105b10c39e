"""Negotiation as a whole: its sheet, the order of its advice, what the planner's own rules cost."""

from pathlib import Path

import openpyxl

from optimizer.report.negotiation_text import advice
from tests.support.books import WINDOWS, solve_to, write
from tests.support.recalculate import converted, differences
from tests.whatif.negotiation.support import asked
from tests.whatif.test_changes import BASE

P = "Windows Server 2022"


def test_the_sheet_recalculates_and_answers_a_price_of_ones_own(tmp_path: Path) -> None:
    source = write(
        tmp_path / "in.xlsx",
        {**BASE, "Users": [[*row, "x" if i % 2 else "y"] for i, row in enumerate(BASE["Users"])]},
    )
    book = openpyxl.load_workbook(source)
    book["Users"]["F1"].value = "Department"
    book.save(source)
    target = tmp_path / "out.xlsx"
    plan = solve_to(source, target, negotiating=True).plan
    found = plan.deal
    assert found is not None
    assert differences(target, tmp_path)[1] == []
    book = openpyxl.load_workbook(target)
    page = book["Negotiation"]
    own = next(cell for row in page.iter_rows() for cell in row if cell.value == "Try a price")
    today = next(cell for row in page.iter_rows() for cell in row if cell.value == "Today")
    price = page.cell(today.row, own.column + 2).value
    (curve,) = [curve for curve in found.curves if float(curve.price) == price]
    assert curve.offer in {purchase.offer for purchase in plan.purchases}
    page.cell(own.row, own.column + 2).value = float(curve.segments[0].high)
    book.save(tmp_path / "tried.xlsx")
    again = openpyxl.load_workbook(
        converted(tmp_path / "tried.xlsx", tmp_path, "xlsx"), data_only=True
    )["Negotiation"]
    assert again.cell(own.row, own.column + 4).value == float(curve.segments[0].cost_high)
    many = curve.segments[0].quantity
    assert again.cell(own.row + 1, own.column).value == f"You would buy {many} at this price."


def test_the_advice_is_in_money_order_and_never_void(tmp_path: Path) -> None:
    _, plan, deal = asked(tmp_path, BASE)
    found = advice(deal, plan)
    assert 0 < len(found) <= 10
    assert [each.worth for each in found] == sorted((each.worth for each in found), reverse=True)
    assert all(each.worth > 0 and each.why.endswith(".") for each in found)
    assert {each.verb for each in found} <= {"Avoid", "Keep", "Ask", "Block", "Change"}


def test_what_the_planners_own_rules_cost(tmp_path: Path) -> None:
    """Staff must be licensed by user, 3 x 50, though their one device takes 39: the rule costs 111.
    The exempt row saves 50 at least: without it Guest's user CAL, 50, or a device CAL, 39."""
    sheets = {
        "Users": [["User", "Count", "License by"], ["staff", 3, "User"], ["guest", 1, ""]],
        "Access": [
            ["User", "Device", "Server", "Purpose"],
            ["staff", "pc", P, ""],
            ["guest", "kiosk", P, "Exempt"],
        ],
        "Licenses": WINDOWS,
    }
    deal = asked(tmp_path, sheets)[2]
    assert [(r.rule, r.where, r.cost, r.price) for r in deal.rules] == [
        ("License by", "1 row", 39, 111),
        ("Exempt", "1 row", 189, -39),
    ]


def test_the_price_of_one_kind_on_a_session_host(tmp_path: Path) -> None:
    """Three people share a PC and Ann has three more: without One kind 39 for the PC and 50 for her;
    with it three user CALs, 150, or four device CALs, 156."""
    sheets = {
        "Servers": [["Server", "Product", "One kind"], ["RDS01", P, "Windows Server"]],
        "Access": [
            ["User", "Device", "Server"],
            *(["ann", device, "RDS01"] for device in ("pc", "a", "b", "c")),
            *([user, "pc", "RDS01"] for user in ("bob", "cy")),
        ],
        "Licenses": WINDOWS,
    }
    deal = asked(tmp_path, sheets)[2]
    assert [(r.rule, r.where, r.cost, r.price) for r in deal.rules] == [
        ("One kind", "Windows Server on RDS01", 89, 61)
    ]
