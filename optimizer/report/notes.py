"""Notes."""

from pathlib import Path

from optimizer.domain.plan import Plan
from optimizer.writing.page import Col, WorkbookWriter, checked


def write_notes(deck: WorkbookWriter, plan: Plan, source: Path) -> None:
    """Notes: what a reader should know, each with a link to its cell of the input."""
    if not plan.warnings:
        return
    page = deck.page(
        "Notes",
        f"What you should know; nothing here stops the plan. The links open {source.name} where "
        "it stands.",
    )
    columns = [
        Col("Place", 22),
        Col("Note", 76, deck.styles.wrap),
        Col("What to do", 52, deck.styles.wrap),
        Col("File", 24),
    ]
    rows = [(str(w.place), w.problem, w.remedy, source.name) for w in plan.warnings]
    first = page.table("tblNotes", columns, rows) + 1
    for row, warning in enumerate(plan.warnings, first):
        place = warning.place
        if place.row:
            url = f"external:{source.name}#'{place.sheet}'!{place.cell}"
            checked(page.sheet.write_url(row, 0, url, deck.styles.link, string=str(place)))
