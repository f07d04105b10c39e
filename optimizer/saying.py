"""What verbs of the command line say: lines, notes and errors, and each step while it lasts."""

import contextlib
import io
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from optimizer.console import one_line, writable_json
from optimizer.domain.problems import Problem
from optimizer.domain.progress import Progress, ToldInWords
from optimizer.failures import Failure, Terminated, failure

if TYPE_CHECKING:
    from optimizer.result import Result


@contextlib.contextmanager
def errors(source: Path, as_json: bool) -> Iterator[None]:  # noqa: FBT001 - handed to verbs
    """What a verb does: nothing that a library prints is seen, and every error is told in a
    sentence, with its exit status."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            yield
    except (Exception, KeyboardInterrupt, Terminated) as error:  # noqa: BLE001 - here all are told
        fail(failure(error, source.name or str(source)), as_json=as_json)


def fail(found: Failure, *, as_json: bool) -> NoReturn:
    """Tell what went wrong and end with its exit status."""
    if as_json:
        from optimizer.report import as_json as json_face

        told = json_face.no_plan_object(found.status, found.told, found.notes, found.reading)
        printed(writable_json(json_face.text(told)))
    else:
        say(found.headline, err=True)
        listed(found.problems, "problem")
        listed(found.notes if found.problems else (), "note")
    raise SystemExit(found.exit)


def say(text: str, *, err: bool = False) -> None:
    """Lines of text, with nothing in them that is a command to a terminal."""
    printed("\n".join(map(one_line, text.split("\n"))), err=err)


def printed(text: str, *, err: bool = False) -> None:
    """Text as it is, and the end of its line."""
    stream = sys.stderr if err else sys.stdout
    stream.write(f"{text}\n")


def _count(things: tuple[object, ...], word: str) -> str:
    return f"{len(things)} {word}{'' if len(things) == 1 else 's'}"


def listed(problems: tuple[Problem, ...], word: str) -> None:
    """Problems or notes on standard error, a line each."""
    if word == "note" and problems:
        say(f"{_count(problems, word)}:", err=True)
    for problem in problems:
        printed(f"  {one_line(str(problem))}", err=True)


@contextlib.contextmanager
def telling(quiet: bool) -> Iterator[Progress]:  # noqa: FBT001 - handed to verbs
    """Tells each step on standard error while it lasts, where someone is watching."""
    if quiet or not sys.stderr.isatty():
        yield Heard()
        return
    from rich.console import Console

    with Console(stderr=True).status("Starting") as status:
        yield Shown(lambda text: status.update(f"{one_line(text)} ..."))


class Heard(Progress):
    """Remembers what has to be told at the end."""

    def __init__(self) -> None:
        self.copies: list[tuple[str, str]] = []

    def kept(self, file: str, copy: str) -> None:
        """Remember the copy."""
        self.copies.append((file, copy))


class Shown(Heard, ToldInWords):
    """Steps as the words beside a spinner."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        super().__init__()
        self.show = tell

    def tell(self, text: str) -> None:
        """Show one step."""
        self.show(text)


def tell_kept(progress: Progress) -> None:
    """Tell which earlier files were kept under another name."""
    if isinstance(progress, Heard):
        for file, copy in progress.copies:
            say(f"The earlier {file} had been saved by somebody: it is kept as {copy}.", err=True)


def show(result: "Result", files: Sequence[Path], *, quiet: bool, more: Sequence[str] = ()) -> None:
    """A result in a few lines, the files written, the notes, and how long it took."""
    for line in (str(result), *more):
        say(line)
    for file in files:
        say(f"Written to {file}")
    if not quiet:
        listed(result.plan.warnings, "note")
        say(f"Done in {result.seconds:.1f} s.", err=True)
