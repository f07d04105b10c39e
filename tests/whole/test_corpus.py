"""Each way of writing gives the right plan or a problem at its cell, never the wrong plan in
silence; read from the file itself, from a copy and by distinct cells
alike."""

from pathlib import Path

import openpyxl
import pytest

from optimizer.domain.problems import Findings, Problem, WorkbookError
from optimizer.planning import optimize
from optimizer.reading import grids
from optimizer.reading.files.xlsx import Sizes
from optimizer.reading.read import tables_of
from tests.support.books import write
from tests.whole.corpus import ALL, Case

CASES = {each.name: each for each in ALL}


def made(path: Path, each: Case) -> Path:
    write(path, each.sheets)
    if each.merged:
        book = openpyxl.load_workbook(path)
        for sheet, ranges in each.merged.items():
            for one in ranges.split():
                book[sheet].merge_cells(one)
        book.save(path)
    return path


def test_there_are_enough() -> None:
    assert len(CASES) >= 400
    assert len(CASES) == len(ALL)


@pytest.mark.parametrize(
    "sizes",
    [Sizes(copied=0), Sizes(), Sizes(condensed=0)],
    ids=["file", "copy", "distinct-cells"],
)
@pytest.mark.parametrize("name", CASES)
def test_what_is_written_is_what_is_read(name: str, sizes: Sizes, tmp_path: Path) -> None:
    each, findings = CASES[name], Findings()
    path = made(tmp_path / "book.xlsx", each)
    if each.at:
        with pytest.raises(WorkbookError) as error:
            tables_of(grids.read(path, findings, sizes), findings)
        places = [str(place) for problem in error.value.problems for place in problem.places]
        assert each.at in places
        return
    tables = tables_of(grids.read(path, findings, sizes), findings)
    plan = optimize(tables, findings)
    assert plan.cost == each.cost
    for word in each.says:
        assert any(word in f"{note.place}: {said(note)}" for note in plan.warnings), word


def said(note: Problem) -> str:
    return f"{note.problem} {note.remedy} {' '.join(map(str, note.places))}"
