"""Parquet as other programs write it: every plain type is read, everything else is a sentence."""

import contextlib
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from optimizer.reading.cells import Refused
from optimizer.reading.files import parquet
from optimizer.reading.files.parquet import read_parquet


def written(path: Path, **columns: Any) -> Path:
    pq.write_table(pa.table(columns), path / "t.parquet", row_group_size=2)
    return path / "t.parquet"


def column(path: Path, name: str = "a") -> list[Any]:
    table = read_parquet(path, lambda title: title == name)
    codes, distinct = table.columns[table.header.index(name)]
    assert len(set(map(repr, distinct))) == len(distinct)
    return [None if code < 0 else distinct[code] for code in codes.tolist()]


def code(path: Path) -> str:
    with pytest.raises(Refused) as refused:
        column(path)
    assert path.name in refused.value.problem
    return refused.value.message.code


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (pa.array(["x", None, "y", "x"]), ["x", None, "y", "x"]),
        (pa.array([b"x", None, b"y", b"x"]), ["x", None, "y", "x"]),
        (pa.array([b"x", b"y", b"x"], pa.large_binary()), ["x", "y", "x"]),
        (pa.array([b"xy", b"ab"], pa.binary(2)), ["xy", "ab"]),
        (pa.array(["x", "y", "x"], pa.large_string()), ["x", "y", "x"]),
        (pa.array(["x", None, "x"]).dictionary_encode(), ["x", None, "x"]),
        (pa.array([b"x", b"\xef\xbb\xbfx"]), ["x", "x"]),
        (pa.array([1.0, float("nan"), None, 2.5]), [1.0, None, None, 2.5]),
        (pa.array(np.array([1.5, 2.5], np.float16)), [1.5, 2.5]),
        (pa.array([1, None, 2], pa.int8()), [1, None, 2]),
        (pa.array([True, None, False]), [True, None, False]),
        (pa.array([date(2026, 1, 2)]), [date(2026, 1, 2)]),
        (pa.array([1_767_312_000_000_000_001], pa.timestamp("ns")), [datetime(2026, 1, 2)]),
        (pa.array([datetime(2026, 1, 2, tzinfo=UTC)], pa.timestamp("ms", "UTC")), [datetime(2026, 1, 2)]),
        (pa.array([Decimal("1.50")]), [Decimal("1.50")]),
        (pa.array([None, None], pa.null()), [None, None]),
        (pa.array([], pa.string()), []),
        (pa.array([], pa.binary()), []),
    ],
)  # fmt: skip
def test_every_plain_type(tmp_path: Path, values: Any, expected: list[Any]) -> None:
    assert column(written(tmp_path, a=values)) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (pa.array([["x"], None]), "parquet-column-type"),
        (pa.array([{"x": 1}]), "parquet-column-type"),
        (pa.array([5], pa.duration("s")), "parquet-column-type"),
        (pa.array([b"\xff\xfe"]), "parquet-not-text"),
    ],
)
def test_what_no_cell_holds(tmp_path: Path, values: Any, expected: str) -> None:
    assert code(written(tmp_path, a=values)) == expected


def test_columns_that_are_not_wanted_may_hold_anything(tmp_path: Path) -> None:
    path = written(
        tmp_path, a=pa.array(["x", "y"]), b=pa.array([["x"], [b"\xff"]], pa.list_(pa.binary()))
    )
    assert column(path) == ["x", "y"]


def test_samples_of_columns_that_are_not_wanted_are_what_cells_hold(tmp_path: Path) -> None:
    """Lists, records and bytes are none, nor is a time finer than Python has, or a year past its
    last."""
    path = written(
        tmp_path,
        a=["ann"],
        lists=[["b"]],
        records=[{"b": [1]}],
        pairs=pa.array([[("b", 1)]], pa.map_(pa.string(), pa.int64())),
        bytes=[b"\xff"],
        fine=pa.array([1], pa.timestamp("ns")),
        far=pa.array([1 << 50], pa.timestamp("s")),
        plain=["b"],
    )
    table = read_parquet(path, lambda title: title == "a")
    samples = {table.header[i]: cells for i, cells in table.samples.items()}
    assert samples.pop("plain") == ("b",)
    assert not {"lists", "records", "pairs", "bytes", "far"} & samples.keys()
    assert {type(each) for cells in samples.values() for each in cells}.isdisjoint({list, dict})


@pytest.mark.parametrize("content", [b"PAR1", b"PAR1 not really PAR1", b"\x00" * 500])
def test_damage(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "t.parquet").write_bytes(content)
    assert code(tmp_path / "t.parquet") == "parquet-damaged"


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "t.parquet").touch()
    assert code(tmp_path / "t.parquet") == "parquet-empty"


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_a_bent_or_cut_file_is_read_or_refused(tmp_path: Path, share: float) -> None:
    path = written(tmp_path, a=pa.array(["x", "y", "z"] * 50))
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    assert code(path) == "parquet-damaged"
    bent = bytearray(whole)
    bent[int(len(whole) * share)] ^= 0xFF
    path.write_bytes(bent)
    with contextlib.suppress(Refused):  # nothing else is raised
        column(path)


def test_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, a=pa.array(["x", "y", "z"]))
    monkeypatch.setattr(parquet, "MOST_ROWS", 2)
    assert code(path) == "parquet-too-long"


def test_texts_that_the_file_keeps_once_are_never_spelled_out(tmp_path: Path) -> None:
    long = "x" * 100_000
    path = tmp_path / "t.parquet"
    pq.write_table(pa.table({"a": pa.array([long] * 5_000).dictionary_encode()}), path)
    assert set(column(path)) == {long}  # half a gigabyte if it were
