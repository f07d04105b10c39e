"""The process around the command line: what it prints reaches its reader as well as can be and
nothing else does, and a signal ends it at once with its own status.

Standard output and standard error are taken over at the level of the system: what a library prints
there, in Python or in C, goes nowhere.
"""

import codecs
import contextlib
import gc
import io
import logging
import os
import re
import signal
import socket
import sys
import threading
import unicodedata
import warnings
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any, NoReturn

from optimizer.failures import SIGNALLED, Exit, Terminated, failure
from optimizer.solving.solvers.interruptible import left_running
from optimizer.solving.solvers.status import INTERRUPTION

GRACE = 2.0
"""Seconds in which a run that was asked to end may tidy up by itself."""

_SIMPLER = {
    "\N{MULTIPLICATION SIGN}": "x",
    "\N{RIGHTWARDS ARROW}": "->",
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
    "\N{MINUS SIGN}": "-",
    "\N{HORIZONTAL ELLIPSIS}": "...",
    "\N{NO-BREAK SPACE}": " ",
    "\N{NARROW NO-BREAK SPACE}": " ",
    "\N{EURO SIGN}": "EUR",
}


def _simpler(error: UnicodeError) -> tuple[str, int]:
    """What a stream whose encoding lacks some letters is given for them."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    words = []
    for letter in lacking:
        bare = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()
        words.append(_SIMPLER.get(letter) or bare or "?")
    return "".join(words), error.end


codecs.register_error("cal-optimizer", _simpler)


class _Pipe(io.RawIOBase):
    """A file descriptor written to as long as somebody reads; `broken` once nobody does."""

    def __init__(self, number: int) -> None:
        self.number, self.broken, self.lost = number, False, False

    def writable(self) -> bool:
        """Always."""
        return True

    def fileno(self) -> int:
        """The descriptor."""
        return self.number

    def isatty(self) -> bool:
        """Whether somebody is watching."""
        return os.isatty(self.number)

    def write(self, data: Any) -> int:
        """Write, or let it go where it cannot be written."""
        view = memoryview(data)
        while view and not (self.broken or self.lost):
            try:
                view = view[os.write(self.number, view) :]
            except BrokenPipeError:
                self.broken = True
            except OSError:
                self.lost = True
        return len(data)


def _taken_over(number: int, stream: Any) -> tuple[Any, _Pipe]:
    """A stream of our own in place of a standard one, whose descriptor then leads nowhere."""
    if sys.platform == "win32" and stream is not None and stream.isatty():
        stream.reconfigure(errors="cal-optimizer")  # a console takes letters, not bytes
        return stream, _Pipe(number)
    pipe = _Pipe(os.dup(number))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)
    encoding = getattr(stream, "encoding", None) or "utf-8"
    made = io.TextIOWrapper(
        io.BufferedWriter(pipe),
        encoding=encoding,
        errors="cal-optimizer",
        line_buffering=number == 2 or pipe.isatty(),
    )
    return made, pipe


def _occupied() -> None:
    """Give the standard descriptors that are closed something to lead to, before a workbook that is
    opened takes their place."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            opened = os.open(os.devnull, os.O_RDWR)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)


def run(verbs: Callable[[], object]) -> NoReturn:
    """Run the command line in this process and end it with its exit status."""
    # A run makes millions of small values that live to its end; looking for garbage among them
    # costs a tenth of the time.
    gc.set_threshold(200_000, 50, 100)
    _occupied()
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    logging.lastResort = logging.NullHandler()
    sys.unraisablehook = lambda _: None
    threading.excepthook = lambda _: None
    sys.stdout, out = _taken_over(1, sys.stdout)
    sys.stderr, _ = _taken_over(2, sys.stderr)
    status = 0
    try:
        with _signals():
            verbs()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except (KeyboardInterrupt, Terminated) as end:
        status = Exit.TERMINATED if isinstance(end, Terminated) else Exit.STOPPED
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told in a sentence
        if SIGNALLED:  # a library may turn what a signal raises into an error of its own
            _end(Exit.STOPPED if SIGNALLED[0] == signal.SIGINT else Exit.TERMINATED)
        found = failure(error, "cal-optimizer")
        status = found.exit
        sys.stderr.write(f"{found.headline}\n")
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    if status == Exit.DONE and out.broken:
        status = Exit.BROKEN_PIPE
    if status in (Exit.STOPPED, Exit.TERMINATED) or left_running():
        _end(status)
    gc.freeze()  # nor is there anything to collect on the way out
    sys.exit(status)


@contextlib.contextmanager
def _signals() -> Iterator[None]:
    """Ctrl-C and SIGTERM end the run (while a plan is being proven the first Ctrl-C ends the proof
    alone), also where a library does not let Python look up: then after
    GRACE, from a thread that a socket wakes."""
    done = threading.Event()
    pressed: list[int] = []

    def ended(number: int, _: FrameType | None) -> None:
        if number != signal.SIGINT:
            SIGNALLED.append(number)
            raise Terminated
        pressed.append(number)
        if len(pressed) > 1 or not INTERRUPTION.awaited:
            SIGNALLED.append(number)
            raise KeyboardInterrupt
        INTERRUPTION.asked = True  # the proof ends, and its best plan is written

    sleeper, waker = socket.socketpair()
    waker.setblocking(False)

    def watch() -> None:
        told = sleeper.recv(1)
        if told and told[0] == signal.SIGINT and INTERRUPTION.awaited:
            INTERRUPTION.asked = True
            told = sleeper.recv(1)
        if told and not done.wait(GRACE):
            _end(Exit.STOPPED if told[0] == signal.SIGINT else Exit.TERMINATED)

    signal.signal(signal.SIGINT, ended)
    signal.signal(signal.SIGTERM, ended)
    signal.set_wakeup_fd(waker.fileno(), warn_on_full_buffer=False)
    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        done.set()
        signal.set_wakeup_fd(-1)
        for number, status in ((signal.SIGINT, Exit.STOPPED), (signal.SIGTERM, Exit.TERMINATED)):
            signal.signal(number, lambda *_, status=status: _end(status))


def _end(status: int) -> NoReturn:
    """End at once, with every process that was started."""
    started = sys.modules.get("multiprocessing")  # where it was never loaded, there are none
    for child in started.active_children() if started else ():
        with contextlib.suppress(Exception):
            child.terminate()
    os._exit(status)


def one_line(text: str) -> str:
    """Text without what a terminal takes for a command, or a reader for another line."""
    return _COMMANDS.sub("\N{REPLACEMENT CHARACTER}", text)


_COMMANDS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def writable_json(text: str) -> str:
    """JSON text as standard output can carry it: what its encoding lacks is escaped."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeError:
        return "".join(letter if letter.isascii() else _escaped(letter) for letter in text)
    return text


def _escaped(letter: str) -> str:
    units = letter.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
