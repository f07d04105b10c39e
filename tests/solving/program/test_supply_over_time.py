"""Supply over time in the program: what is there in each period, what sits with whom, what orders
may be; each row in full."""

from pathlib import Path

import pulp
import pytest

from optimizer.licensing.dated_supply import OrderIndex
from optimizer.solving.program.over_time import state_over_time
from optimizer.solving.program.supply_over_time import (
    DatedProgram,
    available,
    rents_of,
    state_supply,
)
from tests.support.books import solve
from tests.support.stated import bounds, objective, row, rows, timetable

DATED = """
    Settings
    Setting | Value
    As of   | 2026-01-01
    Horizon | 2
    Orders  | Yearly

    Users
    User | Count | From       | To
    ann  | 2     |            |
    bob  | 3     |            | 2026-12-31

    Access
    User | Server
    ann  | Windows Server 2022
    bob  | Windows Server 2022

    Licenses
    License | Metric | Covers         | Price
    CAL     | User   | Windows Server |
    Old     | User   | Windows Server |

    Offers
    Offer  | License | From license | Price | Pack | From quantity | Minimum | Maximum | Starts    | Term
    new    | CAL     |              | 10    | 1    | 1             | 2       | 7       |           |
    new    | CAL     |              | 8     | 1    | 4             | 2       | 7       |           |
    a year | CAL     |              | 6     |      |               |         | 5       |           | 12
    renew  | Old     | Old          | 4     |      |               |         |         | At expiry |
    step   | CAL     | Old          | 3     | 2    |               |         |         |           |

    Owned
    License | Quantity | Until
    Old     | 5        | 2026-12-31
    Old     | 2        |

    Assigned
    License | User | Quantity | Movable
    Old     | ann  | 2        | No
    Old     | bob  | 2        | No
"""


def test_the_supply_of_what_each_period_uses() -> None:
    """Five use Old in the first year, and two a CAL in the second: ann's two sit with her to the
    end, bob's two up to the first year's."""
    made = state_supply(
        timetable(DATED),
        [{1: 5}, {0: 2, 1: 1}],
        [{(True, 0): {1: 2}, (True, 1): {1: 3}}, {(True, 0): {0: 2, 1: 0}}],
    )
    assert rows(made.problem) == [
        "most_o0_20260101_t0: B_l0 - 2 W_o0_20260101_t0 <= 0",
        "least_o0_20260101_t0: B_l0 - 2 W_o0_20260101_t0 >= 0",
        "most_o0_20260101_t1: B_l1 - 4 W_o0_20260101_t1 <= 0",
        "least_o0_20260101_t1: B_l1 - 4 W_o0_20260101_t1 >= 0",
        "tier_o0_20260101: W_o0_20260101_t0 + W_o0_20260101_t1 <= 1",
        "most_o0_20270101_t0: B_l2 - 2 W_o0_20270101_t0 <= 0",
        "least_o0_20270101_t0: B_l2 - 2 W_o0_20270101_t0 >= 0",
        "most_o0_20270101_t1: B_l3 - 4 W_o0_20270101_t1 <= 0",
        "least_o0_20270101_t1: B_l3 - 4 W_o0_20270101_t1 >= 0",
        "tier_o0_20270101: W_o0_20270101_t0 + W_o0_20270101_t1 <= 1",
        "maximum_o0: B_l0 + B_l1 + B_l2 + B_l3 <= 7",
        "maximum_o1: B_l4 + B_l5 <= 5",
        "convert_l6: V_l6_o0 + H_l6_f0 + H_l6_f1 - B_l6 = 0",
        "convert_l7: V_l7_o0 + V_l7_o1 + H_l7_f0 + H_l7_f1 - 2 B_l7 = 0",
        "convert_l8: V_l8_o1 - 2 B_l8 = 0",
        "lot_o0: V_l6_o0 + V_l7_o0 <= 1",
        "lot_o1: V_l7_o1 + V_l8_o1 <= 2",
        "fixed_f0: H_l6_f0 + H_l7_f0 <= 2",
        "fixed_f1: H_l6_f1 + H_l7_f1 <= 2",
        "uses_p0_u0_k1: R_p0_u0_k1 - 2 one <= 0",
        "sits_p0_u0_k1: R_p0_u0_k1 + H_l7_f0 <= 2",
        "uses_p0_u1_k1: R_p0_u1_k1 - 3 one <= 0",
        "sits_p0_u1_k1: R_p0_u1_k1 + H_l7_f1 <= 2",
        "supply_k1_p0: 5 one - R_p0_u0_k1 - R_p0_u1_k1 + V_l7_o0 + V_l7_o1 <= 3",
        "uses_p1_u0_k0: R_p1_u0_k0 - 2 one <= 0",
        "sits_p1_u0_k0: R_p1_u0_k0 - H_l7_f0 <= 0",
        "uses_p1_u0_k1: R_p1_u0_k1 + 0 one <= 0",
        "sits_p1_u0_k1: R_p1_u0_k1 - H_l6_f0 <= 0",
        "supply_k0_p1: 2 one - R_p1_u0_k0 + 0 H_l7_f1 - B_l0 - B_l1 - B_l2 - B_l3 - B_l5 - 2 B_l7 + H_l7_f0 - 2 B_l8 <= 0",
        "supply_k1_p1: one - R_p1_u0_k1 + 0 H_l6_f1 + V_l7_o1 + V_l8_o1 - B_l6 + H_l6_f0 <= 2",
    ]
    assert bounds(made.problem) == [
        "0 <= B_l0 <= 2",
        "0 <= B_l1 <= 4",
        "0 <= B_l2 <= 2",
        "0 <= B_l3 <= 4",
        "0 <= B_l4 <= 2",
        "0 <= B_l5 <= 2",
        "0 <= B_l6 <= 5",
        "0 <= B_l7 <= 1",
        "0 <= B_l8 <= 1",
        "0 <= H_l6_f0 <= 2",
        "0 <= H_l6_f1 <= 2",
        "0 <= H_l7_f0 <= 2",
        "0 <= H_l7_f1 <= 2",
        "0 <= R_p0_u0_k1 <= 2",
        "0 <= R_p0_u1_k1 <= 2",
        "0 <= R_p1_u0_k0 <= 2",
        "0 <= R_p1_u0_k1 <= 2",
        "0 <= V_l6_o0 <= 1",
        "0 <= V_l7_o0 <= 1",
        "0 <= V_l7_o1 <= 2",
        "0 <= V_l8_o1 <= 2",
        "0 <= W_o0_20260101_t0 <= 1",
        "0 <= W_o0_20260101_t1 <= 1",
        "0 <= W_o0_20270101_t0 <= 1",
        "0 <= W_o0_20270101_t1 <= 1",
        "1 <= one <= 1",
    ]
    assert (
        objective(made.problem)
        == "1000 B_l0 + 800 B_l1 + 1000 B_l2 + 800 B_l3 + 600 B_l4 + 600 B_l5 + 400 B_l6 + 300 B_l7 + 300 B_l8"
    )


