"""What members of a class hold in the program: counts, bundles or one by one; each row in full."""

import pulp

from optimizer.solving.program.formulation import state
from tests.support.stated import bounds, case_of, rows

FAMILIES = """
    Users
    User | Count
    team | 4
    ann  | 1

    Access
    User | Server
    team | P
    ann  | Q

    Products
    Product | Family | Version
    P       | A      | 2022
    P       | B      | 2022
    P       | C      | 2022
    Q       | A      | 2022
    Q       | B      | 2022
"""


def program(text: str, licenses: str) -> pulp.LpProblem:
    return state(case_of(FAMILIES + text + "\n    Licenses\n" + licenses.lstrip("\n"))).problem


def test_licenses_that_are_nested_are_counted() -> None:
    """Of four some hold A alone, some AB; C has one license: all of them hold it, or none."""
    problem = program(
        "",
        """
    License | Metric | Covers  | Price
    A       | User   | A       | 5
    AB      | User   | A; B    | 7
    C       | User   | C       | 3
    """,
    )
    assert rows(problem) == [
        "open_X_u0_e0_0: N_u0_k0 + N_u0_k1 - 4 X_u0_e0 >= 0",
        "open_X_u0_e1_0: N_u0_k1 - 4 X_u0_e1 >= 0",
        "need_3: N_u1_k0 + N_u1_k1 >= 1",
    ]
    assert bounds(problem) == [
        "0 <= N_u0_k0 <= 4",
        "0 <= N_u0_k1 <= 4",
        "1 <= N_u0_k2 <= 1",
        "0 <= N_u1_k0 <= 1",
        "1 <= N_u1_k1 <= 1",
        "1 <= X_u0_e0 <= 1",
        "1 <= X_u0_e1 <= 1",
    ]


def test_licenses_that_overlap_are_bundled() -> None:
    """AB and BC overlap in B: the sets without an idle license are spelled out; ann is one, whose
    licenses are chosen one by one."""
    problem = program(
        "",
        """
    License | Metric | Covers  | Price
    AB      | User   | A; B    | 7
    BC      | User   | B; C    | 6
    C       | User   | C       | 3
    """,
    )
    assert rows(problem) == [
        "members_u0_k0: N_u0_k0_b0 + N_u0_k0_b1 + N_u0_k0_b2 + N_u0_k0_b3 + N_u0_k0_b4 <= 4",
        "open_X_u0_e0_0: N_u0_k0_b0 + N_u0_k0_b3 + N_u0_k0_b4 - 4 X_u0_e0 >= 0",
        "open_X_u0_e1_0: N_u0_k0_b0 + N_u0_k0_b1 + N_u0_k0_b3 + N_u0_k0_b4 - 4 X_u0_e1 >= 0",
        "open_X_u0_e2_0: N_u0_k0_b1 + N_u0_k0_b2 + N_u0_k0_b3 + N_u0_k0_b4 - 4 X_u0_e2 >= 0",
        "need_4: N_u1_k0 + N_u1_k1 >= 1",
    ]
    assert bounds(problem) == [
        "0 <= N_u0_k0_b0 <= 4",
        "0 <= N_u0_k0_b1 <= 4",
        "0 <= N_u0_k0_b2 <= 4",
        "0 <= N_u0_k0_b3 <= 4",
        "0 <= N_u0_k0_b4 <= 4",
        "1 <= N_u1_k0 <= 1",
        "0 <= N_u1_k1 <= 1",
        "1 <= X_u0_e0 <= 1",
        "1 <= X_u0_e1 <= 1",
        "1 <= X_u0_e2 <= 1",
    ]


