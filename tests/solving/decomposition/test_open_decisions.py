"""Decisions that prices leave open: groups of nodes as a program, and told apart again."""

from functools import partial

import numpy as np

from optimizer.solving.decomposition.open_decisions import OpenDecisions, paid
from optimizer.solving.network.network import Network
from optimizer.solving.program.builder import Beside, Program, ProgramBuilder
from optimizer.solving.program.formulation import complete
from optimizer.solving.solvers.status import Clock, Status
from tests.solving.network.ward import WARD
from tests.support.stated import bounds, case_of, rows

COUNTED = (
    WARD
    + """
    Owned
    License | Quantity
    A       | 2
    ACD     | 1
"""
)


def decisions(*, together: bool = False) -> OpenDecisions:
    """Everything is open, but for source and sink; or all of a class's nodes are one group."""
    network = Network(case_of(COUNTED))
    group = np.arange(network.nodes)
    if together:
        group = np.where(network.owner < 0, group, network.owner + 2)
        group = np.unique(group, return_inverse=True)[1].reshape(-1)
    return OpenDecisions(network, group)


def test_a_group_is_one_decision_where_classes_are_decided_as_a_whole() -> None:
    """An opened set of a class of four is a number from 0 to 4."""
    found = decisions()
    assert (found.open, found.kinds) == (19, 19)
    assert np.flatnonzero(~found.single).tolist() == [4, 7, 8, 12, 13, 18]
    assert found.size.tolist() == [1, 1, 1, 1, 4, 1, 1, 1, 1, 1, 1, 1, 3, 3, 1, 1, 1, 1, 1, 1, 1]
    one = decisions(together=True)
    assert (one.open, one.kinds) == (5, 5)
    assert one.single.all()
    assert one.size.tolist() == [1, 1, 1, 1, 1, 1, 1]


def posed(found: OpenDecisions, beside: Beside | None = None) -> Program:
    """A program of the supply alone, and what the groups draw on it."""
    case = found.network.case
    statement = ProgramBuilder(case.part(np.zeros(len(case.classes.user), bool)), elastic=False)
    complete(statement, beside or (lambda builder: found.state(builder, {})))
    return statement.program


def test_what_groups_draw_on_the_supply() -> None:
    program = posed(decisions())
    assert rows(program.problem) == [
        "G_firm_0: G_always - G_2 <= 0",
        "G_firm_1: G_always - G_3 <= 0",
        "G_cut_5: 4 G_2 - G_4 - G_cut_5 <= 0",
        "G_cut_6: 4 G_3 - G_4 - G_cut_6 <= 0",
        "G_firm_9: G_5 - G_9 <= 0",
        "G_cut_10: G_6 - G_8 - G_cut_10 <= 0",
        "G_cut_11: G_7 - G_8 - G_cut_11 <= 0",
        "G_firm_13: G_9 - G_7 <= 0",
        "G_firm_14: G_10 - G_7 <= 0",
        "G_firm_15: G_11 - G_20 <= 0",
        "G_firm_16: G_12 - 3 G_14 <= 0",
        "G_firm_17: G_12 - 3 G_15 <= 0",
        "G_cut_18: G_13 - G_12 - G_cut_18 <= 0",
        "G_firm_19: G_13 - 3 G_16 <= 0",
        "G_firm_20: G_14 - G_11 <= 0",
        "G_firm_21: G_15 - G_2 <= 0",
        "G_firm_22: G_16 - G_3 <= 0",
        "G_firm_23: G_17 - G_10 <= 0",
        "G_cut_24: G_18 - G_17 - G_cut_24 <= 0",
        "G_firm_25: G_18 - G_19 <= 0",
        "G_firm_26: G_19 - G_6 <= 0",
        "G_firm_27: G_20 <= 0",
        "G_firm_28: G_20 - G_5 <= 0",
        "supply_k0: G_cut_5 + G_cut_11 - K_o0 - B_l0 <= 0",
        "supply_k5: 4 G_always - G_13 - G_18 - K_o1 - B_l5 <= 0",
    ]
    assert bounds(program.problem, "G") == [
        "0 <= G_10 <= 1",
        "0 <= G_11 <= 1",
        "0 <= G_12 <= 3",
        "0 <= G_13 <= 3",
        "0 <= G_14 <= 1",
        "0 <= G_15 <= 1",
        "0 <= G_16 <= 1",
        "0 <= G_17 <= 1",
        "0 <= G_18 <= 1",
        "0 <= G_19 <= 1",
        "0 <= G_2 <= 1",
        "0 <= G_20 <= 1",
        "0 <= G_3 <= 1",
        "0 <= G_4 <= 4",
        "0 <= G_5 <= 1",
        "0 <= G_6 <= 1",
        "0 <= G_7 <= 1",
        "0 <= G_8 <= 1",
        "0 <= G_9 <= 1",
        "1 <= G_always <= 1",
        "0 <= G_cut_10 <= 1",
        "0 <= G_cut_11 <= 1",
        "0 <= G_cut_18 <= 3",
        "0 <= G_cut_24 <= 1",
        "0 <= G_cut_5 <= 4",
        "0 <= G_cut_6 <= 4",
    ]
    together = posed(decisions(together=True))
    assert rows(together.problem) == [
        "G_firm_0: G_always - G_2 <= 0",
        "G_firm_7: G_4 - G_2 <= 0",
        "G_firm_8: G_4 - G_6 <= 0",
        "G_firm_9: G_5 - G_3 <= 0",
        "G_firm_10: G_6 <= 0",
        "G_firm_11: G_6 - G_3 <= 0",
        "supply_k5: 4 G_always - 3 G_4 - G_5 - K_o1 - B_l5 <= 0",
    ]


