"""What a solver said, read once: its status, its bound, and the clock."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from math import ceil

INTEGRAL = 1e-6
"""How far from a whole number a solver may leave one; its answers are rounded, then audited."""


FEWEST_LOOKS = 20
"""Looks at a program that even a large one is worth."""

STEPS_A_LOOK = 2_000
"""Steps of the simplex method that count as one."""


class Status(Enum):
    """What a solve has proven."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Outcome:
    """A solve's status and lower bound on the objective (a whole number, since every cost is one;
    None: no bound).

    Values are left in the program's variables where the status is OPTIMAL or FEASIBLE.
    """

    status: Status
    bound: int | None = None


@dataclass
class Interruption:
    """Ctrl-C while a plan is being proven: `asked` ends the proof, not the run, and whatever is
    only compared with the plan. `awaited` where somebody takes it so."""

    asked: bool = False
    awaited: bool = False


INTERRUPTION = Interruption()
"""A process has one."""


@contextmanager
def awaiting_interruption() -> Iterator[None]:
    """While a plan is being proven, Ctrl-C ends the proof: its best plan and its bound are kept."""
    before, INTERRUPTION.awaited = INTERRUPTION.awaited, True
    try:
        yield
    finally:
        INTERRUPTION.awaited = before


@dataclass
class Clock:
    """The seconds that are left of a time limit (None: no limit), and the solver's work that is:
    `work` are entries of a program times looks at it, of which a share is `done`. Work is counted,
    not timed, so that the same workbook gives the same answers."""

    limit: float | None = None
    start: float = 0.0
    work: int | None = None
    done: float = 0.0

    def __post_init__(self) -> None:
        self.start = time.monotonic()

    @property
    def left(self) -> float | None:
        """Seconds left, never below a hundredth."""
        if INTERRUPTION.asked:
            return 0.01
        return (
            None if self.limit is None else max(0.01, self.limit - (time.monotonic() - self.start))
        )

    def past(self, share: float) -> bool:
        """Whether so much of the time limit has passed, or the proof was interrupted."""
        left = self.left
        if INTERRUPTION.asked or self.limit is None or left is None:
            return INTERRUPTION.asked
        return left <= (1 - share) * self.limit + 0.01

    def at_least(self, share: float, work: int | None = None) -> "Clock":
        """A clock with the seconds left, but no fewer than this share of the limit, and so much
        work."""
        seconds = self.left
        if seconds is not None and self.limit is not None and not INTERRUPTION.asked:
            seconds = max(seconds, share * self.limit)
        return Clock(seconds, work=work)

    @contextmanager
    def part(self, share: float) -> Iterator["Clock"]:
        """A clock with a share of the seconds and of the work that are left, taken off them."""
        seconds, rest = self.left, 1 - self.done
        work = None if self.work is None else int(self.work * rest * share)
        given = Clock(None if seconds is None else seconds * share, work=work)
        yield given
        self.done += rest * share * min(given.done, 1.0)

    def looks(self, entries: int) -> int | None:
        """How often a solver may look at a program of so many entries; None: as often as it
        likes."""
        if self.work is None:
            return None
        return int(max(FEWEST_LOOKS, self.work // max(entries, 1)) * (1 - self.done))

    def spend(self, looks: int, entries: int) -> None:
        """Take looks at a program off the work that is left."""
        if self.work is not None:
            self.done += looks / max(FEWEST_LOOKS, self.work // max(entries, 1))


def whole_bound(bound: float) -> int:
    """The least whole number that a float bound proves, its rounding error taken off."""
    return ceil(bound - max(1e-5, 1e-10 * abs(bound)))
