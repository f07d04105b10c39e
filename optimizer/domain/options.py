"""How to solve: the same for every question of a run."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

Progress = Callable[[str], None]


def quiet(step: str) -> None:
    """Tell nobody."""


class Method(StrEnum):
    """How the mix is found: by whatever is fastest, or by the program alone, the reference that the
    minimum cut is held against."""

    FASTEST = "fastest"
    PROGRAM = "program"


@dataclass(frozen=True)
class Options:
    """How to solve: which solver, for how many seconds at most (None: no limit), and whom to tell
    what is being done."""

    solver: str = "highs"
    time_limit: float | None = None
    method: Method = Method.FASTEST
    progress: Progress = quiet
