"""The verbs `quote` and `compare` of the command line."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Annotated

import typer

from optimizer.arguments import AsOf, Input, Overwrite, Quiet, TimeLimit
from optimizer.domain.problems import Problem
from optimizer.domain.progress import Progress

Errors = Callable[[Path, bool], AbstractContextManager[None]]
Told = Callable[[bool], AbstractContextManager[Progress]]
Lister = Callable[[tuple[Problem, ...], str], None]


def add_procurement(
    app: typer.Typer,
    errors: Errors,
    progress: Told,
    listing: Lister,
    tell_kept: Callable[[Progress], None],
) -> None:
    """Add both verbs."""

    @app.command()
    def quote(
        source: Input,
        output: Annotated[
            Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where the files go.")
        ],
        received: Annotated[
            list[Path] | None,
            typer.Option(
                "--received", metavar="FILE", help="A filled request; repeat for each one."
            ),
        ] = None,
        as_of: AsOf = None,
        time_limit: TimeLimit = None,
        *,
        overwrite: Overwrite = False,
        quiet: Quiet = False,
    ) -> None:
        """Write quote requests for what the plan buys, or compare the quotes received."""
        with errors(source, False), progress(quiet) as told:
            from optimizer import api
            from optimizer.domain.options import Options
            from optimizer.quoting.round import lines, take_quotes, write_requests

            options = Options(time_limit=time_limit, progress=told)
            result = api.solve(source, as_of=as_of, options=options)
            said: list[str] = []
            notes: tuple[Problem, ...] = ()
            if received:
                found = take_quotes(result, received, output, options, overwrite=overwrite)
                said, files = lines(found.compared, result.plan.currency), found.files
                notes = found.notes
            else:
                files = write_requests(result, output, overwrite=overwrite, progress=told)
        for line in (*said, *(f"Written to {file}" for file in files)):
            typer.echo(line)
        if not quiet:
            listing(notes, "note")
        tell_kept(told)

    @app.command()
    def compare(
        old: Annotated[
            Path, typer.Argument(metavar="OLD", help="The earlier workbook, or its result.")
        ],
        new: Annotated[
            Path, typer.Argument(metavar="NEW", help="The later workbook, or its result.")
        ],
        output: Annotated[
            Path | None,
            typer.Option(
                "--output", "-o", metavar="OUT", help="The comparison; NEW with -compared added."
            ),
        ] = None,
        inputs: Annotated[
            tuple[Path, Path] | None,
            typer.Option(
                "--inputs", metavar="OLD NEW", help="The workbooks that two results come from."
            ),
        ] = None,
        time_limit: TimeLimit = None,
        *,
        overwrite: Overwrite = False,
        quiet: Quiet = False,
    ) -> None:
        """Compare two workbooks, or two results: what changed, and what each change costs."""
        target = output or new.with_name(f"{new.stem}-compared.xlsx")
        with errors(new, False), progress(quiet) as told:
            from optimizer.comparing.workbooks import compare_files, lines
            from optimizer.domain.options import Options

            options = Options(time_limit=time_limit, progress=told)
            found = compare_files(old, new, target, options, inputs or (), overwrite=overwrite)
            said = lines(found)
        for line in (*said, f"Written to {target}"):
            typer.echo(line)
        tell_kept(told)
