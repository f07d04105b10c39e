"""The folder that needs no Python: what its build is told exists, and it starts the page."""

import runpy
import sys
from pathlib import Path

import pytest

from tools.build_page import DATA, command


def test_the_build_takes_the_page_s_own_files(tmp_path: Path) -> None:
    told = command(tmp_path)
    assert told[:3] == [sys.executable, "-m", "PyInstaller"]
    assert Path(told[-1]).samefile("optimizer/web/window.py")
    samples, _, inside = told[told.index("--add-data") + 1].rpartition(":")
    assert Path(samples).samefile("samples")
    assert inside == "samples"
    assert "optimizer" in DATA
    copied = [told[i + 1] for i, word in enumerate(told) if word == "--copy-metadata"]
    assert copied == ["cal-optimizer", "pulp", "highspy"]
    assert told[told.index("--distpath") + 1] == str(tmp_path)


def test_its_program_may_start_workers_and_opens_the_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from optimizer.web import server

    opened = []
    monkeypatch.setattr(server, "serve", lambda **told: opened.append(told))
    monkeypatch.setattr("multiprocessing.freeze_support", lambda: opened.append("freeze"))
    runpy.run_path("optimizer/web/window.py", run_name="__main__")
    assert opened[0] == "freeze"
    assert len(opened) == 2
