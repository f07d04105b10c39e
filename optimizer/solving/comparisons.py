"""What a plan is compared with: all user licenses, all device licenses, each connector the other
way."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from optimizer.domain.keywords import Metric
from optimizer.domain.options import Method, Options
from optimizer.domain.problems import Findings, Message, SolverError
from optimizer.solving.cost import cost_of
from optimizer.solving.instance import Instance
from optimizer.solving.network.minimum_cut import minimum_cut
from optimizer.solving.network.one_side_first import cost_with_first
from optimizer.solving.network.parts import plain_part
from optimizer.solving.solve import Answer, solved
from optimizer.solving.solvers.status import Clock, Status


def _tried(
    case: Instance,
    options: Options,
    clock: Clock,
    forced: Mapping[tuple[int, int], bool] | None = None,
) -> Answer:
    """The answer to a side question: a solver that fails on it must not cost the plan."""
    try:
        return solved(case, options, clock, forced=forced, who=False)
    except SolverError:
        return Answer(Status.UNKNOWN)


def least(case: Instance, options: Options, clock: Clock) -> tuple[Status, Decimal | None]:
    """What the cheapest mix costs, proven; the flow tells it without telling who holds what."""
    if _by_cuts(case, options):
        cut = minimum_cut(case)
        if cut is not None:
            cost = Decimal(cut.flow).scaleb(-case.tables.settings.digits)
            return (Status.OPTIMAL, cost) if cut.possible else (Status.INFEASIBLE, None)
    answer = _tried(case, options, clock)
    if answer.status is not Status.OPTIMAL:
        return answer.status, None
    return answer.status, Decimal(answer.cost).scaleb(-case.tables.settings.digits)


def _by_cuts(case: Instance, options: Options) -> bool:
    """Whether a minimum cut tells what the cheapest mix costs."""
    return (
        options.method is Method.FASTEST
        and not any(server.cal_mode_cost for server in case.tables.servers)
        and bool(plain_part(case).all())
    )


SHARE = 0.1
"""Of a time limit, what each comparison has at least, however much of it the plan took."""


def baselines(
    case: Instance, options: Options, clock: Clock
) -> tuple[dict[str, Decimal], frozenset[str]]:
    """Cost with user (device) licenses wherever one can cover a need, where there is such a plan;
    those not finished in time.

    Alike stays alike where fewer ways are open to both, so the classes are the same.
    """
    ways, classes = case.ways, case.classes
    costs: dict[str, Decimal] = {}
    unfinished = set()
    plain = _by_cuts(case, options)
    for kind in ("user", "device"):
        paid = cost_with_first(case, users=kind == "user") if plain else None
        if paid is not None:
            costs[kind] = Decimal(paid).scaleb(-case.tables.settings.digits)
            continue
        if kind == "user":
            fewer_ways = replace(ways, by_device=ways.by_device & ~ways.by_user)
            fewer_classes = replace(classes, by_device=classes.by_device & ~classes.by_user)
        else:
            fewer_ways = replace(ways, by_user=ways.by_user & ~ways.by_device)
            fewer_classes = replace(classes, by_user=classes.by_user & ~classes.by_device)
        other = replace(case, ways=fewer_ways, classes=fewer_classes)
        status, cost = least(other, options, clock.at_least(SHARE, options.tuning.extra_work))
        if cost is not None:
            costs[kind] = cost
        elif status is not Status.INFEASIBLE:
            unfinished.add(kind)
    return costs, frozenset(unfinished)


MOST_CONNECTORS = 12
"""External Connectors that are priced against their alternative; each takes a solve."""


CONNECTOR_SAVES = Message(
    "connector-saves",
    '"{license}" on "{host}" saves {amount:,} {currency} against licensing the same accesses '
    "otherwise.",
)
CONNECTOR_COSTS = Message(
    "connector-costs",
    '"{license}" on "{host}" would make the plan {amount:,} {currency} dearer.',
)


def note_connectors(
    case: Instance, answer: Answer, options: Options, clock: Clock, findings: Findings
) -> None:
    """What each Server license that is for some users only saves, or would cost more, against the
    best plan otherwise."""
    tables = case.tables
    if answer.mix is None:
        return
    best = cost_of(case, answer.mix)
    limited = [
        k
        for k, license in enumerate(tables.licenses)
        if license.metric is Metric.SERVER and license.types is not None
    ]
    choices = [key for key in answer.wide if key[0] in limited][:MOST_CONNECTORS]
    for k, host in choices:
        taken = (k, host) in answer.mix.wide
        bounded = clock.at_least(0, options.tuning.extra_work)
        other = _tried(case, options, bounded, {(k, host): not taken})
        if other.status is not Status.OPTIMAL:
            continue
        difference = Decimal(other.cost).scaleb(-tables.settings.digits) - best
        name, where = tables.licenses[k].name, tables.hosts[host].name
        findings.warn(
            tables.place("Licenses", "Price", tables.licenses[k].row),
            CONNECTOR_SAVES if taken else CONNECTOR_COSTS,
            license=name,
            host=where,
            amount=difference,
            currency=tables.settings.currency,
        )
