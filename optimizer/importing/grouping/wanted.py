"""What is grouped of a table, and how a moment is cut to the day or the minute."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from optimizer.importing.grouping.coded import Column, column_of, combined
from optimizer.importing.sources.declared import FIELDS
from optimizer.importing.sources.recognise import Recognised

if TYPE_CHECKING:
    Ints = np.ndarray[Any, np.dtype[np.signedinteger[Any]]]


class Grain(StrEnum):
    """How finely moments are kept: days need the fewest groups; joins by time and another time zone
    need more."""

    DAY = "day"
    MINUTE = "minute"
    FULL = "full"


TIME_PATTERN = r"[T ,]+[0-9]{1,2}:[0-9]{2}(.|\n)*$"
"""A time of day and all after it."""

SECONDS_PATTERN = r"([0-9]{1,2}:[0-9]{2}):[0-9]{2}([.,][0-9]+)?"

_TIME, _SECONDS = re.compile(TIME_PATTERN), re.compile(SECONDS_PATTERN)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The fields that make a group, in order, the columns of each, which one is cut, and the events
    that count.

    `exact` are texts of addresses and devices whose rows keep their moment in full; `record` is the
    column of the number that an event has in its log.
    """

    fields: tuple[str, ...]
    positions: tuple[tuple[int, ...], ...]
    grain: Grain = Grain.DAY
    event: int | None = None
    events: frozenset[str] = frozenset()
    exact: frozenset[str] = frozenset()
    record: int | None = None

    @property
    def clients(self) -> tuple[int, ...]:
        """The columns of the address and of the device, those that there are."""
        places = [self.fields.index(f) for f in ("address", "device") if f in self.fields]
        return tuple(self.positions[place][0] for place in places)


@dataclass(frozen=True, kw_only=True)
class Groups:
    """Groups of equal raw text, `n` rows each; rows read in all, and of events that do not count.

    `said` is what groups say beside their moment, each once, a column of codes a field (coded.py);
    tables may share one, and `saying` is where in it each group's is. `at` are their moments.
    """

    fields: tuple[str, ...]
    said: pd.DataFrame
    saying: "Ints"
    at: Column | None
    n: "Ints"
    read: int
    other: int
    records: tuple[int, int] | None = None
    """The least and the largest number of a record that counts; None unless each of them has a
    number. Tables whose numbers lie apart have no event in common."""

    @classmethod
    def of(
        cls,
        frame: pd.DataFrame,
        *,
        read: int,
        other: int,
        records: tuple[int, int] | None = None,
    ) -> "Groups":
        """The groups of a frame with a column of codes a field, and `n`."""
        fields = tuple(str(name) for name in frame if name != "n")
        saying, said = combined(frame, [name for name in fields if name != "at"])
        return cls(
            fields=fields,
            said=said,
            saying=saying.astype(np.int32),
            at=column_of(frame["at"]) if "at" in fields else None,
            n=frame["n"].to_numpy("int64"),
            read=read,
            other=other,
            records=records,
        )

    def column(self, name: str) -> Column:
        """A field's text of each group."""
        if name == "at" and self.at is not None:
            return self.at
        return column_of(self.said[name])[self.saying]

    def __len__(self) -> int:
        return len(self.n)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """A column a field, and `n`."""
        return frame_of(self.fields, {**{f: self.column(f) for f in self.fields}, "n": self.n})


def spelled(event: str) -> frozenset[str]:
    """An event's number as log systems and spreadsheets write numbers: `4,624`, `4624.0`."""
    marks = (",", ".", " ", "'", "\u2019", "\u00a0", "\u202f") if len(event) == 4 else ()
    return frozenset((event, f"{event}.0", *(f"{event[0]}{mark}{event[1:]}" for mark in marks)))


def event_of(text: str) -> str:
    """The event that a text of `spelled` names; any other text as it is."""
    bare = re.sub(r"[,.'\s\u2019]", "", text.strip().removesuffix(".0"))
    return bare if bare.isdecimal() else text


def wanted(
    recognised: Recognised, grain: Grain = Grain.DAY, exact: frozenset[str] = frozenset()
) -> Wanted:
    """What to group of a recognised table: everything that its source maps but record numbers."""
    source, positions = recognised.source, recognised.positions
    fields = tuple(f for f in FIELDS if f in positions and f != "record")
    return Wanted(
        fields=fields,
        positions=tuple(positions[f] for f in fields),
        grain=grain,
        event=positions["event"][0] if source.events and "event" in positions else None,
        events=frozenset().union(*map(spelled, source.events)),
        exact=exact,
        record=positions["record"][0] if "record" in positions else None,
    )


def cut(text: str, grain: Grain) -> str:
    """A moment without its time of day, or without its seconds."""
    if grain is Grain.DAY:
        if len(text) >= 16 and text[4] == "-" and text[10] in "T ":
            return text[:10]
        return _TIME.sub("", text)
    return _SECONDS.sub(r"\1", text) if grain is Grain.MINUTE else text


def frame_of(fields: tuple[str, ...], columns: Mapping[str, object]) -> pd.DataFrame:
    """A frame of groups with its columns in order."""
    return pd.DataFrame({name: columns[name] for name in (*fields, "n")})
