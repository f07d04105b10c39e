"""A bound above that of prices for one large piece of which owned units cover a part
(quadratic_bound.py), and the supply beside it.

DEFINITIONS
    n         units of the owned license that the cover may draw
    cap       units of it that are there without being bought
    dear      from so many on prices alone prove what the best plan costs
    plain     minor units paid for licenses bought plainly

A cover that draws X units pays plain at least what all heads are worth, less what they save with X.
The bound of that holds for cap <= X <= dear; drawing less saves no more than drawing cap does, or
a few more, where a tail's members come together. So the cost is at least the least of three: with
n <= cap, with cap <= n <= dear, and with more than that, each by the program of the supply.
"""

from collections.abc import Callable, Sequence

import numpy as np

from optimizer.domain.tables import Ints
from optimizer.solving.decomposition.bound_by_prices import BoundByPrices, PricedCut
from optimizer.solving.decomposition.quadratic_bound import MOST_ARCS, saved_at_most
from optimizer.solving.decomposition.two_layers import TwoLayers, two_layers
from optimizer.solving.network.network import Network
from optimizer.solving.solvers.status import Clock, Status

SECONDS = 1.5e-4
"""Seconds for an arc that it may take: with less time left it is not begun."""

SCALE = 100
"""Parts of a minor unit that the prices of a unit are counted in."""

Range = tuple[int, int | None]
"""The least and the most units drawn (None: as many as there are)."""

Bound = Callable[[Sequence[PricedCut], Range], BoundByPrices]
"""The supply's bound with these cuts, where n is between two counts."""


def layers_of(
    network: Network, plain: Ints, counted: Sequence[int], clock: Clock
) -> TwoLayers | None:
    """The layers that the bound is for, if there is time for it."""
    arcs = len(network.start)
    if len(counted) != 1 or (clock.left is not None and clock.left < SECONDS * arcs):
        return None
    for forward in (True, False):
        layers = two_layers(network, plain, forward=forward)
        if layers is None or layers.license != counted[0] or len(layers.tail) > MOST_ARCS:
            continue
        if network.whole[np.r_[layers.heads, layers.tails]].all():
            return layers
    return None


def least_cost(
    layers: TwoLayers | None,
    stock: Sequence[int],
    best: int,
    quotes: Sequence[PricedCut],
    bound: Bound,
) -> int:
    """What every plan costs at least, in minor units, at most `best`; 0 where nothing is proven.

    `stock` units of each license are there, `quotes` are the cuts so far, `best` is what the best
    plan costs.
    """
    if layers is None:
        return 0
    cap = int(stock[layers.license])
    together = int(layers.units.max())
    most = int(layers.units.sum())
    if not quotes or not 0 < cap < most - together:
        return 0

    def money(cuts: Sequence[PricedCut], low: int, high: int) -> int:
        """The least cost with so many drawn; 0 where that is not known."""
        found = bound(cuts, (low, high))
        if found.status is Status.INFEASIBLE:
            return best
        return min(found.money, best) if found.status is Status.OPTIMAL else 0

    low, high = cap + together, most + 1
    while low < high:  # the least number that prices alone make too dear
        middle = (low + high) // 2
        if money(quotes, middle, most) >= best:
            high = middle
        else:
            low = middle + 1
    dear = high
    saved = saved_at_most(layers, cap, dear)
    if saved is None:
        return 0
    worth = int(layers.worth.sum())
    price = int(saved.each * SCALE) + 1
    least = int((worth - saved.saved) * SCALE) - 1 - price * (together - 1)
    few = _cut(quotes[0], 0, least)
    some = _cut(quotes[0], price, least + price * cap)
    return min(
        money([*quotes, few], 0, cap),
        money([*quotes, some], cap, min(dear, most)),
        money(quotes, dear, most) if dear <= most else best,
    )


def _cut(quote: PricedCut, price: int, cost: int) -> PricedCut:
    """A line below what covers pay plainly, said as a cut at this price."""
    return PricedCut(
        scale=SCALE, prices=(price,), cost=cost, used=quote.used, plain=0, possible=True
    )
