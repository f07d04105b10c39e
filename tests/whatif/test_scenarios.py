"""The outcomes of scenarios: a plan each, in the workbook's order, or why there is none."""

from pathlib import Path

import pytest

from optimizer.domain.options import Options
from optimizer.domain.plan import PlanStatus
from optimizer.domain.problems import SolverError
from optimizer.domain.progress import Progress
from optimizer.domain.tables import Tables
from optimizer.whatif import scenarios
from optimizer.whatif.scenarios import futures
from tests.support.books import tables, write


@pytest.fixture
def three(tmp_path: Path) -> Tables:
    """Seven at 50, eight, none that may be bought, and again seven at 40."""
    sheets = {
        "Users": [["User", "Count"], ["staff", 7]],
        "Access": [["User", "Server"], ["staff", "Windows Server 2022"]],
        "Licenses": [["License", "Metric", "Covers"], ["CAL", "User", "Windows Server"]],
        "Offers": [["Offer", "License", "Price"], ["cal", "CAL", 50]],
        "Scenarios": [
            ["Scenario", "Change", "Target", "Value"],
            *(["Growth", "Count", "staff", 8], ["Gone", "Without offer", "cal", ""]),
            ["Cheaper", "Price", "cal", 40],
        ],
    }
    return tables(write(tmp_path / "in.xlsx", sheets))


class Told(Progress):
    """What was told of scenarios."""

    def __init__(self) -> None:
        self.said: list[tuple[int, int, str]] = []

    def scenario(self, number: int, count: int, name: str) -> None:
        self.said.append((number, count, name))


def test_one_without_a_plan_says_why_and_stops_no_other(three: Tables) -> None:
    told = Told()
    growth, gone, cheaper = futures(three, Options(progress=told))
    assert growth.plan is not None
    assert cheaper.plan is not None
    assert (growth.name, growth.status, growth.plan.cost) == ("Growth", PlanStatus.OPTIMAL, 400)
    assert (cheaper.name, cheaper.plan.cost) == ("Cheaper", 280)
    assert (gone.name, gone.status, gone.plan) == ("Gone", PlanStatus.INFEASIBLE, None)
    assert gone.reasons
    assert told.said == [(1, 3, "Growth"), (2, 3, "Gone"), (3, 3, "Cheaper")]


def test_one_on_which_the_solver_fails_says_what_it_said(
    three: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(tables: Tables, options: Options) -> None:
        raise SolverError("no plan in the time given")

    monkeypatch.setattr(scenarios, "plan_alone", fails)
    found = [*futures(three, Options())]
    assert [(each.status, each.plan) for each in found] == [(PlanStatus.FAILED, None)] * 3
    assert found[0].reasons[0].problem == "no plan in the time given"
