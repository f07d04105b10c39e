"""Merged cells below a header: a name, a keyword or a date merged over rows is meant for each of
them; a number is not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from optimizer.domain.choices import header_key
from optimizer.domain.problems import Findings, Message
from optimizer.reading.grid import Grid
from optimizer.reading.headers import NUMBERS

MERGED = Message(
    "merged-cells",
    (
        "{count} merged ranges of {columns} ({ranges}) are read as if each of their rows said the "
        "same."
    ),
    "Unmerge them and fill every row in, if that is not what is meant.",
)
MERGED_ONE = Message(
    "merged-cell",
    "the merged cells {ranges} of {columns} are read as if each of their rows said the same.",
    "Unmerge them and fill every row in, if that is not what is meant.",
)
MERGED_NUMBER = Message(
    "merged-number",
    "the merged cells {range} hold one {column} for {rows} rows.",
    "Unmerge them: does each row have its own number?",
)
MERGED_ACROSS = Message(
    "merged-across",
    "the merged cells {range} hold one value for several columns.",
    "Unmerge them and fill each column in.",
)

MERGED_TWICE = Message(
    "merged-twice",
    "the merged cells {range} overlap others.",
    "Open it in Excel, let Excel repair it, and save it.",
)

_RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d+):\$?([A-Za-z]{1,3})\$?(\d+)")


@dataclass(frozen=True)
class _Range:
    """A merged range: columns from 0, rows as in Excel, both ends included."""

    text: str
    left: int
    top: int
    right: int
    bottom: int


def filled_in(grid: Grid, merged: Sequence[str], findings: Findings) -> Grid:
    """The grid with the value of each merged range in all of its rows that hold anything else."""
    distinct = map(_range, dict.fromkeys(merged))
    ranges = [each for each in distinct if each and each.bottom > grid.header]
    if not ranges:
        return grid
    at = {values.position: name for name, values in grid.columns.items()}
    codes = {name: values.codes.copy() for name, values in grid.columns.items()}
    filled: dict[str, list[_Range]] = {}
    chosen = _chosen(grid)
    several: dict[str, bool] = {}
    # Up to which row of the grid a column is taken: in Excel merged ranges never overlap.
    ended = dict.fromkeys(at.values(), 0)
    for each in sorted(ranges, key=_place):
        names = [at[position] for position in sorted(at) if each.left <= position <= each.right]
        low, high = np.searchsorted(grid.rows, (each.top, each.bottom + 1)).tolist()
        if not names or low == high or int(grid.rows[low]) != each.top:
            continue
        place = grid.place(names[0], each.top)
        if any(low < ended[name] for name in names):
            findings.problem(place, MERGED_TWICE, range=each.text)
            break
        ended |= dict.fromkeys(names, high)
        if len(names) > 1 or at.get(each.left) != names[0]:
            if each.top not in grid.alone:
                findings.problem(place, MERGED_ACROSS, range=each.text)
        elif high - low > 1 and names[0] in chosen:
            several[names[0]] = chosen[names[0]]
            if chosen[names[0]]:
                codes[names[0]][low:high] = codes[names[0]][low]
        elif grid.columns[names[0]].column.kind in NUMBERS:
            if high - low > 1:
                several[names[0]] = False
                findings.problem(
                    place,
                    MERGED_NUMBER,
                    range=each.text,
                    column=names[0],
                    rows=each.bottom - each.top + 1,
                )
        elif high - low > 1:
            codes[names[0]][low:high] = codes[names[0]][low]
            filled.setdefault(names[0], []).append(each)
            several[names[0]] = True
    if not several:
        return grid
    if filled:
        _note(grid, filled, findings)
    columns = {name: replace(values, codes=codes[name]) for name, values in grid.columns.items()}
    return replace(grid, columns=columns, merged=tuple(several.items()))


def _chosen(grid: Grid) -> dict[str, bool]:
    """Of which columns the planner has said whether merged cells hold for each row."""
    said = grid.sheet.choices.filled
    keys = {name: header_key(grid.titles.get(name, name)) for name in grid.columns} if said else {}
    return {name: said[key] for name, key in keys.items() if key in said}


def _place(found: _Range) -> tuple[int, int, int, int]:
    return found.top, found.left, found.bottom, found.right


def _note(grid: Grid, filled: dict[str, list[_Range]], findings: Findings) -> None:
    all_of = [each for ranges in filled.values() for each in ranges]
    places = [grid.place(name, each.top) for name, ranges in filled.items() for each in ranges]
    named = ", ".join(each.text for each in all_of[:4]) + (", ..." if len(all_of) > 4 else "")
    findings.warn(
        places[0],
        MERGED if len(all_of) > 1 else MERGED_ONE,
        others=tuple(places[1:]),
        count=len(all_of),
        columns=" and ".join(filled),
        ranges=named,
    )


def _range(text: str) -> _Range | None:
    found = _RANGE.fullmatch(text)
    if found is None:
        return None
    left, right = (_position(found[i]) for i in (1, 3))
    return _Range(text, left, int(found[2]), right, int(found[4]))


def _position(word: str) -> int:
    number = 0
    for letter in word.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1
