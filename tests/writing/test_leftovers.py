"""Hidden folders go with their run; what a killed one leaves goes with the next."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO

import pytest

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
        left(tmp_path, ".cal-optimizer-bare1234", False, 0),  # killed before it was marked
    ]
    young = left(tmp_path, ".cal-optimizer-new_1234", False, 0)
    (young / "plan.xlsx").touch()
    stays = [
        young,
        left(tmp_path, ".cal-optimizer-notes", True, 3600),
        left(tmp_path, "mine", True, 3600),
    ]
    (tmp_path / ".cal-optimizer-link1234").symlink_to(stays[-1])
    clear_leftovers(tmp_path)
    assert [each.exists() for each in (*gone, *stays)] == [False] * 3 + [True] * 3
    assert (tmp_path / ".cal-optimizer-link1234").exists()


def test_a_folder_taken_away_before_it_is_held_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another run clears up between the folder's making and its holding."""
    made: list[Path] = []
    real = tempfile.mkdtemp

    def mkdtemp(**options: str) -> str:
        made.append(Path(real(**options)))
        if len(made) == 1:
            clear_leftovers(tmp_path)
        return str(made[-1])

    monkeypatch.setattr("optimizer.writing.leftovers.tempfile.mkdtemp", mkdtemp)
    with draft_folder(tmp_path) as folder:
        assert (len(made), folder.is_dir()) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_taken_away_while_it_is_held_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[bool] = []

    def hold(file: IO[bytes]) -> bool:
        held.append(not held)  # the first time another run is faster
        return not held[-1]

    monkeypatch.setattr("optimizer.writing.leftovers.hold", hold)
    with draft_folder(tmp_path) as folder:
        assert (held, folder.is_dir()) == ([True, False], True)
    assert list(tmp_path.iterdir()) == []


def test_the_mark_goes_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that is killed while it tidies up leaves a folder that the next one knows."""
    with draft_folder(tmp_path) as folder:
        (folder / "a.csv").touch()
        (folder / "z.csv").touch()
        monkeypatch.setattr("optimizer.writing.leftovers.shutil.rmtree", lambda *_, **__: None)
    assert [each.name for each in folder.iterdir()] == [HELD]


def test_a_folder_that_cannot_be_looked_into_is_no_error(tmp_path: Path) -> None:
    clear_leftovers(tmp_path / "gone")
