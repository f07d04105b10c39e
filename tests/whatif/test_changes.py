"""Scenarios: every change against the same workbook edited by hand, and every wrong change at its
cell."""

from pathlib import Path
from typing import Any

import pytest

from optimizer import planning
from optimizer.domain.options import Options
from optimizer.domain.problems import Findings
from optimizer.whatif.scenarios import futures
from tests.support.books import Sheets, problems, solve, tables, write

BASE: Sheets = {
    "Settings": [["Setting", "Value"], ["Budget", 5000], ["Horizon", 3], ["Discount rate", 0.05]],
    "Users": [
        ["User", "Count", "Type", "License by", "Same as"],
        ["nurses", 25, "Employee", "", ""],
        ["sales", 4, "Employee", "", ""],
        ["guest", 1, "External", "", ""],
        ["boss", 1, "Employee", "", ""],
        ["chief", 1, "Employee", "", "boss"],
    ],
    "Devices": [
        ["Device", "Count", "License by"],
        ["terminals", 10, ""],
        ["laptops", 4, ""],
        ["phone", 1, ""],
    ],
    "Servers": [
        ["Server", "Product", "Count"],
        ["files", "Windows Server 2019", 1],
        ["mail", "Exchange Server 2019", 1],
    ],
    "Access": [
        ["User", "Device", "Server", "Sessions", "Pairing"],
        ["nurses", "terminals", "files", 100, ""],
        ["sales", "laptops", "files", 40, "Own"],
        ["boss", "laptops", "mail", 3, ""],
        ["chief", "laptops", "mail", 4, ""],
        ["guest", "terminals", "files", 2, ""],
        ["boss", "phone", "mail", 90, ""],
    ],
    "Licenses": [
        ["License", "Metric", "Covers", "Version", "Price", "Per"],
        ["Windows user", "User", "Windows Server", 2022, 50, "Year"],
        ["Windows device", "Device", "Windows Server", 2022, 39, "Once"],
        ["Windows 2025 device", "Device", "Windows Server", 2025, 70, "Once"],
        ["Mail user", "User", "Exchange Standard", "", 97, "Once"],
        ["Mail device", "Device", "Exchange Standard", "", "", ""],
    ],
    "Offers": [
        ["Offer", "License", "From license", "Price", "From quantity", "Channel"],
        ["tiers", "Windows device", "", 38, 1, "CSP"],
        ["tiers", "Windows device", "", 20, 12, "CSP"],
        ["exchange", "Mail device", "Windows user", 5, "", "EA"],
        ["mail", "Mail device", "", 76, "", "EA"],
    ],
    "Owned": [["License", "Quantity"], ["Windows user", 6], ["Windows user", 3]],
    "Assigned": [
        ["License", "User", "Quantity", "Movable"],
        ["Windows user", "sales", 4, "No"],
        ["Windows user", "boss", "", "Yes"],
    ],
}


def edited(**cells: object) -> Sheets:
    """BASE with cells changed, each given as Sheet_Row_Column (from 1, the header being row 1)."""
    sheets = {name: [list(row) for row in rows] for name, rows in BASE.items()}
    for place, value in cells.items():
        sheet, row, column = place.split("_")
        sheets[sheet][int(row) - 1][int(column) - 1] = value
    return sheets


def without(sheet: str, *rows: int, base: Sheets = BASE) -> Sheets:
    return {**base, sheet: [row for number, row in enumerate(base[sheet], 1) if number not in rows]}


