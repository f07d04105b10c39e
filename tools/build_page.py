"""A folder with the page that runs without Python being installed:
`python -m tools.build_page DIST`.

Needs PyInstaller (`pip install pyinstaller`) and the extra `page`.
"""

import subprocess
import sys
from pathlib import Path

DATA = ("optimizer", "pulp", "babel")
TOLD = ("cal-optimizer", "pulp", "highspy")
"""Packages whose versions a result tells."""


def command(target: Path) -> list[str]:
    """The PyInstaller call that builds into `target`."""
    collected = [part for name in DATA for part in ("--collect-data", name)]
    return [
        sys.executable,
        "-m",
        "PyInstaller",
        "--noconfirm",
        "--windowed",
        "--name",
        "cal-optimizer-page",
        "--distpath",
        str(target),
        "--workpath",
        str(target / "build"),
        "--specpath",
        str(target / "build"),
        *collected,
        "--collect-submodules",
        "optimizer",
        *(part for name in TOLD for part in ("--copy-metadata", name)),
        "--add-data",
        f"{Path('samples').resolve()}:samples",
        str(Path("optimizer/web/window.py").resolve()),
    ]


if __name__ == "__main__":
    subprocess.run(command(Path(sys.argv[1]).resolve()), check=True)
