"""Parquet -> a table of text."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from optimizer.importing.opening.exports import Export
from optimizer.importing.opening.table import Candidate, Opened, Row


def open_parquet(export: Export) -> Opened:
    """The file's columns as text, a batch at a time."""
    parquet: Any = import_module("pyarrow.parquet")
    header = tuple(parquet.ParquetFile(export.path).schema_arrow.names)

    def rows(_ragged: bool) -> Iterator[tuple[int, Row]]:
        number = 0
        for batch in parquet.ParquetFile(export.path).iter_batches():
            columns = [[_text(v) for v in column.to_pylist()] for column in batch.columns]
            for cells in zip(*columns, strict=True):
                number += 1
                yield number, cells

    return Opened(export=export, form="Parquet", candidates=(Candidate(header=header, rows=rows),))


def _text(value: object) -> str:
    return "" if value is None else str(value)
