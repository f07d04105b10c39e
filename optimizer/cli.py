"""The command line: thin verbs over the package. Heavy libraries load only when a verb runs."""

import contextlib
import gc
import io
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from optimizer import console
from optimizer.arguments import (
    DETAILS,
    AsOf,
    Input,
    Json,
    Mark,
    NegotiationOutput,
    Output,
    Overwrite,
    Quiet,
    Solver,
    SweepOutput,
    TemplateOutput,
    TimeLimit,
    Vary,
)
from optimizer.console import one_line, writable_json
from optimizer.domain.problems import InfeasibleError, Problem, WorkbookError
from optimizer.domain.progress import Progress, ToldInWords
from optimizer.failures import Failure, Terminated, failure
from optimizer.import_verb import add_import
from optimizer.page_verb import add_page
from optimizer.procurement_verbs import add_procurement

if TYPE_CHECKING:
    from optimizer.api import Checkup
    from optimizer.result import Result

app = typer.Typer(
    name="cal-optimizer",
    help="The cheapest compliant mix of user and device Client Access Licenses, from an Excel "
    "workbook and back into one.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


def _version(*, wanted: bool) -> None:
    if wanted:
        _say(f"cal-optimizer {version('cal-optimizer')}")
        raise typer.Exit


@app.callback()
def _root(
    *,
    _: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    pass


@app.command()
def solve(
    source: Input,
    output: Output = None,
    *,
    as_json: Json = False,
    as_of: AsOf = None,
    time_limit: TimeLimit = None,
    solver: Annotated[Solver, typer.Option("--solver", help="The solver to use.")] = Solver.HIGHS,
    details: Annotated[bool, typer.Option("--details", help=DETAILS)] = False,
    pdf: Annotated[
        bool, typer.Option("--pdf", help="Also a memo beside it, as PDF; needs LibreOffice.")
    ] = False,
    overwrite: Overwrite = False,
    quiet: Quiet = False,
) -> None:
    """Find the cheapest compliant plan and write it into a new workbook."""
    with _errors(source, as_json=as_json), telling(quiet=quiet) as progress:
        from optimizer import api
        from optimizer.domain.options import Options
        from optimizer.writing.files import check_target

        target = output or _beside(source, "plan")
        check_target(target, source, overwrite=overwrite)
        if pdf:
            from optimizer.report.memo import check_memo

            check_memo(target.with_suffix(".pdf"), source, overwrite=overwrite)
        options = Options(str(solver), time_limit, progress=progress)
        result = api.solve(source, as_of=as_of, options=options)
        files = result.write(target, details=details, overwrite=overwrite, progress=progress)
        if pdf:
            memo = target.with_suffix(".pdf")
            files += (result.write_memo(memo, overwrite=overwrite, progress=progress),)
    if as_json:
        from optimizer.report import as_json as json_face

        _print(writable_json(json_face.text(result.to_dict(details=details))))
    else:
        _show(result, files, quiet=quiet)
    _tell_kept(progress)


@app.command()
def negotiate(
    source: Input,
    output: NegotiationOutput = None,
    as_of: AsOf = None,
    time_limit: TimeLimit = None,
    *,
    overwrite: Overwrite = False,
    quiet: Quiet = False,
) -> None:
    """Solve, and work out what every price, offer, access and server is worth: the result has a
    Negotiation sheet."""
    with _errors(source, as_json=False), telling(quiet=quiet) as progress:
        from optimizer import api
        from optimizer.domain.options import Options
        from optimizer.report.negotiation_text import sentences
        from optimizer.writing.files import check_target

        target = output or _beside(source, "negotiation")
        check_target(target, source, overwrite=overwrite)
        options = Options(time_limit=time_limit, progress=progress)
        result = api.solve(source, as_of=as_of, options=options)
        result = api.negotiate(result, options=options)
        files = result.write(target, overwrite=overwrite, progress=progress)
        found = list(sentences(result.plan.deal, result.plan)) if result.plan.deal else []
    _show(result, files, quiet=quiet, more=found)
    _tell_kept(progress)


@app.command()
def sweep(
    source: Input,
    vary: Vary,
    output: SweepOutput,
    draws: Annotated[
        int, typer.Option("--draws", min=0, help="Values to draw where a distribution is varied.")
    ] = 0,
    seed: Annotated[
        int, typer.Option("--seed", help="Seed of the draws; the same one gives the same points.")
    ] = 1,
    *,
    workers: Annotated[
        int, typer.Option("--workers", min=0, help="Processes; 0: one for each core.")
    ] = 0,
    dask: Annotated[
        str | None, typer.Option("--dask", metavar="ADDRESS", help="Use this Dask cluster instead.")
    ] = None,
    as_of: AsOf = None,
    time_limit: TimeLimit = None,
    overwrite: Overwrite = False,
    quiet: Quiet = False,
) -> None:
    """Solve thousands of futures, grids or draws, and write them as a table; stopped, it goes on
    where it was."""
    with _errors(source, as_json=False), telling(quiet=quiet) as progress:
        from optimizer.domain.options import Options
        from optimizer.sweep_to_file import sweep_to_file as run
        from optimizer.whatif.sweep.parallel import cluster, cores, processes

        executor = (lambda: cluster(dask)) if dask else (lambda: processes(workers or cores()))
        options = Options(time_limit=time_limit, progress=progress)
        try:
            count = run(
                source,
                output,
                vary,
                draws,
                seed,
                as_of=as_of,
                options=options,
                executor=executor,
                overwrite=overwrite,
            )
        except (KeyboardInterrupt, Terminated) as error:
            _say("Stopped. The same command goes on from here.", err=True)
            raise typer.Exit(failure(error, output.name).exit) from None
    _say(f"{count:,} points written to {output}")
    _tell_kept(progress)


def _beside(source: Path, what: str) -> Path:
    """The result's name where none is given. Raises WorkbookError where the input has none."""
    from optimizer.reading.files.check import refuse_what_is_no_workbook

    refuse_what_is_no_workbook(source)
    return source.with_name(f"{source.stem}-{what}.xlsx")


def _show(
    result: "Result", files: Sequence[Path], *, quiet: bool, more: Sequence[str] = ()
) -> None:
    """A result in a few lines, the files written, the notes, and how long it took."""
    for line in (str(result), *more):
        _say(line)
    for file in files:
        _say(f"Written to {file}")
    if not quiet:
        _list(result.plan.warnings, "note")
        _say(f"Done in {result.seconds:.1f} s.", err=True)


@app.command()
def check(
    source: Input,
    mark: Mark = None,
    as_of: AsOf = None,
    *,
    overwrite: Overwrite = False,
    quiet: Quiet = False,
) -> None:
    """Check a workbook and list everything that is wrong with it, without solving."""
    with _errors(source, as_json=False), telling(quiet=quiet) as progress:
        from optimizer.api import examine
        from optimizer.writing.files import check_target

        if mark is not None:
            check_target(mark, source, overwrite=overwrite)
        found = examine(source, as_of=as_of, progress=progress)
        said = _mark(source, mark, found, overwrite=overwrite, progress=progress)
    for line in said:
        _say(line)
    _tell_kept(progress)
    for sheet in () if quiet else filter(attrgetter("read"), found.reading):
        _say(sheet.line())
    if found.infeasible:
        _fail(failure(InfeasibleError(found.problems, found.notes), source.name), as_json=False)
    if found.problems:
        _fail(failure(WorkbookError(found.problems, found.notes), source.name), as_json=False)
    if not quiet:
        _list(found.notes, "note")
    _say(f"{source.name} has no problems.")


def _mark(
    source: Path, target: Path | None, found: "Checkup", *, overwrite: bool, progress: Progress
) -> list[str]:
    """Write the marked copy where one is wanted and the file is a workbook at all."""
    if target is None or any(problem.place.file for problem in found.problems):
        return []
    from optimizer.api import mark

    lost = mark(source, target, found.problems, found.notes, overwrite=overwrite, progress=progress)
    leaves_out = f"; it leaves out: {', '.join(lost)}." if lost else ""
    return [f"Marked copy written to {target}{leaves_out}"]


@app.command()
def template(
    output: TemplateOutput = Path("cal-optimizer.xlsx"), *, overwrite: Overwrite = False
) -> None:
    """Write a workbook to start from: every sheet with its headers, explanations, lists to choose
    from and an example."""
    with _errors(output, as_json=False):
        from optimizer.api import template as write

        write(output, overwrite=overwrite)
    _say(f"Written to {output}")


@contextlib.contextmanager
def _errors(source: Path, as_json: bool) -> Iterator[None]:  # noqa: FBT001 - handed to verbs
    """What a verb does: nothing that a library prints is seen, and every error is told in a
    sentence, with its exit status."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            yield
    except (typer.Exit, typer.Abort):
        raise
    except (Exception, KeyboardInterrupt, Terminated) as error:  # noqa: BLE001 - here all are told
        _fail(failure(error, source.name or str(source)), as_json=as_json)


def _fail(found: Failure, *, as_json: bool) -> NoReturn:
    if as_json:
        from optimizer.report import as_json as json_face

        told = json_face.no_plan_object(found.status, found.told, found.notes, found.reading)
        _print(writable_json(json_face.text(told)))
    else:
        _say(found.headline, err=True)
        _list(found.problems, "problem")
        _list(found.notes if found.problems else (), "note")
    raise typer.Exit(found.exit)


def _say(text: str, *, err: bool = False) -> None:
    """Lines of text, with nothing in them that is a command to a terminal."""
    _print("\n".join(map(one_line, text.split("\n"))), err=err)


def _print(text: str, *, err: bool = False) -> None:
    stream = sys.stderr if err else sys.stdout
    stream.write(f"{text}\n")


def _count(things: tuple[object, ...], word: str) -> str:
    return f"{len(things)} {word}{'' if len(things) == 1 else 's'}"


def _list(problems: tuple[Problem, ...], word: str) -> None:
    """Problems or notes on standard error, a line each."""
    if word == "note" and problems:
        _say(f"{_count(problems, word)}:", err=True)
    for problem in problems:
        _print(f"  {one_line(str(problem))}", err=True)


@contextlib.contextmanager
def telling(quiet: bool) -> Iterator[Progress]:  # noqa: FBT001 - handed to verbs
    """Tells each step on standard error while it lasts, where someone is watching."""
    if quiet or not sys.stderr.isatty():
        yield _Heard()
        return
    from rich.console import Console

    with Console(stderr=True).status("Starting") as status:
        yield _Shown(lambda text: status.update(f"{one_line(text)} ..."))


class _Heard(Progress):
    """Remembers what has to be told at the end."""

    def __init__(self) -> None:
        self.copies: list[tuple[str, str]] = []

    def kept(self, file: str, copy: str) -> None:
        """Remember the copy."""
        self.copies.append((file, copy))


class _Shown(_Heard, ToldInWords):
    """Steps as the words beside a spinner."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        super().__init__()
        self.show = tell

    def tell(self, text: str) -> None:
        """Show one step."""
        self.show(text)


def _tell_kept(progress: Progress) -> None:
    if isinstance(progress, _Heard):
        for file, copy in progress.copies:
            _say(f"The earlier {file} had been saved by somebody: it is kept as {copy}.", err=True)


add_import(app, _errors, telling, _list)
add_procurement(app, _errors, telling, _list, _tell_kept)
add_page(app, _say)


def main() -> None:
    """The command `cal-optimizer`."""
    # A run makes millions of small values that live to its end; looking for garbage among them
    # costs a tenth of the time.
    gc.set_threshold(200_000, 50, 100)
    try:
        console.run(app)
    finally:
        gc.freeze()  # nor is there anything to collect on the way out
