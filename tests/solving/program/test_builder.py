"""The program while it is stated: terms, rows, slacks, whose units are taken."""

import pulp
import pytest

from optimizer.solving.program.builder import ProgramBuilder, merged, number
from tests.solving.program.test_sharing import SHARED
from tests.support.stated import case_of, rows


@pytest.fixture
def statement() -> ProgramBuilder:
    return ProgramBuilder(case_of(SHARED), elastic=False)


def test_equal_variables_are_added_up() -> None:
    problem = pulp.LpProblem()
    one, other = problem.add_variable("one"), problem.add_variable("other")
    assert merged([(one, 2), (other, 1), (one, -5)]) == [(one, -3), (other, 1)]


@pytest.mark.parametrize(
    ("value", "least", "expected"),
    [(2.4, 0, 2), (2.6, 0, 3), (None, 3, 3), (None, None, 0), (0.0, 1, 0), (0.9999999, 0, 1)],
)
def test_a_value_is_rounded_and_one_in_no_row_is_at_its_least(
    value: float | None, least: int | None, expected: int
) -> None:
    variable = pulp.LpProblem().add_variable("v", least, 5)
    variable.varValue = value
    assert number(variable) == expected


def test_variables_are_whole_and_0_or_1_where_nothing_is_said(statement: ProgramBuilder) -> None:
    made = [statement.variable("a"), statement.variable("b", 7), statement.variable("c", None)]
    statement.row("r", [(made[0], 2), (made[1], -1)], pulp.LpConstraintGE, 4)
    assert [(each.lowBound, each.upBound) for each in made] == [(0, 1), (0, 7), (0, None)]
    assert {each.cat for each in made} == {"Integer"}
    assert rows(statement.problem) == ["r: 2 a - b >= 4"]


def test_what_sits_with_a_row_is_drawn_by_its_classes_and_else_taken(
    statement: ProgramBuilder,
) -> None:
    """The team shares units, and so does the pool of devices; without Assigned nobody does."""
    assert statement.classes.users.pool.tolist() == [0, 1]
    one, other, third = (statement.variable(name) for name in "abc")
    statement.use(1, one, 2, (True, 0))
    statement.use(1, other, 3)
    statement.use(2, third, 4, (False, 0))
    assert statement.drawn == {(True, 0): {1: [(one, 2)]}, (False, 0): {2: [(third, 4)]}}
    assert statement.used == {1: [(other, 3)]}
    assert statement.program.taken == {}
    alone = ProgramBuilder(case_of(SHARED.split("Assigned")[0]), elastic=False)
    alone.use(1, one, 2, (True, 0))
    assert alone.used == {1: [(one, 2)]}
    assert alone.program.taken == {(True, 0, 1): [(one, 2)]}
    assert alone.drawn == {}


def test_what_is_missing_has_a_name(statement: ProgramBuilder) -> None:
    made = statement.slack("need", 3)
    assert statement.program.slacks == {("need", 3): made}
    other = statement.slack("license", 1, None)
    assert [(v.name, v.lowBound, v.upBound) for v in (made, other)] == [
        ("S_need_3", 0, 1),
        ("S_license_1", 0, None),
    ]
