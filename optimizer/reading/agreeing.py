"""Which of several columns of names is meant: the one whose names stand on the other sheet too. An
inventory has log-on names and display names, host names and numbers; the lists of who uses what
have one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from optimizer.domain import names as naming
from optimizer.domain import schema
from optimizer.reading.files.raw_sheet import RawSheet
from optimizer.reading.headers import HEADER_WITHIN, header_cells, header_row, meanings_on
from optimizer.reading.heads import Heads

PAIRS = {"Users": "User", "Devices": "Device", "Servers": "Server"}
"""Sheet -> its column of names, which stands on Access too."""

SAMPLE = 1000
"""Rows of Access whose names are looked for."""


@dataclass(frozen=True)
class _Column:
    """A column that may be the one of names: its rank, its position, its folded names."""

    rank: int
    position: int
    names: frozenset[str]


def agreeing(heads: Heads, titles: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """Sheet -> column -> the position to take, where the names of the one that ranks first stand
    less often on the other sheet than those of another; `titles` are the sheets' by name."""
    found: dict[str, dict[str, int]] = {}
    if "Access" not in titles:
        return found
    for sheet, name in PAIRS.items():
        if sheet not in titles:
            continue
        listed = _positions(heads, titles[sheet], sheet, name)
        used = _positions(heads, titles["Access"], "Access", name)
        if not listed or not used or len(listed) + len(used) < 3:
            continue
        pairs = [
            (len(one.names & other.names), -one.rank - other.rank, one, other)
            for one in _columns(heads.of(titles[sheet]), listed, None)
            for other in _columns(heads.of(titles["Access"]), used, SAMPLE)
        ]
        by_rank = max(pairs, key=lambda each: each[1])
        best = max(pairs, key=lambda each: each[:2])
        if best[0] > 2 * by_rank[0]:
            found.setdefault(sheet, {})[name] = best[2].position
            found.setdefault("Access", {})[name] = best[3].position
    return found


def _positions(heads: Heads, title: str, sheet: str, name: str) -> Sequence[tuple[int, int, int]]:
    """Rank, position and header row of the columns that may be the one of names: the one headed so
    alone where there is one."""
    about = heads.choices.about(schema.BY_NAME[sheet], title)
    head = heads.of(title).head(HEADER_WITHIN)
    row = header_row(head, about)
    if row is None:
        return ()
    found = [
        (rank, position, row)
        for position, cell in header_cells(head[row])
        for rank, column in meanings_on(cell, about)
        if column == name
    ]
    own = [each for each in found if each[0] < 0]
    return own[:1] or found


def _columns(
    raw: RawSheet, positions: Sequence[tuple[int, int, int]], rows: int | None
) -> list[_Column]:
    found = []
    for rank, position, header in positions:
        if rows is None:
            _, values = raw.column(position, header + 1)
        else:
            values = raw.sample(position, header + 1, rows)
        texts = {str(value) for value in values if not isinstance(value, (bool, float))}
        names = frozenset(naming.folded([*texts])) - {""}
        found.append(_Column(rank, position, names))
    return found
