"""The one place where an exception becomes a sentence, a code and an exit status, for the command
line and the page alike."""

import os
import signal
import sys
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from optimizer.domain.installed import installed
from optimizer.domain.plan_status import PlanStatus
from optimizer.domain.problems import (
    SAID,
    InfeasibleError,
    Message,
    OptimizerError,
    OutputError,
    Place,
    PlanError,
    Problem,
    SolverError,
    WorkbookError,
)
from optimizer.domain.read_as import SheetReading
from optimizer.solving.solvers.status import INTERRUPTION


class Exit(IntEnum):
    """Every exit status of the command line."""

    DONE = 0
    PROBLEMS = 1
    USAGE = 2
    NO_COMPLIANT_PLAN = 3
    NO_PLAN = 4
    FAULT = 70
    STOPPED = 130
    BROKEN_PIPE = 141
    TERMINATED = 143


MEANINGS = {
    Exit.DONE: "What was asked for is written, or nothing is wrong with the workbook.",
    Exit.PROBLEMS: "The workbook has problems; each is told with its cell. Nothing is written but "
    "the copy of --mark.",
    Exit.USAGE: "Wrong usage, or a file that may not or cannot be written; nothing is.",
    Exit.NO_COMPLIANT_PLAN: "No compliant plan exists; the cells that clash are told.",
    Exit.NO_PLAN: "The solver failed, or ran out of time without a plan.",
    Exit.FAULT: "A fault of cal-optimizer itself; the sentence names a file with details.",
    Exit.STOPPED: "Stopped by Ctrl-C; a sweep goes on where it was when it is run again. The first "
    "Ctrl-C while a plan is being proven ends the proof only: the best plan is written.",
    Exit.BROKEN_PIPE: "Whoever read the output closed it; the files are written. Where it was "
    "closed before, or full, the status is that of the run.",
    Exit.TERMINATED: "Ended by SIGTERM, as by Ctrl-C.",
}
"""What each says; docs/commands.md is made from it."""


class Terminated(BaseException):
    """The process is asked to end."""


SIGNALLED: list[int] = []
"""The signals that have ended this run: a library, or Python while it makes a class, may turn what
a signal raises into an error of its own."""


NO_MEMORY = Message(
    "out-of-memory",
    "the machine has too little memory for this.",
    "Close other programs, split the workbook, or use a larger machine.",
)
SYSTEM = Message("system-error", "{reason}.", "Check the file, the folder and the disk.")
FAULT = Message(
    "fault",
    "this is a fault of cal-optimizer, not of the workbook ({what}).",
    "Please report it to {where}{details}.",
)
STOPPED = Message("stopped", "stopped.", "Nothing was written.")


@dataclass(frozen=True, kw_only=True)
class Failure:
    """How a run ended without what was asked for: its exit status, the status that JSON tells, a
    headline, and the problems and notes below it; `told` is at least one problem, `reading` what
    each sheet was read as, as far as it was."""

    exit: Exit
    status: PlanStatus
    headline: str
    told: tuple[Problem, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    reading: tuple[SheetReading, ...] = ()


def failure(error: BaseException, name: str) -> Failure:
    """What an exception means for a run on the file `name`."""
    if SIGNALLED or isinstance(error, (KeyboardInterrupt, Terminated)):
        asked = isinstance(error, Terminated) or signal.SIGTERM in SIGNALLED
        ended = Exit.TERMINATED if asked else Exit.STOPPED
        return _one(ended, Problem(Place(file=name), STOPPED))
    name = (isinstance(error, OptimizerError) and error.file) or name
    if isinstance(error, WorkbookError):
        count = len(error.problems)
        return Failure(
            exit=Exit.PROBLEMS,
            status=PlanStatus.INVALID,
            headline=f"{name}: {count} problem{'' if count == 1 else 's'}",
            told=error.problems,
            problems=error.problems,
            notes=error.warnings,
            reading=error.reading,
        )
    if isinstance(error, InfeasibleError):
        return Failure(
            exit=Exit.NO_COMPLIANT_PLAN,
            status=PlanStatus.INFEASIBLE,
            headline=f"{name}: no compliant plan exists",
            told=error.reasons,
            problems=error.reasons,
            notes=error.warnings,
            reading=error.reading,
        )
    if isinstance(error, SolverError) and INTERRUPTION.asked:  # before there was any plan
        return _one(Exit.STOPPED, Problem(Place(file=name), STOPPED))
    if isinstance(error, (SolverError, PlanError)):
        return _one(Exit.NO_PLAN, Problem(Place(), SAID, (("text", str(error)),)))
    if isinstance(error, OutputError):
        return _one(Exit.USAGE, error.problem)
    if isinstance(error, MemoryError):
        return _one(Exit.NO_PLAN, Problem(Place(file=name), NO_MEMORY))
    if isinstance(error, OSError):
        reason = error.strerror or type(error).__name__
        place = Place(file=str(error.filename or name))
        return _one(Exit.USAGE, Problem(place, SYSTEM, (("reason", reason),)))
    what = (
        ("what", type(error).__name__),
        ("where", _where()),
        ("details", _details(error)),
    )
    return _one(Exit.FAULT, Problem(Place(file=name), FAULT, what))


def _one(status: Exit, problem: Problem) -> Failure:
    headline = str(problem) if str(problem.place) else problem.problem
    return Failure(exit=status, status=PlanStatus.FAILED, headline=headline, told=(problem,))


def _where() -> str:
    """Where faults are reported: as the package's own metadata says."""
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        told = metadata("cal-optimizer").get_all("Project-URL") or []
    except PackageNotFoundError:
        told = []
    urls: dict[str, str] = dict(each.split(", ", 1) for each in told if ", " in each)
    return urls.get("Issues", "whoever gave you cal-optimizer")


def _details(error: BaseException) -> str:
    """Write what a developer needs into a file; `, with the file X`, or nothing where there can be
    none."""
    import platform
    import tempfile
    import traceback

    lines = [
        f"cal-optimizer {_version()}, Python {sys.version}, {platform.platform()}",
        f"arguments: {sys.argv[1:]}",
        *traceback.format_exception(error),
    ]
    try:
        handle, path = tempfile.mkstemp(prefix="cal-optimizer-fault-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write("\n".join(lines))
    except OSError:
        return ""
    return f", with the file {Path(path)}"


def _version() -> str:
    from importlib.metadata import PackageNotFoundError

    try:
        return installed("cal-optimizer")
    except PackageNotFoundError:
        return "(not installed)"
