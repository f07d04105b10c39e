"""The solvers, a record each: how it is run, and the version that About tells. No library is loaded
before a solver is asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.domain.installed import installed
from optimizer.domain.solvers import Solver
from optimizer.solving.solvers.status import Clock, Outcome

if TYPE_CHECKING:
    import pulp

    Run = Callable[[pulp.LpProblem, bool, Clock], Outcome]
    """A program given to a solver, whole or (False) relaxed."""


@dataclass(frozen=True, kw_only=True)
class SolverKind:
    """How a solver is run, and its version as the result's About sheet has it; each raises
    SolverError where its library is not installed."""

    run: "Run"
    version: Callable[[], str]


def _highs(problem: "pulp.LpProblem", integer: bool, clock: Clock) -> Outcome:  # noqa: FBT001
    from optimizer.solving.solvers.highs import run_highs

    return run_highs(problem, integer, clock)


def _cbc(problem: "pulp.LpProblem", integer: bool, clock: Clock) -> Outcome:  # noqa: FBT001
    from optimizer.solving.solvers.cbc import run_cbc

    return run_cbc(problem, integer, clock)


def _scip(problem: "pulp.LpProblem", integer: bool, clock: Clock) -> Outcome:  # noqa: FBT001
    """SCIP for whole numbers; relaxations are HiGHS's."""
    from optimizer.solving.solvers.scip import run_scip

    return run_scip(problem, clock) if integer else _highs(problem, False, clock)


def _race(problem: "pulp.LpProblem", integer: bool, clock: Clock) -> Outcome:  # noqa: FBT001
    """HiGHS against SCIP for whole numbers; relaxations are HiGHS's."""
    from optimizer.solving.solvers.race import run_race

    return run_race(problem, clock) if integer else _highs(problem, False, clock)


def _race_version() -> str:
    return f"whichever proves it first: {version(Solver.HIGHS)}, {version(Solver.SCIP)}"


def _scip_version() -> str:
    from optimizer.solving.solvers import scip

    return scip.version()


SOLVERS: dict[str, SolverKind] = {
    Solver.HIGHS: SolverKind(
        run=_highs,
        version=lambda: f"HiGHS {installed('highspy')} through PuLP {installed('pulp')}",
    ),
    Solver.CBC: SolverKind(run=_cbc, version=lambda: f"CBC bundled with PuLP {installed('pulp')}"),
    Solver.SCIP: SolverKind(run=_scip, version=_scip_version),
    Solver.RACE: SolverKind(run=_race, version=_race_version),
}
"""Each solver by its name."""


def version(solver: str) -> str:
    """The solver and its version, for the result's About sheet."""
    return SOLVERS[solver].version()
