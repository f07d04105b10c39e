"""What a solver said, read once: its status, its bound, and the clock."""

import time
from dataclasses import dataclass
from enum import Enum
from math import ceil

INTEGRAL = 1e-6
"""How far from a whole number a solver may leave one; its answers are rounded, then audited."""


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
class Clock:
    """The seconds that are left of a time limit; None is no limit."""

    limit: float | None = None
    start: float = 0.0

    def __post_init__(self) -> None:
        self.start = time.monotonic()

    @property
    def left(self) -> float | None:
        """Seconds left, never below a hundredth."""
        return (
            None if self.limit is None else max(0.01, self.limit - (time.monotonic() - self.start))
        )

    def at_least(self, share: float) -> "Clock":
        """A clock with the seconds left, but no fewer than this share of the limit."""
        return Clock(
            None if self.left is None or self.limit is None else max(self.left, share * self.limit)
        )


def whole_bound(bound: float) -> int:
    """The least whole number that a float bound proves, its rounding error taken off."""
    return ceil(bound - max(1e-5, 1e-10 * abs(bound)))
