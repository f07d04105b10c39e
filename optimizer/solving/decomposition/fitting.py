"""Whether a period's needs fit within a whole supply: for each family of licenses that pieces of
its network share, the supply against the covers found, then against all covers.

DEFINITIONS
    there    units of each license in the period, (license,), count: `units`
    F        a family: licenses that some pieces use together; families do not meet
    mu       what all of F's units may be lowered by, so that a mix of covers still fits, units
    L[b,j]   share of piece b that its j-th cover meets, 0 to 1: a mix of covers
    rents    at which mu is found, (license,): no cover pays less than their minimum cut

A cover that fits pays at most sum of rent there, so it cuts no arc with more than that less the
minimum cut left (docs/model-dates.md, T5): few decisions are open where mu is small. Of them the
program asks for the least of one license within what is there of the others; a proof that it is
more than is there refuses these units, and all that is less.
"""

from dataclasses import KW_ONLY, dataclass, field

import numpy as np
import pulp

from optimizer.domain.tables import Floats, Ints
from optimizer.solving.decomposition.open_decisions import OpenDecisions
from optimizer.solving.network.covers import Covers
from optimizer.solving.network.families import Family, families_of
from optimizer.solving.program.builder import Terms, add_row, merged, number
from optimizer.solving.program.over_time import PeriodBuilder
from optimizer.solving.solvers.branching import FEW, least_proven
from optimizer.solving.solvers.narrowed import at_most
from optimizer.solving.solvers.solver import relaxed
from optimizer.solving.solvers.status import Clock, Status
from optimizer.solving.timetable import Timetable

NEAR = 1e-6
"""Units within which a supply is on the edge of what covers need."""

CUTS = 12
"""Cuts that one family is asked for, at most, to find its rents."""

FINE = 1000.0
"""Minor units that the dearest license is said to earn where only their proportion matters."""

Cutting = tuple[Ints, int]
"""Whole rents and what the needs cost at them at least."""


@dataclass(frozen=True)
class Fitted:
    """What came of it: fits (a cover's `level`), does not, or (None) is not known."""

    fits: bool | None
    level: Ints | None = None
    checked: bool = True
    """Whether that it does not is proven in whole numbers, not on a solver's word."""


