"""What is known of files since the import before, by where they lie, so that a file which has not
changed is not read again to take its SHA-256.

A file is believed unchanged while its size, its moments of change and its number in the file system
are the same, and none of those moments is so near to the reading that a later change could have
gone unseen.
"""

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from os import stat_result
from pathlib import Path
from time import time_ns

from optimizer.domain.problems import OutputError
from optimizer.writing.files import atomically

NEAR = 3_000_000_000
"""Nanoseconds: the coarsest clock of a file system ticks every two seconds."""

FILE = "files.json"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What one reading of a file from end to end tells."""

    sha256: str
    utf8: bool
    even: bool
    ended: bool


class KnownFiles:
    """The files of the import before, kept in a folder; without a folder none is known."""

    def __init__(self, folder: Path | None) -> None:
        self._path = None if folder is None else folder / FILE
        self._before = _read(self._path) if self._path is not None else {}
        self._now: dict[str, list[object]] = {}

    def get(self, path: Path, found: stat_result) -> Facts | None:
        """The facts of a file that has not changed."""
        entry = self._before.get(str(path.absolute()))
        if not isinstance(entry, list) or len(entry) != 5 or entry[0] != _state(found):
            return None
        sha256, *flags = entry[1:]
        if not isinstance(sha256, str) or not all(isinstance(flag, bool) for flag in flags):
            return None
        self._now[str(path.absolute())] = entry
        utf8, even, ended = flags
        return Facts(sha256=sha256, utf8=utf8, even=even, ended=ended)

    def put(self, path: Path, found: stat_result, facts: Facts, began: int) -> None:
        """Keep the facts of a file whose reading began at that moment (nanoseconds)."""
        if max(found.st_mtime_ns, found.st_ctime_ns) + NEAR < began:
            self._now[str(path.absolute())] = [
                _state(found), facts.sha256, facts.utf8, facts.even, facts.ended
            ]  # fmt: skip

    def save(self) -> None:
        """Keep what this import knows of its files, and of no others."""
        if self._path is not None and self._path.parent.is_dir() and self._now != self._before:
            with (
                contextlib.suppress(OSError, OutputError),
                atomically(self._path, overwrite=True) as drafts,
            ):
                drafts[0].write_text(json.dumps(self._now, indent=0), encoding="utf-8")


def now() -> int:
    """This moment, in nanoseconds since 1970."""
    return time_ns()


def _state(found: stat_result) -> list[int]:
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]


def _read(path: Path) -> Mapping[str, object]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
