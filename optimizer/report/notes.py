"""Notes: what a reader should know, the serious ones first, each with its cell of the input. That
is no link: what stands in a result leads nowhere but into the result."""

from collections.abc import Sequence

from optimizer.domain.plan import Plan
from optimizer.domain.planned import Planned
from optimizer.domain.problems import Problem
from optimizer.report.named import FrameColumns
from optimizer.writing.page import Col, Page, WorkbookWriter

SERIOUS = frozenset(
    {
        "cover-nothing", "ended", "never-bought", "past-limit", "quote-past",
        "shared-account", "stale", "too-old", "valid-later", "valid-never",
    }
)  # fmt: skip
"""Codes of messages that may change what the reader decides: rights that have ended or are too old,
accesses left out, quotes that no longer hold, accounts that several people share."""


def serious(note: Problem) -> bool:
    """Whether a note may change what the reader decides."""
    return note.code in SERIOUS


def counted(notes: Sequence[Problem]) -> str:
    """8 notes, 1 serious."""
    grave = sum(map(serious, notes))
    if not notes:
        return "No notes"
    text = f"{len(notes)} note{'' if len(notes) == 1 else 's'}"
    return f"{text}, {grave} serious" if grave else f"{text}, none serious"


def write_notes(deck: WorkbookWriter, planned: Planned) -> None:
    """The sheet: the notes, and below them what each input sheet was read as; absent where there is
    neither."""
    plan, source = planned.plan, planned.source
    reading = [each for each in planned.tables.reading if each.read]
    if not plan.warnings and not reading:
        return
    page = deck.page(
        "Notes",
        f"{counted(plan.warnings)}; nothing here stops the plan. Places are those of {source.name}."
        if plan.warnings
        else f"No notes; what each sheet of {source.name} was read as.",
    )
    beside = _list(page, plan) if plan.warnings else True
    if not reading:
        return
    if plan.warnings:
        page.section("What was read")
    columns = [Col("Sheet", "strong", 130), Col("Rows", "count", 90), Col("Read as", "after", 560)]
    rows = [(r.sheet, r.rows, "; ".join((r.columns_read(), *r.otherwise()))) for r in reading]
    # The table stands below the notes, in their columns: without a weight there is no narrow one.
    kept = (0, 1, 2) if beside else (0, 2)
    page.table(
        "tblReading",
        [columns[i] for i in kept],
        [[row[i] for i in kept] for row in rows],
        main=not plan.warnings,
    )


def _list(page: Page, plan: Plan) -> bool:
    """The notes' table; whether one of them has a weight."""
    notes = sorted(plan.warnings, key=lambda note: not serious(note))
    columns = [
        Col("Place", "strong", 130),
        Col("Weight", "text", 90),
        Col("Note", "after", 560),
        Col("What to do", "after", 380),
    ]
    rows = [(str(w.place), "serious" if serious(w) else "", w.problem, w.remedy) for w in notes]
    kept = [i for i in range(len(columns)) if any(row[i] for row in rows)]
    page.table("tblNotes", [columns[i] for i in kept], [[r[i] for i in kept] for r in rows])
    return any(map(serious, notes))


def notes_columns(planned: Planned) -> FrameColumns:
    """A row a note, in the order in which they were found."""
    notes = planned.plan.warnings
    return {
        "Place": [str(note.place) for note in notes],
        "Note": [note.problem for note in notes],
        "What to do": [note.remedy for note in notes],
    }
