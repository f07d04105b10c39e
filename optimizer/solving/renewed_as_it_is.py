"""What is done where nobody looks for anything better: every owned unit that ends is renewed as the
license it is, and what is needed beside it is bought as is cheapest."""

from decimal import Decimal
from typing import TYPE_CHECKING

from optimizer.domain.options import Options
from optimizer.domain.plan import SimpleRule
from optimizer.domain.problems import SolverError
from optimizer.domain.tables import Tables
from optimizer.licensing.horizon import end_of
from optimizer.licensing.stock import ended, lasts
from optimizer.solving.cost import cost_of
from optimizer.solving.instance import Instance
from optimizer.solving.network.cut import no_cut
from optimizer.solving.solvers.status import Clock, Status

if TYPE_CHECKING:
    from optimizer.solving.timetable import Timetable

NAME = "Everything renewed as it is"

MOST_NEEDS = 20_000
"""Needs between classes past which it is not priced."""

UNFINISHED = "not worked out: too much work"


def renewable(tables: Tables) -> set[int]:
    """Rows of Owned that end within the horizon and that some offer uses up."""
    return {
        i
        for i, o in enumerate(tables.owned)
        if o.quantity
        and not ended(o, tables.settings)
        and not lasts(o, tables.settings)
        and any(offer.from_license == o.license for offer in tables.offers)
    }


def renewable_lots(found: "Timetable") -> set[int]:
    """The lots of a timetable that end within the horizon and that some offer uses up."""
    end = end_of(found.tables.settings)
    return {
        o
        for o, lot in enumerate(found.supply.lots)
        if lot.until is not None
        and lot.until < end
        and any(offer.from_license == lot.license for offer in found.tables.offers)
    }


def everything(
    case: Instance, ending: set[int], options: Options, clock: Clock
) -> tuple[Status, Decimal | None]:
    """What the cheapest plan costs in which all units of some rows of Owned are renewed."""
    from optimizer.solving.program.renewing import everything_renewed
    from optimizer.solving.program.solved import mix_of
    from optimizer.solving.solvers.solver import solve

    program = everything_renewed(case, ending)
    if program is None:
        return Status.INFEASIBLE, None
    status = solve(program.problem, options.solver, clock).status
    if status is not Status.OPTIMAL:
        return status, None
    return status, cost_of(case, mix_of(case, program, no_cut(case)))


def everything_over_time(
    found: "Timetable", ending: set[int], options: Options, clock: Clock
) -> tuple[Status, Decimal | None]:
    """The same where licenses are ordered by date."""
    from optimizer.solving.program.renewing_over_time import everything_renewed_over_time
    from optimizer.solving.solvers.solver import solve

    program = everything_renewed_over_time(found, ending)
    if program is None:
        return Status.INFEASIBLE, None
    outcome = solve(program.problem, options.solver, clock)
    if outcome.status is not Status.OPTIMAL or outcome.bound is None:
        return outcome.status, None
    cost = Decimal(program.fixed + program.unit * outcome.bound)
    return outcome.status, cost.scaleb(-found.tables.settings.digits)


def habit(case: Instance, options: Options, clock: Clock) -> list[SimpleRule]:
    """The rule with its price; none where nothing ends, or not all of it can be renewed."""
    ending = renewable(case.tables)
    if not ending:
        return []
    if len(case.classes.user) > MOST_NEEDS:
        return [SimpleRule(NAME, None, UNFINISHED, habit=True)]
    try:
        bounded = clock.at_least(0, options.tuning.extra_work)
        return _rule(*everything(case, ending, options, bounded))
    except SolverError:
        return _rule(Status.UNKNOWN, None)


def habit_over_time(found: "Timetable", options: Options, clock: Clock) -> list[SimpleRule]:
    """The same where licenses are ordered by date."""
    ending = renewable_lots(found)
    if not ending:
        return []
    if sum(len(case.classes.user) for case in found.instances) > MOST_NEEDS:
        return [SimpleRule(NAME, None, UNFINISHED, habit=True)]
    try:
        bounded = clock.at_least(0, options.tuning.extra_work)
        return _rule(*everything_over_time(found, ending, options, bounded))
    except SolverError:
        return _rule(Status.UNKNOWN, None)


def _rule(status: Status, cost: Decimal | None) -> list[SimpleRule]:
    if status is Status.INFEASIBLE:
        return []
    return [SimpleRule(NAME, cost, "" if cost is not None else UNFINISHED, habit=True)]
