"""The README: its commands run and say what it shows, its tables are made from the code, its
numbers are reproduced."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from benchmarks.compare import with_table as with_speed
from docs.write_format import with_table
from optimizer import cli

README = Path("README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(sh|text)\n(.*?)```", README, re.DOTALL)
COMMANDS = [line for kind, block in BLOCKS if kind == "sh" for line in block.splitlines()]


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the samples, as a reader has it."""
    shutil.copytree("samples", tmp_path / "samples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(command: str) -> str:
    result = CliRunner().invoke(cli.app, shlex.split(command)[1:])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.startswith("cal-optimizer ")])
def test_a_command_runs(workplace: Path, command: str) -> None:
    assert call(command)


def test_the_first_command_says_what_the_readme_shows(workplace: Path) -> None:
    (command,) = [c for c in COMMANDS if "cal-optimizer solve" in c and c.startswith("python3")]
    shown = next(block for kind, block in BLOCKS if kind == "text")
    assert call("cal-optimizer " + command.split("cal-optimizer ")[-1]) == shown


def test_the_two_commands_for_a_fresh_machine_are_there_once() -> None:
    fresh = [c for c in COMMANDS if c.startswith("python3 -m venv")]
    assert [c.split()[-1] for c in fresh] == ["clinic-plan.xlsx", "pytest"]


def test_the_format_is_the_declared_one() -> None:
    assert with_table(README) == README


def test_every_option_is_documented() -> None:
    for command in cli.app.registered_commands:
        name = (command.name or command.callback.__name__).replace("_", "-")  # type: ignore[union-attr]
        help_text = CliRunner().invoke(cli.app, [name, "--help"], env={"COLUMNS": "200"}).stdout
        for option in set(re.findall(r"--[a-z][a-z-]+", help_text)) - {"--help"}:
            assert option in README, f"{option} of {name}"


def test_the_speed_table_is_the_measured_one() -> None:
    measured = Path("benchmarks/results.md").read_text(encoding="utf-8")
    assert with_speed(README, measured) == README
    for row in re.findall(
        r"^\| .* \| +[\d.]+ \|$",
        Path("benchmarks/questions.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    ):
        assert row in README


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert Path(target).exists()
    for path in re.findall(
        r"`((?:samples|benchmarks|docs|optimizer|tests|templates)/[\w./]*)`", README
    ):
        assert Path(path).exists(), path


def test_the_project_names_no_machine_and_no_session() -> None:
    suffixes = {".py", ".md", ".toml", ".csv"}
    for path in [
        p
        for p in Path().rglob("*")
        if p.suffix in suffixes and not {".venv", ".git"} & set(p.parts)
    ]:
        text = path.read_text(encoding="utf-8")
        assert "/" + "work/" not in text, path
        assert "/" + "tmp/" not in text, path
