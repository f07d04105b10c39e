"""CSV and Parquet files -> columns as codes and distinct values: tables too long for a sheet, read without a value a cell."""

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from optimizer import cells
from optimizer.cells import Refused

Codes = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True)
class TableFile:
    """A file's header and, for each column, codes (int32, a row each; -1 is blank) and what they stand for."""

    header: tuple[str, ...]
    columns: tuple[tuple[Codes, tuple[object, ...]], ...]


def read_table(path: Path, wanted: frozenset[str]) -> TableFile:
    """The columns whose folded header is `wanted`, of a .csv (or .txt, .tsv) or .parquet file; others are empty.

    Raises Refused where the file is not there, not one of these, or not readable.
    """
    if not path.is_file():
        raise Refused(f'"{path.name}" is not there.', f"Put the file beside the workbook, or give its path from {path.parent}.")
    kind = path.suffix.lower()
    try:
        if kind == ".parquet":
            return _parquet(path, wanted)
        if kind in (".csv", ".txt", ".tsv"):
            return _csv(path, wanted)
    except UnicodeDecodeError:
        raise Refused(f'"{path.name}" is not in UTF-8.', "Save it as CSV UTF-8.") from None
    except ImportError:
        raise Refused(f'"{path.name}" needs an extra.', 'Install it: pip install "cal-optimizer[parquet]".') from None
    except (ValueError, OSError) as error:
        sentence = str(error).splitlines()[0]
        raise Refused(f'"{path.name}" cannot be read ({sentence}).', "Export it again.") from None
    raise Refused(f'"{path.name}" is neither .csv nor .parquet.', "Export the table as one of these.")


def _csv(path: Path, wanted: frozenset[str]) -> TableFile:
    """Separated by comma, semicolon or tab, whichever the header has most of; every value is text."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        head = file.readline()
    separator = max(",;\t", key=head.count)
    names = pd.read_csv(path, sep=separator, encoding="utf-8-sig", nrows=0, dtype=str).columns
    kept = [i for i, name in enumerate(names) if _folded(name) in wanted]
    frame = pd.read_csv(
        path,
        sep=separator,
        encoding="utf-8-sig",
        usecols=kept,
        dtype="category",
        keep_default_na=False,
        na_filter=False,
        skip_blank_lines=False,
    )
    columns = [_nothing(len(frame)) for _ in names]
    for position, (_, column) in zip(kept, frame.items(), strict=True):
        codes, met = pd.factorize(column.cat.codes.to_numpy(np.int32))  # in order of appearance, as a sheet's cells are
        columns[position] = codes.astype(np.int32), tuple(column.cat.categories[met])
    return TableFile(tuple(names), tuple(columns))


def _parquet(path: Path, wanted: frozenset[str]) -> TableFile:
    parquet: Any = import_module("pyarrow.parquet")
    file = parquet.ParquetFile(path)
    names = file.schema_arrow.names
    rows = file.metadata.num_rows
    columns = [_nothing(rows) for _ in names]
    for position, name in enumerate(names):
        if _folded(name) in wanted:
            encoded = file.read([name]).column(0).dictionary_encode().unify_dictionaries().combine_chunks()
            codes = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int32)
            columns[position] = codes, tuple(encoded.dictionary.to_pylist())
    return TableFile(tuple(names), tuple(columns))


def _folded(name: object) -> str:
    return cells.fold(cells.trim(str(name)))


def _nothing(rows: int) -> tuple[Codes, tuple[object, ...]]:
    return np.full(rows, -1, np.int32), ()
