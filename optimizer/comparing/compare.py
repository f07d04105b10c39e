"""Two workbooks -> their plans compared, every change of cost attributed exactly: each step is
solved, so the steps add up to the difference."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path

from optimizer.comparing.changes import changes
from optimizer.comparing.steps import STEPS, between
from optimizer.domain.comparison import Comparison, LicenseChange, Step
from optimizer.domain.options import Options
from optimizer.domain.plan import Plan
from optimizer.domain.problems import (
    Findings,
    InfeasibleError,
    OptimizerError,
    OutputError,
    PlanError,
    SolverError,
    WorkbookError,
)
from optimizer.domain.tables import Tables
from optimizer.planning import cheapest, plan_alone
from optimizer.reading import grids as books
from optimizer.reading.grids import Book
from optimizer.reading.read import tables_of
from optimizer.whatif.clashes import refuse_clashes


def compare(
    old: Path,
    new: Path,
    options: Options,
    days: tuple[date | None, date | None] = (None, None),
) -> Comparison:
    """The comparison of two input workbooks; `days` are their first days where these are not those
    of their Settings.

    Raises WorkbookError with the problems of either, InfeasibleError, SolverError, and OutputError
    where they are not in one currency.
    """
    with _about(old):
        first, before = _read(old, days[0])
    with _about(new):
        second, after = _read(new, days[1])
    if before.settings.currency != after.settings.currency:
        raise OutputError(
            f"{old.name} is in {before.settings.currency}, {new.name} in "
            f"{after.settings.currency}: amounts of two currencies cannot be compared."
        )
    with _about(old):
        earlier = plan_alone(before, options)
    with _about(new):
        later = plan_alone(after, options)
    steps = _steps(first, second, (earlier.cost, later.cost), options, days[1])
    return Comparison(
        old=old.name,
        new=new.name,
        currency=after.settings.currency,
        digits=after.settings.digits,
        cost_before=earlier.cost,
        cost_after=later.cost,
        steps=tuple(steps),
        changes=tuple(changes(first.grids, second.grids)),
        licenses=_licenses(earlier, later),
        notes=tuple(_notes(before, after, steps)),
    )


@contextmanager
def _about(path: Path) -> Iterator[None]:
    """Whatever is raised is about this workbook."""
    try:
        yield
    except OptimizerError as error:
        error.file = path.name
        raise


def _notes(before: Tables, after: Tables, steps: Sequence[Step]) -> Iterator[str]:
    """What the steps do not say themselves."""
    if any(len(step.names) > 1 for step in steps):
        yield "Changes that stand in one step leave no plan without each other."
    if any(tables.settings.simplify_within is not None for tables in (before, after)):
        yield "The cheapest plans are compared, without Simplify within."


def _read(path: Path, day: date | None) -> tuple[Book, Tables]:
    findings = Findings()
    book = books.read(path, findings)
    tables = tables_of(book, findings, day)
    refuse_clashes(tables, findings)
    findings.stop()
    return book, tables


def _steps(
    old: Book,
    new: Book,
    costs: tuple[Decimal, Decimal],
    options: Options,
    day: date | None,
) -> list[Step]:
    """Each step's cost; one after which there is no workbook or no plan is joined with the next."""
    steps: list[Step] = []
    waiting: list[str] = []
    cost, end = costs
    for name, book in between(old, new):
        waiting.append(name)
        reached = end if name == STEPS[-1][0] else _cost(book, options, day)
        if reached is None:
            continue
        steps.append(Step(tuple(waiting), reached, reached - cost))
        cost, waiting = reached, []
    return steps


def _cost(book: Book, options: Options, day: date | None) -> Decimal | None:
    """What the plan of a workbook in between costs; None where there is none."""
    findings = Findings()
    try:
        tables = tables_of(book, findings, day)
        refuse_clashes(tables, findings)
        findings.stop()
        return cheapest(tables, options)
    except (WorkbookError, InfeasibleError, SolverError, PlanError):
        return None


def _licenses(old: Plan, new: Plan) -> tuple[LicenseChange, ...]:
    """Licenses in use before and after; what the new plan buys, and what it leaves over."""
    before = {b.license: b for b in old.balances}
    after = {b.license: b for b in new.balances}
    found = []
    for name in dict.fromkeys((*after, *before)):
        then, now = before.get(name), after.get(name)
        numbers = (
            then.used if then else 0,
            now.used if now else 0,
            now.bought if now else 0,
            new.spare_throughout(name, now.left_over + now.surplus) if now else 0,
        )
        if any(numbers):
            found.append(LicenseChange(name, *numbers))
    return tuple(found)
