"""What plans cost that are easier to follow than the cheapest: one kind of license a department,
one kind a person, everything that ends renewed as it is, and within a share more the plan with the
fewest who hold something else than their department's standard. Each is solved for itself."""

from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal

import numpy as np

from optimizer.domain.options import Method, Options
from optimizer.domain.plan import Mix, SimpleRule
from optimizer.domain.problems import SolverError
from optimizer.domain.tables import NONE, Ints
from optimizer.solving.classes import classes_of
from optimizer.solving.cost import cost_of
from optimizer.solving.instance import Instance
from optimizer.solving.network.minimum_cut import one_kind_each
from optimizer.solving.network.parts import alone, plain_part
from optimizer.solving.renewed_as_it_is import habit
from optimizer.solving.solvers.status import Clock, Status
from optimizer.solving.standards import departments, deviating

WITHIN = Decimal("0.02")
"""The share of the cheapest plan's cost that a simpler one may cost more, on its line of Summary.
Simplify within asks for a share of one's own."""

MOST_NEEDS = 20_000
"""Needs between classes past which the rules are not priced."""

MOST_ENTRIES = 200_000
"""Entries of a program past which a simpler plan is looked for only where Simplify within asks."""

NOT_POSSIBLE, UNFINISHED = "not possible", "not worked out: too much work"

MOST_PROVEN = 5_000
"""Entries past which a plan with the standards of the cheapest one is enough there: it is simpler
by at least so much. Where units sit with holders, or no department is named, none is looked for
past so many: it takes more than the plan does."""

ON_REQUEST = "on request: Simplify within, on Settings"
"""Told where the line would take long."""


def simple_rules(case: Instance, mix: Mix, options: Options, clock: Clock) -> list[SimpleRule]:
    """The rules that mean something here, each with what its cheapest plan costs; `mix` is the
    cheapest there is. Each is given the seconds left and a bounded work of the solver."""
    found = habit(case, options, clock)
    if (case.classes.by_user & case.classes.by_device).any():
        for name, instance, group in _grouped(case):
            cost, why_not = one_kind(instance, group, options, clock)
            found.append(SimpleRule(name, cost, why_not))
    if case.tables.settings.simplify_within is None:
        within = _within(case, mix, options, clock)
        found += [] if within is None else [within]
    return found


def _grouped(case: Instance) -> list[tuple[str, Instance, list[int]]]:
    """The rules of one kind: the instance, with classes of one department each where departments
    decide, and the group of each class of users."""
    tables = case.tables
    named = any(tables.users.department)
    result = []
    if named:
        label = departments(tables.users)
        none = np.zeros(len(tables.devices.names), np.int64)
        classes = classes_of(
            tables.users, tables.devices, case.needs, case.ways, case.supply.seats,
            labels=(label, none),
        )  # fmt: skip
        split = replace(case, classes=classes)
        result.append(("One kind a department", split, label[_rows(split)].tolist()))
    persons = len(case.classes.users.members)
    if not named:
        result.append(("One kind for everybody", case, [0] * persons))
    result.append(("One kind a person", case, list(range(persons))))
    return result


def _rows(case: Instance) -> Ints:
    """A row of Users for each class."""
    side = case.classes.users
    rows = np.zeros(len(side.members), np.int64)
    known = side.class_of != NONE
    rows[side.class_of[known][::-1]] = side.row[known][::-1]
    return rows


def one_kind(
    case: Instance, group: list[int], options: Options, clock: Clock
) -> tuple[Decimal | None, str]:
    """What the cheapest mix with one kind a group costs, or why that is not known."""
    if len(case.classes.user) > MOST_NEEDS:
        return None, UNFINISHED
    if options.method is Method.FASTEST and alone(case) and plain_part(case).all():
        cut = one_kind_each(case, np.array([*group, NONE], np.int64)[case.classes.user])
        if cut is not None and not cut.possible:
            return None, NOT_POSSIBLE
        if cut is not None:
            return Decimal(cut.cost).scaleb(-case.tables.settings.digits), ""
    from optimizer.solving.program.builder import number
    from optimizer.solving.program.one_kind import state_one_kind
    from optimizer.solving.solvers.solver import solve

    statement = state_one_kind(case, group)
    try:
        bounded = clock.at_least(0, options.tuning.extra_work)
        status = solve(statement.problem, options.solver, bounded).status
    except SolverError:
        return None, UNFINISHED
    if status is Status.INFEASIBLE:
        return None, NOT_POSSIBLE
    if status is not Status.OPTIMAL:
        return None, UNFINISHED
    paid = sum(number(made) * cost for made, cost in statement.cost) + statement.program.fixed
    return Decimal(paid).scaleb(-case.tables.settings.digits), ""


def _within(case: Instance, mix: Mix, options: Options, clock: Clock) -> SimpleRule | None:
    """The plan with the fewest who deviate, for a little more; None where nobody deviates."""
    before, digits = deviating(case.tables, mix), case.tables.settings.digits
    if not before:
        return None
    optimum, name = cost_of(case, mix), f"Within {WITHIN * 100:.0f} %"
    named = any(case.tables.users.department)
    most = MOST_ENTRIES if named and not len(case.supply.seats) else MOST_PROVEN
    if len(case.classes.user) > most:  # a need is an entry or more
        return SimpleRule(f"{name}, simpler", None, ON_REQUEST)
    from optimizer.solving.program.simplified import simpler

    limit = int((optimum * (1 + WITHIN)).scaleb(digits).to_integral_value(ROUND_FLOOR))
    bounded = clock.at_least(0, options.tuning.extra_work)
    try:
        found = simpler(
            case, mix, limit, options.solver, bounded, most_entries=most,
            most_proven=MOST_PROVEN,
        )  # fmt: skip
    except SolverError:
        found = None
    if found is None:
        return SimpleRule(f"{name}, simpler", None, ON_REQUEST)
    fewer, cost = before - found.deviating, cost_of(case, found.mix)
    if fewer <= 0:
        why_not = "no simpler plan exists" if found.proven else ON_REQUEST
        return SimpleRule(f"{name}, simpler", None, why_not)
    # More than deviate now it cannot be: the gap of what is not proven is told with it.
    least = f"{fewer:,} holder{'' if fewer == 1 else 's'}"
    holders = least if found.proven else f"at least {fewer:,} of {before:,} holders"
    more = f"{cost - optimum:,.{digits}f}"
    return SimpleRule(f"{name}: simpler by {holders} for {more} more", cost, fewer=fewer)
