"""Who is still there: the words of directories, inventories and personnel for Active, read into Yes
and No."""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from optimizer.domain import names as naming
from optimizer.domain.active_headings import INVERSE
from optimizer.domain.arrays import distinct
from optimizer.domain.problems import FOLD_AFTER, Findings, Message
from optimizer.domain.sheet_names import words
from optimizer.domain.status_words import NO, PLAIN, SAY_GONE, SAY_NO_MORE, YES
from optimizer.domain.tables import Bools
from optimizer.reading.cells import Refused, Wrong, text, whole
from optimizer.reading.grid import Grid, is_number
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
MARKED = Message(
    "marked-active",
    'the column "{title}" marks {marked} with "{value}" and leaves {blank} blank ({cells}), which '
    "would count too.",
    "Write Yes and No into every row, or put a # before the column's name.",
)
BLANK_YES = Message(
    "blank-active",
    '{rows} blank in "{title}" ({cells}); they count, as all others that say "{value}".',
    "Write No where a row is to be left out.",
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
        found = [says_active(value, title) for value in values.distinct]
        unknown = found and all(each is None for each in found)
        if title != "Active" and unknown and not _codes(values.distinct):
            shown = ", ".join(f'"{value}"' for value in values.distinct[:4])
            place = grid.place(name, grid.header)
            findings.warn(place, STATUS_NOT_READ, title=title, words=shown)
            continue
        for code, each in enumerate(found):
            if not isinstance(each, bool):
                _refuse(grid, name, code, each, findings)
        if found and all(each is True for each in found):
            _ask_of_blanks(grid, name, title, findings)
        rows = np.isin(values.codes, [code for code, each in enumerate(found) if each is False])
        if rows.any() and title != "Active":
            _note(grid, name, title, rows, findings)
        out |= rows
        columns["Active"] = replace(
            columns.get("Active", values), codes=out.astype(np.int32), distinct=(True, False)
        )
    return replace(grid, columns=columns)


def _ask_of_blanks(grid: Grid, name: str, title: str, findings: Findings) -> None:
    """Where every filled cell says Yes, a blank one beside them may mean No: a problem where they
    are marks, else a note."""
    values = grid.columns[name]
    blank = values.codes < 0
    if not blank.any():
        return
    cells = grid.cells(name, blank)
    value = text(values.distinct[0])
    if all(text(each) in SIGNS or _word(text(each)) in MARKS for each in values.distinct):
        findings.problem(
            grid.place(name, grid.header),
            MARKED,
            others=cells[:1000],
            title=title,
            marked=counted(len(grid.rows) - len(cells), "row"),
            value=value,
            blank=f"{len(cells):,}",
            cells=first_of(cells),
        )
    else:
        findings.warn(
            cells[0],
            BLANK_YES,
            others=cells[1:1000],
            rows=f"{counted(len(cells), 'row')} {'is' if len(cells) == 1 else 'are'}",
            title=title,
            cells=first_of(cells),
            value=value,
        )


def _codes(distinct: Sequence[object]) -> bool:
    """Whether unknown words are codes, such as A and T or 512 and 514, or begin with a known word:
    they say who is still there, but not to everybody."""
    if len(distinct) < 2:
        return False
    said = [naming.trim(str(value)) for value in distinct]
    coded = all(
        len(naming.key(each)) < 2 or is_number(value) or each.isdecimal()
        for each, value in zip(said, distinct, strict=True)
    )
    return coded or any(_begins_known(each) for each in said)


def _begins_known(said: str) -> bool:
    """Whether a known word stands before the rest: `Terminated - 2020`, `Left (May)`."""
    first = re.split(r"[-–—(/,:;]|\d", said, maxsplit=1)[0]
    word = naming.key(first)
    return len(word) > 1 and word not in PLAIN and (word in YES or word in NO)


def _refuse(grid: Grid, name: str, code: int, each: Wrong | None, findings: Findings) -> None:
    value = grid.columns[name].distinct[code]
    refused = each.refused if each else Refused(UNKNOWN_STATUS, value=text(value))
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


def says_active(value: object, title: str) -> bool | Wrong | None:
    """What a cell says: whether the row counts; None for an unknown word."""
    heading = naming.key(title)
    try:
        if isinstance(value, str) and (sign := naming.trim(value)) in SIGNS:
            return SIGNS[sign] is not (heading in _INVERSE)
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


def word_of(value: object) -> str:
    """What a cell says as it compares with the words of who is still there; "" for nothing."""
    try:
        said = text(value)
    except Refused:
        return ""
    return _word(said) if len(said) < LONGEST else ""


def says_gone(value: object, *, asked: bool = False) -> bool:
    """Whether a word says that someone or something is no longer there: by itself, or where the
    heading asks it (`asked`) a No too."""
    if value is False:
        return asked
    if not isinstance(value, str) or len(value) >= LONGEST:
        return False
    return _word(value) in (NO if asked else SAY_GONE)


SIGNS = dict.fromkeys("✓✔☑🗹✅●", True) | dict.fromkeys("✗✘✖❌", False)
"""Signs that say Yes or No."""

MARKS = frozenset(("x", "1"))
"""What marks a row, as the signs do, where other rows are blank."""

LONGEST = 40
"""Characters of a longer text that is no status."""

DISABLED = 2
"""The bit of a directory's userAccountControl that disables an account."""

_DIRECTORY_FLAGS = frozenset(("useraccountcontrol", "uac"))

_INVERSE = frozenset(map(naming.key, words(INVERSE)))


def _note(grid: Grid, name: str, title: str, rows: Bools, findings: Findings) -> None:
    cells = grid.cells(name, rows)
    values = grid.columns[name]
    said = sorted({text(values.distinct[code]) for code in distinct(values.codes[rows]).tolist()})
    findings.warn(
        cells[0],
        LEFT_OUT,
        others=cells[1:],
        rows=f"{counted(len(cells), 'row')} {'is' if len(cells) == 1 else 'are'}",
        title=title,
        words=" or ".join(f'"{word}"' for word in said[:4]),
        cells=first_of(cells),
    )
