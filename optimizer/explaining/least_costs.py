"""What the cheapest licenses cost that together open some needs, at the prices of single ones: a
suite counts once, however many of its families are needed. Where licenses that are owned, or come
in packs or tiers, open some of it too, that is the most that it may cost.

DEFINITIONS
pair    (family, version) that somebody needs, or that whoever covers another one must hold besides
mask    pairs as bits of a whole number
"""

import numpy as np

from optimizer.domain.arrays import BLOCK, distinct_rows, narrow
from optimizer.domain.keywords import Metric
from optimizer.domain.tables import NONE, Bools, Ints, Tables
from optimizer.domain.versions import ANY
from optimizer.licensing.rules import admits, opens
from optimizer.licensing.supply import Supply

MOST_PAIRS, MOST_STATES = 62, 4096
"""Pairs that a mask has room for, and sets of opened pairs that are kept apart; with more there is
no amount."""


class LeastCosts:
    """Masks of needs, and what licenses of a metric cost for them: whole minor units over the
    horizon, NONE where no licenses that are bought plainly open all. `code` is the number of each
    need's pair."""

    def __init__(self, tables: Tables, supply: Supply, family: Ints, version: Ints) -> None:
        self.tables, self.supply = tables, supply
        keys, code = distinct_rows(family, version)
        self.code = narrow(code)
        bits: dict[tuple[int, int], int] = {}
        self.mask_of = np.zeros(len(keys) + 1, np.int64)
        self.many = False
        for at, (f, v) in enumerate(keys.tolist()):
            mask, chain = 0, [(f, v)]
            while chain:
                each = chain.pop()
                mask |= 1 << bits.setdefault(each, len(bits))
                base = tables.same_holder.get(each[0])
                if base is not None:
                    chain.append((base, ANY))
            self.many |= len(bits) > MOST_PAIRS
            self.mask_of[at] = 0 if self.many else mask
        self.bits = bits
        self.made: dict[tuple[Metric, int, int], tuple[int, bool]] = {}

    def masks(self, pair: Ints, group: Ints, groups: int) -> Ints:
        """The mask of each group, of needs given by the numbers of their pairs and groups."""
        found = np.zeros(groups, np.int64)
        for at in range(0, len(pair), BLOCK):
            some = slice(at, at + BLOCK)
            np.bitwise_or.at(found, group[some], self.mask_of[pair[some]])
        return found

    def of(self, metric: Metric, masks: Ints, types: Ints) -> tuple[Ints, Bools]:
        """The amount for one holder of each mask and type of user (NONE: a device), and whether it
        may be less."""
        keys, code = distinct_rows(masks, types)
        each = [self._least(metric, mask, type_) for mask, type_ in keys.tolist()]
        least, less = zip(*each, strict=True) if each else ((NONE,), (False,))
        return np.array(least, np.int64)[code], np.array(less, bool)[code]

    def _least(self, metric: Metric, mask: int, type_: int) -> tuple[int, bool]:
        key = metric, mask, type_
        if key not in self.made:
            self.made[key] = (NONE, False) if self.many else self._found(metric, mask, type_)
        return self.made[key]

    def _found(self, metric: Metric, mask: int, type_: int) -> tuple[int, bool]:
        """The cheapest sum of licenses whose pairs together are all of the mask's."""
        least, (licenses, less) = {0: 0}, self._licenses(metric, mask, type_)
        for opened, price in licenses.items():
            for before, cost in [*least.items()]:
                after = before | opened
                least[after] = min(cost + price, least.get(after, cost + price))
            if len(least) > MOST_STATES:
                return NONE, False
        return least.get(mask, NONE), less

    def _licenses(self, metric: Metric, mask: int, type_: int) -> tuple[dict[int, int], bool]:
        """What licenses open of the mask, and the least price of one that does, bought by itself;
        and whether one of them may be had for less."""
        found: dict[int, int] = {}
        less = False
        for k, license in enumerate(self.tables.licenses):
            barred = metric is Metric.USER and not admits(license, type_)
            if license.metric is not metric or barred or not self.supply.obtainable(k):
                continue
            bits = (1 << bit for pair, bit in self.bits.items() if opens(license, *pair))
            opened, lines = sum(bits) & mask, self.supply.lines_of.get(k, ())
            if opened:
                less |= self.supply.plain(k) is None
                free = [self.supply.lines[i].cost for i in lines if self.supply.lines[i].free]
                if free:
                    found[opened] = min([*free, *([found[opened]] if opened in found else [])])
        return found, less
