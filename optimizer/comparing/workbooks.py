"""Two files -> a workbook that compares them: inputs solved step by step, or results side by
side."""

from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from optimizer.comparing.compare import compare
from optimizer.comparing.results import check_input, compare_results, is_result
from optimizer.domain.comparison import Comparison
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
    if all(results) and inputs:
        for result, source in zip((old, new), inputs, strict=True):
            check_input(result, source)
        found = compare(inputs[0], inputs[1], options)
    elif all(results):
        found = compare_results(old, new)
    else:
        found = compare(old, new, options)
    facts = {
        PROGRAM: version("cal-optimizer"),
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


def lines(found: Comparison) -> list[str]:
    """The comparison for the terminal."""
    money = f",.{found.digits}f"
    said = [f"{found.old}: {found.cost_before:{money}} {found.currency}"]
    for step in found.steps:
        if step.change or len(step.names) > 1:
            change = f"{'+' if step.change > 0 else ''}{step.change:{money}}"
            said.append(f"  {step.name}: {change}")
    said.append(f"{found.new}: {found.cost_after:{money}} {found.currency}")
    if not found.steps:
        said.append("What each change costs needs the inputs of both results: --inputs OLD NEW.")
    for each in found.licenses:
        if each.buy:
            said.append(f"  Buy {each.buy:,} \u00d7 {each.license}")
        if each.free:
            said.append(f"  Free: {each.free:,} \u00d7 {each.license}")
    return said
