"""Parquet files: only the wanted columns, each distinct value once, whatever type they are stored
in."""

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from optimizer.domain.problems import Message
from optimizer.reading.cells import Refused
from optimizer.reading.files.table import MANY, SEVERAL, Codes, TableFile, heading, nothing
from optimizer.reading.files.told_once import Once, Source, Told, installed, told_once

EMPTY_PARQUET = Message("parquet-empty", '"{name}" is empty.', "Export it again.")
DAMAGED_PARQUET = Message("parquet-damaged", '"{name}" is damaged.', "Export it again.")
COLUMN_TYPE = Message(
    "parquet-column-type",
    'column "{column}" of "{name}" holds {kind}, not plain values.',
    "Export it as text, numbers or dates.",
)
NOT_TEXT = Message(
    "parquet-not-text",
    'column "{column}" of "{name}" holds bytes that are no text.',
    "Export it as text.",
)
TOO_MANY_ROWS = Message(
    "parquet-too-long",
    '"{name}" has {rows:,} rows or {megabytes:,} MB of values, too many to read at one time.',
    "Group repeated accesses into rows with a count of sessions, or install what tells them once: "
    'pip install "cal-optimizer[import]".',
)

MOST_ROWS, MOST_BYTES = 32_000_000, 4 << 30
"""Rows of a file, and bytes of the wanted columns once unpacked."""


def read_parquet(path: Path, wanted: Callable[[str], bool], once: Once | None = None) -> TableFile:
    """A Parquet file's wanted columns, by header.

    Raises ImportError without pyarrow, and Refused where the file is damaged, too long, or a wanted
    column holds what no cell does.
    """
    arrow: Any = import_module("pyarrow")
    parquet: Any = import_module("pyarrow.parquet")
    if not path.stat().st_size:
        raise Refused(EMPTY_PARQUET, name=path.name)
    try:
        with path.open("rb") as source, parquet.ParquetFile(source) as file:
            schema = file.schema_arrow
        names = schema.names
        kept = [i for i, name in enumerate(names) if wanted(heading(name))]
        texts = [names[i] for i in kept if _is_text(arrow, schema.field(i).type)]
        with (
            path.open("rb") as source,
            parquet.ParquetFile(source, read_dictionary=texts) as file,
        ):
            rows = file.metadata.num_rows
            others = [i for i, name in enumerate(names) if i not in kept and names.count(name) == 1]
            samples = _samples(file, names, others[:SEVERAL])
            told = _told(arrow, (path, schema, rows), kept, once) if once is not None else None
            if told is not None:
                blank = nothing(len(told.rows))
                held = tuple(told.columns.get(i, blank) for i in range(len(names)))
                header = tuple(map(heading, names))
                return TableFile(header, held, samples=samples, rows=told.rows, times=told.times)
            size = _unpacked(file.metadata, {names[i] for i in kept})
            if not 0 <= rows <= MOST_ROWS or size > MOST_BYTES:
                raise Refused(TOO_MANY_ROWS, name=path.name, rows=rows, megabytes=size >> 20)
            blank = nothing(rows)
            columns = [blank] * len(names)
            for i in kept:
                if names.count(names[i]) == 1:  # of two, neither is read: that is told elsewhere
                    column = file.read([names[i]]).column(0)
                    columns[i] = _coded(arrow, column, names[i], path.name)
    except (arrow.ArrowException, OSError, ValueError, KeyError, IndexError, TypeError):
        raise Refused(DAMAGED_PARQUET, name=path.name) from None
    return TableFile(tuple(map(heading, names)), tuple(columns), samples=samples)


def _told(arrow: Any, file: tuple[Path, Any, int], kept: list[int], once: Once) -> Told | None:
    """The rows of a long file, those that say the same told once; None where it is read the usual
    way."""
    path, schema, rows = file
    names = schema.names
    wish = once([heading(name) for name in names])
    if wish is None or rows < wish.least or not kept or not installed():
        return None
    types, kinds = arrow.types, {i: schema.field(i).type for i in kept}
    if any(names.count(names[i]) > 1 for i in kept):
        return None
    text = {i for i, k in kinds.items() if types.is_string(k) or types.is_large_string(k)}
    for i, kind in kinds.items():
        day = types.is_date32(kind) or (types.is_timestamp(kind) and kind.tz is None)
        if i == wish.sessions:
            good = types.is_signed_integer(kind) or i in text
        elif i == wish.last_seen:
            good = day or i in text
        else:
            good = i in text
        if not good:
            return None
    cell = {i: f'"{names[i].replace(chr(34), chr(34) * 2)}"' for i in kept}
    for i in text.intersection((wish.sessions, wish.last_seen)):
        cell[i] = f"coalesce({cell[i]}, '')"
    cells = ", ".join(f"{each} AS c{i}" for i, each in cell.items())
    table = f"(SELECT {cells}, file_row_number AS r FROM read_parquet(?, file_row_number=true))"  # noqa: S608
    return told_once(Source(table, (str(path),), tuple(kept), frozenset(text), rows), wish)


