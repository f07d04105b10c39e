"""Variables that no plan worth having moves: reduced costs against the best plan known.

Where the relaxation costs z, and one unit of a variable away from its bound r more, no plan of at
most `most` moves it if z + r > most (Dantzig, Fulkerson and Johnson 1954).
"""

import numpy as np
import pulp

from optimizer.solving.solvers.highs import run_highs
from optimizer.solving.solvers.solver import relaxed, solve
from optimizer.solving.solvers.status import INTEGRAL, Clock, Status

DOUBT = 1e-4
"""What a relaxation's numbers may be wrong by, as a share of the cost, and at least of 1."""


def narrow(problem: pulp.LpProblem, most: float, clock: Clock) -> int:
    """Hold the variables that every solution of at most `most` has at a bound; returns how many.

    The relaxation's values are left in the variables.
    """
    if not problem.numConstraints():
        return 0
    if run_highs(problem, False, clock).status is not Status.OPTIMAL:
        return 0
    model = problem.solverModel
    least = model.getInfo().objective_function_value
    room = most - least + DOUBT * max(1.0, abs(most))
    reduced = np.array(model.getSolution().col_dual, np.float64)
    held, variables = 0, problem.variables()
    for i in np.flatnonzero(np.abs(reduced) > max(room, 0.0)).tolist():
        variable = variables[i]
        value = variable.varValue or 0.0
        low, high = variable.lowBound, variable.upBound
        if reduced[i] > 0 and abs(value - low) <= INTEGRAL:
            variable.bounds(low, low)
        elif reduced[i] < 0 and high is not None and abs(value - high) <= INTEGRAL:
            variable.bounds(high, high)
        else:
            continue
        held += low != high
    return held


def cheapest_below(problem: pulp.LpProblem, most: int, solver: str, clock: Clock) -> Status:
    """Whether some solution costs no more than `most`, whole numbers all: OPTIMAL, and the cheapest
    is left in the variables, INFEASIBLE, or UNKNOWN."""
    if solver != "highs":
        status = solve(problem, solver, clock).status
    else:
        status = run_highs(problem, True, clock, most, cheapest=True).status
    if status is Status.OPTIMAL and round(pulp.value(problem.objective) or 0) > most:
        return Status.INFEASIBLE
    return status if status in (Status.OPTIMAL, Status.INFEASIBLE) else Status.UNKNOWN


def at_most(problem: pulp.LpProblem, most: int, solver: str, clock: Clock) -> bool | None:
    """Whether some solution costs no more than `most`, whole numbers all; it is left in the
    variables. None where that was not found out."""
    outcome = relaxed(problem, "highs", clock)
    if outcome.status is Status.INFEASIBLE or (
        outcome.status is Status.OPTIMAL and outcome.bound is not None and outcome.bound > most
    ):
        return False
    if outcome.status is not Status.OPTIMAL:
        return None
    if not all(abs(v.varValue - round(v.varValue)) <= INTEGRAL for v in problem.variables()):
        outcome = (
            run_highs(problem, True, clock, most)
            if solver == "highs"
            else solve(problem, solver, clock)
        )
    if outcome.status in (Status.OPTIMAL, Status.FEASIBLE):
        cost = round(pulp.value(problem.objective) or 0)
        if cost <= most:
            return True
        return False if outcome.status is Status.OPTIMAL else None
    return False if outcome.status is Status.INFEASIBLE else None
