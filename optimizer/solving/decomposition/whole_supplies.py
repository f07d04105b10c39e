"""Whole supplies, the cheapest first: each that some period's needs do not fit into is refused, and
what it costs is a bound; one that all fit into is a cheapest plan (docs/model-dates.md, T5).

DEFINITIONS
    t, F         period; family: licenses that pieces of its network use together
    there[t]     units of each license that a supply has in t, (license,), count
    rents        at which the bound of the cuts is tight, (license, period), minor units
    tight[t][F]  rents at which F's units have the least to spare, (license,)
    levels[t]    members of each node's class on the source's side, (node,), count: a plan
    cost, least  what the best plan costs, and every plan at least, minor units
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from optimizer.domain.tables import Floats, Ints
from optimizer.solving.decomposition.bound_over_time import Refusal, SupplyBound
from optimizer.solving.decomposition.fitting import Fitting
from optimizer.solving.solvers.solver import solve
from optimizer.solving.solvers.status import Clock, Status

SUPPLIES = 200
"""Supplies that are tried at most."""

FITTING = 8_000_000
"""A solver's work for whether supplies' units fit families of licenses, half of what is left of it
for each."""

LATE = 0.9
"""Of a time limit, the share after which nothing new is begun."""

UNKNOWN = 2
"""Supplies of which it was not found out that are passed over, at most, in search of a plan."""


@dataclass(frozen=True)
class Settled:
    """The best plan, its cost, and what every plan costs at least, in minor units; `passed` over
    so many supplies of which it was not found out whether they do."""

    levels: list[Ints]
    cost: int
    least: int
    passed: int = 0


@dataclass
class _Work:
    """A solver's work that is left for fits."""

    left: int = FITTING

    def half(self, clock: Clock) -> Clock:
        """Half of it, and the seconds left of a time limit."""
        return Clock(clock.left, work=max(self.left // 2, 1))

    def spend(self, half: Clock) -> None:
        """Take off what has been used of a half."""
        self.left -= int(half.done * (half.work or 0))

    @property
    def over(self) -> bool:
        """Whether too little is left for a hard question."""
        return self.left < FITTING // 50


def settle(bound: SupplyBound, rents: Floats, known: Settled, solver: str, clock: Clock) -> Settled:
    """What comes of it from a plan that is `known`; `rents`, (license, period), are those at which
    the cuts' bound is tight."""
    levels, cost, least = known.levels, known.cost, known.least
    fittings = [Fitting.of(bound.timetable, t, cover) for t, cover in enumerate(bound.covers)]
    supplies, unknown = SupplyBound(bound.timetable, bound.covers, bound.barred, bound.cuts), 0
    supplies.refused, work = list(bound.refused), _Work()
    for _ in range(SUPPLIES):
        made = supplies.program()
        outcome = solve(made.problem, solver, clock)
        every = outcome.status is Status.INFEASIBLE  # all others have been refused
        found = cost if every else min(outcome.bound or 0, cost)
        if not unknown:
            least = max(least, found)
        if found >= cost or outcome.status is not Status.OPTIMAL or work.over or clock.past(LATE):
            break
        there = bound.there(made)
        tight = _tight(supplies, fittings, there, clock)
        if tight is None:
            continue
        refused, passed, fitted = _fitted(fittings, there, (rents, tight), solver, (clock, work))
        bound.refused += refused
        supplies.refused += refused
        if refused:
            continue
        if passed:
            unknown += 1
            if unknown > UNKNOWN:
                break
            supplies.refused += passed  # for the search only: it is no bound
            continue
        levels, cost = fitted, found
        break
    return Settled(levels, cost, min(least, cost), unknown)


def _tight(
    supplies: SupplyBound, fittings: Sequence[Fitting], there: Sequence[Ints], clock: Clock
) -> list[list[Floats]] | None:
    """For each period and family the rents at which the supply has the least to spare; None where
    it does not pay some cut, which is kept, or time is short."""
    tight, short = list[list[Floats]](), False
    for t, fitting in enumerate(fittings):
        tight.append([])
        short = short or clock.past(LATE)
        for family in fitting.families if not clock.past(LATE) else ():
            cut, rents = fitting.cut_off(family, there[t])
            tight[-1].append(rents)
            if cut is not None:
                supplies.cuts[t].append(cut)
                short = True
    return None if short else tight


def _fitted(
    fittings: Sequence[Fitting],
    there: Sequence[Ints],
    rents: tuple[Floats, Sequence[Sequence[Floats]]],
    solver: str,
    limits: tuple[Clock, _Work],
) -> tuple[list[Refusal], list[Refusal], list[Ints]]:
    """Families that the supply does not fit, those of which it is not known, levels that fit."""
    (best, tight), (clock, work) = rents, limits
    refused, unknown, levels = list[Refusal](), list[Refusal](), []
    for t, fitting in enumerate(fittings):
        level = fitting.start.copy()
        for f, family in enumerate(fitting.families):
            half = work.half(clock)
            found = fitting.fit(f, there[t], (best[:, t], tight[t][f]), solver, half)
            work.spend(half)
            if found.level is not None:
                level = np.where(family.nodes, found.level, level)
            elif found.fits is not None:
                refused.append(Refusal(t, family.licenses, there[t], found.checked))
            else:
                unknown.append(Refusal(t, family.licenses, there[t]))
        levels.append(level)
    return refused, unknown, levels
