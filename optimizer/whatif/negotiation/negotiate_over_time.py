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
from optimizer.domain.tables import Tables
from optimizer.licensing.needs import needs_of
from optimizer.solving.independent import independent
from optimizer.solving.over_time import solved_over_time
from optimizer.solving.repriced_over_time import RepricedOverTime, prices_of
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
class _Parts:
    """Questions of families that nothing joins to each other, each with its cheapest plan, and what
    those cost in minor units."""

    asked: tuple[RepricedOverTime, ...]
    costs: tuple[int, ...]

    @classmethod
    def of(cls, found: Timetable, options: Options) -> "_Parts":
        asked = []
        for part in independent(found):
            clock = Clock(options.time_limit)
            answer = solved_over_time(part.timetable, options, clock)
            if answer.mix is None or answer.status is not Status.OPTIMAL:
                raise SolverError(
                    "The plan was not found again in the time given. Allow more with --time-limit."
                )
            asked.append(RepricedOverTime(part.timetable, options, answer.mix))
        costs = tuple(each.known[0].cost(prices_of(each.timetable)) for each in asked)
        return cls(tuple(asked), costs)

    def selling(self, offer: int) -> tuple[RepricedOverTime, int]:
        """The question in which an offer can be ordered, else the first, and what is paid for the
        others, in minor units."""
        at = 0
        for i, part in enumerate(self.asked):
            if any(order.offer == offer for order in part.timetable.supply.orders):
                at = i
        return self.asked[at], sum(self.costs) - self.costs[at]


def one_curve_over_time(tables: Tables, offer: int, options: Options) -> Curve | str:
    """The curve of one offer of tables whose licenses are ordered by date, or why there is none.

    Raises InfeasibleError, and SolverError where the plan is not proven cheapest.
    """
    asked, rest = _Parts.of(timetable(tables, Findings()), options).selling(offer)
    return curve_over_time(asked, offer, rest)


def negotiate_over_time(planned: Planned, options: Options) -> NegotiationAnswers:
    """Every answer that dates leave a meaning; the time limit counts for each question. Raises
    SolverError where the plan, or what an offer is worth, is not found in time."""
    tables, plan = planned.tables, planned.plan
    asked, told, options = count(1), options, replace(options, progress=QUIET)

    def ask(what: str) -> None:
        told.progress.question(next(asked), 2 * len(tables.offers) + OTHERS, what)

    found = timetable(tables, Findings())
    parts = _Parts.of(found, options)
    curves: list[Curve] = []
    skipped: list[tuple[str, str]] = []
    worths: list[Worth] = []
    waits: list[Waiting] = []
    for number, offer in enumerate(tables.offers):
        part, rest = parts.selling(number)
        ask("what each price is worth")
        try:
            curve = curve_over_time(part, number, rest)
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
