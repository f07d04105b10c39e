"""What most people type is read without the library of the command line, and means the same."""

import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from optimizer import cli, solve_verb
from optimizer.solve_verb import FLAGS, plainly, solve

DEFAULTS = {"output": None, "as_of": None, "time_limit": None, "solver": "highs"} | dict.fromkeys(
    FLAGS.values(), False
)


def by_the_library(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the library of the command line hands to the verb."""
    found: dict[str, Any] = {}

    def take(source: Path, output: Path | None, **options: Any) -> None:
        found.update(options, source=source, output=output)

    monkeypatch.setattr(solve_verb, "solve", take)
    done = CliRunner().invoke(cli.app, arguments)
    assert done.exit_code == 0, done.output
    return found


@pytest.mark.parametrize(
    "arguments",
    [
        ["solve", "a.xlsx"],
        ["solve", "a b.xlsx", "-o", "out.xlsx"],
        ["solve", "-o", "out.xlsx", "a.xlsx", "--overwrite", "-q"],
        ["solve", "--output", "out", "--json", "--details", "--pdf", "--quiet", "folder/a.xlsx"],
        ["solve", "a.xlsx", "--json", "--json"],
    ],
)
def test_it_means_what_the_library_reads(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = plainly(arguments)
    assert isinstance(run, partial)
    assert run.func is solve
    given = DEFAULTS | run.keywords | {"source": run.args[0]}
    assert given == by_the_library(arguments, monkeypatch)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["check", "a.xlsx"],
        ["solve"],
        ["solve", "--help"],
        ["solve", "a.xlsx", "b.xlsx"],
        ["solve", "a.xlsx", "-o"],
        ["solve", "a.xlsx", "-o", "--json"],
        ["solve", "a.xlsx", "-o", "x", "-o", "y"],
        ["solve", "a.xlsx", "--output=x"],
        ["solve", "a.xlsx", "--time-limit", "3"],
        ["solve", "--", "a.xlsx"],
    ],
)
def test_anything_else_is_left_to_the_library(arguments: list[str]) -> None:
    assert plainly(arguments) is None


def test_what_windows_expands_is_left_to_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """There the library makes files of a pattern, and a folder of ~; elsewhere the shell did."""
    assert plainly(["solve", "*.xlsx"]) is not None
    monkeypatch.setattr(sys, "platform", "win32")
    assert plainly(["solve", "*.xlsx"]) is None
    assert plainly(["solve", "a.xlsx"]) is not None


def test_it_runs_without_the_library_and_says_the_same(tmp_path: Path) -> None:
    """A time limit is not among the plain arguments; it changes nothing here."""
    target = str(tmp_path / "out.xlsx")
    command = [sys.executable, "-X", "importtime", "-m", "optimizer", "solve", "samples/small.xlsx"]
    runs = [
        subprocess.run([*command, "-o", target, *more], capture_output=True, text=True, check=False)
        for more in ([], ["--time-limit", "99"])
    ]
    assert [run.returncode for run in runs] == [0, 0]
    assert runs[0].stdout == runs[1].stdout
    assert ["typer.main" in run.stderr for run in runs] == [False, True]
