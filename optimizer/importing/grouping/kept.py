"""Groups of tables in one file: each distinct text once for all of them, codes as they lie in
memory, so that reading many tables' groups costs no more than reading one's.

FORM
the CRC-32 of all that follows, in hexadecimal, and a line's end; a line of JSON, the sections: each
the fields, the texts of each field, and the tables in order (key, groups, read, other, records,
bad); then, for each section, the codes of each field for all its tables, and their rows.
"""

import json
import zlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
import pandas as pd

from optimizer.importing.grouping.coded import distinct_of, from_codes, stacked
from optimizer.importing.grouping.wanted import Groups, frame_of
from optimizer.writing.files import atomically

CODE, NUMBER = "<i4", "<i8"
"""Types of the columns as they are kept: codes of texts, and rows."""

MARK = 9
"""Bytes that a file begins with."""


@dataclass(frozen=True)
class Kept:
    """A table's groups, and the numbers of its records that could not be read."""

    groups: Groups
    bad: tuple[int, ...] = ()


def write_kept(path: Path, tables: Mapping[str, Kept]) -> None:
    """Write the groups of tables by key. Raises OSError and OutputError."""
    sections: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key, kept in tables.items():
        sections[tuple(str(name) for name in kept.groups.frame if name != "n")].append(key)
    heads: list[dict[str, Any]] = []
    arrays: list[np.ndarray[Any, Any]] = []
    for fields, keys in sections.items():
        frames = [tables[key].groups.frame for key in keys]
        # Texts that no row has any more are of files that are given no more.
        columns = [distinct_of(stacked([frame[name] for frame in frames])) for name in fields]
        arrays += [codes.astype(CODE) for codes, _ in columns]
        arrays.append(np.concatenate([frame["n"].to_numpy(NUMBER) for frame in frames]))
        heads.append(
            {
                "fields": fields,
                "texts": [texts for _, texts in columns],
                "tables": [[key, *_said(tables[key])] for key in keys],
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


def _said(kept: Kept) -> tuple[object, ...]:
    groups = kept.groups
    return len(groups.frame), groups.read, groups.other, groups.records, kept.bad


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
        columns: dict[str, Any] = {}
        for name, texts in zip(fields, head["texts"], strict=True):
            codes = np.frombuffer(file.read(rows * 4), CODE)
            columns[name] = from_codes(codes, pd.Index(texts, dtype="object"), sure=False)
        numbers = np.frombuffer(file.read(rows * 8), NUMBER).astype("int64")
        start = 0
        for key, count, read, other, records, bad in tables:
            mine = slice(start, start + count)
            start += count
            parts: dict[str, object] = {name: column[mine] for name, column in columns.items()}
            groups = Groups(
                frame=frame_of(fields, {**parts, "n": numbers[mine]}),
                read=int(read),
                other=int(other),
                records=(int(records[0]), int(records[1])) if records else None,
            )
            found[key] = Kept(groups, tuple(bad))
    return found


def _mark(file: IO[bytes]) -> bytes:
    """What a file's mark has to be; it is read to its end from where it stands."""
    found = 0
    while part := file.read(1 << 20):
        found = zlib.crc32(part, found)
    return f"{found:08x}\n".encode()
