"""Files as exports, and what is read of them."""

from pathlib import Path

from optimizer.domain.problems import Findings
from optimizer.importing.opening.exports import Export, find
from optimizer.importing.opening.open_export import open_export
from optimizer.importing.opening.table import Opened


def export_of(path: Path) -> Export:
    """The export that a file is."""
    (export,) = find([path], path.parent, frozenset(), Findings())
    return export


def opened(path: Path) -> Opened:
    """The only table of a file."""
    (table,) = open_export(export_of(path))
    return table


def records(table: Opened, candidate: int = 0, *, ragged: bool = False) -> list[dict[str, str]]:
    """The rows by the header of one way to take the table."""
    taken = table.candidates[candidate]
    return [dict(zip(taken.header, cells, strict=True)) for _, cells in taken.rows(ragged)]
