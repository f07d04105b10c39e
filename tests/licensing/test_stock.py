"""Assigned units: their messages, what stays, what is converted in its place, what moves."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from optimizer.domain.planned import Planned
from optimizer.report.as_json import plan_object
from tests.support.books import Sheets, bought, held, problems, solve
from tests.support.stated import case_of

P = "Windows Server 2022"


def book(*assigned: list[Any], **more: list[Any]) -> dict[str, Any]:
    """Three nurses and two clerks, each from any device; user CALs at 10 and what they own of
    them."""
    return {
        "Users": [
            ["User", "Count", "License by", "Same as"],
            ["nurses", 3, "", ""],
            ["clerks", 2, "", ""],
            ["idle", 1, "", ""],
            ["bob", "", "", "idle"],
        ],
        "Devices": [["Device"], ["PC"]],
        "Access": [["User", "Server"], ["nurses", P], ["clerks", P]],
        "Licenses": [
            ["License", "Metric", "Covers", "For", "Price"],
            ["CAL", "User", "Windows Server", "", 10],
            ["Suite", "User", "Windows Server; X", "", 30],
            ["Device CAL", "Device", "Windows Server", "", 9],
            ["Guest", "User", "Windows Server", "External", 1],
            ["Site", "Server", "Windows Server", "", 99],
        ],
        "Owned": [
            ["License", "Quantity", "Until"],
            ["CAL", 3, ""],
            ["Device CAL", 1, ""],
            ["Guest", 1, ""],
            ["Site", 1, ""],
        ],
        "Assigned": [
            ["License", "User", "Device", "Quantity", "Movable"],
            *(row + [""] * (5 - len(row)) for row in assigned),
        ],
        **more,
    }


MESSAGES: list[tuple[Sheets, str]] = [
    (book(["CAL", "", ""]), "Assigned!B2: both User and Device are blank. Name the one that holds "
                            "the unit."),
    (book(["CAL", "nurses", "PC"]), "Assigned!B2: both User and Device are filled in. Keep the "
                                    "one that holds the unit."),
    (book(["CAL", "nurse", ""]), 'Assigned!B2: User "nurse" is not on Users. Did you mean '
                                 '"nurses"? Correct it, or add it to Users.'),
    (book(["CALL", "nurses", ""]), 'Assigned!A2: License "CALL" is not on Licenses. Did you mean '
                                   '"CAL"? Correct it, or add it to Licenses.'),
    (book(["CAL", "", "PC"]), 'Assigned!A2: "CAL" is a User license, but sits with a device. '
                              'Correct the license or its holder.'),
    (book(["Site", "nurses", ""]), 'Assigned!A2: "Site" is a Server license, but sits with a '
                                   'user. Correct the license or its holder.'),
    (book(["CAL", "nurses", ""], ["CAL", "clerks", "", 1]), 'Assigned!A3: 4 of "CAL" are '
                                                            'assigned, but only 3 are owned. '
                                                            'Correct Assigned or Owned.'),
    (book(["CAL", "nurses", "", 1, "maybe"]), 'Assigned!E2: Movable "maybe" is neither Yes nor '
                                              'No. Type Yes or No.'),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sheets", "message"), MESSAGES, ids=[str(i) for i in range(len(MESSAGES))]
)
def test_each_rule_has_its_message(tmp_path: Path, sheets: Sheets, message: str) -> None:
    assert message in problems(tmp_path, sheets)


def test_the_quantity_is_the_count_of_the_row_and_same_as_is_the_other_row(tmp_path: Path) -> None:
    tables, plan = solve(tmp_path, book(["CAL", "clerks", ""], ["CAL", "bob", ""]))
    assert [(a.holder, a.quantity) for a in tables.assigned] == [(1, 2), (2, 1)]
    assert held(tables, plan, "users")["idle"] == [(1, ("CAL",))]


def test_a_unit_that_stays_is_used_whether_it_is_needed_or_not(tmp_path: Path) -> None:
    """Two of the three owned units are free for the nurses: three more to buy, since one stays with
    who needs none."""
    tables, plan = solve(tmp_path, book(["CAL", "idle", ""]))
    assert (plan.cost, bought(plan)) == (30, {"CAL": 3})
    account = next(b for b in plan.balances if b.license == "CAL")
    assert (account.kept, account.used, account.surplus) == (3, 6, 0)
    assert held(tables, plan, "users")["idle"] == [(1, ("CAL",))]
    assert (
        plan.user_why[[tables.users.names[r] for r in plan.users.row].index("idle")]
        == '"CAL" sits here for good'
    )


def test_a_movable_unit_moves_free_of_charge_and_only_as_far_as_needed(tmp_path: Path) -> None:
    tables, plan = solve(
        tmp_path, book(["CAL", "idle", "", 1, "Yes"], ["CAL", "clerks", "", 2, "Yes"])
    )
    assert (plan.cost, bought(plan)) == (20, {"CAL": 2})
    assert plan_object(Planned(tables, plan))["moves"] == [
        {"license": "CAL", "from": "idle", "to": "nurses", "quantity": 1}
    ]


def test_nothing_moves_without_need(tmp_path: Path) -> None:
    _, plan = solve(
        tmp_path, book(["CAL", "nurses", "", 2, "Yes"], ["CAL", "clerks", "", 1, "Yes"])
    )
    assert plan.cost == 20
    assert plan.mix.moves == ()


def test_a_unit_on_a_row_that_is_left_out_is_free_to_use(tmp_path: Path) -> None:
    sheets = book(["CAL", "gone", "", 1])
    sheets["Users"].append(["gone", 0, "", ""])
    sheets["Users"][0] = ["User", "Count", "License by", "Same as", "To"]
    sheets["Users"][-1] = ["gone", 1, "", "", date(2025, 1, 1)]
    _, plan = solve(tmp_path, sheets)
    assert plan.cost == 20
    assert 'Assigned!B2: "gone" is left out; 1 of "CAL" that sits there is free to use.' in [
        str(w).strip() for w in plan.warnings
    ]


def test_a_barred_unit_stays_counts_as_used_and_covers_nothing(tmp_path: Path) -> None:
    sheets = book(["Guest", "clerks", "", 1])
    tables, plan = solve(tmp_path, sheets)
    assert bought(plan) == {"CAL": 2}
    assert next(b for b in plan.balances if b.license == "Guest").used == 1
    assert (
        'Assigned!A2: 1 of "Guest" stays with "clerks", where it covers nothing: not for '
        'type "Employee".' in [str(w).strip() for w in plan.warnings]
    )
    sheets = book(["CAL", "clerks", "", 1])
    sheets["Users"][2] = ["clerks", 2, "Device", ""]
    sheets["Access"][2] = ["clerks", P]
    sheets["Access"] = [["User", "Device", "Server"], ["nurses", "", P], ["clerks", "PC", P]]
    tables, plan = solve(tmp_path, sheets)
    assert (plan.cost, held(tables, plan, "users")["clerks"]) == (10, [(1, ("CAL",)), (1, ())])


def test_coverage_never_names_a_unit_that_is_barred(tmp_path: Path) -> None:
    """A clerk holds a Guest license, for External users only, besides the CAL that covers."""
    sheets = book(["Guest", "clerks", "", 1])
    order = [0, 4, 1, 2, 3, 5]
    sheets["Licenses"] = [sheets["Licenses"][i] for i in order]
    _, plan = solve(tmp_path, sheets)
    assert set(plan.coverage.license.distinct) == {"CAL"}


def test_a_step_up_of_a_unit_that_stays_sits_with_its_holder(tmp_path: Path) -> None:
    """Only one clerk's unit may be stepped up, so the other clerk's suite is bought new."""
    sheets = book(
        ["CAL", "clerks", "", 1],
        Offers=[["Offer", "License", "From license", "Price"], ["step-up", "Suite", "CAL", 12]],
    )
    sheets["Owned"][1] = ["CAL", 1, ""]
    sheets["Access"].append(["clerks", "needs X"])
    sheets["Products"] = [["Product", "Family"], ["needs X", "X"]]
    tables, plan = solve(tmp_path, sheets)
    assert plan.cost == 3 * 10 + 12 + 30
    assert held(tables, plan, "users")["clerks"] == [(2, ("Suite",))]
    assert next(b for b in plan.balances if b.license == "CAL").converted == 1


def test_a_unit_that_ends_covers_nothing_unless_it_is_renewed_where_it_sits(tmp_path: Path) -> None:
    offers = [
        ["Offer", "License", "From license", "Price", "Starts"],
        ["renew", "CAL", "CAL", 4, "At expiry"],
    ]
    sheets = book(["CAL", "nurses", "", 2], Offers=offers)
    sheets["Owned"][1] = ["CAL", 3, date(2026, 12, 31)]
    _, plan = solve(tmp_path, sheets)
    assert (plan.cost, bought(plan)) == (3 * 4 + 2 * 10, {"CAL": 2, "renew": 3})


def test_a_unit_that_sits_with_a_device_is_not_switched_to_a_user(tmp_path: Path) -> None:
    offers = [["Offer", "License", "From license", "Price"], ["switch", "CAL", "Device CAL", 1]]
    fixed = book(["Device CAL", "", "PC", 1], Offers=offers)
    assert bought(solve(tmp_path, fixed)[1]) == {"CAL": 2}
    movable = book(["Device CAL", "", "PC", 1, "Yes"], Offers=offers)
    _, plan = solve(tmp_path, movable)
    assert (plan.cost, bought(plan)) == (Decimal(11), {"CAL": 1, "switch": 1})
    assert [move.quantity for move in plan.mix.moves] == [1]


def test_of_two_units_that_sit_together_the_one_that_lasts_stays(tmp_path: Path) -> None:
    """Both clerks hold a CAL for good and a suite that ends. The suites lapse, the CALs stay,
    needed or not."""
    offers = [
        ["Offer", "License", "From license", "Price", "Starts"],
        ["renew", "Suite", "Suite", 50, "At expiry"],
    ]
    sheets = book(["CAL", "clerks", ""], ["Suite", "clerks", ""], Offers=offers)
    sheets["Owned"] = [
        ["License", "Quantity", "Until"],
        ["CAL", 2, ""],
        ["Suite", 2, date(2026, 6, 30)],
        ["Device CAL", 1, ""],
    ]
    sheets["Access"] = [["User", "Device", "Server"], ["clerks", "PC", P]]
    tables, plan = solve(tmp_path, sheets)
    assert plan.cost == 0
    assert held(tables, plan, "users")["clerks"] == [(2, ("CAL",))]
    accounts = {b.license: (b.kept, b.left_over, b.used) for b in plan.balances}
    assert (accounts["CAL"], accounts["Suite"]) == ((2, 0, 2), (0, 2, 0))


GROUP = {
    "Products": [
        ["Product", "Family", "Version"],
        ["Thing", "Alder", "2019"],
        ["Other", "Birch", ""],
    ],
    "Licenses": [
        ["License", "Metric", "Covers", "Version", "Price"],
        ["Standard", "User", "Alder", "2019", 30],
        ["Newer", "User", "Alder", "2022", 31],
        ["Birch CAL", "User", "Birch", "", 30],
        ["Suite", "User", "Alder; Birch", "", 45],
    ],
    "Users": [["User", "Count"], ["staff", 10]],
    "Access": [["User", "Server"], ["staff", "Thing"]],
}


def group(owned: list[Any], assigned: list[Any]) -> Sheets:
    """A group that holds units of several licenses."""
    return GROUP | {
        "Owned": [["License", "Quantity", "Until"], *owned],
        "Assigned": [["License", "User", "Quantity"], *assigned],
    }


@pytest.mark.parametrize("other", ["Newer", "Suite"])
def test_a_group_lays_out_what_it_holds(tmp_path: Path, other: str) -> None:
    """Six of ten hold one license and four another that opens the same: nothing is bought."""
    found, plan = solve(
        tmp_path,
        group(
            [["Standard", 6, ""], [other, 4, ""]], [["Standard", "staff", 6], [other, "staff", 4]]
        ),
    )
    assert (plan.cost, plan.status) == (0, "optimal")
    assert sorted(held(found, plan, "users")["staff"]) == [(4, (other,)), (6, ("Standard",))]


def test_who_needs_both_holds_both_or_the_suite(tmp_path: Path) -> None:
    """Two people need both families and hold one CAL of each: one of them holds both, the other
    takes the suite, 45; laid on one member each it would be 60 or more."""
    sheets = group(
        [["Standard", 1, ""], ["Birch CAL", 1, ""]],
        [["Standard", "staff", 1], ["Birch CAL", "staff", 1]],
    ) | {
        "Users": [["User", "Count"], ["staff", 2]],
        "Access": [["User", "Server"], ["staff", "Thing"], ["staff", "Other"]],
    }
    assert solve(tmp_path, sheets)[1].cost == 45


def test_units_past_the_members_stay_where_they_are(tmp_path: Path) -> None:
    """Ann has two units; the second one is unused and does not serve Bob."""
    sheets = group([["Standard", 2, ""]], [["Standard", "ann", 2]]) | {
        "Users": [["User"], ["ann"], ["bob"]],
        "Access": [["User", "Server"], ["ann", "Thing"], ["bob", "Thing"]],
    }
    assert solve(tmp_path, sheets)[1].cost == 30


def test_rights_that_ended_sit_with_nobody(tmp_path: Path) -> None:
    """The unit that lasts fills the first row of Assigned: it sits with idle, and staff buy."""
    sheets = group(
        [["Standard", 1, date(2025, 6, 30)], ["Standard", 1, ""]],
        [["Standard", "idle", 1], ["Standard", "staff", 1]],
    ) | {"Users": [["User", "Count"], ["staff", 1], ["idle", 1]]}
    assert solve(tmp_path, sheets)[1].cost == 30


def test_a_conversion_within_a_group_serves_whoever_needs_it(tmp_path: Path) -> None:
    """Three hold a Standard CAL each; one of them becomes a suite for 5, which a member needs who
    is an own pair: what the row shares serves any of its members."""
    sheets = group([["Standard", 3, ""]], [["Standard", "staff", 3]]) | {
        "Users": [["User", "Count"], ["staff", 3]],
        "Devices": [["Device", "Count"], ["pcs", 3]],
        "Access": [
            ["User", "Device", "Server", "Pairing"],
            ["staff", "", "Thing", ""],
            ["staff", "pcs", "Other", "Own"],
        ],
        "Offers": [["Offer", "License", "From license", "Price"], ["Up", "Suite", "Standard", 5]],
    }
    assert solve(tmp_path, sheets)[1].cost == 15


LOTS = """
    Settings
    Setting | Value
    As of   | 2026-01-01
    Horizon | 2

    Users
    User | Count
    ann  | 1
    team | 3
    gone | 0
    bob  | 1

    Devices
    Device | Count
    PC     | 2
    box    | 1

    Access
    User | Device | Server
    ann  | PC     | P
    team | PC     | P
    bob  | box    | P

    Products
    Product | Family | Version
    P       | F      | Current

    Licenses
    License | Metric | Covers | Price
    U       | User   | F      | 9
    D       | Device | F      | 8

    Owned
    License | Quantity | Until      | SA until
    U       | 2        | 2026-01-01 |
    U       | 3        | 2025-12-31 |
    U       | 1        | 2027-12-31 |
    U       | 2        | 2027-12-30 |
    U       | 1        |            | 2025-12-31
    U       | 1        |            | 2025-12-30
    U       | 4        |            | 2027-12-31
    U       | 1        | 2026-01-01 |
    U       | 0        |            |
    D       | 5        |            |

    Assigned
    License | User | Device | Quantity | Movable
    U       | ann  |        | 1        | No
    U       | team |        | 1        | No
    U       | gone |        | 1        | No
    U       | bob  |        | 2        | No
    U       | bob  |        | 2        | Yes
    D       |      | PC     | 1        | No
    D       |      | box    | 1        | No
    D       |      | box    | 1        | Yes
