"""A person who types no verb gets what they meant, or one plain sentence."""

import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

from optimizer import cli
from optimizer.meant import VERBS, meant


def test_the_verbs_are_those_of_the_command_line() -> None:
    assert set(VERBS) == set(typer.main.get_command(cli.app).commands)


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ([], []),
        (["my.xlsx"], ["solve", "my.xlsx"]),
        (["My book.XLSX", "--json"], ["solve", "My book.XLSX", "--json"]),
        (["help"], ["--help"]),
        (["-h"], ["--help"]),
        (["help", "solve"], ["solve", "--help"]),
        (["solve", "-h"], ["solve", "--help"]),
        (["Solve", "a.xlsx"], ["solve", "a.xlsx"]),
        (["--version"], ["--version"]),
    ],
)
def test_what_is_plain_is_taken(typed: list[str], taken: list[str]) -> None:
    assert meant(typed) == taken


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (["."], "is a folder"),
        ([""], "is empty"),
        (["sovle", "a.xlsx"], 'Did you mean "solve"?'),
        (["nonsense"], "The verbs are solve"),
    ],
)
def test_anything_else_is_one_sentence(typed: list[str], words: str) -> None:
    said = meant(typed)
    assert isinstance(said, str)
    assert words in said


def test_the_command_says_so(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "optimizer"]
    done = subprocess.run([*command, "."], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    book = tmp_path / "small.xlsx"
    book.write_bytes(Path("samples/small.xlsx").read_bytes())
    assert subprocess.run([*command, str(book)], capture_output=True, check=False).returncode == 0
    assert (tmp_path / "small-plan.xlsx").exists()
