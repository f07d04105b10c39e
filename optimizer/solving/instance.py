"""One question to the optimizer, and the forms its classes take: which licenses may serve which
elements."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from optimizer.domain.arrays import distinct, distinct_rows
from optimizer.domain.keywords import Metric
from optimizer.domain.tables import NONE, Bools, Ints, Tables
from optimizer.licensing.dominance import undominated
from optimizer.licensing.eligibility import Eligibility
from optimizer.licensing.needs import Needs
from optimizer.licensing.rules import admits
from optimizer.licensing.stock import Seating
from optimizer.licensing.supply import Supply
from optimizer.solving.bundles import KEEP, Component, Fates, components
from optimizer.solving.classes import Classes, Side


@dataclass(frozen=True)
class HoldingForms:
    """The distinct forms of one side's classes: `of` is each class's; `components` are a form's
    licenses, split."""

    of: Ints
    components: tuple[tuple[Component, ...], ...]


@dataclass(frozen=True)
class Instance:
    """Everything that an answer is found from. `classes` may be a part of all needs; class numbers
    stay the same."""

    tables: Tables
    needs: Needs
    ways: Eligibility
    classes: Classes
    supply: Supply

    @cached_property
    def users(self) -> HoldingForms:
        """The forms of user classes."""
        return self._forms(self.classes.users, self.classes.user, self.classes.by_user, Metric.USER)

    @cached_property
    def devices(self) -> HoldingForms:
        """The forms of device classes."""
        return self._forms(
            self.classes.devices, self.classes.device, self.classes.by_device, Metric.DEVICE
        )

    def part(self, rows: Bools) -> "Instance":
        """The case of some needs only."""
        return replace(self, classes=self.classes.part(rows))

    def _forms(self, side: Side, owner: Ints, able: Bools, metric: Metric) -> HoldingForms:
        count, width = len(side.members), max(len(self.ways.elements), 1)
        keys = distinct(owner[able].astype(np.int64) * width + self.classes.element[able])
        for _ in self.ways.bases:  # a base may itself sit on another one
            base = np.full(width, NONE, np.int64)
            base[list(self.ways.bases)] = list(self.ways.bases.values())
            below = base[keys % width]
            grown = distinct(np.r_[keys, (keys // width * width + below)[below != NONE]])
            if len(grown) == len(keys):
                break
            keys = grown
        pair_class, pair_element = keys // width, keys % width
        # Classes of one type with the same elements have one form: compare their elements as bits,
        # 62 a word.
        words = np.zeros((count, -(-width // 62)), np.int64)
        np.bitwise_or.at(
            words, (pair_class, pair_element // 62), np.int64(1) << (pair_element % 62)
        )
        kinds, of = distinct_rows(side.type, side.fixed, *words.T)
        forms = []
        for type_, fixed, *bits in kinds.tolist():
            elements = frozenset(
                62 * w + b for w, word in enumerate(bits) for b in range(62) if word >> b & 1
            )
            seats = {
                unit.lot: self._ways(metric, type_, unit, elements) for unit in side.seatings[fixed]
            }
            forms.append(tuple(components(elements, self._able(metric, type_, elements), seats)))
        return HoldingForms(of, tuple(forms))

    def _ways(self, metric: Metric, type_: int, unit: Seating, elements: frozenset[int]) -> Fates:
        """What may become of a unit that sits with a member for good: kept, or converted to a
        license of its metric."""
        found, licenses = self.supply.lots[unit.lot], self.tables.licenses
        ways = {KEEP: found.license} if found.lasts else {}
        if unit.barred or not admits(licenses[found.license], type_):
            return dict.fromkeys(ways, frozenset())  # it stays and covers nothing
        ways |= {
            i: line.license
            for i, line in self.supply.numbered_lines()
            if unit.lot in line.lots and licenses[line.license].metric is metric
        }
        able = {k: admits(licenses[k], type_) for k in ways.values()}
        return {
            way: self.ways.opened[k] & elements if able[k] else frozenset()
            for way, k in ways.items()
        }

    def _able(
        self, metric: Metric, type_: int, elements: frozenset[int]
    ) -> Mapping[int, frozenset[int]]:
        """The licenses worth holding: what they open of the elements."""
        opened = self.ways.opened
        able = {
            k: opened[k] & elements
            for k, license in enumerate(self.tables.licenses)
            if license.metric is metric and admits(license, type_) and opened[k] & elements
        }
        return undominated(able, self.supply)
