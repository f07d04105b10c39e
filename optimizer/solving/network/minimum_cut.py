"""The minimum cut of a plain part, and the one nearest the source among equals (model 6.2).

DEFINITIONS
    prices    of a unit of each license, (license,), minor units; 0: not bought plainly
    reached   whether a node is on the source's side, (node,)
    level     members of a node's class on the source's side, (node,), count
    modes     what a need has to have one kind for (NONE: nothing), (need,), a number
    charges   what a need carries of the maximum flow, (need,), minor units
"""

from dataclasses import dataclass

import numpy as np

from optimizer.domain.arrays import distinct_rows
from optimizer.domain.tables import NONE, Bools, Floats, Ints
from optimizer.solving.instance import Instance
from optimizer.solving.network.cut import Cut, no_cut
from optimizer.solving.network.license_forest import mode_of
from optimizer.solving.network.network import Network
from optimizer.solving.network.parts import some_at_a_time
from optimizer.solving.network.waves import cut_by_waves


def plain_prices(case: Instance) -> Ints:
    """What one unit of each license costs in minor units where it is bought plainly, else 0."""
    lines = [case.supply.plain(k) for k in range(len(case.tables.licenses))]
    return np.array(
        [0 if line is None else case.supply.lines[line].cost for line in lines], np.int64
    )


@dataclass(frozen=True)
class Value:
    """What a minimum cut comes to in minor units; not possible where none avoids uncuttable
    arcs."""

    cost: int
    possible: bool


MOST_AT_ONCE = 1_000_000
"""Needs of a network; where they are more, parts that nothing joins are cut some at a time."""

MOST_ARCS = 600_000
"""Arcs of a network; where they are more, the library for graphs is sooner, its loading
included."""


def minimum_cut(case: Instance) -> Cut | None:
    """The cheapest plan for needs of plain parts; None where capacities do not fit."""
    if not len(case.classes.user):
        return no_cut(case)
    several = some_at_a_time(case, MOST_AT_ONCE)
    if len(several) == 1:
        return _cut_at_once(case)
    found = no_cut(case)
    for rows in several:
        cut = _cut_at_once(case.part(rows))
        if cut is None:
            return None
        found = found.joined(cut)
    return found


def _cut_at_once(case: Instance) -> Cut | None:
    network = Network(case)
    found = _cut(network, plain_prices(case))
    if found is None:
        return None
    value, reached = found
    level = np.asarray(reached * network.size, np.int64)
    return network.cut(level, value.cost, possible=value.possible)


def one_kind_each(case: Instance, group: Ints) -> Value | None:
    """The cheapest plan in which one kind counts for all needs of a group (a number a need, NONE:
    either kind for each): a group is a node on the way from the device's element to the user's, as
    a One kind is (model 6.1). None where capacities do not fit, or the plan chooses a One kind."""
    if (mode_of(case) != NONE).any():
        return None
    modes = np.full(len(group), NONE, np.int64)
    modes[group != NONE] = np.unique(group[group != NONE], return_inverse=True)[1].reshape(-1)
    if not len(group):
        return Value(0, possible=True)
    found = _cut(Network(case, modes), plain_prices(case))
    return None if found is None else found[0]


def _cut(network: Network, prices: Ints) -> tuple[Value, Bools] | None:
    """The minimum cut nearest the source: what it costs, and the nodes on the source's side."""
    at = network.capacities(prices)
    if at is None:
        return None
    if len(network.start) <= MOST_ARCS:
        found = cut_by_waves(network.start, network.end, at.each, network.nodes)
        if found is not None:
            value, reached = found
            return Value(value * at.unit, possible=value < at.never), reached
    flow = network.flow(prices)
    return None if flow is None else (Value(flow.cost, possible=flow.possible), flow.reached)


def charges(case: Instance) -> Floats:
    """What the access of each need carries of the maximum flow, in minor units: they add up to the
    cost.

    Needs that share an arc share its flow. The case is plain and its capacities fit.
    """
    network = Network(case) if len(case.classes.user) else None
    flow = network.flow(plain_prices(case)) if network else None
    if network is None or flow is None:
        return np.zeros(len(case.classes.user))
    start, end = network.ends()
    pairs, arc = distinct_rows(start, end)
    carried = np.asarray(flow.carried[pairs[:, 0], pairs[:, 1]], np.float64).reshape(-1) * flow.unit
    return np.asarray(carried[arc] / np.bincount(arc)[arc], np.float64)
