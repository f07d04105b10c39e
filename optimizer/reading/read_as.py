"""What each sheet was read as, from its grid and from the notes on it."""

from collections.abc import Iterable, Mapping

from optimizer.domain.problems import Problem
from optimizer.domain.read_as import SheetReading
from optimizer.reading.grid import Grid

PHRASES = {
    "merged-cell": "{columns}: 1 merged range filled in",
    "merged-cells": "{columns}: {count} merged ranges filled in",
    "placeholders": "{column}: {cells} without a name",
    "never": "{column}: {cells} without a day",
    "blank-devices": "{rows} no Device, so any",
    "blank-users": "{rows} no User, so unknown people",
    "total-rows": "{rows} left out as totals",
    "remark-rows": "{rows} left out as remarks",
    "header-repeated": "{rows} left out as headers",
    "not-active": '{rows} left out by "{title}"',
    "status-not-read": '"{title}" not read after all',
    "thousands": "{column}: {cells} with thousands marked",
    "taken-for": '{listed} as "{name}"',
    "setting-read-as": '"{title}" as {setting}',
}
"""Code of a note -> the same in a few words."""

MOST = 8
"""Phrases of one sheet."""


def readings(
    written: Mapping[str, Grid], meant: Mapping[str, Grid], notes: Iterable[Problem]
) -> tuple[SheetReading, ...]:
    """A value a sheet, in the format's order: `written` are the grids as they stand in the file,
    `meant` as they are read, `notes` what was said of them."""
    said: dict[str, list[str]] = {name: list(meant[name].said) for name in meant}
    for note in notes:
        phrase = PHRASES.get(note.code)
        if phrase is not None:
            said.setdefault(note.place.sheet, []).append(phrase.format(**dict(note.fields)))
    return tuple(
        SheetReading(
            sheet=grid.sheet.name,
            rows=len(grid.rows),
            columns=tuple((name, grid.titles.get(name, name)) for name in grid.columns),
            not_read=tuple(title for _, title in grid.unread),
            also=_few(said.get(grid.sheet.name, [])),
        )
        for grid in sorted(written.values(), key=lambda each: each.sheet.order)
    )


def _few(phrases: list[str]) -> tuple[str, ...]:
    distinct = list(dict.fromkeys(phrases))
    more = len(distinct) - MOST
    return (*distinct[:MOST], *([f"and {more} more"] if more > 0 else []))
