"""Events whose values stand in a message -> a table as of the log itself: the Event Viewer's own
CSV, and what Get-WinEvent or Get-EventLog give when nothing is selected."""

import csv
from collections.abc import Iterator, Sequence
from itertools import islice

from optimizer.domain import names as naming
from optimizer.importing.opening.event_messages import NEEDED, values_of
from optimizer.importing.opening.evtx import COLUMNS
from optimizer.importing.opening.exports import Export
from optimizer.importing.opening.table import Candidate, Cut, Opened, Row, Rows
from optimizer.importing.opening.text import open_text

CHANNELS = {
    "4624": "Security",
    "4768": "Security",
    "4769": "Security",
    "21": "LocalSessionManager",
    "24": "LocalSessionManager",
    "25": "LocalSessionManager",
    "1149": "RemoteConnectionManager",
    "307": "PrintService",
}
"""Event -> part of the name of its channel."""

SEEN = 5000
"""Events that are looked at to tell which log it is."""

_HEADERS = ("date and time", "date et heure")

_COLUMNS = {
    "message": ("message",),
    "event": ("id", "eventid", "event id"),
    "at": ("timecreated", "timegenerated", "timewritten", "date"),
    "computer": ("machinename", "computer", "computername", "pscomputername"),
    "record": ("recordid", "index", "eventrecordid"),
}
"""What a table of messages has, as PowerShell names its columns."""


class OtherLanguage(Cut):
    """The messages are in a language that is not read."""


def is_event_viewer(lines: Sequence[str]) -> bool:
    """Five headers, a row of six cells with an event's number as the fourth, and a message."""
    if len(lines) < 2:
        return False
    delimiter = max(",;\t", key=lines[0].count)
    header = next(csv.reader([lines[0]], delimiter=delimiter))
    if len(header) not in (5, 6):
        return False
    if any(cell.strip().lower() in _HEADERS for cell in header):
        return True
    first = next(csv.reader([lines[1]], delimiter=delimiter), [])
    return len(first) == 6 and first[3].strip() in NEEDED


def open_event_viewer(export: Export, encoding: str) -> Opened:
    """The events with the values of their messages."""

    def events(_ragged: bool) -> Iterator[tuple[int, Row]]:
        with open_text(export, encoding) as file:
            delimiter = max(",;\t", key=file.readline().count)
            reader = csv.reader(file, delimiter=delimiter)
            before = 0
            for cells in reader:
                number, before = before + 2, reader.line_num  # the line that the event begins in
                if len(cells) < 6:
                    if cells:
                        raise Cut(number, "the event has no message")
                    continue
                yield number, [cells[3], cells[1], "", "", cells[5]]

    return _opened(export, "Event Viewer CSV", events, "EventViewer")


def with_messages(table: Opened) -> Opened:
    """A table of events whose values are in their messages, as one that has the values; any other
    as it is."""
    for candidate in table.candidates:
        places = {naming.key(name): at for at, name in reversed([*enumerate(candidate.header)])}
        at = {
            name: next((places[s] for s in map(naming.key, spelled) if s in places), None)
            for name, spelled in _COLUMNS.items()
        }
        told = {"targetusername", "user", "param1"} & places.keys()
        if None in (at["message"], at["event"], at["at"]) or told:
            continue
        order = [at[name] for name in ("event", "at", "computer", "record", "message")]
        rows = candidate.rows

        def events(
            ragged: bool, rows: Rows = rows, order: Sequence[int | None] = order
        ) -> Iterator[tuple[int, Row]]:
            for number, cells in rows(ragged):
                yield number, ["" if place is None else cells[place] for place in order]

        return _opened(table.export, f"{table.form} with messages", events, "", table.part)
    return table


def _opened(export: Export, form: str, events: Rows, mark: str, part: str = "") -> Opened:
    """Events as (number, moment, computer, record, message) -> the table of their log; `mark` is
    the name of a first column where the form is a source of its own."""
    channel = "Security"
    try:
        seen = (cells[0].strip() for _, cells in islice(events(False), SEEN))
        channel = next((CHANNELS[event] for event in seen if event in CHANNELS), channel)
    except Cut:  # where it is read it is told
        pass
    if channel != "Security":
        mark = ""
    header = (*([mark] if mark else []), *COLUMNS[channel].split())
    names = COLUMNS[channel].split()[4:]

    def rows(ragged: bool) -> Iterator[tuple[int, Row]]:
        for number, (event, at, computer, record, message) in events(ragged):
            bare = event.strip()
            told = [*([""] if mark else []), bare, at.strip(), computer, record]
            if CHANNELS.get(bare) != channel:
                yield number, [*told, *[""] * len(names)]
                continue
            values = values_of(bare, message)
            if values is None:
                raise OtherLanguage(
                    number,
                    "its messages are in a language that is not read here (English and French are)",
                )
            yield number, [*told, *(values.get(name, "") for name in names)]

    candidate = Candidate(header=header, rows=rows)
    return Opened(export=export, form=form, part=part, candidates=(candidate,))
