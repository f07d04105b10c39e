"""A solved program's values -> the mix: counts, bundles and members one by one, rounded."""

import pulp

from optimizer.domain.tables import Kind
from optimizer.solving.network.cut import Cut, no_cut
from optimizer.solving.program.builder import Program
from optimizer.solving.program.formulation import state
from optimizer.solving.program.solved import mix_of
from tests.solving.program.test_holding import ALIKE, SEATED
from tests.solving.program.test_one_kind import BOOK
from tests.solving.program.test_sharing import SHARED
from tests.solving.test_solution import told
from tests.support.stated import case_of


def valued(program: Program, **values: float) -> Program:
    """The program where some variables have values and all others are 0."""
    left = dict(values)
    for variable in program.problem.variables():
        variable.varValue = left.pop(variable.name, 0)
    assert not left
    return program


def test_counts_and_one_by_one_and_what_is_converted() -> None:
    """Ann's unit is stepped up, 0.9999999 is one; bob's is renewed, and he is given B besides."""
    case = case_of(SEATED)
    values = {
        "N_u0_i0_o0_l4": 0.9999999, "N_u1_i0_o1_l5": 1, "N_u1_i0_k3": 1, "B_l4": 1, "B_l5": 1,
    }  # fmt: skip
    mix = mix_of(case, valued(state(case), **values), no_cut(case))
    assert told(mix)["users"] == [(0, 1, (1,)), (1, 1, (0, 3))]
    assert mix.converted == (1, 1)
    assert (mix.packs[4], mix.packs[5]) == (1, 1)
    assert mix.used[:4] == (1, 1, 0, 1)


def test_bundles_and_whoever_holds_none_of_them() -> None:
    """Of two whose unit ends one holds AB; the other one holds nothing."""
    case = case_of(ALIKE)
    values = {"N_u0_o0_b3": 2, "N_u1_o1_b0": 1, "B_l4": 3}
    mix = mix_of(case, valued(state(case), **values), no_cut(case))
    names = case.tables.users.names
    found = {names[row]: bundle for row, _, bundle in told(mix)["users"]}
    members = {names[row]: n for row, n, _ in told(mix)["users"]}
    assert set(members.values()) == {1}
    assert [found[name] for name in ("ann", "cat")] == [(1,), (1,)]
    assert sorted([found["bob"], found["dan"]]) == [(), (1,)]
    assert mix.converted == (2, 1)


def test_units_that_a_row_shares_and_what_is_drawn() -> None:
    case = case_of(SHARED)
    values = {
        "N_u0_k1": 3, "N_u0_k0": 2, "H_u0_o0_l2": 2, "B_l2": 2, "N_d0_k2": 1, "U_d0_k2": 2,
        "K_o3": 1, "B_l1": 1,
    }  # fmt: skip
    mix = mix_of(case, valued(state(case), **values), no_cut(case))
    assert told(mix)["users"][:2] == [(0, 2, (0,)), (0, 3, (1,))]
    assert mix.converted[0] == 2
    assert told(mix)["devices"] == [(0, 4, (2,))]


def test_kinds_wide_licenses_and_who_is_exempt() -> None:
    case = case_of(BOOK)
    values = {"M_s1_f0": 1, "T_k4": 1, "A_u3_s0": 1}
    program = valued(state(case), **values)
    mix = mix_of(case, program, no_cut(case))
    (mode,) = program.modes
    assert mix.modes == {mode: Kind.USER}
    assert mix.wide == ((4, -1),)
    assert len(mix.exempt) == 1
    cut = Cut(no_cut(case).users, no_cut(case).devices, {(7, 7): Kind.DEVICE}, 0)
    other = mix_of(case, valued(state(case), M_s1_f0=0.2), cut)
    assert other.modes == {mode: Kind.DEVICE, (7, 7): Kind.DEVICE}
    assert (other.wide, other.exempt) == ((), ())


def test_the_cut_s_classes_where_the_program_decides_nothing() -> None:
    case = case_of(BOOK)
    program = Program(pulp.LpProblem(), users=[[] for _ in case.classes.users.members],
                      devices=[[] for _ in case.classes.devices.members],
                      cal_mode={0: None})  # fmt: skip
    none = no_cut(case)
    bundle = frozenset({0})
    cut = Cut(
        (bundle, *none.users[1:]), none.devices, {}, 0, mixed={(False, 0): [(frozenset({1}), 1)]}
    )
    mix = mix_of(case, program, cut, shed=False)
    first = int((case.classes.users.class_of == 0).nonzero()[0][0])
    row = int(case.classes.users.row[first])
    assert next(b for r, _, b in told(mix)["users"] if r == row) == (0,)
    assert told(mix)["devices"][0][2] == (1,)
    assert mix.cal_mode == (0,)