CASES = {
    "price of a license": ([["Price", "windows USER", 12.5]], edited(Licenses_2_5=12.5)),
    "price of an offer": ([["Price", "mail", "10,50"]], edited(Offers_5_4=10.5)),
    "factor on tiers": ([["Price factor", "tiers", 0.5]], edited(Offers_2_4=19, Offers_3_4=10)),
    "factor on all": (
        [["Price factor", "*", 2]],
        edited(
            Licenses_2_5=100,
            Licenses_3_5=78,
            Licenses_4_5=140,
            Licenses_5_5=194,
            Offers_2_4=76,
            Offers_3_4=40,
            Offers_4_4=10,
            Offers_5_4=152,
        ),
    ),
    "count": ([["Count", "Nurses", 8]], edited(Users_2_2=8)),
    "count of both ends of pairs": (
        [["Count", "sales", 5], ["Count", "laptops", 5]],
        edited(Users_3_2=5, Devices_3_2=5),
    ),
    "count below what sits there": (
        [["Count", "sales", 2], ["Count", "laptops", 2]],
        edited(Users_3_2=2, Devices_3_2=2, Assigned_2_3=2),
    ),
    "count 0": ([["Count", "boss", 0]], edited(Users_5_2=0)),
    "count factor, half up": ([["Count factor", "nurses", 0.1]], edited(Users_2_2=3)),
    "count factor on all": (
        [["Count factor", "*", "50 %"]],
        edited(Users_2_2=13, Users_3_2=2, Devices_2_2=5, Devices_3_2=2, Assigned_2_3=2),
    ),
    "owned": ([["Owned", "Windows user", 20]], edited(Owned_3_2=14)),
    "owned less": ([["Owned", "Windows user", 5]], edited(Owned_2_2=5, Owned_3_2=0)),
    "owned none": (
        [["Owned", "Windows user", 0]],
        without("Assigned", 2, 3, base=without("Owned", 2, 3)),
    ),
    "owned anew": (
        [["Owned", "Mail user", 1]],
        {**BASE, "Owned": [*BASE["Owned"], ["Mail user", 1]]},
    ),
    "without a license": (
        [["Without license", "Windows user", ""]],
        without(
            "Assigned",
            2,
            3,
            base=without("Owned", 2, 3, base=without("Offers", 4, base=without("Licenses", 2))),
        ),
    ),
    "without an offer": ([["Without offer", "tiers", ""]], without("Offers", 2, 3)),
    "without a plain offer": ([["Without offer", "Mail user", ""]], edited(Licenses_5_5="")),
    "without a channel": ([["Without channel", "ea", ""]], without("Offers", 4, 5)),
    "upgrade": (
        [["Product", "files", "Windows Server 2025"]],
        edited(Servers_2_2="Windows Server 2025"),
    ),
    "license by": ([["License by", "nurses", "User"]], edited(Users_2_4="User")),
    "license by, a device": ([["License by", "phone", "User"]], edited(Devices_4_3="User")),
    "count factor on all people": (
        [["Count factor", "users", "50 %"], ["Count", "laptops", 2]],
        edited(Users_2_2=13, Users_3_2=2, Devices_3_2=2, Assigned_2_3=2),
    ),
    "count factor on all devices": (
        [["Count factor", "Devices", "50 %"], ["Count", "sales", 2]],
        edited(Devices_2_2=5, Devices_3_2=2, Users_3_2=2, Assigned_2_3=2),
    ),
    "without a rule": ([["Without rule", "pairing own", ""]], edited(Access_3_5="")),
    "rare accesses": ([["Minimum sessions", "", 7]], without("Access", 6)),
    "rarer accesses": ([["Minimum sessions", "*", 8]], without("Access", 4, 5, 6)),
    "budget": ([["Budget", "", 1]], edited(Settings_2_2=1)),
    "horizon": ([["Horizon", "", 5]], edited(Settings_3_2=5)),
    "discount rate": ([["Discount rate", "", "20 %"]], edited(Settings_4_2=0.2)),
    "one after the other": (
        [["Price", "Mail user", 10], ["Price factor", "Mail user", 3], ["Count", "nurses", 1]],
        edited(Licenses_5_5=30, Users_2_2=1),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_scenario_is_the_workbook_edited_by_hand(tmp_path: Path, name: str) -> None:
    changes, by_hand = CASES[name]
    rows = [["Scenario", "Change", "Target", "Value"], *(["future", *change] for change in changes)]
    found = tables(write(tmp_path / "a.xlsx", {**BASE, "Scenarios": rows}))
    (future,) = futures(found, Options())
    _, expected = solve(tmp_path, by_hand)
    assert future.plan is not None
    assert (future.status, future.plan.cost, future.plan.due_now) == (
        "optimal",
        expected.cost,
        expected.due_now,
    )
    assert (future.plan.budget, future.plan.balances) == (expected.budget, expected.balances)


@pytest.mark.parametrize(
    ("change", "cost"),
    [
        (["Discount rate", "", 0], 100),  # nothing of it: both nurses need one
        (["Count", "boss", 2], 100),  # one of those past the members serves the second boss
        (["Count", "boss", 0], 0),  # nobody is there: all three are free to use
    ],
)
def test_units_past_the_members_stay_unless_the_row_goes(
    tmp_path: Path, change: list[Any], cost: int
) -> None:
    """Three units sit with boss, one person; the two nurses have none."""
    sheets: Sheets = {
        "Users": [["User", "Count"], ["boss", 1], ["nurses", 2]],
        "Access": [
            ["User", "Device", "Server"],
            *([u, "", "Windows Server 2019"] for u in ("boss", "nurses")),
        ],
        "Licenses": [
            ["License", "Metric", "Covers", "Price"],
            ["CAL", "User", "Windows Server", 50],
        ],
        "Owned": [["License", "Quantity"], ["CAL", 3]],
        "Assigned": [["License", "User", "Quantity"], ["CAL", "boss", 3]],
        "Scenarios": [["Scenario", "Change", "Target", "Value"], ["future", *change]],
    }
    (future,) = futures(tables(write(tmp_path / "a.xlsx", sheets)), Options())
    assert future.plan is not None
    assert future.plan.cost == cost


def test_one_that_cannot_be_met_says_why_and_stops_no_other(tmp_path: Path) -> None:
    rows = [
        ["Scenario", "Change", "Target", "Value"],
        ["newer mail", "Product", "files", "Windows Server 2025; SQL Server 2022"],
        ["cheap", "Price", "Mail user", 1],
    ]
    found = tables(write(tmp_path / "a.xlsx", {**BASE, "Scenarios": rows}))
    impossible, cheap = futures(found, Options())
    assert (impossible.status, impossible.plan) == ("infeasible", None)
    assert "SQL Server" in str(impossible.reasons[0])
    assert cheap.status == "optimal"


def test_the_plan_itself_does_not_change(tmp_path: Path) -> None:
    rows = [["Scenario", "Change", "Target", "Value"], ["dear", "Price factor", "*", 9]]
    found = tables(write(tmp_path / "a.xlsx", {**BASE, "Scenarios": rows}))
    assert planning.optimize(found, Findings()).cost == solve(tmp_path, BASE)[1].cost


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (["Prise", "x", 1], 'Scenarios!B2: Change "Prise" is not known here. Did you mean '
                            '"Price"? Type Price, '),
        (["Price", "Windows usr", 1], 'C2: Target "Windows usr" is neither a license with a Price '
                                      'nor an offer. Did you mean "Windows user"'),
        (["Price", "Mail device", 1], 'C2: Target "Mail device" is a license without a Price of '
                                      'its own. Name one of its offers: exchange, mail.'),
        (["Price", "tiers", 1], 'C2: Target "tiers" is an offer in tiers. Use Price factor, which '
                                'changes every tier.'),
        (["Price", "*", 1], 'C2: Target "*" is neither'),
        (["Price", "", 1], "C2: Target is blank. Name the license or offer that Price changes."),
        (["Price", "Mail user", ""], "D2: Value is blank. Type the new price of a pack"),
        (["Price", "Mail user", "dear"], 'D2: Value "dear" is not a number. Type a number.'),
        (["Price factor", "*", -1], 'D2: Value "-1" is written as what is added or taken off'),
        (["Count", "nurse", 1], 'C2: Target "nurse" is on neither Users nor Devices. Did you mean '
                                '"nurses"?'),
        (["Count", "nurses", 1.5], 'D2: Value "1.5" is not a whole number. Type a whole number.'),
        (["Count", "sales", 3], 'C2: scenario "a" leaves user "sales" with Count 3 and device '
                                '"laptops" with Count 4, but Access!E3 pairs them'),
        (["Count factor", "*", 1e12], 'C2: scenario "a" makes a Count too large.'),
        (["Owned", "Windows", 1], 'C2: Target "Windows" is not on Licenses.'),
        (["Without channel", "CSPS", ""], 'C2: Target "CSPS" is not a channel of any offer. Did '
                                          'you mean "CSP"?'),
        (["Product", "files", "Windows Server 2052"], 'D2: Value "Windows Server 2052" is neither '
                                                      'on Products nor'),
        (["Without rule", "Pairing Onw", ""], 'C2: "Pairing Onw" is no rule of this workbook. Its '
                                              'rules are: Pairing Own. Did you mean'),
        (["Without rule", "", ""], "C2: Target is blank. Name the rule"),
        (["License by", "phone", "Everyone"], 'D2: Value "Everyone" is not known here. Type '
                                              'Either, User or Device.'),
        (["Minimum sessions", "nurses", 3], 'C2: Target is "nurses", but Minimum sessions changes '
                                            'the whole workbook. Clear it.'),
        (["Horizon", "", 0], 'D2: Value "0" is not a horizon. Type 1 to 50 years.'),
        (["Discount rate", "", 2], 'D2: Value "2" is a rate of 100 % or more.'),
    ],
)  # fmt: skip
def test_problems_name_their_cell(tmp_path: Path, change: list[Any], problem: str) -> None:
    found = problems(
        tmp_path, {**BASE, "Scenarios": [["Scenario", "Change", "Target", "Value"], ["a", *change]]}
    )
    assert len(found) == 1
    assert problem in found[0]


def test_products_that_rows_are_narrowed_to_must_stay(tmp_path: Path) -> None:
    access = [["User", "Server", "Product"], ["boss", "files", "Windows Server 2019"]]
    rows = [
        ["Scenario", "Change", "Target", "Value"],
        ["a", "Product", "files", "Windows Server 2022"],
    ]
    assert problems(tmp_path, {**BASE, "Access": access, "Scenarios": rows}) == [
        'Scenarios!D2: server "files" would no longer have "Windows Server 2019", which Access!C2 '
        "uses. "
        "Name that product here too, or clear it there."
    ]