def test_a_base_sits_with_the_same_holder() -> None:
    problem = program(
        """

    Families
    Family | Base | Same holder
    B      | A    | Yes
    """,
        """
    License | Metric | Covers  | Price
    A       | User   | A       | 5
    A2      | User   | A       | 6
    B       | User   | B       | 7
    C       | User   | C       | 3
    """,
    )
    assert rows(problem) == [
        "open_X_u0_e0_0: N_u0_k0 - 4 X_u0_e0 >= 0",
        "open_X_u0_e1_0: N_u0_k0 - 4 X_u0_e1 >= 0",
        "same_u0_e2: N_u0_k2 - X_u0_e0 <= 0",
        "same_u1_e2: N_u1_k2 - N_u1_k0 <= 0",
    ]
    assert bounds(problem, "X") == ["0 <= X_u0_e0 <= 1", "1 <= X_u0_e1 <= 1"]


SEATED = """
    Settings
    Setting | Value
    As of   | 2026-01-01
    Horizon | 3

    Users
    User | Count
    ann  | 1
    bob  | 1

    Access
    User | Server
    ann  | P
    bob  | P

    Products
    Product | Family | Version
    P       | A      | 2022
    P       | B      | 2022

    Licenses
    License | Metric | Covers  | Price
    A       | User   | A       | 5
    AB      | User   | A; B    | 7
    D       | Device | B       | 2
    B       | User   | B       | 3

    Offers
    Offer | License | From license | Price | Starts
    up    | AB      | A            | 1     |
    renew | A       | A            | 4     | At expiry
    down  | D       | A            | 1     |

    Owned
    License | Quantity | Until
    A       | 1        |
    A       | 1        | 2026-06-30

    Assigned
    License | User | Quantity | Movable
    A       | ann  | 1        | No
    A       | bob  | 1        | No
"""


def test_a_unit_that_sits_with_someone_goes_one_of_its_ways() -> None:
    """Ann's lasts: it is kept, or stepped up, never made a device's; bob's ends: it may be renewed
    or stepped up, or neither. Nobody holds AB twice."""
    problem = state(case_of(SEATED)).problem
    assert rows(problem) == [
        "seat_N_u0_i0_o0: N_u0_i0_o0_keep + N_u0_i0_o0_l4 = 1",
        "once_N_u0_i0_o0_k0: N_u0_i0_k0 + N_u0_i0_o0_keep <= 1",
        "once_N_u0_i0_o0_k1: N_u0_i0_k1 + N_u0_i0_o0_l4 <= 1",
        "seat_N_u1_i0_o1: N_u1_i0_o1_l4 + N_u1_i0_o1_l5 <= 1",
        "once_N_u1_i0_o1_k0: N_u1_i0_k0 + N_u1_i0_o1_l5 <= 1",
        "once_N_u1_i0_o1_k1: N_u1_i0_k1 + N_u1_i0_o1_l4 <= 1",
        "need_0: N_u0_i0_k0 + N_u0_i0_k1 + N_u0_i0_o0_keep + N_u0_i0_o0_l4 >= 1",
        "need_1: N_u0_i0_k1 + N_u0_i0_k3 + N_u0_i0_o0_l4 >= 1",
        "need_2: N_u1_i0_k0 + N_u1_i0_k1 + N_u1_i0_o1_l4 + N_u1_i0_o1_l5 >= 1",
        "need_3: N_u1_i0_k1 + N_u1_i0_k3 + N_u1_i0_o1_l4 >= 1",
        "supply_k0: N_u0_i0_k0 + N_u1_i0_k0 + N_u1_i0_o1_l5 - B_l5 - B_l0 <= 0",
        "supply_k1: N_u0_i0_k1 + N_u0_i0_o0_l4 + N_u1_i0_k1 + N_u1_i0_o1_l4 - B_l4 - B_l1 <= 0",
        "convert_l5: V_l5_o1 + N_u1_i0_o1_l5 - B_l5 = 0",
        "convert_l4: V_l4_o0 + N_u0_i0_o0_l4 + V_l4_o1 + N_u1_i0_o1_l4 - B_l4 = 0",
        "lot_o1: V_l5_o1 + V_l4_o1 <= 0",
        "lot_o0: V_l4_o0 <= 0",
    ]
    assert bounds(problem) == [
        "0 <= B_l0 <= 3",
        "0 <= B_l1 <= 4",
        "0 <= B_l4 <= 2",
        "0 <= B_l5 <= 1",
        "0 <= N_u0_i0_k0 <= 1",
        "0 <= N_u0_i0_k1 <= 1",
        "0 <= N_u0_i0_k3 <= 1",
        "0 <= N_u0_i0_o0_keep <= 1",
        "0 <= N_u0_i0_o0_l4 <= 1",
        "0 <= N_u1_i0_k0 <= 1",
        "0 <= N_u1_i0_k1 <= 1",
        "0 <= N_u1_i0_k3 <= 1",
        "0 <= N_u1_i0_o1_l4 <= 1",
        "0 <= N_u1_i0_o1_l5 <= 1",
        "0 <= V_l4_o0 <= 0",
        "0 <= V_l4_o1 <= 0",
        "0 <= V_l5_o1 <= 0",
    ]


