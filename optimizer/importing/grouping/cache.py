"""Groups kept beside the workbook, by a file's SHA-256, what was asked of it and the rules'
version: a refresh reads new files only.

It holds what the exports hold of persons, so it lies where the exports' owner put the workbook, and
deleting the folder costs time only.
"""

import hashlib
import json
import os
from pathlib import Path

import pandas as pd

from optimizer.importing.grouping.wanted import Groups, Wanted, frame_of
from optimizer.importing.sources.recognise import Recognised

RULES = "1"
"""Changed whenever the same file would give other groups."""


class Cache:
    """A folder of groups; without a folder nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.used: set[str] = set()

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
            ]
        )
        return self.folder / f"{hashlib.sha256(asked.encode()).hexdigest()[:40]}.csv"

    def get(self, table: Recognised, wanted: Wanted) -> Groups | None:
        """The groups kept of that table, if they are whole."""
        path = self._path(table, wanted)
        if path is None or not path.exists():
            return None
        try:
            with path.open(encoding="utf-8", newline="") as file:
                head = json.loads(file.readline())
                frame = pd.read_csv(file, dtype=str, keep_default_na=False, na_filter=False)
        except (ValueError, OSError, KeyError):
            return None
        if list(frame.columns) != [*wanted.fields, "n"] or len(frame) != head["groups"]:
            return None
        columns: dict[str, object] = {name: frame[name].astype(object) for name in wanted.fields}
        columns["n"] = frame["n"].astype("int64")
        table.opened.bad[:] = head["bad"]
        return Groups(
            frame=frame_of(wanted.fields, columns), read=head["read"], other=head["other"]
        )

    def put(self, table: Recognised, wanted: Wanted, groups: Groups) -> None:
        """Keep the groups of a table; where the folder cannot be written nothing is kept."""
        path = self._path(table, wanted)
        if path is None:
            return
        head = {
            "groups": len(groups.frame),
            "read": groups.read,
            "other": groups.other,
            "bad": table.opened.bad,
        }
        try:
            path.parent.mkdir(exist_ok=True)
            draft = path.with_suffix(".part")
            with draft.open("w", encoding="utf-8", newline="") as file:
                file.write(json.dumps(head) + "\n")
                groups.frame.to_csv(file, index=False)
            os.replace(draft, path)
        except OSError:
            return
