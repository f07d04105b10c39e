"""Answer: where it leads while there is none, and fragments of what is not there."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from optimizer.result import Result
from optimizer.web.jobs import Job
from optimizer.web.views.answer import answered
from optimizer.web.windows import Window


def test_without_a_plan_it_leads_to_the_step_that_lacks(client: TestClient, window: Window) -> None:
    base = f"/w/{window.token}"
    assert client.get(f"{base}/answer").url.path == f"{base}/start"
    window.jobs["check"] = Job("check", "Checking")
    assert client.get(f"{base}/answer").url.path == f"{base}/check"


def test_while_it_is_worked_out_the_page_waits(client: TestClient, window: Window) -> None:
    window.source = Path("mine.xlsx")
    window.jobs["answer"] = Job("answer", "Solving for the cheapest")
    page = client.get(f"/w/{window.token}/answer")
    assert page.url.path.endswith("/answer")
    assert "Solving for the cheapest" in page.text


def test_what_is_shown_is_worked_out_once(window: Window, clinic: Result) -> None:
    assert answered(window, clinic) is answered(window, clinic)


@pytest.mark.parametrize(
    "asked",
    ["holders?side=people", "opened?side=people&row=0", "department?name=x"],
)
def test_without_a_plan_there_are_no_fragments(
    client: TestClient, window: Window, asked: str
) -> None:
    assert client.get(f"/w/{window.token}/answer/{asked}").status_code == 404


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("holders?side=people", 200),
        ("holders?side=nobody", 404),
        ("holders?side=people&page=x", 200),
        ("holders?side=people&page=999", 200),
        ("opened?side=people&row=0", 200),
        ("opened?side=people&row=x", 404),
        ("opened?side=people&row=999999", 404),
        ("opened?side=nobody&row=0", 404),
    ],
)
def test_only_what_is_there_is_shown(
    client: TestClient, window: Window, clinic: Result, asked: str, status: int
) -> None:
    window.result = clinic
    assert client.get(f"/w/{window.token}/answer/{asked}").status_code == status
