"""tables + plan -> violations. Independent of everything that made the plan: needs, cover, stock
and money are worked out anew.

Nothing of the solving side is imported here, so that a fault there cannot hide itself.
"""

from collections.abc import Callable

from optimizer.audit import (
    assurance,
    cover,
    holders,
    money,
    orders,
    periods,
    servers,
    stock,
    versions,
)
from optimizer.domain.plan import OverTime, Plan
from optimizer.domain.problems import PlanError
from optimizer.domain.tables import Tables

CHECKS: tuple[Callable[[Tables, Plan], list[str]], ...] = (
    versions.ranks_follow_the_words,
    holders.holders_may_hold,
    holders.seats_are_kept,
    servers.wide_licenses_fit,
    servers.administrators_are_few,
    servers.requirements_are_taken,
    servers.one_kind_counts,
    servers.limits_hold,
    cover.accesses_are_covered,
    assurance.lapsed_units_cover_nothing_current,
    stock.units_are_counted,
    stock.supply_suffices,
    stock.conversions_use_owned_units,
    money.purchases_follow_offers,
    money.cal_mode_is_paid,
    money.money_adds_up,
)


OVER_TIME: tuple[Callable[[Tables, Plan, OverTime], list[str]], ...] = (
    periods.each_period_complies,
    periods.spans_say_the_same,
    periods.units_are_there,
    periods.periods_are_told,
    periods.cal_mode_is_paid_once,
    orders.orders_follow_offers,
    orders.conversions_use_what_is_there,
    orders.nothing_could_be_put_off,
    orders.money_by_date,
)


def audit(tables: Tables, plan: Plan) -> tuple[str, ...]:
    """Every way in which the plan breaks a rule or its numbers do not add up; empty for a good
    plan."""
    if plan.over_time is not None:
        time = plan.over_time
        if unknown := periods.lines_are_known(tables, plan, time):
            return tuple(unknown)
        told = tuple(violation for check in OVER_TIME for violation in check(tables, plan, time))
        both = (
            money.money_adds_up,
            versions.ranks_follow_the_words,
            holders.moves_take_what_sits_there,
        )
        return told + tuple(violation for check in both for violation in check(tables, plan))
    # Who is not listed once cannot be looked at further.
    if lacking := holders.members_add_up(tables, plan):
        return tuple(lacking)
    return tuple(violation for check in CHECKS for violation in check(tables, plan))


def require(tables: Tables, plan: Plan) -> None:
    """Raise PlanError unless the plan passes the audit."""
    violations = audit(tables, plan)
    if violations:
        shown = "\n".join(violations[:20])
        raise PlanError(
            f"The plan failed its audit, so nothing was written. Please report this.\n{shown}"
        )
