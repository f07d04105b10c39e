"""What the planner's own rules cost: the cheapest plan without each of them, solved, against the
plan. A rule may be right all the same; here stands its price."""

from itertools import islice

from optimizer.domain.answers import RulePrice
from optimizer.domain.options import Options
from optimizer.domain.planned import Planned
from optimizer.domain.planners_rules import rules_of
from optimizer.planning import cheapest
from optimizer.whatif.negotiation.second_host import second_host

MOST = 40
"""Rules that are left out one by one, kinds of rules first; each takes a solve."""


def rule_prices(planned: Planned, options: Options) -> tuple[tuple[RulePrice, ...], int]:
    """Each rule, or kind of rule, that changes the plan's cost, the dearest first; and how many
    were not left out for themselves, past MOST."""
    plan = planned.plan
    found, rules = [], rules_of(planned.tables)
    for rule in islice(rules, MOST):
        changed = rule.without()
        cost = cheapest(changed, options)
        if cost is None or cost == plan.cost:
            continue
        dearer = plan.over_time is None and cost < plan.cost
        instead = second_host(changed, *rule.at) if rule.at is not None and dearer else None
        hint = instead(options) if instead is not None else ""
        found.append(RulePrice(rule.rule, rule.where, cost, plan.cost - cost, hint))
    prices = sorted(found, key=lambda price: (-price.price, price.rule, price.where))
    return tuple(prices), sum(1 for _ in rules)