def test_orders_that_are_barred_are_not_there() -> None:
    made = state_supply(timetable(DATED), [{1: 5}, {}], [{}, {}], frozenset({OrderIndex(0)}))
    assert OrderIndex(0) not in made.packs
    assert OrderIndex(1) in made.packs
    assert rows(made.problem, "supply") == ["supply_k1_p0: 5 one + V_l7_o0 + V_l7_o1 <= 3"]


def test_units_that_anyone_may_use() -> None:
    """Of seven old ones four sit with somebody: three are free, and in the second year bob's."""
    found = timetable(DATED)
    problem = pulp.LpProblem()
    made = DatedProgram(problem)
    assert [available(made, found.supply, 1, t) for t in (0, 1)] == [(3, []), (2, [])]
    assert available(made, found.supply, 0, 0) == (0, [])


def test_a_whole_plan_draws_on_it() -> None:
    made = state_over_time(timetable(DATED))
    assert rows(made.problem, "supply", "uses", "sits") == [
        "uses_p0_u0_k0: R_p0_u0_k0 - p0_N_u0_k0 <= 0",
        "sits_p0_u0_k0: R_p0_u0_k0 - H_l7_f0 <= 0",
        "uses_p0_u0_k1: R_p0_u0_k1 - p0_N_u0_k1 <= 0",
        "sits_p0_u0_k1: R_p0_u0_k1 + H_l7_f0 <= 2",
        "uses_p0_u1_k0: R_p0_u1_k0 - p0_N_u1_k0 <= 0",
        "sits_p0_u1_k0: R_p0_u1_k0 - H_l7_f1 <= 0",
        "uses_p0_u1_k1: R_p0_u1_k1 - p0_N_u1_k1 <= 0",
        "sits_p0_u1_k1: R_p0_u1_k1 + H_l7_f1 <= 2",
        "supply_k0_p0: p0_N_u0_k0 + p0_N_u1_k0 - R_p0_u0_k0 - R_p0_u1_k0 - B_l0 - B_l1 - B_l4 - 2 B_l7 + H_l7_f0 + H_l7_f1 <= 0",
        "supply_k1_p0: p0_N_u0_k1 + p0_N_u1_k1 - R_p0_u0_k1 - R_p0_u1_k1 + V_l7_o0 + V_l7_o1 <= 3",
        "uses_p1_u0_k0: R_p1_u0_k0 - p1_N_u0_k0 <= 0",
        "sits_p1_u0_k0: R_p1_u0_k0 - H_l7_f0 <= 0",
        "uses_p1_u0_k1: R_p1_u0_k1 - p1_N_u0_k1 <= 0",
        "sits_p1_u0_k1: R_p1_u0_k1 - H_l6_f0 <= 0",
        "supply_k0_p1: p1_N_u0_k0 - R_p1_u0_k0 + 0 H_l7_f1 - B_l0 - B_l1 - B_l2 - B_l3 - B_l5 - 2 B_l7 + H_l7_f0 - 2 B_l8 <= 0",
        "supply_k1_p1: p1_N_u0_k1 - R_p1_u0_k1 + 0 H_l6_f1 + V_l7_o1 + V_l8_o1 - B_l6 + H_l6_f0 <= 2",
    ]


