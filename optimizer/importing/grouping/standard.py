"""Groups by the standard library: any table, a row at a time."""

from collections.abc import Callable, Mapping
from itertools import chain

import numpy as np
import pandas as pd

from optimizer.importing.grouping.coded import of
from optimizer.importing.grouping.wanted import Grain, Groups, Wanted, cut, frame_of
from optimizer.importing.opening.table import Candidate, Row

EVERY = 200_000
"""Rows between two words on progress."""


def group(
    candidate: Candidate,
    wanted: Wanted,
    *,
    ragged: bool,
    progress: Callable[[int], None] = lambda _rows: None,
) -> Groups:
    """The groups of a table. Raises Cut where it goes wrong."""
    counts: dict[tuple[str, ...], int] = {}
    read = other = 0
    key = key_of(wanted)
    event, events, record = wanted.event, wanted.events, wanted.record
    numbers = Numbers()
    get = counts.get
    for _, cells in candidate.rows(ragged):
        read += 1
        if not read % EVERY:
            progress(read)
        if event is not None and cells[event].strip() not in events:
            other += 1
            continue
        made = key(cells)
        counts[made] = get(made, 0) + 1
        if record is not None:
            numbers.meet(cells[record])
    progress(read)
    return Groups(
        frame=frame_of_counts(wanted, counts), read=read, other=other, records=numbers.span
    )


class Numbers:
    """The least and the largest number met, as long as everything met is one."""

    def __init__(self) -> None:
        self._first, self._last, self._all = 1 << 63, -1, True

    def meet(self, text: str) -> None:
        """One record's number."""
        if self._all:
            try:
                number = int(text)
            except ValueError:
                self._all = False
                return
            self._first, self._last = min(self._first, number), max(self._last, number)

    @property
    def span(self) -> tuple[int, int] | None:
        """Both; None where nothing was met, or something else."""
        return (self._first, self._last) if self._all and self._last >= 0 else None


def frame_of_counts(wanted: Wanted, counts: Mapping[tuple[str, ...], int]) -> pd.DataFrame:
    """The frame of groups counted one by one."""
    parts = zip(*counts, strict=True) if counts else [() for _ in wanted.fields]
    columns: dict[str, object] = {
        name: of(part) for name, part in zip(wanted.fields, parts, strict=True)
    }
    columns["n"] = np.fromiter(counts.values(), "int64", len(counts))
    return frame_of(wanted.fields, columns)


def key_of(wanted: Wanted) -> Callable[[Row], tuple[str, ...]]:
    """A function from a row to its group; the commonest shape, one column a field, without a loop
    of its own."""
    grain, exact, clients = wanted.grain, wanted.exact, wanted.clients
    at = wanted.fields.index("at") if "at" in wanted.fields else None
    plain = [positions[0] for positions in wanted.positions]
    if at is None:
        return lambda cells: tuple([cells[p] for p in plain])
    moment = wanted.positions[at]
    before, after = plain[:at], plain[at + 1 :]

    def key(cells: Row) -> tuple[str, ...]:
        text = cells[moment[0]]
        if exact and any(cells[place].strip() in exact for place in clients):
            text = _joined(cells, moment)
        elif grain is Grain.DAY:
            if len(text) >= 16 and text[4] == "-" and text[10] in "T ":
                text = text[:10]
            else:
                text = cut(text, grain)
        else:
            text = cut(_joined(cells, moment), grain)
        return tuple(chain([cells[p] for p in before], (text,), [cells[p] for p in after]))

    return key


def _joined(cells: Row, positions: tuple[int, ...]) -> str:
    return " ".join(filter(None, (cells[p] for p in positions)))
