"""The sheet Owned: units, until when they and their Software Assurance last."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from optimizer.domain.keywords import Metric
from optimizer.domain.problems import Findings
from optimizer.domain.tables import License, Owned
from optimizer.reading.sheets.owned import read_owned
from tests.reading.support import grid, told

LICENSES = [License("A", Metric.USER, (0,), 0), License("B", Metric.DEVICE, (0,), 0)]
HEAD = ["License", "Quantity", "Until", "SA until"]


def test_without_the_sheet_nothing_is_owned() -> None:
    assert read_owned(None, LICENSES, Findings()) == []


def test_rows_stay_in_the_order_of_the_sheet(tmp_path: Path) -> None:
    findings = Findings()
    day = date(2027, 6, 30)
    rows: list[list[Any]] = [HEAD, ["b", 5, day, ""], ["A", 3, "", day], ["B", 1000, "", ""]]
    assert read_owned(grid(tmp_path, "Owned", *rows), LICENSES, findings) == [
        Owned(1, 5, until=day, row=2),
        Owned(0, 3, sa_until=day, row=3),
        Owned(1, 1000, row=4),
    ]
    assert not told(findings)


@pytest.mark.parametrize("word", ["none", "No", "keine", "-"])
def test_no_software_assurance_is_one_that_ended_before_all(tmp_path: Path, word: str) -> None:
    """Blank is not known to have ended: nothing is said of it."""
    sheet = grid(tmp_path, "Owned", HEAD, ["A", 5, "", word], ["A", 5, "", ""])
    first, second = read_owned(sheet, LICENSES, Findings())
    assert (first.sa_until, second.sa_until) == (date.min, None)


@pytest.mark.parametrize(
    ("row", "place"),
    [
        (["C", 5, "", ""], "Owned!A2"),
        (["A", -1, "", ""], "Owned!B2"),
        (["A", 1.5, "", ""], "Owned!B2"),
        (["A", 5, "soon", ""], "Owned!C2"),
        (["A", 5, "", "soon"], "Owned!D2"),
        (["A", "", "", ""], "Owned!B2"),
    ],
)
def test_what_is_wrong_is_told_at_its_cell(tmp_path: Path, row: list[object], place: str) -> None:
    findings = Findings()
    read_owned(grid(tmp_path, "Owned", HEAD, row, ["A", 5, "", ""]), LICENSES, findings)
    assert [at for at, _ in told(findings)] == [place]
