"""The command line: thin verbs over the package. Heavy libraries load only when a verb runs."""

import contextlib
import gc
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from optimizer.arguments import (
    AsOf,
    Input,
    Json,
    Mark,
    NegotiationOutput,
    Output,
    Quiet,
    Solver,
    SweepOutput,
    TemplateOutput,
    TimeLimit,
    Vary,
)
from optimizer.domain.problems import (
    InfeasibleError,
    OutputError,
    PlanError,
    Problem,
    SolverError,
    WorkbookError,
)
from optimizer.domain.progress import QUIET, Progress, ToldInWords
from optimizer.import_verb import add_import

if TYPE_CHECKING:
    from optimizer.result import Result

PROBLEMS, USAGE, INFEASIBLE, NO_PLAN = 1, 2, 3, 4
"""Exit statuses beside 0."""


app = typer.Typer(
    name="cal-optimizer",
    help="The cheapest compliant mix of user and device Client Access Licenses, from an Excel "
    "workbook and back into one.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"cal-optimizer {version('cal-optimizer')}")
        raise typer.Exit


@app.callback()
def _root(
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
    as_json: Json = False,
    as_of: AsOf = None,
    time_limit: TimeLimit = None,
    solver: Annotated[Solver, typer.Option("--solver", help="The solver to use.")] = Solver.HIGHS,
    details: Annotated[
        bool, typer.Option("--details", help="Also list who holds what else in each scenario.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Find the cheapest compliant plan and write it into a new workbook."""
    target = output or source.with_name(f"{source.stem}-plan.xlsx")
    with _errors(source, as_json), _progress(quiet) as progress:
        from optimizer import api
        from optimizer.domain.options import Options
        from optimizer.writing.files import check_target

        check_target(target, source)
        options = Options(str(solver), time_limit, progress=progress)
        result = api.solve(source, as_of=as_of.date() if as_of else None, options=options)
        files = result.write(target, details=details, progress=progress)
    if as_json:
        from optimizer.report import as_json as json_face

        typer.echo(json_face.text(result.to_dict()))
        return
    _show(result, files, quiet)


@app.command()
def negotiate(
    source: Input,
    output: NegotiationOutput = None,
    as_of: AsOf = None,
    time_limit: TimeLimit = None,
    quiet: Quiet = False,
) -> None:
    """Solve, and work out what every price, offer, access and server is worth: the result has a
    Negotiation sheet."""
    target = output or source.with_name(f"{source.stem}-negotiation.xlsx")
    with _errors(source, False), _progress(quiet) as progress:
        from optimizer import api
        from optimizer.domain.options import Options
        from optimizer.report.negotiation_text import sentences
        from optimizer.writing.files import check_target

        check_target(target, source)
        options = Options(time_limit=time_limit, progress=progress)
        result = api.solve(source, as_of=as_of.date() if as_of else None, options=options)
        result = api.negotiate(result, options=options)
        files = result.write(target, progress=progress)
        found = list(sentences(result.plan.deal, result.plan)) if result.plan.deal else []
    _show(result, files, quiet, found)


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
    workers: Annotated[
        int, typer.Option("--workers", min=0, help="Processes; 0: one for each core.")
    ] = 0,
    dask: Annotated[
        str | None, typer.Option("--dask", metavar="ADDRESS", help="Use this Dask cluster instead.")
    ] = None,
    as_of: AsOf = None,
    time_limit: TimeLimit = None,
    quiet: Quiet = False,
) -> None:
    """Solve thousands of futures, grids or draws, and write them as a table; stopped, it goes on
    where it was."""
    with _errors(source, False), _progress(quiet) as progress:
        from optimizer.api import sweep_to_file as run
        from optimizer.domain.options import Options
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
                as_of.date() if as_of else None,
                options,
                executor,
            )
        except KeyboardInterrupt:
            typer.echo("Stopped. The same command goes on from here.", err=True)
            raise typer.Exit(130) from None
    typer.echo(f"{count:,} points written to {output}")


def _show(result: "Result", files: Sequence[Path], quiet: bool, more: Sequence[str] = ()) -> None:
    """A result in a few lines, the files written, the notes, and how long it took."""
    for line in (str(result), *more):
        typer.echo(line)
    for file in files:
        typer.echo(f"Written to {file}")
    if not quiet:
        _list(result.plan.warnings, "note")
        typer.echo(f"Done in {result.seconds:.1f} s.", err=True)


@app.command()
def check(source: Input, mark: Mark = None, as_of: AsOf = None, quiet: Quiet = False) -> None:
    """Check a workbook and list everything that is wrong with it, without solving."""
    with _errors(source, False), _progress(quiet) as progress:
        from optimizer.api import examine
        from optimizer.writing.files import check_target

        if mark is not None:
            check_target(mark, source)
        found = examine(source, as_of=as_of.date() if as_of else None, progress=progress)
        _mark(source, mark, found.problems, found.notes)
        if found.infeasible:
            raise InfeasibleError(found.problems, found.notes)
        if found.problems:
            raise WorkbookError(found.problems, found.notes)
    if not quiet:
        _list(found.notes, "note")
    typer.echo(f"{source.name} has no problems.")


def _mark(
    source: Path, target: Path | None, problems: tuple[Problem, ...], notes: tuple[Problem, ...]
) -> None:
    """Write the marked copy where one is wanted and the file is a workbook at all."""
    if target is None or any(problem.place.file for problem in problems):
        return
    from optimizer.api import mark

    lost = mark(source, target, problems, notes)
    typer.echo(
        f"Marked copy written to {target}"
        + (f"; it leaves out: {', '.join(lost)}." if lost else "")
    )


@app.command()
def template(output: TemplateOutput = Path("cal-optimizer.xlsx")) -> None:
    """Write a workbook to start from: every sheet with its headers, explanations, lists to choose
    from and an example."""
    with _errors(output, False):
        from optimizer.api import template as write

        write(output)
    typer.echo(f"Written to {output}")


@app.command()
def page(
    port: Annotated[
        int, typer.Option("--port", min=0, max=65_535, help="The port; 0 is any free one.")
    ] = 0,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page in a browser.")
    ] = True,
    desktop: Annotated[
        bool, typer.Option("--desktop", help="Write a menu entry for a Linux desktop and end.")
    ] = False,
) -> None:
    """Open the page: drop a workbook, see the answer, move a price, download the plan; on this
    machine only, until it is quit."""
    from importlib.util import find_spec

    if any(find_spec(name) is None for name in ("starlette", "uvicorn", "jinja2")):
        typer.echo('The page needs an extra: pip install "cal-optimizer[page]".', err=True)
        raise typer.Exit(USAGE)
    if desktop:
        from optimizer.web.desktop import write_entry

        typer.echo(f"Written to {write_entry()}")
        return
    from optimizer.web.server import serve

    try:
        serve(port, browser, lambda address: typer.echo(f"The page is at {address}"))
    except OSError as error:
        typer.echo(f"Port {port} cannot be used ({error.strerror}). Choose another one.", err=True)
        raise typer.Exit(USAGE) from None


@contextlib.contextmanager
def _errors(source: Path, as_json: bool) -> Iterator[None]:
    """Every error of the package as its sentences and its exit status."""
    try:
        yield
    except WorkbookError as error:
        _fail(
            PROBLEMS,
            "invalid",
            error.problems,
            error.warnings,
            as_json,
            f"{source.name}: {_count(error.problems, 'problem')}",
        )
    except InfeasibleError as error:
        _fail(
            INFEASIBLE,
            "infeasible",
            error.reasons,
            error.warnings,
            as_json,
            f"{source.name}: no compliant plan exists",
        )
    except (SolverError, PlanError) as error:
        _fail(NO_PLAN, "failed", (), (), as_json, str(error))
    except OutputError as error:
        _fail(USAGE, "failed", (), (), as_json, str(error))


def _fail(
    code: int,
    status: str,
    problems: tuple[Problem, ...],
    warnings: tuple[Problem, ...],
    as_json: bool,
    message: str,
) -> NoReturn:
    if as_json:
        from optimizer.domain.problems import SAID, Place
        from optimizer.report import as_json as json_face

        shown = problems or (Problem(Place(), SAID, (("text", message),)),)
        typer.echo(json_face.text(json_face.no_plan_object(status, shown, warnings)))
    else:
        typer.echo(message, err=True)
        _list(problems, "problem")
        if problems:
            _list(warnings, "note")
    raise typer.Exit(code)


def _count(things: tuple[object, ...], word: str) -> str:
    return f"{len(things)} {word}{'' if len(things) == 1 else 's'}"


def _list(problems: tuple[Problem, ...], word: str) -> None:
    """Problems or notes on standard error, a line each."""
    if word == "note" and problems:
        typer.echo(f"{_count(problems, word)}:", err=True)
    for problem in problems:
        typer.echo(f"  {problem}", err=True)


@contextlib.contextmanager
def _progress(quiet: bool) -> Iterator[Progress]:
    """Tells each step on standard error while it lasts, where someone is watching."""
    if quiet or not sys.stderr.isatty():
        yield QUIET
        return
    from rich.console import Console
    from rich.status import Status

    class Shown(ToldInWords):
        """Steps as the words beside a spinner."""

        def __init__(self, status: Status) -> None:
            self.status = status

        def tell(self, text: str) -> None:
            self.status.update(f"{text} ...")

    with Console(stderr=True).status("Starting") as status:
        yield Shown(status)


add_import(app, _errors, _progress, _list)


def main() -> None:
    """The command `cal-optimizer`."""
    # A run makes millions of small values that live to its end; looking for garbage among them
    # costs a tenth of the time.
    gc.set_threshold(200_000, 50, 100)
    try:
        app()
    finally:
        gc.freeze()  # nor is there anything to collect on the way out
