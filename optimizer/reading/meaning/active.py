"""Who is still there: the words of directories, inventories and personnel for Active, read into Yes
and No."""

import re
from dataclasses import replace

import numpy as np

from optimizer.domain import names as naming
from optimizer.domain.problems import FOLD_AFTER, Findings, Message
from optimizer.domain.sheet_names import words
from optimizer.domain.status_words import NO, PLAIN, SAY_GONE, SAY_NO_MORE, YES
from optimizer.domain.synonyms import INVERSE
from optimizer.domain.tables import Bools
from optimizer.reading.cells import Refused, Wrong, text, whole
from optimizer.reading.grid import Grid
from optimizer.reading.wording import counted, first_of

STATUS_NOT_READ = Message(
    "status-not-read",
    'the column "{title}" is not read: none of its words ({words}) says who is still there.',
    "Write Yes and No into a column Active where rows are to be left out.",
)
UNKNOWN_STATUS = Message(
    "unknown-status",
    '"{value}" says neither that the row counts nor that it does not.',
    "Type Yes or No, or put a # before the column's name.",
)
LEFT_OUT = Message(
    "not-active",
    '{rows} left out with the accesses, since "{title}" says {words} ({cells}).',
)


def settled(grid: Grid, findings: Findings) -> Grid:
    """The grid with one column Active of Yes and No (bool): of several any No leaves a row out."""
    names = [name for name in grid.columns if name.split(" ")[0] == "Active"]
    if not names:
        return grid
    columns = {name: v for name, v in grid.columns.items() if name not in names}
    out = np.zeros(len(grid.rows), bool)
    for name in names:
        values, title = grid.columns[name], grid.titles.get(name, name)
        found = [_said(value, title) for value in values.distinct]
        if title != "Active" and found and all(each is None for each in found):
            shown = ", ".join(f'"{value}"' for value in values.distinct[:4])
            place = grid.place(name, grid.header)
            findings.warn(place, STATUS_NOT_READ, title=title, words=shown)
            continue
        for code, each in enumerate(found):
            if not isinstance(each, bool):
                _refuse(grid, name, code, each, findings)
        rows = np.isin(values.codes, [code for code, each in enumerate(found) if each is False])
        if rows.any() and title != "Active":
            _note(grid, name, title, rows, findings)
        out |= rows
        columns["Active"] = replace(
            columns.get("Active", values), codes=out.astype(np.int32), distinct=(True, False)
        )
    return replace(grid, columns=columns)


def _refuse(grid: Grid, name: str, code: int, each: Wrong | None, findings: Findings) -> None:
    value = grid.columns[name].distinct[code]
    refused = each.refused if each else Refused(UNKNOWN_STATUS, value=str(value))
    cells = grid.cells(name, grid.columns[name].codes == code)
    for number, place in enumerate(cells[: FOLD_AFTER + 1]):
        last = number == FOLD_AFTER
        findings.problem(
            place,
            refused.message.about(grid.titles.get(name, name)),
            others=cells[FOLD_AFTER + 1 :] if last else (),
            stands_for=len(cells) - FOLD_AFTER if last else 1,
            **refused.fields,
        )


def _said(value: object, title: str) -> bool | Wrong | None:
    """What a cell says: whether the row counts; None for an unknown word."""
    heading = naming.key(title)
    try:
        if heading in _DIRECTORY_FLAGS:
            return not whole(value) & DISABLED
        word = _word(text(value))
    except Refused as refused:
        return Wrong(refused)
    inverse = heading in _INVERSE and word in PLAIN  # "Left: terminated" speaks for itself
    if word in YES:
        return not inverse
    if word in NO:
        return inverse
    return None


def _word(said: str) -> str:
    """The word as it compares; without what stands beside it and says no more."""
    word = naming.key(said)
    if word in YES or word in NO:
        return word
    parts = [naming.key(part) for part in re.split(r"[\W_]+", said)]
    return "".join(part for part in parts if part not in SAY_NO_MORE)


def says_gone(value: object, *, asked: bool = False) -> bool:
    """Whether a word says that someone or something is no longer there: by itself, or where the
    heading asks it (`asked`) a No too."""
    if value is False:
        return asked
    if not isinstance(value, str) or len(value) >= LONGEST:
        return False
    return _word(value) in (NO if asked else SAY_GONE)


LONGEST = 40
"""Characters of a longer text that is no status."""

DISABLED = 2
"""The bit of a directory's userAccountControl that disables an account."""

_DIRECTORY_FLAGS = frozenset(("useraccountcontrol", "uac"))

_INVERSE = frozenset(map(naming.key, words(INVERSE)))


def _note(grid: Grid, name: str, title: str, rows: Bools, findings: Findings) -> None:
    cells = grid.cells(name, rows)
    values = grid.columns[name]
    said = sorted({str(values.distinct[code]) for code in np.unique(values.codes[rows]).tolist()})
    findings.warn(
        cells[0],
        LEFT_OUT,
        others=cells[1:],
        rows=f"{counted(len(cells), 'row')} {'is' if len(cells) == 1 else 'are'}",
        title=title,
        words=" or ".join(f'"{word}"' for word in said[:4]),
        cells=first_of(cells),
    )
