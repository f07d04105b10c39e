"""The second program: who of the holders of movable units keeps them, and who gives to whom."""

import numpy as np
import pytest

from optimizer.domain.plan import Holder, Holding, Mix, Move
from optimizer.licensing.purchase_lines import LineIndex
from optimizer.licensing.stock import LotIndex
from optimizer.solving.program.fewest_moves import KEPT, ask, matched, moves_of
from optimizer.solving.program.formulation import state
from tests.support.stated import bounds, case_of, objective, rows

MOVABLE = """
    Settings
    Setting           | Value
    As of             | 2026-01-01
    Horizon           | 3
    Organization size | 9

    Users
    User | Count
    ann  | 1
    team | 3
    gone | 2
    sits | 1

    Access
    User | Server
    ann  | Windows Server 2022
    team | Windows Server 2022
    sits | Windows Server 2022

    Licenses
    License | Metric       | Covers         | Price
    CAL     | User         | Windows Server | 50
    Old     | User         | Windows Server | 60
    Site    | Organization | Windows Server | 70

    Offers
    Offer  | License | From license | Price
    step   | CAL     | Old          | 4
    for us | Site    | Old          | 1

    Owned
    License | Quantity | Until
    Old     | 8        |
    CAL     | 2        |

    Assigned
    License | User | Quantity | Movable
    Old     | ann  | 1        | Yes
    Old     | gone | 2        | Yes
    CAL     | gone | 1        | Yes
    Old     | sits | 1        | No
"""


def test_the_second_program_counts_what_moves() -> None:
    case = case_of(MOVABLE)
    program = state(case)
    made = ask(case, program, 100)
    assert objective(program.problem) == "R_o0_l3 + R_o0_keep + R_o1_keep"
    assert rows(program.problem, "moved", "nowhere", "seated", "stays", "surplus") == [
        "moved_o0_l3: R_o0_l3 + F_o0_l3 - V_l3_o0 + Z_o0_l3 + S_o0_l3_u0 + S_o0_l3_u2 = 0",
        "moved_o0_l4: R_o0_l4 + F_o0_l4 - V_l4_o0 + Z_o0_l4 + S_o0_l4_u0 + S_o0_l4_u2 = 0",
        "moved_o0_keep: R_o0_keep + F_o0_keep - K_o0 + S_o0_keep_u0 + S_o0_keep_u2 = 0",
        "nowhere_o0: F_o0_l3 + F_o0_l4 + F_o0_keep <= 4",
        "moved_o1_keep: R_o1_keep + F_o1_keep - K_o1 + S_o1_keep_u2 = 0",
        "nowhere_o1: F_o1_keep <= 1",
        "seated_u0_o0: S_o0_l3_u0 + S_o0_l4_u0 + S_o0_keep_u0 <= 1",
        "seated_u2_o0: S_o0_l3_u2 + S_o0_l4_u2 + S_o0_keep_u2 <= 2",
        "seated_u2_o1: S_o1_keep_u2 <= 1",
        "stays_u0_k0: S_o0_l3_u0 - N_u0_k0 <= 0",
        "stays_u2_k0: S_o0_l3_u2 + S_o1_keep_u2 <= 0",
        "stays_u0_k2: S_o0_l4_u0 <= 0",
        "stays_u2_k2: S_o0_l4_u2 <= 0",
        "stays_u0_k1: S_o0_keep_u0 - N_u0_k1 <= 0",
        "stays_u2_k1: S_o0_keep_u2 <= 0",
        "surplus_k0: Z_o0_l3 + N_u0_k0 + N_u1_k0 + N_u3_i0_k0 + N_u3_i0_o0_l3 - K_o1 - B_l3 - B_l0 <= 0",
        "surplus_k2: Z_o0_l4 + 9 T_k2 - B_l4 - B_l2 <= 0",
    ]
    assert rows(program.problem, "priced", "cost") == [
        "priced_4: B_l3 - C_4 <= 0",
        "priced_50: B_l0 - C_50 <= 0",
        "priced_60: B_l1 - C_60 <= 0",
        "priced_1: B_l4 - C_1 <= 0",
        "priced_70: B_l2 - C_70 <= 0",
        "cost: 4 C_4 + 50 C_50 + 60 C_60 + C_1 + 70 C_70 <= 100",
    ]
    assert bounds(program.problem, "F", "R", "S", "Z", "C_") == [
        "0 <= C_1",
        "0 <= C_4",
        "0 <= C_50",
        "0 <= C_60",
        "0 <= C_70",
        "0 <= F_o0_keep <= 4",
        "0 <= F_o0_l3 <= 4",
        "0 <= F_o0_l4 <= 4",
        "0 <= F_o1_keep <= 1",
        "0 <= R_o0_keep",
        "0 <= R_o0_l3",
        "0 <= R_o0_l4",
        "0 <= R_o1_keep",
        "0 <= S_o0_keep_u0 <= 1",
        "0 <= S_o0_keep_u2 <= 2",
        "0 <= S_o0_l3_u0 <= 1",
        "0 <= S_o0_l3_u2 <= 2",
        "0 <= S_o0_l4_u0 <= 1",
        "0 <= S_o0_l4_u2 <= 2",
        "0 <= S_o1_keep_u2 <= 1",
        "0 <= Z_o0_l3",
        "0 <= Z_o0_l4",
    ]
    assert made.seated == {((True, 0), 0): 1, ((True, 2), 0): 2, ((True, 2), 1): 1}


