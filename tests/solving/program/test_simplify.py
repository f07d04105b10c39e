"""Who holds a department's standard and who deviates, in the program: each row in full."""

import pytest

from optimizer.domain.tables import Kind
from optimizer.solving.bundles import Component
from optimizer.solving.instance import Instance
from optimizer.solving.program import simplify
from optimizer.solving.program.builder import ProgramBuilder
from optimizer.solving.program.simplify import (
    Block,
    Standards,
    TooManySetsError,
    hold_standards,
    runs_of,
)
from tests.support.stated import bounds, case_of, rows

f = frozenset

WARD = """
    Users
    User  | Count | Type
    red   | 3     |
    blue  | 2     |
    guest | 1     | External

    Devices
    Device | Count
    PC     | 2

    Access
    User  | Device | Server
    red   | PC     | P
    blue  | PC     | Q
    guest |        | Q

    Products
    Product | Family | Version
    P       | A      | 2022
    P       | B      | 2022
    Q       | B      | 2022

    Licenses
    License | Metric | Covers | Price | For
    A       | User   | A      | 5     |
    B       | User   | B      | 6     | Employee
    AB      | User   | A; B   | 9     |
    AD      | Device | A      | 4     |
    BD      | Device | B      | 4     |
"""


Parts = dict[tuple[bool, int], tuple[Component, ...]]


def posed(text: str, kind: int = Kind.EITHER) -> tuple[Instance, list[Block], Parts]:
    """One department of users, one of devices; the last class of users may be licensed by `kind`
    only."""
    case = case_of(text)
    blocks, components = list[Block](), Parts()
    for users, side, forms in (
        (True, case.classes.users, case.users), (False, case.classes.devices, case.devices),
    ):  # fmt: skip
        for c, members in enumerate(side.members.tolist()):
            last = users and c == len(side.members) - 1
            blocks.append(
                Block(
                    users=users,
                    c=c,
                    members=members,
                    department=4,
                    type=int(side.type[c]),
                    kind=kind if last else Kind.EITHER,
                )
            )
            components[users, c] = forms.components[int(forms.of[c])]
    return case, blocks, components


def stated(text: str, kind: int = Kind.EITHER) -> tuple[ProgramBuilder, Standards, list[Block]]:
    case, blocks, components = posed(text, kind)
    statement = ProgramBuilder(case, elastic=False)
    return statement, hold_standards(statement, blocks, components), blocks


