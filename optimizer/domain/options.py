"""How to solve: the same for every question of a run."""

from dataclasses import dataclass
from enum import StrEnum

from optimizer.domain.progress import QUIET, Progress
from optimizer.domain.solvers import Solver as Solver


class Method(StrEnum):
    """How the mix is found: by whatever is fastest, or by the program alone, the reference that the
    minimum cut is held against."""

    FASTEST = "fastest"
    PROGRAM = "program"


@dataclass(frozen=True, kw_only=True)
class Tuning:
    """Sizes at which one way of working gives place to another. None of them changes a plan's
    cost."""

    many_needs: int = 2_000
    """Needs coupled only through counts from which on prices decide them, not the program."""
    few_decisions: int = 2_000
    """Decisions that a program of open ones starts with at most."""
    several_decisions: int = 10_000
    """Decisions that are too many at once before the plan is made better otherwise."""
    nearby_groups: int = 400
    """Groups that are decided anew at once to make a plan better, to begin with."""
    extra_work: int = 20_000_000
    """Entries of programs, times looks at them, that a question beside the plan may take: what the
    plan is compared with, its fewest moves, its connectors."""
    simpler_work: int = 100_000_000
    """The same for the simpler plan that Simplify within asks for."""
    tries: int = 10
    """Such attempts in vain, one after the other, after which it is twice as many groups."""


@dataclass(frozen=True)
class Options:
    """How to solve: which solver, for how many seconds at most (None: no limit), and whom to tell
    what is being done."""

    solver: str = Solver.HIGHS
    time_limit: float | None = None
    method: Method = Method.FASTEST
    progress: Progress = QUIET
    tuning: Tuning = Tuning()
