"""What the page's windows hold: each its own files, answers and work, under a token in its
address."""

import os
import shutil
import sys
import tempfile
import threading
from dataclasses import KW_ONLY, dataclass, field
from pathlib import Path
from secrets import token_urlsafe
from time import monotonic
from typing import TYPE_CHECKING, Any

from optimizer.web.jobs import Job, State, Workers

if TYPE_CHECKING:
    from optimizer.api import Checkup
    from optimizer.domain.choices import Choice
    from optimizer.domain.comparison import Comparison
    from optimizer.domain.read_as import SheetReading
    from optimizer.reading.excerpt import Excerpt
    from optimizer.result import Result
    from optimizer.web.answered import Answered
    from optimizer.web.dropped import Road
    from optimizer.web.imported import Asked, Imported
    from optimizer.web.quoted import Quoted

ALONE = 30.0
"""Seconds without a page of its window after which work ends."""

FORGOTTEN = 600.0
"""Seconds without any page after which the program ends."""


FOLDER = "cal-optimizer-page-"
"""How the names of the runs' private folders begin; the number of the process follows."""

REMEMBERED = 24
"""Curves and plans of a window that are kept in case they are asked for again."""


class Memory:
    """What has been worked out, by what was asked; the longest unused goes first."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._most = most
        self._found: dict[object, Any] = {}
        self._lock = threading.Lock()

    def get(self, asked: object) -> Any:
        """What came of it; None where it is not known (any more)."""
        with self._lock:
            if asked not in self._found:
                return None
            found = self._found[asked] = self._found.pop(asked)
            return found

    def put(self, asked: object, found: Any) -> None:
        """Remember it."""
        with self._lock:
            self._found.pop(asked, None)
            self._found[asked] = found
            while len(self._found) > self._most:
                del self._found[next(iter(self._found))]

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._found.clear()

    def __len__(self) -> int:
        return len(self._found)


@dataclass
class WhatIf:
    """One alternative that is kept: its name, its changes in the words of Scenarios, its plan."""

    name: str
    changes: tuple[tuple[object, ...], ...]
    result: "Result"


@dataclass
class Window:
    """One window's state. Files lie in `folder`, which goes with the run."""

    token: str
    folder: Path
    _: KW_ONLY
    source: Path | None = None
    checkup: "Checkup | None" = None
    before: tuple[Any, ...] = ()
    result: "Result | None" = None
    kept: list[WhatIf] = field(default_factory=list)
    jobs: dict[str, Job] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)
    drops: dict[str, list[Path]] = field(default_factory=dict)
    """The files of each drop, as they came."""
    aside: tuple[str, ...] = ()
    """Tables that came with the workbook and that it does not name."""
    exports: "Road | None" = None
    asked: "Asked | None" = None
    imported: "Imported | None" = None
    compared: "Comparison | None" = None
    pair: "Road | None" = None
    """What is compared, the older one first."""
    quotes: tuple[Path, ...] = ()
    quoted: "Quoted | None" = None
    excerpts: tuple["Excerpt", ...] = ()
    reading: tuple["SheetReading", ...] = ()
    """What was read as what, a sheet each."""
    choices: tuple["Choice", ...] = ()
    """What is to be read as what, as was chosen here."""
    answered: "Answered | None" = None
    """What Answer shows of the plan."""
    memory: Memory = field(default_factory=Memory)
    pages: int = 0
    left: float = field(default_factory=monotonic)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def drop_folder(self, drop: str) -> Path:
        """Where the files of a drop lie: apart from all that the page writes itself."""
        return self.folder / "in" / drop

    def out(self, name: str) -> Path:
        """A folder for what the page writes, made where it is not there yet."""
        folder = self.folder / "out" / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def tidy(self, *kept: Path) -> None:
        """Delete the files of earlier drops, but for those that hold one of these."""
        for folder in (self.folder / "in").glob("*"):
            if not any(path.is_relative_to(folder) for path in kept):
                shutil.rmtree(folder, ignore_errors=True)
                self.drops.pop(folder.name, None)

    def running(self, name: str) -> Job | None:
        """The job of that name while it runs."""
        job = self.jobs.get(name)
        return job if job is not None and job.state is State.RUNNING else None

    def forget(self) -> None:
        """Start over with another workbook: everything that followed from the last one goes."""
        self.stop()
        self.source, self.checkup, self.result, self.quoted = None, None, None, None
        self.answered = None
        self.aside, self.quotes = (), ()
        self.kept.clear()
        self.jobs.clear()
        self.files.clear()
        self.excerpts, self.reading, self.choices = (), (), ()
        self.memory.clear()

    def stop(self) -> None:
        """End all work of the window at once."""
        for job in self.jobs.values():
            if job.state is State.RUNNING and job.worker is not None:
                worker, job.worker = job.worker, None
                worker.kill()


class Windows:
    """All windows of a run, and the private folder that their files lie in."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix=f"{FOLDER}{os.getpid()}-"))
        self.workers = Workers()
        self._windows: dict[str, Window] = {}
        self._lock = threading.Lock()
        self.left = monotonic()

    def open(self) -> Window:
        """A new window with a folder of its own."""
        token = token_urlsafe(12)
        folder = self.folder / token
        folder.mkdir(mode=0o700)
        window = Window(token, folder)
        with self._lock:
            self._windows[token] = window
        return window

    def get(self, token: str) -> Window | None:
        """The window of that token."""
        return self._windows.get(token)

    def tend(self) -> bool:
        """End work that nobody watches; False once nobody has watched anything for long."""
        now = monotonic()
        for window in list(self._windows.values()):
            if window.pages:
                self.left = now
            elif now - window.left > ALONE:
                window.stop()
        return now - self.left < FORGOTTEN

    def close(self) -> None:
        """End all work and delete all files."""
        for window in self._windows.values():
            window.stop()
        self.workers.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def sweep() -> None:
    """Delete the folders of runs that were killed before they could do it themselves. Of whether a
    process still runs Windows cannot be asked as simply; its own clean-up does it there."""
    if sys.platform == "win32":
        return
    for folder in Path(tempfile.gettempdir()).glob(f"{FOLDER}*-*"):
        number = folder.name.removeprefix(FOLDER).partition("-")[0]
        if number.isdigit() and folder.stat().st_uid == os.getuid() and not _runs(int(number)):
            shutil.rmtree(folder, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
