"""One question to the optimizer, and the forms its classes take: which licenses may serve which elements."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from optimizer.arrays import distinct, distinct_rows
from optimizer.bundles import KEEP, Component, components
from optimizer.classes import Classes, Side
from optimizer.needs import Needs
from optimizer.supply import Supply
from optimizer.tables import NONE, Bools, Ints, Tables
from optimizer.ways import Ways


@dataclass(frozen=True)
class Forms:
    """The distinct forms of one side's classes: `of` is each class's; `components` are a form's licenses, split.

    `pair_class` and `pair_element` list, sorted, which elements each class's licenses may open, bases included.
    """

    of: Ints
    components: tuple[tuple[Component, ...], ...]
    pair_class: Ints
    pair_element: Ints


@dataclass(frozen=True)
class Case:
    """Everything that an answer is found from. `classes` may be a part of all needs; class numbers stay the same."""

    tables: Tables
    needs: Needs
    ways: Ways
    classes: Classes
    supply: Supply

    @cached_property
    def users(self) -> Forms:
        """The forms of user classes."""
        return self._forms(self.classes.users, self.classes.user, self.classes.by_user, "User")

    @cached_property
    def devices(self) -> Forms:
        """The forms of device classes."""
        return self._forms(self.classes.devices, self.classes.device, self.classes.by_device, "Device")

    def part(self, rows: Bools) -> "Case":
        """The case of some needs only."""
        return replace(self, classes=self.classes.part(rows))

    def _forms(self, side: Side, owner: Ints, able: Bools, metric: str) -> Forms:
        count, width = len(side.members), max(len(self.ways.elements), 1)
        keys = distinct(owner[able] * width + self.classes.element[able])
        for _ in self.ways.bases:  # a base may itself sit on another one
            base = np.full(width, NONE, np.int64)
            base[list(self.ways.bases)] = list(self.ways.bases.values())
            below = base[keys % width]
            grown = distinct(np.r_[keys, (keys // width * width + below)[below != NONE]])
            if len(grown) == len(keys):
                break
            keys = grown
        pair_class, pair_element = keys // width, keys % width
        # Classes of one type with the same elements have one form: compare their elements as bits, 62 a word.
        words = np.zeros((count, -(-width // 62)), np.int64)
        np.bitwise_or.at(words, (pair_class, pair_element // 62), np.int64(1) << (pair_element % 62))
        kinds, of = distinct_rows(side.type, side.fixed, *words.T)
        forms = []
        for type_, fixed, *bits in kinds.tolist():
            elements = frozenset(62 * w + b for w, word in enumerate(bits) for b in range(62) if word >> b & 1)
            seats = {max(lot, ~lot): self._ways(metric, type_, lot, elements) for lot in side.seatings[fixed]}
            forms.append(tuple(components(elements, self._able(metric, type_, elements), seats)))
        return Forms(of, tuple(forms), pair_class, pair_element)

    def _ways(self, metric: str, type_: int, lot: int, elements: frozenset[int]) -> Mapping[int, frozenset[int]]:
        """What may become of a unit that sits with a member for good: kept, or converted to a license of its metric."""
        found, licenses = self.supply.lots[max(lot, ~lot)], self.tables.licenses
        ways = {KEEP: found.license} if found.lasts else {}
        if lot < 0 or (metric == "User" and not licenses[found.license].admits(type_)):
            return dict.fromkeys(ways, frozenset())  # barred: it stays and covers nothing
        ways |= {
            i: line.license
            for i, line in enumerate(self.supply.lines)
            if lot in line.lots and licenses[line.license].metric == metric
        }
        able = {k: metric == "Device" or licenses[k].admits(type_) for k in ways.values()}
        return {way: self.ways.opened[k] & elements if able[k] else frozenset() for way, k in ways.items()}

    def _able(self, metric: str, type_: int, elements: frozenset[int]) -> Mapping[int, frozenset[int]]:
        """The licenses worth holding: what they open of the elements."""
        opened = self.ways.opened
        able = {
            k: opened[k] & elements
            for k, license in enumerate(self.tables.licenses)
            if license.metric == metric and (metric == "Device" or license.admits(type_)) and opened[k] & elements
        }
        return undominated(able, self.supply)


def undominated(able: Mapping[int, frozenset[int]], supply: Supply) -> dict[int, frozenset[int]]:
    """Without plainly bought licenses that open no more than another plainly bought one that costs no more.

    Packs, tiers and stock make no license dominated: units left over from another purchase are free.
    """
    cost = {k: supply.lines[line].cost for k in able if (line := supply.plain(k)) is not None}
    rank = {k: (cost[k], -len(able[k]), k) for k in cost}
    return {
        k: opened
        for k, opened in able.items()
        if k not in cost or not any(opened <= able[j] and rank[j] < rank[k] for j in cost if j != k)
    }
