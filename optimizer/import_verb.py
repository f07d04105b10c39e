"""The verb `import` of the command line: its options, and how they are told to the package."""

import re
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Protocol

import typer

from optimizer.arguments import Json, Quiet, day_typed
from optimizer.console import writable_json
from optimizer.domain.problems import OutputError, Problem
from optimizer.domain.progress import Progress, ToldInWords
from optimizer.importing.choices import Engine, Machines


class Dates(StrEnum):
    """Orders of day and month that --dates takes."""

    DMY = "dmy"
    MDY = "mdy"


class UnknownDevice(StrEnum):
    """What --unknown-device takes."""

    KNOWN = "known"
    ANY = "any"


class Prices(StrEnum):
    """What --prices takes."""

    ILLUSTRATIVE = "illustrative"


class LogSystem(StrEnum):
    """What --query takes."""

    SENTINEL = "sentinel"
    SPLUNK = "splunk"
    ELASTIC = "elastic"
    SQL = "sql"


class Errors(Protocol):
    """Tells every error of the package as its sentences and its exit status."""

    def __call__(self, source: Path, as_json: bool) -> AbstractContextManager[None]:  # noqa: FBT001
        """What goes wrong inside ends the program."""


def add_import(
    app: typer.Typer,
    errors: Errors,
    progress: Callable[[bool], AbstractContextManager[Progress]],
    listed: Callable[[tuple[Problem, ...], str], None],
) -> None:
    """Give the command line its verb `import`."""

    @app.command("import")
    def import_(
        exports: Annotated[
            list[Path] | None,
            typer.Argument(metavar="EXPORTS...", help="Files, folders and archives to import."),
        ] = None,
        output: Annotated[
            Path, typer.Option("--output", "-o", metavar="OUT", help="The workbook to write.")
        ] = Path("access.xlsx"),
        *,
        sources: Annotated[
            bool,
            typer.Option(
                "--sources", help="Show what is recognised, and for each the line to type."
            ),
        ] = False,
        query: Annotated[
            LogSystem | None,
            typer.Option("--query", help="Print a query for a log system; import what it gives."),
        ] = None,
        as_of: Annotated[
            date | None,
            typer.Option(
                "--as-of",
                parser=day_typed,
                metavar="DATE",
                help="The plan's first day; the newest day of the exports if left out.",
            ),
        ] = None,
        window: Annotated[
            int,
            typer.Option(
                "--window", min=1, metavar="DAYS", help="Access window, written to Settings."
            ),
        ] = 90,
        dates: Annotated[
            Dates | None,
            typer.Option("--dates", help="Order of day and month, where a file does not prove it."),
        ] = None,
        time_zone: Annotated[
            str,
            typer.Option(
                "--time-zone", metavar="PLACE", help="Clock of the days, Europe/Paris say."
            ),
        ] = "",
        server: Annotated[
            list[str] | None,
            typer.Option(
                "--server", metavar="NAME=FILE", help="Whose log a file is. Repeat for more."
            ),
        ] = None,
        machines: Annotated[
            Machines,
            typer.Option("--machines", help="Machines that nobody logs on to, all, or none."),
        ] = Machines.UNATTENDED,
        unknown_device: Annotated[
            UnknownDevice,
            typer.Option(
                "--unknown-device",
                help="Rows without a device: the person's known devices, or any device.",
            ),
        ] = UnknownDevice.KNOWN,
        authorised: Annotated[
            list[str] | None,
            typer.Option(
                "--authorised",
                metavar="FILE=SERVER",
                help="The server that a group's members may use. Repeat for more.",
            ),
        ] = None,
        mapped: Annotated[
            str,
            typer.Option(
                "--map",
                metavar="FIELD=COLUMN,...|FILE.toml",
                help="How to read a file of no known kind.",
            ),
        ] = "",
        decisions: Annotated[
            Path | None,
            typer.Option(
                "--decisions", metavar="WORKBOOK", help="Whose sheet Decisions to read; OUT's own."
            ),
        ] = None,
        pseudonymise: Annotated[
            Path | None,
            typer.Option(
                "--pseudonymise", metavar="KEYFILE", help="Hide names of people and devices."
            ),
        ] = None,
        prices: Annotated[
            Prices | None,
            typer.Option("--prices", help="Fill Licenses with the template's illustrative prices."),
        ] = None,
        partial: Annotated[
            bool, typer.Option("--partial", help="Go on without files that cannot be read.")
        ] = False,
        one_organization: Annotated[
            bool,
            typer.Option(
                "--one-organization",
                help="Exports of domains that share nothing are of one organization all the same.",
            ),
        ] = False,
        one_file: Annotated[
            bool, typer.Option("--one-file", help="All sheets in the workbook, no files beside it.")
        ] = False,
        dry_run: Annotated[
            bool, typer.Option("--dry-run", help="Say what would be written; write nothing.")
        ] = False,
        cache: Annotated[
            bool,
            typer.Option("--cache/--no-cache", help="Keep groups, so that a refresh is quick."),
        ] = True,
        engine: Annotated[
            Engine,
            typer.Option("--engine", help="Who groups rows; the result is the same."),
        ] = Engine.AUTO,
        as_json: Json = False,
        quiet: Quiet = False,
    ) -> None:
        """Turn raw exports (logs, directories, inventories) into an input workbook."""
        if sources or query is not None:
            from optimizer.importing.result.sources_text import queries, sources_lines

            with errors(output, as_json):
                _check_map(mapped)
                found = [*(queries(str(query)) if query is not None else sources_lines(mapped))]
            for line in found:
                typer.echo(line)
            return
        with errors(output, as_json), progress(quiet) as told:
            from optimizer.importing.import_exports import import_exports
            from optimizer.importing.options import ImportOptions
            from optimizer.importing.result.say import as_object, lines

            if not exports:
                raise OutputError("Give the exports to import: files, folders, archives.")
            _check_map(mapped)
            opened = _pairs(authorised, "--authorised", "FILE=SERVER")
            options = ImportOptions(
                as_of=as_of,
                window=window,
                dates=str(dates).upper() if dates else "",
                time_zone=time_zone,
                servers={file: name for name, file in _pairs(server, "--server", "NAME=FILE")},
                authorised={file: tuple(s for f, s in opened if f == file) for file, _ in opened},
                machines=machines,
                fold_unknown=unknown_device is UnknownDevice.KNOWN,
                mapped=mapped,
                decisions=decisions,
                keyfile=pseudonymise,
                partial=partial,
                illustrative=prices is not None,
                one_file=one_file,
                one_organization=one_organization,
                dry_run=dry_run,
                cache=cache,
                engine=engine,
                progress=told.tell if isinstance(told, ToldInWords) else lambda _step: None,
            )
            try:
                outcome = import_exports(exports, output, options)
            except KeyboardInterrupt:
                typer.echo(
                    "Stopped; nothing was written. The same command goes on from here.", err=True
                )
                raise SystemExit(130) from None
        files = [str(path) for path in outcome.files]
        if as_json:
            from optimizer.report import as_json as json_face

            typer.echo(
                writable_json(json_face.text(as_object(outcome.summary, outcome.contents, files)))
            )
            return
        for line in lines(outcome.summary, outcome.contents, str(output)):
            typer.echo(line)
        if mapped:
            from optimizer.importing.sources.described import to_keep

            for each in to_keep(mapped):
                typer.echo("To keep as a file, badges.toml say, and to give as --map badges.toml:")
                typer.echo(each)
        for file in files:
            typer.echo(f"Written to {file}")
        if dry_run:
            typer.echo("Nothing was written (--dry-run).")
        if not quiet:
            listed(outcome.notes, "note")


def _check_map(text: str) -> None:
    """Raises OutputError where the text of --map is none."""
    from optimizer.importing.sources.described import described
    from optimizer.importing.sources.mapped import WrongMapError

    try:
        described(text)
    except WrongMapError as error:
        raise OutputError(f"--map: {error}") from None


def _pairs(texts: Sequence[str] | None, option: str, form: str) -> list[tuple[str, str]]:
    """The two sides of each `A=B`. Raises OutputError."""
    found = []
    for text in texts or ():
        match = re.fullmatch(r"([^=]+)=(.+)", text)
        if match is None:
            raise OutputError(f'{option}: "{text}" is not of the form {form}.')
        found.append((match[1].strip(), match[2].strip()))
    return found
