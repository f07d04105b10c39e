"""What the rights that end within the horizon are worth renewing, as a whole."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import partial

from optimizer.domain.answers import Renewal
from optimizer.domain.options import Options
from optimizer.domain.planned import Planned
from optimizer.planning import cheapest
from optimizer.solving.instance import Instance
from optimizer.solving.program.builder import Program, Terms, number
from optimizer.solving.program.renewing import most_renewed
from optimizer.solving.program.supply_over_time import DatedProgram
from optimizer.solving.renewed_as_it_is import everything, renewable
from optimizer.solving.solvers.solver import solve
from optimizer.solving.solvers.status import Clock, Status


def renewal(planned: Planned, case: Instance, options: Options) -> Renewal | None:
    """None where no rights end that could be renewed.

    Nothing renewed: no offer uses them up; units that last stay where they are. Everything: each
    is renewed as the same license, in one plan that keeps every offer's packs, tiers and Maximum.
    """
    tables, plan = planned.tables, planned.plan
    settings = tables.settings
    ending = renewable(tables)
    if not ending:
        return None
    # Without Software Assurance no offer uses a unit up.
    long_ago = settings.as_of - timedelta(days=2)
    lapsed = tuple(
        replace(o, sa_until=long_ago) if i in ending else o for i, o in enumerate(tables.owned)
    )
    units = sum(tables.owned[i].quantity for i in ending)
    renewed, most = in_full_or_most(
        partial(everything, case, ending, options), partial(most_renewed, case, ending), options
    )
    nothing = cheapest(replace(tables, owned=lapsed), options)
    return Renewal(units, nothing, renewed, plan.cost, most)


def in_full_or_most(
    everything: Callable[[Clock], tuple[Status, Decimal | None]],
    most: Callable[[], tuple[Program | DatedProgram, Terms]],
    options: Options,
) -> tuple[Decimal | None, int | None]:
    """What the cheapest plan costs in which all of them are renewed; where that is not possible,
    how many can be renewed at most. None where that is not found in time."""
    status, cost = everything(Clock(options.time_limit))
    if cost is not None:
        return cost, None
    if status is not Status.INFEASIBLE:
        return None, None
    program, terms = most()
    status = solve(program.problem, options.solver, Clock(options.time_limit)).status
    return None, sum(number(v) for v, _ in terms) if status is Status.OPTIMAL else None
