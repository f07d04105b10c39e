"""The price of each rule of the planner's: the plan without it, solved by itself."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from optimizer.domain.answers import NegotiationAnswers
from optimizer.domain.options import Options
from optimizer.domain.plan import Plan
from optimizer.domain.planned import Planned
from optimizer.domain.problems import Findings
from optimizer.planning import optimize
from optimizer.report.negotiation_text import advice
from optimizer.whatif.negotiation import rule_prices
from optimizer.whatif.negotiation.negotiate import negotiate
from tests.explaining.test_mixed_hosts import farm
from tests.support.books import WINDOWS, Sheets, tables, write

P = "Windows Server 2022"
LATER = {"Settings": [["Setting", "Value"], ["Orders", "Yearly"], ["Horizon", 2]]}


def asked(path: Path, sheets: Sheets) -> tuple[Plan, NegotiationAnswers]:
    found = tables(write(path / "in.xlsx", {"Licenses": WINDOWS} | dict(sheets)))
    plan = optimize(found, Findings())
    return plan, negotiate(Planned(found, plan), Options())


def prices(path: Path, sheets: Sheets) -> list[tuple[str, str, Decimal]]:
    return [(r.rule, r.where, r.price) for r in asked(path, sheets)[1].rules]


def test_one_kind_and_who_would_use_a_second_host(tmp_path: Path) -> None:
    """With one kind three device licenses more for the partner, or three user licenses for the
    clerks: 4 x 136 against 174 + 136, a difference of 234."""
    plan, deal = asked(tmp_path, farm("Remote Desktop"))
    (price,) = deal.rules
    assert (price.rule, price.where, price.price) == (
        "One kind",
        "Remote Desktop on RDS01",
        Decimal("234.00"),
    )
    assert price.instead == (
        'A second host beside "RDS01", in user mode for Remote Desktop, would serve partner; it is '
        "not counted in itself."
    )
    (said,) = [each for each in advice(deal, plan) if each.what.startswith("One kind")]
    assert said.why.endswith(price.instead)


def test_a_second_host_costs_what_the_plan_without_the_rule_does(tmp_path: Path) -> None:
    """The host that the sentence speaks of, typed in."""
    _, deal = asked(tmp_path, farm("Remote Desktop"))
    sheets = {name: [list(row) for row in rows] for name, rows in farm("Remote Desktop").items()}
    sheets["Servers"].append(["RDS02", sheets["Servers"][1][1], "Remote Desktop: User"])
    for row in sheets["Access"][1:]:
        row[2] = "RDS02" if row[0] == "partner" else row[2]
    assert asked(tmp_path, sheets)[0].cost == deal.rules[0].cost


def test_no_second_host_is_named_where_a_connector_could_be_taken(tmp_path: Path) -> None:
    sheets = dict(farm("Remote Desktop"))
    connector = ["Connector", "Server", "Remote Desktop", 9000]
    sheets["Licenses"] = [*sheets["Licenses"], connector]
    (price,) = asked(tmp_path, sheets)[1].rules
    assert (price.price, price.instead) == (Decimal("234.00"), "")


def test_license_by_of_all_rows_and_of_each(tmp_path: Path) -> None:
    """Two people on one PC who must hold their own: 100 for 39; one of them alone: 50 + 39 more
    than 39."""
    sheets = {
        "Users": [["User", "License by"], ["a", "User"], ["b", "User"]],
        "Access": [["User", "Device", "Server"], ["a", "PC", P], ["b", "PC", P]],
    }
    assert prices(tmp_path, sheets) == [
        ("License by", "2 rows", Decimal("61.00")),
        ("License by", "a", Decimal("11.00")),
        ("License by", "b", Decimal("11.00")),
    ]


def test_maximum_and_minimum_of_offers(tmp_path: Path) -> None:
    """Three people: two at 30 and one at 50; without the Maximum three at 30. An offer at 10 from
    five on costs 50 for five: without the Minimum 30 for three."""
    head = ["Offer", "License", "Price", "Minimum", "Maximum"]
    sheets = {
        "Users": [["User", "License by"], *([u, "User"] for u in "abc")],
        "Access": [["User", "Server"], *([u, P] for u in "abc")],
        "Offers": [head, ["Few", "User CAL", 30, "", 2]],
    }
    assert ("Maximum", "Few", Decimal("20.00")) in prices(tmp_path, sheets)
    sheets["Offers"] = [head, ["Many", "User CAL", 10, 5, ""]]
    assert ("Minimum", "Many", Decimal("20.00")) in prices(tmp_path, sheets)


def test_for_of_a_license(tmp_path: Path) -> None:
    """The partners' CAL at 5 would serve the employee as well: 50 less 5."""
    sheets = {
        "Users": [["User", "Type"], ["a", "Employee"], ["p", "Partner"]],
        "Access": [["User", "Server"], ["a", P], ["p", P]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price", "For"],
            ["User CAL", "User", "Windows Server", 50, ""],
            ["Partner CAL", "User", "Windows Server", 5, "Partner"],
        ],
    }
    assert prices(tmp_path, sheets) == [("For", "Partner CAL", Decimal("45.00"))]


