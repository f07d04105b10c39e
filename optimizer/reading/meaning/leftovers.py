"""Rows that are no rows: totals below a list, remarks and titles of sections between its rows."""

import re
from collections.abc import Collection, Mapping, Sequence

import numpy as np

from optimizer.catalogue.lookup import Known, find
from optimizer.domain import names as naming
from optimizer.domain.arrays import distinct
from optimizer.domain.problems import Findings, Message, Place
from optimizer.domain.schema import Kind
from optimizer.domain.tables import Bools
from optimizer.reading.cells import ERRORS
from optimizer.reading.grid import Grid, Values
from optimizer.reading.meaning import together

TOTALS = Message("total-rows", '{rows} left out as totals ({cells}: "{value}").')
REMARKS = Message(
    "remark-rows",
    '{rows} left out, with one cell alone ({cells}: "{value}").',
    "Fill the rows in if they are none of remarks and titles.",
)
REPEATED = Message(
    "header-repeated", "{rows} left out, since the header stands there again ({cells})."
)
ALONE = Message(
    "stands-alone",
    '"{name}" stands alone in its row, with {lacking} blank.',
    "Fill the row in, or clear the cell.",
)

TOTAL_WORDS = frozenset(
    map(
        naming.key,
        [
            "total",
            "totals",
            "grand total",
            "subtotal",
            "sub-total",
            "sub total",
            "sum",
            "sums",
            "overall",
            "overall total",
            "Summe",
            "Summen",
            "Gesamt",
            "Gesamtsumme",
            "Gesamtergebnis",
            "Zwischensumme",
            "Teilergebnis",
            "Ergebnis",
            "Insgesamt",
            "somme",
            "sommes",
            "total général",
            "sous-total",
            "totaux",
            "ensemble",
            "suma",
            "sumas",
            "total general",
            "totales",
            "subtotales",
            "total global",
            "somma",
            "totale",
            "totali",
            "totale generale",
            "totale complessivo",
            "subtotale",
            "subtotali",
            "totaal",
            "totalen",
            "eindtotaal",
            "subtotaal",
            "som",
        ],
    )
)

TOTAL_STEMS = ("tota", "sum", "som", "gesamt", "ergebnis", "overall", "ensemble")
"""What every word of a total holds, one of them each."""

REFERRED = {
    "Access": {"User": "Users", "Device": "Devices", "Server": "Servers"},
    "Owned": {"License": "Licenses"},
    "Assigned": {"License": "Licenses", "User": "Users", "Device": "Devices"},
    "Offers": {"License": "Licenses", "From license": "Licenses"},
}
"""Sheet -> its columns that name rows of another sheet."""


def without_leftovers(grids: Mapping[str, Grid], findings: Findings) -> dict[str, Grid]:
    """The grids without totals and remarks, each sheet's noted once; a known name that stands alone
    in its row is a problem."""
    names = {
        name: _folded(grids[name], name.rstrip("s"))
        for name in ("Users", "Devices", "Servers", "Licenses")
        if name in grids
    }
    used = _used_elsewhere(grids) if any(grid.alone for grid in grids.values()) else {}
    result = {}
    for name, grid in grids.items():
        if name in ("Settings", "Scenarios", "Timeline"):
            result[name] = grid
            continue
        totals = _totals(grid, names, grids)
        if totals.any():
            _note(grid, totals, TOTALS, findings)
        headers = _headers(grid)
        if headers.any():
            _note(grid, headers, REPEATED, findings)
        remarks = _remarks(grid, totals | headers, names, used, findings)
        gone = totals | headers | remarks
        result[name] = grid.take(~gone) if gone.any() else grid
    return {name: grid for name, grid in result.items() if len(grid.rows)}


def _used_elsewhere(grids: Mapping[str, Grid]) -> dict[str, frozenset[str]]:
    """`Servers.Server` and the like -> the names that other sheets use of it."""
    found: dict[str, frozenset[str]] = {}
    for sheet, columns in REFERRED.items():
        for column, other in columns.items():
            if sheet in grids and column in grids[sheet].columns:
                key = f"{other}.{other.rstrip('s')}"
                found[key] = found.get(key, frozenset()) | _folded(grids[sheet], column)
    return found


def _folded(grid: Grid, column: str) -> frozenset[str]:
    values = grid.columns[column].distinct
    return frozenset(naming.folded([v for v in values if isinstance(v, str)]))


