"""Rents: what a unit of a license earns in each period. At given rents the periods fall apart, each
a minimum cut; the supply's prices bound what the rents over the periods of an order may add up to.

DEFINITIONS
    t, k         period, license
    b            a piece of a period's network: what its arcs hang together
    rent[k,t]    rent of a unit, (license, period), in minor units, >= 0
    cut_t(rent)  least rent of a cover of period t's needs: a minimum cut
    used[b,j]    units of each license that the j-th cover found of piece b uses, (license,)
    there[k,t]   units there, as the supply's orders make them (supply_over_time.py)

Every plan costs at least sum over t of cut_t(rent) + min over orders of (their cost - sum of rent
there) (docs/model-dates.md, T1). The covers of each piece are mixed within the supply (mixing.py);
the duals of Q <= there are its rents, cuts at them are new covers. In between rents are smoothed
towards the best so far (Wentges 1997). A mix in whole numbers is a plan; the supply alone with the
cuts' rents, sum of rent Q >= cut_t(rent), is a lower bound (Kelley 1960).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pulp

from optimizer.domain.keywords import Metric
from optimizer.domain.plan import Mix
from optimizer.domain.tables import Floats, Ints
from optimizer.solving.decomposition.bound_over_time import SupplyBound
from optimizer.solving.decomposition.mixing import MIXING, Mixing
from optimizer.solving.decomposition.open_decisions import OpenDecisions
from optimizer.solving.decomposition.open_periods import choose
from optimizer.solving.decomposition.whole_supplies import Settled, settle
from optimizer.solving.network.covers import Covers
from optimizer.solving.network.parts import plain_part
from optimizer.solving.program.builder import Program
from optimizer.solving.program.solved import mix_of
from optimizer.solving.program.supply_over_time import rents_of
from optimizer.solving.solvers.branching import bound_by_duals, least_proven
from optimizer.solving.solvers.solver import relaxed
from optimizer.solving.solvers.status import Clock, Status
from optimizer.solving.timetable import Timetable

if TYPE_CHECKING:
    from optimizer.solving.network.network import Flow

ROUNDS = 60
"""Rounds of cuts after which the rents are taken as they are."""

CLOSE = 1e-4
"""A share of the cost within which rents are near enough; no proof rests on it."""

TIES = (0.02, 1.0, 8.0)
"""Minor units within which arcs count as tied, when covers between ties are sought."""

NEARLY = (0.1, 0.3, 1.0, 3.0)
"""Of a period's dearest rent, the shares within which arcs count as nearly tied: covers that are
worth less at these rents, yet fit whole units."""

SHARES = (0.005, 0.02, 0.1, 0.5, 1.0)
"""Of the gap between plan and bound, the shares within which all plans are looked through."""

MOST_OPEN = 10_000
"""Decisions, alike ones counted once, that are too many to be looked through."""

SETTLING, LOOKING = 20_000_000, 1_000_000
"""A solver's work (entries of a program times looks at it) for the supplies that whole numbers
allow, and for looking through what is open, each time."""

SEARCHING, TYING, LATE = 0.4, 0.5, 0.8
"""Of a time limit, the share in which rents are sought; of what it leaves, those after which no
more covers between ties are, and nothing new is begun."""

OFTEN = 5
"""Rounds between one bound and the next."""

SMOOTH = 0.5
"""How near to the best rents so far new ones are asked for."""


@dataclass(frozen=True, kw_only=True)
class RentedPlan:
    """What rents came to: the mixes of the periods (None: no plan in time), a lower bound in minor
    units and what of it is proven in whole numbers, the rents (license, period), and how many
    rounds and covers it took."""

    mixes: tuple[Mix, ...] | None
    bound: int
    checked: int
    rents: Floats
    rounds: int
    covers: int


def fits(timetable: Timetable) -> bool:
    """Whether every period is a matter of counts and cuts alone."""
    return not timetable.supply.fixed and all(
        len(case.classes.user)
        and not any(server.cal_mode_cost for server in case.tables.servers)
        and not any(server.one_kind for server in case.tables.servers)
        and bool(plain_part(case, counted=True).all())
        for case in timetable.instances
    )


def begun(
    timetable: Timetable, solver: str, clock: Clock, barred: frozenset[int] = frozenset()
) -> "Rents | None":
    """Rents as near as they come in the time given, and a plan; None where numbers do not fit."""
    search = Rents(timetable, solver, clock, barred)
    if not search.begin():
        return None
    search.mixing.begin()
    search.improve()
    return search


class Rents:
    """The covers and cuts so far; what is sought next has `clock`."""

    def __init__(
        self, timetable: Timetable, solver: str, clock: Clock, barred: frozenset[int]
    ) -> None:
        self.timetable, self.solver, self.clock, self.barred = timetable, solver, clock, barred
        self.covers = [Covers.of(case) for case in timetable.instances]
        self.licenses = len(timetable.supply.licenses)
        shape = self.licenses, len(self.covers)
        self.best, self.least = np.zeros(shape), 0
        """Rents at which the cuts' bound, `least` minor units, is tight."""
        self.checked = 0
        """What of the bound is proven in whole numbers, minor units."""
        self.bound = SupplyBound(timetable, self.covers, barred)
        self.mixing = Mixing(timetable, self.covers, solver, barred)
        self.rounds = 0
        self.flows: list[tuple[Flow, int] | None] = [None] * len(self.covers)

    @property
    def gap(self) -> float:
        """What is not proven of the cost so far, a share of it."""
        if self.mixing.known is None:
            return 1.0
        cost = self.mixing.known[1]
        return max(cost - self.least, 0) / max(cost, 1)

    def begin(self) -> bool:
        """First covers: at the price of a unit that lasts, shared out over the periods."""
        supply, periods = self.timetable.supply, len(self.covers)
        for weight in (1.0, 0.5, 2.0):
            rents = np.full((self.licenses, periods), 0.0)
            for k, license in enumerate(supply.licenses):
                prices = [
                    order.cost / order.pack / max(order.stop - order.first, 1)
                    for order in supply.orders
                    if order.license == k and not order.lots
                ]
                rents[k] = min(prices, default=0.0) + 1
                rents[k] *= weight if license.metric is Metric.DEVICE else 1.0
            if self.ask(rents) is None:
                return False
        return True

    def ask(self, rents: Floats) -> float | None:
        """Cuts at rents: their covers are kept; returns what all needs cost at them."""
        total = 0.0
        for t, cover in enumerate(self.covers):
            found = cover.flow(rents[:, t])
            if found is None:
                return None
            flow, scale, whole = found
            cover.add(flow.level)
            self.bound.cuts[t].append((whole, flow.cost))
            self.flows[t] = flow, scale
            total += flow.cost / scale
        return total

    def improve(self) -> None:
        """Rents until the bound of the cuts confirms the mix's value, or time is short."""
        for self.rounds in range(1, ROUNDS + 1):
            outcome, made, shares = self.mixing.mixed(self.clock)
            if outcome.status is not Status.OPTIMAL:
                return
            value = float(pulp.value(made.problem.objective) or 0.0)
            rents = rents_of(made, self.licenses, len(self.covers))
            near = SMOOTH * self.best + (1 - SMOOTH) * rents if self.least else rents
            if self.ask(near) is None or self.ask(rents) is None:
                return
            late = self.clock.past(LATE)
            if self.rounds % OFTEN == 0 or self.rounds == ROUNDS or late:
                self.tighten()
                self.mixing.round_off(shares, self.clock)
                if late or value - self.least <= CLOSE * value:
                    return

    def tighten(self) -> None:
        """The bound that the cuts so far prove, and the rents at which it is tight."""
        made = self.bound.program()
        outcome = relaxed(made.problem, self.solver, Clock())
        if outcome.status is Status.OPTIMAL:
            self.least = max(self.least, bound_by_duals(made.problem) or 0)
            self.checked = max(self.checked, self.least)
            self.best = rents_of(made, self.licenses, len(self.covers))

    def plan(self, clock: Clock) -> RentedPlan:
        """The best plan of whole covers, those between ties among them, and the bound."""
        self.clock = clock
        random = np.random.default_rng(0)
        if not self.least:
            self.tighten()
        self.ask(self.best)
        self.tighten()
        self.tie([TIES] * len(self.covers), random)
        if not self.clock.past(LATE):
            self.mixing.one_a_piece(self.share(0.2, MIXING))
        if self.gap > CLOSE and not self.clock.past(LATE):
            self.tie(np.outer(self.best.max(0), NEARLY).tolist(), random)
            self.mixing.add_up(self.share(0.2, MIXING))
        mixes = None
        if self.mixing.known is not None:
            pairs = zip(self.covers, self.prove(*self.mixing.known), strict=True)
            mixes = tuple(_mix(cover, level) for cover, level in pairs)
        count = sum(len(each) for cover in self.covers for each in cover.used)
        self.check()
        return RentedPlan(
            mixes=mixes,
            bound=self.least,
            checked=self.checked,
            rents=self.best,
            rounds=self.rounds,
            covers=count,
        )

    def tie(self, within: Sequence[Sequence[float]], random: np.random.Generator) -> None:
        """Covers between ties of the last cuts, `within` so many minor units in each period."""
        for cover, found, each in zip(self.covers, self.flows, within, strict=True):
            for cents in each:
                if found is not None and not self.clock.past(TYING):
                    cover.near_ties(found[0], int(cents * found[1]) // found[0].unit, random)

    def prove(self, levels: list[Ints], cost: int) -> list[Ints]:
        """A plan that is known, or a cheaper one; what of its cost can be proven is."""
        if self.clock.past(LATE):
            return levels
        clock = self.share(0.5, SETTLING)
        known = Settled(levels, cost, self.least)
        settled = settle(self.bound, self.best, known, self.solver, clock)
        self.least = settled.least
        if settled.passed or self.clock.past(LATE):
            return settled.levels
        self.ask(self.best)
        return self.finish(settled.levels, settled.cost)

    def check(self) -> None:
        """What of the bound whole numbers prove, by branching on the supply."""
        if self.least > self.checked:
            made = self.bound.program(checked=True)
            found = least_proven(made.problem, self.least, self.share(0.5, LOOKING))
            self.checked = max(self.checked, found or 0)

    def share(self, share: float, work: int) -> Clock:
        """So much of a solver's work, and of a time limit what is left, that share of it."""
        left = self.clock.left
        return Clock(None if left is None else share * left, work=work)

    def finish(self, levels: list[Ints], cost: int) -> list[Ints]:
        """A better plan, or the proof that there is none, among those near the rents' own: what
        more than a gap lies outside costs at least the bound with a cut raised by it."""
        flows = [found for found in self.flows if found is not None]
        networks = [cover.network for cover in self.covers]
        before: list[Ints] = []
        checked = False
        for share in SHARES:
            gap = int((cost - self.least) * share) + 1
            late = self.clock.past(LATE)
            if late or self.least >= cost or len(flows) < len(self.covers):
                break
            groups = [flow.groups(gap * scale // flow.unit) for flow, scale in flows]
            same = [np.array_equal(a, b) for a, b in zip(groups, before, strict=False)]
            if before and all(same):  # nothing else is open: all of it has been looked through
                self.raise_to(gap, cost, checked=checked)
                continue
            before = groups
            kinds = (OpenDecisions(*each).kinds for each in zip(networks, groups, strict=True))
            if sum(kinds) > MOST_OPEN:
                break
            outcome, found = choose(
                self.timetable,
                networks,
                groups,
                (self.least, cost - 1),
                self.solver,
                clock=self.share(0.3, LOOKING),
                sure=self.checked,
                barred=self.barred,
            )
            if outcome.status in (Status.OPTIMAL, Status.FEASIBLE):
                levels, cost = found, outcome.value
            if outcome.status in (Status.FEASIBLE, Status.UNKNOWN):
                break
            checked = outcome.checked
            self.raise_to(gap, cost, checked=checked)
        return levels

    def raise_to(self, gap: int, cost: int, *, checked: bool) -> None:
        """Every plan within a gap has been looked through (`checked`: in whole numbers), and none
        costs less than so much: what others cost is a bound."""
        self.least = max(self.least, min(self.outside(gap), cost))
        if checked and self.least > self.checked:
            self.checked = max(self.checked, self.outside(gap, most=cost))

    def outside(self, gap: int, most: int | None = None) -> int:
        """What plans cost at least whose cover of some period pays more than the gap above its cut
        at the last rents; up to `most` where it is asked for, by what is proven in whole numbers
        alone."""
        bounds = []
        for t in range(len(self.covers)):
            found = self.flows[t]
            more = gap * (found[1] if found is not None else 0)
            problem = self.bound.program((t, more), checked=most is not None).problem
            if most is not None:
                bounds.append(least_proven(problem, most, Clock(), 0) or 0)  # a few branches
                continue
            if relaxed(problem, self.solver, Clock()).status is Status.INFEASIBLE:
                continue
            bounds.append(bound_by_duals(problem) or 0)
        return min(bounds, default=self.least)


def _mix(cover: Covers, level: Ints) -> Mix:
    """Who holds what where so many of its class each node has on the source's side."""
    case = cover.case
    cut = cover.network.cut(level, 0)
    program = Program(
        pulp.LpProblem("none"),
        users=[[] for _ in case.classes.users.members],
        devices=[[] for _ in case.classes.devices.members],
    )
    return mix_of(case, program, cut)
