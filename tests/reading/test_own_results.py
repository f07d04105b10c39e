"""A result is no workbook to plan from: one sentence says so, and names the one that is."""

from pathlib import Path

from optimizer import api
from tests.support.books import solve_to, write

SMALL = Path("samples/small.xlsx")


def test_a_result_is_refused_in_one_sentence(tmp_path: Path) -> None:
    target = tmp_path / "plan.xlsx"
    solve_to(SMALL, target)
    found = api.examine(target)
    assert [str(problem) for problem in found.problems] == [
        'plan.xlsx: is what this program made of "small.xlsx", without a list of who uses what. '
        'Give "small.xlsx" itself.'
    ]
    assert found.notes == ()


def test_a_workbook_with_a_sheet_about_is_read_as_ever(tmp_path: Path) -> None:
    """Neither a sheet of that name nor one with those facts beside a list of accesses is refused."""
    book = write(tmp_path / "book.xlsx", {"About": [["Input", "small.xlsx"]]})
    assert "is-a-result" not in {problem.code for problem in api.examine(book).problems}
    facts = [["cal-optimizer", "1"], ["Input", "small.xlsx"]]
    book = write(
        tmp_path / "book.xlsx", {"About": facts, "Access": [["User", "Server"], ["a", "s"]]}
    )
    assert "is-a-result" not in {problem.code for problem in api.examine(book).problems}
