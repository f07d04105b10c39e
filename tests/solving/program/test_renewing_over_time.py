"""Programs over time in which what ends is renewed as it is."""

from optimizer.solving.program.renewing_over_time import (
    everything_renewed_over_time,
    most_renewed_over_time,
)
from tests.support.stated import bounds, objective, rows, timetable

ENDING = """
    Settings
    Setting | Value
    As of   | 2026-01-01
    Horizon | 2
    Orders  | Yearly

    Users
    User | Count
    ann  | 2
    bob  | 3

    Access
    User | Server
    ann  | Windows Server 2022
    bob  | Windows Server 2022

    Licenses
    License | Metric | Covers         | Price
    CAL     | User   | Windows Server | 50
    Old     | User   | Windows Server | 60

    Offers
    Offer | License | From license | Price | Starts
    renew | Old     | Old          | 4     | At expiry
    step  | CAL     | Old          | 3     | At expiry

    Owned
    License | Quantity | Until
    Old     | 5        | 2026-12-31
    Old     | 3        | 2026-06-30
    CAL     | 2        | 2026-12-31

    Assigned
    License | User | Quantity | Movable
    Old     | ann  | 2        | No
"""


def test_all_units_of_some_lots_are_renewed() -> None:
    """Five end with 2026, of which two sit with ann: five in all are renewed as Old."""
    made = everything_renewed_over_time(timetable(ENDING), {0})
    assert made is not None
    assert rows(made.problem, "all", "supply") == [
        "supply_k0_p0: p0_N_u0_k0 + p0_N_u1_k0 - B_l0 - B_l6 <= 2",
        "supply_k1_p0: p0_N_u0_k1 + p0_N_u1_k1 + p0_room_k1 - R_p0_u0_k1 - B_l2 - B_l4 <= 3",
        "supply_k0_p1: p1_N_u0_k0 + p1_N_u1_k0 - R_p1_u0_k0 - B_l0 - B_l1 - B_l6 - B_l7 + H_l7_f0 <= 0",
        "supply_k1_p1: p1_N_u0_k1 + p1_N_u1_k1 + p1_room_k1 - R_p1_u0_k1 - B_l2 - B_l3 - B_l4 - B_l5 + H_l5_f0 <= 0",
        "all_o0: V_l5_o0 + H_l5_f0 = 5",
    ]
    assert bounds(made.problem, "B") == [
        "0 <= B_l0 <= 5",
        "0 <= B_l1 <= 5",
        "0 <= B_l2 <= 10",
        "0 <= B_l3 <= 10",
        "0 <= B_l4 <= 3",
        "0 <= B_l5 <= 5",
        "0 <= B_l6 <= 3",
        "0 <= B_l7 <= 5",
    ]


def test_there_is_no_such_program_where_nothing_renews_them() -> None:
    assert everything_renewed_over_time(timetable(ENDING), {2}) is None
    assert everything_renewed_over_time(timetable(ENDING), {0, 1}) is not None


def test_as_many_as_possible_are_counted() -> None:
    made, terms = most_renewed_over_time(timetable(ENDING), {0, 1, 2})
    assert objective(made.problem) == "- V_l5_o0 - H_l5_f0 - V_l4_o1"
    assert [(v.name, weight) for v, weight in terms] == [
        ("V_l5_o0", 1),
        ("H_l5_f0", 1),
        ("V_l4_o1", 1),
    ]
    assert bounds(made.problem, "B") == [
        "0 <= B_l0 <= 7",
        "0 <= B_l1 <= 7",
        "0 <= B_l2 <= 13",
        "0 <= B_l3 <= 13",
        "0 <= B_l4 <= 3",
        "0 <= B_l5 <= 5",
        "0 <= B_l6 <= 3",
        "0 <= B_l7 <= 5",
    ]


def test_what_each_lot_and_what_sits_with_ann_may_become() -> None:
    """Ann's two are of the first lot: they are in its conversions, and in no other lot's."""
    made, _ = most_renewed_over_time(timetable(ENDING), {0})
    assert rows(made.problem, "convert", "lot", "fixed") == [
        "convert_l4: V_l4_o1 - B_l4 = 0",
        "convert_l5: V_l5_o0 + H_l5_f0 - B_l5 = 0",
        "convert_l6: V_l6_o1 - B_l6 = 0",
        "convert_l7: V_l7_o0 + H_l7_f0 - B_l7 = 0",
        "lot_o1: V_l4_o1 + V_l6_o1 <= 3",
        "lot_o0: V_l5_o0 + V_l7_o0 <= 3",
        "fixed_f0: H_l5_f0 + H_l7_f0 <= 2",
    ]
