"""Windows event logs (.evtx) -> a table of the columns that the channel's source reads."""

import json
import re
from collections.abc import Iterator, Sequence
from importlib import import_module
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

_EVENT = re.compile(r'"EventID":(?:\{[^}]*?(?:\{[^}]*\})?[^}]*?"#text":)?"?(\d+)')
_CHANNEL = re.compile(r'"Channel":"([^"]*)"')


def open_evtx(export: Export) -> Opened:
    """The log's events; records that cannot be read are counted and passed over."""
    parser = import_module("evtx").PyEvtxParser  # not installed everywhere: an extra
    bad: list[int] = []
    channel = _channel(export, parser)
    key = next((part for part in COLUMNS if part in channel), "Security")
    header = tuple(COLUMNS[key].split())
    wanted = EVENTS[key]
    at = header.index("EventID")

    def rows(_ragged: bool) -> Iterator[tuple[int, Row]]:
        bad.clear()
        for number, text in _texts(export, parser, bad):
            found = _EVENT.search(text)
            event = found[1] if found else ""
            if event not in wanted:
                blank = [""] * len(header)
                blank[at] = event
                yield number, blank
                continue
            record = _record(json.loads(text), header)
            record["EventID"] = event
            yield number, [record.get(name, "") for name in header]

    candidate = Candidate(header=header, rows=rows)
    return Opened(export=export, form="EVTX", candidates=(candidate,), zone="UTC", bad=bad)


def _record(found: dict[str, Any], header: Sequence[str]) -> dict[str, str]:
    """The values of an event: straight from where nearly all of them stand, else from wherever."""
    try:
        event = found["Event"]
        system, data = event["System"], event.get("EventData")
        if data is None:
            (data,) = event["UserData"].values()
        values = {name: data[name] for name in header if name in data}
        values |= {name: system[name] for name in ("Computer", "EventRecordID")}
        values["TimeCreated"] = system["TimeCreated"]["#attributes"]["SystemTime"]
    except (KeyError, TypeError, ValueError, AttributeError):
        values = {"TimeCreated": {}}
    if all(value is None or isinstance(value, (str, int)) for value in values.values()):
        return {name: text_of(value) for name, value in values.items()}
    record = flat(found)
    return {**record, "TimeCreated": record.get("SystemTime", "")}


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
        number += 1
        try:
            record = next(records)
        except StopIteration:
            return
        except (RuntimeError, ValueError, OSError):
            bad.append(number)
            if len(bad) > 100_000:
                raise Cut(number, "too many records cannot be read") from None
            continue
        yield number, record["data"]
