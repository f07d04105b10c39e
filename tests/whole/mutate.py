"""How much the tests see: functions with one operator, constant or branch changed, at random.

    python -m tests.whole.mutate [--sample 200] [--seed 1] [--jobs 2] [--together] [NAME ...]

NAME is a package (licensing, audit, solving) or a module (licensing.supply); without `--sample` all
of its mutants are tried. Each meets the test file that mirrors its module and no other, in a forked
process, until a test fails; with `--together` one that survives meets the tests of its package,
too, which takes minutes. Prints whoever survives and the score. A mutant that changes nothing
anybody could see counts as one that survives.
"""

import argparse
import os
import pickle
import resource
import signal
import time
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from tests.support.mutants import Mutant, at_work, mutants_of

PACKAGES = ("licensing", "audit", "solving")

SLOWER = 10
LEAST_SECONDS = 10
"""A mutant whose tests take so many times the processor's time that they take without it, and so
many seconds at least, does not end: it is seen."""

WAITING = 300
"""Seconds after which a mutant that waits for itself is ended."""

TOGETHER = {
    "licensing": ("tests/licensing", "tests/audit/test_rules.py"),
    "audit": ("tests/audit",),
    "solving": ("tests/solving", "tests/licensing"),
}
"""The tests of each package, for those that survive a module's own."""

LOADED = (
    "optimizer.api", "optimizer.planning", "tests.support.oracle", "tests.support.stated",
    "highspy", "scipy.sparse.csgraph", "openpyxl",
)  # fmt: skip
"""What every test needs, before the first fork."""


def modules(names: Sequence[str]) -> Iterator[str]:
    """Every module of the packages, or the one named, as `optimizer.package.module`."""
    for name in names:
        path = Path("optimizer", *name.removeprefix("optimizer.").split("."))
        found = sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]
        for each in found:
            if each.name != "__init__.py":
                yield ".".join(each.with_suffix("").parts)


def own_tests(module: str) -> tuple[str, ...]:
    """The test file that mirrors a module, where there is one."""
    path = Path("tests", *module.split(".")[1:])
    own = path.with_name(f"test_{path.name}.py")
    return (str(own),) if own.exists() else ()


class Forks:
    """A plugin for pytest: once the tests are collected, each mutant meets them in a process of
    its own; `survived` are those that no test saw."""

    def __init__(self, mutants: Sequence[Mutant], jobs: int) -> None:
        self.mutants = mutants
        self.jobs = jobs
        self.survived: list[int] = []
        self.broken = False

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        used = _seconds()
        self.broken = not session.items or _ended(_forked(session, None, WAITING)) != 0
        limit = max(LEAST_SECONDS, round(SLOWER * (_seconds() - used)))
        if self.broken:
            return True
        running: dict[int, int] = {}
        waiting = list(range(len(self.mutants)))
        while running or waiting:
            while waiting and len(running) < self.jobs:
                number = waiting.pop(0)
                running[_forked(session, self.mutants[number], limit)] = number
            child, status = os.wait()
            if os.waitstatus_to_exitcode(status) == 0:
                self.survived.append(running[child])
            del running[child]
        return True


def _seconds() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _ended(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _forked(session: pytest.Session, mutant: Mutant | None, limit: int) -> int:
    """The process in which the tests run, one after another, until one fails."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        signal.alarm(WAITING)
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        if mutant is None:
            code = _failed(session)
        else:
            with at_work(mutant):
                code = _failed(session)
    finally:
        os._exit(code)


def _failed(session: pytest.Session) -> int:
    """1 at the first test that fails, 0 where all pass."""
    for item, following in zip(session.items, [*session.items[1:], None], strict=True):
        session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return 1
    return 0


def survivors(mutants: Sequence[Mutant], files: Sequence[str], jobs: int) -> list[Mutant]:
    """Those that no test of the files sees; ValueError where a test fails without any mutant."""
    if not mutants or not files:
        return list(mutants)
    receive, send = os.pipe()
    child = os.fork()
    if not child:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        forks = Forks(mutants, jobs)
        pytest.main(["-s", "-n", "0", "-p", "no:cacheprovider", *files], plugins=[forks])
        with os.fdopen(send, "wb") as told:
            pickle.dump(None if forks.broken else sorted(forks.survived), told)
        os._exit(0)
    os.close(send)
    with os.fdopen(receive, "rb") as told:
        found = told.read()
    os.waitpid(child, 0)
    left = pickle.loads(found) if found else None
    if left is None:
        message = f"tests fail, or there are none, before anything is changed: {' '.join(files)}"
        raise ValueError(message)
    return [mutants[number] for number in left]


def main() -> None:
    """Try a sample; tell who survives."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=list(PACKAGES), metavar="NAME")
    parser.add_argument("--sample", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--together", action="store_true")
    asked = parser.parse_args()
    warnings.simplefilter("ignore", SyntaxWarning)  # `True[0]` is a mutant like any other
    for module in LOADED:
        import_module(module)
    try:
        _try(asked)
    except ValueError as error:
        parser.error(str(error))


def _try(asked: argparse.Namespace) -> None:
    every = [mutant for module in modules(asked.names) for mutant in mutants_of(module)]
    count = len(every) if asked.sample is None else min(asked.sample, len(every))
    chosen = Random(asked.seed).sample(every, count)
    tried = Counter(mutant.module for mutant in chosen)
    alive: Counter[str] = Counter()
    with TemporaryDirectory() as folder:
        os.environ["PYTEST_DEBUG_TEMPROOT"] = folder
        for module in sorted(tried):
            began = time.monotonic()
            mutants = [mutant for mutant in chosen if mutant.module == module]
            left = survivors(mutants, own_tests(module), asked.jobs)
            if asked.together:
                left = survivors(left, TOGETHER[module.split(".")[1]], asked.jobs)
            for mutant in left:
                print(f"survives: {mutant}")
            alive[module] = len(left)
            took = time.monotonic() - began
            say(module, tried[module] - len(left), tried[module], f", {took:.0f} s")
    print()
    for package in sorted({module.split(".")[1] for module in tried}):
        those = [module for module in tried if module.split(".")[1] == package]
        number = sum(tried[module] for module in those)
        say(package, number - sum(alive[module] for module in those), number)
    say("seen", len(chosen) - alive.total(), len(chosen), f", a sample of {len(every):,} mutants")


def say(name: str, seen: int, number: int, rest: str = "") -> None:
    """A line of the score."""
    print(f"{name}: {seen} of {number}, {100 * seen / number:.1f} %{rest}", flush=True)


if __name__ == "__main__":
    main()
