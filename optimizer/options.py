"""How to solve: the same for every question of a run."""

from collections.abc import Callable
from dataclasses import dataclass

Progress = Callable[[str], None]


def quiet(step: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Options:
    """How to solve: which solver, for how many seconds at most (None: no limit), and whom to tell what is being done.

    Without `network` the program decides everything: the reference that the minimum cut is held against.
    """

    solver: str = "highs"
    time_limit: float | None = None
    network: bool = True
    progress: Progress = quiet