def _totals(grid: Grid, names: Mapping[str, frozenset[str]], grids: Mapping[str, Grid]) -> Bools:
    """Rows (bool) whose name is a total's word, alone or after a name that stands above."""
    found = np.zeros(len(grid.rows), bool)
    referred = REFERRED.get(grid.sheet.name, {})
    for name, values in grid.columns.items():
        if values.column.kind is not Kind.NAME:
            continue
        perhaps = _perhaps_totals(values)
        if not perhaps:
            continue
        known = names.get(referred.get(name, ""), frozenset())
        met = _folded(grid, name)
        texts = naming.folded([str(values.distinct[code]) for code in perhaps])
        codes = [
            code
            for code, text in zip(perhaps, texts, strict=True)
            if _is_total(text, met) and text not in known
        ]
        if not codes:
            continue
        rows = np.isin(values.codes, codes)
        if name not in referred:
            rows &= _lacks_more(grid, name) | ~_used(grid, name, grids)
        found |= rows
    return found


def _perhaps_totals(values: Values) -> list[int]:
    """The codes of texts that hold a word of totals, alone, first or last."""
    if len(values.shapes) * 4 < len(values.distinct):
        shaped = naming.fold(values.shaped).replace(" ", "")
        if not any(stem in shaped for stem in TOTAL_STEMS):
            return []  # one look at all names
    texts = [value if isinstance(value, str) else "" for value in values.distinct]
    found = {*together.may_be(texts, TOTAL_WORDS)}
    found.update(together.may_have_between_spaces(texts, TOTAL_WORDS))
    # No total's word holds a digit: most names need no comparing of words.
    held = [
        code
        for code in sorted(found)
        if not _PLAIN.fullmatch(naming.trim(texts[code])) or not naming.DIGIT.search(texts[code])
    ]
    return [code for code in held if _may_be_total(naming.fold(naming.trim(texts[code])))]


def _may_be_total(text: str) -> bool:
    """Whether a folded text is a total's word, or begins or ends with one."""
    first, last = text.partition(" ")[0], text.rpartition(" ")[2]
    return (
        _is_total(text, ()) or naming.key(last) in TOTAL_WORDS or naming.key(first) in TOTAL_WORDS
    )


def _headers(grid: Grid) -> Bools:
    """Rows (bool) that say the header once more, as lists pasted below each other do."""
    filled, said = (np.zeros(len(grid.rows), np.int8) for _ in range(2))
    for name, values in sorted(grid.columns.items(), key=lambda each: len(each[1].distinct)):
        if not (said == filled).any():
            break  # each row has a cell already that says something else
        title = naming.fold(grid.titles.get(name, name))
        (shape,) = naming.shapes([title])
        words = r"\s+".join(map(re.escape, shape.split()))
        alike = rf"(?:^|\0)\s*{words}\s*(?:\0|$)"
        if naming.ANY_OF_THEM not in shape and not re.search(alike, naming.fold(values.shaped)):
            filled += values.codes >= 0
            continue
        codes = [
            code
            for code, value in enumerate(values.distinct)
            if isinstance(value, str)
            and len(value) < LONGEST_TITLE
            and naming.fold(" ".join(value.split())) == title
        ]
        filled += values.codes >= 0
        said += np.isin(values.codes, codes) if codes else False
    found: Bools = (said == filled) & (said > 1)
    return found


LONGEST_TITLE = 80
"""Characters of a longer text that is neither a header nor a total."""


_PLAIN = re.compile(r"[^\s:=(]*")
"""A name without what stands between a total's word and its number."""

_NUMBER_BEHIND = re.compile(r"\s*[:=(\[–-]?\s*\d[\d.,'\s]*(?:\w[\w ]*)?[)\]]?$")
"""What a total comes to, behind its word: `Total: 12`, `Summe (12)`, `Total = 12 licenses`."""


def _is_total(text: str, met: Collection[str]) -> bool:
    if text.isascii() and text.isalpha():
        return text in TOTAL_WORDS
    bare = _NUMBER_BEHIND.sub("", text) if len(text) < LONGEST_TITLE else text
    a_formula = text.startswith(("=", "@"))  # that is text, so a name
    if bare != text and not a_formula and naming.key(bare) in TOTAL_WORDS:
        return True
    if naming.key(text) in TOTAL_WORDS:
        return True
    first, _, rest = text.partition(" ")
    before, _, last = text.rpartition(" ")
    return (before.strip(" :-") in met and naming.key(last) in TOTAL_WORDS) or (
        rest.strip(" :-") in met and naming.key(first.rstrip(":")) in TOTAL_WORDS
    )


def _lacks_more(grid: Grid, name: str) -> Bools:
    """Rows (bool) that lack a required value beside their name."""
    lacking = np.zeros(len(grid.rows), bool)
    for column in grid.sheet.columns:
        if column.required and column.name != name:
            lacking |= grid.columns[column.name].codes < 0
    return lacking


