"""Two files -> a workbook that compares them: inputs solved step by step, or results side by
side."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from optimizer.comparing.compare import compare
from optimizer.comparing.results import check_input, compare_results, cost_and_day, is_result
from optimizer.domain.comparison import Comparison
from optimizer.domain.installed import installed
from optimizer.domain.options import Options
from optimizer.domain.problems import OutputError
from optimizer.reading.earlier import INPUT, PROGRAM
from optimizer.reading.files.table import sha256_of
from optimizer.report.comparison_workbook import write_comparison
from optimizer.writing.files import atomically, check_target

DAY = date(2026, 1, 1)
"""The day that a comparison's file says it was created on, so that its bytes repeat."""


def compare_files(
    old: Path,
    new: Path,
    target: Path,
    options: Options,
    inputs: Sequence[Path] = (),
    *,
    overwrite: bool = False,
) -> Comparison:
    """Compare two workbooks, or two results (`inputs`: the workbooks that they were made from, for
    what each change costs), and write the comparison.

    Raises WorkbookError, InfeasibleError, SolverError, PlanError or OutputError.
    """
    check_target(target, (new, old, *inputs), overwrite=overwrite)
    results = is_result(old), is_result(new)
    if results[0] != results[1]:
        raise OutputError(
            f"{old.name} and {new.name}: one is a result, the other is not. Give two workbooks, or "
            "two results."
        )
    if inputs and not all(results):
        raise OutputError(
            f"{old.name} and {new.name} are no results, so --inputs has nothing to say of them. "
            "Leave it out: workbooks are compared by themselves."
        )
    if all(results) and inputs:
        for result, source in zip((old, new), inputs, strict=True):
            check_input(result, source)
        found = _by_inputs((old, new), inputs, options)
    elif all(results):
        found = compare_results(old, new)
    else:
        found = compare(old, new, options)
    facts = {
        PROGRAM: installed("cal-optimizer"),
        INPUT: new.name,
        "SHA-256 of the input": sha256_of(new),
        "Compared with": old.name,
        f"SHA-256 of {old.name}": sha256_of(old),
    }
    with atomically(target, of=new, overwrite=overwrite) as drafts:
        write_comparison(drafts[0], found, DAY, facts)
    for file, copy in drafts.kept:
        options.progress.kept(file.name, copy.name)
    return found


def _by_inputs(results: tuple[Path, Path], inputs: Sequence[Path], options: Options) -> Comparison:
    """The comparison of the workbooks that two results were made from, on the results' days; where
    a result's own plan is not the cheapest, that is said."""
    (before, then), (after, now) = map(cost_and_day, results)
    found = compare(inputs[0], inputs[1], options, (then, now))
    notes = [
        f"{result.name} itself costs {own:,.{found.digits}f} {found.currency}: its plan is not the "
        f"cheapest one, which costs {cost:,.{found.digits}f}."
        for result, own, cost in zip(
            results, (before, after), (found.cost_before, found.cost_after), strict=True
        )
        if own != cost
    ]
    return replace(found, notes=(*found.notes, *notes))


def lines(found: Comparison) -> list[str]:
    """The comparison for the terminal."""
    money = f",.{found.digits}f"
    said = [f"{found.old}: {found.cost_before:{money}} {found.currency}"]
    for step in found.steps:
        if step.change or len(step.names) > 1:
            change = f"{'+' if step.change > 0 else ''}{step.change:{money}}"
            said.append(f"  {step.name}: {change}")
    said.append(f"{found.new}: {found.cost_after:{money}} {found.currency}")
    said += [f"  {note}" for note in found.notes]
    if not found.steps:
        said.append("What each change costs needs the inputs of both results: --inputs OLD NEW.")
    for each in found.licenses:
        if each.buy:
            said.append(f"  Buy {each.buy:,} \u00d7 {each.license}")
        if each.free:
            said.append(f"  Free: {each.free:,} \u00d7 {each.license}")
    return said
