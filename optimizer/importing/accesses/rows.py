"""Groups of all tables -> one frame: each row's texts trimmed, extracted, and put in their fields.

DEFINITIONS
rows       what groups say, each once: the fields of `TEXTS` (codes), `row` (its number, that its
           lines have), `file` (index of a table of its source; its own where the source counts),
           `read` (rows of exports that it stands for), `sessions`, `day` (days since 1970, the
           last where the device is named and the day tells nothing; NONE without), `when` (seconds
           since 1970 where the moment was kept in full, else NONE)
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from optimizer.importing.accesses.lines import Lines, below
from optimizer.importing.grouping.coded import (
    Column,
    changed,
    chosen,
    coded,
    combined,
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
from optimizer.importing.meaning.hosts import address_of, host_of
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

COUNTS = frozenset(("count", "until", "first", "session"))
"""Fields of sources of which each group is a row of its own."""

Said = tuple[pd.DataFrame, str]
"""What groups say beside their moment, each once, and the server of tables that lack it."""


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
        if name in groups.fields:
            found = distinct_of(groups.column(name))[1]
            # Without a digit an end is none: "Unlimited", "Reservation (active)", in any language.
            texts.update(t for t in found if name == "at" or any(map(str.isdigit, t)))
    return moments_of(texts, order)


def rows_of(tables: Sequence[Grouped], zone: tzinfo | None) -> tuple[pd.DataFrame, Lines]:
    """One frame of all tables' groups, and the lines of its rows."""
    alike: dict[int, list[int]] = defaultdict(list)
    for number, table in enumerate(tables):
        alike[id(table.recognised.source)].append(number)
    # Whoever is on a session host comes from where the session of that moment does.
    dated = any(table.recognised.source.gives == "sessions" for table in tables)
    parts = [_part(numbers, tables, zone, dated=dated) for numbers in alike.values()]
    lines = below([part for _, part in parts], [len(frame) for frame, _ in parts])
    if not parts:
        numbers = ("row", "file", "read", "sessions", "day", "when")
        empty = np.zeros(0, "int64")
        none = {**{name: of(()) for name in TEXTS}, **dict.fromkeys(numbers, empty)}
        return pd.DataFrame(none), lines
    rows = joined([frame for frame, _ in parts])
    return rows.assign(row=np.arange(len(rows))), lines


def _part(
    numbers: Sequence[int], tables: Sequence[Grouped], zone: tzinfo | None, *, dated: bool
) -> tuple[pd.DataFrame, Lines]:
    """The rows of the tables of one source, and their lines: each text is read once, however many
    have it."""
    mine = [tables[number] for number in numbers]
    source = mine[0].recognised.source
    together = source.gives == "access" and not source.unless and not COUNTS & {*source.fields}
    said, said_by = _said(mine, together=together)
    texts = _texts(said, source)
    moments = [_moments(table, zone) for table in mine]
    lines = pd.DataFrame(
        {
            "said": said_by,
            "file": np.repeat(numbers, [len(table.groups) for table in mine]),
            "read": np.concatenate([table.groups.n for table in mine]),
            "sessions": np.concatenate([_sessions(table.groups) for table in mine]),
            "day": np.concatenate([days for days, _ in moments]),
            "when": np.concatenate([seconds for _, seconds in moments]),
        },
        copy=False,
    )
    if not together:
        rows = texts.assign(**{str(name): lines[name] for name in lines if name != "said"})
        row = np.arange(len(rows))
    else:
        rows, row = _condensed(texts, lines, dated=dated)
    return rows, Lines(
        row=row,
        file=lines["file"].to_numpy(),
        day=lines["day"].to_numpy(),
        read=lines["read"].to_numpy(),
    )


