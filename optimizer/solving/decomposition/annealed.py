"""A good plan of one large piece of which owned units cover a part, where each side has one license
to hold: simulated annealing over who goes without (Kirkpatrick, Gelatt and Vecchi 1983).

DEFINITIONS
    head      a node that others must follow to its side, as a device without a license makes its
              people hold one, (head,)
    tail      a node that follows: it joins as soon as one of its heads has, (tail,)
    on[h]     whether a head has joined, (head,), boolean: the plan
    met[t]    heads of a tail that have joined, (tail,), count
    worth[h]  minor units that the head's joining saves, (head,)
    units[t]  units that are drawn from stock once a tail has joined, (tail,), count
    cap       units that may be drawn, count
    price     minor units for each unit drawn, by which heads are weighed: it only guides
    heat      minor units by which a worse step is still taken, falling

Who should hold the owned units is constrained vertex cover, NP-complete (Kuo and Fuchs 1987). A
plan here proves nothing: it is priced exactly by who asks for it. Heads are tried some at a time,
in an order drawn from one fixed seed, and the work is counted in arcs looked at, so the plan is the
same on every machine. Of heads tried together each is judged as if the others stayed; that some of
them need the same tail is seen only after, so fewer units are drawn than was reckoned, never more.
"""

import numpy as np

from optimizer.domain.tables import Bools, Ints
from optimizer.solving.decomposition.two_layers import TwoLayers, two_layers
from optimizer.solving.network.network import Network

WORK, MOST_SWEEPS = 40_000_000, 400
"""Arcs looked at, and how often each is at most."""

AT_ONCE = 24
"""Parts in which the heads are tried, one part at a time."""

HOT, COLD = 0.3, 0.02
"""Heat at the start and the end, of what a head is worth on average."""

SHARE = 0.9
"""The price of a unit, of what the units that help most are worth on average: at more, those who
share units are never found; at less, units go to whoever is tried first."""


def annealed(network: Network, plain: Ints, cap: Ints) -> list[Bools]:
    """Plans as source's sides, where the network is of two layers and the license of those that
    follow is drawn from stock; `plain` prices by license (0: from stock), `cap` units of each that
    may be drawn."""
    found = []
    for forward in (True, False):
        layers = two_layers(network, plain, forward=forward)
        if layers is None:
            continue
        on = _anneal(layers, int(cap[layers.license]))
        if on is None:
            continue
        side = np.zeros(network.nodes, bool)
        side[0 if forward else 1] = True
        side[layers.heads[on]] = True
        met = _met(layers, on)
        side[layers.tails[met > 0]] = True
        found.append(side if forward else ~side)
    return found


def _met(layers: TwoLayers, on: Bools) -> Ints:
    """Heads of each tail that have joined."""
    arcs = np.repeat(on, np.diff(layers.start))
    return np.bincount(layers.tail[arcs], minlength=len(layers.tails)).astype(np.int64)


def _anneal(layers: TwoLayers, cap: int) -> Bools | None:
    """Which heads join; None where no unit may be drawn."""
    count, arcs = np.diff(layers.start), len(layers.tail)
    alone = np.add.reduceat(layers.units[layers.tail], layers.start[:-1])
    order = np.argsort(alone / layers.worth, kind="stable")
    within = np.cumsum(alone[order]) <= cap
    if not within.any() or within.all():
        return None
    price = SHARE * float(layers.worth[order][within].sum()) / max(cap, 1)
    usual = float(layers.worth.mean())
    sweeps = min(max(WORK // arcs, 1), MOST_SWEEPS)
    random = np.random.default_rng(0)
    on = np.zeros(len(layers.heads), bool)
    met = np.zeros(len(layers.tails), np.int64)
    drawn, part = 0, max(len(on) // AT_ONCE, 1)
    for sweep in range(sweeps):
        heat = usual * HOT * (COLD / HOT) ** (sweep / max(sweeps - 1, 1))
        tried = random.permutation(len(on))
        lengths = count[tried]
        ends = np.cumsum(lengths)
        index = np.arange(arcs) - np.repeat(ends - lengths, lengths)
        tail = layers.tail[np.repeat(layers.start[tried], lengths) + index]
        luck = -heat * np.log(random.random(len(on)))
        for low in range(0, len(on), part):
            heads = tried[low : low + part]
            first = ends[low] - lengths[low]
            here = tail[first : ends[low + len(heads) - 1]]
            begin = ends[low : low + part] - lengths[low : low + part] - first
            was = on[heads]
            # What joins draws for tails that nobody met; what leaves frees those that it met alone.
            lone = met[here] == np.repeat(was, lengths[low : low + part])
            units = np.add.reduceat(np.where(lone, layers.units[here], 0), begin)
            gain = layers.worth[heads] - price * units
            leaves = was & (gain < luck[low : low + part])
            joins = ~was & (-gain < luck[low : low + part])
            joins &= np.cumsum(np.where(joins, units, 0)) <= cap - drawn
            changed = joins | leaves
            step = np.where(joins, 1, -1) * changed
            moved = np.repeat(step, lengths[low : low + part])
            np.add.at(met, here[moved != 0], moved[moved != 0])
            on[heads] = was ^ changed
            drawn = int(layers.units[met > 0].sum())
    return _filled(layers, on, met, cap - drawn)


def _filled(layers: TwoLayers, on: Bools, met: Ints, left: int) -> Bools:
    """With what units are left for: the head that needs the fewest for its worth, again and
    again."""
    while True:
        units = np.add.reduceat(
            np.where(met[layers.tail] == 0, layers.units[layers.tail], 0), layers.start[:-1]
        )
        free = ~on & (units == 0)
        if not free.any():
            fits = np.flatnonzero(~on & (units <= left))
            if not len(fits):
                return on
            free[fits[np.argmin(units[fits] / layers.worth[fits])]] = True
        left -= int(units[free].sum())
        on = on | free
        met = _met(layers, on)