"""


def test_lots_are_units_that_are_alike() -> None:
    """One that ends on As of itself is there, one of the day before is not; one that ends with the
    horizon lasts; assurance that ended the day before As of still converts."""
    supply = case_of(LOTS).supply
    assert [
        (lot.license, lot.of, lot.rows, lot.quantity, lot.lasts, lot.convertible, lot.fixed)
        for lot in supply.lots
    ] == [
        (0, 0, (0, 7), 3, False, True, 2),
        (0, 0, (2,), 1, True, True, 0),
        (0, 0, (3,), 2, False, True, 2),
        (2, 0, (4,), 1, True, True, 0),
        (2, 0, (5,), 1, True, False, 0),
        (0, 0, (6,), 4, True, True, 0),
        (1, 1, (9,), 5, True, True, 2),
    ]
    assert supply.stock == (5, 5, 2)


def test_seats_fill_the_rows_of_owned_in_order() -> None:
    """Of members of a row with several members, or with two of a license, the plan lays out who
    holds them: those are shared."""
    supply = case_of(LOTS).supply
    assert [(s.user, s.holder, s.lot, s.quantity, s.movable, s.shared) for s in supply.seats] == [
        (True, 0, 0, 1, False, False),
        (True, 1, 0, 1, False, True),
        (True, 3, 2, 2, False, True),
        (True, 3, 3, 1, True, False),
        (True, 3, 4, 1, True, False),
        (False, 0, 6, 1, False, True),
        (False, 1, 6, 1, False, False),
        (False, 1, 6, 1, True, False),
    ]
