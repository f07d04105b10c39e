"""The solvers' versions, told without loading them."""

from importlib.metadata import version as installed


def version(solver: str) -> str:
    """The solver and its version, for the result's About sheet."""
    if solver == "scip":
        from optimizer.solving.solvers import scip

        return scip.version()
    if solver == "cbc":
        return f"CBC bundled with PuLP {installed('pulp')}"
    return f"HiGHS {installed('highspy')} through PuLP {installed('pulp')}"
