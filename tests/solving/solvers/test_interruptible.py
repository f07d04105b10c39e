"""A solve that does not look up is left behind."""

import threading
from time import monotonic

import pytest

from optimizer.solving.solvers import interruptible
from optimizer.solving.solvers.interruptible import (
    LEFT_BEHIND,
    LeftBehindError,
    left_running,
    run_until_asked,
)
from optimizer.solving.solvers.solver import solve
from optimizer.solving.solvers.status import INTERRUPTION, Clock, Status
from tests.solving.solvers.test_status import hard


@pytest.fixture(autouse=True)
def awaited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(INTERRUPTION, "awaited", True)
    monkeypatch.setattr(INTERRUPTION, "asked", False)
    monkeypatch.setattr(interruptible, "GRACE", 0.1)
    LEFT_BEHIND.clear()


def test_what_ends_of_its_own_is_waited_for() -> None:
    done: list[int] = []
    run_until_asked(lambda: done.append(1))
    assert done == [1]
    assert not left_running()


def test_what_it_raises_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        run_until_asked(lambda: 1 / 0)


def test_what_hears_nothing_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    never = threading.Event()
    threading.Timer(0.05, lambda: monkeypatch.setattr(INTERRUPTION, "asked", True)).start()
    with pytest.raises(LeftBehindError):
        run_until_asked(never.wait)
    assert left_running()
    never.set()
    LEFT_BEHIND[0].join()
    assert not left_running()


def test_nobody_waits_longer_where_nobody_takes_it_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside of a proof it runs where it is called."""
    monkeypatch.setattr(INTERRUPTION, "awaited", False)
    ran: list[threading.Thread] = []
    run_until_asked(lambda: ran.append(threading.current_thread()))
    assert ran == [threading.current_thread()]


def test_the_best_answer_told_and_its_bound_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """The solver hears nothing: Ctrl-C comes with its first answer, and its thread goes on."""
    best = solve(hard(), "highs", Clock(work=20_000))
    assert best.bound is not None
    go_on = threading.Event()
    told = interruptible.Told

    class Stuck(told):  # type: ignore[misc, valid-type]
        """The first answer, after which the search stands still."""

        def __setattr__(self, name: str, value: object) -> None:
            super().__setattr__(name, value)
            if name == "values" and value is not None:
                INTERRUPTION.asked = True
                go_on.wait(20)

    monkeypatch.setattr("optimizer.solving.solvers.highs.Told", Stuck)
    problem, start = hard(), monotonic()
    outcome = solve(problem, "highs", Clock())
    assert monotonic() - start < 15
    assert left_running()
    assert outcome.status is Status.FEASIBLE
    assert outcome.bound is not None
    values = [v.varValue for v in problem.variables()]
    assert all(abs(value - round(value)) < 1e-6 for value in values)
    assert all(
        sum(weight * v.varValue for v, weight in row.items()) > row.getLb() - 1e-6
        for row in problem.constraints()
    )
    go_on.set()
    LEFT_BEHIND[0].join()
