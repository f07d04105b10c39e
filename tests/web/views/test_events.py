"""How far the work is, as the page's script is told."""

from optimizer.web.jobs import Job, State, Step
from optimizer.web.views.events import jobs
from optimizer.web.windows import Window


def test_a_window_without_work_says_nothing(window: Window) -> None:
    assert jobs(window) == []


def test_a_job_that_begins_has_its_title(window: Window) -> None:
    window.jobs["check"] = Job("check", "Checking")
    (told,) = jobs(window)
    assert (told["name"], told["state"], told["title"], told["words"]) == (
        *("check", "running", "Checking", "Checking"),
    )
    assert (told["number"], told["count"], told["done"]) == (0, 0, [])


def test_its_last_step_is_under_way_and_the_others_done(window: Window) -> None:
    steps = [Step("Reading"), Step("Solving"), Step("Scenario dear", 2, 5)]
    window.jobs["answer"] = Job("answer", "Solving", steps=steps)
    (told,) = jobs(window)
    assert (told["words"], told["number"], told["count"]) == ("Scenario dear", 2, 5)
    assert told["done"] == ["Reading", "Solving"]
    assert "0:00" in str(told["time"])


def test_one_that_has_ended_tells_no_time(window: Window) -> None:
    for state in (State.DONE, State.FAILED, State.STOPPED):
        window.jobs["answer"] = Job("answer", "Solving", state=state)
        (told,) = jobs(window)
        assert (told["state"], told["time"]) == (str(state), "")
