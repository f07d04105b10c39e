"""Units that a row shares for good: what its members draw on them, and what stays there."""

from optimizer.solving.program.formulation import state
from optimizer.solving.program.sharing import staying
from tests.solving.program.seated import TEAM_AND_DESK
from tests.support.stated import bounds, case_of, rows

SHARED = (
    TEAM_AND_DESK
    + """
    Owned
    License | Quantity | Until
    Old     | 5        |
    Old     | 4        | 2026-06-30
    CAL     | 2        |
    D       | 3        |

    Assigned
    License | User | Device | Quantity | Movable
    Old     | team |        | 6        | No
    CAL     | desk |        | 1        | No
    Old     | desk |        | 2        | No
    D       |      | pool   | 2        | No
"""
)


def test_what_a_row_s_members_draw() -> None:
    """Five lasting units and one that ends in June sit with the team; desk, licensed by device,
    may use none of what sits there; two devices of the pool have one each."""
    program = state(case_of(SHARED))
    assert rows(program.problem, "stay", "share", "supply", "convert", "lot") == [
        "stay_u0_o0: H_u0_o0_l2 <= 5",
        "stay_u0_o1: H_u0_o1_l2 + H_u0_o1_l3 <= 1",
        "share_u0_k0: N_u0_k0 - H_u0_o0_l2 - H_u0_o1_l2 - U_u0_k0 <= 0",
        "share_u0_k1: N_u0_k1 + H_u0_o0_l2 - H_u0_o1_l3 - U_u0_k1 <= 5",
        "share_d0_k2: 4 N_d0_k2 - U_d0_k2 <= 2",
        "supply_k0: H_u0_o0_l2 + H_u0_o1_l2 + U_u0_k0 - K_o2 - B_l2 - B_l0 <= 0",
        "supply_k1: H_u0_o1_l3 + U_u0_k1 - B_l3 <= 0",
        "supply_k2: U_d0_k2 - K_o3 - B_l4 - B_l1 <= 0",
        "convert_l2: V_l2_o0 + H_u0_o0_l2 + V_l2_o1 + H_u0_o1_l2 - B_l2 = 0",
        "convert_l3: V_l3_o1 + H_u0_o1_l3 - B_l3 = 0",
        "convert_l4: V_l4_o0 + V_l4_o1 - B_l4 = 0",
        "lot_o0: V_l2_o0 + V_l4_o0 <= 0",
        "lot_o1: V_l2_o1 + V_l3_o1 + V_l4_o1 <= 1",
    ]
    assert bounds(program.problem, "H", "U", "V", "K") == [
        "0 <= H_u0_o0_l2 <= 5",
        "0 <= H_u0_o1_l2 <= 1",
        "0 <= H_u0_o1_l3 <= 1",
        "0 <= K_o2 <= 1",
        "0 <= K_o3 <= 1",
        "0 <= U_d0_k2 <= 4",
        "0 <= U_u0_k0 <= 5",
        "0 <= U_u0_k1 <= 5",
        "0 <= V_l2_o0 <= 0",
        "0 <= V_l2_o1 <= 1",
        "0 <= V_l3_o1 <= 1",
        "0 <= V_l4_o0 <= 0",
        "0 <= V_l4_o1 <= 1",
    ]


def test_what_stays_with_each_row() -> None:
    """Of the team's six one lasting and the ending one are stepped up, and stay as CALs."""
    case = case_of(SHARED)
    program = state(case)
    for made in program.problem.variables():
        made.varValue = 0
    assert staying(case, program) == {
        (True, 0): {0: 0, 1: 5},
        (True, 1): {0: 1},
        (False, 0): {2: 2},
    }
    for (*_, line), made in program.shared.items():
        made.varValue = 1 if case.supply.lines[line].license == 0 else 0
    assert staying(case, program) == {
        (True, 0): {0: 2, 1: 4},
        (True, 1): {0: 1},
        (False, 0): {2: 2},
    }