def test_one_set_is_a_department_s_standard() -> None:
    """Of users nothing, A, B, AB or A with B; a guest may not hold B. Whoever deviates holds counts
    of nested licenses. One guest has B open where AB is held, as standard or not: no X."""
    statement, made, _ = stated(WARD)
    terms = statement.covers[True, 2, 1]
    assert [(v.name, weight) for v, weight in terms] == [("N_u2_p0_k2", 1), ("P_u2_b3", 1)]
    assert rows(statement.problem) == [
        "one_u4: Z_u4_b0 + Z_u4_b1 + Z_u4_b2 + Z_u4_b3 + Z_u4_b4 = 1",
        "only_u0_b0: P_u0_b0 - 3 Z_u4_b0 <= 0",
        "only_u0_b1: P_u0_b1 - 3 Z_u4_b1 <= 0",
        "only_u0_b2: P_u0_b2 - 3 Z_u4_b2 <= 0",
        "only_u0_b3: P_u0_b3 - 3 Z_u4_b3 <= 0",
        "only_u0_b4: P_u0_b4 - 3 Z_u4_b4 <= 0",
        "members_u0: P_u0_b0 + P_u0_b1 + P_u0_b2 + P_u0_b3 + P_u0_b4 + d_u0 = 3",
        "few_u0_p0_k0: N_u0_p0_k0 - d_u0 <= 0",
        "few_u0_p0_k1: N_u0_p0_k1 - d_u0 <= 0",
        "few_u0_p0_k2: N_u0_p0_k2 - d_u0 <= 0",
        "open_u0_e0: N_u0_p0_k0 + N_u0_p0_k2 + P_u0_b1 + P_u0_b3 + P_u0_b4 - 3 X_u0_e0 >= 0",
        "all_u0_e0: P_u0_b0 + P_u0_b2 + 3 X_u0_e0 <= 3",
        "open_u0_e1: N_u0_p0_k1 + N_u0_p0_k2 + P_u0_b2 + P_u0_b3 + P_u0_b4 - 3 X_u0_e1 >= 0",
        "all_u0_e1: P_u0_b0 + P_u0_b1 + 3 X_u0_e1 <= 3",
        "only_u1_b0: P_u1_b0 - 2 Z_u4_b0 <= 0",
        "only_u1_b1: P_u1_b1 - 2 Z_u4_b1 <= 0",
        "only_u1_b2: P_u1_b2 - 2 Z_u4_b2 <= 0",
        "only_u1_b3: P_u1_b3 - 2 Z_u4_b3 <= 0",
        "only_u1_b4: P_u1_b4 - 2 Z_u4_b4 <= 0",
        "members_u1: P_u1_b0 + P_u1_b1 + P_u1_b2 + P_u1_b3 + P_u1_b4 + d_u1 = 2",
        "few_u1_p0_k1: N_u1_p0_k1 - d_u1 <= 0",
        "open_u1_e1: N_u1_p0_k1 + P_u1_b2 + P_u1_b3 + P_u1_b4 - 2 X_u1_e1 >= 0",
        "all_u1_e1: P_u1_b0 + P_u1_b1 + 2 X_u1_e1 <= 2",
        "only_u2_b0: P_u2_b0 - Z_u4_b0 <= 0",
        "only_u2_b1: P_u2_b1 - Z_u4_b1 <= 0",
        "only_u2_b3: P_u2_b3 - Z_u4_b3 <= 0",
        "members_u2: P_u2_b0 + P_u2_b1 + P_u2_b3 + d_u2 = 1",
        "few_u2_p0_k2: N_u2_p0_k2 - d_u2 <= 0",
        "one_d4: Z_d4_b0 + Z_d4_b1 + Z_d4_b2 + Z_d4_b3 = 1",
        "only_d0_b0: P_d0_b0 - 2 Z_d4_b0 <= 0",
        "only_d0_b1: P_d0_b1 - 2 Z_d4_b1 <= 0",
        "only_d0_b2: P_d0_b2 - 2 Z_d4_b2 <= 0",
        "only_d0_b3: P_d0_b3 - 2 Z_d4_b3 <= 0",
        "members_d0: P_d0_b0 + P_d0_b1 + P_d0_b2 + P_d0_b3 + d_d0 = 2",
        "few_d0_p0_k3: N_d0_p0_k3 - d_d0 <= 0",
        "open_d0_e0: N_d0_p0_k3 + P_d0_b1 + P_d0_b3 - 2 Y_d0_e0 >= 0",
        "all_d0_e0: P_d0_b0 + P_d0_b2 + 2 Y_d0_e0 <= 2",
        "few_d0_p1_k4: N_d0_p1_k4 - d_d0 <= 0",
        "open_d0_e1: N_d0_p1_k4 + P_d0_b2 + P_d0_b3 - 2 Y_d0_e1 >= 0",
        "all_d0_e1: P_d0_b0 + P_d0_b1 + 2 Y_d0_e1 <= 2",
    ]
    assert bounds(statement.problem) == [
        "0 <= N_d0_p0_k3 <= 2",
        "0 <= N_d0_p1_k4 <= 2",
        "0 <= N_u0_p0_k0 <= 3",
        "0 <= N_u0_p0_k1 <= 3",
        "0 <= N_u0_p0_k2 <= 3",
        "0 <= N_u1_p0_k1 <= 2",
        "0 <= N_u2_p0_k2 <= 1",
        "0 <= P_d0_b0 <= 2",
        "0 <= P_d0_b1 <= 2",
        "0 <= P_d0_b2 <= 2",
        "0 <= P_d0_b3 <= 2",
        "0 <= P_u0_b0 <= 3",
        "0 <= P_u0_b1 <= 3",
        "0 <= P_u0_b2 <= 3",
        "0 <= P_u0_b3 <= 3",
        "0 <= P_u0_b4 <= 3",
        "0 <= P_u1_b0 <= 2",
        "0 <= P_u1_b1 <= 2",
        "0 <= P_u1_b2 <= 2",
        "0 <= P_u1_b3 <= 2",
        "0 <= P_u1_b4 <= 2",
        "0 <= P_u2_b0 <= 1",
        "0 <= P_u2_b1 <= 1",
        "0 <= P_u2_b3 <= 1",
        "0 <= X_u0_e0 <= 1",
        "0 <= X_u0_e1 <= 1",
        "0 <= X_u1_e1 <= 1",
        "0 <= Y_d0_e0 <= 1",
        "0 <= Y_d0_e1 <= 1",
        "0 <= Z_d4_b0 <= 1",
        "0 <= Z_d4_b1 <= 1",
        "0 <= Z_d4_b2 <= 1",
        "0 <= Z_d4_b3 <= 1",
        "0 <= Z_u4_b0 <= 1",
        "0 <= Z_u4_b1 <= 1",
        "0 <= Z_u4_b2 <= 1",
        "0 <= Z_u4_b3 <= 1",
        "0 <= Z_u4_b4 <= 1",
        "0 <= d_d0 <= 2",
        "0 <= d_u0 <= 3",
        "0 <= d_u1 <= 2",
        "0 <= d_u2 <= 1",
    ]
    assert {key: [sorted(b) for b, _ in sets] for key, sets in made.chosen.items()} == {
        (True, 4): [[], [0], [1], [2], [0, 1]],
        (False, 4): [[], [3], [4], [3, 4]],
    }


