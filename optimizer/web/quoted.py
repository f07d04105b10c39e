"""Quotes received -> which to take, as the page shows it: a worker's task."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from optimizer.web.texts import texts

if TYPE_CHECKING:
    from optimizer.domain.problems import Problem
    from optimizer.domain.quotes import QuotesCompared
    from optimizer.result import Result


@dataclass(frozen=True, kw_only=True)
class Quoted:
    """What came of the quotes, the files they were read from, and the workbooks written."""

    compared: "QuotesCompared"
    received: tuple[str, ...]
    files: tuple[Path, ...]
    notes: tuple["Problem", ...]


def quotes_task(teller: Any, result: "Result", files: tuple[Path, ...], folder: Path) -> Quoted:
    """Compare filled quote requests; raises WorkbookError with every problem of theirs."""
    from optimizer.domain.options import Options
    from optimizer.quoting.round import take_quotes

    teller.tell(str(texts()["working"].quotes))
    found = take_quotes(result, files, folder, Options(progress=teller), overwrite=True)
    return Quoted(
        compared=found.compared,
        received=tuple(file.name for file in files),
        files=found.files,
        notes=found.notes,
    )


def requests_task(teller: Any, result: "Result", folder: Path) -> tuple[Path, ...]:
    """Write the quote requests of what the plan buys; raises OutputError where it buys nothing."""
    from optimizer.quoting.round import write_requests

    teller.tell(str(texts()["working"].requests))
    return write_requests(result, folder, overwrite=True)


def compare_task(teller: Any, old: Path, new: Path, inputs: tuple[Path, ...], target: Path) -> Any:
    """Compare two workbooks or two results, and write the comparison."""
    from optimizer.comparing.results import sha256_of_input
    from optimizer.comparing.workbooks import compare_files
    from optimizer.domain.options import Options
    from optimizer.reading.files.table import sha256_of

    teller.tell(texts()["working"].comparing_two(old=old.name, new=new.name))
    if inputs:
        by_hash = {sha256_of(path): path for path in inputs}
        wanted = [
            by_hash.get(sha256_of_input(result), inputs[i]) for i, result in enumerate((old, new))
        ]
        inputs = tuple(wanted)
    return compare_files(old, new, target, Options(progress=teller), inputs, overwrite=True)
