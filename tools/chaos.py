"""Every file of a folder through `check` and `solve`, each in a child of its own with limits.

    python -m tools.chaos FOLDER [--seconds 20] [--megabytes 1500] [--kill N]

Workbooks of any origin and kind will do, damaged ones too. Prints a tally by verb and exit status,
and every run that ended in a traceback, took too long or too much, ended in no status that is
documented, changed its input, or left something behind. `--kill N` ends N further runs of each verb
at random moments. Exit status 1 where there was any. Runs where processes can be forked.
"""

import argparse
import contextlib
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from optimizer.failures import Exit

VERBS = {
    "check": ("check", "{file}", "--mark", "{out}"),
    "solve": ("solve", "{file}", "-o", "{out}", "--time-limit", "5"),
}
MORE = {
    "negotiate": ("negotiate", "{file}", "-o", "{out}", "--time-limit", "5"),
    "sweep": (
        *("sweep", "{file}", "--vary", "Discount rate=0:0.9:0.05"),
        *("-o", "{csv}", "--workers", "1"),
    ),
    "template": ("template", "-o", "{out}", "--overwrite"),
    "quote": ("quote", "{file}", "-o", ".", "--time-limit", "5"),
    "compare": ("compare", "{file}", "{file}", "-o", "{out}", "--time-limit", "5"),
    "import": ("import", "{export}", "-o", "{out}"),
}  # fmt: skip
"""Verbs that are only killed."""

RESULTS = ("the result.*", "the result-*", "*-quote-*.xlsx")
"""Names of what verbs write."""

SHOWN = 25
"""Kills of each verb after which it is told how far the run is: all of them take an hour."""

EXPORTED = 2_000
"""Rows of the export that is imported."""

HEAD = (
    "UserName,IPAddress,AccessDate,AccessCount,ProductName,RoleName,TenantIdentifier,PSComputerName"
)
"""Its columns: User Access Logging."""


@dataclass(frozen=True)
class Limits:
    """What one run may take."""

    seconds: float
    megabytes: int


@dataclass(frozen=True)
class Run:
    """How one run ended: its exit status (negative: a signal), what is wrong with that, and how
    long it took."""

    status: int
    faults: tuple[str, ...]
    seconds: float


def run(arguments: Sequence[str], folder: Path, limits: Limits, kill_after: float = 0.0) -> Run:
    """Run the command line in a forked child, in `folder`; ended after `kill_after` seconds if that
    is not 0."""
    told, began = folder / ".told", time.monotonic()
    child = os.fork()
    if not child:
        _child(arguments, folder, told)
    ended, status, used = _waited(child, limits.seconds, kill_after)
    text = told.read_bytes() if told.exists() else b""
    told.unlink(missing_ok=True)
    code = os.waitstatus_to_exitcode(status)
    faults = []
    if b"Traceback (most recent call last)" in text or b"panicked at" in text:
        faults.append("a traceback")
    if not ended:
        faults.append(f"more than {limits.seconds:g} s")
    elif (not kill_after and code not in set(Exit)) or code == Exit.FAULT:
        faults.append(f"exit status {code}")
    if used.ru_maxrss > limits.megabytes << 10:
        faults.append(f"{used.ru_maxrss >> 10} MB")
    return Run(code, tuple(faults), time.monotonic() - began)


def _child(arguments: Sequence[str], folder: Path, told: Path) -> None:
    from optimizer import cli

    try:
        os.chdir(folder)
        out = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(out, 1)
        os.dup2(out, 2)
        sys.argv = ["cal-optimizer", *arguments]
        cli.main()
    except SystemExit as end:
        os._exit(end.code if isinstance(end.code, int) else 1)
    finally:
        os._exit(99)


def _waited(
    child: int, seconds: float, kill_after: float
) -> tuple[bool, int, resource.struct_rusage]:
    """Whether the child ended in time, how, and what it used."""
    began, killed = time.monotonic(), False
    while True:
        ended, status, used = os.wait4(child, os.WNOHANG)
        if ended:
            return True, status, used
        passed = time.monotonic() - began
        if kill_after and passed > kill_after and not killed:
            os.kill(child, random.choice((signal.SIGKILL, signal.SIGTERM, signal.SIGINT)))
            killed = True
        if passed > seconds:
            os.kill(child, signal.SIGKILL)
            _, status, used = os.wait4(child, 0)
            return False, status, used
        time.sleep(0.01)


