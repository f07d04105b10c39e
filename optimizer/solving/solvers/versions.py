"""The solvers' versions, told without loading them."""

from collections.abc import Callable, Mapping
from importlib.metadata import version as installed

from optimizer.domain.solvers import Solver


def _scip() -> str:
    from optimizer.solving.solvers import scip

    return scip.version()


VERSIONS: Mapping[str, Callable[[], str]] = {
    Solver.HIGHS: lambda: f"HiGHS {installed('highspy')} through PuLP {installed('pulp')}",
    Solver.CBC: lambda: f"CBC bundled with PuLP {installed('pulp')}",
    Solver.SCIP: _scip,
}


def version(solver: str) -> str:
    """The solver and its version, for the result's About sheet."""
    return VERSIONS[solver]()
