"""Problems as data: words made on demand, all cells kept, different names never folded."""

import pickle

import pytest

from optimizer.domain.problems import (
    SAID,
    Cells,
    Findings,
    Message,
    Place,
    Problem,
    WorkbookError,
    filled,
    fold,
)

NEGATIVE = Message("negative", '"{value}" is negative.', "Type 0 or more.")
UNKNOWN = Message("unknown", '{column} "{name}" is not known.', "{hint} Correct it.")
TWICE = Message("twice", '"{name}" is already in {met.cell}.')


def place(row: int, column: int = 3) -> Place:
    return Place(5, "Access", row, column)


def test_words_are_the_template_with_its_fields() -> None:
    found = Problem(place(7), UNKNOWN, (("column", "User"), ("name", "ann"), ("hint", "")))
    assert str(found) == 'Access!C7: User "ann" is not known. Correct it.'
    assert (found.code, found.remedy) == ("unknown", "Correct it.")


def test_a_subject_comes_before_the_message_braces_and_all() -> None:
    found = Problem(place(7), NEGATIVE.about("Sessions {x}"), (("value", -1),))
    assert found.problem == 'Sessions {x} "-1" is negative.'
    assert found.code == "negative"


def test_words_from_elsewhere_are_taken_as_they_are() -> None:
    assert Problem(Place(), SAID, (("text", "100 {% done}"),)).problem == "100 {% done}"


def test_both_cells_of_a_clash_are_kept() -> None:
    findings = Findings()
    findings.problem(place(9), TWICE, others=(place(4),), name="ann", met=place(4))
    (found,) = findings.problems
    assert found.problem == '"ann" is already in C4.'
    assert list(map(str, found.places)) == ["Access!C9", "Access!C4"]


def test_repeats_of_different_values_are_folded_and_keep_their_cells() -> None:
    many = [
        Problem(place(row), NEGATIVE.about("Sessions"), (("value", -row),)) for row in range(2, 40)
    ]
    found = fold(reversed(many))
    assert len(found) == 21
    assert str(found[20]) == (
        'Access!C39: 18 more cells are like this, the last of them: Sessions "-39" is negative. '
        "Type 0 or more."
    )
    assert found[20].stands_for == 18
    assert {p.cell for each in found for p in each.places} == {f"C{r}" for r in range(2, 40)}


def test_what_is_summed_up_already_counts_whole() -> None:
    fields = (("value", -1),)
    many = [Problem(place(row), NEGATIVE, fields) for row in range(2, 23)]
    many.append(Problem(place(900), NEGATIVE, fields, Cells(place(900), (50, 51)), 3))
    *_, last = fold(many)
    assert (last.stands_for, len(last.places)) == (4, 4)
    assert last.problem.startswith("4 more cells are like this, the last of them: ")


def test_different_names_are_never_folded() -> None:
    many = [
        Problem(place(row), UNKNOWN, (("column", "User"), ("name", f"u{row}"), ("hint", "")))
        for row in range(2, 200)
    ]
    assert len(fold(many)) == 198


def test_repeats_of_one_problem_stand_once_and_columns_are_apart() -> None:
    one = Problem(place(2), NEGATIVE, (("value", -1),))
    assert fold([one, one]) == (one,)
    both = [
        Problem(place(row, column), NEGATIVE, (("value", -1),))
        for row in range(2, 22)
        for column in (3, 4)
    ]
    assert len(fold(both)) == 40


def test_cells_are_made_when_asked_for() -> None:
    cells = Cells(place(2), (2, 5, 9))
    assert (len(cells), str(cells[1]), [p.row for p in cells[1:]]) == (3, "Access!C5", [5, 9])


@pytest.mark.parametrize(
    ("rows", "words"),
    [(1, "1 row is left out."), (2, "2 rows are left out."), (0, "0 rows are left out.")],
)
def test_words_go_with_their_number(rows: int, words: str) -> None:
    message = Message("left", "{rows} {rows:row is/rows are} left out.")
    assert str(Problem(Place(file="a.xlsx"), message, (("rows", rows),))) == f"a.xlsx: {words}"


def test_a_number_keeps_its_format() -> None:
    assert filled("{rows:,} rows of {name}", {"rows": 1234, "name": "a/b"}) == "1,234 rows of a/b"


def test_a_line_of_a_table_file_is_named_by_the_file() -> None:
    assert str(Place(5, "Access", 7, 2, "access.csv")) == "access.csv, line 7"
    assert str(Place(5, "Access", 7, 2, "access.parquet")) == "access.parquet, row 6"
    assert str(Place(5, "Access", 1, 2, "access.parquet")) == "access.parquet, its header"
    assert str(Place(5, "Access", file="access.csv")) == "access.csv"


def test_an_error_says_its_problems_wherever_it_was_sent() -> None:
    problem = Problem(Place(1, "Users", 2, 1), Message("x", "{name} is wrong."), (("name", "a"),))
    error = pickle.loads(pickle.dumps(WorkbookError([problem])))
    assert str(error) == "Users!A2: a is wrong."
    assert error.problems == (problem,)


def test_a_long_text_is_quoted_in_part() -> None:
    """A cell may hold as many letters as a chapter of a book."""
    found = Problem(place(7), NEGATIVE, (("value", "x" * 5000),))
    assert str(found) == f'Access!C7: "{"x" * 300}..." is negative. Type 0 or more.'
    assert filled("{name}", {"name": "y" * 300}) == "y" * 300
    assert filled("{listed}", {"listed": "y" * 301}) == "y" * 301
