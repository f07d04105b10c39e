"""What a worker does with a task: it tells its steps, and hands over what came of it."""

from pathlib import Path
from typing import Any

import pytest

from optimizer.domain.problems import (
    InfeasibleError,
    Message,
    OutputError,
    Place,
    Problem,
    WorkbookError,
)
from optimizer.web import work
from optimizer.web.texts import texts
from optimizer.web.work import CRASHED, TASKS, Found, Teller, wait
from tests.support.books import WINDOWS, write


class Pipe:
    """A pipe that is handed one task and then nothing."""

    def __init__(self, *task: Any) -> None:
        self.task, self.sent = list(task), list[tuple[Any, ...]]()

    def recv(self) -> Any:
        if not self.task:
            raise EOFError
        return self.task.pop(0)

    def send(self, message: tuple[Any, ...]) -> None:
        self.sent.append(message)


def done(monkeypatch: pytest.MonkeyPatch, answer: Any) -> tuple[Any, ...]:
    """The last word on a task that answers so, or raises it."""

    def task(teller: Teller, what: str) -> Any:
        teller.tell(what)
        if isinstance(answer, BaseException):
            raise answer
        return answer

    monkeypatch.setattr(work, "TASKS", {"try": task})
    monkeypatch.setattr(work, "_listen", lambda _pipe: None)
    pipe = Pipe(("task", "try", ("a step",)))
    wait(pipe)  # type: ignore[arg-type]
    assert pipe.sent[0] == ("told", "a step", 0, 0)
    return pipe.sent[-1]


PROBLEM = Problem(Place(1, "Access", 2, 1), Message("blank", "is blank.", "Fill it in."), ())


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (89, ("done", 89)),
        (KeyboardInterrupt(), ("stopped",)),
        (WorkbookError((PROBLEM,)), ("failed", "", (PROBLEM,))),
        (OutputError("The disk is full."), ("failed", "The disk is full.", ())),
        (ZeroDivisionError("x"), ("failed", f"{CRASHED} (ZeroDivisionError)", ())),
    ],
)
def test_whatever_becomes_of_a_task_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, answer: Any, told: tuple[Any, ...]
) -> None:
    assert done(monkeypatch, answer) == told


def test_where_no_plan_is_possible_the_reasons_go_along(monkeypatch: pytest.MonkeyPatch) -> None:
    found = done(monkeypatch, InfeasibleError((PROBLEM,)))
    assert found == ("failed", str(texts()["working"].infeasible), (PROBLEM,))


def test_a_worker_that_nobody_needs_ends() -> None:
    pipe = Pipe()
    wait(pipe)  # type: ignore[arg-type]
    assert pipe.sent == []


@pytest.fixture
def teller() -> tuple[Teller, Pipe]:
    pipe = Pipe()
    return Teller(pipe), pipe  # type: ignore[arg-type]


def test_progress_is_told_with_how_far_it_is(teller: tuple[Teller, Pipe]) -> None:
    told, pipe = teller
    told.scenario(2, 5, "dear")
    told.question(1, 9, "what each price is worth")
    told.passed("found")
    assert pipe.sent == [
        ("told", texts()["working"].scenario(name="dear"), 2, 5),
        ("told", "What each price is worth", 1, 9),
        ("passed", "found"),
    ]


def book(folder: Path, server: str = "Windows Server 2022") -> Path:
    return write(
        folder / "in.xlsx", {"Access": [["User", "Server"], ["ann", server]], "Licenses": WINDOWS}
    )


def test_a_workbook_is_read_told_of_and_solved(tmp_path: Path, teller: tuple[Teller, Pipe]) -> None:
    told, pipe = teller
    answer = TASKS["open"](told, book(tmp_path), None)
    assert answer.plan.cost == 50
    (found,) = [message[1] for message in pipe.sent if message[0] == "passed"]
    assert isinstance(found, Found)
    assert (found.checkup.problems, found.checkup.tables, found.excerpts) == ((), None, ())
    assert [each.sheet for each in found.reading] == ["Access", "Licenses"]


def test_of_a_wrong_one_the_rows_around_are_shown(
    tmp_path: Path, teller: tuple[Teller, Pipe]
) -> None:
    told, _ = teller
    found = TASKS["open"](told, book(tmp_path, "No such thing"), None)
    assert isinstance(found, Found)
    assert [str(problem.place) for problem in found.checkup.problems] == ["Access!B2"]
    (excerpt,) = found.excerpts
    assert (excerpt.sheet, excerpt.header) == ("Access", 1)


def test_changes_are_tried_and_kept(tmp_path: Path, teller: tuple[Teller, Pipe]) -> None:
    told, _ = teller
    source = book(tmp_path)
    result = TASKS["open"](told, source, None)
    dearer = (("Price", "User CAL", "60"),)
    assert TASKS["what-if"](told, result.tables, dearer).plan.cost == 60
    assert TASKS["curve"](told, result.tables, dearer, "User CAL").price == 60
    target = tmp_path / "kept.xlsx"
    TASKS["keep"](told, source, target, (("Dearer", *dearer[0]),), ())
    assert target.exists()
    TASKS["template"](told, tmp_path / "template.xlsx")
    assert (tmp_path / "template.xlsx").exists()
    assert TASKS["write"](told, result, tmp_path / "plan.xlsx") == (tmp_path / "plan.xlsx",)