def test_the_least_that_is_missing_is_lacking_by_period() -> None:
    made = state_over_time(timetable(DATED), elastic=True)
    assert rows(made.problem, "supply") == [
        "supply_k0_p0: p0_N_u0_k0 + p0_N_u1_k0 - R_p0_u0_k0 - R_p0_u1_k0 - B_l0 - B_l1 - B_l4 - 2 B_l7 + H_l7_f0 + H_l7_f1 - S_k0_p0 <= 0",
        "supply_k1_p0: p0_N_u0_k1 + p0_N_u1_k1 - R_p0_u0_k1 - R_p0_u1_k1 + V_l7_o0 + V_l7_o1 - S_k1_p0 <= 3",
        "supply_k0_p1: p1_N_u0_k0 - R_p1_u0_k0 + 0 H_l7_f1 - B_l0 - B_l1 - B_l2 - B_l3 - B_l5 - 2 B_l7 + H_l7_f0 - 2 B_l8 - S_k0_p1 <= 0",
        "supply_k1_p1: p1_N_u0_k1 - R_p1_u0_k1 + 0 H_l6_f1 + V_l7_o1 + V_l8_o1 - B_l6 + H_l6_f0 - S_k1_p1 <= 2",
    ]
    assert sorted(made.missing) == [(0, 0), (0, 1), (1, 0), (1, 1)]


LAPSING = """
    Settings
    Setting           | Value
    As of             | 2026-01-01
    Horizon           | 2
    Orders            | Yearly
    Organization size | 20

    Access
    User | Server
    ann  | online

    Servers
    Server | Product
    online | Cloud

    Products
    Product | Family | Version
    Cloud   | F      | Current

    Licenses
    License | Metric       | Covers | Price
    U       | User         | F      | 90
    Site    | Organization | F      | 3

    Owned
    License | Quantity | SA until
    Site    | 25       | 2026-12-30
    Site    | 4        |
"""


def test_units_in_full_serve_as_lapsed_ones() -> None:
    found = timetable(LAPSING)
    made = state_supply(found, [{2: 20}, {2: 20}], [{}, {}])
    assert rows(made.problem, "supply") == [
        "supply_k1_p0: L_k2_p0 - B_l2 <= 4",
        "supply_k2_p0: 20 one - L_k2_p0 <= 25",
        "supply_k1_p1: L_k2_p1 - B_l2 - B_l3 <= 4",
        "supply_k2_p1: 20 one - L_k2_p1 <= 25",
    ]
    assert bounds(made.problem, "L", "B") == [
        "0 <= B_l0 <= 1",
        "0 <= B_l1 <= 1",
        "0 <= B_l2 <= 20",
        "0 <= B_l3 <= 20",
        "0 <= L_k2_p0 <= 20",
        "0 <= L_k2_p1 <= 20",
    ]


def test_what_a_unit_earns_is_read_from_the_rows() -> None:
    """In minor units: the program's own are of `unit` each."""
    problem = pulp.LpProblem()
    one = problem.add_variable("one", 0, 1, pulp.LpInteger)
    for name, pi in (("supply_k1_p0", -2.0), ("supply_k0_p2", 0.5), ("supply_k1_p2", None),
                     ("other_k1_p1", 9.0)):  # fmt: skip
        problem.addConstraint(pulp.LpConstraint(pulp.LpAffineExpression([(one, 1)]), -1, name, 1))
        {each.name: each for each in problem.constraints()}[name].pi = pi
    assert next(map(row, problem.constraints())) == "supply_k1_p0: one <= 1"
    assert rents_of(DatedProgram(problem, unit=100), 2, 3).tolist() == [[0, 0, 50], [200, 0, 0]]


@pytest.mark.parametrize("orders", ["Once", "Yearly"])
@pytest.mark.parametrize(
    ("type_", "by", "cost"), [("Student", "", 1), ("Employee", "", 50), ("Student", "Device", 39)]
)
def test_what_covers_nothing_where_it_sits_is_converted_into_nothing(
    tmp_path: Path, orders: str, type_: str, by: str, cost: int
) -> None:
    """Ann holds a student's CAL, which 1.00 makes anyone's: not while For or License by keep it from
    covering her."""
    sheets = {
        "Settings": [["Setting", "Value"], ["Orders", orders]],
        "Users": [["User", "Type", "License by"], ["ann", type_, by]],
        "Access": [["User", "Device", "Server"], ["ann", "pc", "Windows Server 2022"]],
        "Licenses": [
            ["License", "Metric", "Covers", "Version", "For", "Price"],
            ["student", "User", "Windows Server", 2019, "Student", ""],
            ["CAL", "User", "Windows Server", 2022, "", 50],
            ["device", "Device", "Windows Server", 2022, "", 39 if by else 99],
        ],
        "Offers": [
            ["Offer", "License", "From license", "Price"],
            ["step-up", "CAL", "student", 1],
        ],
        "Owned": [["License", "Quantity"], ["student", 1]],
        "Assigned": [["License", "User"], ["student", "ann"]],
    }
    assert solve(tmp_path, sheets)[1].cost == cost
