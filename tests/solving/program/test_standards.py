"""What the variables of a simpler plan's program mean: who may hold what, and who holds it."""

import pytest

from optimizer.domain.tables import Kind
from optimizer.solving.bundles import Component
from optimizer.solving.program.builder import ProgramBuilder, Terms
from optimizer.solving.program.standards import Block, Standards
from tests.support.stated import case_of

BOOK = """
    Users
    User  | Type
    ann   |
    guest | External

    Access
    User  | Server
    ann   | Windows Server 2022
    guest | Windows Server 2022

    Licenses
    License | Metric | Covers         | Price | For
    Any     | User   | Windows Server | 5     |
    Ours    | User   | Windows Server | 4     | Employee
    D       | Device | Windows Server | 3     |
"""


def block(*, users: bool = True, kind: int = Kind.EITHER, kind_of: int = 0) -> Block:
    return Block(users=users, c=0, members=1, department=0, kind=kind, type=kind_of)


@pytest.mark.parametrize(
    ("kind", "user", "device"),
    [(Kind.EITHER, True, True), (Kind.USER, True, False), (Kind.DEVICE, False, True)],
)
def test_who_is_licensed_by_one_kind_holds_no_other(kind: int, user: bool, device: bool) -> None:
    """A member who is barred may still hold nothing."""
    statement = ProgramBuilder(case_of(BOOK), elastic=False)
    made = Standards()
    for users, license, expected in ((True, 0, user), (False, 2, device)):
        each = block(users=users, kind=kind)
        assert made.may_hold(statement, each, frozenset({license})) is expected
        assert made.may_hold(statement, each, frozenset())


def test_a_license_for_employees_is_for_no_guest() -> None:
    """One license of the set that a guest may not hold bars the set; devices have no type."""
    case = case_of(BOOK)
    statement, made = ProgramBuilder(case, elastic=False), Standards()
    employee, guest = (int(t) for t in case.tables.users.type)
    for kind_of, bundle, expected in (
        (employee, {0, 1}, True), (guest, {0}, True), (guest, {1}, False), (guest, {0, 1}, False),
    ):  # fmt: skip
        assert made.may_hold(statement, block(kind_of=kind_of), frozenset(bundle)) is expected
    assert made.may_hold(statement, block(users=False, kind_of=guest), frozenset({1}))


def named(terms: Terms) -> list[tuple[str, float]]:
    return [(str(variable), weight) for variable, weight in terms]


def test_who_holds_a_license_is_the_standard_the_deviating_and_the_idle() -> None:
    """License 0 is in one of two standards, in a count, and in one of two sets; a unit of 1 that is
    not needed is one of 1, not of 0. The class of devices of the same number is another."""
    statement, made = ProgramBuilder(case_of(BOOK), elastic=False), Standards()
    p, q, n, m, a, b, i = (statement.variable(name, 9) for name in "PQNMABI")
    part, key = Component({}, frozenset(), {}), (True, 0)
    made.standard[key] = [(frozenset({0, 1}), p), (frozenset({1}), q)]
    made.counts[key] = [(part, {0: n, 1: m}), (part, [(frozenset({0}), a), (frozenset({1}), b)])]
    made.idle[key] = {1: i}
    assert named(made.deviating_with(key, 0)) == [("N", 1), ("A", 1)]
    assert named(made.deviating_with(key, 1)) == [("M", 1), ("B", 1)]
    assert named(made.holders_of(block(), 0)) == [("P", 1), ("N", 1), ("A", 1)]
    assert named(made.holders_of(block(), 1)) == [
        ("P", 1), ("Q", 1), ("M", 1), ("B", 1), ("I", 1),
    ]  # fmt: skip
    assert made.holders_of(block(users=False), 0) == []
    assert made.holders_of(block(), 2) == []
