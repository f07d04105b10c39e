"""Events as XML, as the Event Viewer and `wevtutil qe` write them -> a table of the columns that
the channel's source reads."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from defusedxml import ElementTree

from optimizer.importing.opening.evtx import COLUMNS, EVENTS
from optimizer.importing.opening.exports import Export
from optimizer.importing.opening.table import Candidate, Cut, Opened, Row
from optimizer.importing.opening.text import CHUNK_OF_TEXT, open_text

LONGEST = 1 << 24
"""Characters of one event."""

_EVENT = re.compile(r"<Event[\s>].*?</Event>", re.DOTALL)
_BEGUN = re.compile(r"<Event[\s>]")


def is_event_xml(first: str) -> bool:
    """Whether a text that begins so is events as XML."""
    return first.startswith("<") and bool(re.search(r"<Events?[\s>]", first[:2000]))


def open_event_xml(export: Export, encoding: str) -> Opened:
    """The events of a file, whether one element holds them all or they stand one after the
    other."""
    channels = (record.get("Channel", "") for _, record in islice(_records(export, encoding), 100))
    channel = next((each for each in channels if each), "")
    key = next((part for part in COLUMNS if part in channel), "Security")
    header = tuple(COLUMNS[key].split())

    def rows(_ragged: bool) -> Iterator[tuple[int, Row]]:
        for number, record in _records(export, encoding):
            event = record.get("EventID", "")
            told = record if event in EVENTS[key] else {"EventID": event}
            yield number, [told.get(name, "") for name in header]

    candidate = Candidate(header=header, rows=rows)
    return Opened(export=export, form="XML", candidates=(candidate,), zone="UTC")


def _records(export: Export, encoding: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Each event with the line that it begins in. Raises Cut."""
    line, rest = 1, ""
    with open_text(export, encoding) as file:
        while chunk := file.read(CHUNK_OF_TEXT):
            rest, end = rest + chunk, 0
            for found in _EVENT.finditer(rest):
                line += rest.count("\n", end, found.start())
                yield line, event_in(found[0], line)
                line += found[0].count("\n")
                end = found.end()
            rest = rest[end:]
            if len(rest) > LONGEST:
                raise Cut(line, "an event that begins there never ends")
    if begun := _BEGUN.search(rest):
        line += rest.count("\n", 0, begun.start())
        raise Cut(line, "an event that begins there never ends; the file may be cut short")


def event_in(text: str, line: int) -> dict[str, str]:
    """The values of one event. Raises Cut."""
    try:
        event: Any = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError):
        raise Cut(line, "it is not XML there") from None
    found: dict[str, str] = {}
    for part in event:
        word = _bare(part.tag)
        if word == "System":
            for each in part:
                found[_bare(each.tag)] = (each.text or "").strip() or each.get("SystemTime", "")
        elif word in ("EventData", "UserData"):
            for each in part.iter():
                if each is not part:
                    found.setdefault(each.get("Name") or _bare(each.tag), (each.text or "").strip())
    return found


def _bare(tag: str) -> str:
    """An element's name without its namespace."""
    return tag.rpartition("}")[2]
