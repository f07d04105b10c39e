"""The hidden folders that drafts are written in, and what a killed run leaves of them."""

import contextlib
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from optimizer.writing.locks import hold

PREFIX, HELD = ".cal-optimizer-", "held"
"""What the name of a draft's folder begins with, and the file in it that its process holds."""

YOUNG = 60.0
"""Seconds in which a folder may still wait for that file."""

_NAME = re.compile(rf"{re.escape(PREFIX)}[a-z0-9_]{{8}}")


@contextlib.contextmanager
def draft_folder(beside: Path) -> Iterator[Path]:
    """A new hidden folder in `beside`, gone on leaving. Raises OSError where there can be none."""
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=beside))
    try:
        with (folder / HELD).open("wb") as file:
            hold(file)
            yield folder
    finally:
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
        return
    with held.open("rb+") as file:
        free = hold(file)
    if free:
        shutil.rmtree(folder, ignore_errors=True)
