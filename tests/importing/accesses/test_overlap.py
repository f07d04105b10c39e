"""Exports of one log that overlap, and those that cannot: by the numbers of their records."""

from pathlib import Path
from typing import Any

import pytest

from optimizer.importing import read
from optimizer.importing.import_exports import import_exports
from optimizer.importing.sources.recognise import Recognised
from tests.importing.support import do, dropped, edges, logons

DAY = "2026-01-12"


@pytest.fixture
def read_again(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    names: list[str] = []
    real = read.group_once

    def told(table: Recognised, *rest: Any) -> Any:
        names.append(table.opened.name)
        return real(table, *rest)

    monkeypatch.setattr(read, "group_once", told)
    return names


def part(path: Path, first: int, last: int, **facts: object) -> Path:
    rows = [
        {"TargetUserName": "ann", "WorkstationName": "PC1", "RecordId": n, **facts}
        for n in range(first, last + 1)
    ]
    return logons(path, rows)


def test_records_that_lie_apart_are_not_read_again(tmp_path: Path, read_again: list[str]) -> None:
    files = [part(tmp_path / f"{n}.csv", 10 * n, 10 * n + 9) for n in range(3)]
    assert edges(do(tmp_path, *files)) == [("ann", "PC1", "FS1", "30", DAY, "Observed")]
    assert read_again == []


def test_only_those_that_meet_are_read_again(tmp_path: Path, read_again: list[str]) -> None:
    spans = ((1, 30), (5, 7), (31, 40), (29, 29), (50, 60))
    files = [part(tmp_path / f"{n}.csv", *span) for n, span in enumerate(spans)]
    found = do(tmp_path, *files)
    assert edges(found) == [("ann", "PC1", "FS1", str(40 + 11), DAY, "Observed")]
    assert dropped(found) == {"in another file already": 4}
    assert sorted(read_again) == ["0.csv", "1.csv", "3.csv"]


def test_rows_without_a_number_are_compared(tmp_path: Path, read_again: list[str]) -> None:
    files = [
        part(tmp_path / "1.csv", 1, 1, RecordId=""),
        part(tmp_path / "2.csv", 1, 2, RecordId=""),
        part(tmp_path / "3.csv", 7, 9),
    ]
    # Two files hold one row that is the same in everything; the second holds it twice.
    assert edges(do(tmp_path, *files))[0][3] == "5"
    assert sorted(read_again) == ["1.csv", "2.csv", "3.csv"]


def test_a_refresh_reads_no_other_file_again(tmp_path: Path, read_again: list[str]) -> None:
    files = [part(tmp_path / f"{n}.csv", 10 * n, 10 * n + 9) for n in range(3)]
    import_exports(files[:2], tmp_path / "out.xlsx")
    again = import_exports(files, tmp_path / "out.xlsx")
    assert edges(again)[0][3] == "30"
    assert read_again == []


def test_a_log_that_was_made_anew_loses_nobody(tmp_path: Path) -> None:
    # Its numbers begin again on the same day: another account's event is another event.
    files = [part(tmp_path / "1.csv", 1, 3), part(tmp_path / "2.csv", 1, 3, TargetUserName="bob")]
    found = do(tmp_path, *files)
    assert [edge[:4] for edge in edges(found)] == [
        ("ann", "PC1", "FS1", "3"),
        ("bob", "PC1", "FS1", "3"),
    ]
    assert dropped(found) == {}


def test_one_event_is_one_however_its_account_is_written(tmp_path: Path) -> None:
    files = [
        part(tmp_path / "1.csv", 1, 3),
        part(tmp_path / "2.csv", 1, 3, TargetUserName=r"CORP\ANN", TargetDomainName=""),
    ]
    assert dropped(do(tmp_path, *files)) == {"in another file already": 3}
