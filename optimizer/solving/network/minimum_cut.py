"""The minimum cut of a plain part, and the one nearest the source among equals."""

import numpy as np

from optimizer.domain.arrays import distinct_rows
from optimizer.domain.tables import Floats, Ints
from optimizer.solving.instance import Instance
from optimizer.solving.network.cut import Cut, no_cut
from optimizer.solving.network.network import Network


def plain_prices(case: Instance) -> Ints:
    """What one unit of each license costs in minor units where it is bought plainly, else 0."""
    lines = [case.supply.plain(k) for k in range(len(case.tables.licenses))]
    return np.array(
        [0 if line is None else case.supply.lines[line].cost for line in lines], np.int64
    )


def minimum_cut(case: Instance) -> Cut | None:
    """The cheapest plan for needs of plain parts; None where capacities do not fit."""
    if not len(case.classes.user):
        return no_cut(case)
    network = Network(case)
    flow = network.flow(plain_prices(case))
    return None if flow is None else network.cut(flow.level, flow.cost, possible=flow.possible)


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
