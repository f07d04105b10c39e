"""A list as Parquet: every cell, empty ones as null, in groups of rows."""

from pathlib import Path

import numpy as np
import pytest

import optimizer as cal
from optimizer.writing import parquet as module
from optimizer.writing.long_sheet import LongColumn
from optimizer.writing.parquet import write_parquet
from tests.support.books import WINDOWS, write

arrow = pytest.importorskip("pyarrow.parquet")

ACCESS = ["User,Device,Server", "ann,pc,Windows Server 2022", "bob,pc,Windows Server 2022"]


@pytest.mark.parametrize("rows", [2, 10**6])
def test_cells_come_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int) -> None:
    """A code of -1 and an empty text are empty cells; a text that looks like a formula stays as it
    is, no program runs it from here."""
    monkeypatch.setattr(module, "ROWS", rows)
    data = [
        LongColumn(np.array([1, 0, -1, 2, 1]), ["ann", "=1+1", ""]),
        LongColumn(np.array([5, 0, 7, 7, 2**40])),
    ]
    write_parquet(tmp_path / "list.parquet", ["User", "Members"], data)
    found = arrow.read_table(tmp_path / "list.parquet")
    assert found.column_names == ["User", "Members"]
    assert found.column(0).to_pylist() == ["=1+1", "ann", None, None, "=1+1"]
    assert found.column(1).to_pylist() == [5, 0, 7, 7, 2**40]
    assert arrow.ParquetFile(tmp_path / "list.parquet").num_row_groups == (3 if rows == 2 else 1)


def test_the_same_list_is_the_same_file(tmp_path: Path) -> None:
    data = [LongColumn(np.array([0, 1, 0]), ["a", "b"])]
    for name in ("one.parquet", "two.parquet"):
        write_parquet(tmp_path / name, ["User"], data)
    assert (tmp_path / "one.parquet").read_bytes() == (tmp_path / "two.parquet").read_bytes()


@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_coverage_is_what_access_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Beside the result, known again as the result's: it may be written over by the next one."""
    monkeypatch.setattr("optimizer.report.sheets.MOST_COVERAGE", 0)
    columns = list(zip(*(line.split(",") for line in ACCESS), strict=True))
    if kind == "parquet":
        pyarrow = pytest.importorskip("pyarrow")
        table = pyarrow.table({name: list(cells) for name, *cells in columns})
        arrow.write_table(table, tmp_path / "log.parquet")
    else:
        (tmp_path / "log.csv").write_text("\n".join(ACCESS), encoding="utf-8")
    sheets = {
        "Settings": [["Setting", "Value"], ["As of", "2026-01-01"], ["Access file", f"log.{kind}"]],
        "Licenses": WINDOWS,
    }
    result = cal.solve(write(tmp_path / "book.xlsx", sheets))
    for _ in range(2):
        files = result.write(tmp_path / "plan.xlsx")
    assert files[1] == tmp_path / f"plan-coverage.{kind}"
    assert (tmp_path / f"plan-coverage.{kind}.about.json").exists()
    if kind == "parquet":
        rows = arrow.read_table(files[1]).to_pylist()
        assert [row["User"] for row in rows] == ["ann", "bob"]
        assert {row["Device"] for row in rows} == {"pc"}
        assert {row["Covered by"] for row in rows} == {"Device"}
        assert {row["Basis"] for row in rows} == {None}
