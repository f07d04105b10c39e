"""Groups of all tables -> one frame: each row's texts trimmed, extracted, and put in their fields.

DEFINITIONS
rows       one line a group: the fields of `TEXTS` (codes), `file` (index of its table), `read`
           (rows that it stands for), `sessions`, `day` (days since 1970; NONE without), `when`
           (seconds since 1970 where the moment was kept in full, else NONE)
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from optimizer.importing.grouping.coded import (
    Column,
    changed,
    chosen,
    coded,
    distinct_of,
    flags,
    is_text,
    joined,
    of,
    one,
    stacked,
)
from optimizer.importing.grouping.wanted import Groups, event_of
from optimizer.importing.meaning.days import Moments, local, moments_of
from optimizer.importing.meaning.hosts import host_of
from optimizer.importing.meaning.log_on_types import type_of
from optimizer.importing.meaning.numbers import count_of
from optimizer.importing.sources.declared import Source
from optimizer.importing.sources.recognise import Recognised

if TYPE_CHECKING:
    import re

TEXTS = (
    "user",
    "domain",
    "sid",
    "upn",
    "device",
    "address",
    "server",
    "event",
    "type",
    "role",
    "product",
    "app",
    "status",
    "session",
    "first",
    "build",
)

NONE = -1

DOMAIN_SERVICES = ("krbtgt", "kadmin", "kadmin/changepw")
"""Services of the domain itself."""

SERVICE = " (service)"
"""Marks a service with an account of its own, of which no export tells the server."""

MEANT = {"event": event_of, "type": type_of}
"""Fields whose texts are numbers in many spellings."""

EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, kw_only=True)
class Grouped:
    """A table with its groups, what its moments mean, and the server that its rows lack."""

    recognised: Recognised
    groups: Groups
    moments: Moments
    server: str = ""
    exact: frozenset[str] = frozenset()
    """Addresses whose rows keep their moment."""
    twice: int = 0
    """Rows that another file holds already."""

    @property
    def utc(self) -> bool:
        """Whether its times are UTC where they do not say."""
        return "UTC" in (self.recognised.source.zone, self.recognised.opened.zone)


def moments_in(groups: Groups, order: str) -> Moments:
    """What the moments of a table's groups mean."""
    texts: set[str] = set()
    for name in ("at", "until"):
        if name in groups.frame:
            found = distinct_of(groups.frame[name])[1]
            # Without a digit an end is none: "Unlimited", "Reservation (active)", in any language.
            texts.update(t for t in found if name == "at" or any(map(str.isdigit, t)))
    return moments_of(texts, order)


def rows_of(tables: Sequence[Grouped], zone: tzinfo | None) -> pd.DataFrame:
    """One frame of all tables' groups."""
    alike: dict[int, list[int]] = defaultdict(list)
    for number, table in enumerate(tables):
        alike[id(table.recognised.source)].append(number)
    parts = [_part(numbers, tables, zone) for numbers in alike.values()]
    if not parts:
        numbers = ("file", "read", "sessions", "day", "when")
        empty = np.zeros(0, "int64")
        return pd.DataFrame({**{name: of(()) for name in TEXTS}, **dict.fromkeys(numbers, empty)})
    return joined(parts)


def _part(numbers: Sequence[int], tables: Sequence[Grouped], zone: tzinfo | None) -> pd.DataFrame:
    """The rows of the tables of one source: each text is read once, however many have it."""
    mine = [tables[number] for number in numbers]
    source, frames = mine[0].recognised.source, [table.groups.frame for table in mine]
    lengths = [len(frame) for frame in frames]
    texts = {name: _field(frames, name, source) for name in (*TEXTS, "service")}
    for event, meant in source.events.items():
        rows = is_text(texts["event"], event)
        for name, other in meant.items():
            if other:
                # A ticket for tickets is the domain controller's own service.
                own = flags(texts[other], lambda text: text.lower() in DOMAIN_SERVICES)
                served = changed(texts[other], _server_of) if name == "server" else texts[other]
                texts[name] = chosen(~rows | own, texts[name], served)
    place = np.repeat(np.arange(len(mine)), lengths)
    named = coded([table.server for table in mine], place)
    nameless = ~flags(texts["server"], host_of)  # "localhost" says as little as a blank
    texts["server"] = chosen(nameless, named, texts["server"])
    columns: dict[str, object] = {name: texts[name] for name in TEXTS}
    columns["file"] = np.array(numbers, "int64")[place]
    columns["read"] = np.concatenate([frame["n"].to_numpy() for frame in frames])
    columns["sessions"] = np.concatenate([_sessions(frame) for frame in frames])
    moments = [_moments(table.groups.frame, table, zone) for table in mine]
    columns["day"] = np.concatenate([days for days, _ in moments])
    columns["when"] = np.concatenate([seconds for _, seconds in moments])
    return pd.DataFrame(columns, copy=False)


