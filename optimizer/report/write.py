"""The result workbook: every sheet of the format, in its order, those with nothing to say left
out."""

from collections.abc import Container, Mapping
from pathlib import Path

from optimizer.domain.planned import Planned
from optimizer.report.sheets import SHEETS, Contents
from optimizer.report.summary import Summary
from optimizer.report.workings import write_workings
from optimizer.writing.page import WorkbookWriter


def files_beside(planned: Planned) -> dict[str, str]:
    """The sheets that do not stand in the workbook, and what each one's file name ends in: they are
    Parquet where Access is, else CSV."""
    access = planned.tables.files.get("Access", "")
    kind = ".parquet" if access.casefold().endswith(".parquet") else ".csv"
    return {sheet.name: f"{sheet.file}{kind}" for sheet in SHEETS if sheet.too_long(planned.plan)}


def write_result(
    target: Path,
    beside: Mapping[str, Path],
    planned: Planned,
    *,
    details: bool = False,
    only: Container[str] | None = None,
) -> None:
    """Write the result to `target`, and every sheet of `files_beside` to its file of `beside`.

    `details` adds who changes in each scenario; `only` hides all other sheets.
    All are plain writes: the caller makes them appear whole.
    """
    plan, day = planned.plan, planned.tables.settings.as_of
    title = f"License plan for {planned.source.stem}"
    deck = WorkbookWriter(target, title, day, plan.currency, plan.digits)
    summary = Summary(deck, planned)
    contents = Contents(deck=deck, planned=planned, beside=beside, details=details, summary=summary)
    *others, last = SHEETS
    for sheet in others:
        sheet.write(contents)
    summary.write()
    last.write(contents)
    write_workings(deck, plan)
    summary.finish({sheet.name: sheet.what for sheet in SHEETS})
    for name, page in deck.pages.items():
        if only is not None and name not in only:
            page.hidden = True  # and no other links to it
            page.sheet.hide()
    deck.close()
