"""A sweep from a workbook to a file: it goes on where it was, on another day and from a copy."""

import json
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from optimizer.domain.options import Options
from optimizer.domain.problems import OutputError
from optimizer.reading.sheets import settings
from optimizer.sweep_to_file import sweep_to_file
from optimizer.whatif.sweep import sweep
from tests.support.books import WINDOWS, write

if TYPE_CHECKING:
    from collections.abc import Callable

SHEETS = {
    "Access": [["User", "Device", "Server"], ["u", "d", "Windows Server 2022"]],
    "Licenses": WINDOWS,
}
VARY = ("User CAL=10:40:10",)


def one() -> Executor:
    return ThreadPoolExecutor(1)


def stopping(after: int, monkeypatch: pytest.MonkeyPatch) -> list[date]:
    """Let the sweep stop after so many points; returns the first day of each that was solved."""
    days: list[date] = []
    whole: Callable[..., Any] = sweep.outcome

    def outcome(tables: Any, point: Any, options: Any) -> Any:
        if len(days) == after:
            raise KeyboardInterrupt
        days.append(tables.settings.as_of)
        return whole(tables, point, options)

    monkeypatch.setattr(sweep, "outcome", outcome)
    return days


class Day(date):
    """A clock that is set."""

    now = date(2026, 5, 1)

    @classmethod
    def today(cls) -> date:  # type: ignore[override]
        return cls.now


def run(source: Path, target: Path, as_of: date | None = None) -> int:
    return sweep_to_file(source, target, VARY, 0, 1, as_of=as_of, options=Options(), executor=one)


def test_it_goes_on_another_day_with_its_first_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "date", Day)
    source, target = write(tmp_path / "in.xlsx", SHEETS), tmp_path / "out.csv"
    days = stopping(2, monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        run(source, target)
    Day.now = date(2026, 5, 2)
    monkeypatch.undo()
    monkeypatch.setattr(settings, "date", Day)
    days = stopping(99, monkeypatch)
    assert run(source, target) == 4
    assert days == [date(2026, 5, 1)] * len(days)
    assert 1 <= len(days) <= 2
    note = json.loads(target.with_name("out.csv.about.json").read_text(encoding="utf-8"))
    assert (note["First day"], note["Input"]) == ("2026-05-01", "in.xlsx")
    assert len(pd.read_csv(target)) == 4


def test_the_same_bytes_by_another_name_are_the_same_sweep(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = write(tmp_path / "in.xlsx", SHEETS), tmp_path / "out.csv"
    stopping(2, monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        run(source, target, date(2026, 1, 1))
    monkeypatch.undo()
    days = stopping(99, monkeypatch)
    assert run(source.rename(tmp_path / "moved.xlsx"), target, date(2026, 1, 1)) == 4
    assert len(days) <= 2


@pytest.mark.parametrize("changed", ["bytes", "day", "options"])
def test_another_sweep_is_not_taken_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    source, target = write(tmp_path / "in.xlsx", SHEETS), tmp_path / "out.csv"
    stopping(2, monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        run(source, target, date(2026, 1, 1))
    monkeypatch.undo()
    if changed == "bytes":
        write(source, {**SHEETS, "Users": [["User"], ["u"]]})
    options = Options(time_limit=5) if changed == "options" else Options()
    day = date(2026, 1, 2) if changed == "day" else date(2026, 1, 1)
    with pytest.raises(OutputError, match="belongs to another sweep"):
        sweep_to_file(source, target, VARY, 0, 1, as_of=day, options=options, executor=one)
    assert (tmp_path / "out.csv.partial").exists()


def test_a_day_heads_its_column_and_another_day_is_another_sweep(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One person, served for a year at a time: 50.00 now, and the new price in the second year."""
    sheets = {
        **SHEETS,
        "Settings": [["Setting", "Value"], ["Orders", "Yearly"], ["Horizon", 2]],
        "Licenses": [
            ["License", "Metric", "Covers", "Price", "Term"],
            ["User CAL", "User", "Windows Server", 50, 12],
        ],
    }
    source, target = write(tmp_path / "in.xlsx", sheets), tmp_path / "out.csv"

    def swept(day: str) -> int:
        vary, as_of = [f"User CAL from {day}=40,60"], date(2026, 1, 1)
        return sweep_to_file(
            source, target, vary, 0, 1, as_of=as_of, options=Options(), executor=one
        )

    stopping(1, monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        swept("2027-01-01")
    monkeypatch.undo()
    with pytest.raises(OutputError, match="belongs to another sweep"):
        swept("2026-12-31")
    swept("2027-01-01")
    table = pd.read_csv(target)
    assert table["User CAL from 2027-01-01"].tolist() == [40, 60]
    assert table["Cost"].tolist() == [90, 110]


def test_a_workbook_of_sweeps_tells_how_it_was_made(tmp_path: Path) -> None:
    source, target = write(tmp_path / "in.xlsx", SHEETS), tmp_path / "out.xlsx"
    run(source, target, date(2026, 1, 1))
    about = pd.read_excel(target, sheet_name="About", header=3, index_col=0, engine="openpyxl")
    assert about.iloc[:, 0]["Input"] == "in.xlsx"
