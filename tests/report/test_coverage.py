"""The Coverage sheet: each access, what it needs, and what covers it."""

from pathlib import Path
from typing import Any

from optimizer.domain.planned import Planned
from optimizer.report.coverage import COVERAGE, coverage_columns, write_coverage
from tests.support.books import WINDOWS, Sheets, solve
from tests.support.pages import below, sheet
from tests.support.plans import plan

P = "Windows Server 2022"
BOOK: Sheets = {
    "Access": [["User", "Device", "Server"], ["ann", "", P], ["", "pc", P]],
    "Licenses": WINDOWS,
}


def covered(folder: Path, sheets: Sheets, file: Path | None = None) -> list[list[Any]]:
    planned = Planned(*solve(folder, sheets))
    return sheet(folder, "Coverage", lambda deck: write_coverage(deck, planned, file))


def test_each_need_is_a_line_with_what_covers_it(tmp_path: Path) -> None:
    rows = covered(tmp_path, BOOK)
    assert sorted(below(rows, "User")) == [
        ["ann", P, "Windows Server", "2022", "User", "User CAL"],
        ["pc", P, "Windows Server", "2022", "Device", "Device CAL"],
    ]


def test_what_accesses_rest_on_is_told_where_some_say_it(tmp_path: Path) -> None:
    head = next(row for row in covered(tmp_path, BOOK) if row[0] == "User")
    assert head == list(COVERAGE[:-1])
    based = BOOK | {"Access": [["User", "Server", "Basis"], ["ann", P, "Observed"]]}
    rows = covered(tmp_path, based)
    assert next(row for row in rows if row[0] == "User") == list(COVERAGE)
    assert below(rows, "User")[0][-1] == "Observed"


def test_too_many_lines_stand_in_a_file_with_every_column(tmp_path: Path) -> None:
    file = tmp_path / "coverage.csv"
    rows = covered(tmp_path, BOOK, file)
    assert ["2 lines are in coverage.csv, beside this workbook."] in rows
    head, *lines = file.read_text(encoding="utf-8-sig").splitlines()
    assert head == ",".join(COVERAGE)
    assert sorted(lines) == [
        f",pc,{P},Windows Server,2022,Device,Device CAL,",
        f"ann,,{P},Windows Server,2022,User,User CAL,",
    ]


def test_a_plan_that_covers_nothing_has_no_sheet(tmp_path: Path) -> None:
    found, _ = solve(tmp_path, BOOK)
    planned = Planned(found, plan())
    assert sheet(tmp_path, "Coverage", lambda deck: write_coverage(deck, planned, None)) == []


def test_a_frame_has_names_and_none_where_nobody_is_named(tmp_path: Path) -> None:
    columns = coverage_columns(Planned(*solve(tmp_path, BOOK)))
    assert list(columns) == list(COVERAGE)
    pairs = set(zip(columns["User"], columns["Device"], strict=True))
    assert pairs == {("ann", None), (None, "pc")}
    assert set(columns["Covered by"]) == {"User", "Device"}
