"""Programs over time in which owned units that end are renewed as the license they are: all of
them, or as many as the offers allow."""

from typing import TYPE_CHECKING

import pulp

from optimizer.solving.program.builder import Terms, add_row, merged
from optimizer.solving.program.over_time import state_over_time
from optimizer.solving.program.supply_over_time import DatedProgram

if TYPE_CHECKING:
    from optimizer.solving.timetable import Timetable


def everything_renewed_over_time(found: "Timetable", ending: set[int]) -> DatedProgram | None:
    """The cheapest plan in which the units of some lots are renewed one and all, each once; None
    where no order renews some of them."""
    program = _with_room(found, ending)
    for o, terms in _renewals(found, program, ending).items():
        if not terms:
            return None
        quantity = found.supply.lots[o].quantity
        add_row(program.problem, f"all_o{o}", terms, pulp.LpConstraintEQ, quantity)
    return program


def most_renewed_over_time(found: "Timetable", ending: set[int]) -> tuple[DatedProgram, Terms]:
    """A program of renewing as many units as possible, and the terms that count them."""
    program = _with_room(found, ending)
    terms = merged([t for each in _renewals(found, program, ending).values() for t in each])
    program.problem.setObjective(pulp.LpAffineExpression([(v, -w) for v, w in terms]))
    return program, terms


def _with_room(found: "Timetable", ending: set[int]) -> DatedProgram:
    """The complete program, in which as many units as end may be ordered, needed or not."""
    room: dict[int, int] = {}
    for o in ending:
        lot = found.supply.lots[o]
        room[lot.license] = room.get(lot.license, 0) + lot.quantity
    return state_over_time(found, room=room)


def _renewals(found: "Timetable", program: DatedProgram, ending: set[int]) -> dict[int, Terms]:
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
