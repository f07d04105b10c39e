"""Events in JSON, as the library of event logs tells them: each as a row, or equal ones counted."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from operator import attrgetter
from typing import Any

from optimizer.importing.opening.records import flat, text_of
from optimizer.importing.opening.table import Equal, Row

SYSTEM, RECORD = 4, 3
"""Columns that every header begins with, EventID, TimeCreated, Computer, EventRecordID; the place
of the last."""

EVERY = 100_000
"""Events between two words on progress."""

Straight = Callable[[str, str], "Row | None"]
"""An event and its record's JSON -> its row; None of one that is built in another way than nearly
all are."""


@dataclass(frozen=True, kw_only=True)
class Decoder:
    """Takes a few values out of an event without making objects of all the others."""

    decode: Callable[[str], Any]
    """An event's JSON -> what its System says, and its data."""
    data: Callable[[Any], Any]
    """What stands below UserData -> data."""
    values: Callable[[Any], tuple[str | int | None, ...]]
    """Data -> the values asked for."""
    wrong: tuple[type[Exception], ...]
    """What is raised of an event that is built in another way than nearly all are."""


@cache
def decoder_of(names: tuple[str, ...]) -> Decoder | None:
    """Takes values of these names; None where the library that does is not installed."""
    try:
        msgspec: Any = import_module("msgspec")
    except ImportError:
        return None
    value = str | int | None
    data = msgspec.defstruct("Data", [(name, value, "") for name in names], gc=False)
    attributes = msgspec.defstruct("Attributes", [("SystemTime", str)], gc=False)
    created = msgspec.defstruct(
        "Created", [("attributes", attributes)], rename={"attributes": "#attributes"}, gc=False
    )
    system = msgspec.defstruct(
        "System",
        [("TimeCreated", created), ("Computer", str), ("EventRecordID", int)],
        gc=False,
    )
    parts = [("System", system), ("EventData", data | None, None), ("UserData", Any, None)]
    record = msgspec.defstruct("Record", [("Event", msgspec.defstruct("Event", parts))])
    several = attrgetter(*names) if len(names) > 1 else None
    return Decoder(
        decode=msgspec.json.Decoder(record).decode,
        data=lambda found: msgspec.convert(found, data),
        values=several or (lambda held: tuple([getattr(held, name) for name in names])),
        wrong=(msgspec.ValidationError, ValueError, AttributeError),
    )


@cache
def straight_road(header: tuple[str, ...]) -> Straight:
    """The values of a header, which begins with EventID, TimeCreated, Computer, EventRecordID."""
    decoder = decoder_of(header[SYSTEM:])
    if decoder is None:  # the long road tells the same
        return lambda event, text: None
    decode, values, wrong = decoder.decode, decoder.values, decoder.wrong

    def straight(event: str, text: str) -> Row | None:
        try:
            found = decode(text).Event
            held = found.EventData
            if held is None:
                (only,) = found.UserData.values()
                held = decoder.data(only)
        except wrong:
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


def counted(
    events: Iterable[tuple[int, str, str]],
    header: tuple[str, ...],
    columns: Sequence[int],
    progress: Callable[[int], None],
) -> Equal | None:
    """Events (number, event, JSON) by their day and their values of `columns`: no row is made of
    one that says what another said. None where the rows have to tell: without the library that
    takes values out, and of moments in another form than logs have."""
    asked = tuple(sorted(column for column in columns if column >= SYSTEM))
    decoder = decoder_of(tuple(header[column] for column in asked))
    if decoder is None:
        return None
    decode, values, wrong = decoder.decode, decoder.values, decoder.wrong
    straight = straight_road(header)
    counts: dict[tuple[str, str, str, tuple[str | int | None, ...]], int] = {}
    odd: dict[tuple[str, ...], int] = {}
    numbers: list[int] = []
    texts: set[str] = set()
    read = 0
    for _, event, text in events:
        read += 1
        try:
            found = decode(text).Event
            system = found.System
            moment = system.TimeCreated.attributes.SystemTime
            key = (event, moment[:11], system.Computer, values(found.EventData))
            plain = len(moment) >= 16
        except wrong:
            plain = False
        if plain:
            counts[key] = counts.get(key, 0) + 1
            numbers.append(system.EventRecordID)
        else:
            row = straight(event, text) or long_road(event, text, header)
            texts.add(row[RECORD])
            unnumbered = (*row[:RECORD], "", *row[SYSTEM:])
            odd[unnumbered] = odd.get(unnumbered, 0) + 1
        if not read % EVERY:
            numbers = [min(numbers), max(numbers)] if numbers else []
            progress(read)
    rows: list[tuple[Row, int]] = [*odd.items()]
    for (event, day, computer, held), count in counts.items():
        if day[4] != "-" or day[10] != "T":
            return None
        cells = [event, day[:10], computer, *[""] * (len(header) - RECORD)]
        for column, value in zip(asked, held, strict=True):
            cells[column] = text_of(value)
        rows.append((cells, count))
    if numbers:
        texts.update((str(min(numbers)), str(max(numbers))))
    return Equal(rows=rows, read=read, records=tuple(texts))
