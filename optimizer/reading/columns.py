"""Whole columns of a grid, converted: every distinct value once, every row by its code, every
refusal at its cell."""

from collections.abc import Callable, Sequence
from operator import is_
from typing import Any, TypeVar

import numpy as np

from optimizer.domain import names as naming
from optimizer.domain.names import index_of
from optimizer.domain.problems import FOLD_AFTER, Findings
from optimizer.domain.tables import NONE, Ints
from optimizer.reading import cells
from optimizer.reading.grids import Grid

T = TypeVar("T")


D = TypeVar("D")


class Columns:
    """The columns of one grid; problems go to `findings` with the cell of every row that holds the
    refused value."""

    def __init__(self, grid: Grid, findings: Findings) -> None:
        self.grid, self.findings = grid, findings
        self.size = len(grid.rows)
        self._names: dict[str, tuple[Ints, list[str]]] = {}

    def has(self, name: str) -> bool:
        """Whether the sheet has that column."""
        return name in self.grid.columns

    def codes(self, name: str) -> Ints:
        """The column's codes, a row each; NONE everywhere where the sheet lacks it."""
        if not self.has(name):
            return np.full(self.size, NONE, np.int64)
        return self.grid.columns[name].codes.astype(np.int64)

    def distinct(self, name: str, convert: Callable[[object], T], default: D) -> list[T | D]:
        """What each code stands for, converted; `default` for refused values and, last, so that
        code -1 finds it, blanks."""
        if not self.has(name):
            return [default]
        values = self.grid.columns[name]
        result: list[T | D] = []
        refused: list[tuple[int, cells.Refused]] = []
        for code, value in enumerate(values.distinct):
            try:
                result.append(convert(value))
            except cells.Refused as refusal:
                result.append(default)
                refused.append((code, refusal))
        for code, found in refused[:FOLD_AFTER]:
            self.refuse(name, values.codes == code, f"{name} {found.problem}", found.remedy)
        self.sum_up(
            name,
            values.codes,
            [(code, f"{name} {r.problem}", r.remedy) for code, r in refused[FOLD_AFTER:]],
        )
        return [*result, default]

    def sum_up(self, name: str, codes: Any, rest: list[tuple[int, str, str]]) -> None:
        """One problem for all the rows that hold one of `rest` (code, problem, remedy), which are
        too many to tell apart."""
        if rest:
            rows = np.flatnonzero(np.isin(codes, [code for code, _, _ in rest]))
            _, problem, remedy = next(each for each in rest if each[0] == codes[rows[-1]])
            above = f", like {len(rows) - 1} cells above it" if len(rows) > 1 else ""
            self.findings.problem(
                self.grid.place(name, int(self.grid.rows[rows[-1]])),
                f"{problem[:-1]}{above}.",
                remedy,
            )

    def refuse(self, name: str, where: Any, problem: str, remedy: str) -> None:
        """A problem at each row that `where` (bool, a row each) marks; past a fold's length only
        their number is kept."""
        found = np.flatnonzero(where)
        for index in found[:FOLD_AFTER].tolist():
            self.findings.problem(
                self.grid.place(name, int(self.grid.rows[index])), problem, remedy
            )
        if len(found) > FOLD_AFTER:
            last = self.grid.place(name, int(self.grid.rows[found[-1]]))
            self.findings.problem(
                last, f"{problem[:-1]}, like {len(found) - FOLD_AFTER - 1} cells above it.", remedy
            )

    def array(self, name: str, convert: Callable[[object], T], default: D, dtype: Any) -> Any:
        """The converted column as an array of that dtype, a row each."""
        return np.array(self.distinct(name, convert, default), dtype)[self.codes(name)]

    def each(self, name: str, convert: Callable[[object], T], default: D) -> list[T | D]:
        """The converted column as a list, a row each; for short sheets."""
        distinct = self.distinct(name, convert, default)
        return [distinct[code] for code in self.codes(name).tolist()]

    def names(self, name: str) -> tuple[Ints, list[str]]:
        """Identifiers: codes a row each (NONE where blank or refused) and the first spelling of
        each identifier."""
        if name in self._names:
            return self._names[name]
        index: dict[str, int] = {}
        spelled: list[str] = []
        meant = []
        for text in self.distinct(name, cells.text, ""):
            key = naming.fold(text)
            if not key:
                meant.append(NONE)
                continue
            if key not in index:
                index[key] = len(spelled)
                spelled.append(text)
            meant.append(index[key])
        self._names[name] = np.array(meant, np.int64)[self.codes(name)], spelled
        return self._names[name]

    def references(
        self, name: str, spelled: Sequence[str], sheet: str, required: bool = False
    ) -> Ints:
        """Identifiers that another sheet lists: its indices, a row each; a name it lacks is a
        problem at its first row."""
        codes, mentioned = self.names(name)
        same = len(mentioned) == len(spelled) and all(
            map(is_, mentioned, spelled)
        )  # there is no such sheet: its rows are these
        known = {} if same else index_of(spelled)
        target = (
            list(range(len(mentioned)))
            if same
            else [known.get(naming.fold(text), NONE) for text in mentioned]
        )
        unknown = [(code, mentioned[code]) for code, found in enumerate(target) if found == NONE]
        for code, text in unknown[:FOLD_AFTER]:
            rows = np.flatnonzero(codes == code)
            more = (
                f" (nor in {len(rows) - 1} more row{'s' if len(rows) > 2 else ''})"
                if len(rows) > 1
                else ""
            )
            hint = f"{naming.nearest(text, spelled)} Correct it, or add it to {sheet}.".strip()
            place = self.grid.place(name, int(self.grid.rows[rows[0]]))
            self.findings.problem(place, f'{name} "{text}" is not on {sheet}{more}.', hint)
        rest = [
            (code, f'{name} "{text}" is not on {sheet}.', f"Correct it, or add it to {sheet}.")
            for code, text in unknown
        ]
        self.sum_up(name, codes, rest[FOLD_AFTER:])
        if required:
            self.require(name)
        return np.array([*target, NONE], np.int64)[codes]

    def require(self, name: str) -> None:
        """A blank cell of the column is a problem."""
        self.refuse(
            name, self.codes(name) < 0, f"{name} is blank.", "Fill it in, or clear the row."
        )

    def unique(self, name: str) -> list[str]:
        """A sheet's own identifiers, a row each, in row order; blanks and repeats are problems
        (both cells named)."""
        self.require(name)
        codes, spelled = self.names(name)
        first: dict[int, int] = {}
        for index, code in enumerate(codes.tolist()):
            if code != NONE and first.setdefault(code, index) != index:
                met = self.grid.place(name, int(self.grid.rows[first[code]])).cell
                self.findings.problem(
                    self.grid.place(name, int(self.grid.rows[index])),
                    f'{name} "{spelled[code]}" is already in {met}.',
                    "Delete one of the two rows, or rename it.",
                )
        return [spelled[code] if code != NONE else "" for code in codes.tolist()]

    def keyword(self, name: str) -> Callable[[object], str]:
        """The conversion of a column of keywords, as the format declares them."""
        known = self.grid.sheet.column(name).keywords
        return lambda value: cells.keyword(value, known)