@contextlib.contextmanager
def alone(file: Path, *, export: bool) -> Iterator[tuple[Path, dict[str, str]]]:
    """A folder with a copy of the file, an export beside it where one is wanted, and the names that
    verbs fill in."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copyfile(file, folder / file.name)
        beside = {each for each in file.parent.glob("*") if each.suffix in (".csv", ".parquet")}
        for each in beside - {file}:
            shutil.copyfile(each, folder / each.name)
        names = {"file": file.name, "out": "the result.xlsx", "csv": "the result.csv"}
        if export:
            names["export"] = "ual.csv"
            rows = (
                f"CORP\\user{i},10.0.{i % 9}.{i % 7},2026-01-{1 + i % 28:02},1,"
                f"Windows Server 2022 Standard,File Server,,FS{i % 3}\n"
                for i in range(EXPORTED)
            )
            text = f"{HEAD}\n{''.join(rows)}"
            (folder / names["export"]).write_text(text, encoding="utf-8")
        yield folder, names


def tried(file: Path, verb: Sequence[str], limits: Limits, kill_after: float = 0.0) -> Run:
    """One verb on a copy of one file: also that its input is as before and nothing is left."""
    with alone(file, export="{export}" in verb) as (folder, names):
        before = {each.name: each.read_bytes() for each in folder.iterdir()}
        words = [part.format(**names) for part in verb]
        found = run(words, folder, limits, kill_after)
        faults = list(found.faults)
        if any((folder / name).read_bytes() != content for name, content in before.items()):
            faults.append("its input changed")
        left = [
            each.name
            for each in folder.iterdir()
            if each.name not in before and not any(each.match(kind) for kind in RESULTS)
        ]
        if left and found.status != -signal.SIGKILL:
            faults.append(f"left {', '.join(sorted(left))}")
        if found.status == -signal.SIGKILL and kill_after:
            again = run(words, folder, limits)
            faults += [f"run again: {fault}" for fault in again.faults]
            hidden = [*folder.rglob(".cal-optimizer-*")]
            if hidden and again.status == Exit.DONE:
                faults.append(f"{hidden[0].name} was not cleared")
        return Run(found.status, tuple(faults), found.seconds)


def main(given: Sequence[str] | None = None) -> int:
    """Try a folder; 1 where anything was wrong."""
    words = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    words.add_argument("folder", type=Path)
    words.add_argument("--seconds", type=float, default=20.0)
    words.add_argument("--megabytes", type=int, default=1500)
    words.add_argument("--kill", type=int, default=0)
    asked = words.parse_args(given)
    limits = Limits(asked.seconds, asked.megabytes)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a child killed early must not tidy up for us
    files = sorted(each for each in asked.folder.rglob("*") if each.is_file())
    tally: Counter[tuple[str, int]] = Counter()
    wrong = 0

    def told(name: str, verb: str, found: Run) -> None:
        nonlocal wrong
        tally[verb, found.status] += 1
        if found.faults:
            wrong += 1
            sys.stdout.write(f"{name}: {verb}: {'; '.join(found.faults)}\n")
            sys.stdout.flush()

    import optimizer.api
    import optimizer.planning
    import optimizer.report.write
    import optimizer.writing.marked_copy  # noqa: F401 - loaded once, for every child

    for file in files:
        for name, verb in VERBS.items():
            told(str(file), name, tried(file, verb, limits))
    lasts: dict[tuple[str, Path], float] = {}
    for kills in range(asked.kill):
        if kills and kills % SHOWN == 0:
            sys.stdout.write(f"{kills} of {asked.kill} kills of each verb, {wrong:,} wrong\n")
            sys.stdout.flush()
        for name, verb in {**VERBS, **MORE}.items():
            file = random.choice(files)
            if (name, file) not in lasts:  # the moments are spread over a whole run
                lasts[name, file] = tried(file, verb, limits).seconds
            moment = random.uniform(0.01, lasts[name, file])
            told(str(file), f"{name}, killed", tried(file, verb, limits, moment))
    for (done, status), count in sorted(tally.items()):
        sys.stdout.write(f"{done}: exit {status}: {count:,}\n")
    sys.stdout.write(f"{wrong:,} of {tally.total():,} runs were wrong\n")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
