"""The negotiator's questions about a plan over time, asked one after the other."""

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import count

from optimizer.dated_planning import timetable
from optimizer.domain.answers import Curve, NegotiationAnswers, Waiting, Worth
from optimizer.domain.options import Options
from optimizer.domain.planned import Planned
from optimizer.domain.problems import Findings, SolverError
from optimizer.domain.progress import QUIET
from optimizer.licensing.needs import needs_of
from optimizer.solving.independent import Part, independent
from optimizer.solving.over_time import DatedMix, cost_in_minor_units, solved_over_time
from optimizer.solving.solvers.status import Clock, Status
from optimizer.solving.timetable import Timetable
from optimizer.whatif.negotiation.curves_over_time import curve_over_time
from optimizer.whatif.negotiation.fair_shares import fair_shares
from optimizer.whatif.negotiation.rare_accesses import rare_accesses
from optimizer.whatif.negotiation.renewal_over_time import renewal_over_time
from optimizer.whatif.negotiation.rule_prices import rule_prices
from optimizer.whatif.negotiation.savings import levers
from optimizer.whatif.negotiation.waiting import waiting

OTHERS = 5
"""Questions beside two an offer."""


@dataclass(frozen=True)
class _Asked:
    """Families that nothing joins to others, their plan, and what it costs in minor units."""

    timetable: Timetable
    mix: DatedMix
    cost: int

    @classmethod
    def of(cls, part: Part, options: Options) -> "_Asked":
        answer = solved_over_time(part.timetable, options, Clock(options.time_limit))
        if answer.mix is None or answer.status is not Status.OPTIMAL:
            raise SolverError(
                "The plan was not found again in the time given. Allow more with --time-limit."
            )
        cost = cost_in_minor_units(part.timetable, answer.mix.packs, answer.mix.cal_mode)
        return cls(part.timetable, answer.mix, cost)

    def sells(self, offer: int) -> bool:
        """Whether an offer can be ordered for these families."""
        return any(order.offer == offer for order in self.timetable.supply.orders)


def negotiate_over_time(planned: Planned, options: Options) -> NegotiationAnswers:
    """Every answer that dates leave a meaning; the time limit counts for each question. Raises
    SolverError where the plan, or what an offer is worth, is not found in time."""
    tables, plan = planned.tables, planned.plan
    asked, told, options = count(1), options, replace(options, progress=QUIET)

    def ask(what: str) -> None:
        told.progress.question(next(asked), 2 * len(tables.offers) + OTHERS, what)

    found = timetable(tables, Findings())
    parts = [_Asked.of(part, options) for part in independent(found)]
    total = sum(part.cost for part in parts)
    curves: list[Curve] = []
    skipped: list[tuple[str, str]] = []
    worths: list[Worth] = []
    waits: list[Waiting] = []
    for number, offer in enumerate(tables.offers):
        part = next((each for each in parts if each.sells(number)), parts[0])
        rest = total - part.cost
        ask("what each price is worth")
        try:
            curve = curve_over_time(part.timetable, number, options, part.mix, rest)
        except SolverError as error:
            curve = str(error)
        if isinstance(curve, Curve):
            curves.append(curve)
        else:
            skipped.append((offer.name, curve))
        ask("whether to wait or to buy now")
        others = Decimal(rest).scaleb(-tables.settings.digits)
        worth, waited = waiting(part.timetable, plan, number, options, others)
        worths.append(worth)
        waits += [] if waited is None else [waited]
    ask("what renewing is worth")
    renewed = renewal_over_time(found, plan, options)
    needs = needs_of(tables)
    ask("rarely used accesses")
    rare = tuple(rare_accesses(planned, needs, options))
    ask("who and what costs most")
    pulled = levers(planned, needs, options)
    ask("fair shares of the departments")
    shares = fair_shares(planned, needs.accesses, None, options)
    ask("what rules cost")
    rules, rules_left = rule_prices(planned, options)
    return NegotiationAnswers(
        curves=tuple(curves),
        skipped=tuple(skipped),
        worths=tuple(worths),
        renewal=renewed,
        rare=rare,
        levers=pulled,
        wide=(),
        blocking=None,
        shares=shares,
        waiting=tuple(waits),
        rules=rules,
        rules_left=rules_left,
    )
