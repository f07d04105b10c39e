"""Windows event logs (.evtx) -> a table of the columns that the channel's source reads."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import import_module
from operator import attrgetter
from typing import Any

from optimizer.importing.opening.exports import Export
from optimizer.importing.opening.records import flat, text_of
from optimizer.importing.opening.table import Candidate, Cut, Opened, Row

COLUMNS = {
    "Security": (
        "EventID TimeCreated Computer EventRecordID TargetUserName TargetDomainName "
        "TargetUserSid TargetSid WorkstationName IpAddress LogonType ServiceName Status"
    ),
    "LocalSessionManager": "EventID TimeCreated Computer EventRecordID User Address SessionID",
    "RemoteConnectionManager": "EventID TimeCreated Computer EventRecordID Param1 Param2 Param3",
    "PrintService": (
        "EventID TimeCreated Computer EventRecordID Param1 Param2 Param3 Param4 Param5 Param8"
    ),
}
"""Part of a channel's name -> what is read of its events."""

EVENTS = {
    "Security": {"4624", "4768", "4769"},
    "LocalSessionManager": {"21", "24", "25"},
    "RemoteConnectionManager": {"1149"},
    "PrintService": {"307"},
}
"""Events whose values are looked at; of the others only the number is."""

_MARK = '"EventID":'
_EVENT = re.compile(r'"EventID":(?:\{[^}]*?(?:\{[^}]*\})?[^}]*?"#text":)?"?(\d+)')
_CHANNEL = re.compile(r'"Channel":"([^"]*)"')


Straight = Callable[[str, str], "Row | None"]
"""An event and its record's JSON -> its row; None of one that is built in another way than nearly
all are."""


def open_evtx(export: Export) -> Opened:
    """The log's events; records that cannot be read are counted and passed over."""
    parser = import_module("evtx").PyEvtxParser  # not installed everywhere: an extra
    bad: list[int] = []
    channel = _channel(export, parser)
    key = next((part for part in COLUMNS if part in channel), "Security")
    header = tuple(COLUMNS[key].split())
    wanted = EVENTS[key]
    straight = straight_road(header)
    blanks: dict[str, Row] = {}

    def rows(_ragged: bool) -> Iterator[tuple[int, Row]]:
        bad.clear()
        for number, text in _texts(export, parser, bad):
            event = event_of(text)
            if event in wanted:
                yield number, straight(event, text) or long_road(event, text, header)
                continue
            if event not in blanks:
                blanks[event] = [event, *[""] * (len(header) - 1)]
            yield number, blanks[event]

    candidate = Candidate(header=header, rows=rows)
    return Opened(export=export, form="EVTX", candidates=(candidate,), zone="UTC", bad=bad)


def event_of(text: str) -> str:
    """The number of a record's event, without parsing the record; "" where there is none."""
    at = text.find(_MARK) + len(_MARK)
    event = text[at : text.find(",", at)]
    if event.isdecimal():
        return event
    found = _EVENT.search(text)
    return found[1] if found else ""


@cache
def straight_road(header: tuple[str, ...]) -> Straight:
    """Takes the few values of a header out of a record without making objects of all the others;
    `header` begins with EventID, TimeCreated, Computer, EventRecordID."""
    try:
        msgspec: Any = import_module("msgspec")
    except ImportError:  # the long road tells the same
        return lambda event, text: None
    names = header[4:]
    value = str | int | None
    data = msgspec.defstruct("Data", [(name, value, "") for name in names], gc=False)
    attributes = msgspec.defstruct("Attributes", [("SystemTime", str)], gc=False)
    created = msgspec.defstruct(
        "Created", [("attributes", attributes)], rename={"attributes": "#attributes"}
    )
    system = msgspec.defstruct(
        "System",
        [("TimeCreated", created), ("Computer", str), ("EventRecordID", int)],
    )
    parts = [("System", system), ("EventData", data | None, None), ("UserData", Any, None)]
    record = msgspec.defstruct("Record", [("Event", msgspec.defstruct("Event", parts))])
    decode = msgspec.json.Decoder(record).decode
    convert, wrong = msgspec.convert, msgspec.ValidationError
    values = attrgetter(*names)

    def straight(event: str, text: str) -> Row | None:
        try:
            found = decode(text).Event
            held = found.EventData
            if held is None:
                (only,) = found.UserData.values()
                held = convert(only, data)
        except (wrong, ValueError, AttributeError):
            return None
        system = found.System
        return [
            event,
            system.TimeCreated.attributes.SystemTime,
            system.Computer,
            str(system.EventRecordID),
            *[v if v.__class__ is str else text_of(v) for v in values(held)],
        ]

    return straight


def long_road(event: str, text: str, header: Sequence[str]) -> Row:
    """The values of an event from wherever they stand."""
    record = flat(json.loads(text))
    named = {"EventID": event, "TimeCreated": record.get("SystemTime", "")}
    return [{**record, **named}.get(name, "") for name in header]


def _channel(export: Export, parser: Any) -> str:
    for _, text in _texts(export, parser, []):
        found = _CHANNEL.search(text)
        if found:
            return found[1]
    return ""


def _texts(export: Export, parser: Any, bad: list[int]) -> Iterator[tuple[int, str]]:
    """Each record as JSON; the library raises inside its iterator on a bad one, and goes on."""
    try:
        records = iter(parser(str(export.path)).records_json())
    except (RuntimeError, OSError, ValueError) as error:
        raise Cut(1, f"the log cannot be opened ({error})") from None
    number = 0
    while True:
        try:
            for record in records:
                number += 1
                yield number, record["data"]
        except (RuntimeError, ValueError, OSError):
            number += 1
            bad.append(number)
            if len(bad) > 100_000:
                raise Cut(number, "too many records cannot be read") from None
        else:
            return
