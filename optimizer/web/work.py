"""What a worker does: one verb of the package, its progress told, its outcome handed back."""

import _thread
import contextlib
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from optimizer.domain.progress import ToldInWords
from optimizer.web.texts import texts

MOST_PLACES = 2_000
"""Cells that a workbook's own rows are looked up for."""

CRASHED = str(texts()["working"].crashed)


@dataclass(frozen=True)
class Found:
    """What was found in a workbook: problems and notes, the rows around the problems, and what was
    read as what."""

    checkup: Any
    excerpts: tuple[Any, ...]
    reading: tuple[Any, ...]


class Teller(ToldInWords):
    """Progress as messages to the page."""

    def __init__(self, pipe: Connection) -> None:
        self.pipe = pipe

    def tell(self, text: str) -> None:
        """Hand over a step that cannot be counted."""
        self.pipe.send(("told", text, 0, 0))

    def passed(self, answer: Any) -> None:
        """Hand over what a first job came to; what follows belongs to the next one."""
        self.pipe.send(("passed", answer))

    def scenario(self, number: int, count: int, name: str) -> None:
        """Hand over which scenario."""
        self.pipe.send(("told", texts()["working"].scenario(name=name), number, count))

    def question(self, number: int, count: int, what: str) -> None:
        """Hand over which question."""
        self.pipe.send(("told", what[:1].upper() + what[1:], number, count))


def wait(pipe: Connection) -> None:
    """The worker's life: load, wait for a task, do it, answer."""
    import optimizer.api
    import optimizer.planning
    import optimizer.report.write  # noqa: F401

    try:
        _, task, arguments = pipe.recv()
    except (EOFError, OSError, KeyboardInterrupt):
        return
    threading.Thread(target=_listen, args=(pipe,), daemon=True).start()
    try:
        answer = TASKS[task](Teller(pipe), *arguments)
        pipe.send(("done", answer))
    except KeyboardInterrupt:
        pipe.send(("stopped",))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told in a sentence
        pipe.send(("failed", *_told(error)))


def _listen(pipe: Connection) -> None:
    """Wait for the word to stop. While a plan is being proven the proof ends, and its best plan is
    the answer; any other work is interrupted as Ctrl-C does."""
    from optimizer.solving.solvers.status import INTERRUPTION

    with contextlib.suppress(EOFError, OSError):
        pipe.recv()
    if INTERRUPTION.awaited:
        INTERRUPTION.asked = True
    else:
        _thread.interrupt_main()


def _told(error: Exception) -> tuple[str, tuple[Any, ...]]:
    """An error as a sentence, and the problems it carries."""
    from optimizer.domain.problems import InfeasibleError, OptimizerError, WorkbookError

    if isinstance(error, WorkbookError):
        return "", error.problems
    if isinstance(error, InfeasibleError):
        return str(texts()["working"].infeasible), error.reasons
    if isinstance(error, OptimizerError):
        return str(error), ()
    return f"{CRASHED} ({type(error).__name__})", ()


def _open(teller: Teller, source: Path, as_of: date | None, choices: tuple[Any, ...] = ()) -> Any:
    """Read a workbook, hand over what was found in it, and solve it in the same go: a large one is
    read once."""
    from dataclasses import replace

    from optimizer.api import Checkup, examine_and_solve
    from optimizer.reading.excerpt import excerpts

    def found(checkup: Checkup) -> Found:
        places = [place for problem in checkup.problems for place in problem.places]
        rows = excerpts(source, places[:MOST_PLACES]) if places else ()
        return Found(replace(checkup, tables=None), rows, checkup.reading)

    answer = examine_and_solve(
        source,
        lambda checkup: teller.passed(found(checkup)),
        as_of=as_of,
        choices=choices,
        progress=teller,
    )
    return found(answer) if isinstance(answer, Checkup) else answer


def _negotiate(teller: Teller, result: Any) -> Any:
    from optimizer.api import negotiate
    from optimizer.domain.options import Options

    return negotiate(result, options=Options(progress=teller)).plan.deal


def _what_if(teller: Teller, tables: Any, changes: tuple[tuple[object, ...], ...]) -> Any:
    from dataclasses import replace

    from optimizer.api import optimize, with_changes
    from optimizer.domain.options import Options

    changed = replace(with_changes(tables, changes), scenarios=())
    return optimize(changed, options=Options(progress=teller))


def _curve(
    _teller: Teller, tables: Any, changes: tuple[tuple[object, ...], ...], offer: str
) -> Any:
    from optimizer.api import price_curve, with_changes

    return price_curve(with_changes(tables, changes), offer)


def _write(teller: Teller, result: Any, target: Path) -> Any:
    return result.write(target, details=True, progress=teller)


def _mark(
    _teller: Teller, source: Path, target: Path, checkup: Any, choices: tuple[Any, ...]
) -> Any:
    from optimizer.api import mark

    return mark(source, target, checkup.problems, checkup.notes, choices=choices)


def _keep(
    _teller: Teller,
    source: Path,
    target: Path,
    rows: tuple[tuple[object, ...], ...],
    choices: tuple[Any, ...],
) -> Any:
    from optimizer.api import with_scenarios

    return with_scenarios(source, target, rows, choices)


def _template(_teller: Teller, target: Path) -> Any:
    from optimizer.api import template

    return template(target)


def _import(teller: Teller, *arguments: Any) -> Any:
    from optimizer.web.imported import import_task

    *places, asked = arguments
    return import_task(teller, *places, asked=asked)


def _compare(teller: Teller, *arguments: Any) -> Any:
    from optimizer.web.quoted import compare_task

    return compare_task(teller, *arguments)


def _quotes(teller: Teller, *arguments: Any) -> Any:
    from optimizer.web.quoted import quotes_task

    return quotes_task(teller, *arguments)


def _requests(teller: Teller, *arguments: Any) -> Any:
    from optimizer.web.quoted import requests_task

    return requests_task(teller, *arguments)


TASKS: Mapping[str, Callable[..., Any]] = {
    "open": _open,
    "negotiate": _negotiate,
    "what-if": _what_if,
    "curve": _curve,
    "write": _write,
    "mark": _mark,
    "keep": _keep,
    "template": _template,
    "import": _import,
    "compare": _compare,
    "quotes": _quotes,
    "requests": _requests,
}
"""The verbs by name; each is called with who is to be told, and its own arguments."""
