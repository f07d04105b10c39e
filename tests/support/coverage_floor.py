"""The share of the package's lines that a run of all tests reaches: never under the floor.

Counted by slipcover's plugin in each worker of pytest-xdist, for hardly more time; what runs in
processes of its own (the command, killed runs) is not counted. A run of a few tests has no floor.
"""

import json
import os
import shutil
from pathlib import Path
from textwrap import shorten

import pytest

FLOOR = 96.0
"""In percent of the lines of optimizer/."""

WORST = 12
"""Files to name where the floor is broken."""


def of_all_tests(config: pytest.Config) -> bool:
    """Whether this run is of all tests, in workers: neither files nor names were chosen."""
    chosen = config.option.keyword or config.option.markexpr or getattr(config.option, "lf", False)
    return (
        config.args_source is pytest.Config.ArgsSource.TESTPATHS
        and bool(getattr(config.option, "numprocesses", None))
        and "PYTEST_XDIST_WORKER" not in os.environ
        and not chosen
    )


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Workers count lines from their first import."""
    if of_all_tests(config):
        os.environ["SLIPCOVER_ENABLED"] = "1"
        os.environ["SLIPCOVER_SOURCE"] = "optimizer"


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Say the share; a run under the floor fails."""
    folder = os.environ.get("SLIPCOVER_COVERAGE_DIR")
    if not folder or not of_all_tests(session.config):
        return
    counted = Path(folder, "merged.json")
    found = json.loads(counted.read_text("utf-8"))
    shutil.rmtree(folder)
    share = found["summary"]["percent_covered"]
    say = session.config.get_terminal_writer().line
    say(f"\nLines of optimizer/ that tests reach: {share:.1f} % (floor {FLOOR:g} %)")
    if share < FLOOR:
        missing = {name: each["missing_lines"] for name, each in found["files"].items()}
        for name in sorted(missing, key=lambda name: -len(missing[name]))[:WORST]:
            lines = shorten(" ".join(map(str, missing[name])), 80, placeholder=" ...")
            say(f"  {name}: {len(missing[name])} lines are not reached: {lines}")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