ALIKE = """
    Users
    User | Count
    ann  | 2
    bob  | 2
    cat  | 2

    Devices
    Device | Count
    PC1    | 3
    PC2    | 3
    PC3    | 3

    Access
    User | Device | Server
    ann  | PC1    | Windows Server 2022
    bob  | PC2    | Windows Server 2022
    cat  | PC3    | Windows Server 2022

    Licenses
    License | Metric | Covers         | Price
    U       | User   | Windows Server | 50
    D       | Device | Windows Server | 20

    Owned
    License | Quantity
    U       | 2
"""


def test_groups_that_are_alike_are_one_number_and_dealt_out() -> None:
    """Three equal offices: of each side's three groups one stands for all."""
    network = Network(case_of(ALIKE))
    found = OpenDecisions(network, np.arange(network.nodes))
    assert found.kinds == 2
    program = posed(found)
    assert rows(program.problem) == [
        "G_firm_2: G_5 - G_2 <= 0",
        "supply_k0: 2 G_2 - K_o0 - B_l0 <= 0",
    ]
    assert bounds(program.problem, "G") == ["0 <= G_2 <= 3", "0 <= G_5 <= 3", "1 <= G_always <= 1"]
    models = np.flatnonzero(found.alike.copy == 0).tolist()[2:]
    assert [found.level({0: 1, **dict.fromkeys(models, n)}).tolist() for n in (0, 1, 2, 3)] == [
        [1, 0, 0, 0, 0, 0, 0, 0],
        [1, 0, 2, 0, 0, 3, 0, 0],
        [1, 0, 2, 2, 0, 3, 3, 0],
        [1, 0, 2, 2, 2, 3, 3, 3],
    ]


def test_the_cheapest_plan_within_what_is_given() -> None:
    """Two units of U are owned, one office uses them; the others' devices cost 2 x 3 x 20 = 120.00:
    not less is proven, and with less than that there is none."""
    network = Network(case_of(ALIKE))
    found = OpenDecisions(network, np.arange(network.nodes))
    pose = partial(posed, found)
    outcome, program, level = found.choose(pose, 0, None, "highs", Clock())
    assert (outcome.status, paid(program)) == (Status.OPTIMAL, 12_000)
    assert network.used(level).tolist() == [2, 6]
    outcome, program, _ = found.choose(pose, 12_000, 12_000, "highs", Clock())
    assert (outcome.status, paid(program)) == (Status.OPTIMAL, 12_000)
    outcome, program, _ = found.choose(pose, 12_001, 16_000, "highs", Clock())
    assert outcome.status is Status.OPTIMAL
    assert 12_000 < paid(program) <= 16_000
    assert found.choose(pose, 0, 11_999, "highs", Clock())[0].status is Status.INFEASIBLE
