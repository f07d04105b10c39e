"""What was read as what, to be accepted or chosen otherwise."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeGuard

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from optimizer.domain import names as naming
from optimizer.domain import schema
from optimizer.domain.choices import (
    EACH_ROW,
    FIRST_ROW,
    NOTHING,
    ORDERS,
    Choice,
    header_key,
)
from optimizer.domain.read_as import SheetReading
from optimizer.web.begun import begin
from optimizer.web.texts import texts
from optimizer.web.views.frame import said_in, window_of, windows_of

MOST = 1_000
"""Choices of one window."""

LONGEST = 400
"""Letters of a title that something is chosen for."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One header or sheet and what it is read as: `now` of `options` (value, words); `plain` where
    it says itself, `chosen` where the planner has said it."""

    sheet: str
    column: str
    kind: str
    now: str
    options: tuple[tuple[str, str], ...]
    plain: bool
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class Read:
    """A sheet: its name and title, its rows, its lines, the ones that say themselves last."""

    name: str
    title: str
    rows: int
    read: bool
    lines: tuple[Line, ...]
    also: tuple[str, ...]

    @property
    def plain(self) -> tuple[Line, ...]:
        """What is read as it is named."""
        return tuple(line for line in self.lines if line.plain)

    @property
    def others(self) -> tuple[Line, ...]:
        """What is read otherwise than it is named, not at all, or as was chosen."""
        return tuple(line for line in self.lines if not line.plain)


def shown(reading: Iterable[SheetReading]) -> tuple[Read, ...]:
    """Each sheet with all that may be chosen on it."""
    return tuple(
        Read(
            name=each.sheet,
            title=each.title,
            rows=each.rows,
            read=each.read,
            lines=tuple(_lines(each)),
            also=each.also,
        )
        for each in reading
    )


def _lines(found: SheetReading) -> Iterable[Line]:
    t, sheet = texts()["check"], found.sheet or found.title
    if found.title and (not found.sheet or naming.fold(found.title) != naming.fold(found.sheet)):
        names = [(each.name, each.name) for each in schema.SHEETS]
        yield Line(
            sheet=found.title,
            column="",
            kind="sheet",
            now=found.sheet or NOTHING,
            options=((NOTHING, str(t.no_sheet)), *names),
            plain=False,
            chosen="" in found.chosen,
        )
    if not found.sheet:
        return
    columns = [column.name for column in schema.BY_NAME[found.sheet].columns]
    options = ((NOTHING, str(t.no_column)), *((name, name) for name in columns))
    for name, title in (*found.columns, *((NOTHING, each) for each in _unread(found))):
        column = "Active" if name.startswith("Active ") else name
        yield Line(
            sheet=sheet,
            column=title,
            kind="title",
            now=column,
            options=options,
            plain=naming.fold(column) == naming.fold(title),
            chosen=header_key(title) in found.chosen,
        )
    for title, order in found.dates:
        yield Line(
            sheet=sheet,
            column=title,
            kind="dates",
            now=order,
            options=(
                *((("", str(t.which_first)),) if not order else ()),
                (ORDERS[0], str(t.day_first)),
                (ORDERS[1], str(t.month_first)),
            ),
            plain=False,
            chosen=header_key(title) in found.chosen,
        )
    for title, filled in found.merged:
        yield Line(
            sheet=sheet,
            column=title,
            kind="merged",
            now=EACH_ROW if filled else FIRST_ROW,
            options=((EACH_ROW, str(t.each_row)), (FIRST_ROW, str(t.first_row))),
            plain=False,
            chosen=header_key(title) in found.chosen,
        )


def _unread(found: SheetReading) -> Sequence[str]:
    return (*found.not_read, *found.passed)


async def choose(request: Request) -> Response:
    """Read the workbook anew with what has been chosen: rows (sheet, header, what it is); a blank
    third takes a choice back."""
    window = window_of(request)
    said = (await said_in(request)).get("choices")
    if window.source is None or not _are_rows(said):
        return JSONResponse({"error": texts()["page"].unexpected}, 400)
    kept = {choice.key: choice for choice in window.choices}
    for sheet, column, value in said:
        choice = Choice(sheet=sheet.strip(), column=column.strip(), read_as=value.strip())
        if choice.read_as:
            kept[choice.key] = choice
        else:
            about = choice.key[:2]
            kept = {key: each for key, each in kept.items() if key[:2] != about}
    begin(windows_of(request), window, window.source, choices=tuple(kept.values())[:MOST])
    return JSONResponse({"next": f"/w/{window.token}/check"})


def _are_rows(said: object) -> TypeGuard[list[list[str]]]:
    return (
        isinstance(said, list)
        and 0 < len(said) <= MOST
        and all(
            isinstance(row, list)
            and len(row) == 3
            and all(isinstance(text, str) and len(text) <= LONGEST for text in row)
            and row[0].strip()
            for row in said
        )
    )