def test_same_holder_of_a_family(tmp_path: Path) -> None:
    """The base is covered on the device at 10; the additive license of the user at 20 needs a base
    of the user's own at 30, where the device's would cost 60."""
    sheets = {
        "Servers": [["Server", "Product"], ["S", "App"]],
        "Products": [["Product", "Family", "Version"], ["App", "Base", ""], ["App", "Plus", ""]],
        "Families": [["Family", "Base", "Same holder"], ["Base", "", ""], ["Plus", "Base", "Yes"]],
        "Access": [["User", "Device", "Server"], ["a", "PC", "S"]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price"],
            ["Base user", "User", "Base", 30],
            ["Base device", "Device", "Base", 10],
            ["Plus user", "User", "Plus", 20],
            ["Plus device", "Device", "Plus", 60],
        ],
    }
    assert prices(tmp_path, sheets) == [("Same holder", "Plus", Decimal("20.00"))]


def test_exempt_administration_and_pairing_save(tmp_path: Path) -> None:
    """Without Exempt its user needs 50, without Administration two people do."""
    access = [
        ["User", "Device", "Server", "Purpose", "Reason"],
        ["a", "", P, "Exempt", "web"],
        ["x", "", P, "Administration", ""],
        ["y", "", P, "Administration", ""],
        ["z", "", P, "", ""],
    ]
    assert prices(tmp_path, {"Access": access}) == [
        ("Administration", "x on any device, Windows Server 2022", Decimal("-50.00")),
        ("Administration", "y on any device, Windows Server 2022", Decimal("-50.00")),
        ("Exempt", "1 row", Decimal("-50.00")),
        ("Administration", "2 rows", Decimal("-100.00")),
    ]


def test_pairing_own_saves(tmp_path: Path) -> None:
    """Two people, a PC each, one CAL of either kind: enough. Were each on both PCs, one device CAL
    more would be needed."""
    sheets = {
        "Users": [["User", "Count"], ["g", 2]],
        "Devices": [["Device", "Count"], ["pcs", 2]],
        "Access": [["User", "Device", "Server", "Pairing"], ["g", "pcs", P, "Own"]],
        "Owned": [["License", "Quantity"], ["User CAL", 1], ["Device CAL", 1]],
    }
    plan, deal = asked(tmp_path, sheets)
    assert plan.cost == 0
    assert [(r.rule, r.where, r.price) for r in deal.rules] == [("Pairing Own", "1 row", -39)]


def test_rules_past_the_most_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule_prices, "MOST", 1)
    sheets = {
        "Users": [["User", "License by"], ["a", "User"], ["b", "User"]],
        "Access": [["User", "Device", "Server"], ["a", "PC", P], ["b", "PC", P]],
    }
    _, deal = asked(tmp_path, sheets)
    assert ([r.where for r in deal.rules], deal.rules_left) == (["2 rows"], 2)


