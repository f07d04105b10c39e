"""A recognised table -> its groups, by whichever engine takes it."""

from collections.abc import Callable
from pathlib import Path

from optimizer.importing.choices import Engine
from optimizer.importing.grouping import duck, standard
from optimizer.importing.grouping.wanted import Groups, Wanted
from optimizer.importing.sources.recognise import Recognised

LONG = 4 << 20
"""Bytes from which on DuckDB is worth its start."""


def group(
    recognised: Recognised,
    wanted: Wanted,
    engine: Engine,
    scratch: Path,
    progress: Callable[[int], None] = lambda _rows: None,
) -> Groups:
    """The groups of a table, the same by either engine. Raises Cut where the file goes wrong."""
    candidate, source = recognised.candidate, recognised.source
    export = recognised.opened.export
    able = duck.takes(recognised) and duck.installed()
    if able and (engine is Engine.DUCKDB or (engine is Engine.AUTO and export.size >= LONG)):
        found = duck.group(candidate, wanted, export.path, scratch)
        if found is not None:
            progress(found.read)
            return found
    return standard.group(candidate, wanted, ragged=source.ragged, progress=progress)
