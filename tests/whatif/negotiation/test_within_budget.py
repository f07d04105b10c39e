"""Which accesses to block until there is money: the fewest sessions lost, by brute force."""

from dataclasses import replace
from itertools import combinations
from pathlib import Path
from random import Random

import numpy as np
import pytest

from optimizer.domain.access_rows import with_access
from optimizer.domain.options import Options
from optimizer.domain.problems import Findings, InfeasibleError
from optimizer.domain.tables import Tables
from optimizer.planning import optimize
from optimizer.report.negotiation_text import sentences
from optimizer.whatif.negotiation.within_budget import blocking
from tests.support.books import WINDOWS, tables, write
from tests.whatif.negotiation.support import asked

P = "Windows Server 2022"


def fewest_lost(found: Tables) -> float:
    """By trying every set of accesses: the fewest sessions that bring the payments within the
    budget."""
    n = len(found.access.rows)
    sessions = found.access.sessions
    best = float("inf")
    for size in range(n + 1):
        for blocked in combinations(range(n), size):
            lost = float(sessions[list(blocked)].sum())
            if lost >= best:
                continue
            keep = np.ones(n, bool)
            keep[list(blocked)] = False
            try:
                plan = optimize(with_access(found, keep), Findings())
            except InfeasibleError:
                continue
            if sum(y.nominal for y in plan.payments) <= (found.settings.budget or 0):
                best = lost
    return best


@pytest.mark.parametrize("seed", range(8))
def test_the_fewest_sessions_are_lost(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    pairs = random.sample([(u, d, s) for u in "abc" for d in "xyz" for s in ("files", "mail")], 7)
    sheets = {
        "Settings": [["Setting", "Value"], ["Budget", random.choice([60, 100, 150])]],
        "Servers": [
            ["Server", "Product", "CAL mode cost"],
            ["files", P, 0],
            ["mail", "Exchange Server 2019", random.choice([0, 30])],
        ],
        "Access": [
            ["User", "Device", "Server", "Sessions"],
            *([*pair, random.randint(1, 30)] for pair in pairs),
        ],
        "Licenses": [
            *WINDOWS,
            ["Mail", "User", "Exchange Standard", 40],
            ["Mail device", "Device", "Exchange Standard", 55],
        ],
    }
    found = tables(write(tmp_path / "in.xlsx", sheets))
    answer = blocking(found, Options())
    assert answer is not None
    assert answer.proven
    assert answer.payments <= (found.settings.budget or 0)
    assert answer.sessions == pytest.approx(fewest_lost(found))


def test_a_group_is_blocked_in_part(tmp_path: Path) -> None:
    sheets = {
        "Settings": [["Setting", "Value"], ["Budget", 200]],
        "Users": [["User", "Count"], ["staff", 10], ["boss", 1]],
        "Access": [["User", "Server", "Sessions"], ["staff", P, 100], ["boss", P, 11]],
        "Licenses": WINDOWS[:2],
    }
    _, plan, deal = asked(tmp_path, sheets)
    assert plan.cost == 550
    assert deal.blocking is not None
    # Four licenses at 50: the boss's 11 sessions and three of the ten, who make 10 sessions each.
    assert [(b.user, b.blocked, b.pairs, b.sessions) for b in deal.blocking.blocked] == [
        ("staff", 7, 10, 70)
    ]
    assert (deal.blocking.payments, deal.blocking.parts) == (200, True)
    assert any(
        sentence.startswith("Within the budget: block 1 access (70 sessions")
        for sentence in sentences(deal, plan)
    )


def test_a_list_that_is_not_found_is_said_to_be_missing(tmp_path: Path) -> None:
    sheets = {
        "Settings": [["Setting", "Value"], ["Budget", 10]],
        "Access": [["User", "Server"], ["u", P]],
        "Licenses": WINDOWS,
    }
    _, plan, deal = asked(tmp_path, sheets)
    assert deal.blocking is not None
    assert (deal.blocking.cost, deal.blocking.sessions) == (0, 1)
    said = list(sentences(replace(deal, blocking=None), plan))
    assert (
        said[-1]
        == "Within the budget: no list of accesses to block was found in the time given. Allow "
        "more with --time-limit."
    )
