"""Parquet -> a table of text. Columns that hold no plain values are left out: lists, records,
lengths of time, bytes that are no text."""

from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from typing import Any

from optimizer.importing.opening.exports import Export
from optimizer.importing.opening.table import Candidate, Opened, Row


def open_parquet(export: Export) -> Opened:
    """The file's columns as text, a batch at a time."""
    parquet: Any = import_module("pyarrow.parquet")
    schema = parquet.ParquetFile(export.path).schema_arrow
    first = next(parquet.ParquetFile(export.path).iter_batches(), None)
    plain = [i for i, field in enumerate(schema) if _is_plain(field.type)]
    kept = [i for i in plain if first is None or _is_text(first.column(i))]

    def rows(_ragged: bool) -> Iterator[tuple[int, Row]]:
        number = 0
        for batch in parquet.ParquetFile(export.path).iter_batches():
            columns = [[_text(v) for v in batch.column(i).to_pylist()] for i in kept]
            for cells in zip(*columns, strict=True):
                number += 1
                yield number, cells

    header = tuple(schema.names[i] for i in kept)
    return Opened(
        export=export,
        form="Parquet",
        candidates=(Candidate(header=header, rows=rows),),
        no_text=tuple(schema.names[i] for i in plain if i not in kept),
    )


def _is_plain(kind: Any) -> bool:
    types: Any = import_module("pyarrow.types")
    return not (types.is_nested(kind) or types.is_duration(kind) or types.is_interval(kind))


def _is_text(column: Any) -> bool:
    """Whether a column's bytes, if it holds some, are text."""
    with suppress(UnicodeDecodeError):
        return all(_text(value) is not None for value in column.to_pylist()[:SEVERAL])
    return False


SEVERAL = 1_000
"""Cells that tell whether bytes are text; others that are none are told as damage."""


def _text(value: object) -> str:
    if value is None or value != value:  # noqa: PLR0124 - what is not a number is not itself
        return ""
    return value.decode("utf-8-sig") if isinstance(value, bytes) else str(value)
