"""What was decided, which questions that answers, and which decisions concern nothing."""

from optimizer.importing.decisions import Decision, Decisions, Question


def decided(name: str, value: str, column: str = "Product", kind: str = "Server") -> Decision:
    return Decision(kind=kind, name=name, column=column, value=value)


def question(name: str, column: str = "Product", kind: str = "Server", rows: int = 1) -> Question:
    return Question(kind=kind, name=name, column=column, proposal="", rows=rows, why="")


def test_decisions_on_a_column_of_a_kind_are_found_however_they_are_spelled() -> None:
    first, second = decided("s", "A"), decided("t", "B", column="PRODUCT", kind="server")
    others = decided("s", "x", column="Same as"), decided("s", "y", kind="User")
    found = Decisions(rows=(second, *others), sheets=(first,)).of("SERVER", "product")
    assert found == [first, second]


def test_a_question_is_open_until_a_value_answers_it() -> None:
    """A row without a value is left for later; what the planner's own sheets say answers too."""
    asked = [question("s"), question("T"), question("u"), question("v"), question("v")]
    made = Decisions(rows=(decided("S", "A"), decided("u", "")), sheets=(decided("t", "B"),))
    assert made.open(asked) == [question("u"), question("v")]


def test_another_column_or_kind_of_the_same_name_is_another_question() -> None:
    made = Decisions(rows=(decided("s", "A"),))
    asked = [question("s", column="Same as"), question("s", kind="User")]
    assert made.open(asked) == sorted(asked)


def test_what_counts_first_takes_the_place_of_rows_on_the_same() -> None:
    old, other = decided("s", "old"), decided("t", "kept")
    made = Decisions(rows=(old, other)).with_first([decided("S", "new"), decided("x", "y")])
    assert [row.value for row in made.rows] == ["new", "y", "kept"]


def test_decisions_that_concern_nothing_are_told_but_not_the_sheets_own() -> None:
    met, unmet = decided("s", "A"), decided("t", "B")
    made = Decisions(rows=(met, unmet), sheets=(decided("u", "C"),))
    made.meet(met)
    assert made.unmet() == [unmet]
