"""The workbook's scenarios, each on the same road as the plan; one that cannot be met says why and
stops no other."""

from collections.abc import Iterator
from dataclasses import replace

from optimizer.domain.options import Options
from optimizer.domain.plan import PlanStatus, ScenarioOutcome
from optimizer.domain.problems import SAID, InfeasibleError, Place, Problem, SolverError
from optimizer.domain.progress import QUIET
from optimizer.domain.tables import Scenario, Tables
from optimizer.planning import plan_alone
from optimizer.whatif.changes import applied


def futures(tables: Tables, options: Options) -> Iterator[ScenarioOutcome]:
    """The outcome of every scenario, in the workbook's order; each has the time limit for itself.

    Raises PlanError where a plan does not pass the audit.
    """
    for number, scenario in enumerate(tables.scenarios, 1):
        options.progress.scenario(number, len(tables.scenarios), scenario.name)
        yield future(tables, scenario, replace(options, progress=QUIET))


def future(tables: Tables, scenario: Scenario, options: Options) -> ScenarioOutcome:
    """The outcome of one scenario."""
    changed = applied(tables, scenario)
    try:
        plan = plan_alone(changed, options)
    except InfeasibleError as error:
        return ScenarioOutcome(scenario.name, PlanStatus.INFEASIBLE, None, error.reasons)
    except SolverError as error:
        return ScenarioOutcome(
            scenario.name,
            PlanStatus.FAILED,
            None,
            (Problem(Place(), SAID, (("text", str(error)),)),),
        )
    return ScenarioOutcome(scenario.name, plan.status, plan)
