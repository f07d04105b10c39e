"""However the program ends, what was dropped is deleted."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from optimizer.web.windows import FOLDER, sweep

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


@POSIX
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_who_is_ended_from_outside_leaves_no_folder(tmp_path: Path, name: str) -> None:
    command = [sys.executable, "-m", "optimizer", "page", "--no-browser"]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().split()[-1].startswith("http")
        assert list(tmp_path.glob(f"{FOLDER}*"))
        process.send_signal(getattr(signal, name))
        _, said = process.communicate(timeout=30)
    assert not list(tmp_path.glob(f"{FOLDER}*"))
    assert "Traceback" not in said


@POSIX
def test_folders_of_runs_that_were_killed_are_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    gone = tmp_path / f"{FOLDER}999999999-abc"
    kept = [tmp_path / f"{FOLDER}{os.getpid()}-abc", tmp_path / f"{FOLDER}mine-abc"]
    for folder in (gone, *kept):
        folder.mkdir()
        (folder / "in.xlsx").write_bytes(b"x")
    sweep()
    assert sorted(tmp_path.iterdir()) == sorted(kept)
