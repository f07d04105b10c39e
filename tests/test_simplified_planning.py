"""The simpler plan is looked for with a solver's work, whatever the machine's speed."""

from decimal import Decimal
from itertools import count
from pathlib import Path

import pytest

from optimizer.domain.options import Options
from optimizer.solving.solvers import status
from optimizer.solving.solvers.status import Outcome, Status
from tests.solving.program.test_simplified import shared_and_own
from tests.support.books import solve


def test_a_machine_that_is_far_too_slow_finds_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each look at the clock is a thousand seconds after the last one; there is no time limit."""
    ticks = count(0, 1000)
    monkeypatch.setattr(status.time, "monotonic", lambda: float(next(ticks)))
    _, plan = solve(tmp_path, shared_and_own(28))
    assert plan.cost == Decimal(117)
    assert plan.status == "optimal"


def test_a_simpler_plan_that_is_not_found_leaves_the_optimum(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "optimizer.solving.program.simplify_search.solve", lambda *_: Outcome(Status.UNKNOWN)
    )
    _, plan = solve(tmp_path, shared_and_own(28))
    assert (plan.cost, plan.lower_bound, plan.status) == (Decimal(89), Decimal(89), "feasible")
    assert "not-simplified" in [warning.code for warning in plan.warnings]


def test_the_least_cost_of_the_simplest_must_be_proven_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of those with the fewest who deviate the cheapest is promised: not proven, not optimal."""
    from optimizer.solving.program import simplify_search

    asked, solved = [], simplify_search.solve

    def unproven(*given: object) -> Outcome:
        asked.append(1)
        outcome = solved(*given)  # type: ignore[arg-type]
        return outcome if len(asked) <= 3 else Outcome(Status.UNKNOWN)

    monkeypatch.setattr(simplify_search, "solve", unproven)
    _, plan = solve(tmp_path, shared_and_own(28))
    assert (plan.cost, plan.status) == (Decimal(117), "feasible")
    assert Options().tuning.simpler_work > Options().tuning.extra_work
