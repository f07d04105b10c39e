"""What a run came to, as one value that every face prints."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from optimizer.domain.planned import Planned
from optimizer.domain.progress import QUIET, Progress
from optimizer.writing.files import atomically, check_target, note_of, write_note

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, kw_only=True)
class Result(Planned):
    """The tables as read, the audited plan of them, the workbook they come from, the seconds that
    it took, and every file that was read, the workbook first."""

    seconds: float = 0.0
    inputs: tuple[Path, ...] = ()

    def frame(self, sheet: str) -> "pd.DataFrame":
        """A sheet of the result (`"purchases"`, `"user licenses"`, `"coverage"`, ...) with its own
        columns; amounts are Decimal. Raises KeyError with the names there are."""
        from optimizer.report.frames import frame

        return frame(self, sheet)

    def to_dict(self, *, details: bool = False) -> dict[str, Any]:
        """The JSON object that `--json` prints; with `details` also what covers each access."""
        from optimizer.report.as_json import coverage_list, plan_object

        covered = {"coverage": coverage_list(self)} if details else {}
        return plan_object(self) | covered | {"seconds": round(self.seconds, 2)}

    def write(
        self,
        target: str | Path,
        *,
        details: bool = False,
        overwrite: bool = False,
        progress: Progress = QUIET,
    ) -> tuple[Path, ...]:
        """Write the result workbook, whole or not at all, with a file beside it for each list that
        is too long for a sheet, Parquet where Access is, else CSV; returns the files written,
        the workbook first.

        `details` adds who would hold other licenses in each scenario. A file that exists is
        replaced where it is an earlier result for the same input (kept under a number, and
        `progress` told, where somebody has saved it since), or with `overwrite`; else, and for a
        file that was read, OutputError is raised.
        """
        from optimizer.report.write import files_beside, write_result

        target = Path(target)
        check_target(target, self.inputs, overwrite=overwrite)
        progress.writing(target.name)
        files = {
            name: target.with_name(f"{target.stem}-{ends}")
            for name, ends in files_beside(self).items()
        }
        for file in files.values():
            check_target(file, self.inputs, (file.suffix,), overwrite=True)
        finals = [Path(os.path.realpath(file)) for file in files.values()]
        notes = [note_of(final) for final in finals]
        with atomically(target, *finals, *notes, of=self.source, overwrite=overwrite) as drafts:
            beside = dict(zip(files, drafts[1:], strict=False))
            write_result(drafts[0], beside, self, details=details)
            told = zip(drafts[1 + len(finals) :], drafts[1:], finals, strict=False)
            for note, draft, final in told:
                write_note(note, draft, final.name, self.plan.facts)
        for file, copy in drafts.kept:
            progress.kept(file.name, copy.name)
        return (target, *files.values())

    def write_memo(
        self, target: str | Path, *, overwrite: bool = False, progress: Progress = QUIET
    ) -> Path:
        """Write Summary, Purchases and Notes as a PDF, where LibreOffice is installed, and a note
        of what it is beside it. What may be written over is as in `write`. Raises OutputError."""
        from optimizer.report.memo import write_memo

        target = Path(target)
        check_target(target, self.inputs, (".pdf",), overwrite=overwrite)
        kept = write_memo(target, self, overwrite=overwrite)
        for file, copy in kept:
            progress.kept(file.name, copy.name)
        return target

    def __str__(self) -> str:
        """The plan in a few lines, as the terminal shows it."""
        from optimizer.report import as_text

        lines = as_text.lines(self)
        return "\n".join((*lines, *as_text.scenario_lines(self.plan)))
