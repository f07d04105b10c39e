"""Exports that overlap: what two of them hold is counted once."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pandas as pd

from optimizer.domain import names as naming
from optimizer.importing.accesses.rows import Grouped
from optimizer.importing.accesses.rules import Counted
from optimizer.importing.grouping.coded import (
    Column,
    changed,
    combined,
    distinct_of,
    flags,
    one,
)
from optimizer.importing.meaning.hosts import host_of

MEANT = {"server": "target", "address": "ip", "at": "day", "device": "client"}
"""Fields of `once` whose meaning is on the rows, not only their text."""

TWICE = "in another file already"

IN_DETAIL = "told day by day by another file"


def overlapping(tables: Sequence[Grouped]) -> list[list[int]]:
    """Sets of tables of events that share a day of one server's log, and whose records' numbers do
    not lie apart; each set by its tables."""
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, table in enumerate(tables):
        source = table.recognised.source
        if source.gives not in ("access", "sessions") or "count" in source.fields:
            continue
        family = min(source.events, default=source.key)
        for place in sorted(_days(table)):
            places[family, place].append(number)
    parent = list(range(len(tables)))

    def root(number: int) -> int:
        while parent[number] != number:
            number = parent[number]
        return number

    for near, other in {pair for members in places.values() for pair in _near(members, tables)}:
        a, b = sorted((root(near), root(other)))
        parent[b] = a
    sets: dict[int, list[int]] = defaultdict(list)
    for number in range(len(tables)):
        sets[root(number)].append(number)
    return [members for members in sets.values() if len(members) > 1]


def _near(members: Sequence[int], tables: Sequence[Grouped]) -> Iterator[tuple[int, int]]:
    """Tables whose records may be the same: their numbers meet, or one has rows without any."""
    spans = [(tables[m].groups.records, m) for m in members]
    unknown = [m for span, m in spans if span is None]
    for other in members if unknown else ():
        if other != unknown[0]:
            yield unknown[0], other
    known = sorted((*span, m) for span, m in spans if span is not None)
    for (_, last, near), (first, _, other) in pairwise(_running(known)):
        if first <= last:
            yield near, other


def _running(spans: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Each span's end as the largest so far."""
    most = -1
    for first, last, number in spans:
        most = max(most, last)
        yield first, most, number


def _days(table: Grouped) -> set[str]:
    """Server and day of every group, as text."""
    groups = table.groups
    if groups.at is None:
        return set()
    named = "server" in groups.fields
    servers = groups.column("server") if named else one(table.server, len(groups))
    both = pd.DataFrame({"server": servers, "at": groups.at}, copy=False)
    pairs = combined(both, ["server", "at"])[1]
    days = {text: moment.when.date() for text, moment in table.moments.by_text.items()}
    return {
        f"{naming.fold(host_of(server or table.server)).partition('.')[0]} {days[at]}"
        for server, at in pairs.itertuples(index=False)
        if at in days
    }


def once(rows: pd.DataFrame, tables: Sequence[Grouped], counted: Counted) -> pd.DataFrame:
    """Of sources that count themselves the largest count of each fact; rows as `identify` gives
    them."""
    by_key: dict[tuple[str, ...], list[int]] = defaultdict(list)
    rows = _without_totals(rows, tables, counted)
    for number, table in enumerate(tables):
        source = table.recognised.source
        if "count" in source.fields and source.once:
            by_key[source.once].append(number)
    for fields, files in sorted(by_key.items()):
        mine = rows["file"].isin(files)
        # What a map names beside tells no two facts apart that rows could be of.
        columns = [MEANT.get(name, name) for name in fields if MEANT.get(name, name) in rows]
        if not columns:
            continue
        part = rows.loc[mine, [*columns, "sessions", "file"]]
        for name in columns:
            if isinstance(part[name].array, Column):
                part = part.assign(**{name: changed(part[name], naming.fold)})
        order = part.sort_values(["sessions", "file"], ascending=[False, True], kind="stable")
        again = order.index[order.duplicated(columns, keep="first")]
        rows = counted.drop(rows, rows.index.isin(again), TWICE)
    return rows


def _without_totals(
    rows: pd.DataFrame, tables: Sequence[Grouped], counted: Counted
) -> pd.DataFrame:
    """Without totals of a server that another file tells in detail."""
    sources = [table.recognised.source for table in tables]
    for number, source in enumerate(sources):
        fine = [n for n, other in enumerate(sources) if other.key in source.unless]
        if fine:
            told = {*distinct_of(rows.loc[rows["file"].isin(fine), "target"])[1]}
            mine = (rows["file"] == number).to_numpy() & flags(rows["target"], told.__contains__)
            rows = counted.drop(rows, mine, IN_DETAIL)
    return rows
