"""CSV files as columns of codes."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from optimizer.reading.files.table import TableFile, heading, nothing


def read_csv(path: Path, wanted: Callable[[str], bool]) -> TableFile:
    """Separated by comma, semicolon or tab, whichever the header has most of; every value is
    text."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        head = file.readline()
    separator = max(",;\t", key=head.count)
    names = pd.read_csv(path, sep=separator, encoding="utf-8-sig", nrows=0, dtype=str).columns
    kept = [i for i, name in enumerate(names) if wanted(heading(name))]
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
    columns = [nothing(len(frame)) for _ in names]
    for position, (_, column) in zip(kept, frame.items(), strict=True):
        codes, met = pd.factorize(
            column.cat.codes.to_numpy(np.int32)
        )  # in order of appearance, as a sheet's cells are
        columns[position] = codes.astype(np.int32), tuple(column.cat.categories[met])
    return TableFile(tuple(map(heading, names)), tuple(columns))
