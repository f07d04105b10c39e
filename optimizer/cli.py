"""The command line: thin verbs over the package. Heavy libraries load only when a verb runs."""

from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from optimizer import console, solve_verb
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
from optimizer.domain.installed import installed
from optimizer.domain.problems import InfeasibleError, WorkbookError
from optimizer.domain.progress import Progress
from optimizer.failures import Terminated, failure
from optimizer.import_verb import add_import
from optimizer.page_verb import add_page
from optimizer.procurement_verbs import add_procurement
from optimizer.saying import errors, fail, listed, say, show, tell_kept, telling
from optimizer.solve_verb import beside

if TYPE_CHECKING:
    from optimizer.api import Checkup

app = typer.Typer(
    name="cal-optimizer",
    help="The cheapest compliant mix of user and device Client Access Licenses, from an Excel "
    "workbook and back into one.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


def _version(*, wanted: bool) -> None:
    if wanted:
        say(f"cal-optimizer {installed('cal-optimizer')}")
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
    solve_verb.solve(
        source,
        output,
        as_json=as_json,
        as_of=as_of,
        time_limit=time_limit,
        solver=str(solver),
        details=details,
        pdf=pdf,
        overwrite=overwrite,
        quiet=quiet,
    )


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
    with errors(source, as_json=False), telling(quiet=quiet) as progress:
        from optimizer import api
        from optimizer.domain.options import Options
        from optimizer.report.negotiation_text import sentences
        from optimizer.writing.files import check_target

        target = output or beside(source, "negotiation")
        check_target(target, source, overwrite=overwrite)
        options = Options(time_limit=time_limit, progress=progress)
        result = api.solve(source, as_of=as_of, options=options)
        result = api.negotiate(result, options=options)
        files = result.write(target, overwrite=overwrite, progress=progress)
        found = list(sentences(result.plan.deal, result.plan)) if result.plan.deal else []
    show(result, files, quiet=quiet, more=found)
    tell_kept(progress)


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
    with errors(source, as_json=False), telling(quiet=quiet) as progress:
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
            say("Stopped. The same command goes on from here.", err=True)
            raise SystemExit(failure(error, output.name).exit) from None
    say(f"{count:,} points written to {output}")
    tell_kept(progress)


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
    with errors(source, as_json=False), telling(quiet=quiet) as progress:
        from optimizer.api import examine
        from optimizer.writing.files import check_target

        if mark is not None:
            check_target(mark, source, overwrite=overwrite)
        found = examine(source, as_of=as_of, progress=progress)
        said = _mark(source, mark, found, overwrite=overwrite, progress=progress)
    for line in said:
        say(line)
    tell_kept(progress)
    for sheet in () if quiet else filter(attrgetter("read"), found.reading):
        say(sheet.line())
    if found.infeasible:
        fail(failure(InfeasibleError(found.problems, found.notes), source.name), as_json=False)
    if found.problems:
        fail(failure(WorkbookError(found.problems, found.notes), source.name), as_json=False)
    if not quiet:
        listed(found.notes, "note")
    say(f"{source.name} has no problems.")


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
    with errors(output, as_json=False):
        from optimizer.api import template as write

        write(output, overwrite=overwrite)
    say(f"Written to {output}")


add_import(app, errors, telling, listed)
add_procurement(app, errors, telling, listed, tell_kept)
add_page(app, say)


def main() -> None:
    """The command `cal-optimizer`."""
    console.run(app)