def holding(*runs: tuple[int, int, int]) -> Holding:
    """(row, members, license) each."""
    row, members, bundle = (np.array(column, np.int64) for column in zip(*runs, strict=True))
    return Holding(row, members, bundle, ((0,), (1,), (2,)))


NOBODY = Holding(*(np.zeros(0, np.int64),) * 3, ())


def mix(*runs: tuple[int, int, int]) -> Mix:
    return Mix(
        users=holding(*runs), devices=NOBODY, wide=(), exempt=(), modes={}, packs=(),
        converted=(), used=(), cal_mode=(),
    )  # fmt: skip


ANN, TEAM, GONE, SITS = ((True, row) for row in range(4))


@pytest.mark.parametrize(
    ("stays", "moved", "runs", "expected"),
    [
        # Ann keeps hers; the two of gone go to the team.
        ({(ANN, 0, KEPT): 1}, {(0, KEPT): 2}, [(0, 1, 1), (1, 3, 1), (3, 1, 1)],
         [Move(1, GONE, TEAM, 2)]),
        # Ann holds a CAL: her old unit goes to the team with those of gone.
        ({}, {(0, KEPT): 3}, [(0, 1, 0), (1, 3, 1), (3, 1, 1)],
         [Move(1, ANN, TEAM, 1), Move(1, GONE, TEAM, 2)]),
        # What becomes a CAL goes to whoever holds one.
        ({}, {(0, 3): 1, (1, KEPT): 1}, [(0, 1, 0), (1, 1, 0), (3, 1, 1)],
         [Move(1, ANN, TEAM, 1), Move(0, GONE, ANN, 1)]),
        # The unit that sits with somebody for good takes no other.
        ({}, {(0, KEPT): 2}, [(3, 1, 1)], []),
        ({}, {(0, KEPT): 2}, [(3, 2, 1)], [Move(1, ANN, SITS, 1)]),
        ({}, {}, [(1, 3, 1)], []),
    ],
)  # fmt: skip
def test_who_gives_and_who_takes(
    stays: dict[tuple[tuple[bool, int], int, int], int],
    moved: dict[tuple[int, int], int],
    runs: list[tuple[int, int, int]],
    expected: list[Move],
) -> None:
    case = case_of(MOVABLE)
    made = ask(case, state(case), 100)
    for variable in (*made.stays.values(), *made.moved.values()):
        variable.varValue = 0
    for (holder, lot, line), units in stays.items():
        made.stays[holder, LotIndex(lot), LineIndex(line)].varValue = units
    for (lot, line), units in moved.items():
        made.moved[LotIndex(lot), LineIndex(line)].varValue = units
    assert list(moves_of(case, made, mix(*runs))) == expected


def pairs(
    givers: dict[Holder, int], takers: dict[Holder, int], wanted: int
) -> list[tuple[Holder, Holder, int]]:
    return list(matched(givers, takers, wanted))


ANN, BOB, CY, DI = ((True, row) for row in range(4))


def test_the_first_gives_to_the_first_who_takes() -> None:
    givers, takers = {ANN: 2, BOB: 1}, {CY: 1, DI: 2}
    assert pairs(givers, takers, 3) == [(ANN, CY, 1), (ANN, DI, 1), (BOB, DI, 1)]
    assert (givers, takers) == ({ANN: 0, BOB: 0}, {CY: 0, DI: 0})


def test_nobody_gives_to_oneself_though_the_others_are_served_later() -> None:
    givers, takers = {ANN: 1, BOB: 2, CY: 1}, {ANN: 2, BOB: 1, DI: 1}
    assert pairs(givers, takers, 4) == [(ANN, BOB, 1), (BOB, ANN, 2), (CY, DI, 1)]


def test_no_more_move_than_are_wanted_or_than_there_is_room() -> None:
    assert pairs({ANN: 5}, {BOB: 5}, 2) == [(ANN, BOB, 2)]
    assert pairs({ANN: 5}, {BOB: 1, CY: -1, ANN: 3}, 5) == [(ANN, BOB, 1)]
    assert pairs({ANN: 5}, {}, 5) == []


def test_thousands_of_givers_and_takers_are_matched_once_each() -> None:
    """The work grows with the number of moves: every pair would be a hundred million looks."""
    many = 10_000
    givers = {(True, row): 1 for row in range(many)}
    takers = {(True, row + 1): 1 for row in range(many)}
    moves = pairs(givers, takers, many)
    assert len(moves) == many
    assert moves[:2] == [((True, 0), (True, 1), 1), ((True, 1), (True, 2), 1)]