def test_rules_of_a_plan_over_time_have_a_price_too(tmp_path: Path) -> None:
    sheets = {
        **LATER,
        "Users": [["User", "License by"], ["a", "User"], ["b", "User"]],
        "Access": [["User", "Device", "Server"], ["a", "PC", P], ["b", "PC", P]],
    }
    assert ("License by", "2 rows", Decimal("61.00")) in prices(tmp_path, sheets)


DATED: Sheets = {
    "Settings": [
        ["Setting", "Value"],
        ["As of", date(2026, 1, 1)],
        ["Horizon", 2],
        ["Orders", "Yearly"],
        ["Discount rate", 0.1],
    ],
    "Users": [
        ["User", "Count", "Type", "From", "License by"],
        ["staff", 4, "", "", ""],
        ["guests", 5, "External", date(2027, 1, 1), "User"],
        ["web", 2, "", date(2027, 1, 1), ""],
        ["admins", 2, "", "", ""],
    ],
    "Servers": [["Server", "Product"], ["F", "P"], ["M", "P; Q; R"]],
    "Products": [["Product", "Family", "Version"], ["P", "F", ""], ["Q", "G", ""], ["R", "R", ""]],
    "Families": [["Family", "Base", "Same holder"], ["G", "R", "Yes"]],
    "Access": [
        ["User", "Device", "Server", "Purpose", "Reason"],
        ["staff", "pc", "M", "", ""],
        ["guests", "till", "F", "", ""],
        ["web", "", "F", "Exempt", "public pages"],
        ["admins", "", "F", "Administration", ""],
    ],
    "Licenses": [
        ["License", "Metric", "Covers", "For", "Price", "Term"],
        ["F staff", "User", "F", "Employee", 30, ""],
        ["F user", "User", "F", "", 60, ""],
        ["F device", "Device", "F", "", 39, ""],
        ["G user", "User", "G", "", 6, 12],
        ["G device", "Device", "G", "", 400, ""],
        ["R user", "User", "R", "", 9, ""],
        ["R device", "Device", "R", "", 8, ""],
    ],
    "Offers": [
        ["Offer", "License", "Price", "Minimum", "Maximum"],
        ["few", "F user", 20, "", 1],
        ["many", "F user", 25, 10, ""],
    ],
}
WITHOUT: dict[tuple[str, str], tuple[str, int, int, object]] = {
    ("Same holder", "G"): ("Families", 1, 2, "No"),
    ("For", "F staff"): ("Licenses", 1, 3, ""),
    ("License by", "1 row"): ("Users", 2, 4, ""),
    ("Minimum", "many"): ("Offers", 2, 3, ""),
    ("Maximum", "few"): ("Offers", 1, 4, ""),
    ("Exempt", "1 row"): ("Access", 3, 3, ""),
    ("Administration", "1 row"): ("Access", 4, 3, ""),
}
"""A rule, and the cell (sheet, row, column) that a planner changes to be without it."""


def test_a_rule_over_time_costs_what_the_workbook_without_it_does(tmp_path: Path) -> None:
    """Every kind of rule, each with something to say in some period."""
    found = tables(write(tmp_path / "in.xlsx", DATED))
    plan = optimize(found, Findings())
    told, left = rule_prices.rule_prices(Planned(found, plan), Options())
    assert left == 0
    costs = {}
    for rule, (sheet, row, column, value) in WITHOUT.items():
        rows = [list(each) for each in DATED[sheet]]
        rows[row][column] = value
        changed = tables(write(tmp_path / "without.xlsx", {**DATED, sheet: rows}))
        costs[rule] = optimize(changed, Findings()).cost
    differing = {rule: cost for rule, cost in costs.items() if cost != plan.cost}
    assert {(each.rule, each.where): each.cost for each in told} == differing
    assert differing.keys() == WITHOUT.keys()
