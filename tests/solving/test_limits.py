"""Editions that only so many may use: past the limit there is no plan, on it there is one."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from optimizer.audit.audit import audit
from optimizer.domain.problems import Findings, InfeasibleError
from tests.support.books import Sheets, problems, solve, tables, write

LICENSES = [
    ["License", "Metric", "Covers", "Price"],
    ["CAL", "User", "Small Business Server; Windows Server", 10],
]


def reasons(path: Path, sheets: Sheets) -> list[str]:
    with pytest.raises(InfeasibleError) as raised:
        solve(path, {"Licenses": LICENSES} | dict(sheets))
    return [str(reason) for reason in raised.value.reasons]


def book(users: int, product: str = "Small Business Server 2008") -> dict[str, Any]:
    return {
        "Users": [["User", "Count"], ["all", users]],
        "Servers": [["Server", "Product"], ["sbs", product]],
        "Access": [["User", "Server"], ["all", "sbs"]],
        "Licenses": LICENSES,
    }


def test_one_more_than_the_limit_is_no_plan(tmp_path: Path) -> None:
    _, plan = solve(tmp_path, book(75))
    assert plan.cost == 750
    assert reasons(tmp_path, book(80)) == [
        'Servers!B2: "Small Business Server 2008" is used by 80 users, but may have at most 75; no '
        "license changes that. Move to an edition that is licensed by CAL, or add the product to "
        "Products where your terms allow more."
    ]


@pytest.mark.parametrize(
    ("product", "users"),
    [
        ("Windows Server 2022 Essentials", 25),
        ("Windows Server 2012 Foundation", 15),
        ("Windows Small Business Server 2011 Standard", 75),
        ("SBS 2011 Essentials", 25),
    ],
)
def test_the_limit_of_each_edition(tmp_path: Path, product: str, users: int) -> None:
    solve(tmp_path, book(users, product))
    (reason,) = reasons(tmp_path, book(users + 1, product))
    assert f"used by {users + 1} users, but may have at most {users};" in reason


def test_devices_count_too_and_both_limits_are_told(tmp_path: Path) -> None:
    sheets = book(26, "SBS 2011 Essentials")
    sheets["Devices"] = [["Device", "Count"], ["PCs", 26]]
    sheets["Access"] = [["User", "Device", "Server"], ["all", "PCs", "sbs"]]
    found = reasons(tmp_path, sheets)
    assert [("26 users" in each, "26 devices" in each) for each in found] == [
        (False, True),
        (True, False),
    ]


def test_people_count_once_and_only_where_something_is_left_to_license(tmp_path: Path) -> None:
    """25 people, one of them under two names, an exempt row of a 26th, and a public terminal."""
    sheets = book(24, "Windows Server 2022 Essentials")
    sheets["Users"] = [
        ["User", "Count", "Same as"],
        ["all", 24, ""],
        ["ann", 1, ""],
        ["CORP\\ann", 1, "ann"],
        ["bob", 1, ""],
    ]
    sheets["Access"] = [
        ["User", "Device", "Server", "Purpose", "Reason"],
        ["all", "", "sbs", "", ""],
        ["ann", "", "sbs", "", ""],
        ["CORP\\ann", "", "sbs", "Administration", ""],
        ["bob", "", "sbs", "Exempt", "web page"],
        ["", "kiosk", "sbs", "", ""],
    ]
    solve(tmp_path, sheets)
    sheets["Access"][4][3] = "Administration"
    (reason,) = reasons(tmp_path, sheets)
    assert "used by 26 users" in reason


def test_a_server_that_is_only_named_on_access(tmp_path: Path) -> None:
    sheets = book(76)
    del sheets["Servers"]
    sheets["Access"] = [["User", "Server"], ["all", "Small Business Server 2008"]]
    (reason,) = reasons(tmp_path, sheets)
    assert reason.startswith("Access!B2: ")


def test_a_row_of_products_lifts_the_limit_and_says_so(tmp_path: Path) -> None:
    sheets = book(80)
    sheets["Products"] = [
        ["Product", "Family", "Version"],
        ["Small Business Server 2008", "Small Business Server", 2008],
    ]
    _, plan = solve(tmp_path, sheets)
    assert plan.cost == 800
    assert problems(tmp_path, sheets) == []
    findings = Findings()
    tables(write(tmp_path / "book.xlsx", sheets), findings)
    assert (
        'Products!A2: "Small Business Server 2008" replaces the built-in product, so its limit of '
        "75 users does not count. Delete the row if the limit holds for you."
    ) in map(str, findings.warnings)


def test_who_comes_through_a_server_in_front_counts(tmp_path: Path) -> None:
    sheets = book(75)
    sheets["Users"].append(["web users", 5])
    sheets["Servers"] = [
        ["Server", "Product", "Front end of"],
        ["sbs", "Small Business Server 2008", ""],
        ["web", "Windows Web Server 2008", "sbs"],
    ]
    sheets["Access"].append(["web users", "web"])
    (reason,) = reasons(tmp_path, sheets)
    assert reason.startswith('Servers!B2: "Small Business Server 2008" is used by 80 users')


def test_a_limit_that_is_passed_from_some_day_on(tmp_path: Path) -> None:
    """The shop grows in 2027, in a plan over time."""
    sheets = book(70) | {
        "Settings": [["Setting", "Value"], ["Orders", "Yearly"]],
        "Timeline": [["From", "Change", "Target", "Value"], ["2027-01-01", "Count", "all", 76]],
    }
    assert reasons(tmp_path, sheets) == [
        'Servers!B2: from 2027-01-01 on "Small Business Server 2008" is used by 76 users, but may '
        "have at most 75; no license changes that. Move to an edition that is licensed by CAL, or "
        "add the product to Products where your terms allow more."
    ]


def test_the_audit_sees_it_by_a_rule_of_its_own(tmp_path: Path) -> None:
    found, plan = solve(tmp_path, book(75))
    (product,) = found.products
    few = replace(found, products=(replace(product, most_users=74),))
    assert audit(found, plan) == ()
    assert audit(few, plan) == ('Servers "sbs": past the limit of "Small Business Server 2008".',)
