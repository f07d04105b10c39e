"""A atomically run: workbook in, audited plan and result workbook out."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from math import ceil
from pathlib import Path
from time import monotonic

from optimizer.domain.options import Options, quiet
from optimizer.domain.plan import Plan
from optimizer.domain.problems import Findings, OutputError, Problem, fold
from optimizer.domain.tables import Tables
from optimizer.reading import grids as workbook
from optimizer.reading import read as intake
from optimizer.whatif.clashes import refuse_clashes
from optimizer.writing.files import atomically, check_target


@dataclass(frozen=True)
class Result:
    """What a run came to: the tables as read, the plan, and the files written."""

    tables: Tables
    plan: Plan
    files: tuple[Path, ...]


def read(
    source: Path, findings: Findings, as_of: date | None, options: Options
) -> tuple[Tables, dict[str, str]]:
    """The workbook's tables and what About says of it. Raises WorkbookError with all its
    problems."""
    options.progress(f"Reading {source.name}")
    book = workbook.read(source, findings)
    tables = intake.tables_of(book, findings, as_of)
    refuse_clashes(tables, findings)
    findings.stop()
    facts = {
        "cal-optimizer": version("cal-optimizer"),
        "Input": book.name,
        "SHA-256 of the input": book.sha256,
        **{f"SHA-256 of {name}": sha256 for name, sha256 in book.files.items()},
        "As of": tables.settings.as_of.isoformat(),
        "Options": f"solver {options.solver}, time limit {options.time_limit or 'none'}",
    }
    return tables, facts


def solve(
    source: Path,
    target: Path,
    as_of: date | None = None,
    options: Options | None = None,
    details: bool = False,
    negotiating: bool = False,
) -> Result:
    """Read `source`, find its cheapest compliant plan, audit it, and write it to `target`,
    atomically or not at all.

    `details` adds who would hold other licenses in each scenario, `negotiating` what each price and
    change is worth.

    Raises WorkbookError, InfeasibleError, SolverError, PlanError or OutputError; then nothing is
    written.
    """
    options = options or Options()
    started = monotonic()
    check_target(target, source)
    findings = Findings()
    with ThreadPoolExecutor(
        1
    ) as pool:  # a long sheet is parsed outside of Python, which may load the rest meanwhile
        pool.submit(import_module, "optimizer.whatif.scenarios")
        pool.submit(import_module, "optimizer.report.write")
        tables, facts = read(source, findings, as_of, options)
    from optimizer.optimize import optimize
    from optimizer.report.write import BESIDE, too_long, write_result
    from optimizer.whatif.scenarios import futures

    plan = optimize(tables, findings, options)
    plan = replace(plan, futures=tuple(futures(tables, options)))
    if negotiating:
        from optimizer.whatif.negotiation.negotiate import negotiate

        plan = replace(plan, deal=negotiate(tables, plan, options))
    # Whole seconds: the same workbook gives the same bytes unless a run takes a second more.
    plan = replace(plan, facts={**facts, **plan.facts, "Seconds": str(ceil(monotonic() - started))})
    options.progress(f"Writing {target.name}")
    files = {name: target.with_name(f"{target.stem}-{BESIDE[name]}.csv") for name in too_long(plan)}
    with atomically(target, *files.values()) as (draft, *drafts):
        write_result(draft, dict(zip(files, drafts, strict=True)), source, tables, plan, details)
    return Result(tables, plan, (target, *files.values()))


def check(
    source: Path, as_of: date | None = None, options: Options | None = None
) -> tuple[Problem, ...]:
    """The warnings of a workbook without problems. Raises WorkbookError or InfeasibleError with
    what is wrong."""
    from optimizer.optimize import prepare

    findings = Findings()
    tables, _ = read(source, findings, as_of, options or Options())
    prepare(tables, findings)
    return fold(findings.warnings)


def mark(
    source: Path, target: Path, problems: tuple[Problem, ...], notes: tuple[Problem, ...]
) -> tuple[str, ...]:
    """Write a copy of the workbook with its problems and notes marked, atomically or not at all;
    returns what it leaves out.

    Raises OutputError.
    """
    from optimizer.writing.marked_copy import write_marked

    with atomically(target) as (draft,):
        return write_marked(source, draft, problems, notes)


def sweep(
    source: Path,
    target: Path,
    texts: Sequence[str],
    draws: int,
    seed: int,
    as_of: date | None,
    options: Options,
    executor: Callable[[], Executor],
) -> int:
    """Solve every point of a sweep and write them as a table to `target`, atomically or not at all;
    returns how many there are.

    Raises WorkbookError or OutputError. Stopped, it leaves its finished points in `target`.partial
    and goes on from there.
    """
    from optimizer.report.sweep import frame, write_sweep
    from optimizer.whatif.sweep.journal import Journal
    from optimizer.whatif.sweep.points import points_of
    from optimizer.whatif.sweep.sweep import sweep as outcomes

    kind = target.suffix.lower()
    check_target(target, source, (".xlsx", ".csv", ".parquet"))
    if kind == ".parquet" and find_spec("pyarrow") is None:
        raise OutputError(
            f'{target}: Parquet needs the extra: pip install "cal-optimizer[parquet]".'
        )
    tables, facts = read(source, Findings(), as_of, options)
    varied, points = points_of(texts, draws, seed, replace(tables, scenarios=()))
    signature = {**facts, "vary": list(texts), "draws": draws, "seed": seed}
    journal, finished = Journal(target.with_name(f"{target.name}.partial"), signature), False
    quiet_options, started, before = (
        replace(options, progress=quiet),
        monotonic(),
        len(journal.done),
    )
    try:
        for number, row in outcomes(
            replace(tables, scenarios=()), points, quiet_options, executor, dict(journal.done)
        ):
            journal.add(number, row)
            count = len(journal.done)
            left = (monotonic() - started) / (count - before) * (len(points) - count)
            options.progress(f"{count:,} of {len(points):,} points, {ceil(left):,} s left")
        rows = [journal.done[number] for number in range(len(points))]
        table = frame([each.label for each in varied], [point.values for point in points], rows)
        settings = tables.settings
        with atomically(target) as (draft,):
            write_sweep(
                draft, kind, table, source, settings.as_of, settings.currency, settings.digits
            )
        finished = True
    finally:
        journal.close(finished)
    return len(points)
