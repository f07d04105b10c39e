"""The files that Settings names for sheets: where they are named, and which columns they have."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from optimizer.domain import names as naming
from optimizer.domain import schema
from optimizer.domain.problems import Place
from optimizer.reading.cells import Refused, text
from optimizer.reading.files.told_once import Once
from optimizer.reading.grid import Grid
from optimizer.reading.headers import header_row, meanings_on

FILES = {"Access file": "Access", "Users file": "Users", "Devices file": "Devices"}
"""Settings that name a file -> the sheet that the file stands for."""


HowOnce = Callable[[schema.Sheet, Grid | None], Once]
"""A sheet, and the grid of Settings -> how rows of its file may be told once."""


class Named(NamedTuple):
    """The folder of the files that Settings names, each with its cell and setting, and how their
    rows may be told once."""

    folder: Path
    files: tuple[tuple[Place, str, str], ...]
    once: HowOnce | None


def named_files(settings: Grid | None) -> Iterator[tuple[Place, str, str]]:
    """The cells of Settings that name a file: place, setting, file."""
    for place, name, value in _filled(settings):
        with contextlib.suppress(Refused):  # told where Settings is read
            yield place, name, text(value)


def sheets_elsewhere(settings: Grid | None) -> set[str]:
    """The sheets that stand in a file of their own, whether Settings names it well or not."""
    return {FILES[name] for _, name, _ in _filled(settings)}


def _filled(settings: Grid | None) -> Iterator[tuple[Place, str, object]]:
    """The cells of Settings for the names of files: place, setting, raw value."""
    if settings is None or not {"Setting", "Value"} <= settings.columns.keys():
        return
    names, values = settings.columns["Setting"], settings.columns["Value"]
    known = {naming.fold(name): name for name in FILES}
    for row, code, value in zip(
        settings.rows.tolist(), names.codes.tolist(), values.codes.tolist(), strict=True
    ):
        name = known.get(naming.fold(naming.trim(str(names.distinct[code])))) if code >= 0 else None
        if name and value >= 0:
            yield settings.place("Value", row), name, values.distinct[value]


def columns_known(sheet: schema.Sheet, titles: Sequence[str]) -> int:
    """How many of the sheet's columns a row heads; 0 where a required one is missing."""
    if header_row([titles], sheet) is None:
        return 0
    return len({name for title in titles if title for _, name in meanings_on(title, sheet)})


def is_meant(sheet: schema.Sheet, title: str) -> bool:
    """Whether a file's column is one of the sheet's."""
    return title != "" and bool(meanings_on(title, sheet))