def _field(frames: Sequence[pd.DataFrame], name: str, source: Source) -> Column:
    """One field's text in tables of one source: trimmed, its pattern's group where the source has
    one; blank where a table lacks it."""
    if name in source.fixed:
        return one(source.fixed[name], sum(len(frame) for frame in frames))
    pattern = source.extract.get(name)
    raw = stacked([frame[name] if name in frame else one("", len(frame)) for frame in frames])
    meant = MEANT.get(name)
    if meant is None:
        return changed(raw, lambda text: _text(text, pattern))
    return changed(raw, lambda text: meant(_text(text, pattern)))


def _text(text: str, pattern: "re.Pattern[str] | None") -> str:
    bare = text.strip()
    if not bare.isascii():
        bare = bare.strip("\u200b\ufeff\u200e\u200f").strip()
    if pattern is None:
        return bare
    found = pattern.search(bare)
    return next((g.strip() for g in found.groups() if g), "") if found else ""


def _server_of(service: str) -> str:
    """A service's server: the computer whose account it is; the service itself, marked, where it
    has an account of its own."""
    return service if service.endswith("$") or not service else f"{service}{SERVICE}"


def _sessions(frame: pd.DataFrame) -> "np.ndarray":
    """Accesses that a group stands for: its count where the source counts, else its rows."""
    if "count" not in frame:
        return frame["n"].to_numpy()
    codes, distinct = distinct_of(frame["count"])
    counts = [count_of(text) for text in distinct]
    numbers = [1 if count is None else max(count, 0) for count in counts]
    return np.array(numbers, "int64")[codes]


def _moments(
    frame: pd.DataFrame, table: Grouped, zone: tzinfo | None
) -> tuple["np.ndarray", "np.ndarray"]:
    if "at" not in frame:
        nothing = np.full(len(frame), NONE, "int64")
        return nothing, nothing
    codes, distinct = distinct_of(frame["at"])
    days, seconds = [], []
    for text in distinct:
        moment = table.moments.by_text.get(text)
        if moment is None:
            days.append(NONE)
            seconds.append(NONE)
            continue
        when = local(moment, utc=table.utc, zone=zone)
        days.append((when.date() - EPOCH).days)
        seconds.append(int((when - datetime(1970, 1, 1)).total_seconds()) if moment.timed else NONE)
    return np.array(days, "int64")[codes], np.array(seconds, "int64")[codes]


def records_of(table: Grouped, zone: tzinfo | None) -> list[dict[str, str]]:
    """A short table's rows as records of trimmed text, `at` and `until` as ISO; equal rows are
    one, `rows` says how many."""
    frame = table.groups.frame
    names = [name for name in frame.columns if name != "n"]
    columns = {name: _field([frame], name, table.recognised.source) for name in names}
    for name in ("at", "until"):
        if name in columns:
            columns[name] = changed(
                frame[name],
                lambda text: (
                    local(table.moments.by_text[text], utc=table.utc, zone=zone).isoformat()
                    if text in table.moments.by_text
                    else ""
                ),
            )
    for name, value in table.recognised.source.fixed.items():
        columns[name] = one(value, len(frame))
    texts = [np.asarray(column, object).tolist() for column in columns.values()]
    texts.append([str(rows) for rows in frame["n"].tolist()])
    records = (
        dict(zip((*columns, "rows"), cells, strict=True)) for cells in zip(*texts, strict=True)
    )
    return sorted(records, key=_sorted)


def _sorted(record: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(record.items()))
