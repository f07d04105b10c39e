"""The workbook's scenarios, each on the same road as the plan; one that cannot be met says why and stops no other."""

from collections.abc import Iterator
from dataclasses import replace

from optimizer import audit
from optimizer.optimize import planned
from optimizer.options import Options, quiet
from optimizer.plan import Future
from optimizer.problems import Findings, InfeasibleError, Place, Problem, SolverError
from optimizer.scenario import applied
from optimizer.solver import Clock
from optimizer.tables import Scenario, Tables


def futures(tables: Tables, options: Options) -> Iterator[Future]:
    """The outcome of every scenario, in the workbook's order; each has the time limit for itself.

    Raises PlanError where a plan does not pass the audit.
    """
    for number, scenario in enumerate(tables.scenarios, 1):
        options.progress(f"Scenario {number} of {len(tables.scenarios)}: {scenario.name}")
        yield future(tables, scenario, replace(options, progress=quiet))


def future(tables: Tables, scenario: Scenario, options: Options) -> Future:
    """The outcome of one scenario."""
    changed = applied(tables, scenario)
    try:
        _, _, _, plan = planned(changed, Findings(), options, Clock(options.time_limit))
    except InfeasibleError as error:
        return Future(scenario.name, "infeasible", None, error.reasons)
    except SolverError as error:
        return Future(scenario.name, "failed", None, (Problem(Place(), str(error)),))
    audit.require(changed, plan)
    return Future(scenario.name, plan.status, plan)
