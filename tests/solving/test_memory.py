"""A program that is too large for the machine is refused with both amounts."""

from datetime import date
from pathlib import Path

import pytest

from optimizer.domain.options import Options
from optimizer.domain.problems import SolverError
from optimizer.solving import memory
from optimizer.solving.over_time import conflict_over_time
from optimizer.solving.program.over_time import state_over_time
from optimizer.solving.solvers.status import Clock
from optimizer.solving.timetable import timetable_of
from tests.support.books import WINDOWS, Sheets, solve, tables, write

GIGABYTE = 2**30

QUARTERS: Sheets = {
    "Settings": [
        ["Setting", "Value"],
        ["As of", date(2026, 1, 1)],
        ["Horizon", 1],
        ["Orders", "Quarterly"],
    ],
    "Access": [["User", "Device", "Server"], ["ann", "pc", "Windows Server 2022"]],
    "Licenses": WINDOWS,
}


def test_what_fits_is_not_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "machines", lambda: GIGABYTE)
    memory.refuse_too_large(GIGABYTE // memory.BYTES, 4)
    monkeypatch.setattr(memory, "machines", lambda: None)  # nobody knows
    memory.refuse_too_large(10**12, 4)


def test_both_amounts_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "machines", lambda: GIGABYTE)
    with pytest.raises(SolverError, match=r"in 12 periods .* about 3\.0 GB .* has 1\.0 GB"):
        memory.refuse_too_large(3 * GIGABYTE // memory.BYTES + 1, 12)


def test_a_plan_over_time_is_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "machines", lambda: 1)
    with pytest.raises(SolverError, match="needs in 4 periods would take"):
        solve(tmp_path, QUARTERS)


def test_so_is_every_other_program_of_all_periods(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    timetable = timetable_of(tables(write(tmp_path / "book.xlsx", QUARTERS)))
    monkeypatch.setattr(memory, "machines", lambda: 1)
    with pytest.raises(SolverError, match="needs in 4 periods would take"):
        conflict_over_time(timetable, Options(), Clock())
    with pytest.raises(SolverError, match="needs in 4 periods would take"):
        state_over_time(timetable, room={0: 1})  # as what renewing is worth asks it
