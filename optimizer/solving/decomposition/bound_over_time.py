"""The supply alone, held to what is known of all covers: what any plan over time costs at least
(docs/model-dates.md, T2, T4 and T5).

DEFINITIONS
    t, k      period, license
    Q[k,t]    units of k used in t: 0 to what all could use, count
    rent[k]   rents of a cut of period t, (license,), whole parts of a minor unit
    cut_t     what period t's needs cost at least at these rents, in the same parts
    units[k]  a supply that was refused in a period, (license,), count
    N[i,k]    1: more of k than the i-th refusal's units is used in its period

    sum over k of rent[k] Q[k,t] >= cut_t     Q[k,t] >= (units[k] + 1) N[i,k]     sum of N[i,k] >= 1
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pulp

from optimizer.domain.tables import Bools, Ints
from optimizer.solving.network.covers import Covers
from optimizer.solving.program.builder import add_row, number
from optimizer.solving.program.supply_over_time import DatedProgram, Draw, available, supply
from optimizer.solving.timetable import Timetable

LOOSE = 10**9
"""Of so much that a cut must pay, a solver may leave one."""


@dataclass(frozen=True)
class Refusal:
    """No cover of a period gets by with so many units of some licenses: it needs more of one."""

    period: int
    licenses: Bools
    units: Ints
    checked: bool = True
    """Whether that is proven in whole numbers, not on a solver's word."""


@dataclass
class SupplyBound:
    """`cuts` are, for each period, whole rents and what its needs cost at them; `refused` what is
    proven to be too little."""

    timetable: Timetable
    covers: Sequence[Covers]
    barred: frozenset[int]
    cuts: list[list[tuple[Ints, int]]] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.cuts = self.cuts or [[] for _ in self.covers]

    def program(
        self, raised: tuple[int, int] | None = None, *, checked: bool = False
    ) -> DatedProgram:
        """The cheapest supply that pays every cut's rent and is not refused (`checked`: where the
        refusal is proven in whole numbers); `raised` is a period whose last cut costs so much more,
        in the rents' own parts of a minor unit."""
        made = DatedProgram(pulp.LpProblem("bound", pulp.LpMinimize))
        draws, quantities = [], list[dict[int, pulp.LpVariable]]()
        for t, cover in enumerate(self.covers):
            most = cover.network.most
            quantities.append(
                {
                    k: made.problem.add_variable(f"Q_k{k}_p{t}", 0, int(most[k]), pulp.LpInteger)
                    for k in np.flatnonzero(most).tolist()
                }
            )
            draws.append(Draw({k: [(v, 1)] for k, v in quantities[-1].items()}, {}))
        cost = supply(made, self.timetable, draws, self.barred, elastic=False)
        for t, cuts in enumerate(self.cuts):
            for i, (rents, bound) in enumerate(cuts):
                last = raised is not None and raised[0] == t and i == len(cuts) - 1
                least = bound + (raised[1] if raised is not None and last else 0)
                terms = [(v, int(rents[k])) for k, v in quantities[t].items() if rents[k]]
                # Rows of some millions, a little loose, keep the solver right; by a power of two,
                # they are still whole numbers.
                size = 2.0 ** (int(least) >> 20).bit_length()
                loose = int(least) - int(least) // LOOSE
                scaled = [(v, w / size) for v, w in terms]
                add_row(made.problem, f"rent_p{t}_{i}", scaled, pulp.LpConstraintGE, loose / size)
        for i, refusal in enumerate(self.refused):
            if checked and not refusal.checked:
                continue
            _refuse(made, f"refused_{i}", quantities[refusal.period], refusal)
        made.problem.setObjective(pulp.LpAffineExpression([(v, c) for v, c in cost if c]))
        return made

    def there(self, made: DatedProgram) -> list[Ints]:
        """Units of each license in each period, (license,), as a solved program orders them; no
        more than could be used."""
        found = []
        for t, cover in enumerate(self.covers):
            units = np.zeros(len(cover.network.most), np.int64)
            for k in range(len(units)):
                constant, terms = available(made, self.timetable.supply, k, t)
                units[k] = constant + sum(int(w) * number(v) for v, w in terms)
            found.append(np.minimum(units, cover.network.most))
        return found


def _refuse(
    made: DatedProgram, name: str, used: dict[int, pulp.LpVariable], refusal: Refusal
) -> None:
    """N[k] tells of which license more is used: Q[k] >= (units + 1) N[k], one N at least."""
    chosen: list[tuple[pulp.LpVariable, float]] = []
    for k, quantity in used.items():
        more = int(refusal.units[k]) + 1
        if refusal.licenses[k] and more <= (quantity.upBound or 0):
            binary = made.problem.add_variable(f"N_{name}_k{k}", 0, 1, pulp.LpInteger)
            terms = [(quantity, 1), (binary, -more)]
            add_row(made.problem, f"{name}_k{k}", terms, pulp.LpConstraintGE, 0)
            chosen.append((binary, 1))
    if not chosen:  # none can be had: a row that nothing keeps
        chosen = [(made.problem.add_variable(f"N_{name}", 0, 0, pulp.LpInteger), 1)]
    add_row(made.problem, name, chosen, pulp.LpConstraintGE, 1)
