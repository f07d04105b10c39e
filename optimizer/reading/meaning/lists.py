"""Several users, devices or servers in one cell of Access: every one with every one, each access
with the row's own sessions."""

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import compress

import numpy as np

from optimizer.domain import names as naming
from optimizer.domain.problems import Findings, Message
from optimizer.domain.tables import Bools, Ints
from optimizer.reading.cells import ERRORS
from optimizer.reading.grid import Grid, Values
from optimizer.reading.wording import counted, first_of

LIST_OF_PAIRS = Message(
    "list-of-pairs",
    "{column} lists several where Pairing is Own.",
    "Write a row for each pair.",
)
ONE_NAME = Message(
    "one-name",
    '{cells_of} {column} {are} read as one name each, like "{value}" ({cells}).',
    "Write ; between several names.",
)
SEVERAL_NAMES = Message(
    "several-names",
    '{column} "{name}" is read as one name, but each of its parts is a name of its own.',
    "Write ; between several names.",
)
BROKEN = Message(
    "line-break-in-name",
    '{cells} of {column} with a line break {are} read as several names, like "{value}" ({where}).',
    "Write each that is one name on one line.",
)
MANY_MORE = Message(
    "too-many-accesses",
    "the lists of Access make {rows:,} accesses.",
    "Use groups with a Count instead.",
)

SHEETS = {"User": "Users", "Device": "Devices", "Server": "Servers"}

MOST_ROWS = 50_000_000

_SEPARATED = re.compile(r"[;；\n\r]")
_ONE_NAME_BROKEN = re.compile(r"[^;；\n\r•·▪◦‣*–—-][^;；\n\r]*(?:[\n\r]+[^;；\n\r]+){1,2}")
"""Two or three lines without bullets."""

_BULLET = re.compile(r"(?:[•·▪◦‣*–—-]|\d{1,3}[.)])\s+(?=\S)")
"""What stands before each name of a list."""

_BETWEEN = (
    r"(?:[,/&+|\t，、،·•]|\s(?:[-–—]|and|und|et|y|e|en|oder|or|ou|o|of|bzw\.?|sowie|plus|resp\.?)\s"
    r"|\s(?:etc|usw|ecc|enz|u\.\s?a)\.?$)"
)
"""What may stand between names, and behind them."""

_PERHAPS = re.compile(rf"\s*{_BETWEEN}\s*", re.IGNORECASE)
_PERHAPS_HELD = re.compile(_BETWEEN.replace("$", r"\s*(?=\0|$)") + r"\s*", re.IGNORECASE)
"""The same among texts with zeros between them."""

_PERHAPS_SOME = re.compile(r"[,/&+|\s，、،·•]")
"""What every text holds that _PERHAPS takes apart."""


def expanded(grid: Grid, grids: Mapping[str, Grid], findings: Findings) -> Grid:
    """Access with a row for each user, device and server of lists in its cells; the row's number in
    Excel stays. Names that look like lists are noted."""
    lists: dict[str, Values] = {}
    sizes: dict[str, Ints] = {}
    starts: dict[str, Ints] = {}
    for name, sheet in SHEETS.items():
        if name not in grid.columns:
            continue
        values = grid.columns[name]
        whole = _names(grids[sheet], name) if sheet in grids else frozenset()
        if sheet not in grids:
            _note_one_names(grid, name, values, findings)
        if not _SEPARATED.search(values.shaped):  # no case of a separator is another
            continue
        parts = [_parts(value, whole) for value in values.distinct]
        if all(len(each) == 1 for each in parts):
            continue
        if sheet not in grids:
            _note_broken(grid, name, values, parts, findings)
        flat = [part for each in parts for part in each]
        size = np.array([len(each) for each in parts] + [1])
        lists[name] = Values(
            values.column, values.position, np.arange(len(flat), dtype=np.int32), tuple(flat)
        )
        sizes[name] = size[values.codes]
        starts[name] = np.append(np.cumsum(size[:-1]) - size[:-1], 0)[values.codes]
        _refuse_pairs(grid, name, sizes[name] > 1, findings)
    if not lists:
        return grid
    count = np.prod(np.stack(list(sizes.values())), axis=0)
    if count.sum() > MOST_ROWS:
        findings.problem(grid.whole, MANY_MORE, rows=int(count.sum()))
        return grid
    rows = np.repeat(np.arange(len(grid.rows)), count)
    step = np.arange(len(rows)) - np.repeat(np.cumsum(count) - count, count)
    result = grid.take(rows)
    for name in reversed(lists):
        size = sizes[name][rows]
        codes = starts[name][rows] + step % size
        step = step // size
        codes[grid.columns[name].codes[rows] < 0] = -1
        values = lists[name]
        result = result.put(
            name, Values(values.column, values.position, codes.astype(np.int32), values.distinct)
        )
    return result


