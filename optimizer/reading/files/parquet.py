"""Parquet."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from optimizer.reading.files.table import TableFile, heading, nothing


def read_parquet(path: Path, wanted: Callable[[str], bool]) -> TableFile:
    """A Parquet file's wanted columns, by header."""
    parquet: Any = import_module("pyarrow.parquet")
    file = parquet.ParquetFile(path)
    names = file.schema_arrow.names
    rows = file.metadata.num_rows
    columns = [nothing(rows) for _ in names]
    for position, name in enumerate(names):
        if wanted(heading(name)):
            encoded = (
                file.read([name])
                .column(0)
                .dictionary_encode()
                .unify_dictionaries()
                .combine_chunks()
            )
            codes = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int32)
            columns[position] = codes, tuple(encoded.dictionary.to_pylist())
    return TableFile(tuple(map(heading, names)), tuple(columns))
