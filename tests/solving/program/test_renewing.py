"""Programs in which what ends is renewed as it is: all of it, or as much as offers allow."""

from optimizer.solving.program.renewing import everything_renewed, most_renewed
from tests.support.stated import bounds, case_of, objective, rows

ENDING = """
    Settings
    Setting | Value
    As of   | 2026-01-01
    Horizon | 3

    Users
    User | Count
    ann  | 1
    team | 3

    Access
    User | Server
    ann  | Windows Server 2022
    team | Windows Server 2022

    Licenses
    License | Metric | Covers         | Price
    CAL     | User   | Windows Server | 50
    Other   | User   | Windows Server | 60

    Offers
    Offer | License | From license | Price | Pack | Starts
    renew | CAL     | CAL          | 4     | 2    | At expiry
    swap  | Other   | CAL          | 3     |      | At expiry

    Owned
    License | Quantity | Until
    CAL     | 5        | 2026-06-30
    CAL     | 4        | 2027-06-30
    Other   | 2        | 2027-06-30

    Assigned
    License | User | Quantity | Movable
    CAL     | ann  | 1        | No
"""


def test_all_units_of_the_rows_that_end_are_renewed() -> None:
    """Five of the first row, of which one sits with ann: what is converted is five. What they may
    become besides, Other, does not count."""
    program = everything_renewed(case_of(ENDING), {0})
    assert program is not None
    assert rows(program.problem, "all", "supply", "convert") == [
        "supply_k0: N_u0_i0_k0 + N_u0_i0_o0_l2 + N_u1_k0 + room_o0 - 2 B_l2 - 2 B_l3 - B_l0 <= 0",
        "supply_k1: N_u0_i0_k1 + N_u0_i0_o0_l4 + N_u1_k1 - B_l4 - B_l5 - B_l1 <= 0",
        "convert_l2: V_l2_o0 + N_u0_i0_o0_l2 - 2 B_l2 = 0",
        "convert_l3: V_l3_o1 - 2 B_l3 = 0",
        "convert_l4: V_l4_o0 + N_u0_i0_o0_l4 - B_l4 = 0",
        "convert_l5: V_l5_o1 - B_l5 = 0",
        "all_o0: V_l2_o0 + N_u0_i0_o0_l2 = 5",
    ]
    assert bounds(program.problem, "room", "B") == [
        "0 <= B_l0 <= 10",
        "0 <= B_l1 <= 5",
        "0 <= B_l2 <= 2",
        "0 <= B_l3 <= 2",
        "0 <= B_l4 <= 5",
        "0 <= B_l5 <= 4",
        "0 <= room_o0 <= 5",
    ]


def test_there_is_no_such_program_where_no_offer_renews_them() -> None:
    assert everything_renewed(case_of(ENDING), {2}) is None
    assert everything_renewed(case_of(ENDING), {0, 2}) is None
    assert everything_renewed(case_of(ENDING), {0, 1}) is not None


def test_as_many_as_possible_are_counted() -> None:
    program, terms = most_renewed(case_of(ENDING), {0, 1, 2})
    assert objective(program.problem) == "- V_l2_o0 - N_u0_i0_o0_l2 - V_l3_o1"
    assert [(v.name, weight) for v, weight in terms] == [
        ("V_l2_o0", 1),
        ("N_u0_i0_o0_l2", 1),
        ("V_l3_o1", 1),
    ]
    assert bounds(program.problem, "room") == [
        "0 <= room_o0 <= 5",
        "0 <= room_o1 <= 4",
        "0 <= room_o2 <= 2",
    ]
