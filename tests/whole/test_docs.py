"""The documents: their commands run and say what they show, what the program knows is made from it,
numbers are measured, paths and links lead somewhere."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
import typer.main
from typer.testing import CliRunner

from benchmarks.compare import with_table as with_speed
from optimizer import cli
from tools import docs

PAGES = [Path(name) for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")]
PAGES += sorted(Path("docs").glob("*.md"))
README = PAGES[0].read_text(encoding="utf-8")


def commands(page: Path, kind: str = "sh") -> list[str]:
    """The lines of a page's blocks of that kind."""
    text = page.read_text(encoding="utf-8")
    return [
        line
        for block in re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)
        for line in block.splitlines()
    ]


RUN = [
    (page, line)
    for line, page in {
        line: page
        for page in reversed(PAGES)
        for line in commands(page)
        if line.startswith("cal-optimizer ")
    }.items()
]
"""Each command once, with the first page that shows it."""


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


@pytest.mark.parametrize(
    ("page", "command"), RUN, ids=[f"{p.stem}-{i}" for i, (p, _) in enumerate(RUN)]
)
def test_a_command_runs(workplace: Path, page: Path, command: str) -> None:
    assert call(command)


def test_the_first_command_says_what_the_readme_shows(workplace: Path) -> None:
    (command,) = re.findall(r"^python3 -m venv.*clinic-plan.*$", README, re.MULTILINE)
    shown = re.findall(r"```text\n(.*?)```", README, re.DOTALL)[0]
    assert call("cal-optimizer " + command.split("cal-optimizer ")[-1]) == shown


def test_the_two_commands_for_a_fresh_machine_are_there_once() -> None:
    fresh = re.findall(r"^python3 -m venv.*$", README, re.MULTILINE)
    assert [c.split()[-1] for c in fresh] == ["clinic-plan.xlsx", "pytest"]


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= 150


@pytest.mark.parametrize("name", docs.BLOCKS)
def test_what_the_program_knows_is_made_from_it(name: str) -> None:
    """Mend with `python -m tools.docs`."""
    file, make = docs.BLOCKS[name]
    page = (Path("docs") / file).read_text(encoding="utf-8")
    assert docs.with_block(page, name, make()) == page


def test_every_verb_and_option_is_on_the_page_of_commands() -> None:
    page = Path("docs/commands.md").read_text(encoding="utf-8")
    group = typer.main.get_command(cli.app)
    for name, command in group.commands.items():
        assert f"`cal-optimizer {name}" in page
        for option in (o for p in command.params for o in p.opts if o.startswith("--")):
            assert f"`{option}`" in page, f"{option} of {name}"


def test_the_speed_table_is_the_measured_one() -> None:
    page = Path("docs/speed.md").read_text(encoding="utf-8")
    assert with_speed(page, Path("benchmarks/results.md").read_text(encoding="utf-8")) == page
    questions = Path("benchmarks/questions.md").read_text(encoding="utf-8")
    for row in re.findall(r"^\| .* \| +[\d.]+ \|$", questions, re.MULTILINE):
        assert row in page


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_links_and_paths_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (page.parent / target).exists(), target
    folders = "samples|benchmarks|docs|optimizer|tests|templates|tools"
    for path in re.findall(rf"`((?:{folders})/[\w./-]*)`", text):
        assert Path(path).exists(), path
    for module in re.findall(r"`python -m ((?:benchmarks|tests|tools)[\w.]*)", text):
        assert Path(module.replace(".", "/")).with_suffix(".py").exists(), module


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_row_of_a_table_has_as_many_cells_as_its_head(page: Path) -> None:
    for table in re.findall(r"(?:^\|.*\n)+", page.read_text(encoding="utf-8"), re.MULTILINE):
        cells = [len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()]
        assert set(cells) == {cells[0]}, table


def test_the_architecture_names_files_that_are_there() -> None:
    text = Path("ARCHITECTURE.md").read_text(encoding="utf-8")
    for row in re.findall(r"^\| `(\w+)/` \|(.*)$", text, re.MULTILINE):
        package = Path("optimizer") / row[0]
        for name in re.findall(r"`([\w/]+\.(?:py|csv|toml)|[\w/]+/)`", row[1]):
            assert (package / name).exists(), f"{package}/{name}"
    packages = {p.parent.name for p in Path("optimizer").glob("*/__init__.py")}
    assert packages <= set(re.findall(r"^\| `(\w+)/`", text, re.MULTILINE))


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
