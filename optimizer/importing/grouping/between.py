"""Groups without the lines that stand between a file's rows and are none: its own heading again,
where exports were joined, and totals."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from optimizer.domain import names as naming
from optimizer.domain.problems import Findings, Message, Place
from optimizer.importing.grouping.coded import column_of, flags
from optimizer.importing.grouping.wanted import Groups
from optimizer.importing.sources.declared import folded
from optimizer.importing.sources.recognise import Recognised
from optimizer.reading.meaning.leftovers import TOTAL_WORDS

LINES_BETWEEN = Message(
    "export-lines-between",
    "has {count} {count:line/lines} of headings or totals among its rows; "
    "{count:it is/they are} passed over.",
    "Look whether the file is of several exports, and that none lacks its rows.",
)
COLUMNS_MOVE = Message(
    "export-columns-move",
    "has its headings again among its rows, in another order: what stands below them is in other "
    "columns.",
    "Give the exports that were joined one by one.",
)
FOOTER = Message(
    "export-footer",
    'ends in "{text}", which is no row; it is passed over.',
    "See that the export is whole.",
)
COUNTED = ("n", "count", "quantity", "sa", "price")
"""Columns that a line of totals has numbers in."""


def without_lines_between(groups: Groups, table: Recognised) -> tuple[Groups, int, bool]:
    """The groups of rows alone, how many lines were none, and whether a heading in another order
    stands among the rows, so that those below it are not what they seem."""
    said, saying = groups.said, groups.saying
    header, positions = table.candidate.header, table.positions
    names = [name for name in groups.fields if name != "at" and name in positions]
    known = {folded(name) for name in header} - {""}
    heading, moved = np.full(len(said), len(names) > 1), np.full(len(said), len(names) > 2)
    blank, word = np.full(len(said), len(groups.fields) > 1), np.zeros(len(said), bool)
    for name in names:
        heading &= flags(said[name], _is(folded(header[positions[name][0]])))
        moved &= flags(said[name], lambda text: folded(text) in known)
        if name not in COUNTED:
            total = flags(said[name], _is_total)
            word |= total
            blank &= total | ~flags(said[name], str.strip)
    between = heading[saying]
    other = bool((moved & ~heading)[saying].any())
    if blank.any():
        rest, told = blank[saying], word[saying]
        if groups.at is not None:
            total = flags(groups.at, _is_total)
            rest &= total | ~flags(groups.at, str.strip)
            told |= total
        between |= rest & told
    if not between.any():
        return groups, 0, other
    lines = int(groups.n[between].sum())
    at = None if groups.at is None else column_of(groups.at[~between])
    left = replace(
        groups, saying=saying[~between], at=at, n=groups.n[~between], read=groups.read - lines
    )
    return left, lines, other


def _is_total(text: str) -> bool:
    return naming.key(text) in TOTAL_WORDS


def _is(heading: str) -> Callable[[str], bool]:
    return lambda text: folded(text) == heading


def tell_between(
    place: Place, lines: int, *, moved: bool, footer: Sequence[str], findings: Findings
) -> None:
    """Say which lines of a file were passed over, and that its columns are not to be trusted."""
    if moved:
        findings.problem(place, COLUMNS_MOVE)
    if lines:
        findings.warn(place, LINES_BETWEEN, count=lines)
    if footer:
        findings.warn(place, FOOTER, text=footer[0])
