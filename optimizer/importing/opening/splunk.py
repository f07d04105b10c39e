"""Events as Splunk exports them, each whole in `_raw` -> the tables of their logs."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from optimizer.importing.opening.event_messages import values_of
from optimizer.importing.opening.event_viewer import CHANNELS, OtherLanguage
from optimizer.importing.opening.event_xml import event_in
from optimizer.importing.opening.evtx import COLUMNS
from optimizer.importing.opening.table import Candidate, Cut, Opened, Row, Rows

RAW, TIME, PREVIEW = "_raw", "_time", "preview"

VALUES = {"targetusername", "param1", "sessionid"}
"""Columns, folded, of exports that hold the values too: they need no reading of `_raw`."""

_HEAD = re.compile(r"(?m)^(EventCode|LogName|ComputerName|RecordNumber)=([^\r\n]*)")
_MESSAGE = re.compile(r"(?m)^Message=")
_NAMES = {"EventCode": "EventID", "ComputerName": "Computer", "RecordNumber": "EventRecordID"}
_EVENT_ID, _CHANNEL = re.compile(r"<EventID[^>]*>\s*(\d+)"), re.compile("<Channel>([^<]*)<")

FORWARDED = ("", "ForwardedEvents")
"""Logs that tell nothing of the log that an event was first in."""


def with_raw(table: Opened) -> list[Opened]:
    """The logs in a table that has a column `_raw` and no values, each a table of its own; any
    other table as it is."""
    for candidate in table.candidates:
        header = [name.strip() for name in candidate.header]
        if RAW not in header or VALUES & {name.lower().replace("_", "") for name in header}:
            continue
        at = {name: header.index(name) for name in (RAW, TIME, PREVIEW) if name in header}
        return _logs(table, _records(candidate, at))
    return [table]


def _records(candidate: Candidate, at: Mapping[str, int]) -> Rows:
    """Rows of (event as it was, moment); a preview's come again in the answer."""

    def rows(ragged: bool) -> Iterator[tuple[int, Row]]:
        for number, cells in candidate.rows(ragged):
            raw = cells[at[RAW]].strip()
            if raw and not (PREVIEW in at and cells[at[PREVIEW]] == "True"):
                yield number, [raw, _moment(cells[at[TIME]]) if TIME in at else ""]

    return rows


def _logs(table: Opened, records: Rows) -> list[Opened]:
    met = _channels(records) or {"Security"}
    return [
        Opened(
            export=table.export,
            form=f"{table.form} of Splunk",
            part=table.part or (channel if len(met) > 1 else ""),
            candidates=(_log(records, channel),),
        )
        for channel in sorted(met)
    ]


def _log(records: Rows, channel: str) -> Candidate:
    header = tuple(COLUMNS[channel].split())

    def rows(ragged: bool) -> Iterator[tuple[int, Row]]:
        for number, (raw, moment) in records(ragged):
            event = _event(raw)
            values: Mapping[str, str] = {"EventID": event}
            if CHANNELS.get(event) == channel:
                values = _values(raw, event, moment, number)
            yield number, [values.get(name, "") for name in header]

    return Candidate(header=header, rows=rows)


def _channels(records: Rows) -> set[str]:
    """The logs that events are of: of a search over several the rarer may come late."""
    met = set[str]()
    try:
        for _, (raw, _) in records(False):
            met.add(CHANNELS.get(_event(raw), ""))
    except Cut:  # where it is read it is told
        pass
    return met - {""}


def _event(raw: str) -> str:
    """The number of an event of its log; "" of another log's of that number, and of what is no
    Windows event."""
    if raw.startswith("<"):
        found, log = _EVENT_ID.search(raw), _CHANNEL.search(raw)
        event, of = found[1] if found else "", log[1] if log else ""
    else:
        head = {name: value.strip() for name, value in reversed(_HEAD.findall(raw))}
        event, of = head.get("EventCode", ""), head.get("LogName", "")
    return event if of in FORWARDED or CHANNELS.get(event, "") in of else ""


def _values(raw: str, event: str, moment: str, number: int) -> Mapping[str, str]:
    """What a log itself holds of an event. Raises OtherLanguage."""
    if raw.startswith("<"):
        return event_in(raw, number)
    head, *rest = _MESSAGE.split(raw, maxsplit=1)
    told = values_of(event, rest[0] if rest else "")
    if told is None:
        what = "its messages are in a language that is not read here (English and French are)"
        raise OtherLanguage(number, what)
    known = {_NAMES[n]: value.strip() for n, value in _HEAD.findall(head) if n in _NAMES}
    return {**told, **known, "TimeCreated": moment}


def _moment(text: str) -> str:
    """A moment as people read it, of seconds since 1970 too; the letters of a zone that are not
    UTC's say no more than that it is local time."""
    bare = text.strip()
    if re.fullmatch(r"\d{9,10}(\.\d+)?", bare):
        return f"{datetime.fromtimestamp(float(bare), UTC):%Y-%m-%dT%H:%M:%S}Z"
    return bare if re.search(r"(?:UTC|GMT|Z)$", bare) else re.sub(r" [A-Za-z]{2,5}$", "", bare)
