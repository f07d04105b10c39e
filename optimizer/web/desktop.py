"""A menu entry of the page for a Linux desktop, as freedesktop.org's Desktop Entry format has
it."""

import os
import re
import shutil
import sys
from pathlib import Path

from optimizer.writing.files import atomically, not_written

ENTRY = """[Desktop Entry]
Type=Application
Name=cal-optimizer
Comment=The cheapest compliant mix of user and device licenses
Exec={command}
Terminal=false
Categories=Office;
"""


def write_entry(folder: Path | None = None) -> Path:
    """Write the entry for this account (or into a folder); returns its path. One that somebody
    changed is kept under a number beside it. Raises OutputError."""
    home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    folder = folder or home / "applications"
    beside = Path(sys.executable).with_name("cal-optimizer-page")
    command = str(beside) if beside.exists() else shutil.which("cal-optimizer-page")
    quoted = f'"{command}"' if command else f'"{sys.executable}" -m optimizer.web.window'
    target = folder / "cal-optimizer.desktop"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise not_written(target, error) from None
    with atomically(target, overwrite=_untouched(target)) as (draft,):
        draft.write_text(ENTRY.format(command=quoted), encoding="utf-8")
    return target


def _untouched(target: Path) -> bool:
    """Whether an entry is as this program writes it, whichever command it starts."""
    before, after = (re.escape(part) for part in ENTRY.split("{command}"))
    try:
        found = target.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return False
    return re.fullmatch(f"{before}[^\n]*{after}", found) is not None
