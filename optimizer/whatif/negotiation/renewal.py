"""What the rights that end within the horizon are worth renewing, as a whole."""

from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

import pulp

from optimizer.domain.answers import Renewal
from optimizer.domain.options import Options
from optimizer.domain.plan import Plan
from optimizer.domain.tables import Tables
from optimizer.licensing.stock import ended, lasts
from optimizer.planning import Prepared, cheapest
from optimizer.solving.cost import cost_of
from optimizer.solving.instance import Instance
from optimizer.solving.network.cut import no_cut
from optimizer.solving.program.builder import Program, ProgramBuilder, Terms, merged
from optimizer.solving.program.formulation import state
from optimizer.solving.solution import mix_of
from optimizer.solving.solvers.solver import solve
from optimizer.solving.solvers.status import Clock, Status


def renewal(
    tables: Tables, prepared: Prepared, case: Instance, plan: Plan, options: Options
) -> Renewal | None:
    """None where no rights end that could be renewed.

    Nothing renewed: no offer uses them up; units that last stay where they are. Everything: each
    is renewed as the same license, in one plan that keeps every offer's packs, tiers and Maximum.
    """
    settings = tables.settings
    ending = [
        i
        for i, o in enumerate(tables.owned)
        if o.quantity
        and not ended(o, settings)
        and not lasts(o, settings)
        and any(offer.from_license == o.license for offer in tables.offers)
    ]
    if not ending:
        return None
    # Without Software Assurance no offer uses a unit up.
    long_ago = settings.as_of - timedelta(days=2)
    lapsed = tuple(
        replace(o, sa_until=long_ago) if i in ending else o for i, o in enumerate(tables.owned)
    )
    units = sum(tables.owned[i].quantity for i in ending)
    everything, most = _Renewed(case, set(ending)).cost(options)
    nothing = cheapest(replace(tables, owned=lapsed), options)
    return Renewal(units, nothing, everything, plan.cost, most)


@dataclass(frozen=True)
class _Renewed:
    """The program in which the units of some rows of Owned are renewed as what they are."""

    case: Instance
    ending: set[int]

    def cost(self, options: Options) -> tuple[Decimal | None, int | None]:
        """What the cheapest plan with all of them renewed costs; where that is not possible, how
        many can be renewed at most. None where that is not found in time."""
        case = self.case
        program = state(case, beside=self._room)
        by_lot = self._renewals(program)
        for lot, terms in by_lot.items():
            quantity = case.supply.lots[lot].quantity
            program.problem.addConstraint(
                pulp.LpConstraint(
                    pulp.LpAffineExpression(terms), pulp.LpConstraintEQ, f"all_o{lot}", quantity
                )
            )
        possible = all(by_lot.values())
        status = Status.INFEASIBLE
        if possible:
            status = solve(program.problem, options.solver, Clock(options.time_limit)).status
        if status is Status.OPTIMAL:
            return cost_of(case, mix_of(case, program, no_cut(case))), None
        return None, self._most(options) if status is Status.INFEASIBLE else None

    def _most(self, options: Options) -> int | None:
        """How many units can be renewed at most."""
        program = state(self.case, beside=self._room)
        terms = merged([term for terms in self._renewals(program).values() for term in terms])
        program.problem.setObjective(pulp.LpAffineExpression([(v, -w) for v, w in terms]))
        status = solve(program.problem, options.solver, Clock(options.time_limit)).status
        found = sum(round(v.varValue or 0) for v, _ in terms)
        return found if status is Status.OPTIMAL else None

    def _lots(self) -> list[int]:
        return [i for i, lot in enumerate(self.case.supply.lots) if self.ending & set(lot.rows)]

    def _room(self, statement: ProgramBuilder) -> None:
        """Lets every line that renews buy as many units as end, needed or not."""
        for lot in self._lots():
            license = self.case.supply.lots[lot].of
            made = statement.variable(f"room_o{lot}", self.case.supply.lots[lot].quantity)
            statement.use(license, made, 1)

    def _renewals(self, program: Program) -> dict[int, Terms]:
        """For each lot that ends what of it is renewed as the same license."""
        lines, lots = self.case.supply.lines, self.case.supply.lots
        return {
            lot: merged(
                [
                    (made, 1)
                    for line in range(len(lines))
                    if lines[line].license == lots[lot].of
                    for made in (
                        *(
                            [program.converted[line, lot]]
                            if (line, lot) in program.converted
                            else []
                        ),
                        *program.fixed_ways.get((line, lot), ()),
                    )
                ]
            )
            for lot in self._lots()
        }
