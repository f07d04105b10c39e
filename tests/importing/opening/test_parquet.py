"""Parquet as a table of text."""

from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from optimizer.importing.opening.parquet import open_parquet
from tests.importing.opening.support import export_of, records

pytest.importorskip("pyarrow")


def test_every_value_is_text_and_nothing_is_blank(tmp_path: Path) -> None:
    path = tmp_path / "log.parquet"
    frame = {"User": ["ann", None], "Count": [3, 4], "Day": [date(2026, 1, 12), None]}
    pd.DataFrame(frame).to_parquet(path)
    table = open_parquet(export_of(path))
    assert (table.form, table.name, table.candidates[0].header) == (
        *("Parquet", "log.parquet", ("User", "Count", "Day")),
    )
    assert records(table) == [
        {"User": "ann", "Count": "3", "Day": "2026-01-12"},
        {"User": "", "Count": "4", "Day": ""},
    ]


def test_rows_are_numbered_through_and_read_anew_each_time(tmp_path: Path) -> None:
    """Over every batch of the file."""
    path = tmp_path / "log.parquet"
    pd.DataFrame({"n": range(70_000)}).to_parquet(path)
    (way,) = open_parquet(export_of(path)).candidates
    for _ in range(2):
        last = [*way.rows(False)][-1]
        assert (last[0], [*last[1]]) == (70_000, ["69999"])


def test_bytes_are_text_and_what_is_not_a_number_is_blank(tmp_path: Path) -> None:
    """As databases write them: names in bytes, a day without a count."""
    path = tmp_path / "log.parquet"
    frame = {"User": ["Zoë".encode(), None], "Share": [0.5, float("nan")]}
    pd.DataFrame(frame).to_parquet(path)
    table = open_parquet(export_of(path))
    assert records(table) == [{"User": "Zoë", "Share": "0.5"}, {"User": "", "Share": ""}]


def test_columns_without_plain_values_are_no_columns(tmp_path: Path) -> None:
    path = tmp_path / "log.parquet"
    frame = {"Sid": [b"\xff\x01"], "User": ["ann"], "Groups": [["a", "b"]], "Of": [{"a": 1}]}
    pd.DataFrame(frame | {"Time": [timedelta(1)]}).to_parquet(path)
    assert records(open_parquet(export_of(path))) == [{"User": "ann"}]


def test_columns_of_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    path = tmp_path / "log.parquet"
    frame = {"Sid": [b"\xff\x01"], "User": [b"ann"], "Time": [timedelta(1)]}
    pd.DataFrame(frame).to_parquet(path)
    assert open_parquet(export_of(path)).no_text == ("Sid",)
