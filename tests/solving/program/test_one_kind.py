"""The program in which a group's accesses are covered by user licenses alone, or by device
licenses alone: each row."""

from optimizer.solving.program.one_kind import state_one_kind
from tests.support.stated import bounds, case_of, rows

BOOK = """
    Settings
    Setting           | Value
    As of             | 2026-01-01
    Organization size | 20

    Users
    User   | Count | Department
    nurses | 3     | ward
    doctor | 1     | ward
    clerk  | 2     | desk
    admin  | 3     | desk

    Servers
    Server | Product             | One kind
    file   | Windows Server 2022 |
    term   | P                   | F
    free   | P                   |

    Access
    User   | Device | Server | Purpose
    nurses | PC     | file   |
    doctor | PC     | file   |
    doctor | laptop | file   |
    clerk  | PC     | term   |
    clerk  | laptop | free   |
    doctor | laptop | free   |
           | PC     | term   |
    admin  | laptop | file   | Administration

    Products
    Product | Family | Version
    P       | F      | 2022

    Licenses
    License | Metric       | Covers         | Price
    U       | User         | Windows Server | 50
    D       | Device       | Windows Server | 40
    FU      | User         | F              | 9
    FD      | Device       | F              | 8
    Site    | Organization | F              | 3
"""


def test_each_need_is_met_by_the_kind_of_its_user_s_group() -> None:
    """A row a need and kind; equal ones stand once. Where wide licenses may cover it, they
    do; on the server of One kind both kinds must agree unless they do."""
    case = case_of(BOOK)
    classes = len(case.classes.users.members)
    statement = state_one_kind(case, [c % 2 for c in range(classes)])
    assert case.classes.user.tolist() == [-1, 0, 1, 1, 1, 2, 2, 3, 4, 5]
    assert case.classes.device.tolist() == [0, 0, 0, 1, 1, 0, 1, 1, 1, 1]
    assert case.classes.server.tolist() == [1, -1, -1, -1, -1, 1, -1, 0, 0, 0]
    assert rows(statement.problem) == [
        "need_0_u0: T_k4 - M_s1_f0 >= 0",
        "need_0_d0: N_d0_k3 + T_k4 + M_s1_f0 >= 1",
        "need_1_u0: N_u0_k0 - G_0 >= 0",
        "need_1_d0: N_d0_k1 + G_0 >= 1",
        "need_2_u0: N_u1_k0 - G_1 >= 0",
        "need_2_d0: N_d0_k1 + G_1 >= 1",
        "need_3_u0: N_u1_k2 + T_k4 - G_1 >= 0",
        "need_3_d0: N_d1_k3 + T_k4 + G_1 >= 1",
        "need_4_d0: N_d1_k1 + G_1 >= 1",
        "need_5_u0: N_u2_k2 + T_k4 - M_s1_f0 >= 0",
        "need_5_d0: N_d0_k3 + T_k4 + M_s1_f0 >= 1",
        "need_5_u1: N_u2_k2 + T_k4 - G_0 >= 0",
        "need_5_d1: N_d0_k3 + T_k4 + G_0 >= 1",
        "need_5_same0: T_k4 - M_s1_f0 + G_0 >= 0",
        "need_5_same1: T_k4 - G_0 + M_s1_f0 >= 0",
        "need_6_u0: N_u2_k2 + T_k4 - G_0 >= 0",
        "need_6_d0: N_d1_k3 + T_k4 + G_0 >= 1",
        "need_7_u0: N_u3_k0 + A_u3_s0 - G_1 >= 0",
        "need_7_d0: N_d1_k1 + A_u3_s0 + G_1 >= 1",
        "need_8_u0: N_u4_k0 + A_u4_s0 - G_0 >= 0",
        "need_8_d0: N_d1_k1 + A_u4_s0 + G_0 >= 1",
        "need_9_u0: N_u5_k0 - G_1 >= 0",
        "administrators_s0: A_u3_s0 + A_u4_s0 <= 2",
    ]
    assert bounds(statement.problem, "G", "M", "A", "T") == [
        "0 <= A_u3_s0 <= 1",
        "0 <= A_u4_s0 <= 1",
        "0 <= G_0 <= 1",
        "0 <= G_1 <= 1",
        "0 <= M_s1_f0 <= 1",
        "0 <= T_k4 <= 1",
    ]


def test_all_of_one_group_have_one_kind() -> None:
    case = case_of(BOOK)
    statement = state_one_kind(case, [0] * len(case.classes.users.members))
    assert rows(statement.problem, "need") == [
        "need_0_u0: T_k4 - M_s1_f0 >= 0",
        "need_0_d0: N_d0_k3 + T_k4 + M_s1_f0 >= 1",
        "need_1_u0: N_u0_k0 - G_0 >= 0",
        "need_1_d0: N_d0_k1 + G_0 >= 1",
        "need_2_u0: N_u1_k0 - G_0 >= 0",
        "need_3_u0: N_u1_k2 + T_k4 - G_0 >= 0",
        "need_3_d0: N_d1_k3 + T_k4 + G_0 >= 1",
        "need_4_d0: N_d1_k1 + G_0 >= 1",
        "need_5_u0: N_u2_k2 + T_k4 - M_s1_f0 >= 0",
        "need_5_d0: N_d0_k3 + T_k4 + M_s1_f0 >= 1",
        "need_5_u1: N_u2_k2 + T_k4 - G_0 >= 0",
        "need_5_d1: N_d0_k3 + T_k4 + G_0 >= 1",
        "need_5_same0: T_k4 - M_s1_f0 + G_0 >= 0",
        "need_5_same1: T_k4 - G_0 + M_s1_f0 >= 0",
        "need_6_u0: N_u2_k2 + T_k4 - G_0 >= 0",
        "need_6_d0: N_d1_k3 + T_k4 + G_0 >= 1",
        "need_7_u0: N_u3_k0 + A_u3_s0 - G_0 >= 0",
        "need_7_d0: N_d1_k1 + A_u3_s0 + G_0 >= 1",
        "need_8_u0: N_u4_k0 + A_u4_s0 - G_0 >= 0",
        "need_8_d0: N_d1_k1 + A_u4_s0 + G_0 >= 1",
        "need_9_u0: N_u5_k0 - G_0 >= 0",
    ]


def test_whom_nobody_uses_has_no_group() -> None:
    """The kiosk's device license, or the site's, without a G of anybody."""
    case = case_of("""
    Settings
    Setting           | Value
    Organization size | 20

    Access
    User | Device | Server
         | kiosk  | P

    Products
    Product | Family | Version
    P       | F      | 2022

    Licenses
    License | Metric       | Covers | Price
    FD      | Device       | F      | 8
    Site    | Organization | F      | 3
    """)
    assert rows(state_one_kind(case, []).problem) == ["need_0: N_d0_k0 + T_k1 >= 1"]
