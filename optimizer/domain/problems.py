"""What can be wrong, as values that know their place; exceptions only carry them out of a run.

A message is declared once, in the module that finds it; a problem is such a message, its place and
what its blanks are filled with. Words are made only when somebody reads them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from string import Formatter
from typing import Any, overload

from optimizer.domain.read_as import SheetReading

FOLD_AFTER = 20
"""How many problems of one kind are printed before the rest is summed up in one line."""


LONGEST_QUOTED = 300
"""Characters of a cell's text that a message quotes; a cell may hold 32,767."""


@dataclass(frozen=True, order=True)
class Place:
    """A cell (`Users!B7`), a whole sheet (`Users`) or, with sheet "", the file named by `file`.

    With a sheet and a file it is a line of the table that stands for that sheet (`users.csv, line
    7`; of a Parquet file, which has no lines, a row without its header), or that table.

    `order` is the sheet's position in format 1, so that places sort as a reader meets them; rows
    and columns count from 1.
    """

    order: int = 0
    sheet: str = ""
    row: int = 0
    column: int = 0
    file: str = ""

    def __str__(self) -> str:
        if self.file:
            return f"{self.file}, {self.cell}" if self.cell else self.file
        return f"{self.sheet}!{self.cell}" if self.row else self.sheet

    @property
    def cell(self) -> str:
        """The address without the sheet or file: `B7`, `line 7`; empty for a whole one."""
        if self.file and self.row:
            parquet = self.file.lower().endswith(".parquet")
            if parquet and self.row > 1:
                return f"row {self.row - 1}"
            return "its header" if parquet else f"line {self.row}"
        return f"{letters(self.column)}{self.row}" if self.row else ""


@dataclass(frozen=True)
class Cells(Sequence[Place]):
    """Cells of one column, as many as a sheet has rows: `first` tells the column, `rows` the
    rows."""

    first: Place
    rows: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, index: int) -> Place: ...
    @overload
    def __getitem__(self, index: slice) -> "Cells": ...
    def __getitem__(self, index: int | slice) -> "Place | Cells":
        if isinstance(index, slice):
            return Cells(self.first, self.rows[index])
        return replace(self.first, row=self.rows[index])


def letters(column: int) -> str:
    """Excel's letters of a column counted from 1: 1 is A, 27 is AA."""
    text = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


@dataclass(frozen=True)
class Message:
    """A thing that can be wrong or worth knowing: a code that never changes, and the words.

    The words hold blanks in braces, filled by a problem's fields; `{rows} {rows:row is/rows are}`
    takes the words that go with the number. A field called `name` is the name that is wrong:
    problems with different names are never folded into one.
    """

    code: str
    problem: str
    remedy: str = ""

    def about(self, subject: str) -> "Message":
        """The same message with its subject, a column's name say, put before it."""
        plain = subject.replace("{", "{{").replace("}", "}}")
        return replace(self, problem=f"{plain} {self.problem}")


class _Words(Formatter):
    """Fills blanks in; a blank with a slash in its format is one of two words, by its number. What
    a cell holds is cut where it is long."""

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        value = super().get_value(key, args, kwargs)
        if key in ("name", "value") and isinstance(value, str) and len(value) > LONGEST_QUOTED:
            return f"{value[:LONGEST_QUOTED]}..."
        return value

    def format_field(self, value: Any, format_spec: str) -> str:
        one, slash, more = format_spec.partition("/")
        if not slash:
            return str(super().format_field(value, format_spec))
        return one if str(value) == "1" else more


def filled(words: str, fields: Mapping[str, object]) -> str:
    """A message's words with their blanks filled in."""
    return _Words().vformat(words, (), fields).strip()


Fields = tuple[tuple[str, object], ...]


@dataclass(frozen=True)
class Problem:
    """One thing wrong (or, among warnings, worth knowing): where, what, and what to do.

    `others` are all further cells that it is about: the other one of a clash, the rest of what is
    folded. `stands_for` counts the cells alike that this one line speaks of.
    """

    place: Place
    message: Message
    fields: Fields = ()
    others: Sequence[Place] = ()
    stands_for: int = 1

    @property
    def code(self) -> str:
        """The message's stable code."""
        return self.message.code

    @cached_property
    def problem(self) -> str:
        """What is wrong, in words."""
        words = filled(self.message.problem, dict(self.fields))
        if self.stands_for == 1:
            return words
        return f"{self.stands_for} more cells are like this, the last of them: {words}"

    @cached_property
    def remedy(self) -> str:
        """What to do, in words; "" where there is nothing to do."""
        return filled(self.message.remedy, dict(self.fields))

    def __str__(self) -> str:
        return f"{self.place}: {self.problem} {self.remedy}".rstrip()

    @property
    def places(self) -> tuple[Place, ...]:
        """Every cell that it is about, its own first."""
        return tuple(dict.fromkeys((self.place, *self.others)))

    @property
    def kind(self) -> tuple[str, str, int, str, object]:
        """Equal for problems that differ only in their row and in the values that they quote; a
        name is no such value."""
        place = self.place
        return self.code, place.sheet, place.column, place.file, dict(self.fields).get("name")


