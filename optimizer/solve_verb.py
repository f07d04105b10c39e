"""The verb `solve`, and the arguments that most people give it.

They are read here without the library of the command line, which takes a fifth of a small run to
load; any other spelling, and whatever is wrong, is that library's to read and to tell.
"""

import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from optimizer.console import writable_json
from optimizer.domain.solvers import Solver
from optimizer.saying import errors, printed, show, tell_kept, telling

FLAGS = {
    "--json": "as_json",
    "--details": "details",
    "--pdf": "pdf",
    "--overwrite": "overwrite",
    "--quiet": "quiet",
    "-q": "quiet",
}
"""What is on or off, and the argument of `solve` that it is."""


def plainly(arguments: Sequence[str]) -> Callable[[], None] | None:
    """The run that the command line asks for, where it is `solve`, a workbook, `-o` with a file,
    and `FLAGS`; None where anything else is in it."""
    expanded = sys.platform == "win32" and set("*?[~$%") & set("".join(arguments))
    if list(arguments[:1]) != ["solve"] or expanded:
        return None
    sources: list[Path] = []
    given: dict[str, Any] = {}
    left = iter(arguments[1:])
    for each in left:
        if each in ("-o", "--output"):
            value = next(left, "-")
            if value.startswith("-") or "output" in given:
                return None
            given["output"] = Path(value)
        elif each in FLAGS:
            given[FLAGS[each]] = True
        elif each.startswith("-"):
            return None
        else:
            sources.append(Path(each))
    return partial(solve, sources[0], **given) if len(sources) == 1 else None


def solve(
    source: Path,
    output: Path | None = None,
    *,
    as_json: bool = False,
    as_of: date | None = None,
    time_limit: float | None = None,
    solver: str = Solver.HIGHS,
    details: bool = False,
    pdf: bool = False,
    overwrite: bool = False,
    quiet: bool = False,
) -> None:
    """Find the cheapest compliant plan, write it into a new workbook, and tell it."""
    with errors(source, as_json=as_json), telling(quiet=quiet) as progress:
        from optimizer import api
        from optimizer.domain.options import Options
        from optimizer.writing.files import check_target

        target = output or beside(source, "plan")
        check_target(target, source, overwrite=overwrite)
        if pdf:
            from optimizer.report.memo import check_memo

            check_memo(target.with_suffix(".pdf"), source, overwrite=overwrite)
        options = Options(solver, time_limit, progress=progress)
        result = api.solve(source, as_of=as_of, options=options)
        files = result.write(target, details=details, overwrite=overwrite, progress=progress)
        if pdf:
            memo = target.with_suffix(".pdf")
            files += (result.write_memo(memo, overwrite=overwrite, progress=progress),)
    if as_json:
        from optimizer.report import as_json as json_face

        printed(writable_json(json_face.text(result.to_dict(details=details))))
    else:
        show(result, files, quiet=quiet)
    tell_kept(progress)


def beside(source: Path, what: str) -> Path:
    """The result's name where none is given. Raises WorkbookError where the input has none."""
    from optimizer.reading.files.check import refuse_what_is_no_workbook

    refuse_what_is_no_workbook(source)
    return source.with_name(f"{source.stem}-{what}.xlsx")
