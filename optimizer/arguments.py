"""The options of the command line: what each is called, takes and means."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from optimizer.domain.solvers import Solver as Solver

Input = Annotated[
    Path,
    typer.Argument(metavar="INPUT", help="The workbook (.xlsx) to read. It is never written to."),
]


def day_typed(text: str) -> date:
    """A day as a workbook's cell may have it; one that could be two days is asked for."""
    from optimizer.reading.cells import Refused, day
    from optimizer.reading.meaning.dates import day_of

    try:
        return day(day_of(text, None))
    except Refused as refused:
        raise typer.BadParameter(f"{refused.problem.rstrip('.')}. Type it as 2026-01-31.") from None


AsOf = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        parser=day_typed,
        metavar="DATE",
        help="The plan's first day, instead of the workbook's.",
    ),
]


Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="OUT",
        help="The result workbook; INPUT with -plan added if left out.",
    ),
]


NegotiationOutput = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="OUT",
        help="The result workbook; INPUT with -negotiation added if left out.",
    ),
]


Vary = Annotated[
    list[str],
    typer.Option(
        "--vary",
        metavar="WHAT=VALUES",
        help="What to vary: a license, an offer, or a change and its target, from a day on with "
        '"from 2027-01-01" behind it; low:high:step, a,b,c, uniform(a,b), normal(m,s) '
        "or triangular(a,m,b). Repeat for more.",
    ),
]


SweepOutput = Annotated[
    Path, typer.Option("--output", "-o", metavar="OUT", help="The table: .xlsx, .csv or .parquet.")
]


DETAILS = "Also list who holds what else in each scenario, and in JSON what covers each access."


Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of a few lines.")]


TimeLimit = Annotated[
    float | None,
    typer.Option(
        "--time-limit",
        min=0.1,
        metavar="S",
        help="Seconds to solve for; the best plan found is written.",
    ),
]


Mark = Annotated[
    Path | None,
    typer.Option(
        "--mark",
        metavar="OUT",
        help="Also write a copy of the workbook with its problems marked in their cells.",
    ),
]


TemplateOutput = Annotated[
    Path, typer.Option("--output", "-o", metavar="OUT", help="The workbook to write.")
]


Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress and no warnings.")]


Overwrite = Annotated[
    bool,
    typer.Option(
        "--overwrite",
        help="Write over a file that is no earlier result for this input. An input never is.",
    ),
]