SAID = Message("said", "{text}")
"""Words that come from elsewhere: an error's own sentence."""


@dataclass
class Findings:
    """The problems and warnings that one run collects, in the order met; `sorted` ones are what
    people see."""

    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    reading: tuple[SheetReading, ...] = ()
    """What each sheet was read as, as far as it was."""

    def problem(
        self,
        place: Place,
        message: Message,
        /,
        others: Sequence[Place] = (),
        stands_for: int = 1,
        **fields: object,
    ) -> None:
        """Record what makes a plan impossible."""
        self.problems.append(Problem(place, message, tuple(fields.items()), others, stands_for))

    def warn(
        self,
        place: Place,
        message: Message,
        /,
        others: Sequence[Place] = (),
        stands_for: int = 1,
        **fields: object,
    ) -> None:
        """Record what a reader should know and what stops nothing."""
        self.warnings.append(Problem(place, message, tuple(fields.items()), others, stands_for))

    def stop(self) -> None:
        """Raise WorkbookError if there is any problem."""
        if self.problems:
            raise WorkbookError(fold(self.problems), fold(self.warnings), self.reading)


def fold(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sorted by place, without repeats; of a kind at most FOLD_AFTER and then one line that stands
    for the rest and keeps their cells."""
    shown: list[Problem] = []
    counts: dict[object, int] = {}
    rest: dict[object, list[Problem]] = {}
    distinct = {(p.place, p.problem, p.remedy): p for p in problems}
    for _, problem in sorted(distinct.items(), key=lambda each: each[0]):
        kind = problem.kind
        counts[kind] = counts.get(kind, 0) + 1
        if counts[kind] <= FOLD_AFTER:
            shown.append(problem)
        else:
            rest.setdefault(kind, []).append(problem)
    for folded in rest.values():
        *before, last = folded
        if before:
            others = [place for problem in before for place in (problem.place, *problem.others)]
            last = replace(
                last,
                others=(*others, *last.others),
                stands_for=sum(problem.stands_for for problem in folded),
            )
        shown.append(last)
    return tuple(sorted(shown, key=lambda p: (p.place, p.problem, p.remedy)))


class OptimizerError(Exception):
    """The root of everything this package raises on purpose; `file` is the workbook that it is
    about, where a run has several."""

    file: str = ""


class WorkbookError(OptimizerError):
    """The workbook has problems; none of its numbers can be trusted to a plan."""

    def __init__(
        self,
        problems: Iterable[Problem],
        warnings: Iterable[Problem] = (),
        reading: Iterable[SheetReading] = (),
    ) -> None:
        self.problems, self.warnings = tuple(problems), tuple(warnings)
        self.reading = tuple(reading)
        super().__init__(self.problems, self.warnings, self.reading)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class InfeasibleError(OptimizerError):
    """No compliant plan exists; the reasons name the cells that clash."""

    def __init__(
        self,
        reasons: Iterable[Problem],
        warnings: Iterable[Problem] = (),
        reading: Iterable[SheetReading] = (),
    ) -> None:
        self.reasons, self.warnings = tuple(reasons), tuple(warnings)
        self.reading = tuple(reading)
        super().__init__("\n".join(map(str, self.reasons)))


class SolverError(OptimizerError):
    """The solver failed, or ran out of time without a plan."""


class PlanError(OptimizerError):
    """A plan did not pass the audit: a defect of this program, never of the workbook. Nothing was
    written."""


class OutputError(OptimizerError):
    """The result cannot be written where it was asked for."""

    def __init__(self, said: Problem | str) -> None:
        words = (("text", said),) if isinstance(said, str) else ()
        self.problem = said if isinstance(said, Problem) else Problem(Place(), SAID, words)
        super().__init__(str(said))
