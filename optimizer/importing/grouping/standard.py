"""Groups by the standard library: any table, a row at a time."""

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from operator import itemgetter

import numpy as np
import pandas as pd

from optimizer.importing.grouping.coded import of
from optimizer.importing.grouping.wanted import Grain, Groups, Wanted, cut, frame_of
from optimizer.importing.opening.table import Candidate, Equal, Row

EVERY = 100_000
"""Rows between two words on progress."""

NOTHING = (1 << 63, -1)
"""The span of no numbers."""


def group(
    candidate: Candidate,
    wanted: Wanted,
    *,
    ragged: bool,
    progress: Callable[[int], None] = lambda _rows: None,
) -> Groups:
    """The groups of a table. Raises Cut where it goes wrong."""
    if candidate.equal is not None and wanted.grain is Grain.DAY and not wanted.exact:
        columns = sorted({place for places in wanted.positions for place in places})
        equal = candidate.equal(columns, progress)
        if equal is not None:
            return _of_equal(equal, wanted, sum(candidate.passed))
    counts: dict[tuple[str, ...], int] = {}
    read = other = 0
    key = key_of(wanted)
    event, events, record = wanted.event, wanted.events, wanted.record
    numbers: list[str] = []
    span: tuple[int, int] | None = NOTHING
    get = counts.get
    rows = candidate.rows(ragged)
    while True:
        before = read
        for _, cells in islice(rows, EVERY):
            read += 1
            if (
                event is not None
                and cells[event] not in events
                and cells[event].strip() not in events
            ):
                other += 1
                continue
            made = key(cells)
            counts[made] = get(made, 0) + 1
            if record is not None:
                numbers.append(cells[record])
        span = _wider(span, numbers)
        numbers.clear()
        progress(read)
        if read - before < EVERY:
            break
    read, other = read + sum(candidate.passed), other + sum(candidate.passed)
    return Groups.of(
        frame_of_counts(wanted, counts),
        read=read,
        other=other,
        records=span if span != NOTHING else None,
    )


def _of_equal(equal: Equal, wanted: Wanted, passed: int) -> Groups:
    """The groups of rows that are counted already."""
    counts: dict[tuple[str, ...], int] = {}
    key, other = key_of(wanted), passed
    for cells, count in equal.rows:
        if wanted.event is not None and cells[wanted.event].strip() not in wanted.events:
            other += count
            continue
        made = key(cells)
        counts[made] = counts.get(made, 0) + count
    alike = wanted.record is not None and other == passed
    span = _wider(NOTHING, equal.records) if alike else None
    return Groups.of(
        frame_of_counts(wanted, counts),
        read=equal.read + passed,
        other=other,
        records=span if span != NOTHING else None,
    )


def _wider(span: tuple[int, int] | None, texts: Sequence[str]) -> tuple[int, int] | None:
    """The least and the largest number met, with these texts; None as soon as one is no number."""
    if span is None or not texts:
        return span
    try:
        numbers = [*map(int, texts)]
    except ValueError:
        return None
    return min(span[0], *numbers), max(span[1], *numbers)


def frame_of_counts(wanted: Wanted, counts: Mapping[tuple[str, ...], int]) -> pd.DataFrame:
    """The frame of groups counted one by one."""
    fields = [name for name in wanted.fields if name != "at"]
    fields += ["at"] if "at" in wanted.fields else []
    parts = zip(*counts, strict=True) if counts else [() for _ in fields]
    columns: dict[str, object] = {name: of(part) for name, part in zip(fields, parts, strict=True)}
    columns["n"] = np.fromiter(counts.values(), "int64", len(counts))
    return frame_of(wanted.fields, columns)


def key_of(wanted: Wanted) -> Callable[[Row], tuple[str, ...]]:
    """A function from a row to its group: the fields in order, the moment last, however it is cut.

    A day of the commonest form is cut without a loop or a pattern.
    """
    grain, exact, clients = wanted.grain, wanted.exact, wanted.clients
    at = wanted.fields.index("at") if "at" in wanted.fields else None
    others = _getter([p[0] for n, p in enumerate(wanted.positions) if n != at])
    if at is None:
        return others
    moment = wanted.positions[at]
    start = moment[0]

    def day(cells: Row) -> tuple[str, ...]:
        text = cells[start]
        if len(text) >= 16 and text[4] == "-" and text[10] in "T ":
            return (*others(cells), text[:10])
        return (*others(cells), cut(text, grain))

    def key(cells: Row) -> tuple[str, ...]:
        if exact and any(cells[place].strip() in exact for place in clients):
            return (*others(cells), _joined(cells, moment))
        if grain is Grain.DAY:
            return day(cells)
        return (*others(cells), cut(_joined(cells, moment), grain))

    return day if grain is Grain.DAY and not exact else key


def _getter(positions: Sequence[int]) -> Callable[[Row], tuple[str, ...]]:
    """A function from a row to its cells at these positions."""
    if len(positions) > 1:
        return itemgetter(*positions)
    return lambda cells: tuple([cells[p] for p in positions])


def _joined(cells: Row, positions: tuple[int, ...]) -> str:
    return " ".join(filter(None, (cells[p] for p in positions)))
