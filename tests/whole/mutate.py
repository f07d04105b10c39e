"""How much the tests see: functions with one operator, constant or branch changed, at random.

    python -m tests.whole.mutate [--sample 100] [--seed 1] [PACKAGE ...]

Each mutant of the packages (licensing, audit, solving) meets the tests that mirror its module, then
those of its package, in a forked process, until one fails. Prints whoever survives, and the score.
"""

import argparse
import os
import resource
from collections.abc import Generator, Iterator
from importlib import import_module
from pathlib import Path
from random import Random

import pytest

from tests.support.mutants import Mutant, at_work, mutants_of

PACKAGES = ("licensing", "audit", "solving")
SECONDS = 120
"""Of the processor: a mutant whose tests take longer does not end, and is seen."""

LOADED = ("optimizer.api", "optimizer.planning", "tests.support.oracle")
"""What every test needs, before the first fork."""

TOGETHER = {
    "licensing": ("tests/licensing", "tests/whole/test_model.py", "tests/audit/test_rules.py"),
    "audit": ("tests/audit/test_rules.py", "tests/audit/test_audit.py", "tests/audit"),
    "solving": ("tests/whole/test_model.py", "tests/solving"),
}
"""The tests of each package after a module's own, the quickest first."""


def modules(packages: list[str]) -> Iterator[str]:
    """Every module of the packages by its name."""
    for package in packages:
        for path in sorted(Path("optimizer", package).rglob("*.py")):
            if path.name != "__init__.py":
                yield ".".join(path.with_suffix("").parts)


def tests_of(module: str) -> list[str]:
    """The test files to try, in this order, those that there are."""
    path = Path("tests", *module.split(".")[1:])
    own = path.with_name(f"test_{path.name}.py")
    return [str(each) for each in (own, *map(Path, TOGETHER[path.parts[1]])) if each.exists()]


class AtWork:
    """A plugin for pytest: the mutant is at work while tests run."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    @pytest.hookimpl(wrapper=True)
    def pytest_runtestloop(self) -> Generator[None, object, object]:
        with at_work(self.mutant):
            return (yield)


def survives(mutant: Mutant) -> bool:
    """Whether every test passes with the mutant at work; one that does not end is seen."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    plain = ["-q", "-x", "-n", "0", "-p", "no:cacheprovider"]
    code = pytest.main(
        [*plain, "--deselect", "tests/audit/test_mutants.py", *tests_of(mutant.module)],
        plugins=[AtWork(mutant)],
    )
    os._exit(int(code))


def main() -> None:
    """Try a sample; tell who survives."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packages", nargs="*", default=list(PACKAGES))
    parser.add_argument("--sample", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    for module in LOADED:
        import_module(module)
    every = [mutant for module in modules(asked.packages) for mutant in mutants_of(module)]
    chosen = Random(asked.seed).sample(every, min(asked.sample, len(every)))
    seen = 0
    for tried, mutant in enumerate(chosen, 1):
        if survives(mutant):
            print(f"survives: {mutant}", flush=True)
        else:
            seen += 1
        print(f"{seen} of {tried} seen", flush=True)
    print(f"{seen} of {len(chosen)} seen, of {len(every)} mutants")


if __name__ == "__main__":
    main()