def _said(tables: Sequence[Grouped], *, together: bool) -> tuple[list[Said], "np.ndarray"]:
    """What the tables' groups say beside their moment, and the number of what each group says;
    where they do not stand `together`, each for itself."""
    found: dict[tuple[int, str], tuple[pd.DataFrame, list[np.ndarray]]] = {}
    places: list[tuple[tuple[int, str], int]] = []
    for table in tables:
        groups = table.groups
        codes, frame = groups.saying, groups.said
        if not together:
            codes, frame = np.arange(len(groups)), groups.frame
        key = id(frame), table.server
        parts = found.setdefault(key, (frame, []))[1]
        places.append((key, len(parts)))
        parts.append(codes)
    said: list[Said] = []
    numbers: dict[tuple[tuple[int, str], int], np.ndarray] = {}
    start = 0
    for key, (frame, parts) in found.items():
        used = np.zeros(len(frame), bool)
        for codes in parts:
            used[codes] = True
        number = np.cumsum(used) + (start - 1)
        for place, codes in enumerate(parts):
            numbers[key, place] = number[codes]
        said.append((frame if used.all() else frame.iloc[np.flatnonzero(used)], key[1]))
        start += int(used.sum())
    return said, np.concatenate([numbers[place] for place in places])


def _condensed(
    texts: pd.DataFrame, lines: pd.DataFrame, *, dated: bool
) -> tuple[pd.DataFrame, "np.ndarray"]:
    """Rows that say the same, once; the number of each line's row. A day is part of what a row says
    where it may tell the device: of one that is not named, of all where `dated`."""
    same, distinct = combined(texts, TEXTS)
    row = same[lines["said"].to_numpy()]
    named = flags(distinct["device"], _is_device)[row]
    exact = (lines["when"].to_numpy() != NONE) | ~named if not dated else np.ones(len(lines), bool)
    origin, when = np.arange(len(distinct)), np.full(len(distinct), NONE, "int64")
    if exact.any():
        own = lines.loc[exact, ["day", "when"]].assign(said=row[exact])
        codes, moments = combined(own, ["said", "day", "when"])
        row = row.copy()
        row[exact] = len(distinct) + codes
        origin = np.concatenate([origin, moments["said"].to_numpy()])
        when = np.concatenate([when, moments["when"].to_numpy()])
    used = np.zeros(len(origin), bool)
    used[row] = True
    row = (np.cumsum(used) - 1)[row]
    many = int(used.sum())
    day, file = np.full(many, NONE, "int64"), np.zeros(many, "int64")
    np.maximum.at(day, row, lines["day"].to_numpy())
    file[row] = lines["file"].to_numpy()
    sums = {
        name: np.bincount(row, weights=lines[name].to_numpy(), minlength=many).astype("int64")
        for name in ("read", "sessions")
    }
    rows = distinct.iloc[origin[used]].reset_index(drop=True)
    return rows.assign(file=file, **sums, day=day, when=when[used]), row


def _is_device(text: str) -> bool:
    """Whether a row with this device needs no address to tell it."""
    host = host_of(text)
    return bool(host) and not address_of(host)


def _texts(said: Sequence[Said], source: Source) -> pd.DataFrame:
    """The fields of what is said: trimmed, extracted, meant by events and by the table."""
    frames = [frame for frame, _ in said]
    texts = {name: _field(frames, name, source) for name in (*TEXTS, "service")}
    for event, meant in source.events.items():
        rows = is_text(texts["event"], event)
        for name, other in meant.items():
            if other:
                # A ticket for tickets is the domain controller's own service.
                own = flags(texts[other], lambda text: text.lower() in DOMAIN_SERVICES)
                served = changed(texts[other], _server_of) if name == "server" else texts[other]
                texts[name] = chosen(~rows | own, texts[name], served)
    place = np.repeat(np.arange(len(said)), [len(frame) for frame in frames])
    named = coded([server for _, server in said], place)
    nameless = ~flags(texts["server"], host_of)  # "localhost" says as little as a blank
    texts["server"] = chosen(nameless, named, texts["server"])
    return pd.DataFrame({name: texts[name] for name in TEXTS}, copy=False)


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


def _sessions(groups: Groups) -> "np.ndarray":
    """Accesses that a group stands for: its count where the source counts, else its rows."""
    if "count" not in groups.fields:
        return groups.n
    codes, distinct = distinct_of(groups.column("count"))
    counts = [count_of(text) for text in distinct]
    numbers = [1 if count is None else max(count, 0) for count in counts]
    return np.array(numbers, "int64")[codes]


def _moments(table: Grouped, zone: tzinfo | None) -> tuple["np.ndarray", "np.ndarray"]:
    groups = table.groups
    if groups.at is None:
        nothing = np.full(len(groups), NONE, "int64")
        return nothing, nothing
    codes, distinct = distinct_of(groups.at)
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
