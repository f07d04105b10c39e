"""The process around the command line: streams of any kind, signals, and nobody else's words."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from optimizer import console
from tests.support.books import WINDOWS, write

NAMES = {
    "Settings": [["Setting", "Value"], ["As of", "2026-01-01"]],
    "Access": [["User", "Device", "Server"], ["Ω 😀", "d", "Windows Server 2022"]],
    "Licenses": [WINDOWS[0], ["Лицензия é", "User", "Windows Server", 50]],
}


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "optimizer", *map(str, arguments)]


def shell(
    line: str, *arguments: object, **environment: str
) -> "subprocess.CompletedProcess[bytes]":
    """A line of bash in which "$@" is the command."""
    return subprocess.run(
        ["bash", "-c", line, "bash", *command(*arguments)],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write(tmp_path / "in.xlsx", NAMES)


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "ascii", "iso-8859-1", "utf-16"])
def test_streams_of_any_encoding(book: Path, encoding: str) -> None:
    done = shell('"$@"', "solve", book, PYTHONIOENCODING=encoding)
    out = done.stdout.decode(encoding)
    assert done.returncode == 0
    assert "Buy 1 " in out
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_json_loses_no_letter(book: Path, encoding: str) -> None:
    done = shell('"$@"', "solve", book, "--json", PYTHONIOENCODING=encoding)
    plan = json.loads(done.stdout.decode(encoding))
    assert plan["purchases"][0]["license"] == "Лицензия é"
    assert plan["users"][0]["user"] == "Ω 😀"


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ('"$@" >&-', 0),
        ('"$@" >&- 2>&-', 0),
        ('"$@" <&- >&- 2>&-', 0),
        ('"$@" > /dev/full', 0),
        ('"$@" > /dev/full 2> /dev/full', 0),
        ('"$@" | true; exit ${PIPESTATUS[0]}', 141),
    ],
)
def test_standard_output_closed_full_or_broken(book: Path, line: str, status: int) -> None:
    done = shell(line, "solve", book)
    assert done.returncode == status
    assert b"Traceback" not in done.stderr
    assert book.with_name("in-plan.xlsx").stat().st_size > 1000
    assert {each.name for each in book.parent.iterdir()} == {"in.xlsx", "in-plan.xlsx"}


def test_a_closed_output_is_never_taken_for_a_file(book: Path) -> None:
    before = book.read_bytes()
    shell('"$@" >&- 2>&-', "solve", book, "--json")
    assert book.read_bytes() == before


def test_problems_keep_their_status_however_they_are_told(book: Path) -> None:
    assert shell('"$@" > /dev/full 2>&1', "solve", "samples/broken.xlsx").returncode == 1
    assert (
        shell(
            '"$@" --json | true; exit ${PIPESTATUS[0]}', "solve", "samples/broken.xlsx"
        ).returncode
        == 1
    )


OURS = rb"""[/\\]optimizer[/\\](\w+[/\\])*(?!__init__|__main__)\w+\.py|__main__\.py", line \d+, in main"""
"""What a traceback holds of a run that was stopped after it could say what a signal does: nothing
can before the modules `optimizer` and `signal` are loaded."""


@pytest.mark.parametrize("delay", [0.15, 0.3, 0.6, 1.0])
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_at_any_moment(book: Path, delay: float, number: int, status: int) -> None:
    arguments = command(
        "sweep",
        book,
        "--vary",
        "Лицензия é=1:4000:1",
        "-o",
        book.with_name("o.csv"),
        "--workers",
        1,
    )
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        time.sleep(delay)
        running.send_signal(number)
        _, err = running.communicate(timeout=20)
    early = running.returncode == -number or b"runpy" in err or b"import_site" in err
    if not early or re.search(OURS, err):
        assert (running.returncode, err.count(b"Traceback")) == (status, 0)
    left = {each.name for each in book.parent.iterdir()} - {"in.xlsx", "o.csv.partial"}
    assert left == set()


LIBRARY = """
import os, sys, warnings, logging
from optimizer import console
def verbs():
    import contextlib, io
    with contextlib.redirect_stdout(io.StringIO()):
        print("printed")
    os.write(1, b"from C"); os.write(2, b"from C")
    warnings.warn("old"); logging.getLogger("x").error("logged")
    sys.stdout.write("ours"); sys.stderr.write("told")
    raise SystemExit(3)
console.run(verbs)
"""


def run(code: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_nothing_but_our_own_words() -> None:
    done = run(LIBRARY)
    assert (done.returncode, done.stdout, done.stderr) == (3, "ours", "told")


def test_a_fault_outside_of_any_verb() -> None:
    done = run("from optimizer import console\nconsole.run(lambda: 1 / 0)")
    assert (done.returncode, done.stdout) == (70, "")
    assert "this is a fault of cal-optimizer" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_library_that_does_not_look_up_is_left_behind() -> None:
    code = (
        "import os, signal, threading\nfrom optimizer import console\nconsole.GRACE = 0.2\n"
        "def verbs():\n"
        "    threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGTERM)).start()\n"
        "    signal.pthread_sigmask(signal.SIG_BLOCK, [])\n"
        "    done = threading.Event()\n"
        "    try: done.wait(30)\n"
        "    except BaseException: done.wait(30)\n"
        "console.run(verbs)"
    )
    began = time.monotonic()
    assert run(code).returncode == 143
    assert time.monotonic() - began < 20


def test_lines_stay_lines_and_commands_of_a_terminal_are_none() -> None:
    assert console.one_line("a\nb\x1b[2J\u202ec\x9b") == "a\ufffdb\ufffd[2J\ufffdc\ufffd"
    assert console.one_line("é × 😀") == "é × 😀"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("×→–€ é", "x->-EUR e"), ("Ω", "?"), ("ｆｕｌｌ", "full"), ("\ud800", "?")],
)
def test_letters_that_a_stream_lacks(text: str, expected: str) -> None:
    assert text.encode("ascii", "cal-optimizer").decode() == expected
