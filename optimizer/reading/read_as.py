"""What each sheet was read as, from its grid and from the notes on it."""

from collections.abc import Iterable, Mapping

from optimizer.domain import names as naming
from optimizer.domain.choices import header_key
from optimizer.domain.problems import Problem
from optimizer.domain.read_as import SheetReading
from optimizer.reading.grids import Book, Grid

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
    "rows-numbered": '"{title}" not read after all',
    "outline": "{rows} no {column}, so the one above",
    "products-below": "{servers} a row for each product",
    "prices-said": "{column}: {cells} with words behind the amount",
    "thousands": "{column}: {cells} with thousands marked",
    "taken-for": '{listed} as "{name}"',
    "setting-read-as": '"{title}" as {setting}',
}
"""Code of a note -> the same in a few words."""

MOST = 8
"""Phrases of one sheet."""


def readings(
    book: Book, meant: Mapping[str, Grid], notes: Iterable[Problem]
) -> tuple[SheetReading, ...]:
    """A value a sheet, in the format's order: the book's grids are as they stand in the file,
    `meant` as they are read, `notes` what was said of them. Sheets that could not be read follow,
    and those that are none of the format."""
    written = book.grids
    said: dict[str, list[str]] = {name: list(meant[name].said) for name in meant}
    for note in notes:
        phrase = PHRASES.get(note.code)
        if phrase is not None:
            said.setdefault(note.place.sheet, []).append(phrase.format(**dict(note.fields)))
    chosen = book.choices.headers_by_sheet()
    read = [
        SheetReading(
            sheet=grid.sheet.name,
            rows=grid.size,
            columns=tuple((name, grid.titles.get(name, name)) for name in grid.columns),
            not_read=tuple(title for _, title in grid.unread),
            also=_few(said.get(grid.sheet.name, [])),
            title=book.titles.get(grid.sheet.name, ""),
            passed=_passed(book, grid),
            dates=tuple(
                (grid.titles.get(name, name), order)
                for name, order in meant.get(grid.sheet.name, grid).orders
            ),
            merged=tuple((grid.titles.get(name, name), filled) for name, filled in grid.merged),
            chosen=_chosen(chosen, grid.sheet.name, book.titles.get(grid.sheet.name, "")),
        )
        for grid in sorted(written.values(), key=lambda each: each.sheet.order)
    ]
    failed = [
        SheetReading(
            sheet=name,
            rows=0,
            columns=(),
            not_read=headers,
            title=book.titles.get(name, ""),
            read=False,
            chosen=_chosen(chosen, name, book.titles.get(name, "")),
        )
        for name, headers in book.headers.items()
        if name not in written
    ]
    others = [
        SheetReading(
            sheet="",
            rows=0,
            columns=(),
            title=title,
            read=False,
            chosen=_chosen(chosen, title, title),
        )
        for title in book.ignored
    ]
    return (*read, *failed, *others)


def _passed(book: Book, grid: Grid) -> tuple[str, ...]:
    """The headers of a sheet that the planner has chosen to pass over."""
    titles = grid.sheet.choices.titles
    headers = book.headers.get(grid.sheet.name, ())
    return tuple(title for title in headers if titles.get(header_key(title)) == "")


def _chosen(by_sheet: Mapping[str, frozenset[str]], *names: str) -> frozenset[str]:
    found = (by_sheet.get(naming.fold(naming.trim(name)), frozenset()) for name in names if name)
    return frozenset().union(*found)


def _few(phrases: list[str]) -> tuple[str, ...]:
    distinct = list(dict.fromkeys(phrases))
    more = len(distinct) - MOST
    return (*distinct[:MOST], *([f"and {more} more"] if more > 0 else []))
