"""A long list as a Parquet file: each text once, so many rows at a time."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from optimizer.writing.long_sheet import LongColumn

ROWS = 1_000_000
"""Rows of a group: that many are in memory twice."""


def write_parquet(file: Path, names: Sequence[str], data: Sequence[LongColumn]) -> None:
    """Write the columns under these names; an empty cell is null. A plain write; it needs pyarrow
    (extra `parquet`)."""
    arrow: Any = import_module("pyarrow")
    parquet: Any = import_module("pyarrow.parquet")
    texts = [
        None if column.texts is None else arrow.array(list(column.texts), arrow.string())
        for column in data
    ]
    blank = [
        None if column.texts is None else np.array([not each for each in column.texts] + [True])
        for column in data
    ]
    kinds = [
        arrow.int64() if text is None else arrow.dictionary(arrow.int32(), arrow.string())
        for text in texts
    ]
    schema = arrow.schema(list(zip(names, kinds, strict=True)))
    with parquet.ParquetWriter(file, schema, compression="zstd") as out:
        for start in range(0, len(data[0].codes), ROWS):
            columns = []
            for column, text, empty in zip(data, texts, blank, strict=True):
                codes = np.asarray(column.codes[start : start + ROWS])
                if text is None or empty is None:
                    columns.append(arrow.array(codes.astype(np.int64)))
                    continue
                nulls = empty[codes]
                index = arrow.array(np.where(nulls, 0, codes).astype(np.int32), mask=nulls)
                columns.append(arrow.DictionaryArray.from_arrays(index, text))
            out.write_table(arrow.Table.from_arrays(columns, schema=schema))
