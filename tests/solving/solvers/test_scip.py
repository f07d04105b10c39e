"""SCIP: the same optimum, the same statuses, and one plain sentence where it is not installed."""

import sys
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

import pulp
import pytest

from optimizer.domain.options import Options
from optimizer.domain.problems import Findings, InfeasibleError, SolverError
from optimizer.planning import optimize
from optimizer.solving.solvers import scip
from optimizer.solving.solvers.solver import solve
from optimizer.solving.solvers.status import Clock, Outcome, Status, awaiting_interruption
from optimizer.solving.solvers.table import SOLVERS, version
from tests.support.books import tables, write
from tests.support.cases import case


def knapsack(most: int) -> pulp.LpProblem:
    """Three things of weights 3, 4, 5, of which weights of `most` at least are taken, cheaply."""
    problem = pulp.LpProblem("knapsack", pulp.LpMinimize)
    taken = [problem.add_variable(f"x{i}", 0, 2, pulp.LpInteger) for i in range(3)]
    problem.setObjective(pulp.LpAffineExpression(list(zip(taken, (5, 6, 8), strict=True))))
    weight = pulp.LpAffineExpression(list(zip(taken, (3, 4, 5), strict=True)))
    problem.addConstraint(pulp.LpConstraint(weight, pulp.LpConstraintGE, "weight", most))
    return problem


@pytest.mark.parametrize("most", [1, 7, 11, 19, 24])
def test_it_proves_what_highs_proves(most: int) -> None:
    found = [solve(knapsack(most), solver, Clock()) for solver in ("scip", "highs")]
    assert found[0] == found[1]
    assert found[0].status is Status.OPTIMAL


def test_its_values_are_left_in_the_variables() -> None:
    problem = knapsack(11)
    with awaiting_interruption():
        outcome = scip.run_scip(problem, Clock())
    assert outcome.bound == round(pulp.value(problem.objective))
    assert (
        sum(round(v.varValue) * w for v, w in zip(problem.variables(), (3, 4, 5), strict=True))
        >= 11
    )


def test_tiers_are_branched_on_before_all_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two packs and the tier that they are bought at, the tier alone is set before the others;
    the answer is the same: 4 of a are the fewest of the tier, and cheaper than 5 of b."""
    first: list[str] = []
    library: Any = import_module("pyscipopt")

    class Watched(library.Model):  # type: ignore[misc]
        """Notes what is branched on first."""

        def chgVarBranchPriority(self, variable: Any, priority: int) -> None:  # noqa: N802
            first.append(variable.name)
            super().chgVarBranchPriority(variable, priority)

    monkeypatch.setattr(library, "Model", Watched)
    problem = pulp.LpProblem("tier", pulp.LpMinimize)
    a, b = (problem.add_variable(name, 0, 9, pulp.LpInteger) for name in ("B_a", "B_b"))
    tier = problem.add_variable("W_o0_t1", 0, 1, pulp.LpInteger)
    problem.setObjective(pulp.LpAffineExpression([(a, 4), (b, 5)]))
    for name, terms, sense, rhs in (
        ("need", [(a, 1), (b, 1)], pulp.LpConstraintGE, 4),
        ("least", [(a, 1), (tier, -4)], pulp.LpConstraintGE, 0),
        ("most", [(a, 1), (tier, -9)], pulp.LpConstraintLE, 0),
    ):
        row = pulp.LpAffineExpression(terms)
        problem.addConstraint(pulp.LpConstraint(row, sense, name, rhs))
    assert scip.run_scip(problem, Clock()) == Outcome(Status.OPTIMAL, 16)
    assert first == [f"x{[v.name for v in problem.variables()].index(tier.name)}"]


def test_what_cannot_be_is_infeasible() -> None:
    assert scip.run_scip(knapsack(25), Clock()).status is Status.INFEASIBLE


def test_no_work_left_is_no_answer() -> None:
    spent = Clock(work=1)
    spent.done = 1.0
    assert scip.run_scip(knapsack(11), spent).status is Status.UNKNOWN


@pytest.mark.parametrize("seed", range(12))
def test_workbooks_cost_the_same(tmp_path: Path, seed: int) -> None:
    found = tables(write(tmp_path / "book.xlsx", case(Random(seed), market=seed % 2 == 1)))
    costs: set[object] = set()
    for solver in ("scip", "highs"):
        try:
            plan = optimize(found, Findings(), Options(solver=solver))
        except InfeasibleError:
            costs.add(None)
            continue
        assert plan.status == "optimal"
        costs.add(plan.cost)
    assert len(costs) == 1


def test_its_version_stands_on_about() -> None:
    assert version("scip").startswith("SCIP ")
    assert "scip" in SOLVERS


def test_where_it_is_not_installed_one_sentence_says_how(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyscipopt", None)
    with pytest.raises(SolverError, match=r"cal-optimizer\[scip\]"):
        solve(knapsack(11), "scip", Clock())
