"""A menu entry of the page for a Linux desktop, as freedesktop.org's Desktop Entry format has
it."""

import os
import shutil
import sys
from pathlib import Path

ENTRY = """[Desktop Entry]
Type=Application
Name=cal-optimizer
Comment=The cheapest compliant mix of user and device licenses
Exec={command}
Terminal=false
Categories=Office;
"""


def write_entry(folder: Path | None = None) -> Path:
    """Write the entry for this account (or into a folder); returns its path."""
    home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    folder = folder or home / "applications"
    beside = Path(sys.executable).with_name("cal-optimizer-page")
    command = str(beside) if beside.exists() else shutil.which("cal-optimizer-page")
    quoted = f'"{command}"' if command else f'"{sys.executable}" -m optimizer.web.window'
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / "cal-optimizer.desktop"
    target.write_text(ENTRY.format(command=quoted), encoding="utf-8")
    return target
