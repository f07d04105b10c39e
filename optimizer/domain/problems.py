"""What can be wrong, as values that know their place; exceptions only carry them out of a run."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

FOLD_AFTER = 20
"""How many problems of one kind are printed before the rest is summed up in one line."""


@dataclass(frozen=True, order=True)
class Place:
    """A cell (`Users!B7`), a whole sheet (`Users`) or, with sheet "", the file named by `file`.

    `order` is the sheet's position in format 1, so that places sort as a reader meets them; rows
    and columns count from 1.
    """

    order: int = 0
    sheet: str = ""
    row: int = 0
    column: int = 0
    file: str = ""

    def __str__(self) -> str:
        if not self.sheet:
            return self.file
        return f"{self.sheet}!{self.cell}" if self.row else self.sheet

    @property
    def cell(self) -> str:
        """The address without the sheet: `B7`; empty for a whole sheet."""
        return f"{letters(self.column)}{self.row}" if self.row else ""


def letters(column: int) -> str:
    """Excel's letters of a column counted from 1: 1 is A, 27 is AA."""
    text = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong (or, among warnings, worth knowing): where, what, and what to do."""

    place: Place
    problem: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.problem} {self.remedy}".rstrip()

    @property
    def kind(self) -> tuple[str, int, str]:
        """Equal for problems that differ only in their row and in what they quote."""
        return (
            self.place.sheet,
            self.place.column,
            re.sub(r'"[^"]*"|[A-Z]+\d+|\d[\d,.-]*', "", self.problem),
        )


@dataclass
class Findings:
    """The problems and warnings that one run collects, in the order met; `sorted` ones are what
    people see."""

    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def problem(self, place: Place, problem: str, remedy: str) -> None:
        """Record what makes a plan impossible."""
        self.problems.append(Problem(place, problem, remedy))

    def warn(self, place: Place, problem: str, remedy: str = "") -> None:
        """Record what a reader should know and what stops nothing."""
        self.warnings.append(Problem(place, problem, remedy))

    def stop(self) -> None:
        """Raise WorkbookError if there is any problem."""
        if self.problems:
            raise WorkbookError(fold(self.problems), fold(self.warnings))


def fold(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sorted by place, without repeats, at most FOLD_AFTER of a kind and then one line that counts
    the rest."""
    shown: list[Problem] = []
    counts: dict[tuple[str, int, str], int] = {}
    last: dict[tuple[str, int, str], Problem] = {}
    for problem in sorted(set(problems)):
        counts[problem.kind] = counts.get(problem.kind, 0) + 1
        if counts[problem.kind] <= FOLD_AFTER:
            shown.append(problem)
        else:
            last[problem.kind] = problem
    for kind, problem in last.items():
        rest = counts[kind] - FOLD_AFTER
        more = (
            "one more cell is like this"
            if rest == 1
            else f"{rest} more cells are like this, the last of them"
        )
        shown.append(Problem(problem.place, f"{more}: {problem.problem}", problem.remedy))
    return tuple(sorted(shown))


class OptimizerError(Exception):
    """The root of everything this package raises on purpose."""


class WorkbookError(OptimizerError):
    """The workbook has problems; none of its numbers can be trusted to a plan."""

    def __init__(self, problems: Iterable[Problem], warnings: Iterable[Problem] = ()) -> None:
        self.problems, self.warnings = tuple(problems), tuple(warnings)
        super().__init__("\n".join(map(str, self.problems)))


class InfeasibleError(OptimizerError):
    """No compliant plan exists; the reasons name the cells that clash."""

    def __init__(self, reasons: Iterable[Problem], warnings: Iterable[Problem] = ()) -> None:
        self.reasons, self.warnings = tuple(reasons), tuple(warnings)
        super().__init__("\n".join(map(str, self.reasons)))


class SolverError(OptimizerError):
    """The solver failed, or ran out of time without a plan."""


class PlanError(OptimizerError):
    """A plan did not pass the audit: a defect of this program, never of the workbook. Nothing was
    written."""


class OutputError(OptimizerError):
    """The result cannot be written where it was asked for."""
