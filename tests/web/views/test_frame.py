"""What the rail says of each step, by what the window holds."""

from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from optimizer.domain.problems import Message, Place, Problem
from optimizer.result import Result
from optimizer.web.jobs import Job, State
from optimizer.web.views.frame import PATHS, STATES, STEPS
from optimizer.web.windows import Window
from tests.report.support import NOTHING


def said(window: Window) -> dict[str, tuple[str, str]]:
    found = {step: STATES[step](window) for step in STEPS}
    return {step: (each["kind"], each["words"]) for step, each in found.items()}


def test_a_new_window_waits_for_its_first_step(window: Window) -> None:
    later = ("later", "")
    assert said(window) == {"start": ("", ""), **dict.fromkeys(STEPS[1:], later)}


def test_a_workbook_is_named_and_its_problems_counted(window: Window) -> None:
    class Checkup:
        problems = (Problem(Place(1, "Access", 2, 1), Message("blank", "is blank.", "Fill."), ()),)
        notes: tuple[Problem, ...] = problems * 2

    window.source, window.checkup = Path("mine.xlsx"), Checkup()  # type: ignore[assignment]
    found = said(window)
    assert found["start"] == ("done", "mine.xlsx")
    assert found["check"] == ("bad", "1 problem, 2 notes")
    assert found["download"] == ("", "")


def test_a_plan_says_what_it_costs(window: Window, clinic: Result) -> None:
    window.result = clinic
    found = said(window)
    assert found["answer"] == ("done", "52,619.00 USD")
    assert found["what_if"] == ("", "Nothing tried yet")
    assert found["negotiate"] == ("", "Not worked out yet")
    window.result = replace(clinic, plan=replace(clinic.plan, deal=NOTHING))
    assert said(window)["negotiate"] == ("done", "Worked out")
    window.kept.append(object())  # type: ignore[arg-type]
    assert said(window)["what_if"] == ("done", "1 kept")


@pytest.mark.parametrize("step", ["check", "answer"])
def test_work_under_way_is_said(window: Window, step: str) -> None:
    window.jobs[step] = Job(step, "Working")
    assert said(window)[step] == ("", "Working")


def test_a_solve_without_a_plan_says_so(window: Window) -> None:
    window.jobs["answer"] = Job("answer", "Solving", state=State.FAILED)
    assert said(window)["answer"] == ("bad", "No plan")


def test_addresses_have_no_underscores() -> None:
    assert PATHS["what_if"] == "what-if"
    assert [PATHS[step] for step in STEPS if step != "what_if"] == [
        s for s in STEPS if s != "what_if"
    ]


def test_a_window_that_is_forgotten_is_a_page_that_says_so(
    client: TestClient, window: Window
) -> None:
    answer = client.get("/w/nobody/start")
    assert answer.status_code == 404
    assert client.get(f"/w/{window.token}/start").status_code == 200
