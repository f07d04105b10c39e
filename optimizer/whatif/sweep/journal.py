"""The finished points of a sweep in a file beside its result: a stopped run, a killed one and a
power cut cost no point that was done.

A line each, with the CRC-32 of its text before it; a line that is cut off or damaged is as if it
were not there, and its point is solved again. The first line tells which sweep it is: of which
inputs by their bytes, which options and which version. Lines are only ever added.
"""

import contextlib
import json
import os
import zlib
from collections.abc import Mapping
from pathlib import Path
from time import monotonic
from typing import IO

from optimizer.domain.problems import Message, OutputError, Place, Problem
from optimizer.whatif.sweep.sweep import Row
from optimizer.writing.files import not_written
from optimizer.writing.locks import hold

OF_ANOTHER = Message(
    "journal-of-another",
    "this belongs to another sweep, or another workbook.",
    "Delete it, or choose another -o.",
)
NO_JOURNAL = Message(
    "no-journal",
    "this is not the journal of a sweep, and stands where it would be kept.",
    "Move it away, or choose another -o.",
)
IN_USE = Message(
    "journal-in-use",
    "another run is at this sweep.",
    "Wait until it is done, or choose another -o.",
)

BEGINS = "cal-optimizer sweep"
"""The key that the first line begins with; its value is the version."""

SETTLED = 1.0
"""Seconds after which what was written is forced onto the disk."""


class Journal:
    """The journal at `path`, held by this process until it is closed.

    Raises OutputError where there is something else at `path`, where another run holds it, or where
    it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path, self.done = path, dict[int, Row]()
        self.signature: Mapping[str, object] = {}
        self.settled = monotonic()
        try:
            if path.exists() and not path.is_file():
                raise _refused(path, NO_JOURNAL)
            self.file: IO[bytes] = path.open("ab+")
        except OSError as error:
            raise not_written(path, error) from None
        try:
            if not hold(self.file):
                raise _refused(path, IN_USE)  # noqa: TRY301 - the file is closed below
            self._read()
        except BaseException:
            self.file.close()
            raise

    def _read(self) -> None:
        self.file.seek(0)
        first = self.file.readline(1 << 20)
        if not first:
            return
        if not first.endswith(b"\n") and _begins(first):
            self.file.truncate(0)  # a run that ended before its first line did
            return
        signature = _told(first)
        if not isinstance(signature, dict) or BEGINS not in signature:
            raise _refused(self.path, NO_JOURNAL)
        self.signature = signature
        last = first
        for line in self.file:
            last = line
            found = _told(line)
            if isinstance(found, list) and len(found) == 2 and isinstance(found[0], int):
                self.done[found[0]] = found[1]
        if not last.endswith(b"\n"):
            self._append(b"\n")

    def begin(self, signature: Mapping[str, object]) -> None:
        """Say which sweep this is. Raises OutputError where the journal is another one's."""
        wanted = json.loads(json.dumps({BEGINS: signature[BEGINS], **signature}))
        if not self.signature:
            self.signature = wanted
            self._append(_line(wanted))
        elif self.signature != wanted:
            raise _refused(self.path, OF_ANOTHER)

    def add(self, number: int, row: Row) -> None:
        """Keep one finished point."""
        self.done[number] = row
        self._append(_line([number, row]))

    def _append(self, line: bytes) -> None:
        try:
            self.file.write(line)
            self.file.flush()
            if monotonic() - self.settled > SETTLED:
                os.fsync(self.file.fileno())
                self.settled = monotonic()
        except OSError as error:
            raise not_written(self.path, error) from None

    def close(self, *, finished: bool) -> None:
        """Close the file; a finished sweep needs it no more, nor does one without a point."""
        with contextlib.suppress(OSError):  # it is only of use to the next run, which judges it
            if finished or not self.signature:
                if os.name == "nt":
                    self.file.close()
                # else while it is held: nobody begins on what is about to go
                self.path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            self.file.close()


def _line(value: object) -> bytes:
    text = json.dumps(value)
    return f"{zlib.crc32(text.encode()):08x} {text}\n".encode()


def _told(line: bytes) -> object:
    """What a line says; None where it is damaged."""
    mark, _, text = line.rstrip(b"\n").partition(b" ")
    try:
        if len(mark) != 8 or int(mark, 16) != zlib.crc32(text):
            return None
        told: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return told


def _begins(first: bytes) -> bool:
    """Whether this may be the beginning of a journal's first line."""
    start = b'{"' + BEGINS.encode()
    told = first[9 : 9 + len(start)]
    return start.startswith(told) and all(letter in b"0123456789abcdef" for letter in first[:8])


def _refused(path: Path, message: Message) -> OutputError:
    return OutputError(Problem(Place(file=str(path)), message))
