"""What a run came to, as one value that every face prints."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from optimizer.domain.plan import Plan
from optimizer.domain.progress import QUIET, Progress
from optimizer.domain.tables import Tables
from optimizer.writing.files import atomically, check_target

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, kw_only=True)
class Result:
    """The tables as read, the audited plan of them, the workbook they come from, and the seconds
    that it took."""

    tables: Tables
    plan: Plan
    source: Path
    seconds: float = 0.0

    def frame(self, sheet: str) -> "pd.DataFrame":
        """A sheet of the result (`"purchases"`, `"user licenses"`, `"coverage"`, ...) with its own
        columns; amounts are Decimal. Raises KeyError with the names there are."""
        from optimizer.report.frames import frame

        return frame(self.tables, self.plan, sheet)

    def to_dict(self) -> dict[str, Any]:
        """The JSON object that `--json` prints."""
        from optimizer.report.as_json import plan_object

        return plan_object(self.tables, self.plan) | {"seconds": round(self.seconds, 2)}

    def write(
        self, target: str | Path, *, details: bool = False, progress: Progress = QUIET
    ) -> tuple[Path, ...]:
        """Write the result workbook, whole or not at all, with a CSV beside it for each list that
        is too long for a sheet; returns the files written, the workbook first.

        `details` adds who would hold other licenses in each scenario. Raises OutputError.
        """
        from optimizer.report.write import BESIDE, too_long, write_result

        target = Path(target)
        check_target(target, self.source)
        progress.writing(target.name)
        names = too_long(self.plan)
        files = {name: target.with_name(f"{target.stem}-{BESIDE[name]}.csv") for name in names}
        with atomically(target, *files.values()) as (draft, *drafts):
            beside = dict(zip(files, drafts, strict=True))
            write_result(draft, beside, self.source, self.tables, self.plan, details)
        return (target, *files.values())

    def __str__(self) -> str:
        """The plan in a few lines, as the terminal shows it."""
        from optimizer.report import as_text

        lines = as_text.lines(self.tables, self.plan)
        return "\n".join((*lines, *as_text.scenario_lines(self.plan)))
