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
from optimizer.importing.sources.described import source_in

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


def test_the_description_on_the_page_is_one(tmp_path: Path) -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "badges.toml").write_text(block, encoding="utf-8")
    found = source_in(tmp_path / "badges.toml")
    assert (found.title, found.dates, found.only[0].reason) == ("Badge readers", "MDY", "no entry")


def test_what_a_map_prints_is_given_to_it_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("log.csv").write_text("Login,Host\nann,FS1\n", encoding="utf-8")

    def said(*words: str) -> str:
        done = CliRunner().invoke(cli.app, ["import", *words])
        assert done.exit_code == 0, done.output
        return done.stdout

    printed = said("log.csv", "-o", "a.xlsx", "--map", "user=Login,server=Host")
    block = printed.partition("--map badges.toml:\n")[2].partition("Written to")[0]
    Path("badges.toml").write_text(block, encoding="utf-8")
    again = said("log.csv", "-o", "b.xlsx", "--map", "badges.toml")
    assert "badges.toml:" not in again
    assert Path("a-access.csv").read_bytes() == Path("b-access.csv").read_bytes()
    assert said("--sources", "--map", "badges.toml").startswith("A file mapped by --map\n")
    wrong = CliRunner().invoke(cli.app, ["import", "--sources", "--map", "none.toml"])
    assert (wrong.exit_code, "--map: none.toml cannot be read" in wrong.output) == (2, True)


@pytest.mark.parametrize("source", sources(), ids=lambda source: source.key)
def test_a_source_says_everything(source: object) -> None:
    for name in ("title", "where", "export", "proves", "not_proves", "personal"):
        assert getattr(source, name), name
    assert "\n" not in getattr(source, "export")  # noqa: B009 - one line to type
