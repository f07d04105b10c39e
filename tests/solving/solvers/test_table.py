"""What About says of a solver is what the solver says of itself."""

import highspy
import pulp
import pytest

from optimizer.domain.solvers import Solver
from optimizer.solving.solvers.highs import quiet_stdout
from optimizer.solving.solvers.status import Clock, Status
from optimizer.solving.solvers.table import SOLVERS, version


def test_highs_is_told_by_its_own_version() -> None:
    with quiet_stdout():
        its_own = highspy.Highs().version()  # type: ignore[no-untyped-call]
    assert version("highs") == f"HiGHS {its_own} through PuLP {pulp.__version__}"


def test_cbc_comes_with_pulp() -> None:
    assert version("cbc") == f"CBC bundled with PuLP {pulp.__version__}"


def test_each_solver_that_can_be_asked_for_has_its_record() -> None:
    assert tuple(SOLVERS) == tuple(Solver)


@pytest.mark.parametrize("integer", [True, False])
@pytest.mark.parametrize("name", [Solver.HIGHS, Solver.CBC])
def test_a_solver_runs_by_its_record_whole_or_relaxed(name: str, integer: bool) -> None:
    """2 x >= 3: at least 2 whole ones, or one and a half."""
    problem = pulp.LpProblem("least", pulp.LpMinimize)
    x = problem.add_variable("x", 0, 9, pulp.LpInteger)
    problem.setObjective(pulp.LpAffineExpression([(x, 2)]))
    row = pulp.LpConstraint(pulp.LpAffineExpression([(x, 2)]), pulp.LpConstraintGE, "row", 3)
    problem.addConstraint(row)
    outcome = SOLVERS[name].run(problem, integer, Clock())
    assert outcome.status is Status.OPTIMAL
    assert x.varValue == (2 if integer else 1.5)
