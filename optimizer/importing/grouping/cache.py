"""Groups kept beside the workbook, by a file's SHA-256, what was asked of it and the rules'
version: a refresh reads new files only.

It holds what the exports hold of persons, so it lies where the exports' owner put the workbook, and
deleting the folder costs time only.
"""

import contextlib
import hashlib
import json
import re
import zlib
from pathlib import Path
from typing import IO

import numpy as np

from optimizer.domain.problems import OutputError
from optimizer.importing.grouping.coded import column_of, from_codes
from optimizer.importing.grouping.wanted import Groups, Wanted, frame_of
from optimizer.importing.sources.recognise import Recognised
from optimizer.writing.files import atomically

RULES = "4"
"""Changed whenever the same file would give other groups."""


CODE, NUMBER = "<i4", "<i8"
"""Types of the columns as they are kept: codes of texts, and rows."""

MARK = 9
"""Bytes that a file begins with: the CRC-32 of all that follows, in hexadecimal, and a line's end.
A damaged file is as if it were not there."""


def _mark(file: IO[bytes]) -> bytes:
    """What a file's mark has to be; it is read to its end from where it stands."""
    found = 0
    while part := file.read(1 << 20):
        found = zlib.crc32(part, found)
    return f"{found:08x}\n".encode()


class Cache:
    """A folder of groups; without a folder nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.used: set[Path] = set()

    def _path(self, table: Recognised, wanted: Wanted) -> Path | None:
        if self.folder is None:
            return None
        asked = json.dumps(
            [
                RULES,
                table.opened.export.sha256,
                table.opened.part,
                table.source.key,
                wanted.fields,
                wanted.positions,
                str(wanted.grain),
                sorted(wanted.events),
                sorted(wanted.exact),
                wanted.record,
            ]
        )
        path = self.folder / f"{hashlib.sha256(asked.encode()).hexdigest()[:40]}.groups"
        self.used.add(path)
        return path

    def get(self, table: Recognised, wanted: Wanted) -> Groups | None:
        """The groups kept of that table, if they are whole."""
        path = self._path(table, wanted)
        if path is None or not path.exists():
            return None
        try:
            with path.open("rb") as file:
                if file.read(MARK) != _mark(file):
                    return None
                file.seek(MARK)
                return _read(file, table, wanted)
        except (ValueError, KeyError, TypeError, OSError, RecursionError):
            return None

    def put(self, table: Recognised, wanted: Wanted, groups: Groups) -> None:
        """Keep the groups of a table; where the folder cannot be written nothing is kept."""
        path = self._path(table, wanted)
        if path is None:
            return
        columns = [column_of(groups.frame[name]) for name in wanted.fields]
        head = {
            "read": groups.read,
            "other": groups.other,
            "records": groups.records,
            "bad": table.opened.bad,
            "groups": len(groups.frame),
            "texts": [column.categories.tolist() for column in columns],
        }
        try:
            path.parent.mkdir(exist_ok=True)
            with (
                atomically(path, overwrite=True) as drafts,
                drafts[0].open("wb+") as file,
            ):
                file.write(bytes(MARK) + json.dumps(head).encode() + b"\n")
                for column in columns:
                    file.write(np.asarray(column.codes, CODE).tobytes())
                file.write(groups.frame["n"].to_numpy(NUMBER).tobytes())
                file.seek(MARK)
                mark = _mark(file)
                file.seek(0)
                file.write(mark)
        except (OSError, OutputError):
            return

    def forget_others(self) -> None:
        """Delete the groups that this import had no use for: what they hold of persons is of
        exports that are not given any more."""
        if self.folder is None or not self.folder.is_dir():
            return
        with contextlib.suppress(OSError):
            for path in [*self.folder.iterdir()]:
                if _OWN.fullmatch(path.name) and path not in self.used:
                    path.unlink()


def _read(file: IO[bytes], table: Recognised, wanted: Wanted) -> Groups:
    """The groups that stand in a file after its mark."""
    head = json.loads(file.readline())
    rows = int(head["groups"])
    columns: dict[str, object] = {}
    for name, texts in zip(wanted.fields, head["texts"], strict=True):
        codes = np.frombuffer(file.read(rows * 4), CODE)
        columns[name] = from_codes(codes, texts, sure=False)
    columns["n"] = np.frombuffer(file.read(rows * 8), NUMBER).astype("int64")
    table.opened.bad[:] = head["bad"]
    first, last = head["records"] or (0, 0)
    return Groups(
        frame=frame_of(wanted.fields, columns),
        read=head["read"],
        other=head["other"],
        records=(int(first), int(last)) if head["records"] else None,
    )


_OWN = re.compile("[0-9a-f]{40}[.](groups|csv|part)")
"""The names of the folder's files, and of half-written ones of earlier versions."""
