"""Scenarios: the plan and every future side by side, and who would hold something else."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from optimizer.domain.plan import Budget, PlanStatus
from optimizer.domain.planned import Planned
from optimizer.domain.problems import Message, Place, Problem
from optimizer.report.scenarios import changes, scenarios_columns, write_changes, write_scenarios
from tests.report.conftest import WARD, planned
from tests.support.lines import written


def lines(found: Planned, folder: Path, *, formulas: bool = False) -> list[str]:
    return written(
        folder, "Scenarios", lambda deck: write_scenarios(deck, found.plan), formulas=formulas
    )


def test_each_future_stands_beside_the_plan(ward: Planned, tmp_path: Path) -> None:
    """A tenth more for one device license is 3.90 more. Without it three nurses need user licenses:
    with the clerks' one four of 50 each."""
    assert lines(ward, tmp_path) == [
        "Scenarios",
        "Each column is the cheapest compliant plan in another future; Difference is against the "
        "plan of this workbook.",
        "What | The plan | dear | none",
        "Status | optimal | optimal | optimal",
        "Cost | 89 | 92.9 | 200",
        "Difference | 0 | 3.9 | 111",
        "Due now | 89 | 92.9 | 200",
        "Payments over the horizon | 89 | 92.9 | 200",
        "People with a license | 2 | 2 | 5",
        "Devices with a license | 1 | 1 | 0",
        "In use: User CAL | 2 | 2 | 5",
        "In use: Device CAL | 1 | 1 | 0",
        "Buy: User CAL | 1 | 1 | 4",
        "Buy: Device CAL | 1 | 1 | 0",
    ]


def test_the_difference_follows_the_cost(ward: Planned, tmp_path: Path) -> None:
    line = lines(ward, tmp_path, formulas=True)[5]
    assert line == "Difference | =B6-$B$6 | =C6-$B$6 | =D6-$B$6"


def test_a_future_without_a_plan_says_why(ward: Planned, tmp_path: Path) -> None:
    dear, none = ward.plan.futures
    why = Problem(Place(8, "Access", 2, 1), Message("none-left", "no license is left.", "Buy."), ())
    nothing = replace(none, plan=None, status=PlanStatus.INFEASIBLE, reasons=(why,))
    plan = replace(ward.plan, futures=(dear, nothing))
    found = lines(replace(ward, plan=plan), tmp_path)
    assert found[3:6] == [
        "Status | optimal | optimal | infeasible",
        "Cost | 89 | 92.9",
        "Difference | 0 | 3.9",
    ]
    assert found[-1] == "none: Access!A2: no license is left. Buy."


def test_budgets_stand_where_a_plan_has_one(ward: Planned, tmp_path: Path) -> None:
    """80 are there: 9 are missing for the plan, 12.90 if the license is dearer."""
    budget = Budget(budget=Decimal(80), payments=Decimal(89), missing=Decimal(9))
    dear, none = ward.plan.futures
    assert dear.plan is not None
    short = Budget(budget=Decimal(80), payments=Decimal("92.9"), missing=Decimal("12.9"))
    futures = (replace(dear, plan=replace(dear.plan, budget=short)), none)
    found = lines(replace(ward, plan=replace(ward.plan, budget=budget, futures=futures)), tmp_path)
    assert found[8:10] == ["Budget | 80 | 80", "Missing in the budget | 9 | 12.9"]


def test_names_that_differ_in_case_and_breaks_alone_are_told_apart(
    ward: Planned, tmp_path: Path
) -> None:
    """Headers of a table must differ; so must a future called as the plan's own column."""
    dear, none = ward.plan.futures
    futures = (replace(dear, name="the plan"), replace(none, name="The\nplan"))
    found = lines(replace(ward, plan=replace(ward.plan, futures=futures)), tmp_path)
    assert found[2] == "What | The plan | the plan (2) | The plan (3)"


def test_without_scenarios_there_is_no_sheet(years: Planned, tmp_path: Path) -> None:
    assert lines(years, tmp_path) == []


def test_a_frame_has_a_row_a_future(ward: Planned) -> None:
    assert scenarios_columns(ward) == {
        "Scenario": ["dear", "none"],
        "Status": [PlanStatus.OPTIMAL, PlanStatus.OPTIMAL],
        "Cost": [Decimal("92.9"), Decimal(200)],
        "Due now": [Decimal("92.9"), Decimal(200)],
    }


def test_who_would_hold_something_else_is_named(ward: Planned, tmp_path: Path) -> None:
    """A dearer license moves nobody; without it the cart's goes and the nurses get theirs."""
    assert changes(ward) == [
        ("none", "User", "nurse", 3, "(none)", 3, "User CAL"),
        ("none", "Device", "cart", 1, "Device CAL", 1, "(none)"),
    ]
    found = written(tmp_path, "Scenario changes", lambda deck: write_changes(deck, ward))
    assert found[1:] == [
        "For each scenario, who would hold other licenses than in the plan, and which.",
        "Scenario | Kind | Name | Members now | Licenses in the plan | Members then | Licenses in "
        "the scenario",
        "none | User | nurse | 3 | (none) | 3 | User CAL",
        "none | Device | cart | 1 | Device CAL | 1 | (none)",
    ]


def test_where_nobody_would_there_is_no_sheet(ward: Planned, tmp_path: Path) -> None:
    alike = replace(ward, plan=replace(ward.plan, futures=ward.plan.futures[:1]))
    assert written(tmp_path, "Scenario changes", lambda deck: write_changes(deck, alike)) == []


def test_a_license_that_no_plan_buys_has_no_line_of_what_to_buy(
    ward: Planned, tmp_path: Path
) -> None:
    """Five are owned, as many as all people need."""
    owned = [["License", "Quantity"], ["User CAL", 5]]
    found = lines(planned(tmp_path, {**WARD, "Owned": owned}), tmp_path)
    assert [line.partition(" | ")[0] for line in found[3:]] == [
        "Status",
        "Cost",
        "Difference",
        "Due now",
        "Payments over the horizon",
        "People with a license",
        "Devices with a license",
        "In use: User CAL",
    ]


def test_a_frame_of_a_future_without_a_plan_has_no_cost(ward: Planned) -> None:
    nothing = replace(ward.plan.futures[1], plan=None, status=PlanStatus.INFEASIBLE)
    found = scenarios_columns(replace(ward, plan=replace(ward.plan, futures=(nothing,))))
    assert (found["Cost"], found["Due now"]) == ([None], [None])
