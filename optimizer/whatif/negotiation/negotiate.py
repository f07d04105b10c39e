"""The negotiator's questions, asked one after the other; each answer is the cheapest compliant plan
of a changed workbook."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import count

from optimizer.domain.answers import Blocking, Curve, NegotiationAnswers, Worth
from optimizer.domain.options import Options
from optimizer.domain.plan import PlanStatus
from optimizer.domain.planned import Planned
from optimizer.domain.problems import Findings, InfeasibleError, SolverError
from optimizer.domain.progress import QUIET
from optimizer.domain.tables import Orders, Tables
from optimizer.planning import cheapest, instance_of, prepare
from optimizer.solving.instance import Instance
from optimizer.solving.network.parts import plain_part
from optimizer.solving.repriced import size_of
from optimizer.solving.solve import Answer, solved
from optimizer.solving.solvers.status import Clock, Status
from optimizer.whatif.negotiation.fair_shares import fair_shares
from optimizer.whatif.negotiation.negotiate_over_time import (
    negotiate_over_time,
    one_curve_over_time,
)
from optimizer.whatif.negotiation.price_curves import curve_of
from optimizer.whatif.negotiation.rare_accesses import rare_accesses
from optimizer.whatif.negotiation.renewal import renewal
from optimizer.whatif.negotiation.rule_prices import rule_prices
from optimizer.whatif.negotiation.savings import levers
from optimizer.whatif.negotiation.whole_servers import wide_choices
from optimizer.whatif.negotiation.within_budget import blocking
from optimizer.whatif.sweep.parallel import cores, processes


def negotiate(planned: Planned, options: Options) -> NegotiationAnswers:
    """Every answer for a plan; the time limit counts for each question.

    Raises SolverError where the plan is not proven cheapest: an unproven one makes false
    breakpoints.
    """
    tables, plan = planned.tables, planned.plan
    if plan.simplified is not None:
        raise SolverError(
            "A simplified plan is not the cheapest, so prices are not worth what they seem. Clear "
            "Simplify within on Settings to negotiate."
        )
    if plan.status is not PlanStatus.OPTIMAL:
        raise SolverError(
            "Only a plan that is proven cheapest can be negotiated from. Allow more with "
            "--time-limit."
        )
    if plan.over_time is not None:
        return negotiate_over_time(planned, options)
    prepared = prepare(tables, Findings())
    case = instance_of(prepared)
    answer = solved(case, options, Clock(options.time_limit))
    if answer.mix is None or answer.status is not Status.OPTIMAL:
        raise SolverError(
            "The plan was not found again in the time given. Allow more with --time-limit."
        )
    asked, told, options = count(1), options, replace(options, progress=QUIET)

    def ask(what: str) -> None:
        told.progress.question(next(asked), len(tables.offers) + OTHERS, what)

    curves: list[Curve] = []
    skipped: list[tuple[str, str]] = []
    for number, found in enumerate(_curves(case, answer, options)):
        ask("what each price is worth")
        if isinstance(found, Curve):
            curves.append(found)
        else:
            skipped.append((tables.offers[number].name, found))
    ask("what each offer is worth")
    # An offer that is priced out costs what the plan without it does.
    unsold = {
        curve.offer: curve.segments[-1].cost for curve in curves if not curve.segments[-1].quantity
    }
    worths = tuple(_worth(planned, i, options, unsold) for i in range(len(tables.offers)))
    ask("what renewing is worth")
    renewed = renewal(planned, case, options)
    ask("rarely used accesses")
    rare = tuple(rare_accesses(planned, prepared.needs, options))
    ask("who and what costs most")
    pulled = levers(planned, prepared.needs, options)
    wide = wide_choices(case, answer, plan, options)
    ask("what fits the budget")
    blocked = _blocked(planned, options)
    ask("fair shares of the departments")
    shares = fair_shares(planned, prepared.needs.accesses, case, options)
    ask("what your rules cost")
    rules, rules_left = rule_prices(planned, options)
    return NegotiationAnswers(
        curves=tuple(curves),
        skipped=tuple(skipped),
        worths=worths,
        renewal=renewed,
        rare=rare,
        levers=pulled,
        wide=wide,
        blocking=blocked,
        shares=shares,
        rules=rules,
        rules_left=rules_left,
    )


OTHERS = 7
"""Questions beside one an offer."""

HARD = 500
"""Variables of the program from which on the curves are shared among the machine's cores."""


def _small(case: Instance) -> bool:
    hard = ~plain_part(case)
    if int(hard.sum()) < HARD:
        return True
    return size_of(case.part(hard)) < HARD


def _curves(case: Instance, answer: Answer, options: Options) -> Iterator[Curve | str]:
    """Each offer's curve, or why there is none, in order."""
    ask, offers = partial(_curve, case, answer, options), range(len(case.tables.offers))
    if cores() == 1 or _small(case):
        yield from map(ask, offers)
        return
    with processes(min(cores(), len(offers))) as executor:
        yield from executor.map(ask, offers)


def _curve(case: Instance, answer: Answer, options: Options, offer: int) -> Curve | str:
    try:
        return curve_of(case, answer, offer, options, Clock(options.time_limit))
    except SolverError as error:
        return str(error)


def _worth(planned: Planned, offer: int, options: Options, unsold: Mapping[str, Decimal]) -> Worth:
    """The plan's cost without an offer, known already where `unsold` has it; one that it does not
    use is worth nothing."""
    tables, plan = planned.tables, planned.plan
    found = tables.offers[offer]
    name = tables.licenses[found.license].name
    if all(purchase.offer != found.name for purchase in plan.purchases):
        return Worth(found.name, name, plan.cost, plan.cost - plan.cost)
    cost = unsold.get(found.name) or cheapest(
        replace(tables, offers=(*tables.offers[:offer], *tables.offers[offer + 1 :])), options
    )
    return Worth(found.name, name, cost, None if cost is None else cost - plan.cost)


def _blocked(planned: Planned, options: Options) -> Blocking | None:
    budget = planned.plan.budget
    if budget is None or not budget.missing:
        return None
    try:
        return blocking(planned.tables, options)
    except (InfeasibleError, SolverError):
        return None


def one_curve(tables: Tables, offer: int, options: Options) -> Curve | str:
    """The curve of one offer of tables, or why there is none.

    Raises InfeasibleError, and SolverError where the plan is not proven cheapest.
    """
    if tables.settings.orders is not Orders.ONCE:
        return one_curve_over_time(tables, offer, options)
    case = instance_of(prepare(tables, Findings()))
    answer = solved(case, options, Clock(options.time_limit))
    if answer.mix is None or answer.status is not Status.OPTIMAL:
        raise SolverError("Only a plan that is proven cheapest has a cost curve.")
    return curve_of(case, answer, offer, options, Clock(options.time_limit))
