"""The page on importing: its commands run, its sources are the declared ones, every option is on
it, every line to type is a line."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from docs.write_importing import with_table
from optimizer import cli
from optimizer.importing.sources.declared import FIELDS, sources

PAGE = Path("docs/importing.md").read_text(encoding="utf-8")
COMMANDS = [
    line for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()
]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    shutil.copytree("samples/exports", tmp_path / "samples" / "exports")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli.app, shlex.split(command)[1:])
    assert done.exit_code == 0, done.output
    assert done.stdout


def test_the_sources_are_the_declared_ones() -> None:
    assert with_table(PAGE) == PAGE


def test_every_option_is_on_the_page() -> None:
    shown = CliRunner().invoke(cli.app, ["import", "--help"], env={"COLUMNS": "200"}).stdout
    for option in set(re.findall(r"--[a-z][a-z-]+", shown)) - {"--help", "--cache"}:
        assert option in PAGE, option


def test_every_field_of_a_map_is_one() -> None:
    (listed,) = re.findall(r"`--map` takes the fields ([a-z, ]+)\.", PAGE)
    assert set(listed.split(", ")) <= set(FIELDS)


@pytest.mark.parametrize("source", sources(), ids=lambda source: source.key)
def test_a_source_says_everything(source: object) -> None:
    for name in ("title", "where", "export", "proves", "not_proves", "personal"):
        assert getattr(source, name), name
    assert "\n" not in getattr(source, "export")  # noqa: B009 - one line to type
