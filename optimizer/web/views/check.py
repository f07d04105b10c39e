"""Check: every problem and note at its cell, with the row around it and what to do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from optimizer.domain.problems import Problem, letters
from optimizer.reading.excerpt import Excerpt
from optimizer.web.mended import difference
from optimizer.web.views.frame import page, window_of
from optimizer.web.views.reading import shown

BROAD = 4
"""Columns past which messages stand below the grid instead of beside it."""


MOST_CELLS = 8
"""Cells that are named of a problem that is about many."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """A row of an excerpt: its number, a gap before it, its cells as (text, classes)."""

    number: int
    gap: bool
    top: bool
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What was found on a sheet: its rows in question, and the messages."""

    name: str
    letters: tuple[str, ...]
    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]
    broad: bool


async def check(request: Request) -> Response:
    """The second step."""
    window = window_of(request)
    importing = window.jobs.get("import") if window.running("import") else None
    if window.checkup is None and "check" not in window.jobs and importing is None:
        return RedirectResponse(f"/w/{window.token}/start", 303)
    # What is imported now takes the place of what was read before.
    found = window.checkup if importing is None else None
    problems = found.problems if found else ()
    notes = found.notes if found else ()
    differs = difference(window.before, problems) if window.before else None
    return page(
        request,
        "check",
        "check.html",
        found=found,
        problems=problems,
        notes=notes,
        sheets=tuple(_sheets(differs.fresh if differs else problems, notes, window.excerpts)),
        differs=differs,
        same=tuple(_sheets(differs.same, notes, window.excerpts)) if differs else (),
        importing=importing,
        others_of=others_of,
        reading=shown(window.reading),
        choices=window.choices,
    )


def _sheets(
    problems: Iterable[Problem], notes: Iterable[Problem], excerpts: Sequence[Excerpt]
) -> Iterable[Sheet]:
    by_sheet: dict[str, list[Problem]] = {}
    for problem in problems:
        by_sheet.setdefault(problem.place.sheet, []).append(problem)
    rows = {each.sheet: each for each in excerpts}
    bad = {(p.place.sheet, p.place.row, p.place.column) for p in problems}
    other = {(o.sheet, o.row, o.column) for p in problems for o in p.places[1:]}
    noted = {(o.sheet, o.row, o.column) for n in notes for o in n.places}
    for name, found in by_sheet.items():
        excerpt = rows.get(name)
        wanted = {place.row for problem in found for place in problem.places}
        lines = tuple(_lines(excerpt, wanted, bad, other, noted)) if excerpt else ()
        columns = excerpt.columns if excerpt else 0
        yield Sheet(
            name=name,
            letters=tuple(letters(column + 1) for column in range(columns)),
            lines=lines,
            problems=tuple(found),
            broad=columns > BROAD,
        )


Key = tuple[str, int, int]


def _lines(
    excerpt: Excerpt, wanted: set[int], bad: set[Key], other: set[Key], noted: set[Key]
) -> Iterable[Line]:
    last = 0
    for number, cells in excerpt.rows:
        if number not in wanted and number != excerpt.header:
            continue
        shown = []
        for column, cell in enumerate(cells, 1):
            key = (excerpt.sheet, number, column)
            mark = "x" if key in bad else "y" if key in other else "o" if key in noted else ""
            shown.append((cell.text, f"{mark}{' r' if cell.number else ''}".strip()))
        yield Line(
            number=number,
            gap=bool(last) and number > last + 1,
            top=number == excerpt.header,
            cells=tuple(shown),
        )
        last = number


def others_of(problem: Problem) -> str:
    """The cells that a problem is about besides its own, as many as are read with profit."""
    cells = [str(place) for place in problem.places[1:]]
    rest = len(cells) - MOST_CELLS
    return ", ".join(cells[:MOST_CELLS]) + (f" \N{PLUS SIGN}{rest:,}" if rest > 0 else "")
