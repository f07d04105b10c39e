"""Quotes: minimum cuts at prices of counted licenses, and the bounds that they give (model 7.1,
7.2).

DEFINITIONS
    q         prices of counted licenses, (counted,), in whole 1/scale minor units, >= 0
    cut(q)    the value of the minimum cut at q, in 1/scale minor units
    n         units of each counted license that a cover draws, (counted,), count
    gap       minor units by which a plan may cost more than its quote's bound
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from optimizer.domain.tables import Ints
from optimizer.licensing.purchase_lines import LineIndex
from optimizer.solving.decomposition.open_decisions import OpenDecisions
from optimizer.solving.network.network import Flow
from optimizer.solving.solvers.status import Status

SCALES = (840, 420, 60, 12, 6, 2, 1)
"""Parts of a minor unit that prices are counted in, as fine as the network's numbers allow."""


MOST_QUOTES = 200
"""Minimum cuts after which the bound is taken as it is."""


NEAR = 0.01
"""Minor units by which a bound must rise to be worth another cut; no proof rests on it."""


@dataclass(frozen=True, kw_only=True)
class PricedCut:
    """A minimum cut at some prices. `prices` (of counted licenses) and `cost` are in 1/`scale`
    minor units.

    Its plan uses `used` of each license and pays `plain` minor units for those bought plainly; not
    `possible`: there is none.
    """

    scale: int
    prices: tuple[int, ...]
    cost: int
    used: Ints
    plain: int
    possible: bool

    def raised(self, gap: int) -> "PricedCut":
        """What holds of plans that cost more than `gap` minor units above the cut at its prices."""
        return replace(self, cost=self.cost + max(gap, 0) * self.scale)

    def worth(self, drawn: Sequence[float]) -> float:
        """What a cover that may draw so many units of each counted license pays at least for those
        bought plainly, in minor units: cut(q) - q n."""
        return (
            self.cost - sum(q * n for q, n in zip(self.prices, drawn, strict=True))
        ) / self.scale


@dataclass(frozen=True)
class TightCut:
    """A quote with its flow, which is too large to be kept for every quote, and the bound in minor
    units that it sets alone."""

    quote: PricedCut
    flow: Flow
    least: int

    def groups(self, gap: int) -> Ints:
        """Groups of nodes on one side in every plan within `gap` minor units of the quote; below 0
        in its own plan."""
        if gap < 0:
            return np.where(self.flow.reached, 0, 1)
        return self.flow.groups(gap * self.quote.scale // self.flow.unit)

    def choices(self, gap: int) -> OpenDecisions:
        """The decisions that are open in plans within `gap` minor units of the quote."""
        return OpenDecisions(self.flow.network, self.groups(gap))

    def wider(self, gap: int, most: int, few: int) -> tuple[int, OpenDecisions]:
        """A larger gap and the decisions it leaves open: `most` minor units where they are few,
        else less, if half as much again."""
        half_more = gap * 3 // 2 + 1
        # Past `most` nothing says how wide is wide enough: ever wider, not a unit at a time.
        least = max(gap + 1, half_more if gap >= most else min(half_more, most))
        gap = max(least, most)
        choices = self.choices(gap)
        while gap > least and choices.kinds > few:
            gap = least + (gap - least) // 4
            choices = self.choices(gap)
        return gap, choices


@dataclass(frozen=True)
class BoundByPrices:
    """The least cost that some quotes leave possible, `money`, where the cover may draw `drawn`
    units and pays `plain` more.

    `packs` are bought of each lumpy line.
    """

    status: Status
    money: int = 0
    drawn: tuple[float, ...] = ()
    plain: float = 0
    packs: Mapping[LineIndex, int] = field(default_factory=dict)
