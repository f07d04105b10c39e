"""A file is held by one process, until it closes it or ends."""

import subprocess
import sys
from pathlib import Path

from optimizer.writing.locks import hold

ANOTHER = (
    "import sys; from optimizer.writing.locks import hold; print(hold(open(sys.argv[1], 'ab')))"
)


def another(path: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", ANOTHER, str(path)], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_one_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with path.open("ab") as file:
        assert hold(file)
        assert another(path) == "False"
    assert another(path) == "True"