def _samples(file: Any, names: list[str], wanted: list[int]) -> dict[int, tuple[object, ...]]:
    """The first filled cells of columns that are not read."""
    batch = next(file.iter_batches(MANY, columns=[names[i] for i in wanted]), None)
    if batch is None or not wanted:
        return {}
    found = {i: _plain(batch.column(batch.schema.names.index(names[i]))) for i in wanted}
    return {i: cells for i, cells in found.items() if cells}


def _plain(column: Any) -> tuple[object, ...]:
    """The filled cells of a column that are what a cell can hold; none where Python has no such
    values, as of days far off: nobody reads them."""
    try:
        cells = column.to_pylist()
    except (ValueError, TypeError, OverflowError, NotImplementedError):  # or one of pyarrow's kinds
        return ()
    return tuple(each for each in cells if isinstance(each, _OF_CELLS))


_OF_CELLS = (str, int, float, Decimal, date, time)


def _unpacked(metadata: Any, names: set[str]) -> int:
    """Bytes that the columns unpack to, as the file says of itself."""
    size = 0
    for group in range(metadata.num_row_groups):
        chunks = metadata.row_group(group)
        for index in range(chunks.num_columns):
            chunk = chunks.column(index)
            if chunk.path_in_schema.split(".")[0] in names:
                size += max(chunk.total_uncompressed_size, 0)
    return size


def _is_text(arrow: Any, kind: Any) -> bool:
    types = arrow.types
    return bool(types.is_string(kind) or types.is_binary(kind))


def _coded(arrow: Any, column: Any, title: str, name: str) -> tuple[Codes, tuple[object, ...]]:
    """A column's codes and what they stand for; nothing, not-a-number and not-a-time are blank."""
    compute: Any = import_module("pyarrow.compute")
    types, kind = arrow.types, column.type
    if hasattr(kind, "storage_type"):  # a type of somebody's own
        column = arrow.chunked_array([c.storage for c in column.chunks], kind.storage_type)
        kind = kind.storage_type
    if types.is_null(kind):
        return nothing(len(column))
    plain = kind.value_type if types.is_dictionary(kind) else kind
    if types.is_nested(plain) or types.is_duration(plain) or types.is_interval(plain):
        raise Refused(COLUMN_TYPE, column=title, name=name, kind=_kind(types, plain))
    if types.is_floating(plain):
        if types.is_dictionary(kind):
            column = column.cast(plain)
        column = column.cast(arrow.float64())
        column = compute.if_else(compute.is_nan(column), None, column)
    if types.is_timestamp(plain):
        column = column.cast(arrow.timestamp("us"), safe=False)
    encoded = column.dictionary_encode() if not types.is_dictionary(column.type) else column
    combined = encoded.unify_dictionaries().combine_chunks()
    if isinstance(combined, arrow.ChunkedArray):  # without rows
        return nothing(len(column))
    codes = combined.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int32)
    return _in_order(*_texts(codes, combined.dictionary.to_pylist(), title, name))


def _in_order(codes: Codes, values: tuple[object, ...]) -> tuple[Codes, tuple[object, ...]]:
    """The values in the order in which they first appear, as a sheet's cells are, whatever the
    order in the file; those that no row holds are left out."""
    if not len(codes):
        return codes, ()
    first = np.full(len(values) + 1, len(codes), np.int64)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    met = np.flatnonzero(first[:-1] < len(codes))
    met = met[np.argsort(first[met])]
    number = np.full(len(values) + 1, -1, np.int32)
    number[met] = np.arange(len(met))
    return number[codes], tuple(values[i] for i in met.tolist())


def _texts(
    codes: Codes, found: list[object], title: str, name: str
) -> tuple[Codes, tuple[object, ...]]:
    """Bytes are text in UTF-8; two spellings of one text become one value, None is blank."""
    try:
        values = [each.decode("utf-8-sig") if isinstance(each, bytes) else each for each in found]
    except UnicodeDecodeError:
        raise Refused(NOT_TEXT, column=title, name=name) from None
    known: dict[tuple[type, object], int] = {}
    places = [
        -1 if value is None else known.setdefault((type(value), value), len(known))
        for value in values
    ]
    if len(known) == len(values):
        return codes, tuple(values)
    return np.array([*places, -1], np.int32)[codes], tuple(value for _, value in known)


def _kind(types: Any, kind: Any) -> str:
    if types.is_nested(kind):
        return "lists or records"
    return "lengths of time"
