"""Whatever is given and whatever happens: a documented exit status, a sentence, whole files.

The long run of the same kind: `python -m tools.chaos FOLDER --kill 200`, on any folder of files.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from optimizer.api import examine
from tests.support.books import WINDOWS, write
from tests.support.hostile import hostile

BOOK = {
    "Settings": [["Setting", "Value"], ["As of", "2026-01-01"]],
    "Access": [["User", "Device", "Server"], ["u", "d", "Windows Server 2022"]],
    "Licenses": WINDOWS,
}
OUT = ("-o", "out.xlsx")
VERBS = {
    "solve": ("solve", "in.xlsx", *OUT),
    "negotiate": ("negotiate", "in.xlsx", *OUT),
    "check": ("check", "in.xlsx", "--mark", "out.xlsx"),
    "template": ("template", *OUT),
    "sweep": ("sweep", "in.xlsx", "--vary", "User CAL=1:40:1", *OUT, "--workers", "1"),
    "sweep-csv": ("sweep", "in.xlsx", "--vary", "User CAL=1:40:1", "-o", "out.csv", "--workers", "1"),
}  # fmt: skip
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path.cwd())}


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "optimizer", *arguments]


def chaos(folder: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    """The long run's own command, with time enough for the slowest machine."""
    return subprocess.run(
        [sys.executable, "-m", "tools.chaos", str(folder), "--seconds", "300", *options],
        capture_output=True,
        text=True,
        check=False,
    )


forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here")


@forks
@pytest.mark.parametrize("part", range(4))
def test_hostile_and_damaged_files(tmp_path: Path, part: int) -> None:
    everything, mine = tmp_path / "all", tmp_path / "mine"
    everything.mkdir()
    mine.mkdir()
    for number, path in enumerate(hostile(everything, 6)):
        if number % 4 == part:
            shutil.move(path, mine / path.name)
        else:
            path.unlink()
    done = chaos(mine)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert done.stdout.splitlines()[-1].startswith("0 of ")


@forks
def test_killed_at_random_moments(tmp_path: Path) -> None:
    write(tmp_path / "in.xlsx", BOOK)
    done = chaos(tmp_path, "--kill", "2")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


@pytest.mark.skipif(os.name == "nt", reason="there is no limit to set")
@pytest.mark.parametrize("verb", VERBS)
def test_a_disk_that_is_full(tmp_path: Path, verb: str) -> None:
    write(tmp_path / "in.xlsx", BOOK)
    before = (tmp_path / "in.xlsx").read_bytes()
    limited = ["bash", "-c", 'ulimit -f 1; exec "$@"', "bash", *command(*VERBS[verb])]
    done = subprocess.run(
        limited, cwd=tmp_path, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, "Traceback" in done.stderr) == (2, False), done.stderr
    assert "it cannot be written: no space left." in done.stderr
    assert (tmp_path / "in.xlsx").read_bytes() == before
    left = {each.name for each in tmp_path.iterdir()} - {"in.xlsx"}
    assert left <= {"out.xlsx.partial", "out.csv.partial"}
    again = subprocess.run(
        command(*VERBS[verb]), cwd=tmp_path, env=ENVIRONMENT, capture_output=True, check=False
    )
    assert again.returncode == 0
    assert not list(tmp_path.glob("*.partial"))


@pytest.mark.parametrize("verb", ["solve", "check", "sweep-csv"])
def test_several_runs_at_once_into_one_output(tmp_path: Path, verb: str) -> None:
    write(tmp_path / "in.xlsx", BOOK)
    running = [
        subprocess.Popen(
            command(*VERBS[verb]), cwd=tmp_path, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(3)
    ]  # fmt: skip
    ended = [(each.communicate(), each.returncode) for each in running]
    assert all(b"Traceback" not in err for (_, err), _ in ended)
    statuses = [status for _, status in ended]
    assert 0 in statuses
    assert set(statuses) <= ({0, 2} if verb == "sweep-csv" else {0})
    if verb == "sweep-csv":
        assert (tmp_path / "out.csv").read_text(encoding="utf-8-sig").count("\n") == 41
    else:
        openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert not [each for each in tmp_path.iterdir() if each.name.startswith(".")]


def test_what_a_hostile_workbook_names_is_text_everywhere(tmp_path: Path) -> None:
    """Formulas in names: in the result, the JSON, the marked copy and the sweep."""
    name = "=cmd|'/c calc'!A1"
    access = [["User", "Device", "Server"], [name, "+1", "Windows Server 2022"]]
    write(tmp_path / "in.xlsx", {**BOOK, "Access": [access[0]], "Users": [["User"]]})
    book = openpyxl.load_workbook(tmp_path / "in.xlsx")
    for column, value in enumerate(access[1], 1):
        cell = book["Access"].cell(2, column)
        cell.value, cell.data_type = value, "s"
    cell = book["Users"].cell(2, 1)
    cell.value, cell.data_type = name, "s"
    book.save(tmp_path / "in.xlsx")
    for verb in ("solve", "check"):
        done = subprocess.run(
            command(*VERBS[verb]), cwd=tmp_path, env=ENVIRONMENT, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
        made = openpyxl.load_workbook(tmp_path / "out.xlsx")
        cells = [cell for page in made for row in page.iter_rows() for cell in row]
        found = [cell.data_type for cell in cells if name in str(cell.value)]
        assert found
        assert set(found) == {"s"}
        (tmp_path / "out.xlsx").unlink()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n\n",
        b",,\n,,\n",
        bytes(range(256)) * 10,
        b"User,Device,Server\n\x00\x00,a,b\n",
        b'User,Device,Server\n"a,d,Windows Server 2022\n' * 9,
        b",".join(b"c%d" % i for i in range(30_000)) + b"\n1,2\n",
        b"User,Device,Server\n" + b"x" * 200_000 + b",d,Windows Server 2022\n",
        b"User,Device,Server\rann,pc,Windows Server 2022\r",
        "User,Device,Server\n".encode("utf-16")[:-1],
        b"\xef\xbb\xbf",
        b"sep=",
        b"#TYPE x\n",
        b'"' * 9999,
    ],
    ids=range(14),
)
@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a.parquet"])
def test_tables_of_any_kind_are_read_or_refused(tmp_path: Path, content: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(content)
    settings = [*BOOK["Settings"], ["Access file", name]]
    rest = {"Settings": settings, "Licenses": WINDOWS}
    found = examine(write(tmp_path / "in.xlsx", rest))  # whatever is wrong is told, not raised
    assert found.problems or found.tables is not None
    assert all(str(problem) for problem in found.problems)
