"""Whole columns of a grid, converted: every distinct value once, every row by its code, every
refusal at its cell."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import is_
from typing import Any, TypeVar

import numpy as np

from optimizer.domain import names as naming
from optimizer.domain.names import index_of
from optimizer.domain.problems import FOLD_AFTER, Cells, Findings, Message, Place
from optimizer.domain.tables import NONE, Ints
from optimizer.reading import cells
from optimizer.reading.grids import Grid

UNKNOWN_NAME = Message(
    "unknown-name",
    '{column} "{name}" is not on {sheet}{more}.',
    "{hint} Correct it, or add it to {sheet}.",
)
BLANK = Message("blank", "is blank.", "Fill it in, or clear the row.")
TWICE = Message(
    "named-twice",
    '{column} "{name}" is already in {met.cell}.',
    "Delete one of the two rows, or rename it.",
)

MOST_UNKNOWN = 5_000
"""Names of a column that are told one by one, where they are unknown or stand twice."""

T = TypeVar("T")


D = TypeVar("D")


class Columns:
    """The columns of one grid; problems go to `findings` with the cell of every row that holds the
    refused value."""

    def __init__(
        self, grid: Grid, findings: Findings, others: Mapping[str, Grid] | None = None
    ) -> None:
        self.grid, self.findings, self.others = grid, findings, others or {}
        self.size = len(grid.rows)
        self._names: dict[str, tuple[Ints, list[str]]] = {}
        self._rows_of: dict[str, dict[str, int]] = {}

    def has(self, name: str) -> bool:
        """Whether the sheet has that column."""
        return name in self.grid.columns

    def codes(self, name: str) -> Ints:
        """The column's codes (int32), a row each, not to be written to; NONE everywhere where the
        sheet lacks it (one number for all rows)."""
        if not self.has(name):
            return np.broadcast_to(np.int32(NONE), self.size)
        return self.grid.columns[name].codes.astype(np.int32, copy=False)

    def distinct(self, name: str, convert: Callable[[object], T], default: D) -> list[T | D]:
        """What each code stands for, converted; `default` for refused values and, last, so that
        code -1 finds it, blanks."""
        if not self.has(name):
            return [default]
        values = self.grid.columns[name].distinct
        return [*self._converted(name, range(len(values)), convert, default), default]

    def _converted(
        self, name: str, codes: Iterable[int], convert: Callable[[object], T], default: D
    ) -> list[T | D]:
        """What some codes of a column stand for, converted; `default` for refused values."""
        values = self.grid.columns[name]
        result: list[T | D] = []
        refused: list[int] = []
        for code in codes:
            try:
                result.append(convert(values.distinct[code]))
            except cells.Refused as refusal:
                result.append(default)
                refused.append(code)
                if len(refused) <= FOLD_AFTER:
                    message = refusal.message.about(name)
                    self.refuse(name, values.codes == code, message, **refusal.fields)
        if len(refused) > FOLD_AFTER:
            rows = np.flatnonzero(np.isin(values.codes, refused[FOLD_AFTER:]))
            self._sum_up(name, rows, lambda: convert(values.distinct[values.codes[rows[-1]]]))
        return result

    def _sum_up(self, name: str, rows: Any, refuse: Callable[[], object]) -> None:
        """One problem for all the rows (indices) that hold refused values, too many to tell apart;
        `refuse` converts the last one's value, as it was, in vain."""
        try:
            refuse()
        except cells.Refused as refused:
            self._for_all(name, rows, refused.message.about(name), refused.fields)

    def refuse(self, name: str, where: Any, message: Message, /, **fields: Any) -> None:
        """A problem at each row that `where` (bool, a row each) marks; those past a fold's length
        are one."""
        self.refuse_rows(name, np.flatnonzero(where), message, **fields)

    def refuse_rows(self, name: str, found: Any, message: Message, /, **fields: Any) -> None:
        """The same for rows given by their indices, rising."""
        for index in found[:FOLD_AFTER].tolist():
            self.findings.problem(
                self.grid.place(name, int(self.grid.rows[index])), message, **fields
            )
        if len(found) > FOLD_AFTER:
            self._for_all(name, found[FOLD_AFTER:], message, fields)

    def _for_all(self, name: str, rows: Any, message: Message, fields: Mapping[str, Any]) -> None:
        """One problem that stands for all the rows (indices, rising), at the last of them."""
        numbers = self.grid.rows[rows].tolist()
        last = self.grid.place(name, numbers[-1])
        self.findings.problem(
            last,
            message,
            others=Cells(last, tuple(numbers[:-1])),
            stands_for=len(numbers),
            **fields,
        )

    def array(self, name: str, convert: Callable[[object], T], default: D, dtype: Any) -> Any:
        """The converted column as an array of that dtype, a row each; where the sheet lacks it, one
        value for all rows, not to be written to."""
        if not self.has(name):
            return np.broadcast_to(np.array(default, dtype), self.size)
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
        if not self.has(name):
            return self.codes(name), []
        texts = self._texts(name)
        keys = naming.folded(texts)
        codes = self.codes(name)
        blanks = keys.count("")  # refused values too; the last is one
        if len({*keys}) == len(keys) - blanks + 1:  # each spelled in one way
            spelled = [*filter(None, texts)] if blanks > 1 else texts[:-1]
            if blanks > 1:
                kept = np.fromiter(map(bool, keys), bool, len(keys))
                codes = np.where(kept, np.cumsum(kept) - 1, NONE).astype(np.int32)[codes]
        else:
            first = dict(zip(reversed(keys), reversed(texts), strict=True))
            index = {key: i for i, key in enumerate(dict.fromkeys(filter(None, keys)))}
            codes = np.array([index.get(key, NONE) for key in keys], np.int32)[codes]
            spelled = [first[key] for key in index]
        self._names[name] = codes, spelled
        return self._names[name]

    def _texts(self, name: str) -> list[str]:
        """What each code stands for as text; "" for refused values and, last, blanks."""
        if not self.has(name):
            return [""]
        values = self.grid.columns[name].distinct
        texts = [value if isinstance(value, str) else "" for value in values]
        found = [*naming.trimmed(texts), ""]
        if not cells.ERRORS.isdisjoint(found) or not self.grid.columns[name].is_text:
            others = [
                code
                for code, text in enumerate(found[:-1])
                if text in cells.ERRORS or not isinstance(values[code], str)
            ]
            for code, text in zip(
                others, self._converted(name, others, cells.text, ""), strict=True
            ):
                found[code] = text
        return found

    def shapes_of_names(self, name: str) -> frozenset[str] | None:
        """The shapes of the column's identifiers, perhaps more; None where they are not known."""
        if not self.has(name):
            return None
        values, (_, spelled) = self.grid.columns[name], self.names(name)
        texts = [value for value in values.distinct if isinstance(value, str)]
        alike = len(texts) == len(spelled) and all(map(is_, texts, spelled))
        return values.shapes if alike else None

    def first_cells(self, name: str) -> Cells:
        """The first cell of each identifier of the column."""
        codes, spelled = self.names(name)
        first = np.full(len(spelled), 0, np.int64)
        known = np.flatnonzero(codes != NONE)[::-1]
        first[codes[known]] = known
        return Cells(self.grid.place(name, 0), tuple(self.grid.rows[first].tolist()))

    def references(
        self, name: str, spelled: Sequence[str], sheet: str, *, required: bool = False
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
            else [known.get(text, NONE) for text in naming.folded(mentioned)]
        )
        unknown = [code for code, found in enumerate(target) if found == NONE]
        if unknown:
            self._tell_unknown(name, codes, unknown, mentioned, spelled, sheet=sheet)
        if required:
            self.require(name)
        return np.array([*target, NONE], np.int32)[codes]

    def _tell_unknown(
        self,
        name: str,
        codes: Ints,
        unknown: Sequence[int],
        mentioned: Sequence[str],
        spelled: Sequence[str],
        *,
        sheet: str,
    ) -> None:
        """A problem for each of the names `unknown` to a sheet, which lists those in `spelled`;
        past MOST_UNKNOWN of them one for all."""
        order = np.argsort(codes, kind="stable")
        told = np.array(unknown[:MOST_UNKNOWN], np.int64)
        ordered = codes[order]
        lows, highs = (np.searchsorted(ordered, told, side) for side in ("left", "right"))
        alike = {naming.loose(known): known for known in reversed(spelled)}
        near = naming.Hints(spelled)
        for code, low, high in zip(told.tolist(), lows.tolist(), highs.tolist(), strict=True):
            rows = self.grid.rows[order[low:high]].tolist()
            place, more = self.grid.place(name, rows[0]), len(rows) - 1
            text = mentioned[code]
            hint, met = self._meant(text, sheet, alike)
            hint = hint or near(text)
            self.findings.problem(
                place,
                UNKNOWN_NAME,
                others=(*met, *Cells(place, tuple(rows[1:]))),
                column=name,
                name=text,
                sheet=sheet,
                more=f" (nor in {more} more row{'s' * (more > 1)})" if more else "",
                hint=hint,
            )
        if len(unknown) > MOST_UNKNOWN:
            rest = np.flatnonzero(np.isin(codes, unknown[MOST_UNKNOWN:]))
            text = mentioned[int(codes[rest[-1]])]
            fields = {"column": name, "name": text, "sheet": sheet, "more": "", "hint": ""}
            self._for_all(name, rest, UNKNOWN_NAME, fields)

    def _meant(
        self, text: str, sheet: str, alike: Mapping[str, str]
    ) -> tuple[str, tuple[Place, ...]]:
        """The name that is the same but for the order of its words, zeros lost, or a domain beside
        it: a hint and its cell."""
        account = text.rpartition("\\")[2].partition("@")[0]
        host = account if sheet == "Users" else account.partition(".")[0]
        forms = map(naming.loose, (text, account, host))
        same = next((alike[form] for form in forms if form in alike), None)
        if same is None:
            return "", ()
        met = self._cell_of(sheet, same)
        where = f" ({met[0]})" if met else ""
        if text.isdecimal() and same.isdecimal():
            return f'Did it lose its zeros? There is "{same}"{where}.', met
        return f'Did you mean "{same}"{where}?', met

    def _cell_of(self, sheet: str, name: str) -> tuple[Place, ...]:
        """The cell in which a sheet lists a name."""
        grid = self.others.get(sheet)
        if grid is None:
            return ()
        column = sheet.removesuffix("s")
        values = grid.columns[column]
        if sheet not in self._rows_of:
            met = self._rows_of.setdefault(sheet, {})
            first = np.zeros(len(values.distinct) + 1, np.int64)
            first[values.codes[::-1]] = grid.rows[::-1]
            for value, row in zip(values.distinct, first.tolist(), strict=False):
                if not isinstance(value, cells.Wrong):
                    met.setdefault(naming.fold(naming.trim(str(value))), row)
        there = self._rows_of[sheet].get(naming.fold(name))
        return () if there is None else (grid.place(column, there),)

    def require(self, name: str) -> None:
        """A blank cell of the column is a problem."""
        self.refuse(name, self.codes(name) < 0, BLANK.about(name))

    def unique(self, name: str) -> list[str]:
        """A sheet's own identifiers, a row each, in row order; blanks and repeats are problems
        (both cells named)."""
        self.require(name)
        codes, spelled = self.names(name)
        _, first = np.unique(codes, return_index=True)
        again = np.ones(len(codes), bool)
        again[first] = False
        again[codes == NONE] = False
        repeats = np.flatnonzero(again)
        firsts = dict(zip(codes[first].tolist(), self.grid.rows[first].tolist(), strict=True))
        for index in repeats[:MOST_UNKNOWN].tolist():
            fields = self._named_before(name, spelled, firsts, int(codes[index]))
            here = self.grid.place(name, int(self.grid.rows[index]))
            self.findings.problem(here, TWICE, others=(fields["met"],), **fields)
        if len(repeats) > MOST_UNKNOWN:
            fields = self._named_before(name, spelled, firsts, int(codes[repeats[-1]]))
            self._for_all(name, repeats[MOST_UNKNOWN:], TWICE, fields)
        return [spelled[code] if code != NONE else "" for code in codes.tolist()]

    def _named_before(
        self, name: str, spelled: Sequence[str], firsts: Mapping[int, int], code: int
    ) -> dict[str, Any]:
        met = self.grid.place(name, firsts[code])
        return {"column": name, "name": spelled[code], "met": met}

    def keyword(self, name: str, thing: Callable[[str], T]) -> Callable[[object], T]:
        """The conversion of a column of keywords, as the format declares them, to what they
        stand for."""
        known = self.grid.sheet.column(name).keywords
        return lambda value: thing(cells.keyword(value, known))
