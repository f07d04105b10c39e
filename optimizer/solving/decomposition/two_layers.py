"""Networks of two layers: each side has one license to hold, one bought plainly, one drawn from
stock. Who should hold the owned units is then constrained vertex cover (Kuo and Fuchs 1987).

DEFINITIONS
    head      a node that others must follow to its side, as a device without a license makes its
              people hold one, (head,)
    tail      a node that follows: it joins as soon as one of its heads has, (tail,)
    worth[h]  minor units that the head's joining saves, (head,)
    units[t]  units that are drawn from stock once a tail has joined, (tail,), count
    license   what the tails draw
"""

from dataclasses import dataclass

import numpy as np

from optimizer.domain.arrays import distinct
from optimizer.domain.tables import NONE, Floats, Ints
from optimizer.solving.network.network import Network

FEWEST_ARCS = 20_000
"""A piece of fewer arcs is decided as well, and sooner, by programs of its open decisions."""


@dataclass(frozen=True, kw_only=True)
class TwoLayers:
    """Heads and tails of a network seen from one side, as nodes, and the arcs between them (places
    in both), sorted by head; `start[h]` is the first arc of a head."""

    heads: Ints
    tails: Ints
    start: Ints
    tail: Ints
    worth: Floats
    units: Ints
    license: int


def two_layers(network: Network, plain: Ints, *, forward: bool) -> TwoLayers | None:
    """The layers seen from the source's side or the sink's; None where the network is another, the
    heads' licenses are not bought plainly, or the tails' not all one license from stock."""
    start, end = (network.start, network.end) if forward else (network.end, network.start)
    own, other = (0, 1) if forward else (1, 0)
    firm = network.license == NONE
    if int(firm.sum()) < FEWEST_ARCS:
        return None
    from_own, to_other = ~firm & (start == own), ~firm & (end == other)
    if not (firm | from_own | to_other).all() or (from_own & to_other).any():
        return None
    heads, tails = distinct(start[firm]), distinct(end[firm])
    if not len(heads) or np.isin(tails, heads).any() or min(heads[0], tails[0]) < 2:
        return None
    if not np.isin(end[from_own], heads).all() or not np.isin(start[to_other], tails).all():
        return None
    bought, drawn = network.license[from_own], network.license[to_other]
    if (plain[bought] == 0).any() or len(distinct(drawn)) != 1 or plain[drawn[0]]:
        return None
    worth = np.zeros(network.nodes)
    np.add.at(worth, end[from_own], plain[bought] * network.members[from_own])
    units = np.zeros(network.nodes, np.int64)
    np.add.at(units, start[to_other], network.members[to_other])
    order = np.argsort(start[firm], kind="stable")
    head = np.searchsorted(heads, start[firm][order])
    return TwoLayers(
        heads=heads,
        tails=tails,
        start=np.searchsorted(head, np.arange(len(heads) + 1)),
        tail=np.searchsorted(tails, end[firm][order]),
        worth=worth[heads],
        units=units[tails],
        license=int(drawn[0]),
    )
