"""Work in processes: told step by step, stopped with the best plan found, and a crash is a sentence."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from time import sleep

import pytest

from benchmarks.groups import workbook
from optimizer.web import work
from optimizer.web.jobs import Job, State, Workers
from samples.write_samples import write


@pytest.fixture
def workers() -> Iterator[Workers]:
    made = Workers()
    yield made
    made.close()


def until(job: Job, words: str) -> None:
    for _ in range(1200):
        if any(step.words.startswith(words) for step in job.steps):
            return
        sleep(0.05)
    raise AssertionError(f"{words} was not told")


def test_a_job_tells_its_steps_and_hands_over_its_answer(workers: Workers) -> None:
    job = Job("answer", "Solving")
    heard = []
    job.follows = lambda done: heard.append(done.answer.plan.cost)
    workers.run(job, "open", Path("samples/small.xlsx"), None)
    assert job.finished.wait(60)
    assert (job.state, heard) == (State.DONE, [89])
    assert job.steps[0].words == "Reading small.xlsx"


def test_a_stopped_proof_hands_over_its_best_plan_with_its_bound(
    workers: Workers, tmp_path: Path
) -> None:
    write(tmp_path / "groups.xlsx", workbook(1))
    job = Job("answer", "Solving")
    workers.run(job, "open", tmp_path / "groups.xlsx", None)
    until(job, "Solving for")
    sleep(4)
    assert job.worker is not None
    job.worker.stop()
    assert job.finished.wait(60)
    assert job.state is State.DONE
    plan = job.answer.plan
    assert plan.status == "feasible"
    assert 0 < plan.lower_bound < plan.cost


def test_a_crash_costs_the_job_only(workers: Workers) -> None:
    job = Job("answer", "Solving")
    workers.run(job, "open", Path("samples/renewal.xlsx"), None)
    until(job, "Working out")
    assert job.worker is not None
    assert job.worker.process.pid is not None
    os.kill(job.worker.process.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    assert job.finished.wait(60)
    assert (job.state, job.failure) == (State.FAILED, work.CRASHED)
    again = Job("answer", "Solving")
    workers.run(again, "open", Path("samples/small.xlsx"), None)
    assert again.finished.wait(60)
    assert again.state is State.DONE


def test_problems_come_back_as_data(workers: Workers) -> None:
    job = Job("check", "Reading")
    job.next = Job("answer", "Solving")
    workers.run(job, "open", Path("samples/broken.xlsx"), None)
    assert job.finished.wait(60)
    assert job.state is State.DONE
    assert "no-currency" in {problem.code for problem in job.answer.checkup.problems}
    assert not job.next.finished.is_set()


def test_a_job_that_has_passed_leaves_its_worker_to_the_next(workers: Workers) -> None:
    job, following = Job("check", "Reading"), Job("answer", "Solving")
    job.next = following
    order: list[str] = []
    job.follows = lambda done: order.append(done.name)
    following.follows = lambda done: order.append(done.name)
    workers.run(job, "open", Path("samples/small.xlsx"), None)
    assert following.finished.wait(60)
    assert order == ["check", "answer"]
    assert not job.answer.checkup.problems
    assert [sheet.sheet for sheet in job.answer.reading]
    assert following.answer.plan.cost == 89
    assert [step.words for step in job.steps] == ["Reading small.xlsx"]


def test_whatever_goes_wrong_ends_the_job(
    workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A job without an end would be waited for for ever."""

    def broken() -> None:
        raise ImportError("half there")

    monkeypatch.setattr("optimizer.web.jobs.load", broken)
    job = workers.run(Job("check", "Reading"), "open", Path("samples/small.xlsx"), None)
    assert job.finished.wait(30)
    assert job.state is State.FAILED
