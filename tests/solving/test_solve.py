"""A time limit: the best plan found with its proven bound, or none."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pulp
import pytest

from benchmarks.groups import workbook
from optimizer import planning
from optimizer.domain.options import Options
from optimizer.domain.problems import Findings, SolverError
from optimizer.domain.tables import Tables
from optimizer.planning import optimize
from optimizer.solving import comparisons
from optimizer.solving.instance import Instance
from optimizer.solving.solvers import highs as highs_
from optimizer.solving.solvers import solver
from optimizer.solving.solvers.status import Clock, Outcome, Status
from optimizer.solving.solvers.table import SOLVERS
from samples.write_samples import write
from tests.support.books import Sheets, solve, solve_to, tables
from tests.support.books import write as write_book
from tests.test_cli import call

Run = Callable[[pulp.LpProblem, bool, Clock], Outcome]

STOCK: Sheets = {
    "Users": [["User", "Count"], ["a", 3], ["b", 3]],
    "Access": [
        ["User", "Device", "Server"],
        ["a", "d", "Windows Server 2022"],
        ["b", "d", "Windows Server 2022"],
        ["b", "e", "Windows Server 2022"],
    ],
    "Licenses": [
        ["License", "Metric", "Covers", "Price", "Pack"],
        ["U", "User", "Windows Server", 30, 4],
        ["D", "Device", "Windows Server", 39, 2],
    ],
}


def test_a_large_workbook_stops_in_time_with_a_plan_that_is_compliant_and_a_bound(
    tmp_path: Path,
) -> None:
    write(tmp_path / "groups.xlsx", workbook(1))
    found = solve_to(
        tmp_path / "groups.xlsx", tmp_path / "plan.xlsx", options=Options(time_limit=6.0)
    )
    assert found.plan.status == "feasible"
    assert 0 < found.plan.lower_bound < found.plan.cost
    assert found.plan.unfinished == {"user", "device"}


def test_a_plan_that_takes_all_the_time_leaves_some_for_its_comparisons() -> None:
    clock = Clock(50.0)
    clock.start -= 1000
    assert clock.left == 0.01
    assert clock.at_least(0.1).left == pytest.approx(5, abs=0.5)
    clock.start += 990
    assert clock.at_least(0.1).left == pytest.approx(40, abs=0.5)
    assert Clock().at_least(0.1).left is None


def test_comparisons_have_time_after_a_plan_that_took_all_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = tables(write_book(tmp_path / "book.xlsx", STOCK))
    original, left = planning.planned, []

    def slow(tables: Tables, findings: Findings, options: Options, clock: Clock) -> Any:
        answer = original(tables, findings, options, clock)
        clock.start -= 1000
        return answer

    def least(case: Instance, options: Options, clock: Clock) -> tuple[Status, None]:
        left.append(clock.left)
        return Status.UNKNOWN, None

    monkeypatch.setattr(planning, "planned", slow)
    monkeypatch.setattr(comparisons, "least", least)
    plan = optimize(found, Findings(), Options(time_limit=50.0))
    assert left == [pytest.approx(5, abs=0.5)] * 2
    assert plan.unfinished == {"user", "device"}


def stopped(status: Status, bound: int | None) -> Run:
    """A solver whose integer program stops early, whatever it has found."""
    original = highs_.run_highs

    def run_(problem: pulp.LpProblem, integer: bool, clock: Clock) -> Outcome:
        outcome = original(problem, integer, clock)
        return Outcome(status, bound) if integer else outcome

    return run_


def test_the_linear_bound_stands_where_the_integer_one_is_worse(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    best = solve(tmp_path, STOCK)[1]
    assert (best.status, best.cost) == ("optimal", Decimal(39))
    monkeypatch.setitem(
        SOLVERS, "highs", replace(SOLVERS["highs"], run=stopped(Status.FEASIBLE, 1))
    )
    plan = solve(tmp_path, STOCK)[1]
    assert plan.cost == 39
    assert plan.lower_bound <= 39


def test_no_plan_in_time_is_an_error_that_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets = STOCK | {
        "Licenses": [*STOCK["Licenses"][:2], ["D", "Device", "Windows Server", 39, 5]]
    }
    found = tables(write_book(tmp_path / "book.xlsx", sheets))
    monkeypatch.setitem(
        SOLVERS, "highs", replace(SOLVERS["highs"], run=stopped(Status.UNKNOWN, None))
    )
    with pytest.raises(
        SolverError, match=r"No plan was found in the time given\. Allow more with --time-limit\."
    ):
        optimize(found, Findings())
    assert call("solve", tmp_path / "book.xlsx", "-o", tmp_path / "x.xlsx")[0] == 4


def test_what_was_not_worked_out_is_not_called_impossible(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def least(case: Instance, options: Options, clock: Clock) -> tuple[Status, None]:
        return Status.UNKNOWN, None

    monkeypatch.setattr(comparisons, "least", least)
    book = write_book(tmp_path / "book.xlsx", STOCK)
    out = call("solve", book, "-o", tmp_path / "plan.xlsx")[1]
    assert "Users where possible: not worked out in the time given." in out


def test_moves_that_are_not_worked_out_are_said_to_be_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets = STOCK | {
        "Owned": [["License", "Quantity"], ["D", 1]],
        "Assigned": [["License", "Device", "Movable"], ["D", "f", "Yes"]],
        "Devices": [["Device"], ["d"], ["e"], ["f"]],
    }
    assert len(solve(tmp_path, sheets)[1].mix.moves) == 1
    original = solver.solve

    def failing(problem: pulp.LpProblem, name: str, clock: Clock) -> Outcome:
        if any(variable.name.startswith("R_") for variable in problem.variables()):
            raise SolverError("HiGHS failed (Solve error).")
        outcome: Outcome = original(problem, name, clock)
        return outcome

    monkeypatch.setattr(solver, "solve", failing)
    plan = solve(tmp_path, sheets)[1]
    assert plan.mix.moves == ()
    assert not plan.moves_proven
    assert "moves-unknown" in {warning.code for warning in plan.warnings}


def test_a_solver_that_fails_on_a_comparison_does_not_cost_the_plan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original, calls = highs_.run_highs, []

    def failing(problem: pulp.LpProblem, integer: bool, clock: Clock) -> Outcome:
        calls.append(integer)
        if len(calls) > 2:
            raise SolverError("HiGHS failed (Solve error).")
        return original(problem, integer, clock)

    monkeypatch.setitem(SOLVERS, "highs", replace(SOLVERS["highs"], run=failing))
    plan = solve(tmp_path, STOCK)[1]
    assert (plan.status, plan.cost) == ("optimal", Decimal(39))
    assert plan.unfinished
