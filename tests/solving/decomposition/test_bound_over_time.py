"""What any plan costs at least, by the supply alone."""

from pathlib import Path

import numpy as np

from optimizer.solving.decomposition.bound_over_time import Refusal
from optimizer.solving.solvers.solver import solve
from optimizer.solving.solvers.status import Clock, Status
from tests.solving.decomposition.test_whole_supplies import bound_of


def test_what_is_refused_costs_more(tmp_path: Path) -> None:
    bound = bound_of(tmp_path, 0)

    def least() -> int | None:
        outcome = solve(bound.program().problem, "highs", Clock())
        assert outcome.status is Status.OPTIMAL
        return outcome.bound

    assert least() == 0  # nothing is known yet
    bound.refused.append(Refusal(0, np.array([True, True]), np.array([0, 1])))
    assert least() == 7_800
    bound.refused.append(Refusal(0, np.array([True, True]), np.array([6, 2])))
    assert solve(bound.program().problem, "highs", Clock()).status is Status.INFEASIBLE


def test_cuts_bound_the_supply(tmp_path: Path) -> None:
    bound = bound_of(tmp_path, 3)
    cover = bound.covers[0]
    found = cover.flow(np.array([39.0, 39.0]))  # two tills at 39 are a minimum cut
    assert found is not None
    flow, scale, whole = found
    assert flow.cost == 2 * 39 * scale
    bound.cuts[0].append((whole, flow.cost))
    program = bound.program()
    outcome = solve(program.problem, "highs", Clock())
    assert outcome.bound == 0  # three user CALs are there, and would be two units
    assert bound.there(program)[0].tolist() == [3, 0]
    raised = bound.program((0, 2 * 39 * scale))  # four units: one must be bought
    assert solve(raised.problem, "highs", Clock()).bound == 3_900
