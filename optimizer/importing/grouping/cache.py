"""Groups kept beside the workbook, by a file's SHA-256, what was asked of it and the rules'
version: a refresh reads new files only.

While an import runs each table's groups are a file of their own, so that one that is stopped keeps
them; once there are many they are put together. It holds what the exports hold of persons, so it
lies where the exports' owner put the workbook, and deleting the folder costs time only.
"""

import contextlib
import hashlib
import json
import re
from pathlib import Path

from optimizer.domain.problems import OutputError
from optimizer.importing.grouping.kept import Kept, read_kept, write_kept
from optimizer.importing.grouping.wanted import Groups, Wanted
from optimizer.importing.opening.known_files import KnownFiles
from optimizer.importing.sources.recognise import Recognised

RULES = "8"
"""Changed whenever the same file would give other groups."""

TOGETHER = "together.groups"
"""The file of all groups of the import before."""

APART = 5
"""Tables that may stay in files of their own beside the others: putting all together anew takes
longer than reading a few files more."""

_OWN = re.compile(r"([0-9a-f]{40}|together)[.](groups|csv|part)")
"""The names of the folder's files of groups, and of half-written ones of earlier versions."""


class Cache:
    """A folder of groups; without a folder nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.files = KnownFiles(folder)
        self.used: dict[str, Kept] = {}
        self._before: dict[str, Kept] | None = None

    def _key(self, table: Recognised, wanted: Wanted) -> str:
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
        return hashlib.sha256(asked.encode()).hexdigest()[:40]

    def get(self, table: Recognised, wanted: Wanted) -> Groups | None:
        """The groups kept of that table, if they are whole."""
        if self.folder is None:
            return None
        if self._before is None:
            self._before = read_kept(self.folder / TOGETHER)
        key = self._key(table, wanted)
        kept = self._before.get(key) or read_kept(self.folder / f"{key}.groups").get(key)
        if kept is None or set(kept.groups.fields) != {*wanted.fields}:
            return None
        self.used[key] = kept
        table.opened.bad[:] = kept.bad
        table.candidate.footer[:] = kept.footer
        return kept.groups

    def put(self, table: Recognised, wanted: Wanted, groups: Groups) -> None:
        """Keep the groups of a table; where the folder cannot be written nothing is kept."""
        if self.folder is None:
            return
        key = self._key(table, wanted)
        self.used[key] = Kept(groups, tuple(table.opened.bad), tuple(table.candidate.footer))
        with contextlib.suppress(OSError, OutputError):
            self.folder.mkdir(exist_ok=True)
            write_kept(self.folder / f"{key}.groups", {key: self.used[key]})

    def settle(self) -> None:
        """Keep what this import used, and delete all else: what that holds of persons is of exports
        that are not given any more."""
        if self.folder is None or not self.folder.is_dir():
            return
        before = set(self._before or {})
        apart = {f"{key}.groups" for key in self.used if key not in before}
        with contextlib.suppress(OSError, OutputError):
            if not before or not before <= set(self.used) or len(apart) > APART:
                write_kept(self.folder / TOGETHER, self.used)
                apart = set()
            for path in [*self.folder.iterdir()]:
                if _OWN.fullmatch(path.name) and path.name not in (TOGETHER, *apart):
                    path.unlink()
        self.files.save()
