"""HiGHS is asked again, without its presolve, where that gave up."""

from collections.abc import Callable

import pulp
import pytest

from optimizer.solving.solvers import highs
from optimizer.solving.solvers.solver import solve
from optimizer.solving.solvers.status import Clock, Status


def test_what_presolve_gives_up_on_is_solved_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first run leaves the status as it was before any, as HiGHS 1.16 does then."""
    runs: list[Callable[[], object]] = []

    def giving_up_at_first(run: Callable[[], object]) -> None:
        runs.append(run)
        if len(runs) > 1:
            run()

    monkeypatch.setattr(highs, "run_until_asked", giving_up_at_first)
    problem = pulp.LpProblem("p", pulp.LpMinimize)
    x = problem.add_variable("x", 0, 9, pulp.LpInteger)
    problem += 3 * x
    problem += 2 * x >= 5
    outcome = solve(problem, "highs", Clock())
    assert outcome.status is Status.OPTIMAL
    assert pulp.value(x) == 3
