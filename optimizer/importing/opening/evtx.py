"""Windows event logs (.evtx) -> a table of the columns that the channel's source reads."""

import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from importlib import import_module
from typing import Any

from optimizer.importing.opening.event_json import counted, long_road, straight_road
from optimizer.importing.opening.exports import Export
from optimizer.importing.opening.table import Candidate, Cut, Equal, Opened, Row

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
"""Events that are read; the others are counted."""

FAULTS = (RuntimeError, ValueError, OSError)
"""What the library raises of a log, and of a record."""

HEAD, BLOCK = 4096, 65536
"""Bytes of a log's head, and of each block of records after it."""

MOST_BAD = 100_000
"""Records that cannot be read, after which a log is given up."""

_MARK = '"EventID":'
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
    straight = straight_road(header)
    passed: list[int] = []

    def events() -> Iterator[tuple[int, str, str]]:
        bad.clear()
        passed.clear()
        return _events(_records(export, parser), wanted, bad, passed)

    def rows(_ragged: bool) -> Iterator[tuple[int, Row]]:
        number = 0
        for number, event, text in events():
            yield number, straight(event, text) or long_road(event, text, header)
        if lacking := _lacking(export):
            raise Cut(number + 1, lacking)

    def equal(columns: Sequence[int], progress: Callable[[int], None]) -> Equal | None:
        return None if _lacking(export) else counted(events(), header, columns, progress)

    candidate = Candidate(header=header, rows=rows, equal=equal, passed=passed)
    return Opened(export=export, form="EVTX", candidates=(candidate,), zone="UTC", bad=bad)


def event_of(text: str) -> str:
    """The number of a record's event, without parsing the record; "" where there is none."""
    at = text.find(_MARK) + len(_MARK)
    event = text[at : text.find(",", at)]
    if event.isdecimal():
        return event
    found = _EVENT.search(text)
    return found[1] if found else ""


def _lacking(export: Export) -> str:
    """What a log that was cut lacks, by its head, which counts its blocks; "" of a whole one."""
    with export.path.open("rb") as file:
        head = file.read(HEAD)
    told = int.from_bytes(head[42:44], "little")
    there, rest = divmod(max(export.size - HEAD, 0), BLOCK)
    if there >= told and not rest:
        return ""
    return (
        f"the log is cut: {max(told, there + 1):,} blocks of 64 KB were there, {there:,} are left"
    )


def _channel(export: Export, parser: Any) -> str:
    records = _records(export, parser)
    for _ in range(MOST_BAD):
        try:
            record = next(records, None)
        except FAULTS:
            continue
        found = _CHANNEL.search(record["data"]) if record else None
        if found or record is None:
            return found[1] if found else ""
    return ""


def _events(
    records: Iterator[Any], wanted: AbstractSet[str], bad: list[int], passed: list[int]
) -> Iterator[tuple[int, str, str]]:
    """Number, event and JSON of each record of a wanted event; the others are counted.

    An event's number stands at the same place in nearly every record of a log; once met, one of no
    interest costs a look at the letters there.
    """
    met: dict[str, str] = {}
    number = at = others = 0
    end = len(_MARK) + 6
    while True:
        try:
            for record in records:
                number += 1
                text = record["data"]
                event = met.get(text[at:end])
                if event is None:
                    found = event_of(text)
                    event = found if found in wanted else ""
                    at = max(text.find(_MARK), 0)
                    end = at + len(_MARK) + 6
                    if text.startswith(f"{_MARK}{found},", at):
                        met[text[at:end]] = event
                if event:
                    yield number, event, text
                else:
                    others += 1
        except FAULTS:
            number += 1
            bad.append(number)
            if len(bad) > MOST_BAD:
                raise Cut(number, "too many records cannot be read") from None
        else:
            passed.append(others)
            return


def _records(export: Export, parser: Any) -> Iterator[Any]:
    """The records; the library raises inside its iterator on a bad one, and goes on."""
    try:
        return iter(parser(str(export.path)).records_json())
    except FAULTS as error:
        raise Cut(1, f"the log cannot be opened ({error})") from None
