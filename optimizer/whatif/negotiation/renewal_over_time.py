"""What the rights that end within the horizon are worth renewing, as a whole, where licenses are
ordered by date."""

from dataclasses import replace
from decimal import Decimal

import pulp

from optimizer.domain.answers import Renewal
from optimizer.domain.options import Options
from optimizer.domain.plan import Plan
from optimizer.licensing.horizon import end_of
from optimizer.solving.over_time import least_over_time
from optimizer.solving.program.builder import Terms, merged, number
from optimizer.solving.program.over_time import state_over_time
from optimizer.solving.program.supply_over_time import DatedProgram, add_row
from optimizer.solving.solvers.solver import solve
from optimizer.solving.solvers.status import Clock, Status
from optimizer.solving.timetable import Timetable


def renewal_over_time(found: Timetable, plan: Plan, options: Options) -> Renewal | None:
    """None where no rights end that could be renewed. Nothing renewed: no order uses them up.
    Everything: each is renewed once as the same license, on some order date or at its end."""
    supply, end = found.supply, end_of(found.tables.settings)
    ending = {
        o
        for o, lot in enumerate(supply.lots)
        if lot.until is not None
        and lot.until < end
        and any(offer.from_license == lot.license for offer in found.tables.offers)
    }
    if not ending:
        return None
    units = sum(supply.lots[o].quantity for o in ending)
    everything, most = _everything(found, ending, options)
    return Renewal(units, _nothing(found, ending, options), everything, plan.cost, most)


def _nothing(found: Timetable, ending: set[int], options: Options) -> Decimal | None:
    orders, barred = list(found.supply.orders), set()
    for i, order in enumerate(orders):
        left = tuple(o for o in order.lots if o not in ending)
        if order.lots and not left:
            barred.add(i)
        orders[i] = replace(order, lots=left) if left else order
    kept = replace(found, supply=replace(found.supply, orders=tuple(orders)))
    return least_over_time(kept, options, Clock(options.time_limit), frozenset(barred))[1]


def _everything(
    found: Timetable, ending: set[int], options: Options
) -> tuple[Decimal | None, int | None]:
    """What the cheapest plan costs in which all of them are renewed; where that is not possible,
    how many can be at most. None where that is not found in time."""
    program = _with_room(found, ending)
    renewed = _renewals(found, program, ending)
    status = Status.INFEASIBLE
    if all(renewed.values()):
        for o, terms in renewed.items():
            add_row(program.problem, f"all_o{o}", terms, 0, found.supply.lots[o].quantity)
        status = solve(program.problem, options.solver, Clock(options.time_limit)).status
        if status is Status.OPTIMAL:
            cost = program.fixed + program.unit * round(pulp.value(program.problem.objective) or 0)
            return Decimal(cost).scaleb(-found.tables.settings.digits), None
    if status is not Status.INFEASIBLE:
        return None, None
    program = _with_room(found, ending)
    terms = merged([t for each in _renewals(found, program, ending).values() for t in each])
    program.problem.setObjective(pulp.LpAffineExpression([(v, -w) for v, w in terms]))
    status = solve(program.problem, options.solver, Clock(options.time_limit)).status
    return None, sum(number(v) for v, _ in terms) if status is Status.OPTIMAL else None


def _with_room(found: Timetable, ending: set[int]) -> DatedProgram:
    """The complete program, in which as many units as end may be ordered, needed or not."""
    room: dict[int, int] = {}
    for o in ending:
        lot = found.supply.lots[o]
        room[lot.license] = room.get(lot.license, 0) + lot.quantity
    return state_over_time(found, room=room)


def _renewals(found: Timetable, program: DatedProgram, ending: set[int]) -> dict[int, Terms]:
    """For each lot that ends what of it is renewed as the same license."""
    supply = found.supply
    result: dict[int, Terms] = {}
    for o in sorted(ending):
        terms: Terms = [
            (v, 1)
            for (i, lot), v in program.converted.items()
            if lot == o and supply.orders[i].license == supply.lots[o].license
        ]
        terms += [
            (v, 1)
            for (i, f), v in program.fixed_converted.items()
            if supply.fixed[f].lot == o and supply.orders[i].license == supply.lots[o].license
        ]
        result[o] = terms
    return result