def test_what_counts_with_its_base_alone_has_an_x_for_one_member_too() -> None:
    """B may be held by one guest to whom it opens nothing for want of A: X is 0 then."""
    based = WARD.replace("guest | 1     | External", "guest | 1     |")
    families = "\n    Families\n    Family | Base | Same holder\n    B      | A    | Yes\n"
    statement, _, blocks = stated(based + families)
    at = statement.ways.bases
    single = [b for b in blocks if b.members == 1]
    found = [statement.covers[True, b.c, e] for b in single for e in at]
    assert [[v.name[0] for v, _ in terms] for terms in found] == [["X"]]


def test_a_standard_that_is_kept_is_the_only_one() -> None:
    """The users keep AB; the devices kept a license that is theirs no more, so any will do."""
    case, blocks, components = posed(WARD)
    statement = ProgramBuilder(case, elastic=False)
    kept = {(True, 4): f({2}), (False, 4): f({0})}
    made = hold_standards(statement, blocks, components, kept)
    assert [sorted(b) for b, _ in made.chosen[True, 4]] == [[2]]
    assert [sorted(b) for b, _ in made.chosen[False, 4]] == [[], [3], [4], [3, 4]]
    assert rows(statement.problem, "one", "members_u")[:2] == [
        "one_u4: Z_u4_b0 = 1",
        "members_u0: P_u0_b0 + d_u0 = 3",
    ]
    made = hold_standards(ProgramBuilder(case, elastic=False), blocks, components, {})
    assert [sorted(b) for b, _ in made.chosen[True, 4]] == [[]]


def test_who_is_licensed_by_device_holds_no_user_s_standard() -> None:
    statement, made, _ = stated(WARD, Kind.DEVICE)
    last = max(c for users, c in made.standard if users)
    assert [sorted(b) for b, _ in made.standard[True, last]] == [[]]
    same, made, _ = stated(WARD, Kind.USER)
    assert len(made.standard[True, last]) > 1
    assert len(rows(same.problem)) > len(rows(statement.problem))


OVERLAPPING = WARD.replace(
    "    AB      | User   | A; B   | 9     |\n",
    "    AX      | User   | A; X   | 9     |\n    XB      | User   | X; B   | 9     |\n",
).replace(
    "    Q       | B      | 2022\n", "    Q       | B      | 2022\n    P       | X      | 2022\n"
)


def test_licenses_that_overlap_are_sets_of_those_who_deviate_too() -> None:
    statement, _, _ = stated(OVERLAPPING)
    assert rows(statement.problem, "others", "few") == [
        "others_u0_p0: N_u0_p0_b0 + N_u0_p0_b1 + N_u0_p0_b2 + N_u0_p0_b3 + N_u0_p0_b4 + N_u0_p0_b5 + N_u0_p0_b6 + N_u0_p0_b7 - d_u0 <= 0",
        "few_u1_p0_k1: N_u1_p0_k1 - d_u1 <= 0",
        "few_u2_p0_k3: N_u2_p0_k3 - d_u2 <= 0",
        "few_d0_p0_k4: N_d0_p0_k4 - d_d0 <= 0",
        "few_d0_p1_k5: N_d0_p1_k5 - d_d0 <= 0",
    ]


def test_what_the_members_hold_in_the_end() -> None:
    """Two of red hold the standard, A and B; the third one deviates, with AB, or with nothing."""
    _, made, blocks = stated(WARD)
    red = next(block for block in blocks if block.users and block.members == 3)
    key = True, red.c
    for values, expected in (
        ({"held": 2, "out": 1, "AB": 1}, [(f({0, 1}), 2), (f({2}), 1)]),
        ({"held": 2, "out": 1, "AB": 0}, [(f({0, 1}), 2), (f(), 1)]),
        ({"held": 3, "out": 0, "AB": 0}, [(f({0, 1}), 3)]),
        ({"held": 0, "out": 3, "AB": 2}, [(f({2}), 2), (f(), 1)]),
    ):
        for bundle, held in made.standard[key]:
            held.varValue = values["held"] if bundle == {0, 1} else 0
        made.deviating[key].varValue = values["out"]
        for _, counts in made.counts[key]:
            assert isinstance(counts, dict)
            for k, variable in counts.items():
                variable.varValue = values["AB"] if k == 2 else 0
        assert runs_of(made, red) == expected


def test_too_many_sets_are_not_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    case, blocks, components = posed(WARD)
    monkeypatch.setattr(simplify, "irredundant", lambda _: None)
    with pytest.raises(TooManySetsError):
        hold_standards(ProgramBuilder(case, elastic=False), blocks, components)