ALIKE = (
    SEATED.replace("ann  | 1\n    bob  | 1", "ann  | 1\n    bob  | 1\n    cat  | 1\n    dan  | 1")
    .replace("bob  | P", "bob  | P\n    cat  | P\n    dan  | P")
    .replace(
        "bob  | 1        | No",
        "bob  | 1        | No\n    A       | cat  | 1        | No\n    A       | dan  | 1        | No",
    )
    .replace("A       | 1        |\n", "A       | 2        |\n")
    .replace("A       | 1        | 2026", "A       | 2        | 2026")
)


def test_alike_people_with_units_are_bundled_by_what_becomes_of_them() -> None:
    """Two whose unit lasts are one class, two whose unit ends another one: of the first each goes
    one of its ways, of the second some may hold nothing."""
    problem = state(case_of(ALIKE)).problem
    assert rows(problem, "members", "open", "need", "convert") == [
        "members_u0_o0: N_u0_o0_b0 + N_u0_o0_b1 + N_u0_o0_b2 + N_u0_o0_b3 = 2",
        "open_X_u0_e0_0: N_u0_o0_b0 + N_u0_o0_b1 + N_u0_o0_b2 + N_u0_o0_b3 - 2 X_u0_e0 >= 0",
        "open_X_u0_e1_0: N_u0_o0_b1 + N_u0_o0_b2 + N_u0_o0_b3 - 2 X_u0_e1 >= 0",
        "members_u1_o1: N_u1_o1_b0 + N_u1_o1_b1 + N_u1_o1_b2 + N_u1_o1_b3 + N_u1_o1_b4 + N_u1_o1_b5 + N_u1_o1_b6 + N_u1_o1_b7 <= 2",
        "open_X_u1_e0_0: N_u1_o1_b0 + N_u1_o1_b1 + N_u1_o1_b2 + N_u1_o1_b3 + N_u1_o1_b4 + N_u1_o1_b5 + N_u1_o1_b7 - 2 X_u1_e0 >= 0",
        "open_X_u1_e1_0: N_u1_o1_b0 + N_u1_o1_b2 + N_u1_o1_b3 + N_u1_o1_b5 + N_u1_o1_b6 + N_u1_o1_b7 - 2 X_u1_e1 >= 0",
        "convert_l5: V_l5_o1 + N_u1_o1_b1 + N_u1_o1_b2 + N_u1_o1_b3 - B_l5 = 0",
        "convert_l4: V_l4_o0 + N_u0_o0_b3 + V_l4_o1 + N_u1_o1_b0 - B_l4 = 0",
    ]
    assert bounds(problem, "N") == [
        "0 <= N_u0_o0_b0 <= 2",
        "0 <= N_u0_o0_b1 <= 2",
        "0 <= N_u0_o0_b2 <= 2",
        "0 <= N_u0_o0_b3 <= 2",
        "0 <= N_u1_o1_b0 <= 2",
        "0 <= N_u1_o1_b1 <= 2",
        "0 <= N_u1_o1_b2 <= 2",
        "0 <= N_u1_o1_b3 <= 2",
        "0 <= N_u1_o1_b4 <= 2",
        "0 <= N_u1_o1_b5 <= 2",
        "0 <= N_u1_o1_b6 <= 2",
        "0 <= N_u1_o1_b7 <= 2",
    ]
