"""The hidden folders that drafts are written in, and what a killed run leaves of them."""

import contextlib
import errno
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from optimizer.writing.locks import hold

PREFIX, HELD = ".cal-optimizer-", "held"
"""What the name of a draft's folder begins with, and the file in it that its process holds."""

YOUNG = 60.0
"""Seconds in which a folder with files in it may still wait for that mark."""

TRIES = 100
"""Times that a folder is made anew where another run took it away."""

_NAME = re.compile(rf"{re.escape(PREFIX)}[a-z0-9_]{{8}}")


@contextlib.contextmanager
def draft_folder(beside: Path) -> Iterator[Path]:
    """A new hidden folder in `beside`, gone on leaving. Raises OSError where there can be none."""
    folder, file = _held(beside)
    try:
        with file:
            yield folder
    finally:
        _remove(folder)


def _held(beside: Path) -> tuple[Path, IO[bytes]]:
    """A new folder, and the open file by which this process holds it; another run that clears up at
    that very moment may take the folder away, so it is looked at again."""
    for _ in range(TRIES):
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=beside))
        with contextlib.suppress(FileNotFoundError):
            file = (folder / HELD).open("wb")
            if hold(file) and (folder / HELD).exists():
                return folder, file
            file.close()
        _remove(folder)
    raise OSError(errno.EBUSY, "other runs clear up here all the time")


def _remove(folder: Path) -> None:
    """Remove a folder of drafts, its mark last: one that is half removed is still known."""
    with contextlib.suppress(OSError):
        for each in [*folder.iterdir()]:
            if each.name != HELD:
                each.unlink()
    shutil.rmtree(folder, ignore_errors=True)


def clear_leftovers(beside: Path) -> None:
    """Remove the draft folders in `beside` that no living process holds."""
    with contextlib.suppress(OSError):
        for folder in beside.glob(f"{PREFIX}*"):
            if _NAME.fullmatch(folder.name) and not folder.is_symlink() and folder.is_dir():
                with contextlib.suppress(OSError):
                    _clear(folder)


def _clear(folder: Path) -> None:
    held = folder / HELD
    if not held.exists():
        if time.time() - folder.stat().st_mtime > YOUNG:
            shutil.rmtree(folder, ignore_errors=True)
        else:
            folder.rmdir()  # which only takes an empty one
        return
    with held.open("rb+") as file:
        free = hold(file)
    if free:
        _remove(folder)
