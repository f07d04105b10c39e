"""Programs in which owned units that end are renewed as the license they are: all of them, or as
many as the offers allow."""

import pulp

from optimizer.licensing.stock import LotIndex
from optimizer.solving.instance import Instance
from optimizer.solving.program.builder import Program, ProgramBuilder, Terms, add_row, merged
from optimizer.solving.program.formulation import state


def everything_renewed(case: Instance, ending: set[int]) -> Program | None:
    """The cheapest mix in which the units of some rows of Owned are renewed one and all; None where
    no offer renews some of them."""
    program = _with_room(case, ending)
    for lot, terms in _renewals(case, program, ending).items():
        if not terms:
            return None
        quantity = case.supply.lots[lot].quantity
        add_row(program.problem, f"all_o{lot}", terms, pulp.LpConstraintEQ, quantity)
    return program


def most_renewed(case: Instance, ending: set[int]) -> tuple[Program, Terms]:
    """A program of renewing as many units as possible, and the terms that count them."""
    program = _with_room(case, ending)
    terms = merged([term for each in _renewals(case, program, ending).values() for term in each])
    program.problem.setObjective(pulp.LpAffineExpression([(v, -w) for v, w in terms]))
    return program, terms


def _lots(case: Instance, ending: set[int]) -> list[LotIndex]:
    return [i for i, lot in case.supply.numbered_lots() if ending & set(lot.rows)]


def _with_room(case: Instance, ending: set[int]) -> Program:
    """The complete program, in which every line may buy as many units as end, needed or not."""

    def room(statement: ProgramBuilder) -> None:
        for lot in _lots(case, ending):
            found = case.supply.lots[lot]
            statement.use(found.of, statement.variable(f"room_o{lot}", found.quantity), 1)

    return state(case, beside=room)


def _renewals(case: Instance, program: Program, ending: set[int]) -> dict[int, Terms]:
    """For each lot that ends what of it is renewed as the same license."""
    result: dict[int, Terms] = {}
    for lot in _lots(case, ending):
        terms: Terms = []
        for index, line in case.supply.numbered_lines():
            if line.license == case.supply.lots[lot].of:
                key = index, lot
                terms += [(program.converted[key], 1)] if key in program.converted else []
                terms += [(made, 1) for made in program.fixed_ways.get(key, ())]
        result[lot] = merged(terms)
    return result
