"""Parquet as a table of text."""

from datetime import date
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
