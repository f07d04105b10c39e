"""What a result says of itself, and what is none."""

from pathlib import Path

import openpyxl
import pytest

from optimizer.reading.earlier import earlier_result
from tests.support.books import solve_to, write

SMALL = Path("samples/small.xlsx")


def test_a_result_and_whether_somebody_saved_it(tmp_path: Path) -> None:
    target = tmp_path / "plan.xlsx"
    solve_to(SMALL, target)
    earlier = earlier_result(target)
    assert earlier is not None
    assert (earlier.facts["Input"], earlier.untouched) == ("small.xlsx", True)
    assert earlier.is_of(Path("elsewhere/small.xlsx"))
    assert not earlier.is_of(Path("samples/office.xlsx"))
    openpyxl.load_workbook(target).save(target)
    again = earlier_result(target)
    assert again is not None
    assert (again.facts["Input"], again.untouched) == ("small.xlsx", False)


def test_what_is_none(tmp_path: Path) -> None:
    book = write(tmp_path / "book.xlsx", {"About": [["Input", "small.xlsx"]]})
    (tmp_path / "text.xlsx").write_text("x", encoding="utf-8")
    (tmp_path / "table.csv").write_text("x", encoding="utf-8")
    for name in ("book.xlsx", "text.xlsx", "table.csv", "gone.xlsx"):
        assert earlier_result(tmp_path / name) is None
    assert earlier_result(SMALL) is None
    assert book.exists()


@pytest.mark.parametrize("note", ["", "[]", "{", '{"Input": "x"}', "[" * 100_000])
def test_notes_that_are_none(tmp_path: Path, note: str) -> None:
    (tmp_path / "t.csv").write_text("x", encoding="utf-8")
    (tmp_path / "t.csv.about.json").write_text(note, encoding="utf-8")
    assert earlier_result(tmp_path / "t.csv") is None
