"""What is different after a workbook was mended: gone, new, and as before."""

from optimizer.domain.problems import Message, Place, Problem
from optimizer.web.mended import difference

NEGATIVE = Message("negative", 'Count "{value}" is negative.', "Type 0 or more.")


def problem(row: int, value: str, column: int = 2) -> Problem:
    return Problem(Place(sheet="Users", row=row, column=column), NEGATIVE, (("value", value),))


def test_what_is_mended_is_gone_and_what_is_new_is_told_apart() -> None:
    found = difference([problem(2, "-1"), problem(3, "-2")], [problem(3, "-2"), problem(9, "-7")])
    assert found.mended == (problem(2, "-1"),)
    assert found.fresh == (problem(9, "-7"),)
    assert found.same == (problem(3, "-2"),)


def test_a_problem_that_moved_with_its_row_was_there_before() -> None:
    """A row was put in above both: nothing was mended and nothing is new."""
    before, now = [problem(2, "-1"), problem(3, "-1")], [problem(3, "-1"), problem(4, "-1")]
    found = difference(before, now)
    assert (found.mended, found.fresh) == ((), ())
    assert found.same == tuple(now)


def test_of_two_alike_in_a_column_one_may_be_mended() -> None:
    found = difference([problem(2, "-1"), problem(5, "-1")], [problem(2, "-1")])
    assert found.mended == (problem(5, "-1"),)
    assert found.same == (problem(2, "-1"),)


def test_the_same_words_in_another_column_are_another_problem() -> None:
    found = difference([problem(2, "-1")], [problem(2, "-1", column=3)])
    assert (len(found.mended), len(found.fresh), len(found.same)) == (1, 1, 0)
