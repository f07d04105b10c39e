"""Groups of all tables -> one frame: each row's texts trimmed, extracted, and put in their fields.

DEFINITIONS
rows       one line a group: the fields of `TEXTS` (text), `file` (index of its table), `read` (rows
           that it stands for), `sessions`, `day` (days since 1970; NONE without), `when` (seconds
           since 1970 where the moment was kept in full, else NONE)
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

import numpy as np
import pandas as pd

from optimizer.importing.grouping.wanted import Groups
from optimizer.importing.meaning.days import Moments, local, moments_of
from optimizer.importing.sources.recognise import Recognised

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
            texts |= set(groups.frame[name].unique())
    return moments_of(texts, order)


def rows_of(tables: Sequence[Grouped], zone: tzinfo | None) -> pd.DataFrame:
    """One frame of all tables' groups."""
    parts = [_part(number, table, zone) for number, table in enumerate(tables)]
    if not parts:
        empty = dict.fromkeys(TEXTS, pd.Series(dtype=object))
        numbers = ("file", "read", "sessions", "day", "when")
        return pd.DataFrame({**empty, **dict.fromkeys(numbers, pd.Series(dtype="int64"))})
    return pd.concat(parts, ignore_index=True)


def _part(number: int, table: Grouped, zone: tzinfo | None) -> pd.DataFrame:
    source, frame = table.recognised.source, table.groups.frame
    texts = {name: fields_of(frame, name, table) for name in (*TEXTS, "service")}
    for event, meant in source.events.items():
        rows = texts["event"].str.strip() == event
        for name, other in meant.items():
            if other:
                # A ticket for tickets is the domain controller's own service.
                own = texts[other].str.lower().isin(DOMAIN_SERVICES)
                served = _servers_of(texts[other]) if name == "server" else texts[other]
                texts[name] = texts[name].where(~rows | own, served)
    if table.server:
        texts["server"] = texts["server"].where(texts["server"] != "", table.server)
    part = pd.DataFrame({name: texts[name] for name in TEXTS})
    part["file"] = number
    part["read"] = frame["n"].to_numpy()
    part["sessions"] = _sessions(frame)
    days, seconds = _moments(frame, table, zone)
    part["day"], part["when"] = days, seconds
    return part


def fields_of(frame: pd.DataFrame, name: str, table: Grouped) -> "pd.Series[str]":
    """One field's text, trimmed, its pattern's group where the source has one; blank where the
    table lacks it."""
    source = table.recognised.source
    if name in source.fixed:
        return pd.Series([source.fixed[name]] * len(frame), dtype=object)
    if name not in frame:
        return pd.Series([""] * len(frame), dtype=object)
    codes, distinct = pd.factorize(frame[name])
    pattern = source.extract.get(name)
    meant = [_text(text, pattern) for text in distinct]
    return pd.Series(np.array([*meant, ""], dtype=object)[codes], dtype=object)


def _text(text: str, pattern: "re.Pattern[str] | None") -> str:
    bare = text.strip().strip("\u200b\ufeff\u200e\u200f").strip()
    if pattern is None:
        return bare
    found = pattern.search(bare)
    return next((g.strip() for g in found.groups() if g), "") if found else ""


def _servers_of(services: "pd.Series[str]") -> "pd.Series[str]":
    """A service's server: the computer whose account it is; the service itself, marked, where it
    has an account of its own."""
    codes, names = pd.factorize(services)
    meant = [n if n.endswith("$") or not n else f"{n}{SERVICE}" for n in names]
    return pd.Series(np.array([*meant, ""], object)[codes], dtype=object)


def _sessions(frame: pd.DataFrame) -> "np.ndarray":
    """Accesses that a group stands for: its count where the source counts, else its rows."""
    if "count" not in frame:
        return frame["n"].to_numpy()
    codes, distinct = pd.factorize(frame["count"])
    numbers = [int(re.sub(r"\D", "", text.split(".")[0]) or 1) for text in distinct]
    return np.array([*numbers, 1], "int64")[codes]


def _moments(
    frame: pd.DataFrame, table: Grouped, zone: tzinfo | None
) -> tuple["np.ndarray", "np.ndarray"]:
    if "at" not in frame:
        nothing = np.full(len(frame), NONE, "int64")
        return nothing, nothing
    codes, distinct = pd.factorize(frame["at"])
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
    return (
        np.array([*days, NONE], "int64")[codes],
        np.array([*seconds, NONE], "int64")[codes],
    )


def records_of(table: Grouped, zone: tzinfo | None) -> list[dict[str, str]]:
    """A short table's rows as records of trimmed text, `at` and `until` as ISO; equal rows are
    one."""
    frame = table.groups.frame
    names = [name for name in frame.columns if name != "n"]
    columns = {name: fields_of(frame, name, table) for name in names}
    for name in ("at", "until"):
        if name in columns:
            columns[name] = frame[name].map(
                lambda text: (
                    local(table.moments.by_text[text], utc=table.utc, zone=zone).isoformat()
                    if text in table.moments.by_text
                    else ""
                )
            )
    for name, value in table.recognised.source.fixed.items():
        columns[name] = pd.Series([value] * len(frame), dtype=object)
    records = pd.DataFrame(columns).to_dict("records")
    return sorted(({str(k): str(v) for k, v in r.items()} for r in records), key=_sorted)


def _sorted(record: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(record.items()))