@dataclass
class Fitting:
    """A period's families, and which of their supplies are known to do."""

    timetable: Timetable
    period: int
    cover: Covers
    families: list[Family]
    start: Ints
    """A level at which no uncuttable arc is cut."""
    _: KW_ONLY
    known: list[list[tuple[Ints, Ints]]] = field(default_factory=list)
    """For each family units that fit, and the level that does."""

    @classmethod
    def of(cls, timetable: Timetable, period: int, cover: Covers) -> "Fitting":
        """The families of a period."""
        families = families_of(cover)
        found = cover.flow(np.ones(len(cover.network.most)))
        start = cover.network.size * 0 if found is None else found[0].level
        return cls(timetable, period, cover, families, start, known=[[] for _ in families])

    def cut_off(self, family: Family, units: Ints) -> tuple[Cutting | None, Floats]:
        """A cut that a supply does not pay for, if there is one, and rents at which it has the
        least to spare."""
        cut, rents = self._spare(family, units, family.licenses.astype(float))
        some = family.licenses & (units > 0)
        if cut is None and some.any() and (rents[units == 0] > NEAR).any():
            # Where there is nothing, its rent tells no cover from another.
            cut, rents = self._spare(family, units, some.astype(float))
        return cut, rents

    def _spare(self, family: Family, units: Ints, weight: Floats) -> tuple[Cutting | None, Floats]:
        """The cut at the rents at which units, less mu times a weight, are just enough for a mix of
        covers, if mu is less than nothing; and those rents."""
        rents = np.zeros(len(units))
        for _ in range(CUTS):
            value, rents = self._mixed(family, units, weight)
            dearest = float(rents.max(initial=0))
            found = self.cover.flow(rents / dearest * FINE) if dearest > 0 else None
            if found is None:
                break
            flow, scale, whole = found
            new = self.cover.add(flow.level)
            spare = (int(whole @ units) - flow.cost) / (scale * FINE) * dearest
            if spare < -NEAR:
                return (whole, flow.cost), rents
            if not new or spare <= value + NEAR:
                break
        return None, rents

    def _mixed(self, family: Family, units: Ints, weight: Floats) -> tuple[float, Floats]:
        """The largest mu of the covers found so far, and the duals of the units."""
        problem = pulp.LpProblem("spare", pulp.LpMinimize)
        most = float(units.sum() + self.cover.network.most.sum() + 1)
        spare = problem.add_variable("mu", -most, most)
        used: dict[int, Terms] = {k: [] for k in np.flatnonzero(family.licenses).tolist()}
        for b in family.pieces.tolist():
            shares = []
            for j, taken in enumerate(self.cover.used[b]):
                shares.append(problem.add_variable(f"L_b{b}_{j}", 0, 1))
                for k in np.flatnonzero(taken).tolist():
                    used[k].append((shares[-1], int(taken[k])))
            one: Terms = [(share, 1) for share in shares]
            add_row(problem, f"piece_b{b}", one, pulp.LpConstraintEQ, 1)
        for k, terms in used.items():
            with_spare = [*terms, *([(spare, float(weight[k]))] if weight[k] else [])]
            if with_spare:
                add_row(problem, f"units_k{k}", with_spare, pulp.LpConstraintLE, int(units[k]))
        problem.setObjective(pulp.LpAffineExpression([(spare, -1)]))
        rents = np.zeros(len(units))
        if relaxed(problem, "highs", Clock()).status is not Status.OPTIMAL:
            return 0.0, rents
        for row in problem.constraints():
            if row.name.startswith("units_k"):
                rents[int(row.name.removeprefix("units_k"))] = abs(row.pi or 0.0)
        return float(spare.varValue or 0.0), rents

    def fit(
        self, f: int, units: Ints, rents: tuple[Floats, ...], solver: str, clock: Clock
    ) -> Fitted:
        """Whether a family's needs can be covered with the units of it that are there; `rents`
        tell which decisions are open."""
        family, network = self.families[f], self.cover.network
        for enough, level in self.known[f]:
            if (enough <= units)[family.licenses].all():
                return Fitted(True, level)
        starts, ends, side = [], [], np.zeros(network.nodes, np.int64)
        for each in rents:
            found = self.cover.flow(np.where(family.licenses, each, 0.0))
            if found is None:
                return Fitted(None)
            flow, _, whole = found
            gap = (int(whole @ np.where(family.licenses, units, 0)) - flow.cost) // flow.unit
            if gap < 0:
                return Fitted(False)
            start, end = flow.firm(gap)
            starts.append(start)
            ends.append(end)
            side = np.where(flow.reached, 0, 1)
        group = network.joined(np.concatenate(starts), np.concatenate(ends))
        group = np.where(family.nodes, group, side)
        group[:2] = 0, 1
        decisions = OpenDecisions(
            network, np.unique(group, return_inverse=True)[1].astype(np.int64)
        )
        fits, sides, checked = self._asked(family, units, decisions, solver, clock)
        if not fits:
            return Fitted(fits, checked=checked)
        level = decisions.level({g: number(v) for g, v in sides.items()})
        if (network.used(level) > units)[family.licenses].any():
            return Fitted(None)
        self.known[f].append((units, level))
        return Fitted(True, level)

    def _asked(
        self, family: Family, units: Ints, decisions: OpenDecisions, solver: str, clock: Clock
    ) -> tuple[bool | None, dict[int, pulp.LpVariable], bool]:
        """Whether it fits, the decisions, and whether that it does not is checked."""
        problem, sides = pulp.LpProblem("fit", pulp.LpMinimize), dict[int, pulp.LpVariable]()
        builder = PeriodBuilder(self.timetable, self.period, problem, {}, elastic=False)
        decisions.state(builder, sides)
        used = {k: merged(terms) for k, terms in builder.used.items() if family.licenses[k]}
        if not used:
            return True, sides, True
        least = max(used, key=lambda k: (int(units[k]), -k))
        for k, terms in used.items():
            if k != least:
                add_row(problem, f"units_k{k}", terms, pulp.LpConstraintLE, int(units[k]))
        problem.setObjective(pulp.LpAffineExpression(used[least]))
        most = int(units[least])
        fits = at_most(problem, most, solver, clock)
        checked = fits is False and least_proven(problem, most + 1, clock, FEW) == most + 1
        return fits, sides, checked
