"""A sweep from a workbook to a table in a file, in as many runs as it takes."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from math import ceil
from pathlib import Path
from time import monotonic

from optimizer.api import Reading, read_with_facts
from optimizer.domain.options import Options
from optimizer.domain.problems import Findings, OutputError
from optimizer.domain.progress import QUIET
from optimizer.reading.earlier import PROGRAM
from optimizer.reading.sheets.settings import AS_OF_TODAY
from optimizer.report.sweep import frame, write_sweep
from optimizer.whatif.sweep.journal import BEGINS, Journal
from optimizer.whatif.sweep.points import points_of
from optimizer.whatif.sweep.sweep import sweep as outcomes
from optimizer.writing.files import atomically, check_target, note_of, write_note

FIRST_DAY = "First day"
"""The day that a sweep without a day of its own began on."""


def sweep_to_file(
    source: Path,
    target: Path,
    texts: Sequence[str],
    draws: int,
    seed: int,
    *,
    as_of: date | None,
    options: Options,
    executor: Callable[[], Executor],
    overwrite: bool = False,
) -> int:
    """Solve every point of a sweep and write them as a table to `target`, whole or not at all;
    returns how many there are. A note of what it is lies beside a .csv or .parquet. What may be
    written over is as in `Result.write`.

    Raises WorkbookError or OutputError. Stopped, it leaves its finished points in `target`.partial
    and goes on from there.
    """
    kind = target.suffix.lower()
    kinds = (".xlsx", ".csv", ".parquet")
    final = check_target(target, source, kinds, overwrite=overwrite)
    if kind == ".parquet" and find_spec("pyarrow") is None:
        raise OutputError(
            f'{target}: Parquet needs the extra: pip install "cal-optimizer[parquet]".'
        )
    journal, finished = Journal(final.with_name(f"{final.name}.partial")), False
    try:
        tables, facts, inputs = _read_for(journal, source, as_of, options)
        check_target(target, inputs, kinds, overwrite=overwrite)
        tables = replace(tables, scenarios=())
        varied, points = points_of(texts, draws, seed, tables)
        asked = {"vary": list(texts), "draws": draws, "seed": seed}
        journal.begin({**_signature(facts), **asked})
        told, started, before = options.progress, monotonic(), len(journal.done)
        quiet = replace(options, progress=QUIET)
        for number, row in outcomes(tables, points, quiet, executor, dict(journal.done)):
            journal.add(number, row)
            count = len(journal.done)
            left = (monotonic() - started) / (count - before) * (len(points) - count)
            told.point(count, len(points), ceil(left))
        rows = [journal.done[number] for number in range(len(points))]
        table = frame([each.label for each in varied], [point.values for point in points], rows)
        facts |= {"Varied": "; ".join(texts)}
        if draws:
            facts |= {"Draws": f"{draws:,}", "Seed of the draws": str(seed)}
        note = [] if kind == ".xlsx" else [note_of(final)]
        with atomically(final, *note, of=source, overwrite=overwrite) as drafts:
            write_sweep(drafts[0], kind, table, source, tables.settings, facts=facts)
            if note:
                write_note(drafts[1], drafts[0], final.name, facts)
        for file, copy in drafts.kept:
            told.kept(file.name, copy.name)
        finished = True
    finally:
        journal.close(finished=finished)
    return len(points)


def _read_for(journal: Journal, source: Path, as_of: date | None, options: Options) -> Reading:
    """The workbook as the sweep in the journal began it: one without a day of its own goes on with
    the day that it began on."""
    findings = Findings()
    found = read_with_facts(source, findings, as_of, options)
    begun = journal.signature.get(FIRST_DAY)
    today = any(note.code == AS_OF_TODAY.code for note in findings.warnings)
    if not today:
        return found
    if isinstance(begun, str) and begun != found.facts["As of"]:
        found = read_with_facts(source, Findings(), date.fromisoformat(begun), options)
    return found._replace(facts={**found.facts, FIRST_DAY: found.facts["As of"]})


def _signature(facts: Mapping[str, str]) -> dict[str, object]:
    """What a journal belongs to: the inputs by their bytes, whatever they are called; the options;
    the version."""
    inputs = sorted(value for name, value in facts.items() if name.startswith("SHA-256"))
    rest = {name: facts[name] for name in ("As of", "Options", FIRST_DAY) if name in facts}
    return {BEGINS: facts[PROGRAM], "inputs": inputs, **rest}
