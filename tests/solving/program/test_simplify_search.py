"""The least of a simpler plan's program in steps: what each may choose, what is proven, what the
next one must beat."""

from collections.abc import Iterator
from contextlib import contextmanager

import pulp
import pytest

from optimizer.domain.plan import Mix
from optimizer.solving.program import simplify_search
from optimizer.solving.program.builder import ProgramBuilder, number
from optimizer.solving.program.simplify_search import FIXED, STEPS, Search
from optimizer.solving.program.standards import Standards
from optimizer.solving.solvers.status import Clock, Outcome, Status
from tests.audit.dated_shop import NOBODY
from tests.support.stated import case_of

EMPTY = """
    Users
    User
    ann

    Access
    User | Server
    ann  | Windows Server 2022

    Licenses
    License | Metric | Covers         | Price
    CAL     | User   | Windows Server | 5
"""
NONE, ONE, TWO = frozenset[int](), frozenset({0}), frozenset({1})


class Posed:
    """People choose a standard of nothing, 0 or 1, at 9, 5 or 3; devices nothing or 0, at 4 or 1."""

    def __init__(self, wanted: dict[tuple[bool, int], frozenset[int]]) -> None:
        statement = ProgramBuilder(case_of(EMPTY), elastic=False)
        made = Standards()
        self.z = [statement.variable(f"Z{i}") for i in range(3)]
        self.y = [statement.variable(f"Y{i}") for i in range(2)]
        made.chosen[True, 7] = list(zip((NONE, ONE, TWO), self.z, strict=True))
        made.chosen[False, 7] = list(zip((NONE, ONE), self.y, strict=True))
        statement.row("people", [(v, 1) for v in self.z], pulp.LpConstraintEQ, 1)
        statement.row("devices", [(v, 1) for v in self.y], pulp.LpConstraintEQ, 1)
        self.objective = pulp.LpAffineExpression(
            list(zip((*self.z, *self.y), (9, 5, 3, 4, 1), strict=True))
        )
        self.problem = statement.problem
        self.search = Search(statement, made, wanted, "highs", Clock())

    def read(self) -> Mix:
        return NOBODY

    def rhs(self) -> float:
        return -float(self.problem.get_constraint_by_name("least").constant)


HELD = {(True, 7): NONE, (False, 7): NONE}


def test_fixed_standards_first_then_any() -> None:
    """Held at what the cheapest plan has, 9 + 4 = 13; of any, 3 + 1 = 4: proven, noted, and the
    program is held at it."""
    posed = Posed(HELD)
    first = posed.search.least(posed.objective, "least", posed.read, (FIXED,))
    assert first is not None
    assert (first.value, first.proven, first.mix) == (13, False, NOBODY)
    assert posed.rhs() == 13
    assert posed.search.standards == HELD
    posed = Posed(HELD)
    found = posed.search.least(posed.objective, "least", posed.read)
    assert found is not None
    assert (found.value, found.proven) == (4, True)
    assert posed.search.standards == {(True, 7): TWO, (False, 7): ONE}
    assert posed.rhs() == 4
    assert [number(v) for v in (*posed.z, *posed.y)] == [0, 0, 1, 0, 1]


def test_one_side_may_be_free_alone() -> None:
    """People's standard free: 3 + 4; devices' free: 9 + 1. Neither proves a whole."""
    for step, value in (((True, False, 1.0), 7), ((False, True, 1.0), 10)):
        posed = Posed(HELD)
        found = posed.search.least(posed.objective, "least", posed.read, (step,))
        assert found is not None
        assert (found.value, found.proven) == (value, False)


def test_a_standard_that_is_no_choice_is_free() -> None:
    """The plan's people hold a set that the program does not list: theirs may be any. A department
    that the plan does not know is free as well."""
    for wanted in ({(True, 7): frozenset({5}), (False, 7): NONE}, {(False, 7): NONE}):
        posed = Posed(wanted)
        found = posed.search.least(posed.objective, "least", posed.read, (FIXED,))
        assert found is not None
        assert found.value == 3 + 4


def test_a_second_step_that_finds_none_proves_the_first() -> None:
    """The standards held are the best ones: with any, none is below 4."""
    posed = Posed({(True, 7): TWO, (False, 7): ONE})
    found = posed.search.least(posed.objective, "least", posed.read)
    assert found is not None
    assert (found.value, found.proven) == (4, True)
    assert posed.rhs() == 4


def test_no_mix_is_no_least() -> None:
    posed = Posed(HELD)
    posed.problem += pulp.lpSum(posed.z) <= 0, "nobody"
    assert posed.search.least(posed.objective, "least", posed.read) is None


def test_what_a_solver_did_not_prove_is_not_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each step as the solver tells it, a value of 13 in the variables. A first step that proves
    there is none says nothing of other standards; the last one's word counts."""
    told: list[Status] = []

    def solve(problem: pulp.LpProblem, solver: str, clock: Clock) -> Outcome:
        assert solver == "highs"
        for v in problem.variables():
            v.varValue = int(str(v) in ("Z0", "Y0"))
        return Outcome(told.pop(0))

    monkeypatch.setattr(simplify_search, "solve", solve)
    optimal, feasible, none, unknown = (
        Status.OPTIMAL, Status.FEASIBLE, Status.INFEASIBLE, Status.UNKNOWN,
    )  # fmt: skip
    for first, last, expected in (
        (optimal, optimal, (13, True)),
        (optimal, feasible, (13, False)),
        (feasible, none, (13, True)),
        (feasible, unknown, (13, False)),
        (none, feasible, (13, False)),
        (unknown, optimal, (13, True)),
        (none, none, None),
        (unknown, unknown, None),
    ):
        told[:] = [first, last]
        posed = Posed(HELD)
        found = posed.search.least(posed.objective, "least", posed.read)
        assert (None if found is None else (found.value, found.proven)) == expected
        assert not told


class Shares(Clock):
    """A clock that tells which shares were asked for."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.asked: list[float] = []

    @contextmanager
    def part(self, share: float) -> Iterator[Clock]:
        self.asked.append(share)
        yield Clock()


def test_the_first_step_takes_half_of_the_work_and_the_second_what_is_left() -> None:
    posed = Posed(HELD)
    clock = Shares()
    posed.search.clock = clock
    posed.search.least(posed.objective, "least", posed.read)
    assert clock.asked == [0.5, 1.0]
    assert STEPS == ((False, False, 0.5), (True, True, 1.0))


def test_a_second_question_keeps_the_first_one_s_answer() -> None:
    """The least of people is 3, whatever devices hold; of devices then 1."""
    posed = Posed(HELD)
    people = pulp.LpAffineExpression(list(zip(posed.z, (9, 5, 3), strict=True)))
    devices = pulp.LpAffineExpression(list(zip((*posed.y, posed.z[0]), (4, 1, -9), strict=True)))
    first = posed.search.least(people, "least", posed.read)
    second = posed.search.least(devices, "then", posed.read)
    assert first is not None
    assert second is not None
    assert (first.value, second.value) == (3, 1)
    assert (first.proven, second.proven) == (True, True)
