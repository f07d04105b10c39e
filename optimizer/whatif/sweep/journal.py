"""Journal."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from optimizer.domain.problems import OutputError
from optimizer.whatif.sweep.sweep import Row


class Journal:
    """The finished points of a sweep, a line each, in a file that outlives a stopped run.

    Raises OutputError where the file belongs to another sweep.
    """

    def __init__(self, path: Path, signature: Mapping[str, object]) -> None:
        self.path, self.done = path, dict[int, Row]()
        header = json.dumps(signature, sort_keys=True)
        if path.exists():
            # The last line has no end: it is empty, or was cut off. What stands above it is never
            # written again.
            whole, _, _ = path.read_bytes().rpartition(b"\n")
            first, *lines = whole.decode("utf-8").split("\n")
            if whole and first != header:
                raise OutputError(
                    f"{path}: this belongs to another sweep, or another workbook. Delete it, or "
                    "choose another -o."
                )
            for line in lines if whole else ():
                number, row = json.loads(line)
                self.done[number] = row
            os.truncate(path, len(whole) + 1 if whole else 0)
        self.file = path.open("a", encoding="utf-8", newline="\n")
        if not self.file.tell():
            self._write(header)

    def add(self, number: int, row: Row) -> None:
        """Keep one finished point."""
        self.done[number] = row
        self._write(json.dumps([number, row]))

    def _write(self, line: str) -> None:
        self.file.write(line + "\n")
        self.file.flush()

    def close(self, finished: bool) -> None:
        """Close the file; a finished sweep needs it no more."""
        self.file.close()
        if finished:
            self.path.unlink()
