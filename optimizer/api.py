"""What the command line, the page and a notebook call: each verb as one function of values.

Every function takes a workbook's path as str or Path, writes no file unless it is asked to, and
raises the package's own errors only: WorkbookError with every problem by its cell, InfeasibleError
with the cells that clash, SolverError, PlanError, OutputError.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from optimizer.domain.choices import Choice
from optimizer.domain.installed import installed
from optimizer.domain.options import Options, Solver
from optimizer.domain.problems import (
    Findings,
    InfeasibleError,
    Problem,
    WorkbookError,
    fold,
)
from optimizer.domain.progress import QUIET, Progress
from optimizer.domain.read_as import SheetReading
from optimizer.domain.tables import Scenario, Tables
from optimizer.reading.earlier import INPUT, PROGRAM
from optimizer.reading.told import read_tables
from optimizer.result import Result
from optimizer.whatif.clashes import refuse_clashes
from optimizer.writing.files import atomically, check_target

if TYPE_CHECKING:
    import pandas as pd

    from optimizer.domain.answers import Curve
    from optimizer.importing.import_exports import Outcome
    from optimizer.importing.options import ImportOptions


@dataclass(frozen=True, kw_only=True)
class Checkup:
    """What was found in a workbook: what makes a plan impossible, and what is worth knowing.

    `tables` are None where it could not be read; `infeasible` says that it reads well, but that no
    plan complies with it; `reading` is what each sheet was read as.
    """

    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    tables: Tables | None = None
    infeasible: bool = False
    reading: tuple[SheetReading, ...] = ()


def read(source: str | Path, *, as_of: date | None = None) -> Tables:
    """The typed tables of a workbook; `as_of` overrides its setting.

    Raises WorkbookError with all its problems.
    """
    return read_with_facts(Path(source), Findings(), as_of, Options()).tables


class Reading(NamedTuple):
    """A workbook as read: its tables, what About says of it, and every file that was read."""

    tables: Tables
    facts: dict[str, str]
    inputs: tuple[Path, ...]


def read_with_facts(
    source: Path,
    findings: Findings,
    as_of: date | None,
    options: Options,
    *,
    choices: Sequence[Choice] = (),
) -> Reading:
    """The workbook's tables and what About says of it; notes go to `findings`. `choices` count
    before those of its sheet Read as. Raises WorkbookError with all its problems."""
    options.progress.reading(source.name)
    book, tables = read_tables(source, findings, as_of, choices)
    tables = replace(tables, choices=tuple(choices))
    refuse_clashes(tables, findings)
    findings.stop()
    facts = {
        PROGRAM: installed("cal-optimizer"),
        INPUT: book.name,
        "SHA-256 of the input": book.sha256,
        **{f"SHA-256 of {name}": sha256 for name, sha256 in book.files.items()},
        "As of": tables.settings.as_of.isoformat(),
        "Options": f"solver {options.solver}, time limit {options.time_limit or 'none'}",
        **({"Read as": "; ".join(map(str, choices))} if choices else {}),
    }
    return Reading(tables, facts, book.inputs)


def check(source: str | Path, *, as_of: date | None = None) -> tuple[Problem, ...]:
    """Everything that is wrong with a workbook, sorted by place; empty where it can be solved.

    Never raises for what is wrong in the workbook.
    """
    return examine(source, as_of=as_of).problems


def examine(
    source: str | Path, *, as_of: date | None = None, progress: Progress = QUIET
) -> Checkup:
    """Problems and notes of a workbook, without solving it."""
    from optimizer.planning import look_into

    findings, tables = Findings(), None
    try:
        options = Options(progress=progress)
        tables = read_with_facts(Path(source), findings, as_of, options).tables
        look_into(tables, findings)
    except (WorkbookError, InfeasibleError) as error:
        return _against(error, tables, findings)
    return Checkup(notes=fold(findings.warnings), tables=tables, reading=findings.reading)


def _against(
    error: WorkbookError | InfeasibleError, tables: Tables | None, findings: Findings
) -> Checkup:
    """What stands against a plan, of the workbook or of the tables that were read from it."""
    if isinstance(error, WorkbookError):
        return Checkup(problems=error.problems, notes=error.warnings, reading=error.reading)
    return Checkup(
        problems=error.reasons,
        notes=error.warnings,
        tables=tables,
        infeasible=True,
        reading=findings.reading,
    )


def solve(
    source: str | Path,
    *,
    as_of: date | None = None,
    time_limit: float | None = None,
    solver: str = Solver.HIGHS,
    progress: Progress | None = None,
    options: Options | None = None,
) -> Result:
    """The cheapest compliant plan of a workbook, audited, its scenarios with it; no file is
    written.

    `time_limit` is in seconds; `options`, where given, stands for it, `solver` and `progress`.

    Raises WorkbookError, InfeasibleError, SolverError or PlanError.
    """
    options = options or Options(solver, time_limit, progress=progress or QUIET)
    source, started, findings = Path(source), monotonic(), Findings()
    # A long sheet is parsed outside of Python, which may load the rest meanwhile.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(import_module, "optimizer.whatif.scenarios")
        pool.submit(import_module, "optimizer.report.write")
        found = read_with_facts(source, findings, as_of, options)
    result = _planned(found.tables, findings, options, found.facts)
    return replace(result, source=source, inputs=found.inputs, seconds=monotonic() - started)


def examine_and_solve(
    source: str | Path,
    checked: Callable[[Checkup], None],
    *,
    as_of: date | None = None,
    choices: Sequence[Choice] = (),
    progress: Progress = QUIET,
) -> Result | Checkup:
    """Read a workbook once: what is found in it is told to `checked` where nothing stands against a
    plan, and the plan is made. What does stand against it comes back instead of a result.
    `choices` say what is read as what, before the workbook's own sheet Read as.

    Raises SolverError or PlanError.
    """
    options, started, findings = Options(progress=progress), monotonic(), Findings()
    tables = None
    try:
        found = read_with_facts(Path(source), findings, as_of, options, choices=choices)
        tables = found.tables
        checked(Checkup(notes=fold(findings.warnings), tables=tables, reading=findings.reading))
        result = _planned(tables, findings, options, found.facts)
    except (WorkbookError, InfeasibleError) as error:
        return _against(error, tables, findings)
    return replace(result, source=Path(source), inputs=found.inputs, seconds=monotonic() - started)


def optimize(tables: Tables, *, options: Options | None = None) -> Result:
    """The cheapest compliant plan of tables, audited, its scenarios with it. Raises as `solve`."""
    started = monotonic()
    found = _planned(tables, Findings(), options or Options(), {})
    return replace(found, seconds=monotonic() - started)


def _planned(
    tables: Tables, findings: Findings, options: Options, facts: Mapping[str, str]
) -> Result:
    from optimizer.planning import optimize as optimal
    from optimizer.whatif.scenarios import futures

    plan = optimal(tables, findings, options)
    plan = replace(plan, futures=tuple(futures(tables, options)), facts={**facts, **plan.facts})
    return Result(tables=tables, plan=plan, source=Path())


def negotiate(result: Result, *, options: Options | None = None) -> Result:
    """The same result with what each price, offer, access and server is worth in `plan.deal`; its
    workbook has a Negotiation sheet. The time limit counts for each question.

    Raises SolverError where the plan is not proven cheapest.
    """
    from optimizer.whatif.negotiation.negotiate import negotiate as answers

    started = monotonic()
    plan = replace(result.plan, deal=answers(result, options or Options()))
    return replace(result, plan=plan, seconds=result.seconds + monotonic() - started)


def with_changes(tables: Tables, changes: Iterable[Sequence[object]]) -> Tables:
    """The tables after changes in the words of Scenarios, one after the other: `("Price", "Windows
    Server User CAL", 45)`, `("Budget", "", 50_000)`; with a day from which it holds, a date or ISO
    text: `("Price", "Windows Server User CAL", 45, "2027-01-01")`.

    Raises WorkbookError with every change that cannot be made, alone or with the others.
    """
    from optimizer.whatif.changes import applied
    from optimizer.whatif.sweep.points import read_changes

    asked, findings = Scenario("these changes", read_changes(tables, changes)), Findings()
    refuse_clashes(replace(tables, scenarios=(asked,)), findings)
    findings.stop()
    return applied(tables, asked)


def sweep(
    result: Result | Tables,
    vary: Mapping[str, Iterable[object]],
    *,
    options: Options | None = None,
    executor: Callable[[], Executor] | None = None,
) -> "pd.DataFrame":
    """A row for each point of the grid that `vary` spans: what was varied, then the plan's status,
    cost, payments, people and devices licensed, and what it buys.

    Keys are licenses, offers, or a change and its target (`"Count sales"`), and may end in a day
    from which it holds (`"Count sales from 2027-01-01"`); `executor` makes what the points are
    solved on, this process if left out. Raises WorkbookError.
    """
    from optimizer.report.sweep import frame
    from optimizer.whatif.sweep.points import points_of
    from optimizer.whatif.sweep.sweep import sweep as outcomes

    tables = replace(result.tables if isinstance(result, Result) else result, scenarios=())
    texts = [f"{what}={','.join(map(str, values))}" for what, values in vary.items()]
    varied, points = points_of(texts, 0, 1, tables)
    executor = executor or partial(ThreadPoolExecutor, 1)
    rows = dict(outcomes(tables, points, options or Options(), executor, {}))
    labels = [each.label for each in varied]
    return frame(labels, [point.values for point in points], [rows[i] for i in range(len(points))])


def price_curve(tables: Tables, offer: str, *, options: Options | None = None) -> "Curve | str":
    """The cheapest cost as a function of one offer's price, from 0 to three times today's, exact at
    every price; or, in a sentence, why there is no such curve.

    Raises InfeasibleError, SolverError, and KeyError where there is no such offer.
    """
    from optimizer.whatif.negotiation.negotiate import one_curve

    index = [each.name for each in tables.offers].index(offer)
    return one_curve(tables, index, options or Options())


def with_scenarios(
    source: Path,
    target: Path,
    rows: Iterable[Sequence[object]],
    choices: Sequence[Choice] = (),
) -> tuple[str, ...]:
    """Write a copy of the workbook with rows (scenario, change, target, value) added to its
    Scenarios sheet and `choices` to its sheet Read as, whole or not at all; returns what the copy
    leaves out. Raises OutputError."""
    from optimizer.writing.with_scenarios import write_with_scenarios

    with atomically(target) as (draft,):
        return write_with_scenarios(source, draft, rows, choices)


def template(target: str | Path, *, overwrite: bool = False) -> Path:
    """Write the template workbook; returns its path. Raises OutputError, also where there is such a
    file, unless `overwrite`."""
    from optimizer.writing.template import write_template

    target = Path(target)
    check_target(target, overwrite=overwrite)
    with atomically(target, overwrite=True) as (draft,):
        write_template(draft)
    return target


def import_(
    exports: Iterable[str | Path], output: str | Path, *, options: "ImportOptions | None" = None
) -> "Outcome":
    """Raw exports (files, folders, archives) as an input workbook; the second time its tables only.

    Raises WorkbookError with every question about a file (then nothing is written), or OutputError.
    """
    from optimizer.importing.import_exports import import_exports

    return import_exports([Path(each) for each in exports], Path(output), options)


def mark(
    source: Path,
    target: Path,
    problems: tuple[Problem, ...],
    notes: tuple[Problem, ...],
    *,
    choices: Sequence[Choice] = (),
    overwrite: bool = False,
    progress: Progress = QUIET,
) -> tuple[str, ...]:
    """Write a copy of the workbook with its problems and notes marked and `choices` as rows of its
    sheet Read as, whole or not at all; returns what it leaves out. What may be written over is as
    in `Result.write`.

    Raises OutputError.
    """
    from optimizer.writing.marked_copy import write_marked

    check_target(target, source, overwrite=overwrite)
    facts = {PROGRAM: installed("cal-optimizer"), INPUT: source.name}
    with atomically(target, overwrite=overwrite) as drafts:
        lost = write_marked(source, drafts[0], problems, notes, facts, choices=choices)
    for file, copy in drafts.kept:
        progress.kept(file.name, copy.name)
    return lost
