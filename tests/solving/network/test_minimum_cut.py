"""Minimum cuts: one kind for each of some groups costs what the program of it says."""

from pathlib import Path

import numpy as np
import pytest

from optimizer.domain.options import Method, Options
from optimizer.domain.problems import Findings
from optimizer.planning import instance_of, prepare
from optimizer.solving.network import minimum_cut as cuts
from optimizer.solving.simple_rules import one_kind
from optimizer.solving.solvers.status import Clock
from tests.support.books import WINDOWS, Sheets, tables, write

P = ("Windows Server 2022", "Exchange Server 2019")
LICENSES = [
    *WINDOWS,
    ["Mail User", "User", "Exchange Standard", 97],
    ["Mail Device", "Device", "Exchange Standard", 76],
]


def drawn(seed: int) -> Sheets:
    """Eight people on five devices and two products; some from any device, some devices by
    anyone."""
    random = np.random.default_rng(seed)
    rows = {
        (
            f"u{random.integers(8)}" if random.random() < 0.9 else "",
            f"d{random.integers(5)}" if random.random() < 0.95 else "",
            P[int(random.integers(2))],
        )
        for _ in range(16)
    }
    kept = sorted(row for row in rows if row[0] or row[1])
    return {
        "Access": [["User", "Device", "Server"], *map(list, kept)],
        "Licenses": LICENSES,
    }


@pytest.mark.parametrize("seed", range(12))
def test_one_kind_by_a_cut_is_one_kind_by_the_program(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For each person, and for everybody at once; by waves and by the library."""
    question = instance_of(prepare(tables(write(tmp_path / "book.xlsx", drawn(seed))), Findings()))
    people = len(question.classes.users.members)
    for group in (list(range(people)), [0] * people):
        expected = one_kind(question, group, Options(method=Method.PROGRAM), Clock(None))
        for most in (10**6, 0):
            monkeypatch.setattr(cuts, "MOST_ARCS", most)
            found = one_kind(question, group, Options(), Clock(None))
            assert found == expected


@pytest.mark.parametrize("seed", range(12))
def test_some_parts_at_a_time_are_cut_as_all_at_once(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The minimum cut nearest the source is unique, so each class holds the same either way."""
    question = instance_of(prepare(tables(write(tmp_path / "book.xlsx", drawn(seed))), Findings()))
    whole = cuts.minimum_cut(question)
    monkeypatch.setattr(cuts, "MOST_AT_ONCE", 2)
    assert cuts.minimum_cut(question) == whole
