"""Long work in a process of its own, so that it can be stopped and a crash costs only the job.

A worker is started ahead and loads the solving side while nobody waits. It takes one task, tells
its
progress, answers, and ends; the next one is then already there.
"""

import multiprocessing
import threading
from dataclasses import KW_ONLY, dataclass, field
from enum import StrEnum
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from time import monotonic
from typing import TYPE_CHECKING, Any

from optimizer.web import work
from optimizer.web.loading import load

if TYPE_CHECKING:
    from collections.abc import Callable

SPAWN = multiprocessing.get_context("spawn")

PATIENCE = 20.0
"""Seconds that a stopped task has to hand over the best plan it has."""


class State(StrEnum):
    """How far a job is."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass
class Step:
    """One step of a job as it is shown; `count` is 0 where steps cannot be counted."""

    words: str
    number: int = 0
    count: int = 0
    began: float = field(default_factory=monotonic)


def _nothing(_: "Job") -> None:
    """Nothing follows."""


@dataclass
class Job:
    """One task: its steps so far, and what came of it."""

    name: str
    title: str
    _: KW_ONLY
    state: State = State.RUNNING
    steps: list[Step] = field(default_factory=list)
    answer: Any = None
    failure: str = ""
    began: float = field(default_factory=monotonic)
    ended: float = 0.0
    worker: "Worker | None" = None
    finished: threading.Event = field(default_factory=threading.Event)
    follows: "Callable[[Job], None]" = _nothing
    next: "Job | None" = None
    """What the same worker goes on with once this job has passed."""

    def told(self, words: str, number: int, count: int) -> None:
        """Note a step; one that only counts on stays the same step."""
        if count and self.steps and self.steps[-1].count == count:
            self.steps[-1].words, self.steps[-1].number = words, number
        else:
            self.steps.append(Step(words, number, count))

    def end(self, state: State, answer: Any = None, failure: str = "") -> None:
        """Note the end, once; what follows from it is there before anybody hears of it."""
        if self.state is State.RUNNING:
            self.answer, self.failure, self.ended = answer, failure, monotonic()
            try:
                if state is State.DONE:
                    self.follows(self)
            finally:
                self.state = state
                self.finished.set()

    @property
    def seconds(self) -> float:
        """How long it has taken so far, or took."""
        return (self.ended or monotonic()) - self.began


@dataclass
class Worker:
    """A process that waits for one task."""

    process: BaseProcess
    pipe: Connection

    def stop(self) -> None:
        """Ask for the best so far; kill what does not answer."""
        try:
            self.pipe.send(("stop",))
        except (OSError, ValueError):
            return
        timer = threading.Timer(PATIENCE, self.kill)
        timer.daemon = True
        timer.start()

    def kill(self) -> None:
        """End the process at once."""
        if self.process.is_alive():
            self.process.kill()


class Workers:
    """Starts jobs, each in a worker that has loaded already where there was time for it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._spare: Worker | None = None
        self._closed = False

    def prepare(self) -> None:
        """Have a worker ready for the next job."""
        with self._lock:
            if self._spare is None and not self._closed:
                self._spare = _started()

    def run(self, job: Job, task: str, *arguments: Any) -> Job:
        """Start a task of `work.TASKS`; where it is done, `job.follows` is called in a thread."""
        with self._lock:
            worker, self._spare = self._spare or _started(), None
        job.worker = worker
        thread = threading.Thread(
            target=self._follow, args=(job, worker, task, arguments), daemon=True
        )
        thread.start()
        return job

    def _follow(
        self,
        job: Job,
        worker: Worker,
        task: str,
        arguments: tuple[Any, ...],
    ) -> None:
        try:
            load()
            worker.pipe.send(("do", task, arguments))
            while job.state is State.RUNNING:
                kind, *rest = worker.pipe.recv()
                if kind == "told":
                    job.told(*rest)
                elif kind == "passed":
                    job = self._passed(job, worker, rest[0])
                elif kind == "done":
                    job.end(State.DONE, rest[0])
                elif kind == "failed":
                    job.end(State.FAILED, rest[1], rest[0])
                else:
                    job.end(State.STOPPED)
        except Exception:  # noqa: BLE001 - a job that ends without a word is waited for for ever
            job.end(State.STOPPED if job.worker is None else State.FAILED, failure=work.CRASHED)
        finally:
            worker.kill()
            worker.process.join(5)
            worker.pipe.close()
            self.prepare()

    @staticmethod
    def _passed(job: Job, worker: Worker, answer: Any) -> Job:
        """The job that the worker goes on with; it is there before the first one ends."""
        following = job.next
        if following is None:
            return job
        following.began, following.worker = monotonic(), worker
        job.end(State.DONE, answer)
        return following

    def close(self) -> None:
        """End the worker that waits."""
        with self._lock:
            self._closed = True
            if self._spare is not None:
                self._spare.kill()
                self._spare = None


def _started() -> Worker:
    here, there = SPAWN.Pipe()
    process = SPAWN.Process(target=work.wait, args=(there,), daemon=True)
    process.start()
    there.close()
    return Worker(process, here)
