"""What somebody meant who typed no verb: a file dragged onto the command, `help`, a folder, a wrong
word."""

from collections.abc import Sequence
from pathlib import Path

VERBS = (
    "solve",
    "negotiate",
    "sweep",
    "check",
    "template",
    "page",
    "import",
    "quote",
    "compare",
)
"""The verbs, in the order in which help lists them."""


def meant(arguments: Sequence[str]) -> list[str] | str:
    """The arguments as the command line takes them, or one sentence that says what to type."""
    if not arguments:
        return []
    first, *rest = arguments
    word = first.strip().casefold()
    if word in ("help", "-h", "-?", "/?"):
        return [*rest[:1], "--help"]
    if first in VERBS or first.startswith("-"):
        return ["--help" if each == "-h" else each for each in arguments]
    if word in VERBS:
        return [word, *rest]
    if not word:
        return 'The name of the workbook is empty. Type: cal-optimizer solve "your workbook.xlsx"'
    path = Path(first)
    if path.is_dir():
        return f"{first} is a folder. Name the workbook in it: cal-optimizer solve WORKBOOK.xlsx"
    if path.suffix.casefold() in (".xlsx", ".xlsm", ".xls", ".csv") or path.is_file():
        return ["solve", *arguments]
    from difflib import get_close_matches

    near = get_close_matches(word, VERBS, n=1, cutoff=0.6)
    hint = f'Did you mean "{near[0]}"? ' if near else ""
    return f'"{first}" is no verb and no workbook. {hint}The verbs are {", ".join(VERBS)}.'
