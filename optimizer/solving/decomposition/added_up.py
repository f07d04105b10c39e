"""Covers of a period's pieces added up, piece by piece, to covers of all its needs
(docs/model-dates.md, T3).

DEFINITIONS
    b, j          a piece of the period's network; the j-th cover found of it
    sum           units of each license that one cover of each piece so far uses, (license,)
    rents         of each license in the period, (license,), minor units
    mixed[b]      units that the mix has of the piece, (piece, license), not whole
    own           units that are there of what is not sold, (license,), count
    sold          whether units can be ordered for the period, (license,)

Most plans that differ in who is covered how are one and the same to the supply: only their sums
count. Of the sums so far those are kept that pay the least rent above the least there is, and stay
near the mix; of the last ones those that no other needs less than.
"""

from dataclasses import dataclass

import numpy as np

from optimizer.domain.tables import Bools, Floats, Ints
from optimizer.solving.network.covers import Covers

EACH, KEPT, MOST = 100, 2_000, 600
"""Covers of a piece, sums so far and sums in the end that are kept at most."""

AWAY = 0.3
"""What a unit away from the mix counts, a share of its rent."""


@dataclass(frozen=True)
class Sums:
    """Covers of a period's needs: their `units`, (sum, license), and of each piece the number of
    the cover that they take, `chosen`, (sum, piece)."""

    units: Ints
    chosen: Ints


def added_up(
    cover: Covers, rents: Floats, mixed: Floats, there: tuple[Ints, Bools], known: list[int]
) -> Sums:
    """The sums worth having; the first is that of the covers `known`, which make a plan. `there` is
    (own, sold)."""
    first = Sums(_units(cover, np.array([known])), np.array([known]))
    own, sold = there
    used = [np.array(each) for each in cover.used]
    worth = [_worth_having(each, rents) for each in used]
    least = np.array([each[some].min(0) for each, some in zip(used, worth, strict=True)])
    most = np.array([each[some].max(0) for each, some in zip(used, worth, strict=True)])
    sums, near, rest = np.zeros((1, len(rents)), np.int64), np.zeros(len(rents)), least.sum(0)
    taken: list[tuple[int, Ints, Ints]] = []
    # Small pieces come last: they fill what the others leave.
    for b in np.argsort((least - most).sum(1), kind="stable").tolist():
        units = used[b][worth[b]]
        near, rest = near + mixed[b], rest - least[b]
        more = (sums[:, None, :] + units).reshape(-1, len(rents))
        at = np.flatnonzero((sold | (more + rest <= own)).all(1))
        at = at[_different(more[at])]
        at = at[_nearest(more[at], near, rents, KEPT)]
        if not len(at):
            return first
        sums = more[at]
        taken.append((b, at // len(units), worth[b][at % len(units)]))
    at = _nearest(sums, near, rents, KEPT)
    at = at[_fewest(sums[at][:, sold])][:MOST]
    chosen = np.zeros((len(at), cover.count), np.int64)
    for b, before, number in reversed(taken):
        chosen[:, b] = number[at]
        at = before[at]
    chosen = np.concatenate([first.chosen, chosen])
    return Sums(_units(cover, chosen), chosen)


def _units(cover: Covers, chosen: Ints) -> Ints:
    """Units of each license that the chosen covers use together, (sum, license)."""
    each = [np.array(cover.used[b])[chosen[:, b]] for b in range(cover.count)]
    return np.asarray(np.sum(each, axis=0), np.int64)


def _worth_having(used: Ints, rents: Floats) -> Ints:
    """Of a piece's covers of the least rent, (cover, license), the numbers of those of which no
    other uses as little of every license."""
    cheapest = np.argsort(used @ rents, kind="stable")[:EACH]
    return cheapest[_fewest(used[cheapest])]


def _fewest(units: Ints) -> Ints:
    """Rows, (row, license), of which no other has as few of everything; of equal ones the first."""
    alive = np.ones(len(units), bool)
    for i, row in enumerate(units):
        if alive[i]:
            alive &= (units < row).any(1)
            alive[i] = True
    return np.flatnonzero(alive)


def _different(units: Ints) -> Ints:
    """The first of rows that are equal, (row, license)."""
    if not len(units):
        return np.zeros(0, np.int64)
    # Two that differ have the same number once in 2^64 times: then one of them is lost.
    odd = np.random.default_rng(0).integers(1, 2**62, units.shape[1]) * 2 + 1
    return np.unique(units @ odd, return_index=True)[1].astype(np.int64)


def _nearest(units: Ints, near: Floats, rents: Floats, count: int) -> Ints:
    """Rows of little rent that are near to what a mix has, the best first."""
    away = AWAY * (np.abs(units - near) @ rents)
    return np.argsort(units @ rents + away, kind="stable")[:count]