def _used(grid: Grid, name: str, grids: Mapping[str, Grid]) -> Bools:
    """Rows (bool) that are complete and more than a name, or that a complete row of Access names: a
    server called SUM, a group called Total."""
    more = [c.name for c in grid.sheet.columns if c.required and c.name != name]
    if more:
        return np.ones(len(grid.rows), bool)
    access = grids.get("Access")
    if access is None or name not in access.columns:
        return np.zeros(len(grid.rows), bool)
    complete = access.columns["Server"].codes >= 0
    other = "Device" if name == "User" else "User"
    if other in access.columns:
        complete &= access.columns[other].codes >= 0
    values = access.columns[name]
    codes = [code for code in distinct(values.codes[complete]).tolist() if code >= 0]
    named = set(naming.folded([str(values.distinct[code]) for code in codes]))
    own = grid.columns[name]
    folded = naming.folded([*map(str, own.distinct)])
    codes = [code for code, text in enumerate(folded) if text in named]
    return np.isin(own.codes, codes)


def _remarks(
    grid: Grid,
    totals: Bools,
    names: Mapping[str, frozenset[str]],
    used: Mapping[str, frozenset[str]],
    findings: Findings,
) -> Bools:
    """Rows (bool) with one text alone where more is required."""
    gone = np.zeros(len(grid.rows), bool)
    if not grid.alone:
        return gone
    others = (each for sheet, each in names.items() if sheet != grid.sheet.name)
    known = frozenset[str]().union(*others)
    noted = gone.copy()
    for index in np.flatnonzero(np.isin(grid.rows, sorted(grid.alone)) & ~totals).tolist():
        name = next(name for name, v in grid.columns.items() if v.codes[index] >= 0)
        value = grid.columns[name].distinct[grid.columns[name].codes[index]]
        if not isinstance(value, str) or naming.trim(value) in ERRORS:
            continue
        if naming.fold(naming.trim(value)) in used.get(f"{grid.sheet.name}.{name}", ()):
            continue  # a row of a known name that is not filled in: its own problem
        if _goes_on(grid, index, name, gone):
            continue  # the server above is meant: a blank cell is told
        gone[index] = True
        noted[index] = naming.fold(naming.trim(value)) not in known
        if not noted[index]:
            required = [column.name for column in grid.sheet.columns if column.required]
            lacking = [each for each in required if grid.columns[each].codes[index] < 0]
            findings.problem(
                grid.place(name, int(grid.rows[index])),
                ALONE,
                name=naming.trim(value),
                lacking=" and ".join(lacking),
            )
    if noted.any():
        _note(grid, noted, REMARKS, findings)
    return gone


def _goes_on(grid: Grid, index: int, name: str, gone: Bools) -> bool:
    """Whether a user or device alone stands right below a row of Access, with Server to its left:
    an outline, of which the server stands once; or a known product below a row of Servers, a
    family below one of Products."""
    if (grid.sheet.name, name) in (("Servers", "Product"), ("Products", "Family")):
        values = grid.columns[name]
        said = str(values.distinct[values.codes[index]])
        below = index > 0 and not gone[index - 1] and values.codes[index - 1] >= 0
        return below and (name == "Family" or isinstance(find(said), Known))
    if grid.sheet.name != "Access" or index == 0 or gone[index - 1]:
        return False
    server, own = grid.columns["Server"], grid.columns[name]
    if name not in ("User", "Device") or server.position > own.position:
        return False
    return bool(grid.rows[index] == grid.rows[index - 1] + 1 and own.codes[index - 1] >= 0)


def _note(
    grid: Grid,
    rows: Bools,
    message: Message,
    findings: Findings,
) -> None:
    places = [place for index in np.flatnonzero(rows).tolist() for place in _filled(grid, index)]
    first = int(np.flatnonzero(rows)[0])
    value = next(v.distinct[v.codes[first]] for v in grid.columns.values() if v.codes[first] >= 0)
    cells = [_filled(grid, index)[0].cell for index in np.flatnonzero(rows)[:4].tolist()]
    count = int(rows.sum())
    findings.warn(
        places[0],
        message,
        others=tuple(places[1:1000]),
        rows="1 row is" if count == 1 else f"{count:,} rows are",
        cells=", ".join(cells) + (", ..." if count > 4 else ""),
        value=value,
    )


def _filled(grid: Grid, index: int) -> Sequence[Place]:
    """The filled name cells of a row."""
    return [
        grid.place(name, int(grid.rows[index]))
        for name, values in grid.columns.items()
        if values.codes[index] >= 0
    ]
