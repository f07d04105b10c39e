"""Small workbooks as instances, and programs as text: a row a line, as docs/model.md writes them."""

import inspect
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pulp

from optimizer.domain.problems import Findings
from optimizer.domain.tables import Tables
from optimizer.planning import instance_of, prepare
from optimizer.solving.instance import Instance
from optimizer.solving.timetable import Timetable, timetable_of
from tests.support.books import tables, write
from tests.support.written import sheets_of


@cache
def case_of(text: str) -> Instance:
    """The instance of a workbook that a text draws."""
    return instance_of(prepare(tables_of(text), Findings()))


@cache
def timetable(text: str) -> Timetable:
    """The same over time."""
    return timetable_of(tables_of(text))


@cache
def tables_of(text: str) -> Tables:
    """The tables of a workbook that a text draws."""
    with TemporaryDirectory() as folder:
        return tables(write(Path(folder) / "book.xlsx", sheets_of(inspect.cleandoc(text))))


def _sum(terms: list[tuple[pulp.LpVariable, float]]) -> str:
    text = ""
    for variable, weight in terms:
        sign = "-" if weight < 0 else "+"
        times = "" if abs(weight) == 1 else f"{abs(weight):g} "
        text += f" {sign} {times}{variable.name}"
    return text.removeprefix(" + ").strip() or "0"


def row(constraint: pulp.LpConstraint) -> str:
    """A row by its name: `need_0: X_u0_e0 + N_d0_k1 >= 1`."""
    sense = {-1: "<=", 0: "=", 1: ">="}[constraint.sense]
    terms = _sum(list(constraint.items()))
    return f"{constraint.name}: {terms} {sense} {0 - constraint.constant:g}"


def rows(problem: pulp.LpProblem, *names: str) -> list[str]:
    """The rows whose names begin with some words; all without any."""
    return [row(each) for each in problem.constraints() if not names or each.name.startswith(names)]


def bounds(problem: pulp.LpProblem, *names: str) -> list[str]:
    """The bounds of variables whose names begin with some words."""
    return [
        f"{v.lowBound:g} <= {v.name}" + ("" if v.upBound is None else f" <= {v.upBound:g}")
        for v in problem.variables()
        if not names or v.name.startswith(names)
    ]


def objective(problem: pulp.LpProblem) -> str:
    """What is minimised."""
    return _sum(list(problem.objective.items()))
