"""The JSON object: what the page shows of a plan and of each scenario is in it."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import optimizer as cal
from optimizer.domain.plan import PlanStatus
from optimizer.report.as_json import no_plan_object


@pytest.fixture(scope="module")
def clinic() -> Any:
    """A clinic with a budget that is too small, under five scenarios."""
    return cal.solve("samples/budget.xlsx")


def test_a_scenario_has_what_the_page_shows_of_it(clinic: Any) -> None:
    plan, found = clinic.plan, clinic.to_dict()
    assert len(found["scenarios"]) == len(plan.futures) > 2
    for said, future in zip(found["scenarios"], plan.futures, strict=True):
        assert said["scenario"] == future.name
        assert Decimal(str(said["due_now"])) == future.plan.due_now
        assert Decimal(str(said["budget"]["missing"])) == future.plan.budget.missing
        assert said["licensed"] == {
            "people": future.plan.users.licensed,
            "devices": future.plan.devices.licensed,
        }
        used = {each["license"]: each["used"] for each in said["in_use"]}
        assert used == {b.license: b.used for b in future.plan.balances if b.used}
        assert used


def test_people_and_devices_licensed_are_those_who_hold_something(clinic: Any) -> None:
    found = clinic.to_dict()
    held = {
        side: sum(each["members"] for each in found[key] if each["licenses"])
        for side, key in (("people", "users"), ("devices", "devices"))
    }
    assert found["licensed"] == held
    assert all(held.values())


def test_a_scenario_without_a_plan_has_every_key_and_no_figure(clinic: Any) -> None:
    lost = replace(clinic.plan.futures[0], plan=None, status="infeasible")
    result = replace(clinic, plan=replace(clinic.plan, futures=(lost,)))
    (said,) = result.to_dict()["scenarios"]
    assert said == {
        "scenario": lost.name,
        "status": "infeasible",
        "cost": None,
        "due_now": None,
        "budget": None,
        "licensed": None,
        "in_use": [],
        "reasons": [],
    }


def test_without_a_plan_the_same_keys_stand_there(clinic: Any) -> None:
    empty = no_plan_object(PlanStatus.INVALID, (), ())
    assert set(empty) == set(clinic.to_dict())


def test_a_problem_of_two_cells_names_both(tmp_path: Path) -> None:
    problems = cal.check("samples/broken.xlsx")
    several = [problem for problem in problems if len(problem.places) > 1]
    assert several
    for said in no_plan_object(PlanStatus.INVALID, several, ())["problems"]:
        assert said["place"] == said["places"][0]
        assert len(said["places"]) > 1


def test_each_holder_has_its_department_and_why_and_departments_add_up(clinic: Any) -> None:
    found = clinic.to_dict()
    tables = clinic.tables
    for key, holders in (("users", tables.users), ("devices", tables.devices)):
        side = key.removesuffix("s")
        department = dict(zip(holders.names, holders.department, strict=True))
        assert all(each["department"] == department[each[side]] for each in found[key])
        assert all(each["why"] for each in found[key])
    spent = sum(Decimal(str(each["cost"])) for each in found["departments"])
    assert spent == clinic.plan.cost
    assert (found["as_of"], found["years"]) == ("2026-01-01", 3)
    assert found["facts"]["SHA-256 of the input"]


def test_what_covers_each_access_is_there_when_it_is_asked_for(clinic: Any) -> None:
    """Each covered need of a person names a license that the person or the device holds."""
    assert "coverage" not in clinic.to_dict()
    found = clinic.to_dict(details=True)
    assert len(found["coverage"]) == len(clinic.plan.coverage.user)
    held = {each["user"]: set(each["licenses"]) for each in found["users"]}
    held |= {each["device"]: set(each["licenses"]) for each in found["devices"]}
    sides = {"User": "user", "Device": "device"}
    told = [each for each in found["coverage"] if each["side"] in sides]
    assert told
    assert all(each["license"] in held[each[sides[each["side"]]]] for each in told)


def test_a_sheet_that_is_not_read_is_told_too() -> None:
    found = cal.check("samples/broken.xlsx")
    assert found
    reading = cal.api.examine("samples/broken.xlsx").reading
    told = no_plan_object(PlanStatus.INVALID, (), (), reading)["reading"]
    assert {"sheet": "", "title": "Licences 2025"}.items() <= next(
        each for each in told if each["title"] == "Licences 2025"
    ).items()
