"""Hidden folders go with their run; what a killed one leaves goes with the next."""

import os
import subprocess
import sys
import time
from pathlib import Path

from optimizer.writing.leftovers import HELD, clear_leftovers, draft_folder


def test_a_folder_in_use_stays_and_goes_on_leaving(tmp_path: Path) -> None:
    with draft_folder(tmp_path) as folder:
        code = f"from pathlib import Path; from optimizer.writing.leftovers import clear_leftovers; clear_leftovers(Path({str(tmp_path)!r}))"
        subprocess.run([sys.executable, "-c", code], check=True)
        assert folder.is_dir()
    assert list(tmp_path.iterdir()) == []


def left(path: Path, name: str, held: bool, age: float) -> Path:
    folder = path / name
    folder.mkdir()
    if held:
        (folder / HELD).touch()
    os.utime(folder, (time.time() - age,) * 2)
    return folder


def test_only_what_nobody_holds_is_cleared(tmp_path: Path) -> None:
    gone = [
        left(tmp_path, ".cal-optimizer-abcd1234", True, 0),
        left(tmp_path, ".cal-optimizer-old_1234", False, 3600),
    ]
    stays = [
        left(tmp_path, ".cal-optimizer-new_1234", False, 0),
        left(tmp_path, ".cal-optimizer-notes", True, 3600),
        left(tmp_path, "mine", True, 3600),
    ]
    os.symlink(stays[-1], tmp_path / ".cal-optimizer-link1234")
    clear_leftovers(tmp_path)
    assert [each.exists() for each in (*gone, *stays)] == [False, False, True, True, True]
    assert (tmp_path / ".cal-optimizer-link1234").exists()


def test_a_folder_that_cannot_be_looked_into_is_no_error(tmp_path: Path) -> None:
    clear_leftovers(tmp_path / "gone")
