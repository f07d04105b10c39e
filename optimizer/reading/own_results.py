"""A result given in the place of the workbook that it was made from."""

from collections.abc import Sequence
from pathlib import Path

from optimizer.domain.problems import Message
from optimizer.reading.earlier import ABOUT, INPUT, earlier_result
from optimizer.reading.files.check import no_workbook
from optimizer.reading.titles import may_be_access

IS_A_RESULT = Message(
    "is-a-result",
    'is what this program made of "{source}", without a list of who uses what.',
    'Give "{source}" itself.',
)


def refuse_results(path: Path, titles: Sequence[str]) -> None:
    """Raise WorkbookError, with this sentence alone, where the workbook of those sheets is a
    result; a copy of an input with its problems marked is none, nor is what was imported."""
    if any(may_be_access(title) for title in titles):
        return
    if any(title.startswith(ABOUT) for title in titles):
        earlier = earlier_result(path)
        if earlier is not None:
            raise no_workbook(path, IS_A_RESULT, source=Path(earlier.facts[INPUT]).name)
