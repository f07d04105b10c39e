"""Groups of tables in one file: each distinct text once for all of them, codes as they lie in
memory, so that reading many tables' groups costs no more than reading one's.

FORM
the CRC-32 of all that follows, in hexadecimal, and a line's end; a line of JSON, the sections: each
the fields, how many things are said, the texts of each field, the moment last, and the tables in
order (key, groups, read, other, records, bad, footer); then, for each section, the codes of each
field of what is said, where in it each group of all its tables is, their moments' codes, and their
rows.
"""

import json
import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
import pandas as pd

from optimizer.importing.grouping.coded import (
    Column,
    combined,
    distinct_of,
    from_codes,
    joined,
    stacked,
)
from optimizer.importing.grouping.wanted import Groups
from optimizer.writing.files import atomically

CODE, NUMBER = "<i4", "<i8"
"""Types of the columns as they are kept: codes of texts, and rows."""

MARK = 9
"""Bytes that a file begins with."""


@dataclass(frozen=True)
class Kept:
    """A table's groups, the numbers of its records that could not be read, and the lines at its end
    that are no rows."""

    groups: Groups
    bad: tuple[int, ...] = ()
    footer: tuple[str, ...] = ()


def write_kept(path: Path, tables: Mapping[str, Kept]) -> None:
    """Write the groups of tables by key. Raises OSError and OutputError."""
    sections: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key, kept in tables.items():
        sections[kept.groups.fields].append(key)
    heads: list[dict[str, Any]] = []
    arrays: list[np.ndarray[Any, Any]] = []
    for fields, keys in sections.items():
        groups = [tables[key].groups for key in keys]
        saying, said = _together(groups)
        # Texts that no row has any more are of files that are given no more.
        columns = [distinct_of(said[name]) for name in said]
        arrays += [codes.astype(CODE) for codes, _ in columns]
        arrays.append(saying.astype(CODE))
        if "at" in fields:
            columns.append(distinct_of(stacked([each.at for each in groups])))
            arrays.append(columns[-1][0].astype(CODE))
        arrays.append(np.concatenate([each.n for each in groups]).astype(NUMBER))
        heads.append(
            {
                "fields": fields,
                "said": len(said),
                "texts": [texts for _, texts in columns],
                "tables": [[key, *_told(tables[key])] for key in keys],
            }
        )
    with atomically(path, overwrite=True) as drafts, drafts[0].open("wb+") as file:
        file.write(bytes(MARK) + json.dumps(heads).encode() + b"\n")
        for array in arrays:
            file.write(array.tobytes())
        file.seek(MARK)
        mark = _mark(file)
        file.seek(0)
        file.write(mark)


def _together(groups: Sequence[Groups]) -> tuple["np.ndarray[Any, Any]", pd.DataFrame]:
    """Where each group's is in what all of them say, and that, each once."""
    frames = {id(each.said): each.said for each in groups}
    starts = dict(zip(frames, np.cumsum([0, *map(len, frames.values())]).tolist(), strict=False))
    places = np.concatenate([each.saying + starts[id(each.said)] for each in groups])
    every = joined([*frames.values()])
    if not len(every.columns):  # they say their moment alone
        return places * 0, next(iter(frames.values())).iloc[:1]
    codes, said = combined(every, [*every])
    saying = codes[places]
    used = np.zeros(len(said), bool)
    used[saying] = True
    return (np.cumsum(used) - 1)[saying], said.iloc[np.flatnonzero(used)]


def _told(kept: Kept) -> tuple[object, ...]:
    groups = kept.groups
    return len(groups), groups.read, groups.other, groups.records, kept.bad, kept.footer


def read_kept(path: Path) -> dict[str, Kept]:
    """The tables of a file by key; none where it is not there, or not whole."""
    try:
        with path.open("rb") as file:
            if file.read(MARK) != _mark(file):
                return {}
            file.seek(MARK)
            return _read(file)
    except (ValueError, KeyError, TypeError, OSError, RecursionError):
        return {}


def _read(file: IO[bytes]) -> dict[str, Kept]:
    found: dict[str, Kept] = {}
    for head in json.loads(file.readline()):
        fields, tables = tuple(head["fields"]), head["tables"]
        rows = sum(int(table[1]) for table in tables)
        texts = iter(head["texts"])
        said = pd.DataFrame(
            {name: _column(file, head["said"], next(texts)) for name in fields if name != "at"},
            index=pd.RangeIndex(head["said"]),
            copy=False,
        )
        saying = np.frombuffer(file.read(rows * 4), CODE)
        if rows and not 0 <= saying.min() <= saying.max() < len(said):
            raise ValueError(rows)
        at = _column(file, rows, next(texts)) if "at" in fields else None
        numbers = np.frombuffer(file.read(rows * 8), NUMBER)
        start = 0
        for key, count, read, other, records, bad, footer in tables:
            mine = slice(start, start + count)
            start += count
            groups = Groups(
                fields=fields,
                said=said,
                saying=saying[mine],
                at=None if at is None else at[mine],
                n=numbers[mine],
                read=int(read),
                other=int(other),
                records=(int(records[0]), int(records[1])) if records else None,
            )
            found[key] = Kept(groups, tuple(bad), tuple(footer))
    return found


def _column(file: IO[bytes], rows: int, texts: Any) -> Column:
    codes = np.frombuffer(file.read(rows * 4), CODE)
    return from_codes(codes, pd.Index(texts, dtype="object"), sure=False)


def _mark(file: IO[bytes]) -> bytes:
    """What a file's mark has to be; it is read to its end from where it stands."""
    found = 0
    while part := file.read(1 << 20):
        found = zlib.crc32(part, found)
    return f"{found:08x}\n".encode()