def _parts(value: object, whole: frozenset[str]) -> tuple[object, ...]:
    if not isinstance(value, str) or not _SEPARATED.search(value):
        return (value,)
    if naming.fold(naming.trim(value)) in whole:
        return (value,)
    parts = [part for part in map(naming.trim, _SEPARATED.split(value)) if part]
    bullets = [_BULLET.match(part) for part in parts]
    if all(bullets):
        parts = [part[each.end() :] for part, each in zip(parts, bullets, strict=True) if each]
    return tuple(dict.fromkeys(parts)) or ("",)


def _note_broken(
    grid: Grid,
    name: str,
    values: Values,
    parts: Sequence[tuple[object, ...]],
    findings: Findings,
) -> None:
    """A note on cells of several lines, without bullets, whose parts are not all names of other
    cells: a line may be broken within one name."""
    known = set(naming.folded([str(each[0]) for each in parts if len(each) == 1]))
    broken = [
        code
        for code, each in enumerate(parts)
        if len(each) > 1
        and _ONE_NAME_BROKEN.fullmatch(naming.trim(str(values.distinct[code])))
        and not all(naming.fold(str(part)) in known for part in each)
    ]
    if not broken:
        return
    cells = grid.cells(name, np.isin(values.codes, broken))
    findings.warn(
        cells[0],
        BROKEN,
        others=cells[1:1000],
        cells=counted(len(cells)),
        column=name,
        are="is" if len(cells) == 1 else "are",
        value="; ".join(map(str, parts[broken[0]])),
        where=first_of(cells),
    )


def _names(grid: Grid, column: str) -> frozenset[str]:
    return frozenset(naming.folded([*map(str, grid.columns[column].distinct)]))


def _refuse_pairs(grid: Grid, name: str, several: Bools, findings: Findings) -> None:
    if "Pairing" not in grid.columns:
        return
    pairing = grid.columns["Pairing"]
    own = [c for c, v in enumerate(pairing.distinct) if naming.key(str(v)) == "own"]
    for index in np.flatnonzero(several & np.isin(pairing.codes, own)).tolist():
        place = grid.place(name, int(grid.rows[index]))
        findings.problem(place, LIST_OF_PAIRS, column=name)


def _may_be_parts(texts: Sequence[str], perhaps: Ints, ends: Ints) -> frozenset[str]:
    """The folded names that may be a part of another: they hold nothing that stands between names,
    or at their end."""
    whole = np.ones(len(texts), bool)
    whole[perhaps] = ends == [len(texts[code]) for code in perhaps.tolist()]
    return frozenset(naming.folded([*filter(None, compress(texts, whole.tolist()))]))


def _surely_one(
    texts: Sequence[str], begins: Sequence[int], ends: Sequence[int], known: Collection[str]
) -> list[bool]:
    """Whether each of the texts, which may be several, surely has several parts, of which the first
    is no name of its own; between their first two something begins and ends. Not of errors."""
    several = [
        begin > 0
        and text[end : end + 1].isalnum()
        and text[0].isprintable()
        and text[0] not in " #"
        for text, begin, end in zip(texts, begins, ends, strict=True)
    ]
    if not known:
        return several
    firsts = naming.folded([text[:begin] for text, begin in zip(texts, begins, strict=True)])
    return [each and first not in known for each, first in zip(several, firsts, strict=True)]


def _note_one_names(grid: Grid, name: str, values: Values, findings: Findings) -> None:
    """Names without a sheet of their own that look like several: a problem where every part is a
    name elsewhere in the column, else one note."""
    if not _PERHAPS_SOME.search(values.shaped):
        return
    texts = [value if isinstance(value, str) else "" for value in values.distinct]
    perhaps, begins, ends = naming.held_first(texts, _PERHAPS_HELD)
    known = _may_be_parts(texts, perhaps, ends)
    looked = [texts[code] for code in perhaps.tolist()]
    surely = np.array(_surely_one(looked, begins.tolist(), ends.tolist(), known), bool)
    if _SEPARATED.search(values.shaped):
        surely &= np.array([not _SEPARATED.search(text) for text in looked], bool)
    del looked
    noted = perhaps[surely].tolist()  # as most: no second look
    for code in perhaps[~surely].tolist():
        if _SEPARATED.search(texts[code]):
            continue
        value = naming.trim(texts[code])
        if value in ERRORS:
            continue
        parts = [part for part in _PERHAPS.split(value) if part]
        if len(parts) < 2:
            continue
        if all(naming.fold(part) in known for part in parts):
            cells = grid.cells(name, values.codes == code)
            findings.problem(cells[0], SEVERAL_NAMES, others=cells[1:], column=name, name=value)
        else:
            noted.append(code)
    if noted and name != "Server":
        cells = grid.cells(name, np.isin(values.codes, noted))
        findings.warn(
            cells[0],
            ONE_NAME,
            others=cells[1:1000],
            cells_of=f"{counted(len(cells))} of",
            are="is" if len(cells) == 1 else "are",
            column=name,
            value=naming.trim(str(values.distinct[min(noted)])),
            cells=first_of(cells),
        )
