"""Fewest moves of a plan over time as rows of its program: each is worked out by hand."""

from dataclasses import replace
from typing import Any

from optimizer.solving.program.fewest_moves_over_time import ask
from optimizer.solving.program.over_time import state_over_time
from optimizer.solving.timetable import Timetable
from tests.support.stated import timetable

TEXT = """
    Settings
    Setting | Value
    As of   | 2026-01-01
    Horizon | 2
    Orders  | Yearly

    Users
    User
    ann
    bob

    Servers
    Server | Product             | CAL mode cost | Cores
    file   | Windows Server 2022 | 7             | 4

    Access
    User | Server
    ann  | file
    bob  | file

    Licenses
    License | Metric | Covers         | Price
    U       | User   | Windows Server | 50
    C       | Core   | Windows Server | 900

    Owned
    License | Quantity
    U       | 3

    Assigned
    License | User | Quantity | Movable
    U       | ann  | 2        | Yes

    Offers
    Offer | License | Price | From license | Pack
    swap  | C       | 30    | U            | 2
"""
"""Two of U that may leave ann, and packs of two that become cores."""


def asked(text: str = TEXT) -> tuple[dict[str, tuple[dict[str, Any], Any]], dict[str, Any]]:
    """The rows that the question adds, by name: what stands in each, and its limit; the objective
    too."""
    found = timetable(text)
    program = state_over_time(_staying(found))
    before = {row.name for row in program.problem.constraints()}
    ask(program, found, 4321, 17)
    rows = {
        row.name: ({v.name: weight for v, weight in row.items()}, row.getUb())
        for row in program.problem.constraints()
        if row.name not in before
    }
    assert all(row.getLb() is None for row in program.problem.constraints() if row.name in rows)
    return rows, {v.name: weight for v, weight in program.problem.objective.items()}


def _staying(found: Timetable) -> Timetable:
    supply = found.supply
    return replace(found, supply=replace(supply, fixed=(*supply.fixed, *supply.moving), moving=()))


def test_the_money_is_all_orders_and_a_mode_that_may_be_spared() -> None:
    """In minor units: one of U is 5,000, one of C 90,000, a pack of the swap 3,000, the mode 700,
    whatever the program counts in."""
    rows, _ = asked()
    orders = {"B_l0": 5000, "B_l1": 5000, "B_l2": 90000, "B_l3": 90000, "B_l4": 3000, "B_l5": 3000}
    assert rows["cost"] == (orders | {"C_s0": 700}, 4321)


def test_orders_are_as_late() -> None:
    """Units times the years that are left: two for the first, one for the second, packs of two."""
    rows, _ = asked()
    assert rows["early"] == (
        {"B_l0": 2, "B_l1": 1, "B_l2": 2, "B_l3": 1, "B_l4": 4, "B_l5": 2},
        17,
    )


def test_what_becomes_a_wide_license_ends_with_nobody_else() -> None:
    """Z is at most what is converted into cores on either day, and what is given up."""
    rows, objective = asked()
    assert rows["wide_o0"] == ({"Z_o0": 1, "V_l4_o0": -1, "V_l5_o0": -1}, 0)
    assert rows["given_o0"] == ({"Z_o0": 1, "J_f0": -1}, 0)
    assert objective == {"J_f0": 1, "Z_o0": -1}
    assert sorted(rows) == ["cost", "early", "given_o0", "wide_o0"]


def test_what_becomes_another_user_license_moves() -> None:
    """No license is wide: every unit given up counts."""
    rows, objective = asked(TEXT.replace("C       | Core   |", "C       | User   |"))
    assert sorted(rows) == ["cost", "early"]
    assert objective == {"J_f0": 1}


def test_where_nothing_is_sold_there_is_nothing_to_pay_for() -> None:
    text = TEXT.replace("| 50", "|").replace("| 900", "|").partition("    Offers")[0]
    rows, objective = asked(text.replace("| 7 ", "| 0 "))
    assert (rows, objective) == ({}, {"J_f0": 1})
