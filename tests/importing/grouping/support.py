"""Tables in memory, and what their groups say."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from optimizer.importing.grouping.wanted import Groups
from optimizer.importing.opening.exports import Export
from optimizer.importing.opening.table import Candidate, Opened, Row
from optimizer.importing.sources.declared import source_of
from optimizer.importing.sources.recognise import Recognised, recognise

LOG = """
title = "A log"
gives = "access"
export = ""
fingerprint = ["User", "Server"]

[map]
user = "User"
server = "Server"
address = "Address"
device = "Device"
event = "Id"
record = "Record"
at = "Date + Time"
"""
EVENTS = "\n[events.4624]\n[events.4769]\n"


def candidate(header: str, *rows: str) -> Candidate:
    """A table of cells between bars."""
    made = [[cell.strip() for cell in row.split("|")] for row in rows]

    def each(_ragged: bool) -> Iterator[tuple[int, Row]]:
        yield from enumerate(made, 2)

    return Candidate(header=tuple(name.strip() for name in header.split("|")), rows=each)


def table(header: str, *rows: str, more: str = "") -> Recognised:
    """A recognised table of LOG."""
    opened = Opened(
        export=Export(name="log.csv", path=Path("log.csv"), sha256="", size=0), form="CSV",
        candidates=(candidate(header, *rows),),
    )  # fmt: skip
    found = recognise(opened, [source_of("log", LOG + more)])
    assert isinstance(found, Recognised)
    return found


def lines(groups: Groups) -> list[list[Any]]:
    """Each group: its fields and how many rows, sorted."""
    return sorted([*map(str, row[:-1]), int(row[-1])] for row in groups.frame.values.tolist())
